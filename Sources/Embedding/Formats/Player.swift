import FoundationEssentials
import GraphLayout
import Rendering
import Storyboard

extension Lesson {
  /// The player as a page of its own.
  func player() throws -> [UInt8] {
    try templates.render(.player, playerValues(isPage: true))
  }

  /// The player as a part of another page.
  func snippet() throws -> [UInt8] {
    try templates.render(.snippet, playerValues(isPage: false))
  }

  /// What both are filled in with; `Templates/README.md` tells of each.
  private func playerValues(isPage: Bool) throws -> [String: Any] {
    let picture = renderer.moving(
      prefix: "\(story.identifier)-", coloring: .variables, isSpoken: false, isAbbreviated: true)
    let data = try PlayerData(self, picture).json()
    return [
      "isPage": isPage, "prefix": picture.prefix, "title": story.plainTitle.printable,
      "spokenTitle": story.spokenTitle.printable, "last": String(picture.count - 1),
      "pageWidth": picture.page.width.decimal, "pageHeight": picture.page.height.decimal,
      "definitions": String(decoding: picture.definitions, as: UTF8.self),
      "bands": bands(picture), "data": data, "theme": isDark ? "dark" : "",
      "light": variables(isDark ? .light : options.theme), "dark": variables(isDark ? options.theme : .dark),
      "print": variables(.print), "graph": story.spokenGraph.printable,
      "steps": story.frames.map { frame in
        [
          "number": String(frame.step), "spoken": frame.caption.spoken.printable,
          "lines": caption(frame.step).split(separator: "\n").map { String($0).printable },
        ] as [String: Any]
      },
    ]
  }

  /// Whether the theme that was asked for is one of light on dark; else it is how the page looks by day.
  private var isDark: Bool { options.theme.background.luminance < 0.18 }

  private func variables(_ theme: Theme) -> [[String: String]] {
    theme.paints.map { ["name": $0.name, "color": $0.color.description] }
  }

  /// The page cut into strips, which stand one below the other as on a frame, or by themselves where there is no room.
  private func bands(_ picture: MovingPicture) -> [[String: String]] {
    func bounds(_ kind: PictureLayer) -> Rectangle? {
      picture.layers.first { $0.kind == kind && !$0.parts.isEmpty }?.bounds
    }
    let width = picture.page.width
    let top = bounds(.heading)?.maxY ?? 0
    let footer = (bounds(.queue) ?? bounds(.legend))?.minY ?? picture.page.height
    let card = bounds(.caption)
    let bottom = card.map { $0.minY - 8 } ?? footer
    let divide = bounds(.legend).map { $0.minX - 20 } ?? width
    let page = [
      ("heading", [.heading, .progress], Rectangle(minX: 0, minY: 0, maxX: width, maxY: top)),
      (
        "graph", [.edges, .currentEdge, .nodes, .gradients],
        Rectangle(minX: 0, minY: top, maxX: width, maxY: bottom)
      ),
      ("caption", [.caption], Rectangle(minX: 0, minY: bottom, maxX: width, maxY: footer)),
      ("queue", [.queue], Rectangle(minX: 0, minY: footer, maxX: divide, maxY: picture.page.height)),
      ("legend", [PictureLayer.legend], Rectangle(minX: divide, minY: footer, maxX: width, maxY: picture.page.height)),
    ]
    return page.map { name, kinds, strip in
      let tight = kinds.first.flatMap(bounds) ?? strip
      return [
        "name": name, "wide": strip.viewBox, "tight": tight.viewBox, "share": (strip.size.width / width * 100).decimal,
        "svg": String(decoding: svg(picture.layers.filter { kinds.contains($0.kind) }), as: UTF8.self),
      ]
    }
  }

  /// Layers as they are at the start, with the steps at which each piece is to be seen; those that change from step to
  /// step are empty.
  private func svg(_ layers: [MovingPicture.Layer]) -> [UInt8] {
    let jumps = Jumps(story)
    var body: [UInt8] = []
    for layer in layers {
      body += "<g class=\"\(layer.kind.rawValue)\">".utf8
      if !PlayerData.changing.contains(layer.kind) {
        body += "\n".utf8
        for part in layer.parts {
          let attributes = part.subject.attributes(self) + jumps.attribute(part.subject)
          if !attributes.isEmpty { body += "<g\(attributes)>".utf8 }
          for run in part.runs {
            let isAlways = run.steps == [0...story.stepCount]
            let isHidden = run.steps.first?.lowerBound != 0
            if !isAlways { body += "<g data-at=\"\(run.steps.text)\"\(isHidden ? " visibility=\"hidden\"" : "")>".utf8 }
            body += run.svg
            if !isAlways { body += "</g>".utf8 }
          }
          if !attributes.isEmpty { body += "</g>\n".utf8 }
        }
      }
      body += "</g>\n".utf8
    }
    return body
  }
}

/// The step that a node or an edge leads to: the first that is about it.
private struct Jumps {
  private var nodes: [Int: Int] = [:]
  private var edges: [MovingPicture.Subject: Int] = [:]

  init(_ story: Storyboard) {
    for frame in story.frames {
      for node in story.nodes where nodes[node.id] == nil && frame.nodes[node.id] == .current {
        nodes[node.id] = frame.step
      }
      for (edge, state) in zip(story.edges, frame.edges) where state.isCurrent {
        edges[.edge(to: edge.to, operand: edge.operand)] = frame.step
        // What is never walked from is met where something leads to it.
        if nodes[edge.from] == nil, !story.nodes.contains(where: { $0.id == edge.from && $0.kind == .variable }) {
          met[edge.from] = met[edge.from] ?? frame.step
        }
      }
    }
  }

  private var met: [Int: Int] = [:]

  func attribute(_ subject: MovingPicture.Subject) -> String {
    let step: Int? =
      switch subject {
      case .node(let id): nodes[id] ?? met[id]
      case .edge: edges[subject]
      case .gradient, .page: nil
      }
    return step.map { " data-step=\"\($0)\"" } ?? ""
  }
}

extension Rectangle {
  fileprivate var viewBox: String {
    [minX, minY, maxX - minX, maxY - minY].map(\.decimal).joined(separator: " ")
  }
}

extension [ClosedRange<Int>] {
  /// The steps in short, `3-7 9`.
  var text: String {
    map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
  }
}
