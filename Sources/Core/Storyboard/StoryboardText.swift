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

  /// The heading as plain text.
  public var plainTitle: String {
    switch title {
    case .words(let text): text
    case .formula(let formula): formula.text()
    }
  }

  /// The graph in a sentence.
  public var spokenGraph: String {
    let kinds = [TraceNode.Kind.variable, .constant, .operation].compactMap { kind -> String? in
      let number = nodes.count { $0.kind == kind }
      return number == 0 ? nil : "\(number) \(kind.rawValue)\(number == 1 ? "" : "s")"
    }
    return "A computational graph of \(kinds.joined(separator: ", ")). "
      + nodes.map { $0.spoken }.joined(separator: "; ") + "."
  }

  /// The most nodes of a graph that is told before its steps.
  package static let mostToldNodes = 60

  /// A frame told without the picture: the step, and what waits in the queue; the start tells the graph too.
  public func spoken(_ frame: Frame) -> String {
    let graph = frame.step == 0 && nodes.count <= Storyboard.mostToldNodes ? spokenGraph + " " : ""
    return "\(graph)\(frame.caption.spoken) \(spoken(frame.queue))"
  }

  /// The queue in a sentence, front first.
  public func spoken(_ queue: [Frame.QueueEntry]) -> String {
    guard !queue.isEmpty else { return "The queue is empty." }
    let names = queue.prefix(12).map { entry in
      (node(entry.node)?.spokenName ?? "a node") + (entry.isWaiting ? ", waiting for more" : "")
    }
    let rest = queue.count > 12 ? "; and \(queue.count - 12) more" : ""
    return "The queue holds \(names.joined(separator: "; "))\(rest)."
  }
}
