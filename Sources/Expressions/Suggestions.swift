/// `; did you mean 'sin'?` where a known name is close to what was written.
func nearest(to name: String, among known: [String]) -> String? {
  let limit = name.count < 3 ? 1 : 2
  let length = name.count
  let folded = Array(name.lowercased())
  let candidates = known.lazy.filter { $0 != name && abs($0.utf8.count - name.utf8.count) <= 4 * limit }
    .map { (name: $0, distance: editDistance(folded, Array($0.lowercased()))) }
    .filter { $0.distance <= limit && $0.distance < length }
  // Ties go to the alphabet, so that the message is the same on every run.
  let best = candidates.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return best.map { "; did you mean '\($0.name)'?" }
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  // Names much longer than each other are never close.
  guard abs(a.count - b.count) <= 2, a.count <= 64 else { return .max }
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
