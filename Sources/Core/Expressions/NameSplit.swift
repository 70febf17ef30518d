/// An unknown name as a product of what is known: `xy` as `x*y`, `xsinx` as `x*sin(x)`.
struct NameSplit {
  /// The factors, in order.
  let factors: [String]

  /// Longer names, and those of more factors, are no products that somebody meant.
  private static let (lengthLimit, factorLimit) = (32, 6)

  /// Takes a name apart; nil where a part of it is unknown too.
  ///
  /// - Parameters:
  ///   - name: what is unknown as a whole.
  ///   - isKnown: whether a name has been defined.
  ///   - last: whether something can be the last factor; names and numbers can by default.
  init?(_ name: String, isKnown: (String) -> Bool, last: ((String) -> Bool)? = nil) {
    guard name.utf8.count <= 4 * NameSplit.lengthLimit else { return nil }
    let letters = Array(name)
    guard (2...NameSplit.lengthLimit).contains(letters.count) else { return nil }
    func text(_ range: Range<Int>) -> String { String(letters[range]) }
    func isNumber(_ range: Range<Int>) -> Bool {
      range.lowerBound > 0 && letters[range].allSatisfy { $0.isASCIIDigit }
        && !letters[range.lowerBound - 1].isASCIIDigit
    }
    func isFactor(_ range: Range<Int>) -> Bool {
      let factor = text(range)
      if range.upperBound == letters.count, let last { return last(factor) }
      return isKnown(factor) || ["pi", "π", "e"].contains(factor) || isNumber(range)
    }
    // The fewest factors that make up the first letters, for each number of letters.
    var prefixes: [[String]?] = [[]]
    for end in 1...letters.count {
      var best: [String]?
      for start in 0..<end {
        let limit = min(NameSplit.factorLimit, best.map { $0.count - 1 } ?? .max)
        guard let before = prefixes[start], before.count < limit, isFactor(start..<end) else { continue }
        best = before + [text(start..<end)]
      }
      prefixes.append(best)
    }
    if last == nil, let applied = NameSplit.applied(letters, prefixes, isKnown) {
      factors = applied
    } else if let product = prefixes[letters.count], product.count > 1,
      last != nil || product.contains(where: isKnown)
    {
      factors = product
    } else {
      return nil
    }
  }

  /// `xsinx`: factors, and at the end a function of a known name.
  private static func applied(
    _ letters: [Character], _ prefixes: [[String]?], _ isKnown: (String) -> Bool
  ) -> [String]? {
    for start in 0..<letters.count - 1 {
      guard let before = prefixes[start], before.count < factorLimit else { continue }
      for end in start + 1..<letters.count {
        let (function, operand) = (String(letters[start..<end]), String(letters[end...]))
        if isKnown(operand), Builtin.named(function)?.isOfOneOperand == true {
          return before + ["\(function)(\(operand))"]
        }
      }
    }
    return nil
  }

  /// The product, as it is written.
  var text: String { factors.map { $0 == "π" ? "pi" : $0 }.joined(separator: "*") }
}
