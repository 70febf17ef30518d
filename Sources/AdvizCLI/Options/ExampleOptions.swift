import Adviz
import ArgumentParser

/// The options for the example that `ops` draws an operation with.
struct ExampleOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The axis of the operation in the picture; negative ones count from the last.", valueName: "n"))
  var axis: Int?

  @Option(
    help: ArgumentHelp(
      "The shapes of the operands in the picture, with commas between them: 4x3,3; number is one without axes.",
      valueName: "shape,…"))
  var shapes: ShapeList?

  @Option(
    help: ArgumentHelp(
      "The operands in the picture, by the names that 'adviz ops NAME' gives them: x=[[0, 1, 4], [0, 7, 1]].",
      valueName: "x=2,y=[1,2]"))
  var at: String?

  func validate() throws {
    guard at == nil || shapes == nil else { throw ValidationError("--at gives the operands; leave out --shapes.") }
  }

  /// Whether an example is asked for.
  var isGiven: Bool { axis != nil || shapes != nil || at != nil }

  /// An operation with operands.
  func example(of operation: NodeOperation) throws -> OperationExample {
    var operation = operation
    if let axis {
      guard let along = operation.along(axis: axis) else {
        throw CommandError(.usage, "error: \(operation.name) takes no axis; leave out --axis")
      }
      operation = along
    }
    if let at { return try example(of: operation, at: at) }
    guard let example = OperationExample(operation, shapes: shapes?.shapes) else {
      throw CommandError(
        .usage,
        "error: \(operation.name) takes no operands of \(shapes.map { "the shapes \($0.text)" } ?? "shapes that fit")"
          + "\(axis.map { " along axis \($0)" } ?? ""), or an array has more than \(OperationCells.limit) cells; --at "
          + "gives operands of your own")
    }
    return example
  }

  private func example(of operation: NodeOperation, at text: String) throws -> OperationExample {
    let point: EvaluationPoint
    do {
      point = try EvaluationPoint(text)
    } catch {
      throw CommandError(.usage, error.report(file: "--at", remedy: Hint.remedy))
    }
    let arity = operation.rule.arity
    let names = (0..<max(arity.lowerBound, min(arity.upperBound, point.values.count))).map(operation.operandName)
    guard Set(names) == Set(point.values.keys) else {
      let list = names.joined(separator: ", ")
      throw CommandError(
        .usage, "error: --at gives a value to each operand of \(operation.name) and to nothing else: \(list)")
    }
    do {
      return try OperationExample(operation, names.compactMap { point.values[$0] })
    } catch {
      throw CommandError(.usage, "error: \(Hint.sentence(error))")
    }
  }
}

/// Shapes such as `4x3,3`.
struct ShapeList: ExpressibleByArgument {
  let shapes: [[Int]]
  let text: String

  init?(argument: String) {
    var shapes: [[Int]] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if word == "number" {
        shapes.append([])
        continue
      }
      let sizes = word.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard sizes.allSatisfy({ $0.map { (0...1_000_000).contains($0) } ?? false }) else { return nil }
      shapes.append(sizes.compactMap(\.self))
    }
    self.shapes = shapes
    text = argument
  }
}
