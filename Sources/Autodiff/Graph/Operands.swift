/// The operands of one operation, in order.
///
/// Nearly every operation has one or two; these lie in place, so that building and walking a graph
/// allocates no array.
public struct Operands<Element> {
  private let first: Element?
  private let second: Element?
  private let rest: [Element]

  /// No operand: a leaf.
  public init() {
    self.init(nil, nil, [])
  }

  /// One operand.
  public init(_ first: Element) {
    self.init(first, nil, [])
  }

  /// Two operands.
  public init(_ first: Element, _ second: Element) {
    self.init(first, second, [])
  }

  /// Any number of operands.
  public init(all elements: some Collection<Element>) {
    let rest = elements.dropFirst(2)
    self.init(elements.first, elements.dropFirst().first, rest.isEmpty ? [] : Array(rest))
  }

  init(_ first: Element?, _ second: Element?, _ rest: [Element]) {
    self.first = first
    self.second = second
    self.rest = rest
  }

  /// The operands after a transformation, in the same order.
  @inline(__always)
  public func map<Result, Failure: Error>(
    _ transform: (Element) throws(Failure) -> Result
  ) throws(Failure) -> Operands<Result> {
    guard let first else { return Operands<Result>() }
    guard let second else { return Operands<Result>(try transform(first), nil, []) }
    var others: [Result] = []
    for element in rest { others.append(try transform(element)) }
    return Operands<Result>(try transform(first), try transform(second), others)
  }
}

extension Operands: Sendable where Element: Sendable {}

extension Operands: RandomAccessCollection {
  /// The position of the first operand.
  public var startIndex: Int { 0 }
  /// One past the position of the last operand.
  public var endIndex: Int { first == nil ? 0 : second == nil ? 1 : 2 + rest.count }

  /// The operand at a position; a position out of range is a mistake in the program and stops it.
  public subscript(position: Int) -> Element {
    if position == 0, let first { return first }
    if position == 1, let second { return second }
    precondition(position >= 2, "there is no operand \(position)")
    return rest[position - 2]
  }
}
