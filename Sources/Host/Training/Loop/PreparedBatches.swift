import Dispatch
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The batches of a run in their order, made beside the steps where there is a second processor for it.
///
/// Rows from anywhere in a large table come from memory, which takes as long as a tenth of a small step. A few batches at a
/// time are made while the network learns from those before; they are the same whoever makes them.
struct PreparedBatches<Data: DataSet>: ~Copyable {
  private let maker: Maker
  private let isBeside: Bool
  private var left: Int
  private var ready: [Result<Batch, any Error>] = []
  private var place = 0
  private var pending: Group?

  /// Examples and what they show.
  typealias Batch = (inputs: Tensor, targets: Tensor)

  /// So many batches are made at a time: few enough that they stay in a processor's cache.
  private static var size: Int { 4 }

  /// - Parameters:
  ///   - data: the training set.
  ///   - plan: tells the size, the order and the seed.
  ///   - count: how many batches will be asked for at most.
  ///   - beside: whether they are made beside the steps; nil for where there is a second processor.
  init(of data: Data, by plan: TrainingPlan, count: Int, beside: Bool? = nil) {
    maker = Maker(data, plan)
    left = count
    isBeside = beside ?? (ProcessInfo.processInfo.activeProcessorCount > 1)
  }

  /// The next batch.
  ///
  /// - Throws: what the data set says.
  mutating func next() throws -> Batch {
    guard isBeside else { return try maker.make() }
    if place == ready.count {
      ready = (pending ?? order()).wait()
      place = 0
      pending = left > 0 ? order() : nil
    }
    defer {
      // The arrays go back to the allocator with the step that used them.
      ready[place] = .failure(CancellationError())
      place += 1
    }
    return try ready[place].get()
  }

  /// Has the next group made.
  private mutating func order() -> Group {
    let count = max(1, min(Self.size, left))
    left -= count
    let (group, maker) = (Group(), maker)
    maker.queue.async { group.finish((0..<count).map { _ in Result { try maker.make() } }) }
    return group
  }

  /// Batches that are being made.
  private final class Group: @unchecked Sendable {
    // Written before the semaphore is raised and read after it is lowered, once each.
    private var batches: [Result<Batch, any Error>] = []
    private let isDone = DispatchSemaphore(value: 0)

    func finish(_ batches: [Result<Batch, any Error>]) {
      self.batches = batches
      isDone.signal()
    }

    func wait() -> [Result<Batch, any Error>] {
      isDone.wait()
      return batches
    }
  }

  /// Makes one batch after the other: on its queue alone, or on no queue.
  private final class Maker: @unchecked Sendable {
    let queue = DispatchQueue(label: "adviz.batches")
    private let data: Data
    private var order: Batches
    private var variation: RandomBits

    init(_ data: Data, _ plan: TrainingPlan) {
      self.data = data
      order = Batches(count: data.count, size: plan.batchSize, seed: plan.isShuffled ? plan.seed : nil)
      // Another sequence than that of the order.
      variation = RandomBits(seed: ~plan.seed)
    }

    func make() throws -> Batch {
      let rows = order.take()
      return (try data.variedInputs(rows, by: &variation), try data.targets(rows))
    }
  }
}
