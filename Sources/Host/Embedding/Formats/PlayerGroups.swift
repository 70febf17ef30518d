import FoundationEssentials
import Rendering
import Storyboard

/// The states of groups that a player holds, for its script.
struct PlayerGroups: Encodable {
  /// By the path of each group, that of the group it stands in; empty for an outermost one.
  let parents: [String: String]
  /// The first is the one that is shown first.
  let states: [State]

  /// A choice of open and closed groups.
  struct State: Encodable {
    /// `open`, `closed`, and `alone:` with the path of the group that is open.
    let names: [String]
    /// For each frame the step of the whole graph.
    let steps: [Int]
    /// For each step of the whole graph the frame.
    let frames: [Int]
    /// Nil for the first, whose picture is the player's own.
    let picture: PlayerData?
  }
}

/// What of a page depends on the state of groups, beside its picture.
struct PlayerSetting: Encodable {
  /// The width and height of the page.
  let page: [Double]
  /// For each strip what it shows on a wide screen and on a narrow one, and its width in percent.
  let bands: [String: [String]]
  /// The graph in words.
  let graph: String
  /// For each frame the number of its step, its lines, and the step in words.
  let steps: [Step]

  struct Step: Encodable {
    let number: Int
    let lines: [String]
    let spoken: String
  }

  init(_ input: ExportInput, _ picture: MovingPicture, _ strips: [Band]) {
    page = [picture.page.width, picture.page.height]
    bands = Dictionary(
      uniqueKeysWithValues: strips.map { band in
        let share = (band.wide.size.width / picture.page.width * 100).decimal
        return (band.name, [band.wide.viewBox, band.tight.viewBox, share])
      })
    graph = input.story.spokenGraph.printable
    steps = input.story.frames.map { frame in
      Step(
        number: frame.step, lines: input.caption(frame.index).split(separator: "\n").map { String($0).printable },
        spoken: frame.caption.spoken.printable)
    }
  }
}

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
      if place == 0 {
        let places = story.places(in: state.trace)
        return PlayerGroups.State(names: names, steps: places.steps, frames: places.frames, picture: nil)
      }
      let (story, renderer) = try Animation.picture(of: state.trace, options, Excerpt())
      var input = self
      (input.story, input.options, input.renderer) = (story, options, renderer)
      input.times = StepTimes(story.frames, pace)
      let picture = renderer.moving(prefix: prefix, coloring: .variables, isSpoken: false)
      let bands = input.bands(picture)
      var data = PlayerData(
        input, picture, bands, definitions: String(decoding: picture.definitions, as: UTF8.self))
      data.setting = PlayerSetting(input, picture, bands)
      let places = story.places(in: state.trace)
      return PlayerGroups.State(names: names, steps: places.steps, frames: places.frames, picture: data)
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
