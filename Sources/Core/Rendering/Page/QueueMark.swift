/// A chip that the queue of a moving picture refers to.
enum QueueMark: Hashable, Comparable, Sendable, ReferenceName {
  /// A node's chip, by the node's index.
  case chip(Int, isWaiting: Bool)

  func write(to buffer: inout SVGBuffer) {
    switch self {
    case .chip(let index, let isWaiting):
      buffer.write(isWaiting ? "w" : "c")
      buffer.write(index)
    }
  }

  private var order: (Int, Int) {
    switch self {
    case .chip(let index, let isWaiting): (index, isWaiting ? 0 : 1)
    }
  }

  static func < (a: QueueMark, b: QueueMark) -> Bool { a.order < b.order }
}
