import Storyboard

/// How a variable's adjoint is drawn.
struct GradientAppearance: Hashable, Sendable {
  private let since: Int
  private let arrived: Int
  private let isGrowing: Bool

  /// What a state looks like, told apart without comparing formulas.
  init(_ state: Frame.GradientState) {
    (since, arrived, isGrowing) = (state.since, state.arrived, state.isGrowing)
  }
}
