/// What may stand in the brackets of an array: a position, a range of them, or a ``Subscript``.
///
/// Negative positions count from the end, in ranges too: `x[(-2)...]` is the last two, `x[..<(-1)]` all but the last. A
/// range that reaches beyond the array ends with it, as in NumPy.
public protocol SubscriptConvertible {
  /// The subscript of one axis.
  var asSubscript: Subscript { get }
}

extension Subscript: SubscriptConvertible {
  /// The subscript itself.
  public var asSubscript: Subscript { self }
}

extension Int: SubscriptConvertible {
  /// One position; the axis is dropped.
  public var asSubscript: Subscript { .position(self) }
}

extension [Int]: SubscriptConvertible {
  /// Positions one after the other, which may repeat: `x[positions]`.
  public var asSubscript: Subscript { .positions(self) }
}

extension Range: SubscriptConvertible where Bound == Int {
  /// Positions one after the other.
  public var asSubscript: Subscript {
    .slice(from: lowerBound, to: Subscript.end(upperBound, from: lowerBound), step: 1)
  }
}

extension ClosedRange: SubscriptConvertible where Bound == Int {
  /// Positions one after the other.
  public var asSubscript: Subscript { .slice(from: lowerBound, to: Subscript.end(through: upperBound), step: 1) }
}

extension PartialRangeFrom: SubscriptConvertible where Bound == Int {
  /// Positions from one on.
  public var asSubscript: Subscript { .slice(from: lowerBound, to: nil, step: 1) }
}

extension PartialRangeUpTo: SubscriptConvertible where Bound == Int {
  /// The positions before one.
  public var asSubscript: Subscript { .slice(from: nil, to: upperBound, step: 1) }
}

extension PartialRangeThrough: SubscriptConvertible where Bound == Int {
  /// The positions up to one and that itself.
  public var asSubscript: Subscript { .slice(from: nil, to: Subscript.end(through: upperBound), step: 1) }
}

extension SubscriptConvertible where Self == Subscript {
  /// The whole axis, `:`.
  public static var all: Subscript { .slice(from: nil, to: nil, step: 1) }
}

extension Subscript {
  /// The end of positions up to one; nil for the end of the axis.
  fileprivate static func end(through last: Int) -> Int? { last == -1 || last == .max ? nil : last + 1 }

  /// The end of a range; 0 is the end of the axis where the range begins at a position counted from there.
  fileprivate static func end(_ end: Int, from start: Int) -> Int? { end == 0 && start < 0 ? nil : end }
}

extension Shape {
  /// Subscripts for the first axes and for the last, with as many whole axes between them as there are.
  ///
  /// With too many they are left as they are, which ``part(_:)`` refuses.
  package func subscripts(_ first: [Subscript] = [], last: [Subscript]) -> [Subscript] {
    first + Array(repeating: .all, count: Swift.max(0, rank - first.count - last.count)) + last
  }
}
