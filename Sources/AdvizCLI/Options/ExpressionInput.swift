import Adviz
import ArgumentParser

/// The expression file and the options for its point, which most commands have.
struct ExpressionInput: ParsableArguments {
  @Argument(help: ArgumentHelp("An expression file; - is standard input.", valueName: "expr.txt"))
  var file: String

  @Option(name: .customLong("at"), help: ArgumentHelp("Other values for variables.", valueName: "x=2,y=[1,2]"))
  var point: String?

  @Option(help: ArgumentHelp("The most elements an array may have.", valueName: "n"))
  var maxElements = Shape.maximumCount

  @OptionGroup var memory: MemoryOptions

  func validate() throws {
    guard (1...Int(Int32.max)).contains(maxElements) else {
      throw ValidationError("--max-elements is a number from 1 to \(Int32.max).")
    }
  }

  /// Reads the expression file.
  func program() throws -> Program {
    let input = try Input(file)
    guard !input.holdsTrace else {
      throw CommandError(
        .badInput, "error: \(input.name.shown) is a saved trace; 'adviz animate' and 'adviz graph' draw it")
    }
    return try program(input.text())
  }

  /// Reads the expression file for an option that a trace cannot serve, which the sentence tells.
  func program(insteadOfTrace sentence: String) throws -> Program {
    let input = try Input(file)
    guard !input.holdsTrace else { throw CommandError(.usage, "error: \(sentence)") }
    return try program(input.text())
  }

  /// Reads the expression file, or a trace that was saved.
  func trace() throws -> Trace {
    let input = try Input(file)
    guard input.holdsTrace else { return try program(input.text()).trace() }
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

  /// The name of the file without folder and ending, for results.
  var stem: String {
    guard file != "-" else { return "stdin" }
    let name = file.split(separator: "/").last.map(String.init) ?? "expression"
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return stem.allSatisfy { $0 == "." } ? "expression" : stem
  }

  private func program(_ text: String) throws -> Program {
    Shape.maximumCount = maxElements
    memory.apply()
    let values: Point
    do {
      values = try point.map { (text) throws(ExpressionError) in try Point(text) } ?? Point()
    } catch {
      throw CommandError(.usage, error.report(file: "--at", remedy: Hint.remedy))
    }
    do {
      return try Program(text, at: values)
    } catch {
      let name = error.concernsPoint ? "--at" : file == "-" ? "standard input" : file
      let report = error.report(file: name, remedy: Hint.remedy)
      throw CommandError(error.concernsPoint ? .usage : .badInput, report)
    }
  }
}
