import Autodiff
import Expressions
import Foundation
import TestSupport
import Testing
import TraceFiles

@Suite("A trace whose queues are told by their changes")
struct TraceVersionTests {
  private static func lines(_ trace: Trace, _ version: TraceVersion? = nil) throws -> [String] {
    String(decoding: try trace.jsonLines(version: version), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func read(_ lines: [String]) throws(TraceError) -> Trace {
    try Trace(jsonLines: Data(lines.joined(separator: "\n").utf8))
  }

  /// The queue at each visit, as the article on saved traces reads files of both versions.
  private static func queues(_ lines: [String]) throws -> [[Int]] {
    var queue: [Int] = []
    var queues: [[Int]] = []
    for line in lines {
      let event = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      guard event["event"] as? String == "visit" else { continue }
      if let whole = event["queue"] as? [Int] {
        queue = whole
      } else {
        let change = try #require(event["queue"] as? [String: [Int]])
        for node in change["removed"] ?? [] { queue.remove(at: try #require(queue.firstIndex(of: node))) }
        queue += change["added"] ?? []
      }
      queues.append(queue)
    }
    return queues
  }

  /// A balanced sum of so many variables, in which half of all nodes wait at once.
  private static func sum(_ count: Int) throws -> Trace {
    func sum(_ range: Range<Int>) -> String {
      guard range.count > 1 else { return "x\(range.lowerBound)" }
      let middle = (range.lowerBound + range.upperBound) / 2
      return "(\(sum(range.lowerBound..<middle)) + \(sum(middle..<range.upperBound)))"
    }
    return try Program((0..<count).map { "x\($0) = \($0)\n" }.joined() + "f = \(sum(0..<count))").trace()
  }

  @Test("is what the article shows, line by line")
  func example() throws {
    let trace = try Program("x = 2; y = 3; f = x * y").trace()
    let (old, new) = (try Self.lines(trace), try Self.lines(trace, .queueChanges))
    #expect(old[0].hasSuffix(#""version":1}"#) && !old[0].contains("queue"))
    #expect(new[0].contains(#""queue":"changes""#) && new[0].hasSuffix(#""version":2}"#))
    #expect(new[5] == #"{"adjoint":1,"event":"visit","node":2,"queue":{}}"#)
    #expect(new[10] == #"{"adjoint":3,"event":"visit","node":0,"queue":{"added":[1]}}"#)
    #expect(new[12] == #"{"adjoint":2,"event":"visit","node":1,"queue":{"removed":[1]}}"#)
    // All else is the same.
    #expect(new.indices.filter { old[$0] != new[$0] } == [0, 5, 10, 12])
  }

  @Test("reads back as the same trace, and its changes add up to the queues of version 1")
  func sameQueues() throws {
    for seed in 0..<UInt64(20 * repetitions) {
      var programs = RandomPrograms(seed: seed)
      guard let program = try? Program(programs.scalars()), let trace = try? program.trace() else { continue }
      let (old, new) = (try Self.lines(trace, .wholeQueues), try Self.lines(trace, .queueChanges))
      #expect(try Self.read(new) == trace, "seed \(seed)")
      #expect(try Self.read(old) == trace, "seed \(seed)")
      #expect(try Self.queues(new) == Self.queues(old), "seed \(seed)")
    }
    let wide = try Self.sum(40)
    #expect(try Self.queues(Self.lines(wide, .queueChanges)) == Self.queues(Self.lines(wide, .wholeQueues)))
    #expect(try Self.queues(Self.lines(wide, .queueChanges)).contains { $0.count > 20 })
  }

  @Test("grows with the graph, not with its square")
  func growth() throws {
    let (small, large) = (try Self.sum(500), try Self.sum(1_000))
    let changes = try (small.jsonLines(version: .queueChanges).count, large.jsonLines(version: .queueChanges).count)
    #expect(changes.1 < 2 * changes.0 + changes.0 / 4, "\(changes)")
    let whole = try (small.jsonLines(version: .wholeQueues).count, large.jsonLines(version: .wholeQueues).count)
    #expect(whole.1 > 5 * changes.1 / 2 && whole.1 - changes.1 > 3 * (whole.0 - changes.0), "\(whole)")
  }

  @Test("is written where whole queues would take more than 10 MB, and nowhere else")
  func choice() throws {
    let (small, large) = (try Self.sum(500), try Self.sum(2_000))
    #expect(small.fileVersion == .wholeQueues && large.fileVersion == .queueChanges)
    #expect(try small.jsonLines() == small.jsonLines(version: .wholeQueues))
    #expect(try large.jsonLines() == large.jsonLines(version: .queueChanges))
    // A chain has short queues, however long it is.
    let chain = "v0 = 0.5\n" + (1...5_000).map { "v\($0) = sin(v\($0 - 1))\n" }.joined()
    #expect(try Program(chain).trace().fileVersion == .wholeQueues)
    #expect(try Trace(jsonLines: large.jsonLines()) == large)
  }

  @Test("may have whole queues too, from another program")
  func wholeQueues() throws {
    let trace = try Program("x = 2; y = 3; f = x * y").trace()
    var lines = try Self.lines(trace, .queueChanges)
    lines[10] = lines[10].replacing(#"{"added":[1]}"#, with: "[1]")
    #expect(try Self.read(lines) == trace)
    #expect(try Self.queues(lines) == [[], [1], []])
  }

  @Test(
    "is refused where a change cannot be, with its line",
    arguments: [
      (1, #""queue":"changes","#, ""), (1, #""queue":"changes""#, #""queue":"none""#),
      (1, #""queue":"changes""#, #""queue":7"#), (1, #""version":2"#, #""version":3"#),
      (6, #""queue":{}"#, #""queue":{"removed":[2]}"#), (6, #""queue":{}"#, #""queue":{"added":[3]}"#),
      (6, #""queue":{}"#, #""queue":{"added":[-1]}"#), (6, #""queue":{}"#, #""queue":{"added":[0,0]}"#),
      (6, #""queue":{}"#, #""queue":null"#), (6, #""queue":{}"#, #""queue":{"added":null,"removed":7}"#),
      (6, #","queue":{}"#, ""), (6, #""queue":{}"#, #""queue":"changes""#),
      (11, #""added":[1]"#, #""added":["y"]"#), (13, #""removed":[1]"#, #""removed":[0]"#),
      (13, #""removed":[1]"#, #""removed":[1,1]"#), (13, #""removed":[1]"#, #""added":[1]"#),
    ])
  func refusal(_ line: Int, _ old: String, _ new: String) throws {
    var lines = try Self.lines(Program("x = 2; y = 3; f = x * y").trace(), .queueChanges)
    try #require(lines[line - 1].contains(old), "the test is out of date: \(lines[line - 1])")
    lines[line - 1] = lines[line - 1].replacing(old, with: new)
    let error = #expect(throws: TraceError.self) { try Self.read(lines) }
    #expect(error?.line == line, "\(error.map(\.description) ?? "")")
  }

  @Test("is refused under a header of version 1")
  func mixed() throws {
    let trace = try Program("x = 2; y = 3; f = x * y").trace()
    let lines = [try Self.lines(trace)[0]] + (try Self.lines(trace, .queueChanges).dropFirst())
    let error = #expect(throws: TraceError.self) { try Self.read(lines) }
    #expect(error?.line == 6 && error?.reason.contains("the header says version 1") == true)
  }
}
