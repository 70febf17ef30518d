/// Finds the known name that is closest to what was written.
///
/// The work is bounded, whatever the names and however many there are.
package struct Suggestions {
  /// The most names that are compared for one suggestion.
  static let candidateLimit = 1_000
  /// The most names that are looked at for it: the last of those that are known.
  private static let scanLimit = 20_000
  /// Longer names are close to nothing.
  private static let lengthLimit = 64

  /// The number of pairs of names that have been compared letter by letter.
  private(set) var comparisons = 0

  package init() {}

  /// The name of `known` that is so close to `name` that it may have been meant; of equals, the one that begins alike the
  /// longest, then the first in the alphabet.
  ///
  /// - Parameters:
  ///   - name: what is unknown.
  ///   - known: the names there are.
  ///   - others: what else may have been meant. It is passed over, and a name beside it differs in one letter.
  /// - Returns: nil where no name is close.
  package mutating func nearest(
    to name: String, among known: some BidirectionalCollection<String>, besides others: [String] = []
  ) -> String? {
    guard name.utf8.count <= 4 * Suggestions.lengthLimit else { return nil }
    let letters = Array(name.lowercased())
    // In a short name two letters are most of it.
    let limit = letters.count < 5 || !others.isEmpty ? 1 : 2
    var best: (distance: Int, other: Int, name: String)?
    var left = Suggestions.candidateLimit
    for candidate in known.reversed().prefix(Suggestions.scanLimit) where left > 0 {
      guard abs(candidate.utf8.count - name.utf8.count) <= 4 * limit, abs(candidate.count - letters.count) <= limit,
        candidate != name, !others.contains(candidate)
      else { continue }
      left -= 1
      comparisons += 1
      let distance = editDistance(letters, Array(candidate.lowercased()), limit: limit)
      guard distance <= limit, distance < letters.count else { continue }
      let other = letters.count - zip(letters, candidate.lowercased()).prefix { $0 == $1 }.count
      if best.map({ (distance, other, candidate) < $0 }) ?? true { best = (distance, other, candidate) }
    }
    return best?.name
  }
}

/// The number of letters to put in, take out, change or swap with their neighbour; any number above the limit where it
/// is more than that.
private func editDistance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
  guard abs(a.count - b.count) <= limit else { return limit + 1 }
  var (earlier, last, row) = ([Int](), Array(0...b.count), [Int]())
  for i in 0..<a.count {
    row = [i + 1]
    for j in 0..<b.count {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, earlier[j - 1] + 1) }
      row.append(best)
    }
    // A later row is never smaller than the smallest number of two that follow each other.
    if min(row.min() ?? 0, last.min() ?? 0) > limit { return limit + 1 }
    (earlier, last) = (last, row)
  }
  return last[b.count]
}
