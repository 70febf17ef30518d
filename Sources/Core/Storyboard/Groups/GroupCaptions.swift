import Autodiff
import Formulas

extension Captions {
  /// The adjoint that is written on an edge: of the operation it leads to, in a closed group of the member.
  func adjoint(onEdgeTo id: Int, operand: Int) -> TraceValue? {
    guard let group = trace.closedGroup(id), group.inputs.indices.contains(operand) else { return adjoints[id] }
    guard let target = group.inputs[operand].target else { return nil }
    return target == id ? adjoints[id] : inner[target]
  }

  /// What is written on an edge: the adjoint of the operation, in forward mode the tangent of the operand.
  func derivative(onEdgeFrom operand: Int, to id: Int, operand place: Int) -> TraceValue? {
    trace.input == nil ? adjoint(onEdgeTo: id, operand: place) : tangents[operand]
  }

  /// What happens within a closed group, as one step.
  func passage(through group: ClosedGroup, _ id: Int) -> Caption {
    let count = group.repeated.count
    let name = Formula.symbol(words.symbol(id))
    let head: Formula =
      if let first = group.repeated.first, let last = group.repeated.last {
        .phrase(Words.groups(count, .symbol(Symbol(first)), .symbol(Symbol(last)), group.stepCount))
      } else {
        .phrase(Words.group(.symbol(Symbol(group.title)), group.stepCount))
      }
    let targets = operandNames(of: id)
    let receivers: [Formula] =
      targets.isEmpty ? [.words(Words.handsNothingOn)] : [.words(Words.handsOnTo)] + targets
    var line = receivers
    if let adjoint = adjoints[id] {
      line =
        [.words(Words.from), Vocabulary.statement(words.adjoint(id), words.value(adjoint), norm: words.norm(adjoint))]
        + [.words(", ")] + receivers
    }
    let spokenPlace =
      count > 1 ? Words.groupsLike(group.title, count) : Words.groupOfSentence(name.spoken(numbers))
    var spoken = Words.lieWithin(spokenPlace, group.stepCount)
    if let adjoint = adjoints[id] {
      let sentence = Words.equality(words.adjoint(id).said(numbers), .words(words.spoken(adjoint, numbers))).sentence
      spoken += sentence.capitalizedFirst + ". "
    }
    return Caption(
      lines: [head, .phrase(line)], spoken: spoken + Formula.phrase(receivers).spoken(numbers).capitalizedFirst + ".",
      prose: [head, .words("; ")] + line + [.words(".")])
  }

  /// The operands of a closed group that it hands on to, each once, as a sentence lists them.
  private func operandNames(of id: Int) -> [Formula] {
    var names: [Formula] = []
    var told: Set<Int> = []
    for operand in trace.nodes[id].operands where trace.nodes[operand].kind != .constant {
      guard told.insert(operand).inserted else { continue }
      if told.count == 9 { return names + [.words(", …")] }
      if !names.isEmpty { names.append(.words(", ")) }
      names.append(words.operand(operand))
    }
    return names
  }

  /// The way within a closed group that a contribution has come; nil for a step from anything else.
  func way(of step: TraceEvent.Propagation, _ trace: Trace, _ words: Vocabulary) -> Formula? {
    guard let group = trace.closedGroup(step.from), group.inputs.indices.contains(step.operand) else { return nil }
    let count = group.inputs[step.operand].stepCount
    let name: Formula = .symbol(Symbol(group.title))
    if !group.repeated.isEmpty {
      return .words(Words.through(count, ofGroups: group.repeated.count))
    }
    return .phrase(Words.through(count, of: name))
  }
}
