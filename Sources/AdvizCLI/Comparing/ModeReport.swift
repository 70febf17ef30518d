import Adviz

/// What each mode costs, as a table and as JSON.
struct ModeReport: Encodable {
  /// The passes of one mode.
  struct Mode: Encodable {
    let multiplications: Int
    let additions: Int
    let passes: [Pass]

    var total: Int { multiplications + additions }
    /// The operations of a pass, on average.
    var average: Double { Double(total) / Double(max(1, passes.count)) }
  }

  /// One pass: what moves or what is differentiated, its work, and its column or row of the Jacobian.
  struct Pass: Encodable {
    let name: String
    let multiplications: Int
    let additions: Int
    let derivatives: [Double]
  }

  /// The operations for other numbers of inputs and outputs, by formula: each pass costs what one here does on average.
  struct Estimate: Encodable {
    let inputs: Int
    let outputs: Int
    let forward: Double
    let reverse: Double
    let cheaper: String?
  }

  let inputs: Int
  let outputs: Int
  let forward: Mode
  let reverse: Mode
  let cheaper: String?
  let estimates: [Estimate]
  let warnings: [String]

  init(_ comparison: ModeComparison) {
    func mode(_ passes: [ModeComparison.Pass], _ count: OperationCount) -> Mode {
      Mode(
        multiplications: count.multiplications, additions: count.additions,
        passes: passes.map { pass in
          Pass(
            name: pass.name, multiplications: pass.count.multiplications, additions: pass.count.additions,
            derivatives: pass.derivatives)
        })
    }
    (inputs, outputs) = (comparison.forward.count, comparison.reverse.count)
    let forward = mode(comparison.forward, comparison.forwardCount)
    let reverse = mode(comparison.reverse, comparison.reverseCount)
    (self.forward, self.reverse) = (forward, reverse)
    cheaper = comparison.cheaper?.name
    estimates = [(1, 1), (2, 1), (4, 1), (8, 1), (16, 1), (1, 2), (1, 4), (1, 8), (1, 16)].map { inputs, outputs in
      let (one, other) = (Double(inputs) * forward.average, Double(outputs) * reverse.average)
      let cheaper: DifferentiationMode? = one == other ? nil : one < other ? .forward : .reverse
      return Estimate(inputs: inputs, outputs: outputs, forward: one, reverse: other, cheaper: cheaper?.name)
    }
    warnings = comparison.reverse.first?.trace.warnings ?? []
  }

  /// The most passes of a mode that are told one by one.
  private static let mostPasses = 12

  /// The table for a person.
  var text: String {
    let sizes = "\(inputs) input\(inputs == 1 ? "" : "s"), \(outputs) output\(outputs == 1 ? "" : "s")"
    let heading = [sizes, "passes", "multiplications", "additions", "together"]
    let rows = [heading] + rows("forward mode", forward) + rows("reverse mode", reverse)
    let verdict =
      switch cheaper {
      case "forward": Words.cheaper("forward", forward.total, reverse.total)
      case "reverse": Words.cheaper("reverse", reverse.total, forward.total)
      default: Words.equalWork(forward.total)
      }
    let formula =
      "by formula, if every pass costs what one of these does on average"
      + " (forward \(forward.average.short), reverse \(reverse.average.short)):"
    let columns = ["inputs", "outputs", "forward mode", "reverse mode", "cheaper"]
    let estimated = estimates.map { row in
      ["\(row.inputs)", "\(row.outputs)", row.forward.short, row.reverse.short, row.cheaper ?? "equal"]
    }
    return [Table.text(rows), verdict, "", formula, Table.text([columns] + estimated)].joined(separator: "\n")
  }

  private func rows(_ name: String, _ mode: Mode) -> [[String]] {
    let sum = [name, "\(mode.passes.count)", "\(mode.multiplications)", "\(mode.additions)", "\(mode.total)"]
    guard mode.passes.count > 1 else { return [sum] }
    let told = mode.passes.count > Self.mostPasses ? mode.passes.prefix(Self.mostPasses - 1) : mode.passes[...]
    let each = told.map { pass in
      [
        "  \(pass.name)", "1", "\(pass.multiplications)", "\(pass.additions)",
        "\(pass.multiplications + pass.additions)",
      ]
    }
    let rest = mode.passes.count - told.count
    return [sum] + each + (rest > 0 ? [["  … \(rest) more"]] : [])
  }
}

extension DifferentiationMode {
  /// The name of the mode.
  fileprivate var name: String {
    switch self {
    case .forward: "forward"
    case .reverse: "reverse"
    }
  }
}

extension Double {
  /// A count that may be an average, with one digit behind the point.
  fileprivate var short: String {
    let rounded = (self * 10).rounded() / 10
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
