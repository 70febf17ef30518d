import Autodiff

/// The states of groups that a player holds, for its script.
package struct PlayerGroups: Sendable {
  /// By the path of each group, that of the group it stands in; empty for an outermost one.
  let parents: [String: String]
  /// The first is the one that is shown first.
  let states: [State]

  /// A choice of open and closed groups.
  package struct State: Sendable {
    /// `open`, `closed`, and `alone:` with the path of the group that is open.
    let names: [String]
    /// For each frame the step of the whole graph.
    let steps: [Int]
    /// For each step of the whole graph the frame.
    let frames: [Int]
    /// Nil for the first, whose picture is the player's own.
    let picture: PlayerData?

    /// A state by its names, its places and its picture.
    package init(names: [String], places: (steps: [Int], frames: [Int]), picture: PlayerData?) {
      (self.names, steps, frames, self.picture) = (names, places.steps, places.frames, picture)
    }

    fileprivate var json: JSON {
      var fields: [String: JSON] = [
        "names": .list(names.map { .text($0) }), "steps": .list(steps.map { .integer($0) }),
        "frames": .list(frames.map { .integer($0) }),
      ]
      if let picture { fields["picture"] = picture.value }
      return .object(fields)
    }
  }

  /// The states, and the group that each group stands in.
  package init(parents: [String: String], states: [State]) {
    (self.parents, self.states) = (parents, states)
  }

  var json: JSON {
    .object([
      "parents": .object(parents.mapValues { .text($0) }), "states": .list(states.map { $0.json }),
    ])
  }
}
