import Autodiff
import Expressions
import FoundationEssentials
import Testing
import TraceFiles

@Suite("Groups of nodes are kept in a saved trace")
struct ModuleTests {
  private static let source = "x = 2; w = 3; h = tanh(x*w + 1); f = h^2"

  private func lines() throws -> String {
    String(decoding: try Program(Self.source).trace().jsonLines(), as: UTF8.self)
  }

  @Test("a trace with groups reads back equal and is written the same")
  func roundTrip() throws {
    let trace = try Program(Self.source).trace()
    #expect(trace.nodes.contains { $0.module == ["h"] })
    let read = try Trace(jsonLines: Data(trace.jsonLines()))
    #expect(read == trace)
    #expect(try read.jsonLines() == trace.jsonLines())
  }

  @Test("another system's modules are read, outermost first; none and null are no group")
  func foreign() throws {
    let nested = try lines().replacing(#""module":["h"]"#, with: #""module":["encoder","layer_1"]"#)
    let trace = try Trace(jsonLines: Data(nested.utf8))
    #expect(trace.nodes.contains { $0.module == ["encoder", "layer_1"] })
    for none in ["[]", "null"] {
      let text = try lines().replacing(#""module":["h"]"#, with: #""module":\#(none)"#)
      #expect(try Trace(jsonLines: Data(text.utf8)).nodes.allSatisfy { $0.module.isEmpty })
    }
  }

  @Test(
    "a module that is no list of names is refused with its line",
    arguments: [
      #""h""#, "7", "[7]", "[null]", #"[["h"]]"#, #"["h",""]"#, "{}",
      "[" + Array(repeating: #""h""#, count: 65).joined(separator: ",") + "]",
    ])
  func refused(module: String) throws {
    let text = try lines().replacing(#""module":["h"]"#, with: #""module":\#(module)"#)
    // The first node of the group is in line 4, behind the header and two variables.
    #expect {
      try Trace(jsonLines: Data(text.utf8))
    } throws: { error in
      (error as? TraceError)?.line == 4
    }
  }
}
