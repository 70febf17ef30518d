#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The step size in the course of a run.
public enum LearningRate: Hashable, Sendable {
  /// The same all along.
  case constant(Double)
  /// Up to a highest rate and down to nearly nothing, along half cosines (L. N. Smith and N. Topin,
  /// "Super-convergence", 2017); the rise takes a given share of the steps.
  case oneCycle(highest: Double, rise: Double = 0.3)

  /// The rate of a step.
  ///
  /// - Parameters:
  ///   - step: from 0.
  ///   - count: how many steps there will be.
  /// - Returns: the factor of the gradient.
  public func rate(at step: Int, of count: Int) -> Double {
    switch self {
    case .constant(let rate): return rate
    case .oneCycle(let highest, let rise):
      let summit = max(1, Double(count) * rise)
      let place = Double(step) + 0.5
      let (low, share) =
        place < summit
        ? (highest / 25, place / summit) : (highest / 1e4, max(0, (Double(count) - place) / (Double(count) - summit)))
      return low + (highest - low) * (1 - cos(.pi * share)) / 2
    }
  }

  /// The highest rate of a run.
  public var highest: Double {
    switch self {
    case .constant(let rate): rate
    case .oneCycle(let highest, _): highest
    }
  }

  /// The same course to another highest rate.
  public func with(highest: Double) -> LearningRate {
    switch self {
    case .constant: .constant(highest)
    case .oneCycle(_, let rise): .oneCycle(highest: highest, rise: rise)
    }
  }
}
