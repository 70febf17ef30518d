import Autodiff
import Expressions
import Formulas
import FoundationEssentials
import Storyboard
import TestSupport
import Testing
import TraceFiles

/// Reads a file and, where it is accepted, does all that a storyboard can be asked for.
///
/// Returns whether it was accepted; crashes where the storyboard does, hence the exit tests.
private func tell(_ lines: [String]) throws -> Bool {
  let trace: Trace
  do {
    trace = try Trace(jsonLines: Data(lines.joined(separator: "\n").utf8))
  } catch {
    guard error.line >= 1, !error.reason.isEmpty else { throw error }
    return false
  }
  let story = Storyboard(trace)
  guard story.frames.first?.step == 0, story.stepCount >= 0 else { throw Strange.noStart }
  for frame in story.frames {
    _ = frame.caption.text(NumberStyle()) + frame.caption.latex(NumberStyle())
    guard frame.edges.count == story.edges.count, frame.nodes.count == trace.nodes.count else { throw Strange.counts }
  }
  _ = story.spokenGraph + story.spokenTitle + story.plainTitle
  _ = trace.warnings
  guard try Trace(jsonLines: trace.jsonLines()) == trace else { throw Strange.notReadBack }
  return true
}

private enum Strange: Error { case noStart, counts, notReadBack, stillAccepted }

/// A file of a header, nodes, what is given of the pass, and an end with scalar gradients.
private func file(output: Int, _ nodes: [String], _ events: [String], gradients: String = #""x":1"#) -> [String] {
  [#"{"event":"header","format":"adviz-trace","version":1,"title":"t","source":null,"output":\#(output)}"#]
    + nodes + events + [#"{"event":"end","gradients":{\#(gradients)}}"#]
}

private let x = #"{"event":"node","id":0,"kind":"variable","name":"x","label":"x","shape":[],"value":2}"#

private func operation(
  _ id: Int, _ name: String, _ operands: [Int], attributes: String = "{}", shape: String = "[]", value: String = "1"
) -> String {
  #"{"event":"node","id":\#(id),"kind":"operation","operation":"\#(name)","operands":\#(operands),"#
    + #""attributes":\#(attributes),"name":"n\#(id)","label":"\#(name)","shape":\#(shape),"value":\#(value)}"#
}

private func seed(_ node: Int) -> String { #"{"event":"seed","node":\#(node),"adjoint":1}"# }
private func visit(_ node: Int) -> String { #"{"event":"visit","node":\#(node),"adjoint":1,"queue":[]}"# }
private func propagate(_ from: Int, _ operand: Int, _ to: Int) -> String {
  #"{"event":"propagate","from":\#(from),"to":\#(to),"operand":\#(operand),"local":1,"contribution":1,"adjoint":1,"#
    + #""arrived":1,"expected":1}"#
}
private func blocked(_ from: Int, _ operand: Int, _ to: Int) -> String {
  #"{"event":"blocked","from":\#(from),"to":\#(to),"operand":\#(operand),"reason":"constant"}"#
}
private let finish = #"{"event":"finish","node":0,"kind":"variable","gradient":1}"#

/// Each in a process of its own: a trap is a failed test, not the end of the run.
@Suite("Strange traces are told or refused, never a crash")
struct StrangeTraceTests {
  @Test("a step at an operation that the output does not reach")
  func unreachedOperation() async {
    await #expect(processExitsWith: .success) {
      _ = try tell(file(output: 0, [x, operation(1, "sin", [0])], [seed(0), visit(1), propagate(1, 0, 0), finish]))
      _ = try tell(file(output: 0, [x, operation(1, "sin", [0])], [seed(0), blocked(1, 0, 0)]))
      let three = [x, operation(1, "sin", [0]), operation(2, "cos", [0]), operation(3, "add", [1, 2])]
      _ = try tell(file(output: 1, three, [seed(1), visit(3), propagate(3, 1, 2), propagate(2, 0, 0)]))
    }
  }

  @Test("no seed: refused, or told from a start")
  func noSeed() async {
    await #expect(processExitsWith: .success) {
      _ = try tell(file(output: 0, [x], []))
      _ = try tell(file(output: 0, [x], [visit(0), finish]))
      _ = try tell(file(output: 1, [x, operation(1, "sin", [0])], [propagate(1, 0, 0), finish]))
    }
  }

  @Test("events in an order that makes no sense")
  func order() async {
    await #expect(processExitsWith: .success) {
      let nodes = [x, operation(1, "sin", [0])]
      _ = try tell(file(output: 1, nodes, [seed(1), propagate(1, 0, 0), visit(1), visit(1), finish, finish]))
      _ = try tell(file(output: 1, nodes, [seed(1), seed(1), seed(0), visit(0), visit(1)]))
      _ = try tell(
        file(output: 1, nodes, [seed(1), #"{"event":"enqueue","node":0}"#, #"{"event":"enqueue","node":0}"#]))
      _ = try tell(file(output: 1, nodes, [seed(1), visit(1)] + Array(repeating: propagate(1, 0, 0), count: 5)))
      _ = try tell(
        file(output: 1, nodes, [seed(1), #"{"event":"visit","node":1,"adjoint":1,"queue":[0,0,1,1,0]}"#, finish]))
      _ = try tell(
        file(
          output: 1, nodes,
          [
            seed(1),
            propagate(1, 0, 0).replacing(
              #""arrived":1,"expected":1"#, with: #""arrived":9,"expected":9223372036854775807"#),
          ]))
    }
  }

  @Test("every operation with any number of operands, and any attributes")
  func arities() async {
    await #expect(processExitsWith: .success) {
      let names = Operation.all.map(\.name) + ["convolve", "", "a_b_c", "log_", "∂", "#"]
      let attributes = [
        "{}", #"{"axis":null,"keepdims":true}"#, #"{"axis":[0]}"#, #"{"axis":[9223372036854775807]}"#,
        #"{"axis":true,"keepdims":[1]}"#, #"{"shape":[-1,0,2]}"#, #"{"axis":[]}"#, #"{"axes":[5],"index":[]}"#,
      ]
      for (number, name) in names.enumerated() {
        for count in 1...4 {
          // Two of the attributes for each operation and count, every pair of them somewhere.
          for attributes in [attributes[number % attributes.count], attributes[(number + count) % attributes.count]] {
            let node = operation(1, name, Array(repeating: 0, count: count), attributes: attributes)
            let steps = (0..<count).flatMap { [propagate(1, $0, 0), $0 == 0 ? #"{"event":"enqueue","node":0}"# : ""] }
            let hasLocal = (number + count) % 2 == 0
            let told = hasLocal ? steps : steps.map { $0.replacing(#""local":1"#, with: #""local":null"#) }
            let counted = told.map { $0.replacing(#""expected":1"#, with: #""expected":\#(count)"#) }
            _ = try tell(file(output: 1, [x, node], [seed(1), visit(1)] + counted + [visit(0), finish]))
          }
        }
      }
    }
  }

  @Test("summaries and odd numbers as values, names that are no names")
  func values() async {
    await #expect(processExitsWith: .success) {
      let summary = #"{"summary":true,"shape":[],"min":"NaN","max":"Infinity","mean":1e308,"norm":-1}"#
      for value in [summary, #""NaN""#, #""-Infinity""#, "-0", "5e-324", "1.7976931348623157e308"] {
        let node = operation(1, "mul", [0, 0], value: value)
        let events = [seed(1), visit(1), propagate(1, 0, 0), propagate(1, 1, 0), visit(0), finish].map {
          $0.replacing(#""adjoint":1"#, with: #""adjoint":\#(value)"#)
            .replacing(#""contribution":1"#, with: #""contribution":\#(value)"#)
            .replacing(#""local":1"#, with: #""local":\#(value)"#)
        }
        _ = try tell(file(output: 1, [x.replacing(#""value":2"#, with: #""value":\#(value)"#), node], events))
      }
      for name in [
        "", "_", "′", "′′", "_1", "a_", "₁", "x₁₂′", "\\u0000", "\\ud83d\\ude00", "#1", "x\\ny", "e\\u0301", "∂f/∂x",
      ] {
        let node = x.replacing(#""name":"x","label":"x""#, with: #""name":"\#(name)","label":"\#(name)""#)
        let events = [seed(1), visit(1), propagate(1, 0, 0), finish]
        _ = try tell(file(output: 1, [node, operation(1, "log", [0])], events, gradients: #""\#(name)":1"#))
        _ = try tell(file(output: 0, [node], [seed(0), visit(0), finish], gradients: #""\#(name)":1"#))
      }
      let label = operation(1, "log", [0]).replacing(#""label":"log""#, with: #""label":"l""#)
      _ = try tell(file(output: 1, [x, label], [seed(1), visit(1), propagate(1, 0, 0), finish]))
    }
  }

  @Test("a chain of twenty thousand operations in a file", .enabled(if: isThorough))
  func deep() async {
    await #expect(processExitsWith: .success) {
      func chain(_ count: Int) throws -> Trace {
        let links = (1...count).map { "v\($0) = sin(\($0 == 1 ? "x" : "v\($0 - 1)"))" }
        return try Program("x = 0.5\n" + links.joined(separator: "\n")).trace()
      }
      let deep = try chain(20_000)
      _ = Storyboard(try Trace(jsonLines: deep.jsonLines()), tellsSteps: false)
      _ = Storyboard(try chain(500)).frames
    }
  }
}

/// Spoils a valid file in one to three places, the same for each number.
private func spoil(_ valid: [String], _ number: UInt64) -> [String] {
  var dice = SplitMix64(number)
  var lines = valid
  let junk = [
    "-1", "0", "1", "2", "3", "99", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e999",
    "1.5",
    "null", "true", "\"x\"", "\"NaN\"", "[]", "{}", "[1]", "[[1],[2]]", "[[],[]]", "[0,0]", "", ",", "\"", "\\",
    #"{"summary":true,"shape":[2],"min":0,"max":1,"mean":0,"norm":1}"#, #""constant""#, #""variable""#, #""operation""#,
  ]
  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  for _ in 0..<Int.random(in: 1...3, using: &dice) {
    guard !lines.isEmpty else { break }
    let line = Int.random(in: 0..<lines.count, using: &dice)
    let other = Int.random(in: 0..<lines.count, using: &dice)
    var bytes = Array(lines[line].utf8)
    switch Int.random(in: 0..<10, using: &dice) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: other)
    case 2: lines.swapAt(line, other)
    case 3:
      if !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 32...255, using: &dice)
      }
      lines[line] = String(decoding: bytes, as: UTF8.self)
    case 4: lines[line] = String(lines[line].prefix(Int.random(in: 0...bytes.count, using: &dice)))
    default:
      // Replace one value, so that the line mostly stays an object.
      let starts = bytes.indices.filter {
        $0 > 0 && ":[,".utf8.contains(bytes[$0 - 1]) && bytes[$0] != UInt8(ascii: "\"")
      }
      guard let start = starts.randomElement(using: &dice) else { continue }
      let end = bytes[start...].firstIndex { ",]}".utf8.contains($0) } ?? bytes.count
      let small = String(Int.random(in: 0...6, using: &dice))
      let value = Bool.random(using: &dice) ? small : junk.randomElement(using: &dice) ?? ""
      bytes.replaceSubrange(start..<max(start, end), with: Array(value.utf8))
      lines[line] = String(decoding: bytes, as: UTF8.self)
    }
  }
  return lines
}

@Suite("Thousands of spoilt files")
struct MutationTests {
  @Test("each is refused with a line, or told; never a crash")
  func mutations() async {
    await #expect(processExitsWith: .success) {
      let sources = [
        "x = 2; y = 3; f = x * y", Article.introduction, "x = [1, 2]; f = sum(x * 2, axis=0)",
        "x = 1; u = x * x; f = where(x > 0, u, -u) + u",
      ]
      var accepted = 0
      for (index, source) in sources.enumerated() {
        let valid = try lines(try Program(source).trace())
        guard try tell(valid) else { throw Strange.notReadBack }
        let count = isThorough ? 1250 : 250
        for number in 0..<count {
          let seed = UInt64(index * 1250 + number)
          do {
            if try tell(spoil(valid, seed)) { accepted += 1 }
          } catch {
            print("mutation \(seed) of '\(source)': \(error)")
            throw error
          }
        }
      }
      // Some changes do no harm, most do.
      guard ((isThorough ? 100 : 20)...(isThorough ? 2500 : 500)).contains(accepted) else {
        throw Strange.stillAccepted
      }
    }
  }
}
