import Autodiff
import Expressions
import Formulas
import FoundationEssentials
import Storyboard
import TestSupport
import Testing
import TraceFiles

/// Groups drawn as one node: the same derivatives, fewer steps.
@Suite struct GroupTests {
  static let cell = "w = 0.7; b = 0.1; x = 0.5; h1 = tanh(w*x + b); h2 = tanh(w*h1 + b); f = (h2 - 1)^2"
  static let blocks =
    "block(h, w) = tanh(w*h + 0.1) + h\nx = 0.5; w = 0.3\n"
    + (1...12).map { "h\($0) = block(\($0 == 1 ? "x" : "h\($0 - 1)"), w)" }.joined(separator: "\n") + "\nL = h12^2"
  static let nested =
    "inner(a, w) = tanh(a*w + 1)\nouter(a, w) = inner(a, w) * inner(a*a, w) + a\nx = 0.4; w = 0.9; "
    + "y = outer(x, w); f = outer(y, w) * x"
  static let arrays =
    "layer(x, W, b) = relu(x @ W + b)\nx = [1, 2]; W = [[1, -2], [3, 4]]; b = [0.5, 1]; h = layer(x, W, b)\n"
    + "y = layer(h, W, b); L = sum((y - 1)^2 * x)"

  private func trace(_ source: String) throws -> Trace { try Program(source).trace() }

  /// The adjoint of each node that a trace visits, by id.
  private func adjoints(_ trace: Trace) -> [Int: TraceValue] {
    var adjoints: [Int: TraceValue] = [:]
    for case .visit(let node, let adjoint?) in trace.events { adjoints[node] = adjoint }
    return adjoints
  }

  /// Every way to close something in some graphs; what is drawn has the adjoints of the whole graph.
  @Test(arguments: [cell, blocks, nested, arrays])
  func adjointsAreThoseOfTheWholeGraph(_ source: String) throws {
    let whole = try trace(source)
    let groups = TraceGroups(whole).all
    #expect(!groups.isEmpty)
    let paths = groups.map { $0.path.joined(separator: "/") }
    let ways: [ClosedGroups] = [.all] + paths.map { .named([$0]) } + [.named(paths), .named(["inner"])]
    for way in ways {
      guard way != .named(["inner"]) || paths.contains(where: { $0.hasSuffix("inner") }) else { continue }
      let drawn = try whole.closing(way)
      let (all, some) = (adjoints(whole), adjoints(drawn))
      #expect(some.count < all.count, "\(way)")
      for (node, adjoint) in some { #expect(all[node] == adjoint, "\(way), node \(node)") }
      #expect(drawn.events.last == whole.events.last)
      // What arrives adds up to the adjoint, in as many parts as were told.
      for node in drawn.nodes where some[node.id] != nil && node.id != drawn.standIn(drawn.output) {
        let steps = drawn.events.compactMap { event -> TraceEvent.Propagation? in
          if case .propagate(let step) = event, step.to == node.id { step } else { nil }
        }
        #expect(steps.last?.adjoint == some[node.id] && steps.last?.arrived == steps.last?.expected)
        #expect(steps.map(\.arrived) == Array(1...steps.count))
        var sum = [Double](repeating: 0, count: steps[0].contribution.elements.count)
        for step in steps {
          sum = zip(sum, step.contribution.elements).map { $0 + $1 }
          #expect(step.adjoint.elements.isClose(to: sum), "\(way), step to \(node.name)")
        }
      }
    }
  }

  @Test func closedGroupIsOneStepAndOneForEachOperand() throws {
    let story = Storyboard(try trace(Self.cell).closing(.named(["h1"])))
    let group = try #require(story.nodes.first { $0.closed != nil })
    #expect(group.closed?.steps == "2 steps" && group.closed?.walkedSteps == "2 of 2 steps")
    #expect(group.label.text() == "h1" && group.spokenName == "group h1")
    let captions = story.frames.map { $0.caption.text(NumberStyle()) }
    let place = try #require(captions.firstIndex { $0.hasPrefix("Group h1: 2 steps within") })
    #expect(captions[place].contains("from ∂f/∂h1 = "))
    #expect(story.frames[place].nodes[group.id] == .current)
    #expect(captions[place + 1].hasPrefix("Through 2 steps of group h1: ∂h1/∂w = "))
    #expect(captions[place + 3].hasPrefix("Through 1 step of group h1: ∂h1/∂b = "))
    // The hidden nodes have no steps, and steps are numbered as they are shown.
    #expect(!captions.contains { $0.contains("mul_0") })
    #expect(story.frames.steps == Array(0...story.stepCount))
    #expect(story.frames.last?.gradients[group.id]?.statement == group.closed?.adjoint)
    #expect(Excerpt().steps(of: try trace(Self.cell).closing(.named(["h1"]))).count == story.frames.count)
  }

  @Test func titleIsThatOfTheWholeGraph() throws {
    let whole = try trace("g(a) = sin(a) * 2 * a\nx = 1\nf = g(x) + x")
    #expect(Storyboard(try whole.closing(.all)).title == Storyboard(whole).title)
    #expect(Storyboard(whole).plainTitle.contains("sin"))
  }

  @Test func outerGroupHidesInnerOnes() throws {
    let whole = try trace(Self.nested)
    func closed(_ names: String...) throws -> [String] {
      let story = Storyboard(try whole.closing(.named(names)))
      return story.nodes.compactMap { $0.closed?.path.joined(separator: "/") }.sorted()
    }
    #expect(try closed("outer#0", "inner") == ["outer", "outer#1/inner#2", "outer#1/inner#3"])
    #expect(try closed("outer") == ["outer", "outer#1"])
    #expect(try closed("outer#1/inner#2") == ["outer#1/inner#2"])
    #expect(try closed("inner#1") == ["outer/inner#1"])
  }

  @Test func unknownNameIsAnErrorThatListsTheGroups() throws {
    #expect(throws: GroupError.unknown("h3", known: ["h1", "h2"])) { try trace(Self.cell).closing(.named(["h3"])) }
    let error = #expect(throws: GroupError.self) { try trace("x = 1; f = x * x").closing(.named(["h"])) }
    #expect(error.map { "\($0)".contains("has no groups") } == true)
  }

  @Test func hullsHaveTheNodesThatAreDrawn() throws {
    let whole = try trace(Self.nested)
    let open = Storyboard(whole).groups
    #expect(open.map { $0.path.joined(separator: "/") }.first == "outer")
    #expect(open.filter { $0.parent == nil }.count == 2)
    let story = Storyboard(try whole.closing(.named(["inner"])))
    #expect(story.groups.map(\.name) == ["outer", "outer#1"])
    for group in story.groups { #expect(group.nodes.allSatisfy { story.node($0) != nil }) }
  }

  @Test func ofEqualGroupsThatFollowEachOtherTheFirstAndTheLastAreDrawn() throws {
    let whole = try trace(Self.blocks)
    let story = Storyboard(try whole.closing(.all))
    let closed = story.nodes.filter { $0.closed != nil }
    #expect(closed.map { $0.closed?.repetitions } == [1, 10, 1])
    #expect(closed.map { $0.label.text() } == ["block", "10 ×", "block#11"])
    let all = adjoints(whole)
    for (node, name) in zip(closed, ["h1", "h11", "h12"]) {
      let id = try #require(whole.nodes.first { $0.name == name }).id
      #expect(node.id == id)
      let number = try #require(all[id]?.scalar)
      #expect(node.closed?.adjoint?.text().hasSuffix(" = \(NumberStyle().text(number))") == true)
    }
    // On the edges from the first one stands the derivative with respect to the second, which they lead to.
    let second = try #require(whole.nodes.first { $0.name == "h2" }).id
    let edge = try #require(story.edges.first { $0.from == closed[0].id && $0.to == closed[1].id })
    #expect(edge.adjoint == all[second]?.scalar.map(Formula.number))
    // By name each of them is drawn.
    #expect(Storyboard(try whole.closing(.named(["block"]))).nodes.filter { $0.closed != nil }.count == 12)
    // Three are few, and others in between end the row.
    let three = try trace("g(a) = sin(a) * a\nx = 1; a = g(x); b = g(a); c = g(b); f = c^2")
    #expect(Storyboard(try three.closing(.all)).nodes.filter { $0.closed != nil }.count == 3)
  }

  // MARK: - Traces from elsewhere

  /// The trace of some statements of one operation each, with its nodes in groups by their names.
  private func foreign(_ source: String, _ modules: [String: [String]]) throws -> Trace {
    let trace = try self.trace(source)
    var lines = String(decoding: try trace.jsonLines(), as: UTF8.self).split(separator: "\n").map(String.init)
    for node in trace.nodes {
      guard let module = modules[node.name] else { continue }
      let names = module.map { "\"\($0)\"" }.joined(separator: ",")
      lines[node.id + 1] = lines[node.id + 1].replacing("\"name\":", with: "\"module\":[\(names)],\"name\":")
    }
    return try Trace(jsonLines: Data(lines.joined(separator: "\n").utf8))
  }

  @Test func groupThatIsLeftAndEnteredAgainCannotBeOneNode() throws {
    // m holds the first and the last operation, and what lies between uses the one for the other.
    let trace = try foreign(
      "x = 1; a = sin(x); b = sin(a); c = a * b; f = exp(c)", ["a": ["m"], "c": ["m"]])
    #expect(TraceGroups(trace).all.map(\.path) == [["m"]])
    let error = #expect(throws: GroupError.self) { try trace.closing(.named(["m"])) }
    #expect(error == .leavesAndReturns("m", through: ["b"]))
    #expect(error.map { "\($0)".contains("cycle; close a group that holds both") } == true)
    // Of all groups it is left open.
    #expect(try trace.closing(.all) == trace)
  }

  @Test func twoGroupsThatUseEachOtherCannotBothBeOneNode() throws {
    let trace = try foreign(
      "x = 1; a1 = sin(x); b1 = sin(a1); b2 = cos(x); a2 = exp(b2); f = b1 * a2",
      ["a1": ["a"], "a2": ["a"], "b1": ["b"], "b2": ["b"]])
    let error = #expect(throws: GroupError.self) { try trace.closing(.named(["a", "b"])) }
    #expect(error == .leavesAndReturns("a", through: ["b"]))
    #expect(Storyboard(try trace.closing(.all)).nodes.filter { $0.closed != nil }.count == 1)
  }

  @Test func groupOfTwoResultsShowsBoth() throws {
    let trace = try foreign("x = 1; a = sin(x); b = exp(a); f = a * b", ["a": ["m"], "b": ["m"]])
    let drawn = try trace.closing(.named(["m"]))
    let story = Storyboard(drawn)
    let group = try #require(story.nodes.first { $0.closed != nil })
    #expect(group.value.text().contains("a = ") && group.value.text().contains("b = "))
    #expect(story.edges.filter { $0.from == group.id }.count == 2)
    #expect(story.edges.filter { $0.to == group.id }.allSatisfy { $0.adjoint == nil })
    #expect(adjoints(drawn)[0] == adjoints(trace)[0])
    let captions = story.frames.map { $0.caption.text(NumberStyle()) }
    #expect(
      captions.contains { $0.contains("∂mul/∂a = b") || $0.contains("∂f/∂a +=") }
        && captions.contains { $0.contains("∂f/∂x += ") })
  }
}

extension TraceValue {
  fileprivate var elements: [Double] {
    if case .array(_, let elements) = self { elements } else { [] }
  }
}

extension [Double] {
  fileprivate func isClose(to other: [Double]) -> Bool {
    count == other.count && zip(self, other).allSatisfy { abs($0 - $1) <= 1e-12 * Swift.max(1, abs($1)) }
  }
}

/// The states of groups that a player holds.
@Suite struct GroupStateTests {
  @Test func statesAreAllOpenAllClosedAndEachOpenAlone() throws {
    let whole = try Program(GroupTests.nested).trace()
    let states = try whole.groupStates(asked: .none, most: 24)
    #expect(states.first?.names == [.asked, .open])
    #expect(states.contains { $0.names == [.closed] })
    let alone = try #require(states.first { $0.names.contains(.alone(["outer", "inner"])) })
    let story = Storyboard(alone.trace)
    #expect(story.groups.map(\.path) == [["outer"], ["outer", "inner"]])
    #expect(story.nodes.compactMap { $0.closed?.path } == [["outer", "inner#1"], ["outer#1"]])
    #expect(try Program("x = 1; f = x * x").trace().groupStates(asked: .none, most: 24).isEmpty)
  }

  @Test func framesOfStatesShowTheSameEvents() throws {
    let whole = try Program(GroupTests.blocks).trace()
    let steps = whole.events.count { event in
      switch event {
      case .seed, .propagate, .blocked, .finish: true
      default: false
      }
    }
    for state in try whole.groupStates(asked: .all, most: 3) {
      let story = Storyboard(state.trace)
      let places = story.places(in: state.trace)
      #expect(places.steps.count == story.frames.count && places.frames.count == steps)
      #expect(places.steps.first == 0 && places.frames.first == 0)
      for (frame, step) in places.steps.enumerated() { #expect(places.frames[step] == frame, "\(state.names)") }
    }
  }
}
