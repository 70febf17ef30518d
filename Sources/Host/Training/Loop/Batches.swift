import Tensors

/// The order in which examples are looked at: batch after batch, epoch after epoch.
struct Batches {
  private var order: [Int]
  private let size: Int
  private var next = 0
  private var bits: RandomBits?

  /// - Parameters:
  ///   - count: how many examples there are.
  ///   - size: how many a batch has; the last of an epoch may have fewer.
  ///   - seed: of the order, which is another one in each epoch; nil for the order of the data.
  init(count: Int, size: Int, seed: UInt64?) {
    order = Array(0..<count)
    self.size = max(1, min(size, count))
    bits = seed.map(RandomBits.init)
    shuffle()
  }

  /// The examples of the next batch.
  mutating func take() -> ArraySlice<Int> {
    if next >= order.count {
      next = 0
      shuffle()
    }
    defer { next += size }
    return order[next..<min(next + size, order.count)]
  }

  private mutating func shuffle() {
    guard var bits else { return }
    // After Fisher and Yates.
    for place in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(place, Int(bits.below(UInt64(place + 1))))
    }
    self.bits = bits
  }
}
