import Adviz
import ArgumentParser

struct OpsCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "ops",
    abstract: "List the operations and their derivatives.",
    discussion: """
      With -o the rule of one operation is drawn, or how it goes from cell to cell: the values forward, the adjoints \
      backward. The ending of the file picks the format.

      Example:
        adviz ops pow
        adviz ops mul -o mul.svg
        adviz ops max --axis 0 -o max.svg
        adviz ops add --shapes 4x3,3 -o broadcast.svg
        adviz ops max --at 'x=[1, 2, 2]' -o tie.svg
      """)

  @Argument(help: "One operation; all of them by default.")
  var name: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to draw the operation into, - is standard output.", valueName: "file"))
  var output: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether cells are drawn, or the rule; by default cells of what is not elementwise, or of an example.")
  var cells: Bool?

  @OptionGroup var example: ExampleOptions

  @OptionGroup var look: LookOptions

  func validate() throws {
    guard cells != false || !example.isGiven else {
      throw ValidationError("--axis, --shapes and --at are of the cells; leave out --no-cells.")
    }
    guard output == nil else {
      guard name != nil else { throw ValidationError("-o draws one operation: adviz ops max -o max.svg.") }
      guard let output, output != "-", !["svg", "png", "pdf"].contains(GraphFormat(path: output)?.rawValue) else {
        return
      }
      throw ValidationError(
        "The name of the output ends in .svg, .png or .pdf, in small or capital letters, which picks the format.")
    }
    guard cells == nil, !example.isGiven, !look.isGiven else {
      throw ValidationError("The options of the picture need its file: -o max.svg.")
    }
  }

  func execute() throws {
    guard let output, let name else {
      return try Console.print(Table.text(name.map(rows(of:)) ?? Self.overview))
    }
    guard Self.composed[name] == nil else {
      throw CommandError(
        .usage, "error: \(name) is composed of operations, and 'adviz graph' draws them; -o draws one operation")
    }
    let operation = try operation(name)
    let options = try look.options()
    let format = GraphFormat(path: output) ?? .svg
    let bytes =
      try cells ?? (example.isGiven || !operation.rule.isElementwise)
      ? format.bytes(Self.figure(example.example(of: operation), options), options: options, scale: look.scale)
      : format.bytes(RuleFigure(operation), options: options, scale: look.scale)
    guard output != "-" else { return try Console.print(bytes) }
    try writeResult(bytes, to: output)
  }

  private static func figure(_ example: OperationExample, _ options: PictureOptions) throws -> CellFigure {
    do {
      return try CellFigure(example, numbers: options.numbers)
    } catch {
      throw CommandError(.usage, "error: \(error.sentence)")
    }
  }

  /// A row for each operation.
  private static var overview: [[String]] {
    [["operation", "value", "derivatives"]]
      + NodeOperation.all.map { operation in
        let sheet = RuleSheet(operation.rule)
        return [operation.name, sheet.definition, sheet.derivatives.joined(separator: "   ")]
      }
  }

  /// The operation of a name.
  private func operation(_ name: String) throws -> NodeOperation {
    let wanted = name == "ln" ? "log" : name
    guard let operation = NodeOperation.all.first(where: { $0.name == wanted }) else {
      let known = NodeOperation.all.map(\.name).joined(separator: ", ")
      throw CommandError(.usage, "error: there is no operation '\(name.quotable)'; the operations are \(known)")
    }
    return operation
  }

  /// All about one operation.
  private func rows(of name: String) throws -> [[String]] {
    if let composed = Self.composed[name] { return [["function", name]] + composed }
    let operation = try operation(name)
    let sheet = RuleSheet(operation.rule)
    func rows(_ heading: String, _ lines: [String]) -> [[String]] {
      lines.enumerated().map { [$0 == 0 ? heading : "", $1] }
    }
    return [["operation", operation.name], ["value", sheet.definition]] + rows("derivatives", sheet.derivatives)
      + [["shapes", sheet.shapes]] + rows("special points", sheet.specialPoints)
      + rows("note", operation.rule.remark.map { [$0] } ?? [])
  }
}

extension OpsCommand {
  /// The rows of functions of expressions that are no operations of the graph.
  private static let composed = [
    "softmax": [
      ["value", "exp(x − max(x)) / sum(exp(x − max(x)))"],
      ["derivatives", "those of max, sub, exp, sum and div, of which it is composed"],
      ["shapes", "along axis, the last by default; the result has the operand's shape"],
    ],
    "log_softmax": [
      ["value", "x − logsumexp(x)"],
      ["derivatives", "those of sub and logsumexp, of which it is composed"],
      ["shapes", "along axis, the last by default; the result has the operand's shape"],
    ],
    "one_hot": [
      ["value", "1 at the place of each label, 0 elsewhere"],
      ["derivatives", "none: it is composed of reshape and equal, a condition"],
      ["shapes", "the result has an axis more, of as many elements as there are classes"],
    ],
    "expand_dims": [
      ["value", "reshape(x, …) with a new axis of size 1"],
      ["derivatives", "those of reshape"],
      ["shapes", "the result has an axis more, at the place that axis names"],
    ],
  ]
}

/// The rule of an operation as text.
private struct RuleSheet {
  let definition: String
  let derivatives: [String]
  let shapes: String
  let specialPoints: [String]

  init(_ rule: any OperationRule) {
    let names = rule.operandNames
    let operands = Operands(all: names.map { Formula.symbol(FormulaSymbol($0)) })
    let result = FormulaSymbol(rule.name, face: .upright)
    definition = Formula.equality(.symbol(result), rule.formula(operands)).text()
    derivatives = names.enumerated().compactMap { position, name in
      guard rule.isDifferentiable(in: position) else { return nil }
      let adjoint = Formula.partial(FormulaSymbol("f"), result)
      if let local = rule.localFormula(position, operands, .symbol(result)) {
        return Formula.equality(.partial(result, FormulaSymbol(name)), local).text()
      }
      let share = rule.pullBackFormula(adjoint, to: position, operands, .symbol(result))
      return Formula.chain(.partial(FormulaSymbol("f"), FormulaSymbol(name)), [.init(.growsBy, share)]).text()
    }
    let isElementwise = rule.localFormula(0, operands, .symbol(result)) != nil || derivatives.isEmpty
    shapes =
      isElementwise
      ? "element by element, with NumPy's broadcasting; the adjoint is summed back to each operand's shape"
      : "the adjoint has the operand's shape"
    specialPoints =
      rule.specialPoints.map { Self.text($0, names, result) } + rule.specialExamples.map { Self.text($0, names, rule) }
  }

  /// A special point in a line, `x = 0 and y > 0: ∂pow/∂y = 0`.
  private static func text(_ point: SpecialPoint, _ names: [String], _ result: FormulaSymbol) -> String {
    let value = point.value.map { Formula.equality(.symbol(result), $0).text() }
    let derivatives = zip(names, point.derivatives).compactMap { name, derivative in
      derivative.map { Formula.equality(.partial(result, FormulaSymbol(name)), $0).text() }
    }
    return point.conditions.map(\.text).joined(separator: " and ") + ": "
      + ([value].compactMap(\.self) + derivatives).joined(separator: ", ")
  }

  /// An example, with what the rule hands back of an adjoint of 1: it is computed here and now.
  private static func text(_ example: SpecialExample, _ names: [String], _ rule: any OperationRule) -> String {
    let operands = Operands(all: example.operands)
    let given = zip(names, example.operands).map {
      Formula.equality(.symbol(FormulaSymbol($0)), elements(of: $1)).text()
    }
    guard let value = try? rule.evaluate(operands) else { return example.situation }
    let one = Tensor(repeating: 1, shape: value.shape, dtype: value.dtype)
    let result = FormulaSymbol(rule.name, face: .upright)
    let derivatives = example.operands.indices.compactMap { position in
      (try? rule.pullBack(one, to: position, operands, value)).map {
        Formula.equality(.partial(result, FormulaSymbol(names[position])), elements(of: $0)).text()
      }
    }
    return "\(example.situation), \(given.joined(separator: ", ")): "
      + ([Formula.equality(.symbol(result), elements(of: value)).text()] + derivatives).joined(separator: ", ")
  }

  /// A number or a vector.
  private static func elements(of tensor: Tensor) -> Formula {
    tensor.scalar.map(Formula.number) ?? .list(tensor.elements.map(Formula.number))
  }
}
