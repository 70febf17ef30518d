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
    let kinds = [TraceNode.Kind.variable, .constant, .operation].map { kind in
      (count: nodes.count { $0.kind == kind }, word: kind.word)
    }
    return Words.graph(kinds.filter { $0.count > 0 }, nodes.map { $0.spoken })
  }

  /// The most nodes of a graph that is told before its steps.
  package static let mostToldNodes = 60

  /// A frame told without the picture: the step, and what waits in the queue; the start tells the graph too.
  public func spoken(_ frame: StoryFrame) -> String {
    let graph = frame.step == 0 && nodes.count <= Storyboard.mostToldNodes ? spokenGraph + " " : ""
    return graph + frame.caption.spoken + (hasQueue ? " " + spoken(frame.queue) : "")
  }

  /// The queue in a sentence, front first.
  public func spoken(_ queue: [StoryFrame.QueueEntry]) -> String {
    let names = queue.prefix(12).map { entry in
      (name: node(entry.node)?.spokenName ?? Words.someNode, isWaiting: entry.isWaiting)
    }
    return Words.queue(names, unnamed: queue.count - names.count)
  }
}
