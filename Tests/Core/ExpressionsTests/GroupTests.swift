import Autodiff
import Expressions
import Testing

/// The groups of each node of a program by its name; those of none are left out.
private func modules(_ text: String) throws -> [String: [String]] {
  let nodes = try trace(text).nodes.filter { !$0.module.isEmpty }
  return Dictionary(uniqueKeysWithValues: nodes.map { ($0.name, $0.module) })
}

@Suite("Named statements are groups in the trace")
struct StatementGroupTests {
  @Test("a statement holds the operations and numbers that are written in it, and no other named node")
  func members() throws {
    let found = try modules("x = 2; w = 3; h = tanh(x*w + 1); y = h^2 - h; L = y + 5")
    #expect(
      found == [
        "mul": ["h"], "1": ["h"], "add_0": ["h"], "h": ["h"], "pow": ["y"], "2": ["y"], "y": ["y"],
      ])
  }

  @Test("one operation, a second name and the output are no groups")
  func none() throws {
    #expect(try modules("x = 2; h = 3x; g = h; f = sin(g) + 1").isEmpty)
    #expect(try modules("f(x, y) = sin(x + y) + (x * y)^2 at (1, 2)").isEmpty)
  }

  @Test("the output's statement is no group, wherever it stands")
  func chosenOutput() throws {
    let text = "x = 2; h = sin(x) + 1; f = h * h + x; output h"
    #expect(try modules(text).isEmpty)
    #expect(try modules("x = 2; h = sin(x) + 1; f = h * h + x")["h"] == ["h"])
    #expect(try modules("x = 2; h = sin(x) + 1; f = h").isEmpty)
  }

  @Test("a shared number is written where it is shared, not where it is used")
  func sharedNumber() throws {
    #expect(try modules("const 2; x = 1; h = x^2 + 2; f = h*x")["2"] == nil)
    #expect(try modules("x = 1; h = x^3 + 2; f = h*x")["2"] == ["h"])
  }

  @Test("what a function of the language is composed of belongs to its statement")
  func composed() throws {
    let found = try modules("z = [1, 2]; s = softmax(z); f = sum(s)")
    #expect(found.count == 5 && found.values.allSatisfy { $0 == ["s"] }, "\(found)")
  }

  @Test("a trace without groups is written as before")
  func bytes() throws {
    let lines = String(decoding: try trace("x = 2; f = sin(x) * x").jsonLines(), as: UTF8.self)
    #expect(!lines.contains("module"))
    let grouped = String(decoding: try trace("x = 2; h = sin(x) * x; f = exp(h)").jsonLines(), as: UTF8.self)
    #expect(grouped.contains(#""label":"sin","module":["h"],"name":"sin""#), "\(grouped)")
  }
}
