import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Points in a plane on arms that wind around each other: a data set that is made, not loaded.
///
/// Arm by arm, no straight line tells the points apart, so that a network needs its hidden units.
public struct Spiral: DataSet {
  /// The coordinates of the points, x and y of one after the other, from −1 to 1 but for the noise.
  public let coordinates: [Double]
  /// The arm of each point.
  public let labels: [Int]
  /// The number of arms.
  public let classes: Int

  /// The number of points.
  public var count: Int { labels.count }
  /// Two coordinates.
  public var width: Int { 2 }

  /// Points on arms, the same for the same seed.
  ///
  /// - Parameters:
  ///   - arms: how many arms there are, at least 1.
  ///   - points: how many points an arm has, at least 1.
  ///   - noise: the standard deviation of each coordinate.
  ///   - seed: where random numbers begin.
  /// - Throws: ``TrainingError/badSetting(_:)`` for less, more than 2²⁰ points, or a noise that is not a number from 0 to 1000.
  public init(arms: Int = 3, points: Int = 200, noise: Double = 0.03, seed: UInt64) throws(TrainingError) {
    guard arms > 0, points > 0, arms <= 1 << 10, points <= (1 << 20) / arms else {
      throw .badSetting(
        "a spiral has from 1 to \(1 << 10) arms, and from 1 to \(1 << 20) points on all of them together; "
          + "\(points) points on each arm, and \(arms) arms, are not possible")
    }
    guard (0...1000).contains(noise) else { throw .badSetting("the noise is a number from 0 to 1000, not \(noise)") }
    var normal = NormalGenerator(seed: seed)
    var coordinates: [Double] = []
    for arm in 0..<arms {
      for point in 0..<points {
        let radius = (Double(point) + 0.5) / Double(points)
        // Three quarters of a turn from the middle to the end.
        let angle = 2 * Double.pi * (Double(arm) / Double(arms) + 0.75 * radius)
        coordinates.append(radius * cos(angle) + noise * normal.next())
        coordinates.append(radius * sin(angle) + noise * normal.next())
      }
    }
    self.coordinates = coordinates
    labels = (0..<arms * points).map { $0 / points }
    classes = arms
  }

  /// The coordinates of some points.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)`` for a point that is not there.
  public func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    try check(rows, count: count)
    return try Tensor(
      rows.flatMap { coordinates[2 * $0..<2 * $0 + 2] }, shape: Shape([rows.count, 2]), dtype: .float32)
  }
}
