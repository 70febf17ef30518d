import Storyboard

/// A way an edge is drawn.
struct EdgeAppearance: Hashable, Sendable {
  enum Stage: String, CaseIterable {
    case idle, walked, current
    /// Something goes along the edge to the operation.
    case forward

    /// Whether the edge lies above the others.
    var isOnTop: Bool { self == .current || self == .forward }
  }

  /// The derivative on the edge.
  enum Number: CaseIterable {
    case none
    /// Written for the first time.
    case new
    case known
  }

  let stage: Stage
  let number: Number

  private init(_ stage: Stage, _ number: Number) {
    (self.stage, self.number) = (stage, number)
  }

  /// The appearance in a frame, or in the graph alone; `numbers` is nil for an edge that never has one.
  init(_ state: Frame.EdgeState?, numbers: EdgeNumbers?) {
    stage =
      state?.isCurrent == true
      ? .current : state?.isForward == true ? .forward : state?.isWalked == true ? .walked : .idle
    number =
      switch (numbers, state) {
      case (.adjoint?, let state?) where state.showsAdjoint: state.isAdjointNew ? .new : .known
      case (.contribution?, let state?) where state.isCurrent || state.isForward: .new
      case (.contribution?, let state?) where state.isWalked: .known
      default: .none
      }
  }

  /// The appearance when the pass is over, with the number if there is one.
  static func walked(hasNumber: Bool) -> EdgeAppearance { EdgeAppearance(.walked, hasNumber ? .known : .none) }

  /// Every appearance an edge can have.
  static func all(hasNumber: Bool, goesForward: Bool) -> [EdgeAppearance] {
    Stage.allCases.filter { goesForward || $0 != .forward }.flatMap { stage in
      (hasNumber ? Number.allCases : [.none]).map { EdgeAppearance(stage, $0) }
    }
  }
}
