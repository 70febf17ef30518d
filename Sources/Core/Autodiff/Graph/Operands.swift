/// The operands of one operation, in order.
///
/// Nearly every operation has one or two; these lie in place, so that building and walking a graph
/// allocates no array.
public struct Operands<Element> {
  let storage: Storage

  enum Storage {
    case none
    case one(Element)
    case two(Element, Element)
    case many([Element])
  }

  /// No operand: a leaf.
  public init() {
    storage = .none
  }

  /// One operand.
  public init(_ operand: Element) {
    storage = .one(operand)
  }

  /// Two operands.
  public init(_ first: Element, _ second: Element) {
    storage = .two(first, second)
  }

  /// Any number of operands.
  public init(all elements: some Collection<Element>) {
    let array = Array(elements)
    storage =
      switch array.count {
      case 0: .none
      case 1: .one(array[0])
      case 2: .two(array[0], array[1])
      default: .many(array)
      }
  }

  /// The operands after a transformation, in the same order.
  @inline(__always)
  public func map<Result, Failure: Error>(
    _ transform: (Element) throws(Failure) -> Result
  ) throws(Failure) -> Operands<Result> {
    switch storage {
    case .none: return Operands<Result>()
    case .one(let operand): return Operands<Result>(try transform(operand))
    case .two(let first, let second): return Operands<Result>(try transform(first), try transform(second))
    case .many(let operands):
      var results: [Result] = []
      results.reserveCapacity(operands.count)
      for operand in operands { results.append(try transform(operand)) }
      return Operands<Result>(all: results)
    }
  }
}

extension Operands.Storage: Sendable where Element: Sendable {}
extension Operands: Sendable where Element: Sendable {}

extension Operands.Storage: Equatable where Element: Equatable {}
extension Operands: Equatable where Element: Equatable {}
extension Operands.Storage: Hashable where Element: Hashable {}
extension Operands: Hashable where Element: Hashable {}

extension Operands: RandomAccessCollection {
  /// The position of the first operand.
  public var startIndex: Int { 0 }

  /// One past the position of the last operand.
  public var endIndex: Int {
    switch storage {
    case .none: 0
    case .one: 1
    case .two: 2
    case .many(let operands): operands.count
    }
  }

  /// The operand at a position; a position out of range is a mistake in the program and stops it.
  public subscript(position: Int) -> Element {
    switch storage {
    case .one(let operand) where position == 0: return operand
    case .two(let first, _) where position == 0: return first
    case .two(_, let second) where position == 1: return second
    case .many(let operands) where operands.indices.contains(position): return operands[position]
    default: fatalError("there is no operand \(position) among \(count)")
    }
  }
}
