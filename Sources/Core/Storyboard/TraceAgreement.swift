import Autodiff
import Formulas

/// Whether two traces have the same value and the same gradients.
struct TraceAgreement {
  /// The finding in a line: "same value, same gradients", or which differ.
  let sentence: String

  init(_ first: Trace, _ second: Trace, headings: (first: String, second: String), numbers: NumberStyle) {
    let value = TraceAgreement.values(first, second, numbers)
    var (same, different): ([String], [String]) = ([], [])
    let (ours, theirs) = (first.finalGradients, second.finalGradients)
    for (name, gradient) in ours {
      guard let other = theirs.first(where: { $0.name == name })?.gradient else { continue }
      if gradient.agrees(with: other) {
        same.append(name)
      } else {
        different.append(name + TraceAgreement.numbers(gradient, other, numbers))
      }
    }
    func lacking(_ ours: [(name: String, gradient: TraceValue)], _ theirs: [(name: String, gradient: TraceValue)])
      -> [String]
    {
      ours.filter { one in !theirs.contains { $0.name == one.name } }.map { $0.name }
    }
    let onlyFirst = lacking(ours, theirs), onlySecond = lacking(theirs, ours)
    var parts = [value]
    if same.isEmpty, different.isEmpty {
      parts.append(Words.noVariable)
    } else if different.isEmpty, onlyFirst.isEmpty, onlySecond.isEmpty {
      parts.append(Words.sameGradients)
    } else {
      if !same.isEmpty { parts.append(Words.sameGradients(of: same)) }
      if !different.isEmpty { parts.append(Words.otherGradients(of: different)) }
    }
    var sentence = parts.joined(separator: ", ")
    for (names, heading) in [(onlyFirst, headings.first), (onlySecond, headings.second)] where !names.isEmpty {
      sentence += Words.only(names, in: heading)
    }
    self.sentence = sentence
  }

  private static func values(_ first: Trace, _ second: Trace, _ style: NumberStyle) -> String {
    guard let one = first.outputValue, let two = second.outputValue else { return Words.noValue }
    if one.shape != two.shape { return Words.otherShapes(one.shapeText, two.shapeText) }
    return one.agrees(with: two) ? Words.sameValue : Words.otherValues + numbers(one, two, style)
  }

  /// ` (2 and 3)`, where both are numbers.
  private static func numbers(_ one: TraceValue, _ two: TraceValue, _ style: NumberStyle) -> String {
    guard let one = one.scalar, let two = two.scalar else { return "" }
    return Words.numbers(Formula.number(one).text(style), Formula.number(two).text(style))
  }
}

extension Trace {
  fileprivate var outputValue: TraceValue? { nodes.indices.contains(output) ? nodes[output].value : nil }

  /// The gradients at the end, in the order of the variables.
  fileprivate var finalGradients: [(name: String, gradient: TraceValue)] {
    guard case .end(let gradients)? = events.last else { return [] }
    return nodes.compactMap { node in
      node.kind == .variable ? gradients[node.name].map { (node.name, $0) } : nil
    }
  }
}
