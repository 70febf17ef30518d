/// A line of a formula that may have been broken.
package struct TypesetLine: Hashable, Sendable {
  /// The outlines of the line.
  package let typeset: Typeset
  /// The distance of its left end from the margin, in points.
  package let indent: Double

  /// A line at a distance from the margin.
  package init(typeset: Typeset, indent: Double) {
    self.typeset = typeset
    self.indent = indent
  }

  /// The distance of its right end from the margin, in points.
  package var width: Double { indent + typeset.width }
}
