import Autodiff
import GraphLayout
import Rendering
import Storyboard

/// What of a page depends on the picture, beside the picture itself.
package struct PlayerSetting: Sendable {
  /// The width and height of the page.
  let page: Size
  /// For each strip what it shows on a wide screen and on a narrow one, and its width in percent.
  let bands: [String: [String]]
  /// The graph in words.
  let graph: String
  /// For each frame the number of its step, its lines, and the step in words.
  let steps: [Step]

  struct Step: Sendable {
    let number: Int
    let lines: [String]
    let spoken: String
  }

  /// What the page has for a picture cut into strips.
  package init(_ input: PlayerInput, _ picture: MovingPicture, _ strips: [Band]) {
    page = picture.page
    bands = Dictionary(
      uniqueKeysWithValues: strips.map { ($0.name, [$0.wide.viewBox, $0.tight.viewBox, $0.share]) })
    graph = input.story.spokenGraph.printable
    steps = input.story.frames.map { frame in
      Step(number: frame.step, lines: input.lines(frame.index), spoken: frame.caption.spoken.printable)
    }
  }

  var json: JSON {
    .object([
      "page": .list([.number(page.width), .number(page.height)]),
      "bands": .object(bands.mapValues { .list($0.map { .text($0) }) }), "graph": .text(graph),
      "steps": .list(
        steps.map { step in
          .object([
            "number": .integer(step.number), "lines": .list(step.lines.map { .text($0) }), "spoken": .text(step.spoken),
          ])
        }),
    ])
  }
}
