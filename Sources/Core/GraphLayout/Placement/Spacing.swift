/// Coordinates in ascending order, each as near to its target as the distances allow.
///
/// Minimises the weighted sum of the squared distances from the targets, with `result[i + 1] - result[i] >= gaps[i]`,
/// by pooling adjacent violators (Barlow, Bartholomew, Bremner and Brunk, 1972). Where the bounds are too narrow for the
/// gaps, the lower one counts.
///
/// - Parameters:
///   - targets: the coordinates asked for.
///   - weights: for every target its weight, above 0.
///   - gaps: the least distances between neighbours, one fewer than there are targets.
///   - bounds: the range of the results.
/// - Returns: the coordinates.
/// - Complexity: O(*n*) for *n* targets.
func spaced(
  _ targets: [Double], weights: [Double], gaps: [Double], within bounds: ClosedRange<Double>? = nil
) -> [Double] {
  struct Pool {
    var weight: Double
    var moment: Double
    var count: Int
    var mean: Double { moment / weight }
  }
  var offsets = [0.0]
  for gap in gaps { offsets.append(offsets[offsets.count - 1] + gap) }
  var pools: [Pool] = []
  for (index, target) in targets.enumerated() {
    let weight = weights[index]
    var pool = Pool(weight: weight, moment: (target - offsets[index]) * weight, count: 1)
    while let last = pools.last, last.mean >= pool.mean {
      pools.removeLast()
      pool.weight += last.weight
      pool.moment += last.moment
      pool.count += last.count
    }
    pools.append(pool)
  }
  var result: [Double] = []
  for pool in pools {
    var mean = pool.mean
    if let bounds {
      let upper = bounds.upperBound - (offsets.last ?? 0)
      mean = max(bounds.lowerBound, min(upper, mean))
    }
    for _ in 0..<pool.count { result.append(mean + offsets[result.count]) }
  }
  return result
}
