import Adviz
import ArgumentParser

/// The options for the pass that is recorded, which `animate` and `trace` have.
struct PassOptions: ParsableArguments {
  @Flag(help: "Before the pass, a step for each operation, in which its value is computed.")
  var evaluate = false

  @Option(
    help: ArgumentHelp(
      """
      Which way derivatives travel: from the output back (reverse), or from a variable on with dual numbers (forward).
      """, valueName: "mode"))
  var mode = DifferentiationMode.reverse

  @Option(
    help: ArgumentHelp(
      """
      With --mode forward: the variable that moves, or one element of an array, 'x[0,1]'; may be left out where there \
      is only one number.
      """, valueName: "x"))
  var wrt: String?

  func validate() throws {
    guard wrt == nil || mode == .forward else {
      throw ValidationError("--wrt names what moves in forward mode; add --mode forward.")
    }
  }

  /// Whether a saved trace will do.
  private var needsExpression: Bool { mode == .forward }

  /// What happened: an expression file is evaluated, a saved trace is read.
  func trace(of file: Input, _ evaluation: EvaluationOptions) throws -> Trace {
    guard needsExpression else { return finished(try evaluation.trace(file)) }
    return try EvaluationOptions.alone {
      let sentence = "--mode forward needs an expression file: a saved trace cannot be computed anew"
      return try trace(of: evaluation.program(file, insteadOfTrace: sentence))
    }
  }

  /// The pass over a program.
  func trace(of program: ExpressionProgram, fullValues: Bool = false) throws -> Trace {
    guard mode == .forward else { return finished(try program.trace(fullValues: fullValues)) }
    let (input, element) = try input(of: program)
    return finished(try program.forwardTrace(movedBy: input, element: element, fullValues: fullValues))
  }

  private func finished(_ trace: Trace) -> Trace { evaluate ? trace.withEvaluations() : trace }

  /// The variable that moves, and the index of its element.
  private func input(of program: ExpressionProgram) throws -> (variable: Node, element: [Int]) {
    guard let wrt else {
      guard program.variables.count == 1, let only = program.variables.first, only.value.shape.count == 1 else {
        let names = program.variables.compactMap(\.name)
        let example = names.first.map { "; for example --wrt \($0)" } ?? ", and the file has no variable"
        throw CommandError(
          .usage, "error: --mode forward moves one variable; name it with --wrt\(example)", option: "wrt")
      }
      return (only, Array(repeating: 0, count: only.value.shape.rank))
    }
    let parts = wrt.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let variable = try VariableName(name, option: "wrt").found(in: program, to: "move")
    let shape = variable.value.shape
    guard shape.count > 0 else {
      throw CommandError(
        .usage, "error: '\(name.quotable)', of shape \(shape), has no element that could move", option: "wrt")
    }
    guard parts.count == 2 else {
      guard shape.count == 1 else {
        let index = Array(repeating: "0", count: shape.rank).joined(separator: ",")
        throw CommandError(
          .usage,
          "error: '\(name.quotable)' is an array of shape \(shape), of which one element moves; for example "
            + "--wrt '\(name.quotable)[\(index)]'", option: "wrt")
      }
      return (variable, Array(repeating: 0, count: shape.rank))
    }
    let index = parts[1].hasSuffix("]") ? String(parts[1].dropLast()) : "?"
    let positions = index.split(separator: ",", omittingEmptySubsequences: false).map { part in
      Int(part.split(whereSeparator: \.isWhitespace).joined())
    }
    let element = zip(positions, shape.sizes).compactMap { position, size in
      position.map { $0 < 0 && $0 >= -size ? $0 + size : $0 }
    }
    guard element.count == shape.rank, positions.count == shape.rank,
      zip(element, shape.sizes).allSatisfy({ $0 >= 0 && $0 < $1 })
    else {
      throw CommandError(
        .usage, "error: '\(wrt.quotable)' is no element of '\(name.quotable)', whose shape is \(shape)", option: "wrt")
    }
    return (variable, element)
  }
}

extension DifferentiationMode: ExpressibleByArgument {
  /// A mode by its name.
  public init?(argument: String) {
    switch argument.lowercased() {
    case "reverse": self = .reverse
    case "forward": self = .forward
    default: return nil
    }
  }

  /// The names of the modes.
  public static var allValueStrings: [String] { ["reverse", "forward"] }
}
