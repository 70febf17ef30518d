import Adviz
import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// The expression file and the point, as every command takes them.
struct ExpressionInput: ParsableArguments {
  @Argument(help: ArgumentHelp("An expression file; - is standard input.", valueName: "expr.txt"))
  var file: String

  @Option(name: .customLong("at"), help: ArgumentHelp("Other values for variables.", valueName: "x=2,y=[1,2]"))
  var point: String?

  @Option(help: ArgumentHelp("The most elements an array may have.", valueName: "n"))
  var maxElements = Shape.maximumCount

  @OptionGroup var memory: MemoryFlags

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
    do {
      return try Trace(jsonLines: input.data)
    } catch {
      throw CommandError(.badInput, "\(input.name.shown):\(error.line): error: \(error.reason.shown)")
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
      throw CommandError(.usage, error.report(file: "--at"))
    }
    do {
      return try Program(text, at: values)
    } catch {
      guard !error.concernsPoint else { throw CommandError(.usage, error.report(file: "--at")) }
      throw CommandError(.badInput, error.report(file: file == "-" ? "standard input" : file))
    }
  }
}

/// How much memory arrays may take, as every command that evaluates takes it.
struct MemoryFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most memory for all arrays together, 500MB or 2GB; half of the machine's by default.", valueName: "size"))
  var maxMemory: ByteCount?

  func apply() {
    if let maxMemory { Memory.limit = maxMemory.bytes }
  }
}

/// The bytes of a file or of standard input.
struct Input {
  let name: String
  let data: Data

  init(_ path: String) throws {
    name = path == "-" ? "standard input" : path
    do throws(InputError) {
      data = try path == "-" ? InputFile.readAll(STDIN_FILENO) : InputFile.read(path)
    } catch .tooLarge(let limit) {
      throw CommandError(.badInput, "error: \(name.shown): \(InputError.tooLarge(limit: limit))")
    } catch {
      throw CommandError(error.isOfSystem ? .systemRefused : .noInput, "error: cannot read \(name.shown): \(error)")
    }
  }

  /// Whether this is a trace: JSON lines, which no expression can begin like.
  var holdsTrace: Bool {
    name.hasSuffix(".jsonl") || data.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
  }

  func text() throws -> String {
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError(.badInput, "error: \(name.shown) is not UTF-8 text; save it in that encoding")
    }
    return text
  }
}
