import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing

@Suite("Captions of arrays are true")
struct ArrayCaptionTests {
  /// Everything that is written or said of a program.
  private func all(_ source: String) throws -> String {
    let story = try story(source)
    let style = NumberStyle()
    let frames = story.frames.flatMap { frame in
      [frame.caption.text(style), frame.caption.latex(style), frame.caption.spoken]
        + frame.gradients.values.map { $0.statement.text() }
    }
    let nodes = story.nodes.flatMap { node in
      (node.rules + [node.partial].compactMap(\.self) + node.adjoints.map(\.statement)).map { $0.text() }
    }
    return (frames + nodes).joined(separator: "\n")
  }

  @Test(
    "of a result that is an array the sum is differentiated, and every name of a derivative says so",
    arguments: [
      ("X = [[1, 2], [3, 4]]; W = [[1, 2], [3, 4]]; Y = X @ W", "Y"), ("x = [1, 2, 3]; y = x^2 + 1", "y"),
      ("x = [1, 2]; f = x * x", "f"), ("x = [[1], [2]]; z_1 = tanh(x) + x", "z_1"),
      ("x = [1, 2]; y = max(x, axis=0, keepdims=true) * x", "y"),
    ])
  func arrayOutputs(_ source: String, _ name: String) throws {
    let text = try all(source)
    #expect(text.contains("∂Σ\(name)/∂"), "\(text)")
    #expect(!text.contains("∂\(name)/∂"), "\(text)")
    #expect(text.contains("\\partial\\Sigma"))
    #expect(text.contains("The derivative of the sum of \(name.split(separator: "_")[0])"))
    let start = try captions(source)[0]
    #expect(start.contains("Σ\(name), the sum of all elements, is differentiated"))
  }

  @Test("where something had arrived, the running total of arrays is told")
  func totals() throws {
    let captions = try captions("b = [1, 2]; L = sum(b * 3) + sum(b * b)").joined(separator: "\n")
    #expect(
      captions.contains("; [2, 4] + [1, 2] = [3, 6]") || captions.contains("; [3, 3] + [1, 2] = [4, 5]"), "\(captions)")
    let large = try self.all("b = zeros(5, 5); L = sum(b * 3) + sum(b + 4)")
    #expect(large.contains("in all of norm 20"))
  }

  @Test(
    "what n is, and its value",
    arguments: [
      ("x = [1, 2, 3, 4]; f = mean(x)", "n = 4, the number of elements averaged"),
      ("x = [[1, 2], [3, 4]]; f = sum(mean(x, axis=0))", "n = 2, the number of elements averaged"),
      ("x = [1, 5, 5]; f = max(x)", "n = 2, how many share the maximum"),
      ("x = [[0, 1, 4], [0, 7, 1]]; f = sum(max(x, axis=0))", "n = [2, 1, 1], how many share each maximum"),
      ("x = [[0, 1, 4], [0, 7, 1]]; f = sum(min(x, axis=-1))", "n = 1, how many share each minimum"),
      (
        "z = [[2, 1], [0, 1]]; const t = [[1, 0], [0, 1]]; L = softmax_cross_entropy(z, t)", "n = 2, the number of rows"
      ),
      ("n = 3; x = [1, 2, 3, 4]; f = mean(x) * n", "m = 4, the number of elements averaged"),
    ])
  func counts(_ source: String, _ expected: String) throws {
    let text = try all(source)
    #expect(text.contains(expected), "\(text)")
  }

  @Test("the adjoint of a sum is broadcast, not equal to an array")
  func sums() throws {
    let captions = try captions("x = [1, 2, 3]; f = sum(x)")
    #expect(captions[1].hasSuffix("∂f/∂x (3,) += broadcast(∂f/∂sum) = [1, 1, 1]"), "\(captions[1])")
  }

  @Test("a matrix product shows its numbers")
  func products() throws {
    let text = try captions("X = [[1, 2], [3, 4]]; W = [[1, 0], [2, 1]]; v = [1, 2]; f = sum((X @ W) @ v)")
      .joined(separator: "\n")
    #expect(text.contains("[[1, 3], [2, 4]]") && text.contains("[[1, 2], [1, 2]] = [[4, 8], [6, 12]]"), "\(text)")
    // A column times a row.
    #expect(text.contains("[[1], [1]]") && text.contains("[[1, 2]] = [[1, 2], [1, 2]]"), "\(text)")
  }

  @Test(
    "what was not selected says so",
    arguments: [
      ("x = 1; y = 2; f = where(x > 0, x, y)", 1), ("x = -1; f = relu(x) + x", 1),
      ("x = 1; y = 2; f = maximum(x, y)", 1), ("x = 3; y = 2; f = minimum(x, y) * x", 1),
      ("x = 1; y = 2; f = where(x > 0, x, y) + where(x < 0, x, y)", 2),
    ])
  func masks(_ source: String, _ count: Int) throws {
    let captions = try captions(source)
    #expect(captions.count { $0.contains("not selected: nothing passes") } == count, "\(captions)")
    let partly = try self.captions("x = [1, -2, -3]; f = sum(relu(x))")
    #expect(partly.contains { $0.hasSuffix("2 of 3 elements are not selected: nothing passes there") })
  }

  @Test("the axes that a broadcast is summed over, for every pair of shapes up to three axes of sizes 1 to 3")
  func axes() throws {
    var looked = 0
    let sizes = [[1], [2], [3], [1, 1], [1, 3], [2, 1], [2, 3], [1, 1, 3], [2, 1, 3], [1, 2, 1], [2, 1, 1]]
    for large in sizes {
      for small in [[]] + sizes where small.count <= large.count {
        let padded = Array(repeating: 1, count: large.count - small.count) + small
        guard zip(padded, large).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { continue }
        let result = zip(padded, large).map { max($0, $1) }
        // Summed over are the axes that the operand lacks and those it was stretched along.
        let extra = large.count - small.count
        let axes = result.indices.filter { $0 < extra || padded[$0] != result[$0] }
        let (x, b) = ("ones(\(list(large)))", small.isEmpty ? "2" : "ones(\(list(small)))")
        let captions = try captions("x = \(x); b = \(b); f = sum(x * b)")
        let told = captions.first { $0.contains("∂mul/∂b") } ?? ""
        let name = (axes.count == 1 ? "axis " : "axes ") + list(axes)
        if axes.isEmpty {
          #expect(!told.contains("summed over"), "\(large) \(small): \(told)")
        } else {
          #expect(told.contains("summed over \(name), where b was broadcast"), "\(large) \(small): \(told)")
        }
        looked += 1
      }
    }
    #expect(looked > 40)
  }

  private func list(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: ", ") }

  private func captions(_ source: String) throws -> [String] {
    try story(source).frames.map { $0.caption.text(NumberStyle()) }
  }

  @Test("matrices up to 4×4 and vectors up to 6 are written everywhere, or as many elements as asked")
  func sizes() throws {
    let source =
      "A = ones(4, 4); b = [1, 2, 3, 4, 5, 6]; c = ones(5, 3); d = ones(7); L = sum(A) + sum(b*b) + sum(c) + sum(d)"
    let trace = try Program(source).trace()
    func written(_ limit: Int?) -> [String] {
      let story = Storyboard(trace, elementsUpTo: limit)
      return story.nodes.filter { $0.kind == .variable }.map { node in
        let gradient = story.gradientStates(of: node.id).last?.value.text() ?? ""
        return (node.value.text().hasPrefix("[") ? "value " : "") + (gradient.hasPrefix("[") ? "adjoint" : "")
      }
    }
    #expect(written(nil) == ["value adjoint", "value adjoint", "", ""])
    #expect(written(0) == ["", "", "", ""])
    #expect(written(7) == ["", "value adjoint", "", "value adjoint"])
    #expect(written(16).allSatisfy { $0 == "value adjoint" })
    // On the edges too.
    #expect(Storyboard(trace).edges.contains { $0.adjoint?.text() == "[1, 1, 1, 1, 1, 1]" })
  }

  @Test("what is blocked names what it is")
  func blocked() throws {
    func lines(_ source: String) throws -> String { try captions(source).joined(separator: "\n") }
    #expect(try lines("x = 2; f = x*sqrt(2)").contains("sqrt depends on no variable: nothing to propagate"))
    #expect(try lines("x = 2; f = x*2").contains("Constant operand: nothing to propagate"))
    #expect(
      try lines("x = 1; f = where(x > 0, x^2, -x)").contains(
        "where has no derivative with respect to x > 0: nothing to propagate"))
  }

  @Test("what does not occur is not counted aloud, and NaN has one name")
  func spoken() throws {
    let story = try story("x = 2; f = sin(x)")
    #expect(story.spokenGraph.hasPrefix("A computational graph of 1 variable, 1 operation."))
    let text = try self.story("x = 0; y = 8; f = y * log(x) * x").frames.map(\.caption.spoken).joined()
    #expect(!text.contains("NaN"))
  }

  private func story(_ source: String) throws -> Storyboard { Storyboard(try Program(source).trace()) }
}
