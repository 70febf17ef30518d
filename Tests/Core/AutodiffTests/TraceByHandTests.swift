import Autodiff
import Foundation
import Tensors
import Testing

@Suite("A trace made by hand is checked as a saved one is") struct TraceByHandTests {
  private func trace() throws -> Trace {
    let x = variable([1, 2], name: "x")
    return try Trace(of: sum(sin(x) * x + constant(3)))
  }

  private func remade(_ trace: Trace, _ change: (inout Trace) -> Void) throws -> Trace {
    var trace = trace
    change(&trace)
    return try Trace(
      title: trace.title, source: trace.source, output: trace.output, outputName: trace.outputName, nodes: trace.nodes,
      events: trace.events)
  }

  @Test func whatWasRecordedIsAccepted() throws {
    let trace = try trace()
    #expect(try remade(trace) { _ in } == trace)
  }

  @Test func whatCouldNotHaveHappenedIsThrown() throws {
    let trace = try trace()
    var changes: [(inout Trace) -> Void] = [
      { $0.output = -1 }, { $0.output = 99 }, { $0.nodes = [] }, { $0.events = [] }, { $0.nodes.removeLast() },
      { $0.nodes.removeFirst() }, { $0.nodes.reverse() }, { $0.events.reverse() }, { $0.events.append($0.events[0]) },
      { $0.nodes[0].id = 7 }, { $0.nodes[0].name = $0.nodes[1].name },
      { trace in trace.nodes[trace.nodes.count - 1].operands = [99] },
      { $0.nodes[0].value = .array(shape: [2], elements: [1]) },
      { $0.nodes[0].value = .array(shape: [2], elements: [1, 2, 3]) },
      { trace in
        trace.nodes[0].shape = [.max, .max]
        trace.nodes[0].value = .array(shape: [.max, .max], elements: [])
      },
      { $0.nodes[0].value = .array(shape: [-2], elements: []) },
    ]
    for position in trace.events.indices { changes.append { $0.events.remove(at: position) } }
    var count = 0
    for change in changes {
      let error = #expect(throws: TraceError.self) { try remade(trace, change) }
      #expect((error?.line ?? 0) >= 1)
      count += 1
    }
    #expect(count > 25)
  }

  @Test(
    "An array of another size than its shape says is not written", arguments: [[3], [3, 3], [.max, 2], [0], [-1]])
  func encoding(_ shape: [Int]) throws {
    var trace = try trace()
    trace.nodes[0].value = .array(shape: shape, elements: [1])
    #expect(throws: TraceError(line: 2, "an array has another number of elements than its shape")) {
      try trace.jsonLines()
    }
  }
}
