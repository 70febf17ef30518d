import Adviz
import ArgumentParser
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The work on the files of a command line: several at once, told in their order.
///
/// What fails keeps nothing else from being drawn.
final class Batch: Sendable {
  typealias Work = @Sendable (OutputPlan.Entry, Share) async throws -> Drawn

  /// Shows how far the work on one file is.
  struct Share: Sendable {
    /// Shows the share that is done, 0 to 1.
    let show: @Sendable (Double) -> Void
    /// Takes the bar away, where more about the file is about to be told.
    let end: @Sendable () -> Void
  }

  private struct State {
    var shares: [Double]
    var isDone: [Bool]
    /// The entries that have been told of.
    var told = 0
    var drawn: [Drawn?]
    var code: Int32 = 0
  }

  private let plan: OutputPlan
  private let transcripts: [Transcript]
  private let state: Mutex<State>
  private let bar = ProgressBar()

  private init(_ plan: OutputPlan) {
    self.plan = plan
    transcripts = plan.entries.map { Transcript(about: $0.file) }
    let count = plan.entries.count
    state = Mutex(
      State(
        shares: Array(repeating: 0, count: count), isDone: Array(repeating: false, count: count),
        drawn: Array(repeating: nil, count: count)))
  }

  /// Does work for every file.
  ///
  /// - Parameters:
  ///   - plan: the files, and where their results go.
  ///   - list: the options: how many at once, and where the rules for Make go.
  ///   - work: draws one file.
  /// - Throws: `ExitCode` of the worst that happened, `CommandError`, and `OutputError` for the file of rules.
  static func run(_ plan: OutputPlan, _ list: InputList, _ work: @escaping Work) async throws {
    if let depfile = list.depfile {
      try InputFiles(plan.entries.map(\.file)).refuse(asOutput: depfile, option: "--depfile")
    }
    let batch = Batch(plan)
    let threads = try list.jobs.map(WorkerThreads.init)
    let most = list.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    defer { batch.bar.clear() }
    try await untilInterrupted {
      if let threads {
        try await withTaskExecutorPreference(threads) { try await batch.run(atMost: most, work) }
      } else {
        try await batch.run(atMost: most, work)
      }
    }
    batch.bar.clear()
    let (drawn, code) = batch.state.withLock { ($0.drawn, $0.code) }
    if let depfile = list.depfile { try write(drawn, of: plan, to: depfile) }
    if code != 0 { throw ExitCode(code) }
  }

  /// Writes the rules for Make; those of an earlier run stay for files that could not be drawn, and all if none could.
  private static func write(_ drawn: [Drawn?], of plan: OutputPlan, to depfile: String) throws {
    let done = drawn.compactMap(\.self)
    guard !done.isEmpty else { return }
    guard !InputFiles(done.flatMap(\.outputs)).holds(depfile) else {
      throw CommandError(
        .cannotWrite,
        "error: \(depfile.shown) is a result of this run, which the rules would replace; choose another"
          + " name with --depfile")
    }
    for path in done.flatMap({ $0.outputs.prefix(1) + $0.inputs }) where DependencyRule.cannotName(path) {
      Console.complain(line: "note: \(depfile.shown) leaves out \(path.shown); Make cannot read such a name")
    }
    let failed = zip(plan.entries, drawn).filter { $1 == nil }.map { $0.0.file }
    let earlier = (try? InputFile.read(depfile)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let text = DependencyRule.text(done) + DependencyRule.rules(for: failed, in: earlier)
    try writeResult(Data(text.utf8), to: depfile)
  }

  private func run(atMost most: Int, _ work: @escaping Work) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      var lanes = plan.lanes[...]
      func startNext() {
        guard let lane = lanes.popFirst() else { return }
        group.addTask { for index in lane { try await self.run(index, work) } }
      }
      for _ in 0..<most { startNext() }
      while try await group.next() != nil { startNext() }
    }
  }

  private func run(_ index: Int, _ work: Work) async throws {
    let entry = plan.entries[index]
    do {
      try Task.checkCancellation()
      if let failure = entry.failure { throw failure }
      let share = Share(show: { self.show($0, of: index) }, end: { if !self.plan.isMany { self.bar.clear() } })
      let drawn = try await telling(index) { try await work(entry, share) }
      state.withLock { state in
        state.drawn[index] = drawn
        state.code = max(state.code, drawn.code)
      }
    } catch let error as CancellationError {
      throw error
    } catch {
      let code = telling(index) { AdvizTool.report(error).rawValue }
      state.withLock { $0.code = max($0.code, code) }
    }
    try finish(index)
  }

  /// Does something whose words wait for their turn; those about a single file do not.
  private func telling<Value>(_ index: Int, _ body: () async throws -> Value) async rethrows -> Value {
    guard plan.isMany else { return try await body() }
    return try await Console.$transcript.withValue(transcripts[index], operation: body)
  }

  private func telling<Value>(_ index: Int, _ body: () throws -> Value) rethrows -> Value {
    guard plan.isMany else { return try body() }
    return try Console.$transcript.withValue(transcripts[index], operation: body)
  }

  private func show(_ share: Double, of index: Int) {
    let (total, done, count) = state.withLock { state in
      state.shares[index] = share
      let count = state.shares.count
      return (state.shares.reduce(0, +) / Double(count), state.isDone.count(where: \.self), count)
    }
    bar.show(total, count > 1 ? "\(done) of \(count) files" : "")
  }

  /// Tells of all files at the beginning of the list that are done.
  private func finish(_ index: Int) throws {
    try state.withLock { state in
      (state.isDone[index], state.shares[index]) = (true, 1)
      while state.told < state.isDone.count, state.isDone[state.told] {
        bar.clear()
        state.told += 1
        try transcripts[state.told - 1].tell()
      }
    }
  }
}
