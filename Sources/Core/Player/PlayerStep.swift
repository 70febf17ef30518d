import Autodiff
import Formulas
import Rendering
import Storyboard

/// One step of a picture whose values have changed, for a player that shows the same graph at another point.
///
/// It holds what is to be seen at that step alone, so that a page can follow a hand that moves.
package struct PlayerStep: Sendable {
  /// A node, edge or derivative on a layer, and what is to be seen of it.
  private struct Part: Sendable {
    let layer: String
    let attribute: String
    let id: String
    let svg: String
  }

  private let definitions: String
  private let parts: [Part]
  private let layers: [(name: String, svg: String)]
  private let caption: PlayerData.Caption
  private let lines: [String]
  private let spoken: String

  /// Draws a step.
  ///
  /// - Parameters:
  ///   - place: the place of the frame, which exists.
  ///   - input: the story and its frames.
  ///   - prefix: the prefix of every id in the picture.
  package init(_ place: Int, of input: PlayerInput, prefix: String) {
    let picture = input.renderer.moving(
      prefix: prefix, coloring: .variables, isSpoken: false, steps: place..<place + 1)
    definitions = String(decoding: picture.definitions, as: UTF8.self)
    var parts: [Part] = []
    var layers: [(name: String, svg: String)] = []
    for layer in picture.layers {
      var whole = ""
      for part in layer.parts {
        let svg = part.pieces.map { String(decoding: $0.svg, as: UTF8.self) }.joined()
        switch part.subject {
        case .node(let id):
          parts.append(Part(layer: layer.kind.rawValue, attribute: "data-node", id: String(id), svg: svg))
        case .edge(let to, let operand):
          parts.append(Part(layer: layer.kind.rawValue, attribute: "data-edge", id: "\(to).\(operand)", svg: svg))
        case .gradient(let id):
          parts.append(Part(layer: layer.kind.rawValue, attribute: "data-gradient", id: String(id), svg: svg))
        case .group: break
        case .page: whole += svg
        }
      }
      switch layer.kind {
      case .heading, .progress, .caption, .queue: layers.append((layer.kind.rawValue, whole))
      default: break
      }
    }
    (self.parts, self.layers) = (parts, layers)
    let text = input.story.frames.caption(place)
    caption = PlayerData.Caption(
      lines: text.lines.map { $0.html(input.numbers) }, prose: text.prose.html(input.numbers))
    lines = input.lines(place)
    spoken = text.spoken.printable
  }

  /// The step as JSON, UTF-8.
  package var json: [UInt8] {
    var bytes: [UInt8] = []
    JSON.object([
      "definitions": .text(definitions),
      "parts": .list(
        parts.map { part in .list([.text(part.layer), .text(part.attribute), .text(part.id), .text(part.svg)]) }),
      "layers": .object(Dictionary(uniqueKeysWithValues: layers.map { ($0.name, JSON.text($0.svg)) })),
      "caption": caption.json, "lines": .list(lines.map { .text($0) }), "spoken": .text(spoken),
    ]).write(to: &bytes)
    return bytes
  }
}
