import Autodiff
import Formulas

/// A group of which more than one node is drawn: pictures draw its hull.
public struct StoryGroup: Hashable, Sendable {
  /// The names of the groups it stands in and its own, outermost first.
  public let path: [String]
  /// The position in ``Storyboard/groups`` of the group it stands in; nil for an outermost one.
  public let parent: Int?
  /// Whether it is a named statement.
  public let isStatement: Bool
  /// The ids of its nodes that are drawn, those of groups within it too, ascending.
  public let nodes: [Int]

  /// Its own name.
  public var name: String { path.last ?? "" }

  /// The groups of a trace; one that has the same nodes as the group it stands in is left out.
  static func groups(of trace: Trace, drawn: [TraceNode]) -> [StoryGroup] {
    let tree = TraceGroups(trace.contraction?.whole ?? trace)
    guard !tree.all.isEmpty else { return [] }
    let isDrawn = Set(drawn.map { $0.id })
    var places: [Int?] = []
    var groups: [StoryGroup] = []
    for group in tree.all {
      let parent = group.parent.flatMap { places[$0] }
      let nodes = Set(group.members.map { trace.standIn($0) }).filter(isDrawn.contains).sorted()
      if nodes.count < 2 || parent.map({ groups[$0].nodes == nodes }) ?? false {
        places.append(parent)
      } else {
        places.append(groups.count)
        groups.append(StoryGroup(path: group.path, parent: parent, isStatement: group.isStatement, nodes: nodes))
      }
    }
    return groups
  }
}

extension StoryNode {
  /// What a node holds that is a group.
  public struct Closed: Hashable, Sendable {
    /// The names of the groups it stands in and its own, outermost first.
    public let path: [String]
    /// The number of steps within it.
    public let stepCount: Int
    /// The path of the first of several equal groups that it stands for; nil for one.
    package let firstPath: [String]?
    /// How many equal groups that follow each other it stands for; 1 for one.
    public let repetitions: Int
    /// The derivative of the output with respect to its result, `∂f/∂h = 0.5`; nil where it has several results.
    public let adjoint: Formula?

    /// The steps in words, `7 steps`.
    public var steps: String { Words.steps(stepCount) }
    /// The same when they have been walked, `7 of 7 steps`.
    public var walkedSteps: String { Words.walkedSteps(stepCount) }
  }

  /// The node of a closed group.
  init(
    _ node: TraceNode, _ group: ClosedGroup, _ trace: Trace, _ words: Vocabulary, _ numbers: NumberStyle,
    _ captions: Captions, expected: Int, adjoints: [Adjoint]
  ) {
    let result = group.results.count == 1 ? group.results.first : nil
    let isOutput = node.id == trace.standIn(trace.output)
    let values = group.results.map { id in
      Vocabulary.statement(.symbol(words.symbol(id)), words.value(trace.nodes[id].value))
    }
    let value: Formula = result == nil ? .statements(values) : words.shownValue(node)
    let title: Formula =
      if let first = group.repeated.first, let last = group.repeated.last {
        .phrase([.symbol(Symbol(first)), .words(" … "), .symbol(Symbol(last))])
      } else {
        .symbol(Symbol(group.title))
      }
    let closed = Closed(
      path: group.path, stepCount: group.stepCount, firstPath: group.repeated.isEmpty ? nil : group.firstPath,
      repetitions: max(1, group.repeated.count),
      adjoint: result.flatMap { _ in
        captions.adjoints[node.id].map { adjoint in
          Vocabulary.statement(words.adjoint(node.id), words.value(adjoint), norm: words.norm(adjoint))
        }
      })
    let operations = group.members.count { trace.contraction?.whole.nodes[$0].kind == .operation }
    let isRun = closed.repetitions > 1
    id = node.id
    kind = .operation
    label = isRun ? .words("\(closed.repetitions) ×") : title
    name =
      isRun
      ? title : group.usersName.map { .symbol(isOutput ? words.outputSymbol : words.symbol(node.id, named: $0)) }
    shape = node.value.shape.isEmpty ? nil : .words(node.value.shapeText)
    (self.value, norm, duals) = (value, node.value.norm, [])
    partial = result == nil ? nil : words.adjoint(node.id)
    self.expected = result == nil ? 0 : expected
    self.isOutput = isOutput
    isCommutative = false
    rules = [.words(Words.contents(operations: operations, steps: closed.stepCount))]
    self.adjoints = result == nil ? [] : adjoints
    spokenName = words.spoken(node.id)
    let spokenTitle = isRun ? Words.groupsLike(group.title, closed.repetitions) : words.spoken(node.id)
    spoken =
      Words.closed(spokenTitle, steps: closed.stepCount)
      + Words.value(result == nil ? value.spoken(numbers) : words.spoken(node.value, numbers))
    self.closed = closed
  }
}

extension Vocabulary {
  /// The output as the user calls it.
  var outputSymbol: Symbol { Symbol(trace.functionName) }

  /// The symbol of a node; one that the user named otherwise by that name.
  func symbol(_ id: Int, named name: String) -> Symbol { trace.nodes[id].name == name ? symbol(id) : Symbol(name) }
}
