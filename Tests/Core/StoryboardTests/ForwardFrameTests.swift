import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing

@Suite("Forward mode and the computation of values, as frames")
struct ForwardFrameTests {
  private func forward(_ source: String, _ name: String, _ element: [Int] = []) throws -> Storyboard {
    let program = try Program(source)
    let input = try #require(program.variables.first { $0.name == name })
    return Storyboard(try program.forwardTrace(movedBy: input, element: element))
  }

  @Test("the article's function of three variables moves along with x by dual numbers")
  func article() throws {
    let story = try forward(Article.threeVariables, "x")
    let captions = story.frames.map { $0.caption.text(NumberStyle()) }
    #expect(
      captions == [
        "Forward mode: x moves, everything else stays\nx = 1 + 1ε",
        "(x + x′ε) + y = x + y + x′ε\nadd_0′ += x′ = 1",
        "sin(add_0 + add_0′ε) = sin(add_0) + (cos(add_0) · add_0′)ε\nsin′ += cos(add_0) · add_0′ = −0.99 × 1 = −0.99",
        "(x + x′ε) × y = x × y + (y · x′)ε\nmul′ += y · x′ = 2 × 1 = 2",
        "(mul + mul′ε)^z = mul^z + (z · mul^(z − 1) · mul′)ε\npow′ += z · mul^(z − 1) · mul′ = 12 × 2 = 24",
        "(sin + sin′ε) + (pow + pow′ε) = sin + pow + (sin′ + pow′)ε\nadd_1′ += sin′ = −0.99",
        "(sin + sin′ε) + (pow + pow′ε) = sin + pow + (sin′ + pow′)ε\nadd_1′ += pow′ = 24; in all 23.01",
        "add_1 = 8.141 + 23.01ε\nEnd: ∂f/∂x = 23.01",
      ])
    #expect(!story.hasQueue && story.stepCount == 7)
    let last = try #require(story.frames.last)
    #expect(story.nodes.filter { last.values[$0.id] == .dual(0) }.map { $0.duals.first?.text() }.count == 6)
    let output = try #require(story.nodes.first { $0.isOutput })
    #expect(last.gradients[output.id]?.statement.text() == "∂f/∂x = 23.01")
  }

  @Test("a dual number is shown when all of its tangent has arrived, and never before")
  func duals() throws {
    for source in manySources {
      let program = try Program(source)
      for input in program.variables {
        let element = Array(repeating: 0, count: input.value.shape.rank)
        let trace = try program.forwardTrace(movedBy: input, element: element)
        let story = Storyboard(trace)
        var complete: Set<Int> = []
        var step = 0
        for event in trace.events {
          switch event {
          case .tangentSeed(let node, _): complete.insert(node)
          case .pushForward(let push):
            step += 1
            if push.arrived == push.expected { complete.insert(push.to) }
            let current = story.frames[step].edges.indices.filter { story.frames[step].edges[$0].isForward }
            #expect(current.map { [story.edges[$0].from, story.edges[$0].to] } == [[push.from, push.to]])
          default: continue
          }
          for node in story.nodes {
            let isDual = story.frames[step].values[node.id] == .dual(0)
            #expect(isDual == complete.contains(node.id), "\(source), \(node.spokenName) at step \(step)")
          }
        }
      }
    }
  }

  @Test("values are hidden until the step that computes them", arguments: manySources.filter { $0 != "x = 3" })
  func hidden(_ source: String) throws {
    let plain = try Program(source).trace()
    let story = Storyboard(plain.withEvaluations())
    let operations = story.nodes.filter { $0.kind == .operation }
    #expect(story.stepCount == Storyboard(plain).stepCount + operations.count + 1)
    for (place, frame) in story.frames.enumerated() {
      for node in story.nodes {
        let turn = operations.firstIndex { $0.id == node.id }.map { $0 + 1 } ?? 0
        #expect((frame.values[node.id] == .hidden) == (place < turn), "\(node.spokenName) in frame \(place)")
        if place == turn, turn > 0 { #expect(frame.nodes[node.id] == .current) }
      }
    }
    // Behind the seed everything is as it is without.
    let usual = Storyboard(plain)
    for place in usual.frames.indices {
      let frame = story.frames[place + operations.count + 1]
      #expect(frame.nodes == usual.frames[place].nodes && frame.caption == usual.frames[place].caption)
    }
  }

  @Test("the caption of a computation has its numbers, and = where the digits shown give the value")
  func computed() throws {
    let story = Storyboard(try Program(Article.threeVariables).trace().withEvaluations())
    #expect(
      story.frames.prefix(7).map { $0.caption.text(NumberStyle()) } == [
        "The values of variables and constants are given", "add_0 = x + y = 1 + 2 = 3",
        "sin = sin(add_0) = sin(3) ≈ 0.1411", "mul = x × y = 1 × 2 = 2", "pow = mul^z = 2^3 = 8",
        "add_1 = sin + pow = 0.1411 + 8 ≈ 8.141",
        "Start: the forward values are known, every derivative but the first is 0\n∂f/∂add_1 = 1",
      ])
  }
}
