import Player
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

  /// The story and its frames, for the player.
  var playerInput: PlayerInput { PlayerInput(story, renderer, numbers: options.numbers, times: times) }

  /// The values for the templates of the player; `Templates/README.md` describes each.
  ///
  /// - Parameters:
  ///   - isPage: whether the player is a page of its own.
  ///   - isLive: whether the page follows a file, and shows one picture after the other.
  ///   - isLab: whether readers change the expression, and open and close groups in any combination.
  /// - Returns: the values by their names.
  /// - Throws: what encoding and drawing say.
  func playerValues(isPage: Bool, isLive: Bool = false, isLab: Bool = false) throws -> [String: Any] {
    let picture = playerInput.picture(prefix: isLab ? "lab" : nil)
    let bands = Band.all(of: picture)
    let still = StillPicture(picture)
    var data = PlayerData(playerInput, picture, bands, definitions: still.otherDefinitions)
    data.groups = try isLab ? nil : playerGroups(picture.prefix)
    // A picture that is exchanged for another takes its questions with it.
    data.questions = isLab || isLive ? nil : PlayerQuestions(playerInput)
    let hasGroups = data.groups != nil || isLive && choosesGroups || isLab
    var values: [String: Any] = [
      "isLive": isLive, "isLab": isLab, "hasGroups": hasGroups, "hasStates": hasGroups || isLive,
      "hasCells": story.cells != nil, "hasQuestions": data.questions != nil,
      "definitions": still.definitions, "still": still.svg,
      "isWide": picture.isWide,
      "isPage": isPage, "prefix": picture.prefix, "title": story.plainTitle.printable,
      "spokenTitle": story.spokenTitle.printable, "last": String(picture.count - 1),
      "pageWidth": picture.page.width.decimal, "pageHeight": picture.page.height.decimal,
      "bands": bands.map { band in
        [
          "name": band.name, "wide": band.wide.viewBox, "tight": band.tight.viewBox,
          "share": band.share,
        ]
      }, "data": LZText.text(data.json),
      "light": variables(isDark ? .light : options.theme), "dark": variables(isDark ? options.theme : .dark),
      "print": variables(.print), "graph": story.spokenGraph.printable,
      "steps": story.frames.map { frame in
        [
          "number": String(frame.step), "spoken": frame.caption.spoken.printable,
          "lines": playerInput.lines(frame.index),
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
}
