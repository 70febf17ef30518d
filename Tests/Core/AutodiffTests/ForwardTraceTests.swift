import Autodiff
import Foundation
import Tensors
import TestSupport
import Testing
import TraceFiles

@Suite("Forward mode and the computation of values, recorded")
struct ForwardTraceTests {
  private static let seeds: Range<UInt64> = 0..<(isThorough ? 300 : 20)

  /// The indices of the elements of a shape, in row-major order.
  private func indices(_ shape: Shape) -> [[Int]] {
    shape.sizes.reduce([[]]) { all, size in all.flatMap { index in (0..<size).map { index + [$0] } } }
  }

  private func tangent(_ trace: Trace) throws -> [Double] {
    guard case .tangentEnd(.array(_, let elements))? = trace.events.last else {
      throw TraceError(line: 0, "no tangent at the end")
    }
    return elements
  }

  @Test("the tangents of random graphs are the columns of the Jacobian, to the bit, and add up step by step")
  func columns() throws {
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      for variable in graph.variables {
        let jacobian = try derivative(of: graph.output, withRespectTo: variable)
        let width = variable.value.shape.count
        for (column, element) in indices(variable.value.shape).enumerated() {
          let trace = try Trace(
            forwardOf: graph.output, movedBy: variable, element: element, variables: graph.variables)
          let expected = (0..<graph.output.value.shape.count).map { jacobian.elements[$0 * width + column] }
          let found = try tangent(trace)
          #expect(
            zip(found, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN } && found.count == expected.count,
            "seed \(seed), \(variable) \(element)")
          var sums: [Int: TraceValue] = [:]
          for case .pushForward(let step) in trace.events {
            #expect(trace.nodes[step.to].operands[step.operand] == step.from)
            if step.arrived == 1 { #expect(step.tangent == step.contribution) }
            sums[step.to] = step.tangent
          }
          let read = try Trace(jsonLines: trace.jsonLines())
          #expect(read == trace, "seed \(seed)")
          if element.allSatisfy({ $0 == 0 }) {
            let evaluated = trace.withEvaluations()
            #expect(try Trace(jsonLines: evaluated.jsonLines()) == evaluated)
          }
        }
      }
    }
  }

  @Test("values are computed before the seed, each once, operands first; the pass stays as it is")
  func evaluations() throws {
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      let trace = try Trace(of: graph.output, variables: graph.variables)
      let evaluated = trace.withEvaluations()
      let count = evaluated.events.count - trace.events.count
      #expect(Array(evaluated.events.dropFirst(count)) == trace.events)
      var known = Set(trace.nodes.filter { $0.kind != .operation }.map(\.id))
      for event in evaluated.events.prefix(count) {
        guard case .evaluate(let node) = event else {
          Issue.record("not a computation")
          continue
        }
        #expect(trace.nodes[node].operands.allSatisfy(known.contains) && known.insert(node).inserted)
      }
      #expect(known.contains(trace.output))
      #expect(try Trace(jsonLines: evaluated.jsonLines()) == evaluated)
    }
  }

  @Test("the header tells what moves; a trace that could not have happened names its line")
  func malformed() throws {
    let x = variable(2, name: "x")
    let W = variable([[1, 2], [3, 4]], name: "W")
    let f = sum(W * x)
    let lines = String(
      decoding: try Trace(forwardOf: f, movedBy: W, element: [0, 1]).jsonLines(), as: UTF8.self
    ).split(separator: "\n").map(String.init)
    #expect(lines[0].contains("\"mode\":\"forward\"") && lines[0].contains("\"element\":[0,1]"))
    func reason(_ change: (inout [String]) -> Void) -> String {
      var changed = lines
      change(&changed)
      do {
        _ = try Trace(jsonLines: Array((changed.joined(separator: "\n") + "\n").utf8))
        return "read"
      } catch {
        return "\(error)"
      }
    }
    #expect(reason { _ in } == "read")
    let seed = try #require(lines.firstIndex { $0.contains("\"seed\"") })
    #expect(reason { $0.remove(at: seed) }.contains("the pass begins with the event 'seed'"))
    #expect(reason { $0[0] = $0[0].replacing("\"element\":[0,1]", with: "\"element\":[0,7]") }.contains("no element"))
    #expect(reason { $0[0] = $0[0].replacing("\"element\":[0,1],", with: "") }.contains("no element"))
    #expect(reason { $0[0] = $0[0].replacing("forward", with: "sideways") }.contains("mode"))
    #expect(reason { $0[0] = $0[0].replacing("\"mode\":\"forward\",", with: "") }.contains("forward mode"))
    #expect(reason { $0.swapAt(seed + 1, seed + 2) }.contains("tangent"))
    #expect(reason { $0.insert($0[seed + 1], at: seed + 1) }.contains("second time"))
    #expect(reason { $0.removeLast() }.contains("breaks off"))
    #expect(
      reason { $0.insert("{\"event\":\"evaluate\",\"node\":0}", at: seed) }.contains("not computed here"))
    #expect(
      reason { $0.insert("{\"event\":\"evaluate\",\"node\":2}", at: seed + 1) }.contains("before the event 'seed'"))
    #expect(throws: TensorError.self) { try Trace(forwardOf: f, movedBy: W, element: [2, 0]) }
    #expect(throws: TensorError.self) { try Trace(forwardOf: f, movedBy: W) }
  }
}
