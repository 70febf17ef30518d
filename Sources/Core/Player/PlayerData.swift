import Autodiff
import Formulas
import Rendering
import Storyboard

/// The data of the player's script: the picture, and a description of each node.
package struct PlayerData: Sendable {
  /// The seconds that each step is to be seen; one number where that is the same for all.
  let seconds: [Double]
  /// The number of steps of the whole trace, also where only some of them are here.
  let last: Int
  /// The elements that references in the pieces refer to, as far as the page itself does not have them.
  let definitions: String
  /// The elements of each strip, by its name.
  private(set) var bands: [String: String] = [:]
  /// The pieces that change from step to step, by layer: the steps, `3-7 9`, and the elements to be seen then.
  private(set) var layers: [String: [[String]]] = [:]
  /// By the place of a step, the edge along which a number travels in it, and its elements.
  let travels: [String: [String]]
  /// By the node's id.
  let nodes: [String: Node]
  /// For each frame its caption.
  let captions: [Caption]
  /// For each frame the node that it is about: the receiver of a contribution, the end of a path; nil for none.
  let receivers: [Int?]

  /// What is held of other states of groups, where the player holds several.
  package var groups: PlayerGroups?
  /// What is asked before steps; nil where nothing is.
  package var questions: PlayerQuestions?
  /// What else differs from one state to the other; nil for the first.
  package var setting: PlayerSetting?

  /// The description of a node.
  struct Node: Sendable {
    let name: MathMarkup
    let kind: String
    /// The node in words.
    let spoken: String
    /// The path of a closed group, of several in one that of the first.
    let group: String?
    let value: MathMarkup
    let shape: MathMarkup?
    let rules: [MathMarkup]
    let expected: Int
    /// From which step on, what the adjoint is then, and how many contributions have arrived.
    let adjoints: [Adjoint]
  }

  struct Adjoint: Sendable {
    let step: Int
    let text: MathMarkup
    let arrived: Int
  }

  /// A caption as markup.
  struct Caption: Sendable {
    /// The formulas, one a line.
    let lines: [String]
    /// The sentence.
    let prose: String
    /// How each cell of the contribution comes about, where cells are told of: the sum, and the cells it comes from.
    var cells: [(line: MathMarkup, sources: [Int])] = []
  }

  /// Describes a picture.
  ///
  /// - Parameters:
  ///   - input: the story and its frames.
  ///   - picture: the picture.
  ///   - bands: the picture cut into strips.
  ///   - definitions: the elements that references refer to, as far as the page itself does not have them.
  package init(_ input: PlayerInput, _ picture: MovingPicture, _ bands: [Band], definitions: String) {
    self.definitions = definitions
    let durations = input.times.durations
    seconds = (input.times.areEqual ? Array(durations.prefix(1)) : durations).map { Double($0) / 1000 }
    last = input.story.stepCount
    let numbers = input.numbers
    func text(_ formula: Formula) -> MathMarkup { MathMarkup(formula, numbers) }
    let steps = input.story.cells == nil ? [] : input.story.frames.steps
    captions = input.story.frames.indices.map { place in
      let caption = input.story.frames.caption(place)
      var told = Caption(lines: caption.lines.map { $0.html(numbers) }, prose: caption.prose.html(numbers))
      told.cells = input.story.cells?.all(step: steps[place]).map { (text($0.line), $0.sources) } ?? []
      return told
    }
    receivers = PlayerData.receivers(input.story)
    nodes = Dictionary(
      uniqueKeysWithValues: input.story.nodes.map { node in
        let told = Node(
          name: text(node.name ?? node.label), kind: node.closed == nil ? node.kind.rawValue : "group",
          spoken: node.spoken.printable,
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
          layers[layer.kind.rawValue] = layer.parts.flatMap { $0.pieces }.map { piece in
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
  private static func svg(_ part: MovingPicture.Part, _ targets: StepTargets, _ input: PlayerInput) -> [UInt8] {
    var attributes = part.subject.attributes(in: input.story)
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

  /// For each frame the node that receives a contribution, or whose path ends.
  private static func receivers(_ story: Storyboard) -> [Int?] {
    var visits: [Int: Int] = [:]
    for node in story.nodes {
      if let place = story.firstVisit(of: node.id) { visits[place] = node.id }
    }
    return story.frames.indices.map { place in
      story.frames.currentEdge(place).map { story.edges[$0].from } ?? visits[place]
    }
  }

  /// The data as JSON, UTF-8.
  package var json: [UInt8] {
    var bytes: [UInt8] = []
    value.write(to: &bytes)
    return bytes
  }

  var value: JSON {
    var fields: [String: JSON] = [
      "seconds": .list(seconds.map { .number($0) }), "last": .integer(last), "definitions": .text(definitions),
      "bands": .object(bands.mapValues { .text($0) }),
      "layers": .object(layers.mapValues { .list($0.map { .list($0.map { .text($0) }) }) }),
      "travels": .object(travels.mapValues { .list($0.map { .text($0) }) }),
      "nodes": .object(nodes.mapValues { $0.json }), "captions": .list(captions.map { $0.json }),
      "receivers": .list(receivers.map { $0.map { .integer($0) } ?? .null }),
    ]
    if let groups { fields["groups"] = groups.json }
    if let questions { fields["questions"] = questions.json }
    if let setting { fields["setting"] = setting.json }
    return .object(fields)
  }
}

extension PlayerData.Node {
  fileprivate var json: JSON {
    var fields: [String: JSON] = [
      "name": name.json, "kind": .text(kind), "spoken": .text(spoken), "value": value.json,
      "rules": .list(rules.map { $0.json }), "expected": .integer(expected),
      "adjoints": .list(
        adjoints.map { adjoint in
          .object(["step": .integer(adjoint.step), "text": adjoint.text.json, "arrived": .integer(adjoint.arrived)])
        }),
    ]
    if let group { fields["group"] = .text(group) }
    if let shape { fields["shape"] = shape.json }
    return .object(fields)
  }
}

extension PlayerData.Caption {
  var json: JSON {
    var fields: [String: JSON] = ["lines": .list(lines.map { .text($0) }), "prose": .text(prose)]
    if !cells.isEmpty {
      fields["cells"] = .list(
        cells.map { .list([.text($0.line.html), .text($0.line.spoken), .list($0.sources.map { .integer($0) })]) })
    }
    return .object(fields)
  }
}
