import ArgumentParser

/// Steps from one to another, `10-40`, or one alone.
struct StepRange: ExpressibleByArgument {
  let steps: ClosedRange<Int>

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last
    else { return nil }
    steps = first...last
  }
}
