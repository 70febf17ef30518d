/// The operands of one operation, in order.
///
/// Nearly every operation has one or two; these lie in place, so that building and walking a graph
/// allocates no array.
public struct Operands<Element> {
  let first: Element?
  let second: Element?
  /// Those after the second, nil where there are none.
  let rest: [Element]?

  /// No operand: a leaf.
  public init() {
    self.init(nil, nil, nil)
  }

  /// One operand.
  public init(_ first: Element) {
    self.init(first, nil, nil)
  }

  /// Two operands.
  public init(_ first: Element, _ second: Element) {
    self.init(first, second, nil)
  }

  /// Any number of operands.
  public init(all elements: some Collection<Element>) {
    let rest = elements.dropFirst(2)
    self.init(elements.first, elements.dropFirst().first, rest.isEmpty ? nil : Array(rest))
  }

  init(_ first: Element?, _ second: Element?, _ rest: [Element]?) {
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
    guard let second else { return Operands<Result>(try transform(first), nil, nil) }
    guard let rest else { return Operands<Result>(try transform(first), try transform(second), nil) }
    var others: [Result] = []
    others.reserveCapacity(rest.count)
    for element in rest { others.append(try transform(element)) }
    return Operands<Result>(try transform(first), try transform(second), others)
  }
}

extension Operands: Sendable where Element: Sendable {}

extension Operands: RandomAccessCollection {
  /// The position of the first operand.
  public var startIndex: Int { 0 }
  /// One past the position of the last operand.
  public var endIndex: Int { first == nil ? 0 : second == nil ? 1 : 2 + (rest?.count ?? 0) }

  /// The operand at a position; a position out of range is a mistake in the program and stops it.
  public subscript(position: Int) -> Element {
    if position == 0, let first { return first }
    if position == 1, let second { return second }
    guard position >= 2, let rest else { preconditionFailure("there is no operand \(position)") }
    return rest[position - 2]
  }
}
