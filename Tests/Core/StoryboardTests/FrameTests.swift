import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing
import TraceFiles

@Suite("Frames stand as the events left them")
struct FrameTests {
  @Test("one frame for the start and one for each propagate, blocked and finish", arguments: manySources)
  func count(_ source: String) throws {
    let trace = try Program(source).trace()
    let steps = trace.events.count { event in
      switch event {
      case .propagate, .blocked, .finish: true
      default: false
      }
    }
    let story = Storyboard(trace)
    #expect(story.stepCount == steps)
    #expect(story.frames.count == steps + 1)
    #expect(story.frames.map(\.step) == Array(0...steps))
  }

  @Test("the article's functions have 6, 8 and 12 steps")
  func article() throws {
    #expect(try Article.all.map { try story($0).stepCount } == [6, 8, 12])
  }

  @Test("at the start every derivative is 0, nothing is walked, and the output waits alone")
  func start() throws {
    for source in Article.all {
      let story = try story(source)
      let first = story.frames[0]
      let output = try #require(story.nodes.first { $0.isOutput }).id
      #expect(
        first.gradients.values.allSatisfy { $0.value == .number(0) && $0.arrived == 0 && !$0.isGrowing })
      #expect(first.edges.allSatisfy { !$0.isCurrent && !$0.isWalked })
      #expect(first.queue.map(\.node) == [output] && first.queue.allSatisfy { !$0.isWaiting })
      #expect(zip(first.edges, story.edges).allSatisfy { $0.showsAdjoint == ($1.to == output) })
      #expect(first.nodes.indices.allSatisfy { first.nodes[$0] == ($0 == output ? .queued : .unseen) })
    }
  }

  /// What each picture must show, found by going through the events anew for every frame.
  @Test("nodes, edges, gradients and queue of every frame", arguments: manySources)
  func states(_ source: String) throws {
    let trace = try Program(source).trace()
    let story = Storyboard(trace)
    var positions: [Int] = []
    for (position, event) in trace.events.enumerated() {
      switch event {
      case .seed, .propagate, .blocked, .finish: positions.append(position)
      default: break
      }
    }
    try #require(positions.count == story.frames.count)
    for (frame, position) in zip(story.frames, positions) {
      // A node that a step sees for the first time is told of right behind it.
      var told = Array(trace.events[...position])
      if position + 1 < trace.events.count, case .enqueue = trace.events[position + 1] {
        told.append(trace.events[position + 1])
      }
      let expected = Picture(trace, after: told)
      let place = "frame \(frame.step)"
      // The last picture has no current node.
      let isLast = frame.step == story.stepCount && frame.step > 0
      let nodes = expected.nodes.map { isLast && $0 == .current ? .visited : $0 }
      #expect(frame.nodes == nodes, "\(place)")
      #expect(frame.queue.map(\.node) == expected.queue, "\(place)")
      #expect(
        frame.queue.map(\.isWaiting) == expected.queue.map { expected.outstanding[$0, default: 0] > 0 }, "\(place)")
      for (state, edge) in zip(frame.edges, story.edges) {
        let key = [edge.to, edge.operand]
        #expect(state.isCurrent == (expected.current == key), "\(place), edge \(key)")
        #expect(state.isWalked == expected.walkedBefore.contains(key), "\(place), edge \(key)")
        #expect(state.showsAdjoint == expected.completeBefore.contains(edge.to), "\(place), edge \(key)")
      }
      for node in trace.nodes {
        let gradient = frame.gradients[node.id]
        #expect((gradient != nil) == (node.kind == .variable))
        guard let gradient else { continue }
        #expect(gradient.arrived == expected.arrived[node.id, default: 0], "\(place)")
        #expect(gradient.isGrowing == (expected.growing == node.id), "\(place)")
        if let number = expected.adjoints[node.id]?.scalar {
          #expect(gradient.value.text() == NumberStyle().text(number), "\(place)")
        }
      }
    }
  }

  @Test("∂f/∂x grows with every contribution")
  func growth() throws {
    let frames = try story(Article.threeVariables).frames
    let grown = frames.map { $0.gradients[0].map { "\($0.value.text()), \($0.arrived)" } ?? "" }
    #expect(grown[5] == "0, 0")
    #expect(grown[6] == "−0.99, 1")
    #expect(grown[7] == "−0.99, 1")
    #expect(grown[8...12].allSatisfy { $0 == "23.01, 2" })
    #expect(frames.indices.filter { frames[$0].gradients[0]?.isGrowing == true } == [6, 8])
    #expect(try story(Article.threeVariables).nodes.prefix(2).map(\.expected) == [2, 2])
  }

  @Test("an adjoint stands on its edges from the step after the last contribution arrived")
  func adjoints() throws {
    // u receives from the sum in step 2, and twice from the product in steps 3 and 4.
    let story = try story("x = 2; u = x * x; f = u * u + u")
    let edge = try #require(story.edges.firstIndex { $0.from == 0 && $0.to == 1 })
    #expect(story.frames.map { $0.edges[edge].showsAdjoint } == [false, false, false, false, false, true, true, true])
    #expect(story.edges[edge].adjoint == .number(9))
    let outer = try #require(story.edges.firstIndex { $0.to == 3 })
    #expect(story.frames.allSatisfy { $0.edges[outer].showsAdjoint })
    #expect(story.edges[outer].adjoint == .number(1))
  }

  @Test("nothing beneath a constant part is ever walked or numbered")
  func constantParts() throws {
    let story = try story("x = 1; const c = 3; f = exp(c) * x")
    let inner = try #require(story.edges.firstIndex { $0.from == 0 })
    #expect(story.frames.allSatisfy { !$0.edges[inner].isWalked && !$0.edges[inner].showsAdjoint })
    #expect(story.edges[inner].adjoint == nil)
    #expect(story.frames.allSatisfy { $0.nodes[0] == .unseen && $0.nodes[1] == .unseen })
  }

  @Test("x·x has two edges, and each is walked in its own step")
  func twice() throws {
    let story = try story("x = 3; f = x * x")
    #expect(story.edges.map { [$0.from, $0.to, $0.operand] } == [[0, 1, 0], [0, 1, 1]])
    #expect(story.frames.map { $0.edges.map(\.isCurrent) }[1...2] == [[true, false], [false, true]])
  }

  @Test("a variable the output does not reach is not drawn, its gradient is listed")
  func unreached() throws {
    let story = try story("x = 1; unused = 2; f = sin(x)")
    #expect(story.nodes.map(\.id) == [0, 1])
    #expect(story.frames.allSatisfy { $0.gradients.count == 2 && $0.gradients[2]?.value == .number(0) })
  }
}

/// A picture put together from the events up to it, without knowledge of the ones before.
private struct Picture {
  var nodes: [Frame.NodeState]
  var queue: [Int] = []
  /// Edges to each node that the walk has yet to handle.
  var outstanding: [Int: Int] = [:]
  var arrived: [Int: Int] = [:]
  var adjoints: [Int: TraceValue] = [:]
  var walkedBefore: Set<[Int]> = []
  var completeBefore: Set<Int> = []
  var current: [Int]?
  var growing: Int?

  init(_ trace: Trace, after told: [TraceEvent]) {
    nodes = Array(repeating: .unseen, count: trace.nodes.count)
    for event in trace.events {
      switch event {
      case .propagate(let step): outstanding[step.to, default: 0] += 1
      case .blocked(_, let to, _, _): outstanding[to, default: 0] += 1
      default: break
      }
    }
    var complete: Set<Int> = []
    for event in told {
      if case .enqueue(let node) = event {
        nodes[node] = .queued
        queue.append(node)
        continue
      }
      (current, growing) = (nil, nil)
      switch event {
      case .seed(let node, let adjoint):
        adjoints[node] = adjoint
        complete.insert(node)
        completeBefore = complete
        nodes[node] = .queued
        queue = [node]
      case .visit(let node, _):
        for index in nodes.indices where nodes[index] == .current { nodes[index] = .visited }
        nodes[node] = .current
        queue.removeAll { $0 == node }
      case .propagate(let step):
        completeBefore = complete
        current = [step.from, step.operand]
        growing = step.to
        outstanding[step.to, default: 0] -= 1
        arrived[step.to] = step.arrived
        adjoints[step.to] = step.adjoint
        if step.arrived == step.expected { complete.insert(step.to) }
      case .blocked(let from, let to, let operand, _):
        completeBefore = complete
        current = [from, operand]
        outstanding[to, default: 0] -= 1
      case .finish: completeBefore = complete
      case .enqueue, .end, .evaluate, .tangentSeed, .pushForward, .tangentEnd: break
      }
      if let edge = lastEdge { walkedBefore.insert(edge) }
      lastEdge = current
    }
    if let current { walkedBefore.remove(current) }
  }

  private var lastEdge: [Int]?
}

@Suite("What the storyboard shows apart from the steps")
struct StoryTests {
  @Test("labels, names and values of the nodes")
  func nodes() throws {
    let story = try story("x = 2; u = x * x; f = u * ln(x) * pi")
    #expect(story.nodes.map { $0.label.text() } == ["x", "mul_0", "ln", "mul_1", "π", "mul_2"])
    #expect(story.nodes.map { $0.name?.text() } == [nil, "u", nil, nil, nil, "f"])
    #expect(story.nodes.map { $0.value.text() } == ["2", "4", "0.6931", "2.773", "3.142", "8.71"])
    #expect(story.nodes.filter(\.isOutput).map(\.id) == [5])
    #expect(story.nodes.map { $0.partial?.text() } == ["∂f/∂x", nil, nil, nil, nil, nil])
  }

  @Test("several logarithms are ln with subscripts")
  func logarithms() throws {
    #expect(try story("x = 9; f = ln(ln(x))").nodes.map { $0.label.text() } == ["x", "ln_0", "ln_1"])
  }

  @Test("of an array the shape is shown, and the numbers too when they are few")
  func arrays() throws {
    let story = try story("x = [1, 2, 3]; W = zeros(40, 50); f = sum(x) + sum(W)")
    let few = try #require(story.nodes.first { $0.label.text() == "x" })
    #expect(few.shape?.text() == "(3,)" && few.value.text() == "[1, 2, 3]")
    let many = try #require(story.nodes.first { $0.label.text() == "W" })
    #expect(many.shape?.text() == "(40, 50)" && many.value.text() == "norm 0")
    #expect(story.nodes.last?.shape == nil)
    let matrix = try #require(Storyboard(Program("A = [[1, 2], [3, 4]]; f = sum(A)").trace()).nodes.first)
    #expect(matrix.value == .matrix([[.number(1), .number(2)], [.number(3), .number(4)]]))
    let adjoints = story.edges.map { $0.adjoint?.text() }
    #expect(adjoints.contains("1"))
  }

  @Test("the heading is the comment with the formula beneath, else the formula with the point")
  func titles() throws {
    let titled = try story("# Two paths\n" + Article.twoPaths)
    #expect(titled.plainTitle == "Two paths")
    #expect(titled.subtitle?.text() == "f = x^2 + 2^x")
    let plain = try story(Article.threeVariables)
    #expect(plain.plainTitle == "f = sin(x + y) + (x × y)^z")
    #expect(plain.subtitle?.text() == "at x = 1, y = 2, z = 3")
  }

  @Test("drawing from the file is drawing from the expression", arguments: manySources)
  func fromFile(_ source: String) throws {
    let trace = try Program(source).trace()
    let (direct, read) = (Storyboard(trace), Storyboard(try Trace(jsonLines: trace.jsonLines())))
    // Compared as text, in which NaN equals itself; the sign of NaN is nobody's business.
    func text(_ value: some Any) -> String { "\(value)".replacing("-nan", with: "nan") }
    func frames(_ story: Storyboard) -> [String] {
      story.frames.map { frame in
        let gradients = frame.gradients.sorted { $0.key < $1.key }
        return text((frame.step, frame.nodes, frame.edges, frame.caption, frame.queue, gradients))
      }
    }
    #expect(frames(read) == frames(direct))
    #expect(text(read.nodes) == text(direct.nodes))
    #expect(text(read.edges) == text(direct.edges))
    #expect(read.title == direct.title && read.subtitle == direct.subtitle)
    #expect(read.identifier == direct.identifier)
  }

  @Test("the short name differs between stories and begins with a letter")
  func identifiers() throws {
    let identifiers =
      try manySources.map { try story($0).identifier } + [try story("x = 2.5; f = sin(2 ln(x))").identifier]
    #expect(Set(identifiers).count == identifiers.count)
    #expect(identifiers.allSatisfy { $0.first?.isLetter == true && $0.allSatisfy { $0.isASCII } })
    #expect(try story(Article.introduction).identifier == story(Article.introduction).identifier)
  }
}
