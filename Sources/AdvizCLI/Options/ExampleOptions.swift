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
      "The example itself, an expression of the one operation: 'max([[0, 1, 4], [0, 7, 1]], axis=0)'.",
      valueName: "expression"))
  var of: String?

  func validate() throws {
    guard of == nil || axis == nil && shapes == nil else {
      throw ValidationError("--of is the whole example; leave out \(axis == nil ? "--shapes" : "--axis").")
    }
  }

  /// Whether an example is asked for.
  var isGiven: Bool { axis != nil || shapes != nil || of != nil }

  /// An operation with operands.
  func example(of operation: NodeOperation) throws -> OperationExample {
    if let of { return try example(of: operation, in: of) }
    var operation = operation
    if let axis {
      guard let along = operation.along(axis: axis) else {
        throw CommandError(.usage, "error: \(operation.name) takes no axis; leave out --axis")
      }
      operation = along
    }
    guard let example = OperationExample(operation, shapes: shapes?.shapes) else {
      throw CommandError(
        .usage,
        "error: \(operation.name) takes no operands of \(shapes?.text ?? "such shapes"), or an array has more than "
          + "\(OperationCells.limit) cells; --of '…' gives an example of its own")
    }
    return example
  }

  private func example(of operation: NodeOperation, in text: String) throws -> OperationExample {
    let trace: Trace
    do {
      trace = try ExpressionProgram(text).trace()
    } catch {
      throw CommandError(.usage, error.report(file: "--of", remedy: Hint.remedy))
    }
    let node = trace.nodes[trace.output]
    guard let example = trace.example(of: trace.output), example.name == operation.name else {
      throw CommandError(
        .usage,
        "error: --of is an expression whose outermost operation is \(operation.name), not \(node.operation ?? "a value")")
    }
    return example
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
