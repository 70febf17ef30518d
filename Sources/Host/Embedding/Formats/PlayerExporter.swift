import FoundationEssentials
import GraphLayout
import Rendering
import Storyboard

/// `html`: the player as a page of its own.
struct PlayerExporter: SingleFileExporter {
  let fileName = "player.html"

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.player() }
}

/// `snippet`: the player as a part of another page.
struct SnippetExporter: SingleFileExporter {
  let fileName = "snippet.html"

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.snippet() }
}

extension ExportInput {
  /// The player as a page of its own.
  func player() throws -> [UInt8] {
    try templates.render(.player, playerValues(isPage: true))
  }

  /// The player as a part of another page.
  func snippet() throws -> [UInt8] {
    try templates.render(.snippet, playerValues(isPage: false))
  }

  /// The picture of the player, in the colours of the page.
  var playerPicture: MovingPicture {
    renderer.moving(prefix: String(story.identifier.prefix(3)), coloring: .variables, isSpoken: false)
  }

  /// The values for the templates of the player; `Templates/README.md` describes each.
  ///
  /// - Parameters:
  ///   - isPage: whether the player is a page of its own.
  ///   - isLive: whether the page follows a file, and shows one picture after the other.
  /// - Returns: the values by their names.
  /// - Throws: what encoding and drawing say.
  func playerValues(isPage: Bool, isLive: Bool = false) throws -> [String: Any] {
    let picture = playerPicture
    let bands = bands(picture)
    let still = StillPicture(picture)
    var data = PlayerData(self, picture, bands, definitions: still.otherDefinitions)
    data.groups = try playerGroups(picture.prefix)
    let hasGroups = data.groups != nil || isLive && choosesGroups
    var values: [String: Any] = [
      "isLive": isLive, "hasGroups": hasGroups, "hasStates": hasGroups || isLive, "definitions": still.definitions,
      "still": still.svg,
      "isWide": picture.isWide,
      "isPage": isPage, "prefix": picture.prefix, "title": story.plainTitle.printable,
      "spokenTitle": story.spokenTitle.printable, "last": String(picture.count - 1),
      "pageWidth": picture.page.width.decimal, "pageHeight": picture.page.height.decimal,
      "bands": bands.map { band in
        [
          "name": band.name, "wide": band.wide.viewBox, "tight": band.tight.viewBox,
          "share": (band.wide.size.width / picture.page.width * 100).decimal,
        ]
      }, "data": try data.compressed(),
      "light": variables(isDark ? .light : options.theme), "dark": variables(isDark ? options.theme : .dark),
      "print": variables(.print), "graph": story.spokenGraph.printable,
      "steps": story.frames.map { frame in
        [
          "number": String(frame.step), "spoken": frame.caption.spoken.printable,
          "lines": caption(frame.index).split(separator: "\n").map { String($0).printable },
        ] as [String: Any]
      },
    ]
    if isDark || keepsTheme { values["theme"] = isDark ? "dark" : "light" }
    return values
  }

  /// Whether groups are asked for, be there any or not.
  var choosesGroups: Bool { options.groups != .none || options.closedGroups != .none }

  private func variables(_ theme: Theme) -> [[String: String]] {
    theme.paints.map { ["name": $0.name, "color": $0.color.description] }
  }

  /// The page cut into strips, which stand one below the other as on a frame, or by themselves where there is no room.
  func bands(_ picture: MovingPicture) -> [Band] {
    func bounds(_ kind: PictureLayer) -> Rectangle? {
      picture.layers.first { $0.kind == kind && !$0.parts.isEmpty }?.bounds
    }
    let (width, height) = (picture.page.width, picture.page.height)
    let top = bounds(.heading)?.maxY ?? 0
    let footer = (bounds(.queue) ?? bounds(.legend))?.minY ?? height
    let bottom = bounds(.caption).map { $0.minY - 8 } ?? footer
    // On a narrow page the queue stands above the legend.
    let legendTop = bounds(.legend)?.minY ?? height
    let isStacked = (bounds(.queue)?.maxY ?? height) <= legendTop
    let divide = isStacked ? width : bounds(.legend).map { $0.minX - 20 } ?? width
    func band(_ name: String, _ kinds: [PictureLayer], _ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Band {
      let strip = Rectangle(minX: x.lowerBound, minY: y.lowerBound, maxX: x.upperBound, maxY: y.upperBound)
      return Band(
        name: name, wide: strip, tight: kinds.first.flatMap(bounds) ?? strip,
        layers: picture.layers.filter { kinds.contains($0.kind) })
    }
    return [
      band("heading", [.heading, .progress], 0...width, 0...top),
      band("graph", [.edges, .groups, .currentEdge, .nodes, .gradients], 0...width, top...bottom),
      band("caption", [.caption], 0...width, bottom...footer),
      band("queue", [.queue], 0...divide, footer...(isStacked ? legendTop : height)),
      band("legend", [.legend], (isStacked ? 0 : divide)...width, (isStacked ? legendTop : footer)...height),
    ]
  }
}

extension MovingPicture {
  /// Whether it is clearly wider than high: on paper it has a row of its own.
  var isWide: Bool { page.width > 1.2 * page.height }
}

/// A strip of the page.
struct Band {
  let name: String
  /// The area that it covers on a frame.
  let wide: Rectangle
  /// The area of its contents.
  let tight: Rectangle
  let layers: [MovingPicture.Layer]
}

extension Rectangle {
  var viewBox: String {
    [minX, minY, maxX - minX, maxY - minY].map(\.decimal).joined(separator: " ")
  }
}

extension [ClosedRange<Int>] {
  /// The steps in short, `3-7 9`.
  var text: String {
    map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
  }
}
