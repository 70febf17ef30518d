import Formulas
import FoundationEssentials
import Rendering
import Storyboard

/// The data of the player's script: the picture, and a description of each node.
struct PlayerData: Encodable {
  /// The seconds that a step is to be seen.
  let seconds: Double
  /// The number of steps of the whole trace, also where only some of them are here.
  let last: Int
  /// The elements that references in the pieces refer to.
  let definitions: String
  /// The elements of each strip, by its name.
  private(set) var bands: [String: String] = [:]
  /// The pieces that change from step to step, by layer: the steps, `3-7 9`, and the elements to be seen then.
  private(set) var layers: [String: [[String]]] = [:]
  /// By the place of a step, the edge along which a number travels in it, and its elements.
  let travels: [String: [String]]
  /// By the node's id.
  let nodes: [String: Node]

  /// What is held of other states of groups, where the player holds several.
  var groups: PlayerGroups?
  /// What else differs from one state to the other; nil for the first.
  var setting: PlayerSetting?

  /// The description of a node.
  struct Node: Encodable {
    let name: String
    let kind: String
    /// The path of a closed group, of several in one that of the first.
    let group: String?
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

  init(_ input: ExportInput, _ picture: MovingPicture, _ bands: [Band]) {
    seconds = input.secondsPerStep
    last = input.story.stepCount
    definitions = String(decoding: picture.definitions, as: UTF8.self)
    func text(_ formula: Formula) -> String { formula.text(input.options.numbers).printable }
    nodes = Dictionary(
      uniqueKeysWithValues: input.story.nodes.map { node in
        let told = Node(
          name: text(node.name ?? node.label), kind: node.closed == nil ? node.kind.rawValue : "group",
          group: node.closed.map { ($0.firstPath ?? $0.path).joined(separator: "/").printable },
          value: text(node.value),
          shape: node.shape.map(text), rules: node.rules.map(text), expected: node.expected,
          adjoints: node.adjoints.map { Adjoint(step: $0.step, text: text($0.statement), arrived: $0.arrived) })
        return (String(node.id), told)
      })
    travels = Dictionary(
      uniqueKeysWithValues: picture.travels.map { travel in
        let edge = input.story.edges[travel.edge]
        return (String(travel.step), ["\(edge.to).\(edge.operand)", String(decoding: travel.svg, as: UTF8.self)])
      })
    let targets = StepTargets(input.story)
    for band in bands {
      var svg: [UInt8] = []
      for layer in band.layers {
        svg += "<g class=\"\(layer.kind.rawValue)\">".utf8
        switch layer.kind {
        case .progress, .caption, .queue:
          layers[layer.kind.rawValue] = layer.parts.flatMap(\.pieces).map { piece in
            [piece.steps.text, String(decoding: piece.svg, as: UTF8.self)]
          }
        default:
          for part in layer.parts { svg += PlayerData.svg(part, targets, input) }
        }
        svg += "</g>".utf8
      }
      self.bands[band.name] = String(decoding: svg, as: UTF8.self)
    }
  }

  /// A part with the steps at which each piece is to be seen.
  private static func svg(_ part: MovingPicture.Part, _ targets: StepTargets, _ input: ExportInput) -> [UInt8] {
    var attributes = part.subject.attributes(input)
    if let step = targets.step(part.subject) { attributes += " data-step=\"\(step)\"" }
    var svg: [UInt8] = []
    for run in part.runs {
      guard run.steps != [0...input.renderer.count - 1] else {
        svg += run.svg
        continue
      }
      svg += "<g data-at=\"\(run.steps.text)\">".utf8
      svg += run.svg
      svg += "</g>".utf8
    }
    return attributes.isEmpty ? svg : Array("<g\(attributes)>".utf8) + svg + Array("</g>".utf8)
  }

  /// The data as JSON, in ``LZText``.
  func compressed() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return LZText.text(try encoder.encode(self))
  }
}
