/// A line of a formula that may have been broken.
public struct TypesetLine: Hashable, Sendable {
  /// What stands in the line.
  public let typeset: Typeset
  /// How far its left end stands from the margin, in points.
  public let indent: Double

  /// A line at a distance from the margin.
  public init(typeset: Typeset, indent: Double) {
    self.typeset = typeset
    self.indent = indent
  }

  /// How far it reaches from the margin.
  public var width: Double { indent + typeset.width }
}
