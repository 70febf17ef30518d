import Player
import Rendering
import Storyboard

extension ExportInput {
  /// The most groups that a player opens alone, and the most nodes of a graph of which it holds several states.
  private static let (mostGroups, mostNodes) = (24, 600)

  /// The states of groups for a player; nil where none are asked for, where there are no groups, and for an excerpt.
  func playerGroups(_ prefix: String) throws -> PlayerGroups? {
    guard isWhole, choosesGroups, trace.nodes.count <= Self.mostNodes else { return nil }
    let states = try trace.groupStates(asked: options.closedGroups, most: Self.mostGroups)
    guard states.count > 1 else { return nil }
    var options = options
    if options.groups == .none { options.groups = .all }
    let drawn = try states.enumerated().map { place, state -> PlayerGroups.State in
      let names = state.names.map(\.text)
      if place == 0 { return PlayerGroups.State(names: names, places: story.places(in: state.trace), picture: nil) }
      let (story, renderer) = try Animation.picture(of: state.trace, options, Excerpt())
      let input = PlayerInput(story, renderer, numbers: options.numbers, times: StepTimes(story.frames, pace))
      let picture = input.picture(prefix: prefix)
      let bands = Band.all(of: picture)
      var data = PlayerData(
        input, picture, bands, definitions: String(decoding: picture.definitions, as: UTF8.self))
      data.setting = PlayerSetting(input, picture, bands)
      return PlayerGroups.State(names: names, places: story.places(in: state.trace), picture: data)
    }
    let groups = TraceGroups(trace).all
    let parents = groups.map { group in
      (group.path.shown, group.parent.map { groups[$0].path.shown } ?? "")
    }
    return PlayerGroups(parents: Dictionary(parents) { first, _ in first }, states: drawn)
  }
}

extension [String] {
  /// A path as the player's script and attributes have it.
  fileprivate var shown: String { joined(separator: "/").printable }
}

extension GroupState.Name {
  fileprivate var text: String {
    switch self {
    case .open: "open"
    case .closed: "closed"
    case .asked: "asked"
    case .alone(let path): "alone:" + path.shown
    }
  }
}
