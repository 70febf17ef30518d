// Errors for unknown names and functions, with a guess at what was meant.

extension GraphBuilder {
  /// The error for a name that has not been defined.
  mutating func unknownName(_ name: String, _ range: SourceRange) -> Failure {
    if let function = Builtin.named(name) {
      let correction = hint { hints, index in hints.application(of: function, at: index) }
      return Failure(
        range, "'\(name)' is a function: write \(correction?.text.quotable ?? function.usage(as: name))",
        correction: correction)
    }
    if name == "T", let transpose = hint({ hints, index in hints.transpose(at: index) }) {
      return Failure(transpose.range, "unknown power '^T'; did you mean '.T'?", correction: transpose)
    }
    let what = "unknown name '\(name.quotable)'"
    let offers = offers(insteadOf: name, range)
    guard let first = offers.first else {
      return Failure(range, "\(what); define it above, as in '\(name.quotable) = 2'")
    }
    let texts = offers.map { $0.quoted }.joined(separator: " or ")
    return Failure(range, "\(what); did you mean \(texts)?", correction: first)

    func hint(_ make: (Hints, Int) -> Correction?) -> Correction? {
      guard isHinting else { return nil }
      return hints.index(of: range).flatMap { make(hints, $0) }
    }
  }

  /// The names and products that an unknown name may have been meant as, the likeliest first.
  private mutating func offers(insteadOf name: String, _ range: SourceRange) -> [Correction] {
    guard isHinting, let index = hints.index(of: range) else { return [] }
    if let raised = raised(name, range) { return [raised] }
    let split = NameSplit(name, isKnown: isKnown)
    let nearest = suggestions.nearest(
      to: name, among: known + (calls.scope?.parameters ?? []), besides: split?.factors ?? [])
    var offers: [Correction] = []
    if let split, let product = hints.product(split.text, at: index) { offers.append(product) }
    // A name of two letters is no likelier than the product.
    // Digits at the end are a subscript more often than a factor.
    let endsInDigits = split?.factors.last?.allSatisfy { $0.isASCIIDigit } ?? false
    if let nearest, split == nil || name.count > 2 || endsInDigits {
      offers.insert(Correction(range: range, text: nearest), at: endsInDigits ? 0 : offers.count)
    }
    return offers
  }

  /// `xᵀ` and `xⁿ`, which are letters to Unicode.
  private func raised(_ name: String, _ range: SourceRange) -> Correction? {
    let base = String(name.dropLast())
    switch name.last {
    case "ᵀ" where isKnown(base): return Correction(range: range, text: "\(base).T")
    case "ⁿ" where isKnown(base) && isKnown("n"): return Correction(range: range, text: "\(base)^n")
    default: return nil
    }
  }

  /// The error for a call of a name that is no function.
  mutating func unknownFunction(_ name: String, _ range: SourceRange) -> Failure {
    let index = isHinting ? hints.index(of: range) : nil
    if isDefined(name) {
      return Failure(
        range, "'\(name.quotable)' is not a function; multiplication is written '\(name.quotable) * (…)'",
        correction: index.flatMap { hints.product(name, ofCallAt: $0, isFunction: false) })
    }
    let what = "unknown function '\(name.quotable)'"
    guard let index, let correction = offer(insteadOfFunction: name, range, index) else { return Failure(range, what) }
    return Failure(range, "\(what); did you mean \(correction.quoted)?", correction: correction)
  }

  private mutating func offer(
    insteadOfFunction name: String, _ range: SourceRange, _ index: Int
  ) -> Correction? {
    if let alias = ForeignNames.aliases[name], Builtin.named(alias) != nil {
      return Correction(range: range, text: alias)
    }
    if name == "pow" || name == "power" { return hints.power(ofCallAt: index) }
    if let base = logarithmBase(name) { return hints.logarithm(base: base, ofCallAt: index) }
    if let formula = ForeignNames.formulas[name] { return hints.rewritten(callAt: index, formula) }
    guard !ForeignNames.absent.contains(name) else { return nil }
    let split = NameSplit(name, isKnown: isKnown) { [self] in isKnown($0) || Builtin.named($0) != nil }
    if let split, let last = split.factors.last {
      let isFunction = !isKnown(last)
      return hints.product(split.text, ofCallAt: index, isFunction: isFunction)
    }
    return suggestions.nearest(to: name, among: Builtin.names + functions.keys.sorted()).map {
      Correction(range: range, text: $0)
    }
  }

  /// The 2 of `log_2`, `log2` and `log₂`, or a name that is known.
  private func logarithmBase(_ name: String) -> String? {
    guard name.hasPrefix("log"), name.count < 16 else { return nil }
    let digits: [Character: Character] = Dictionary(uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
    let base = String(name.dropFirst(3).drop { $0 == "_" }.map { digits[$0] ?? $0 })
    let isNumber = !base.isEmpty && base.allSatisfy { $0.isASCIIDigit }
    return isNumber || (name.hasPrefix("log_") && isKnown(base)) ? base : nil
  }
}
