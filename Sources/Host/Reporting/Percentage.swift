import Charts

/// A share as a percentage with two decimals.
func percent(_ share: Double) -> String {
  let hundredths = Int((share * 10_000).rounded())
  let rest = hundredths % 100
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
}

/// A small probability as odds of two digits, `1 in 48,000`, or of their power of ten, `1 in 10⁹`.
func odds(_ chance: Double) -> String {
  guard chance > 0 else { return "no chance" }
  var (against, power) = (1 / chance, 1.0)
  var zeros = 0
  while against / power >= 100 {
    power *= 10
    zeros += 1
  }
  if zeros > 4 { return "1 in 10\("\(zeros + 1)".map { superscripts[$0] ?? "" }.joined())" }
  against = (against / power).rounded() * power
  return "1 in \(Int(against).grouped)"
}

private let superscripts: [Character: String] = [
  "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
]
