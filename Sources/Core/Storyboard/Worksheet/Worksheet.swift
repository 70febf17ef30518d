import Formulas

/// A backward pass as questions: the graph and the uses of the chain rule with blanks in place of numbers.
///
/// The answers are numbers of the trace itself, so that the key is what `adviz grad` prints, and what the frames show.
package struct Worksheet: Sendable {
  /// The graph, with blanks for what the pass brings to edges and variables.
  package let story: Storyboard
  /// The point, `at x = 1, y = 2`, where the heading of the story does not tell it; nil for arrays, and many variables.
  package let point: Formula?
  /// The questions in the order of the pass.
  package let questions: [Question]
  /// The derivative with respect to each variable.
  package let results: [Line]
  /// The answers, by the numbers of their blanks.
  package let answers: [Formula]

  /// What is asked about one use of the chain rule, or about the start.
  package struct Question: Sendable {
    /// The operation and the operand that receives, `mul → x`.
    package let heading: Formula
    /// The local derivative, the contribution, the new sum, as far as they are asked for.
    package let lines: [Line]
  }

  /// An equation with blanks, and the same with the answers.
  package struct Line: Sendable {
    /// The equation with blanks.
    package let asked: Formula
    /// The equation without.
    package let answered: Formula
  }

  /// The widths of blanks, in characters.
  enum Width: Int {
    case cell = 6
    case number = 7
    case formula = 10
  }
}

/// Numbers the blanks, and keeps their answers.
struct BlankCounter {
  private(set) var answers: [Formula] = []

  /// A blank for an answer.
  mutating func blank(_ answer: Formula, _ width: Worksheet.Width) -> Formula {
    answers.append(answer)
    return .symbol(.blank(answers.count - 1, width: width.rawValue))
  }

  /// A formula with a blank for each number in it.
  mutating func blanks(_ formula: Formula, _ width: Worksheet.Width = .number) -> Formula {
    switch formula {
    case .number, .decimal, .literal, .negative(.number), .symbol(.notANumber): return blank(formula, width)
    case .plus(let a, let b): return .plus(blanks(a, width), blanks(b, width))
    case .minus(let a, let b): return .minus(blanks(a, width), blanks(b, width))
    case .times(let a, let b): return .times(blanks(a, width), blanks(b, width))
    case .list(let elements): return .list(elements.map { blanks($0, .cell) })
    case .matrix(let rows): return .matrix(rows.map { row in row.map { blanks($0, .cell) } })
    default: return formula
    }
  }

  /// An equation with blanks, by its links.
  mutating func line(_ left: Formula, _ links: [Formula.Link], isAsked: (Int) -> Bool = { _ in true }) -> Worksheet.Line
  {
    let asked = links.enumerated().map { place, link in
      isAsked(place) ? Formula.Link(link.relation, blanks(link.right)) : link
    }
    return Worksheet.Line(asked: .chain(left, asked), answered: .chain(left, links))
  }
}
