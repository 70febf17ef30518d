/// One subscript of an index, `1` or `0:2`.
public enum Subscript: Hashable, Sendable {
  /// One position; the axis is dropped. Negative ones count from the end.
  case position(Int)
  /// From, up to, and in steps of; as in Python, what is left out reaches to the end.
  case slice(from: Int?, to: Int?, step: Int)
  /// Positions one after the other, which may repeat, `[0, 0, 2]`; several lists in one index go together.
  case positions([Int])

  /// The whole axis, `:`.
  public static let all = Subscript.slice(from: nil, to: nil, step: 1)

  /// Positions one after the other.
  public static func range(_ positions: Range<Int>) -> Subscript {
    .slice(from: positions.lowerBound, to: positions.upperBound, step: 1)
  }
}

extension Subscript: ExpressibleByArrayLiteral {
  /// Positions one after the other, which may repeat: `x[[0, 0, 2]]`.
  public init(arrayLiteral positions: Int...) {
    self = .positions(positions)
  }
}

extension Subscript: ExpressibleByIntegerLiteral {
  /// One position.
  public init(integerLiteral position: Int) {
    self = .position(position)
  }
}
