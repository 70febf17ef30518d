import Adviz
import ArgumentParser
import Synchronization

/// The options for the point and the limits of arrays, which every command that reads an expression has.
struct EvaluationOptions: ParsableArguments {
  @Option(name: .customLong("at"), help: ArgumentHelp("Other values for variables.", valueName: "x=2,y=[1,2]"))
  var point: String?

  @Option(help: ArgumentHelp("The most elements an array may have.", valueName: "n"))
  var maxElements = Shape.maximumCount

  @Option(help: MemoryLimit.help)
  var maxMemory: ByteCount?

  func validate() throws {
    guard (1...Int(Int32.max)).contains(maxElements) else {
      throw ValidationError("--max-elements is a number from 1 to \(Int32.max).")
    }
  }

  /// The graph of an expression file.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - sentence: why a saved trace does not do; nil for what holds for most commands.
  /// - Returns: the graph.
  /// - Throws: `CommandError`.
  func program(_ input: Input, insteadOfTrace sentence: String? = nil) throws -> ExpressionProgram {
    guard !input.holdsTrace else {
      guard let sentence else {
        throw CommandError(
          .badInput, "error: \(input.name.shown) is a saved trace; 'adviz animate' and 'adviz graph' draw it")
      }
      throw CommandError(.usage, "error: \(sentence)")
    }
    let text = try input.text()
    Shape.maximumCount = maxElements
    MemoryLimit.apply(maxMemory)
    let values: EvaluationPoint
    do {
      values = try point.map { (text) throws(ExpressionError) in try EvaluationPoint(text) } ?? EvaluationPoint()
    } catch {
      throw CommandError(.usage, error.report(file: "--at", remedy: Hint.remedy), option: "at", mistakes: error)
    }
    do {
      return try ExpressionProgram(text, at: values)
    } catch {
      guard error.concernsPoint else {
        throw CommandError(.badInput, error.report(file: input.name, remedy: Hint.remedy))
      }
      throw CommandError(.usage, error.report(file: "--at", remedy: Hint.remedy), option: "at", mistakes: error)
    }
  }

  /// What happened: an expression file is evaluated, a saved trace is read.
  func trace(_ input: Input) throws -> Trace {
    try EvaluationOptions.alone { try input.holdsTrace ? saved(input) : program(input).trace() }
  }

  private func saved(_ input: Input) throws -> Trace {
    guard point == nil else {
      throw CommandError(.usage, "error: --at needs an expression file: a saved trace has been computed already")
    }
    Shape.maximumCount = maxElements
    do {
      return try Trace(jsonLines: input.data)
    } catch {
      throw CommandError(.badInput, "\(input.name.shown):\(error.line): error: \(error.reason(Hint.remedy).shown)")
    }
  }

  private static let turn = Mutex(())

  /// Evaluates one file at a time: the limit is that of all arrays together, and must not depend on what else runs.
  static func alone<Value: Sendable>(_ evaluate: () throws -> Value) throws -> Value {
    try turn.withLock { _ in try evaluate() }
  }
}
