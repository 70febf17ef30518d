extension Int {
  /// The number with a comma before every three digits, `60,000`.
  package var grouped: String {
    var digits = Array("\(magnitude)")
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return (self < 0 ? "−" : "") + String(digits)
  }
}
