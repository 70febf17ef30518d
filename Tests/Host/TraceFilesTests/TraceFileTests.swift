import Autodiff
import Expressions
import FoundationEssentials
import Tensors
import TestSupport
import Testing
import TraceFiles

@Suite("A saved trace")
struct TraceFileTests {
  private func lines(_ trace: Trace) throws -> [String] {
    let text = String(decoding: try trace.jsonLines(), as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private func isTheSameReadBack(_ trace: Trace) throws {
    let bytes = try trace.jsonLines()
    let read = try Trace(jsonLines: bytes)
    #expect(read == trace)
    #expect(try read.jsonLines() == bytes)
  }

  @Test("is what the contract shows, line by line")
  func example() throws {
    let trace = try Program("# Title\nx = 2\ny = 3\nf = x * y").trace()
    #expect(
      try lines(trace) == [
        ##"{"event":"header","format":"adviz-trace","output":2,"source":"# Title\nx = 2\ny = 3\nf = x * y","##
          + #""title":"Title","version":1}"#,
        #"{"event":"node","id":0,"kind":"variable","label":"x","name":"x","shape":[],"value":2}"#,
        #"{"event":"node","id":1,"kind":"variable","label":"y","name":"y","shape":[],"value":3}"#,
        #"{"attributes":{},"event":"node","id":2,"kind":"operation","label":"mul","name":"f","operands":[0,1],"#
          + #""operation":"mul","shape":[],"value":6}"#,
        #"{"adjoint":1,"event":"seed","node":2}"#,
        #"{"adjoint":1,"event":"visit","node":2,"queue":[]}"#,
        #"{"adjoint":3,"arrived":1,"contribution":3,"event":"propagate","expected":1,"from":2,"#
          + #""local":3,"operand":0,"to":0}"#,
        #"{"event":"enqueue","node":0}"#,
        #"{"adjoint":2,"arrived":1,"contribution":2,"event":"propagate","expected":1,"from":2,"#
          + #""local":2,"operand":1,"to":1}"#,
        #"{"event":"enqueue","node":1}"#,
        #"{"adjoint":3,"event":"visit","node":0,"queue":[1]}"#,
        #"{"event":"finish","gradient":3,"kind":"variable","node":0}"#,
        #"{"adjoint":2,"event":"visit","node":1,"queue":[]}"#,
        #"{"event":"finish","gradient":2,"kind":"variable","node":1}"#,
        #"{"event":"end","gradients":{"x":3,"y":2}}"#,
      ])
  }

  @Test("nulls are written out: source, a constant's adjoint and gradient, a missing local derivative")
  func nulls() throws {
    let trace = try Trace(of: sum(variable([1, 2], name: "x") * 2))
    let text = try lines(trace)
    #expect(text[0].contains(#""source":null"#))
    #expect(text.contains { $0.contains(#""event":"visit""#) && $0.contains(#""adjoint":null"#) })
    #expect(text.contains { $0.contains(#""event":"finish""#) && $0.contains(#""gradient":null"#) })
    #expect(text.contains { $0.contains(#""event":"propagate""#) && $0.contains(#""local":null"#) })
    #expect(text.contains { $0.contains(#""reason":"constant""#) })
    #expect(text.contains { $0.contains(#""attributes":{"axis":null,"keepdims":false}"#) })
    try isTheSameReadBack(trace)
  }

  @Test("has its keys sorted and one object a line, whatever stands in title and source")
  func oneLine() throws {
    let trace = try Trace(
      of: sin(variable(1, name: "θ′")), title: "a \"title\"\n\r\t\\/ \u{2028}\u{1F600}\u{0}", source: "x\r\ny")
    let text = try lines(trace)
    #expect(text.count == 1 + trace.nodes.count + trace.events.count)
    for line in text {
      #expect(line.hasPrefix("{") && line.hasSuffix("}"))
      let keys = line.split(separator: "\"").map(String.init).filter { ["adjoint", "event", "node"].contains($0) }
      #expect(keys == keys.sorted() || line.contains(#""event":"node""#))
    }
    try isTheSameReadBack(trace)
  }

  @Test("numbers are the shortest that read back exactly, and do so")
  func numbers() throws {
    let values = [
      0.1, 1.0 / 3, 1e-300, .leastNonzeroMagnitude, 1.7976931348623157e308, 123456789012345680, 0.30000000000000004,
      -2.5, 1e22,
      4503599627370497.5,
    ]
    for value in values {
      let trace = try Trace(of: variable(Tensor(value), name: "x"))
      let read = try Trace(jsonLines: trace.jsonLines())
      #expect(read.nodes[0].value.scalar?.bitPattern == value.bitPattern)
      let line = try #require(lines(trace).first { $0.contains(#""event":"node""#) })
      let text = try #require(line.split(separator: #""value":"#).last).dropLast()
      #expect(Double(String(text)) == value)
      let description = value.description
      #expect(text.count <= description.count, "\(text) for \(description)")
    }
    let tenth = try Trace(of: variable(Tensor(0.1)))
    #expect(try lines(tenth).contains { $0.contains(#""value":0.1}"#) })
  }

  @Test("NaN, infinities and −0 come back")
  func special() throws {
    let trace = try Trace(of: variable([Tensor(.nan), Tensor(.infinity), Tensor(-.infinity), Tensor(-0.0)], name: "x"))
    #expect(try lines(trace).contains { $0.contains(#""value":["NaN","Infinity","-Infinity",-0"#) })
    try isTheSameReadBack(trace)
    let read = try Trace(jsonLines: trace.jsonLines())
    #expect(read.nodes[0].value.element(3)?.sign == .minus)
    let scalar = try Trace(of: variable(Tensor(-0.0)) / 0)
    try isTheSameReadBack(scalar)
    #expect(try Trace(jsonLines: scalar.jsonLines()).nodes[0].value.scalar?.sign == .minus)
    for value in [Double.nan, .infinity, -.infinity] {
      try isTheSameReadBack(try Trace(of: exp(variable(Tensor(value)))))
    }
  }

  @Test(
    "arrays of every shape come back, empty ones too",
    arguments: [[1], [3], [2, 3], [2, 1, 3], [1, 1, 1], [0], [2, 0], [0, 3], [0, 0], [3, 0, 2]] as [[Int]])
  func shapes(_ sizes: [Int]) throws {
    let shape = try Shape(sizes)
    let elements = (0..<shape.count).map { Double($0) / 7 }
    try isTheSameReadBack(try Trace(of: variable(Tensor(elements, shape: shape), name: "x") * 2))
  }

  @Test("an array of more than 4096 elements is summarised, unless all of it is asked for")
  func summaries() throws {
    let exact = variable(Tensor(repeating: 0.5, shape: try Shape([64, 64])), name: "x")
    let beyond = variable(try Tensor((0..<4097).map { Double($0) - 1 }, shape: Shape([4097])), name: "x")
    let small = try Trace(of: exact)
    #expect(small.nodes[0].value.elements?.count == 4096)
    let large = try Trace(of: beyond * 2)
    guard case .summary(let summary) = large.nodes[0].value else {
      Issue.record("no summary")
      return
    }
    #expect(summary.shape == [4097] && summary.min == -1 && summary.max == 4095 && summary.mean == 2047)
    // Σ (n − 1)² for n from 0 to 4096 is 22 906 505 217, by Σ k² = m(m+1)(2m+1)/6 for m = 4095, and 1.
    let squares = Double(4095 * 4096 * 8191 / 6 + 1)
    #expect(isClose(summary.norm * summary.norm, squares))
    let text = try lines(large)
    #expect(text.contains { $0.contains(#"{"max":4095,"mean":2047,"min":-1,"norm":"#) })
    try isTheSameReadBack(large)
    let full = try Trace(of: beyond * 2, fullValues: true)
    #expect(full.nodes[0].value.elements?.count == 4097)
    try isTheSameReadBack(full)
    let strange = variable(Tensor(repeating: .nan, shape: try Shape([70, 70])), name: "x")
    try isTheSameReadBack(try Trace(of: strange))
    try isTheSameReadBack(try Trace(of: exp(variable(Tensor(repeating: 1e4, shape: try Shape([5000]))))))
  }

  @Test("sums with axes, conditions, float32 and unreached variables come back")
  func kinds() throws {
    let program = try Program(
      "x = [[1, 2], [3, 4]]; unused = [1, 2, 3]; f = sum(where(x > 2, x, -x), axis=(0, -1), keepdims=true)")
    let trace = try program.trace()
    guard case .end(let gradients)? = trace.events.last else {
      Issue.record("no end")
      return
    }
    #expect(gradients["unused"] == .array(shape: [3], elements: [0, 0, 0]))
    #expect(trace.nodes.last?.name == "unused")
    try isTheSameReadBack(trace)
    let single = variable(Tensor(0.1, dtype: .float32), name: "x")
    try isTheSameReadBack(try Trace(of: single * single))
  }

  @Test("blank lines and CRLF do no harm")
  func lineEnds() throws {
    let trace = try Program("x = 2; f = sin(x)").trace()
    let text = String(decoding: try trace.jsonLines(), as: UTF8.self)
    #expect(try Trace(jsonLines: Data(text.replacing("\n", with: "\r\n").utf8)) == trace)
    #expect(try Trace(jsonLines: Data(text.replacing("\n", with: "\n\n  \n").utf8)) == trace)
    #expect(try Trace(jsonLines: Data(text.dropLast().utf8)) == trace)
  }

  @Test("what a later release of the same version adds is passed over")
  func additions() throws {
    let trace = try Program("x = 2; f = sin(x)").trace()
    var text = try lines(trace)
    text[0] = text[0].replacing(#""event""#, with: #""colour":{"a":[1,null]},"event""#)
    text.insert(#"{"event":"pause","seconds":3}"#, at: text.count - 2)
    #expect(try Trace(jsonLines: Data(text.joined(separator: "\n").utf8)) == trace)
  }
}
