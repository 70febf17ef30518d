import Formulas
import FoundationEssentials
import Rendering
import Storyboard

/// What the player's script builds from: the layers that change from step to step, and what is told of each node.
struct PlayerData: Encodable {
  /// How long a step is to be seen, in seconds.
  let seconds: Double
  /// The abbreviated pieces of each layer: the steps, `3-7 9`, and what is to be seen then.
  let layers: [String: [[String]]]
  /// By the node's id.
  let nodes: [String: Node]

  /// The layers that are written in short.
  static let changing: Set<PictureLayer> = [.progress, .caption, .queue]

  /// What is told of a node.
  struct Node: Encodable {
    let name: String
    let kind: String
    let value: String
    let shape: String?
    let rules: [String]
    let expected: Int
    /// From which step on, what the adjoint is then, and how many contributions have arrived.
    let adjoints: [Adjoint]
  }

  struct Adjoint: Encodable {
    let step: Int
    let text: String
    let arrived: Int
  }

  init(_ lesson: Lesson, _ picture: MovingPicture) {
    seconds = lesson.secondsPerStep
    let changing = picture.layers.filter { PlayerData.changing.contains($0.kind) }
    layers = Dictionary(
      uniqueKeysWithValues: changing.map { layer in
        let pieces = layer.parts.flatMap(\.pieces)
        return (layer.kind.rawValue, pieces.map { [$0.steps.text, String(decoding: $0.svg, as: UTF8.self)] })
      })
    func text(_ formula: Formula) -> String { formula.text(lesson.options.numbers).printable }
    nodes = Dictionary(
      uniqueKeysWithValues: lesson.story.nodes.map { node in
        let told = Node(
          name: text(node.name ?? node.label), kind: node.kind.rawValue, value: text(node.value),
          shape: node.shape.map(text), rules: node.rules.map(text), expected: node.expected,
          adjoints: node.adjoints.map { Adjoint(step: $0.step, text: text($0.statement), arrived: $0.arrived) })
        return (String(node.id), told)
      })
  }

  /// The data as JSON that may stand in a script: no `<` is in it.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self).replacing("<", with: "\\u003c")
  }
}
