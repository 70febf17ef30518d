import Autodiff
import Expressions
import FoundationEssentials
import TestSupport
import Testing
import TraceFiles

/// A small valid trace as lines, to be spoilt.
///
///     1 header  2 x = 2  3 y = 3  4 f = x·y  5 seed  6 visit f  7 propagate to x  8 enqueue x  9 propagate to y
///     10 enqueue y  11 visit x  12 finish x  13 visit y  14 finish y  15 end
private func validLines() throws -> [String] {
  String(decoding: try Program("x = 2; y = 3; f = x * y").trace().jsonLines(), as: UTF8.self)
    .split(separator: "\n").map(String.init)
}

private func read(_ lines: [String]) throws(TraceError) -> Trace {
  try Trace(jsonLines: Data(lines.joined(separator: "\n").utf8))
}

@Suite("A file that is no trace is refused, with the line where it goes wrong")
struct TraceRefusalTests {
  @Test("the unspoilt file is read")
  func valid() throws {
    #expect(try validLines().count == 15)
    _ = try read(validLines())
  }

  /// What stands in a line, what it is replaced by.
  @Test(
    "one thing wrong in one line",
    arguments: [
      (1, #""version":1"#, #""version":2"#), (1, #""version":1"#, #""version":0"#),
      (1, #""version":1"#, #""version":null"#), (1, #""version":1"#, #""version":1e99"#),
      (1, "adviz-trace", "other-trace"), (1, #""format":"adviz-trace","#, ""), (1, #""title":"f = x × y","#, ""),
      (1, #""output":2"#, #""output":"f""#), (1, #""output":2"#, #""output":2.5"#), (1, #""event":"header","#, ""),
      (2, #""id":0"#, #""id":1"#), (2, #""id":0"#, #""id":-1"#), (2, #""id":0"#, #""id":null"#),
      (2, #""id":0"#, #""id":9223372036854775808"#), (2, #""kind":"variable""#, #""kind":"operation""#),
      (2, #""kind":"variable""#, #""kind":"wish""#), (2, #""kind":"variable","#, ""), (2, #""name":"x""#, #""name":7"#),
      (2, #""name":"x","#, ""), (2, #""label":"x""#, #""label":null"#), (2, #""shape":[]"#, #""shape":[1]"#),
      (2, #""shape":[]"#, #""shape":[-1]"#), (2, #""shape":[]"#, #""shape":null"#),
      (2, #""shape":[]"#, #""shape":[[]]"#),
      (2, #""shape":[]"#, #""shape":[0.5]"#), (2, #""value":2"#, #""value":[2]"#), (2, #""value":2"#, #""value":null"#),
      (2, #""value":2"#, #""value":"two""#), (2, #""value":2"#, #""value":true"#), (2, #""value":2"#, #""value":{}"#),
      (2, #""value":2"#, #""value":1e999"#), (2, #""value":2"#, #""value":nan"#), (2, #","value":2"#, ""),
      (2, #""value":2"#, #""value":{"summary":true,"shape":[],"min":1}"#),
      (2, #""value":2"#, #""value":{"summary":true,"shape":[5],"min":1,"max":2,"mean":1,"norm":1}"#),
      (2, #""shape":[],"value":2"#, #""shape":[2,2],"value":[[1,2],[3]]"#),
      (2, #""shape":[],"value":2"#, #""shape":[2],"value":[1,[2]]"#),
      (2, #""shape":[],"value":2"#, #""shape":[2],"value":[[1],2]"#),
      (2, #""shape":[],"value":2"#, #""shape":[2],"value":[1,null]"#),
      (2, #""shape":[],"value":2"#, #""shape":[0,-5],"value":[]"#),
      (
        2, #""shape":[],"value":2"#,
        #""shape":[-5],"value":{"summary":true,"shape":[-5],"min":1,"max":2,"mean":1,"norm":1}"#
      ),
      (3, #""name":"y""#, #""name":"x""#), (4, "[0,1]", "[0,2]"), (4, "[0,1]", "[0,3]"), (4, "[0,1]", "[0,-1]"),
      (4, "[0,1]", "[]"), (4, "[0,1]", "null"), (4, "[0,1]", "[0,9223372036854775807]"), (4, "[0,1]", #"["x","y"]"#),
      (4, #""operation":"mul","#, ""), (4, #""operation":"mul""#, #""operation":null"#), (4, #""operands":[0,1],"#, ""),
      (4, #""attributes":{}"#, #""attributes":7"#), (4, #""id":2"#, #""id":0"#),
      (5, #""node":2"#, #""node":3"#), (5, #""node":2"#, #""node":-1"#), (5, #""adjoint":1"#, #""adjoint":[1]"#),
      (5, #""adjoint":1"#, #""adjoint":null"#), (5, #""adjoint":1,"#, ""), (5, #""node":2"#, #""node":1e3"#),
      (6, #""queue":[]"#, #""queue":[3]"#), (6, #""queue":[]"#, #""queue":null"#),
      (6, #""queue":[]"#, #""queue":[-1]"#),
      (6, #""node":2"#, #""node":9"#), (6, #""adjoint":1"#, #""adjoint":[[1]]"#),
      (6, #""adjoint":1"#, #""adjoint":null"#),
      (7, #""from":2"#, #""from":3"#), (7, #""from":2"#, #""from":1"#), (7, #""to":0"#, #""to":1"#),
      (7, #""operand":0"#, #""operand":1"#), (7, #""operand":0"#, #""operand":2"#),
      (7, #""operand":0"#, #""operand":-1"#),
      (7, #""operand":0"#, #""operand":9223372036854775807"#), (7, #""arrived":1"#, #""arrived":0"#),
      (7, #""arrived":1"#, #""arrived":2"#), (7, #""arrived":1"#, #""arrived":-1"#),
      (7, #""expected":1"#, #""expected":0"#),
      (7, #""contribution":3"#, #""contribution":[3]"#), (7, #""contribution":3"#, #""contribution":null"#),
      (7, #""adjoint":3"#, #""adjoint":null"#), (7, #""local":3"#, #""local":"3""#),
      (7, #""local":3"#, #""local":[1,2,3]"#),
      (8, #""node":0"#, #""node":7"#), (8, #""node":0"#, #""node":null"#), (8, #","node":0"#, ""),
      (11, #""adjoint":3"#, #""adjoint":null"#),
      (12, #""kind":"variable""#, #""kind":"constant""#), (12, #""node":0"#, #""node":2"#),
      (12, #""kind":"variable","node":0"#, #""kind":"operation","node":2"#), (12, #""gradient":3"#, #""gradient":[]"#),
      (12, #""gradient":3"#, #""gradient":null"#),
      (15, #""x":3,"#, ""), (15, #""x":3"#, #""x":[3]"#), (15, #""x":3"#, #""x":null"#),
      (15, #"{"x":3,"y":2}"#, "null"),
      (15, #"{"x":3,"y":2}"#, "[3,2]"),
    ] as [(Int, String, String)])
  func spoilt(_ line: Int, _ old: String, _ new: String) throws {
    var lines = try validLines()
    try #require(lines[line - 1].contains(old), "the test is out of date: \(lines[line - 1])")
    lines[line - 1] = lines[line - 1].replacing(old, with: new)
    let error = #expect(throws: TraceError.self) { try read(lines) }
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("line \(line): ") == true)
  }

  @Test(
    "lines that are no objects", arguments: ["", "{", "}", "[]", "7", "null", "true", "\"x\"", "{\"event\"}", "\u{0}"])
  func noObject(_ text: String) throws {
    var lines = try validLines()
    lines[1] = text
    let error = #expect(throws: TraceError.self) { try read(lines) }
    // An empty line is passed over; then the next node has the wrong id.
    #expect(error?.line == (text.isEmpty ? 3 : 2))
  }

  @Test("an output that does not exist is told, at the latest where the pass begins")
  func output() throws {
    for output in ["3", "-1", "9223372036854775807"] {
      var lines = try validLines()
      lines[0] = lines[0].replacing(#""output":2"#, with: #""output":\#(output)"#)
      let error = #expect(throws: TraceError.self) { try read(lines) }
      #expect(error?.reason.contains("output") == true)
    }
  }

  @Test("a cycle: an operation among its own operands, or among those of an earlier one")
  func cycle() throws {
    var lines = try validLines()
    lines[1] = lines[3].replacing(#""id":2"#, with: #""id":0"#).replacing("[0,1]", with: "[2,2]")
    #expect(#expect(throws: TraceError.self) { try read(lines) }?.line == 2)
  }

  @Test("a second header, a missing one, one that comes late")
  func headers() throws {
    let lines = try validLines()
    #expect(#expect(throws: TraceError.self) { try read([lines[0]] + lines) }?.line == 2)
    #expect(#expect(throws: TraceError.self) { try read(Array(lines.dropFirst())) }?.line == 1)
    #expect(#expect(throws: TraceError.self) { try read([lines[1], lines[0]] + lines.dropFirst(2)) }?.line == 1)
    #expect(#expect(throws: TraceError.self) { try read([]) }?.line == 1)
    #expect(#expect(throws: TraceError.self) { try read(["", "", ""]) } != nil)
  }

  @Test("a version this adviz does not know is named, whatever else has changed")
  func version() throws {
    var lines = try validLines()
    lines[0] = lines[0].replacing(#""version":1"#, with: #""version":2"#)
    #expect(#expect(throws: TraceError.self) { try read(lines) }?.reason.contains("version 2") == true)
    lines[0] = #"{"event":"header","format":"adviz-trace","version":2,"graphs":[]}"#
    #expect(#expect(throws: TraceError.self) { try read(lines) }?.reason.contains("version 2") == true)
  }

  @Test("something after the end, a node after the first event, no end, no seed")
  func order() throws {
    let lines = try validLines()
    #expect(#expect(throws: TraceError.self) { try read(lines + [lines[4]]) }?.line == 16)
    #expect(#expect(throws: TraceError.self) { try read(lines + [lines[14]]) }?.line == 16)
    #expect(#expect(throws: TraceError.self) { try read(lines + ["rubbish"]) }?.line == 16)
    let late = lines[1].replacing(#""id":0"#, with: #""id":3"#).replacing(#""name":"x""#, with: #""name":"z""#)
    #expect(
      #expect(throws: TraceError.self) { try read(Array(lines.prefix(5)) + [late] + lines.dropFirst(5)) }?.line == 6)
    #expect(#expect(throws: TraceError.self) { try read(lines.dropLast()) } != nil)
    #expect(#expect(throws: TraceError.self) { try read(Array(lines.prefix(4)) + lines.dropFirst(5)) } != nil)
    #expect(#expect(throws: TraceError.self) { try read(Array(lines.prefix(4)) + [lines[14]]) } != nil)
  }

  @Test("a pass that starts elsewhere than at the output")
  func seedElsewhere() throws {
    var lines = try validLines()
    lines[4] = lines[4].replacing(#""node":2"#, with: #""node":0"#)
    #expect(#expect(throws: TraceError.self) { try read(lines) }?.line == 5)
  }

  @Test("the same edge walked twice, which must never happen")
  func twice() throws {
    var lines = try validLines()
    lines.insert(lines[6], at: 7)
    #expect(#expect(throws: TraceError.self) { try read(lines) } != nil)
  }

  @Test("a file cut off anywhere")
  func truncated() throws {
    let bytes = Data(try validLines().joined(separator: "\n").utf8)
    for length in 0..<bytes.count {
      let cut = bytes.prefix(length)
      let line = 1 + cut.count { $0 == UInt8(ascii: "\n") }
      let error = #expect(throws: TraceError.self) { try Trace(jsonLines: cut) }
      #expect((error?.line ?? 0) >= 1 && (error?.line ?? .max) <= line)
    }
  }

  @Test("brackets very deep in each other", arguments: ["[", "{\"a\":", "[[],"])
  func deep(_ bracket: String) throws {
    let deep = String(repeating: bracket, count: isThorough ? 100_000 : 20_000)
    for text in [deep, deep + String(repeating: "]", count: isThorough ? 100_000 : 20_000)] {
      for (line, old) in [(2, #""value":2"#), (4, #""attributes":{}"#), (7, #""local":3"#), (15, #"{"x":3,"y":2}"#)] {
        var lines = try validLines()
        let key = old.hasPrefix("\"") ? String(old.prefix { $0 != ":" }) + ":" : ""
        lines[line - 1] = lines[line - 1].replacing(old, with: key + text)
        #expect(#expect(throws: TraceError.self) { try read(lines) }?.line == line)
      }
      #expect(#expect(throws: TraceError.self) { try read([text]) }?.line == 1)
    }
  }

  @Test("arrays nested 64 deep are read, 65 deep not")
  func nesting() throws {
    for depth in [64, 65] {
      let value = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
      let shape = "[" + Array(repeating: "1", count: depth).joined(separator: ",") + "]"
      let lines = [
        #"{"event":"header","format":"adviz-trace","version":1,"title":"","source":null,"output":0}"#,
        #"{"event":"node","id":0,"kind":"variable","name":"x","label":"x","shape":\#(shape),"value":\#(value)}"#,
        #"{"event":"seed","node":0,"adjoint":\#(value)}"#,
        #"{"event":"visit","node":0,"adjoint":\#(value),"queue":[]}"#,
        #"{"event":"finish","node":0,"kind":"variable","gradient":\#(value)}"#,
        #"{"event":"end","gradients":{"x":\#(value)}}"#,
      ]
      if depth == 64 {
        #expect(try read(lines).nodes[0].shape.count == 64)
      } else {
        #expect(#expect(throws: TraceError.self) { try read(lines) }?.line == 2)
      }
    }
  }

  @Test("binary junk, other encodings, huge numbers")
  func junk() throws {
    var dice = SplitMix64("junk")
    for length in [1, 2, 3, 10, 100, 1000] {
      for _ in 0..<20 {
        let bytes = Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &dice) })
        #expect(throws: TraceError.self) { try Trace(jsonLines: bytes) }
      }
    }
    let text = try validLines().joined(separator: "\n")
    // Foundation knows UTF-16 when it sees it, so this may be read as well; never as something else.
    let wide = Data(text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    if let trace = try? Trace(jsonLines: wide) { #expect(try trace == read(validLines())) }
    for head in [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF], [0xC3, 0x28], [0xF0, 0x9F]] as [[UInt8]] {
      #expect(throws: TraceError.self) { try Trace(jsonLines: Data(head) + Data(text.utf8)) }
    }
    var lines = try validLines()
    lines[1] = lines[1].replacing(
      #""value":2"#, with: #""value":\#(String(repeating: "9", count: isThorough ? 100_000 : 20_000))"#)
    #expect(#expect(throws: TraceError.self) { try read(lines) }?.line == 2)
  }
}
