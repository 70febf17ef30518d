import Autodiff
import Rendering
import Storyboard

/// A picture with everything of the page that depends on it, for a player that has shown another one.
package struct LivePlayerData: Sendable {
  private let title: String
  private let spokenTitle: String
  /// Whether the picture is clearly wider than high.
  private let isWide: Bool
  /// What of a page a picture cannot change: one of another kind needs another page.
  private let kind: String
  private let data: PlayerData

  /// Draws the picture.
  ///
  /// - Parameters:
  ///   - input: the story and its frames.
  ///   - kind: names what of a page a picture cannot change.
  ///   - prefix: the prefix of every id in the picture; nil for one of the story.
  ///   - groups: the states of groups that the player holds.
  package init(_ input: PlayerInput, kind: String, prefix: String? = nil, groups: PlayerGroups? = nil) {
    let picture = input.picture(prefix: prefix)
    let bands = Band.all(of: picture)
    var data = PlayerData(input, picture, bands, definitions: String(decoding: picture.definitions, as: UTF8.self))
    data.groups = groups
    data.setting = PlayerSetting(input, picture, bands)
    (title, spokenTitle) = (input.story.plainTitle.printable, input.story.spokenTitle.printable)
    (isWide, self.kind, self.data) = (picture.isWide, kind, data)
  }

  /// The picture as JSON, UTF-8.
  package var json: [UInt8] {
    var bytes: [UInt8] = []
    JSON.object([
      "title": .text(title), "spokenTitle": .text(spokenTitle), "isWide": .flag(isWide), "kind": .text(kind),
      "data": data.value,
    ]).write(to: &bytes)
    return bytes
  }
}
