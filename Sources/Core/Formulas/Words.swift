/// The English of pictures and speech, for whoever translates them.
///
/// The names of functions stand in the table of ``Formula/Function``; what `adviz ops` remarks, warnings and messages are
/// not here.
///
/// A sentence with mathematics is a list of parts. It is written once, for the eye and for the ear: the formulas in it are
/// mathematics, or ``Formula/said(_:)``.
package enum Words {}

extension Formula {
  /// The formula in words, as a part of a sentence that is read aloud.
  package func said(_ style: NumberStyle = NumberStyle()) -> Formula { .words(spoken(style)) }
}

extension [Formula] {
  /// The sentence of parts that are all words.
  package var sentence: String { Formula.phrase(self).spoken() }
}

extension String {
  /// The text with a capital letter at its beginning.
  package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

// MARK: Captions

extension Words {
  /// The start where a number is differentiated.
  package static let startOfNumber = "Start: the forward values are known, every derivative but the first is 0"

  /// The same as a sentence.
  package static func start(_ adjoint: Formula) -> [Formula] {
    [.words("The forward values are known and every derivative is 0 but the first: "), adjoint, .words(" is 1.")]
  }

  /// The start where the sum of an array's elements is differentiated.
  package static func startOfSum(_ sum: Formula) -> [Formula] {
    [
      .words("Start: the forward values are known, and "), sum,
      .words(", the sum of all elements, is differentiated"),
    ]
  }

  /// The start where one element of an array is differentiated.
  package static func startOfElement(_ element: Formula) -> [Formula] {
    [.words("Start: the forward values are known, and "), element, .words(" is differentiated")]
  }

  /// The adjoints at that start.
  package static func inEveryElement(_ adjoint: Formula) -> [Formula] {
    [adjoint, .words(" in every element, every other derivative is 0")]
  }

  /// That start as a sentence.
  package static func startOfSum(_ sum: Formula, _ adjoint: Formula) -> [Formula] {
    [
      .words("The forward values are known. What is differentiated is "), sum, .words(" over all elements: "), adjoint,
      .words(" is 1 in every element, and every other derivative is 0."),
    ]
  }

  /// The start of the computation of values, and the same as a sentence.
  package static let leaves = "The values of variables and constants are given"
  package static let leavesTold =
    "The values of variables and constants are given; those of operations are to be computed."

  /// What is computed, before its equation as a sentence.
  package static func computed(_ operation: Formula) -> [Formula] { [.words("Compute "), operation, .words(": ")] }

  /// The start of forward mode, and the tangents there.
  package static func moves(_ input: Formula) -> [Formula] {
    [.words("Forward mode: "), input, .words(" moves, everything else stays")]
  }

  /// The same as a sentence.
  package static func moves(_ input: Formula, _ tangent: Formula) -> [Formula] {
    [.words("Forward mode: "), input, .words(" moves with the tangent "), tangent, .words(", everything else stays.")]
  }

  /// How the movement of an operand moves an operation, as a sentence.
  package static func moved(_ operation: Formula, along operand: Formula, by share: Formula) -> [Formula] {
    [operation, .words(" moves along with "), operand, .words(": its tangent grows by "), share]
  }

  /// The end of forward mode.
  package static func endOfForwardMode(_ statement: Formula) -> [Formula] { [.words("End: "), statement] }

  /// An output that the input does not move.
  package static func doesNotMove(_ output: Formula, _ input: Formula) -> [Formula] {
    [output, .words(" does not move along with "), input]
  }

  /// The heading of a right pass that stands above a wrong one.
  package static let rightPass = "right"

  /// Two passes on one clock, at their start.
  package static func passes(_ mistake: String) -> String {
    "the right pass, and one with the mistake \(mistake)"
  }

  /// A second pass over the same gradients.
  package static let secondPass = "A second pass begins; the gradients of the first were not set to 0"

  /// The title of a pass with a mistake that is drawn alone.
  package static func title(_ title: String, mistake: String) -> String { "\(title), with the mistake \(mistake)" }

  /// A pass that goes on no further, or all of several, as a sentence.
  package static func hasEnded(_ pass: String, passes count: Int = 1) -> String {
    "\(pass.capitalizedFirst): \(count == 1 ? "the pass has" : "all \(count) passes have") ended."
  }

  /// Two things that are equal, without an end of the sentence: "∂mul/∂x is y".
  package static func equality(_ left: Formula, _ right: Formula) -> [Formula] { [left, .words(" is "), right] }

  /// What something is in the end: ", which is 2".
  package static func whichIs(_ value: Formula, isRounded: Bool) -> [Formula] {
    [.words(isRounded ? ", which is about " : ", which is "), value]
  }

  /// Between what is asked for and its value.
  package static let valueIs = " is "

  /// What an adjoint grows by.
  package static func growth(of adjoint: Formula) -> [Formula] { [adjoint, .words(" grows by ")] }

  /// What an adjoint is replaced by, by mistake.
  package static func replaced(_ adjoint: Formula) -> [Formula] { [adjoint, .words(" is replaced by ")] }

  /// An adjoint after it has grown.
  package static func nowIs(_ value: Formula) -> [Formula] { [.words("; it is now "), value] }

  /// What an array grows by, by its norm.
  package static func growthByNorm(of adjoint: Formula, _ norm: Formula) -> [Formula] {
    [adjoint, .words(" grows by norm "), norm]
  }

  /// An equation of an array too large to be written.
  package static func ofNorm(_ equation: Formula, _ norm: Formula) -> [Formula] {
    [equation, .words(", of norm "), norm]
  }

  /// All that has arrived.
  package static func inAll(_ value: Formula) -> [Formula] { [.words("in all "), value] }

  /// The norm of all that has arrived.
  package static func inAllOfNorm(_ norm: Formula) -> [Formula] { [.words("in all of norm "), norm] }

  /// Why a contribution is summed.
  package static func summed(over axes: [Int], _ operand: Formula) -> [Formula] {
    let list = (axes.count == 1 ? "axis " : "axes ") + axes.map { String($0) }.joined(separator: ", ")
    return [.words("summed over \(list), where "), operand, .words(" was broadcast")]
  }

  /// An operand that depends on no variable.
  package static func dependsOnNothing(_ operand: Formula) -> [Formula] {
    [operand, .words(" depends on no variable: nothing to propagate")]
  }

  /// An operand that is a constant.
  package static let constantOperand = "Constant operand: nothing to propagate"

  /// An operand without a derivative.
  package static func hasNoDerivative(_ operation: Formula, _ operand: Formula) -> [Formula] {
    [operation, .words(" has no derivative with respect to "), operand, .words(": nothing to propagate")]
  }

  /// Each of the three as a sentence.
  package static func handsNothing(_ operation: Formula, to operand: Formula, isConstant: Bool) -> [Formula] {
    [
      operation, .words(" has nothing to hand to "), operand,
      .words(isConstant ? ": no variable lies beneath." : ": there is no derivative with respect to it."),
    ]
  }

  /// The end of a path, and a mark behind it.
  package static func endOfPath(_ kind: String, _ name: Formula, _ mark: String = "") -> [Formula] {
    [.words("\(kind.capitalizedFirst) "), name, .words(": end of path\(mark)")]
  }

  /// A mask that lets nothing pass.
  package static let nothingSelected = "not selected: nothing passes"

  /// A function that is constant but for its steps.
  package static let nothingOfSteps = "constant but for its steps: nothing passes"

  /// A mask that lets some elements pass.
  package static func notSelected(_ closed: Int, of count: Int, isOfResult: Bool) -> String {
    "\(closed) of \(count) elements \(isOfResult ? "of the result " : "")\(closed == 1 ? "is" : "are") not selected: "
      + "nothing passes there"
  }

  /// What `n` stands for in the derivative of a mean.
  package static let averaged = "the number of elements averaged"
  /// What it stands for in that of the cross entropy.
  package static let rows = "the number of rows"

  /// What it stands for in that of an extreme.
  package static func sharers(isMaximum: Bool, isSingle: Bool) -> String {
    "how many share \(isSingle ? "the" : "each") \(isMaximum ? "maximum" : "minimum")"
  }

  /// A letter and what it stands for.
  package static func meaning(_ letter: Formula, _ meaning: String) -> [Formula] { [letter, .words(": \(meaning)")] }

  /// A letter's value, and what it stands for.
  package static func meaningOfValue(_ equation: Formula, _ meaning: String) -> [Formula] {
    [equation, .words(", \(meaning)")]
  }

  /// The adjoint of an element that was picked, as that of the whole.
  package static func elsewhereZero(_ place: String) -> String { " at [\(place)], 0 elsewhere" }

  /// A part of an adjoint, counted from 1.
  package static func part(_ number: Int) -> String { "part \(number)" }
}

// MARK: Groups

extension Words {
  /// A number of steps.
  package static func steps(_ count: Int) -> String { "\(count) step\(count == 1 ? "" : "s")" }

  /// A number of steps of which all have been walked.
  package static func walkedSteps(_ count: Int) -> String { "\(count) of \(steps(count))" }

  /// The number of the steps within a closed group.
  package static func group(_ name: Formula, _ steps: Int) -> [Formula] {
    [.words("Group "), name, .words(": \(Words.steps(steps)) within")]
  }

  /// The same for equal groups that are one node.
  package static func groups(_ count: Int, _ first: Formula, _ last: Formula, _ steps: Int) -> [Formula] {
    [.words("\(count) groups, "), first, .words(" to "), last, .words(": \(Words.steps(steps)) within")]
  }

  /// A group as the beginning of a sentence.
  package static func groupOfSentence(_ name: String) -> String { "Group \(name)" }

  /// Equal groups in words.
  package static func groupsLike(_ title: String, _ count: Int) -> String { "\(count) groups like \(title)" }

  /// What lies within, as a sentence.
  package static func lieWithin(_ place: String, _ steps: Int) -> String {
    "\(place): \(Words.steps(steps)) \(steps == 1 ? "lies" : "lie") within. "
  }

  /// The adjoint of a group.
  package static let from = "from "
  /// A group that hands nothing on.
  package static let handsNothingOn = "it hands nothing on"
  /// The operands that a group hands on to.
  package static let handsOnTo = "it hands on to "

  /// The way of a contribution out of equal groups.
  package static func through(_ steps: Int, ofGroups count: Int) -> String {
    "Through \(Words.steps(steps)) of the \(count) groups"
  }

  /// The way of a contribution out of a group.
  package static func through(_ steps: Int, of group: Formula) -> [Formula] {
    [.words(steps == 0 ? "Out of group " : "Through \(Words.steps(steps)) of group "), group]
  }

  /// What a node holds that is a group.
  package static func contents(operations: Int, steps: Int) -> String {
    "\(operations) operations and \(Words.steps(steps)) within"
  }

  /// A closed group in words, before its value.
  package static func closed(_ name: String, steps: Int) -> String { "\(name) of \(Words.steps(steps))" }

  /// A group by its name.
  package static func group(_ name: String) -> String { "group \(name)" }

  /// A hull in words.
  package static func hull(_ name: String, nodes: Int) -> String { "group \(name) of \(nodes) nodes" }
}

// MARK: Nodes, values and graphs

extension Words {
  /// The kinds of nodes.
  package static let variable = "variable", constant = "constant", operation = "operation"

  /// A node that has no name.
  package static let someNode = "a node"
  /// Another node that has no name.
  package static let otherNode = "another node"

  /// Behind a node's name, its value.
  package static func value(_ value: String) -> String { ", value \(value)" }

  /// A large array.
  package static func array(_ shape: [Int], norm: Formula) -> [Formula] {
    let sizes = shape.map { String($0) }.joined(separator: " by ")
    return [.words("an array of \(sizes) with norm "), norm]
  }

  /// A norm beneath a node.
  package static func norm(_ norm: Formula) -> [Formula] { [.words("norm "), norm] }

  /// A norm behind a shape.
  package static func normBehind(_ norm: Formula) -> [Formula] { [.words(", norm "), norm] }

  /// The point of a function, behind its formula.
  package static let at = "at "

  /// How much of a graph is drawn.
  package static func part(_ count: Int, of whole: Int) -> String { "\(count) of \(whole) nodes" }

  /// A graph in a sentence: how many nodes it has of each kind, and each of them.
  package static func graph(_ kinds: [(count: Int, word: String)], _ nodes: [String]) -> String {
    let counts = kinds.map { "\($0.count) \($0.word)\($0.count == 1 ? "" : "s")" }
    return "A computational graph of \(counts.joined(separator: ", ")). " + nodes.joined(separator: "; ") + "."
  }

  /// The queue in a sentence, front first; some of its nodes may not be named.
  package static func queue(_ nodes: [(name: String, isWaiting: Bool)], unnamed: Int) -> String {
    guard !nodes.isEmpty else { return "The queue is empty." }
    let names = nodes.map { $0.name + ($0.isWaiting ? ", waiting for more" : "") }
    return "The queue holds \(names.joined(separator: "; "))\(unnamed > 0 ? "; and \(unnamed) more" : "")."
  }
}

// MARK: The page

extension Words {
  /// The number of a step in the corner of a frame, cut where its number begins and ends.
  package static func progress(_ step: Int, of last: Int) -> (before: String, step: String, behind: String) {
    ("step ", "\(step)", " of \(last)")
  }

  /// The title of a frame.
  package static func title(_ title: String, step: Int, of last: Int) -> String { "\(title): step \(step) of \(last)" }

  /// A step as the heading of its words.
  package static func step(_ step: Int) -> String { "Step \(step)" }

  /// The picture that moves, in a sentence.
  package static func movingPicture(_ title: String, steps: Int) -> String {
    "\(title): the backward pass through the computational graph in \(steps) steps."
  }

  /// The picture of forward mode, in a sentence.
  package static func movingForward(_ title: String, steps: Int) -> String {
    "\(title): forward mode through the computational graph in \(steps) steps."
  }

  /// The queue, with nodes and without.
  package static let queue = "queue", emptyQueue = "queue: empty"

  /// How many more wait in the queue.
  package static func more(_ count: Int) -> String { "… \(count) more" }

  /// The sample of an operand that is taken from.
  package static let source = "operand"

  /// What the colours of nodes stand for.
  package static let gradientHeat = "norm of ∂f/∂node:", valueHeat = "norm of the value:", noHeat = "0"
  /// The words for norms by which a network learns badly.
  package static let vanishing = "vanishing", exploding = "exploding"
  package static let heatNotFinite = ", its norm is not finite"

  /// The norms of a colour.
  package static func level(from least: Double, _ word: String?) -> String {
    "≥ " + NumberStyle().text(least) + (word.map { ", \($0)" } ?? "")
  }

  /// The norms of a colour, for screen readers.
  package static func heatLevel(_ name: String) -> String { ", norm \(name)" }

  /// The samples of the legend.
  package static let groupSample = "group", flaw = "not finite", cut = "goes on", current = "current"
  package static let waiting = "waiting", done = "done", wayBack = "way back"
  package static let growing = "growing", arrived = "arrived"

  /// The states of a node, behind it.
  package static let inQueue = ", in the queue", isCurrent = ", the current node", isVisited = ", visited"
  package static let isSource = ", an operand of the current node"
  /// The marks of a node in a wrong pass, behind it.
  package static let isFirstWrong = ", the first whose derivative is wrong"
  package static let isInfected = ", whose derivative is wrong, too"
  /// Their samples.
  package static let firstWrong = "first wrong", infected = "wrong, too"
  /// The first node that is not finite, behind it.
  package static let isFlawed = ", the first that is not finite"

  /// The output and its derivatives, after a change: "f equals 8. The derivative of f with respect to x equals 2."
  package static func result(_ output: String?, derivatives: [String], untold: Int) -> String {
    // The name of the output keeps its small letter.
    var sentences = (output.map { [$0] } ?? []) + derivatives.map { $0.capitalizedFirst }
    if untold > 0 { sentences.append("\(untold) more derivative\(untold == 1 ? "" : "s")") }
    return sentences.map { $0 + "." }.joined(separator: " ")
  }

  /// Behind an adjoint, how much of it has arrived.
  package static func contributions(_ arrived: Int, of expected: Int) -> String {
    ", \(arrived) of \(expected) contributions have arrived"
  }

  /// The same in short, in place of many dots.
  package static func count(_ arrived: Int, of expected: Int) -> String { "\(arrived) of \(expected)" }
}

// MARK: Comparisons

extension Words {
  /// The graph before and after static optimisation, with the number of its operations.
  package static func before(_ operations: Int) -> String { "before: \(Words.operations(operations))" }
  package static func after(_ operations: Int) -> String { "after: \(Words.operations(operations))" }

  private static func operations(_ count: Int) -> String { "\(count) operation\(count == 1 ? "" : "s")" }

  /// A node that gave way to another, one that became a constant, and one that is not needed.
  package static func merged(_ node: String, into other: String, by identity: String?) -> String {
    "\(node), merged into \(other)\(identity.map { " by \($0)" } ?? "")"
  }
  package static func folded(_ node: String, by identity: String?) -> String {
    "\(node), now a constant\(identity.map { " by \($0)" } ?? "")"
  }
  package static func removed(_ node: String) -> String { "\(node), not needed any more" }

  /// The title and the words of that comparison.
  package static func optimization(_ title: String) -> String { "\(title): before and after static optimisation" }
  package static func optimization(_ before: String, _ after: String, _ verdict: String) -> String {
    "Before: \(before) After: \(after) Static optimisation: \(verdict)."
  }

  /// What was saved, where nothing was.
  package static let nothingSaved = "nothing to save: no operation occurs twice or has constants alone"
  package static let constantsMerged = "no operation saved: equal constants became one"

  /// What was saved, and by what.
  package static func saved(
    _ count: Int, merged: Int, folded: Int, unneeded: Int,
    identities: [(count: Int, name: String, assumption: String?)]
  ) -> String {
    var parts = ["\(merged) merged", "\(folded) folded"]
    if unneeded > 0 { parts.append("\(unneeded) not needed") }
    parts += identities.map { use in
      (use.count > 1 ? "\(use.count) by " : "by ") + use.name + (use.assumption.map { " (if \($0))" } ?? "")
    }
    return "\(operations(count)) saved: \(parts.joined(separator: ", "))"
  }

  /// What an identity assumes.
  package static let isFinite = "x is finite", isFiniteNotZero = "x is finite and not 0"
  package static let isNumber = "x is a number"

  /// The title and the words of two graphs side by side.
  package static func pair(_ first: String, _ second: String) -> String { "\(first) beside \(second)" }
  package static func pair(
    _ first: (heading: String, graph: String), _ second: (heading: String, graph: String), _ verdict: String
  ) -> String {
    "\(first.heading): \(first.graph) \(second.heading): \(second.graph) Both compared: \(verdict)."
  }

  /// A derivative and its value, `∂²f/∂x∂y = 2`.
  package static func derivative(of function: String, by variables: [String], _ value: String) -> String {
    "\(derivative(of: function, by: variables)) = \(value)"
  }

  /// A derivative by variables in turn, of which equal ones stand together: `∂³f/∂x²∂y`.
  package static func derivative(of function: String, by variables: [String]) -> String {
    var (steps, rest) = ("", variables[...])
    while let first = rest.first {
      let count = rest.prefix { $0 == first }.count
      steps += "∂\(first)" + (count == 1 ? "" : superscript(count))
      rest = rest.dropFirst(count)
    }
    return "∂\(variables.count == 1 ? "" : superscript(variables.count))\(function)/\(steps)"
  }

  private static func superscript(_ number: Int) -> String {
    String(String(number).compactMap { "⁰¹²³⁴⁵⁶⁷⁸⁹".dropFirst($0.wholeNumberValue ?? 0).first })
  }

  /// Whether two graphs have one value.
  package static let noValue = "no value", sameValue = "same value", otherValues = "other values"
  package static func otherShapes(_ one: String, _ other: String) -> String {
    "values of other shapes, \(one) and \(other)"
  }

  /// Two numbers that differ.
  package static func numbers(_ one: String, _ other: String) -> String { " (\(one) and \(other))" }

  /// Whether they have the same gradients.
  package static let noVariable = "no variable in common", sameGradients = "same gradients"
  package static func sameGradients(of names: [String]) -> String {
    "same gradient\(names.count == 1 ? "" : "s") of \(list(names))"
  }
  package static func otherGradients(of names: [String]) -> String { "other gradients of \(list(names))" }
  package static func only(_ names: [String], in heading: String) -> String { "; \(list(names)) only in “\(heading)”" }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
  }
}

// MARK: Forward and reverse mode beside each other

extension Words {
  /// The two modes, as captions call them.
  package static let forwardMode = "forward", reverseMode = "reverse"
  package static func inMode(_ mode: String) -> String { "\(mode) mode" }

  /// The start of both, as a sentence.
  package static let modesStart = "Both modes fill the Jacobian, forward mode by columns and reverse mode by rows."

  /// Before what a pass is of, where there may be several; and when all have ended.
  package static func pass(_ mode: String, _ number: Int, of count: Int) -> String {
    count == 1 ? "\(inMode(mode)), one pass: " : "\(inMode(mode)), pass \(number) of \(count): "
  }
  package static func passesDone(_ mode: String, _ count: Int) -> String {
    count == 1 ? "\(inMode(mode)), one pass, done" : "\(inMode(mode)), all \(count) passes done"
  }

  /// How many multiplications and additions.
  package static func work(_ multiplications: Int, _ additions: Int) -> String {
    "\(multiplications) multiplication\(multiplications == 1 ? "" : "s"), "
      + "\(additions) addition\(additions == 1 ? "" : "s")"
  }

  /// The same of a mode, as a sentence, and what it knows of the Jacobian.
  package static func worked(_ mode: String, _ work: String) -> String {
    "\(inMode(mode).capitalizedFirst) so far: \(work)."
  }
  package static func knownEntries(_ mode: String, _ known: Int, of count: Int) -> String {
    "\(inMode(mode).capitalizedFirst) knows \(known) of \(count) entries of the Jacobian."
  }

  /// The work in all.
  package static func workInAll(_ mode: String, passes: Int, _ multiplications: Int, _ additions: Int) -> String {
    "\(inMode(mode)): \(passes) pass\(passes == 1 ? "" : "es"), \(work(multiplications, additions))"
  }

  /// Which mode is cheaper, and by how much.
  package static func cheaper(_ mode: String, _ less: Int, _ more: Int) -> String {
    "\(inMode(mode)) is cheaper: \(operations(less)) instead of \(more)"
  }
  package static func equalWork(_ total: Int) -> String { "both modes take \(operations(total))" }
}

// MARK: Cells

extension Words {
  /// The two halves of a figure of cells.
  package static let forward = "forward", backward = "backward"

  /// What is left out of a sum, behind its first terms.
  package static func moreTerms(_ count: Int) -> String { " + … (\(count) more)" }

  /// A cell of an adjoint that nothing arrives at.
  package static let noCell = ": no cell of the value comes from it"
  /// An operand without a derivative.
  package static let noDerivative = "no derivative"

  /// The cell of a value and those it comes from: "max[0] comes from x[0, 0] and x[1, 0]".
  package static func comesFrom(_ cell: Formula, _ sources: [Formula], hidden: Int) -> [Formula] {
    var parts = [cell, .words(" comes from ")]
    for (place, source) in sources.enumerated() {
      if place > 0 { parts.append(.words(place == sources.count - 1 && hidden == 0 ? and : ", ")) }
      parts.append(source)
    }
    return hidden > 0 ? parts + [.words(" and \(hidden) more")] : parts
  }

  /// The title of the picture of an operation's rule.
  package static func rule(of operation: String) -> String { "the rule of \(operation)" }

  /// The parts of a rule: what comes in, the rule, what goes out.
  package static let adjointIn = "adjoint in", ruleHeading = "rule", contributionsOut = "contributions out"
}

// MARK: Worksheets

extension Words {
  /// A use of the chain rule, before its equations: `mul → x`.
  package static func use(of operation: Formula, to operand: Formula) -> [Formula] {
    [operation, .words(" → "), operand]
  }

  /// The start at the output.
  package static let start = "start"

  /// An array that is too large to be written, and a blank for its shape.
  package static func ofShape(_ formula: Formula, _ shape: Formula) -> [Formula] {
    [formula, .words(", of shape "), shape]
  }

  /// What the pages are.
  package static let worksheet = "Questions about a backward pass, and their key behind them."

  /// The headings of a worksheet.
  package static let name = "Name", date = "Date", key = "Key", gradients = "Gradients"
  package static func variant(_ number: Int) -> String { "Variant \(number)" }

  /// What is to be done.
  package static func worksheetTask(digits: Int) -> String {
    "Go back from the output, in this order. Write each number into its box below, and on the edges and at the variables "
      + "of the graph. Round to \(digits) significant digits."
  }

  /// What stands on an edge of its graph.
  package static let contributionOnEdges = "On an edge stands what travels along it to the operand."
  package static let adjointOnEdges =
    "On an edge stands the derivative of the output with respect to the operation that the edge points to."

  /// The number of a page.
  package static func page(_ number: Int, of count: Int) -> String { "page \(number) of \(count)" }
}

// MARK: Formulas read aloud

extension Words {
  /// The signs between two operands.
  static let plus = "plus", minus = "minus", times = "times", elementwise = "elementwise times"
  static let over = "over", dividedBy = "divided by"

  /// Behind an operand.
  static let squared = " squared", cubed = " cubed", toThePower = " to the power ", transposed = " transposed"

  /// Before operands, each followed by ``of``.
  static let matrixProduct = "the matrix product", root = "the square root", absolute = "the absolute value",
    sum = "sum"
  static let of = " of ", and = " and ", sumOver = "the sum over "

  /// The functions of arrays by their names in formulas; others are called by these.
  static let calls = [
    "sum": "the sum", "mean": "the mean", "max": "the largest element", "min": "the smallest element",
    "logsumexp": "log sum exp", "norm": "the norm", "prod": "the product", "var": "the variance",
    "std": "the standard deviation", "cumsum": "the cumulative sum", "product_of_others": "the product of the others",
    "matrix_transpose": "the transposed matrices", "stop_gradient": "the constant copy",
    "stack": "the stack", "concatenate": "the concatenation", "softmax_cross_entropy": "the softmax cross entropy",
  ]

  /// The arguments that have names.
  static let alongAxis = "along axis ", axesKept = "with its axes kept"
  static func with(_ name: String) -> String { "with \(name) " }

  /// What opens where parentheses do, and what closes each but the first of several that close at once.
  static let theList = "the list ", theSizes = "the sizes ", theQuantity = "the quantity "
  static let endQuantity = ", end quantity", endList = ", end list"

  /// The cases of a function, said and set behind a brace.
  static let ifSaid = " if ", elseSaid = ", else ", ifWritten = "if ", otherwiseWritten = "otherwise"

  static func at(_ place: String) -> String { " at \(place)" }
  static func matrix(_ rows: Int, _ columns: Int) -> String { "a \(rows) by \(columns) matrix" }
  static func row(_ number: Int) -> String { " row \(number): " }
  static func derivative(of function: String, by variable: String) -> String {
    "the derivative of \(function) with respect to \(variable)"
  }

  /// Symbols and their marks.
  static let notANumber = "not a number", infinity = "infinity", theOperand = "the operand", blank = "blank"
  static let theSumOf = "the sum of ", sub = " sub ", prime = " prime", underscore = " underscore "
  static func operand(_ number: Int) -> String { "its \(ordinal(number)) operand " }
  static let hat = "hat", bar = "bar", tilde = "tilde", dot = "dot", vector = "vector"

  /// A place: "first", "tenth", "21st".
  static func ordinal(_ number: Int) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    if words.indices.contains(number - 1) { return words[number - 1] }
    let isTeen = (11...13).contains(number % 100)
    return "\(number)" + (isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th")
  }

  /// A power of ten; digits stand before it, or none.
  static func powerOfTen(_ exponent: Int, hasDigits: Bool) -> String {
    "\(hasDigits ? " times " : "")10 to the power \(exponent < 0 ? "minus " : "")\(exponent.magnitude)"
  }

  /// The relations of a chain of equations.
  static let equals = " equals ", isAbout = " is about ", growsBy = " grows by ", therefore = ", therefore "

  /// The comparisons.
  static let isLess = "is less than", isAtMost = "is at most", isGreater = "is greater than", isAtLeast = "is at least"
  static let isEqual = "equals", differs = "differs from"

  /// The second of two comparisons in a row: "a is less than b, which is less than c".
  static func which(_ comparison: String) -> String { ", which \(comparison) " }
}
