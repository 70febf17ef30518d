/// Places in a row, each as near to where it is wished as the distances allow.
///
/// Minimises the weighted squares of the moves with `result[i + 1] - result[i] >= gaps[i]`, by pooling
/// adjacent violators (Barlow, Bartholomew, Bremner and Brunk, 1972). Linear in the number of places.
/// Where the bounds are too narrow for the gaps, the lower one counts.
func spaced(
  _ wishes: [Double], weights: [Double], gaps: [Double], within bounds: ClosedRange<Double>? = nil
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
  for (index, wish) in wishes.enumerated() {
    let weight = weights[index]
    var pool = Pool(weight: weight, moment: (wish - offsets[index]) * weight, count: 1)
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
