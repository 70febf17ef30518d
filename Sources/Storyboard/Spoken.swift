import Autodiff
import Formulas

extension Storyboard {
  /// The heading in words.
  public var spokenTitle: String {
    switch title {
    case .words(let text): text
    case .formula(let formula): formula.spoken()
    }
  }

  /// The graph in a sentence.
  public var spokenGraph: String {
    func count(_ kind: TraceNode.Kind, _ noun: String) -> String {
      let number = nodes.filter { $0.kind == kind }.count
      return "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let kinds = [count(.variable, "variable"), count(.constant, "constant"), count(.operation, "operation")]
    return "A computational graph of \(kinds.joined(separator: ", ")). "
      + nodes.map(\.spoken).joined(separator: "; ") + "."
  }
}

extension Storyboard {
  /// The heading as plain text.
  public var plainTitle: String {
    switch title {
    case .words(let text): text
    case .formula(let formula): formula.text()
    }
  }
}
