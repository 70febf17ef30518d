/// How far along the edges everything placed so far reaches, as a step function of the height.
struct Skyline {
  /// Where each step begins; the first begins above everything.
  private var starts = [-Double.infinity]
  /// How far each step reaches.
  private var reaches = [-Double.infinity]

  /// The farthest reach over a range of heights.
  func reach(over range: ClosedRange<Double>) -> Double {
    var step = self.step(at: range.lowerBound)
    var reach = reaches[step]
    while step + 1 < starts.count, starts[step + 1] < range.upperBound {
      step += 1
      reach = max(reach, reaches[step])
    }
    return reach
  }

  /// Lets a range of heights reach at least so far.
  mutating func raise(_ range: ClosedRange<Double>, to x: Double) {
    guard range.lowerBound < range.upperBound else { return }
    let first = split(at: range.lowerBound)
    let end = range.upperBound == .infinity ? starts.count : split(at: range.upperBound)
    for step in first..<end { reaches[step] = max(reaches[step], x) }
    // Neighbours of one reach become one step.
    var kept = max(1, first)
    var kinds: (starts: [Double], reaches: [Double]) = ([], [])
    for step in kept..<min(end + 1, starts.count)
    where reaches[step] != (kinds.reaches.last ?? reaches[kept - 1]) {
      kinds.starts.append(starts[step])
      kinds.reaches.append(reaches[step])
    }
    kept = min(kept, starts.count)
    let replaced = kept..<max(kept, min(end + 1, starts.count))
    starts.replaceSubrange(replaced, with: kinds.starts)
    reaches.replaceSubrange(replaced, with: kinds.reaches)
  }

  /// The step that a height lies in.
  private func step(at y: Double) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= y { low = middle } else { high = middle }
    }
    return low
  }

  /// Lets a step begin at a height; returns its index.
  private mutating func split(at y: Double) -> Int {
    let step = self.step(at: y)
    if starts[step] == y || y == -.infinity { return step }
    starts.insert(y, at: step + 1)
    reaches.insert(reaches[step], at: step + 1)
    return step + 1
  }
}
