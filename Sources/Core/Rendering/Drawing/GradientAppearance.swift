import Storyboard

/// A way a variable's adjoint is drawn.
struct GradientAppearance: Hashable, Sendable {
  private let since: Int
  private let arrived: Int
  private let isGrowing: Bool

  /// The appearance of a state; formulas need not be compared.
  init(_ state: Frame.GradientState) {
    (since, arrived, isGrowing) = (state.since, state.arrived, state.isGrowing)
  }
}
