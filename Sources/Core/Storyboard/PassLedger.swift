import Autodiff
import Formulas

/// What the passes of a panel have come to at each tick of the clock: their work, and the Jacobian as far as it is known.
package struct PassLedger: Sendable {
  /// Whether a pass finds a column of the Jacobian; else a row.
  package let isByColumns: Bool
  /// The outputs and the inputs by their names.
  package let rows: [Formula]
  package let columns: [Formula]
  /// The Jacobian by rows.
  package let values: [[Formula]]
  /// By rows, the tick from which on an entry is known.
  private let since: [[Int]]
  /// By tick, the pass and the work so far.
  private let moments: [(pass: Int, work: OperationCount)]
  private let mode: String
  /// The work of all passes.
  private let total: OperationCount

  init(
    _ mode: String, isByColumns: Bool, rows: [Formula], columns: [Formula], values: [[Double]], since: [[Int]],
    moments: [(pass: Int, work: OperationCount)], total: OperationCount
  ) {
    (self.mode, self.isByColumns, self.rows, self.columns) = (mode, isByColumns, rows, columns)
    (self.since, self.moments, self.total) = (since, moments, total)
    self.values = values.map { row in row.map(Formula.of) }
  }

  /// The number of passes.
  package var passCount: Int { isByColumns ? columns.count : rows.count }

  /// The number of ticks before the last pass has ended.
  package var tickCount: Int { moments.count }

  /// The pass of a tick; nil when the last has ended.
  package func pass(at tick: Int) -> Int? { moments.indices.contains(tick) ? moments[tick].pass : nil }

  /// The heading of a tick: the mode and the pass, and what it is of.
  package func heading(at tick: Int) -> (words: String, name: Formula?) {
    heading(ofPass: moments.indices.contains(tick) ? moments[tick].pass : passCount)
  }

  /// All headings.
  package var headings: [(words: String, name: Formula?)] { (0...passCount).map { heading(ofPass: $0) } }

  private func heading(ofPass pass: Int) -> (words: String, name: Formula?) {
    guard pass < passCount else { return (Words.passesDone(mode, passCount), nil) }
    return (Words.pass(mode, pass + 1, of: passCount), isByColumns ? columns[pass] : rows[pass])
  }

  /// The work up to and with a tick.
  func work(at tick: Int) -> OperationCount { moments.indices.contains(tick) ? moments[tick].work : total }

  /// The work of a tick in words.
  package func workText(at tick: Int) -> String {
    let work = work(at: tick)
    return Words.work(work.multiplications, work.additions)
  }

  /// Whether an entry of the Jacobian is known at a tick, and whether it is the first at which it is.
  package func isKnown(_ row: Int, _ column: Int, at tick: Int) -> Bool { since[row][column] <= tick }
  package func isNew(_ row: Int, _ column: Int, at tick: Int) -> Bool { since[row][column] == tick }

  /// The number of entries that are known at a tick.
  func knownCount(at tick: Int) -> Int { since.reduce(0) { $0 + $1.count { $0 <= tick } } }
}
