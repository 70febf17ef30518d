/// Looks at the tokens around a mistake, to tell what to write instead.
struct Hints {
  private let tokens: [Token]
  /// The names that are known, as far as that matters.
  private let known: Set<String>

  /// The most levels that operands are followed down, and the most tokens they may have.
  private static let (depthLimit, lengthLimit) = (16, 200)

  init(_ tokens: [Token], known: Set<String> = []) {
    self.tokens = tokens
    self.known = known
  }

  /// The operand behind a function that lacks its parentheses.
  struct Operand {
    let text: String
    /// The token behind it.
    let end: Int
    /// Whether it is in parentheses already.
    var isGroup = false
  }

  /// The token at a place.
  func index(of range: SourceRange) -> Int? {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.place < range.place { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].range.place == range.place ? low : nil
  }

  func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  // MARK: Corrections

  /// `sin x`, `sin² x`, `exp^x`, `sin -x`, from the token of the name: with the parentheses that are missing.
  func application(of function: Builtin, at index: Int) -> Correction? {
    guard function.isOfOneOperand, let name = token(index) else { return nil }
    if isInverse(at: index) { return nil }
    if let (power, end) = power(at: index + 1, isOfFunction: true), let operand = operand(at: end) {
      return correction(index..<operand.end, call(name.text, operand) + power)
    }
    if let operand = operand(at: index + 1) { return correction(index..<operand.end, call(name.text, operand)) }
    guard let next = token(index + 1), token(index + 2)?.range.line == name.range.line else { return nil }
    if function.name == "exp", next.isSign("^"), let operand = exponent(at: index + 2) {
      return correction(index..<operand.end, call(name.text, operand))
    }
    if next.isSign("-"), !isSpaced(index + 2), isSpaced(index + 1), let operand = operand(at: index + 2) {
      return correction(index..<operand.end, "\(name.text)(-\(operand.text))")
    }
    return nil
  }

  /// A product in place of the name at a token, in parentheses where the name belongs to a division or a power.
  func product(_ text: String, at index: Int) -> Correction? {
    correction(index..<index + 1, isBound(index) && text.contains("*") ? "(\(text))" : text)
  }

  /// A product whose last factor is the function or the parentheses of the call at a token.
  func product(_ text: String, ofCallAt index: Int, isFunction: Bool) -> Correction? {
    guard let close = closing(index + 1) else { return nil }
    let product = text + (isFunction ? "" : "*") + self.text(index + 1..<close + 1)
    return isBound(index)
      ? correction(index..<close + 1, "(\(product))") : correction(index..<index + 1, text + (isFunction ? "" : "*"))
  }

  /// `pow(x, 2)` as `x^2`.
  func power(ofCallAt index: Int) -> Correction? {
    guard let (arguments, end) = arguments(index + 1), arguments.count == 2 else { return nil }
    let text = "\(arguments[0].asBase)^\(arguments[1].asFactor)"
    let isRaised = token(end).map { $0.isSign("^") || $0.isSuperscript } ?? false
    return correction(index..<end, isRaised || isBound(index) ? "(\(text))" : text)
  }

  /// A call of one argument, written otherwise.
  func rewritten(callAt index: Int, _ formula: (String) -> String) -> Correction? {
    guard let (arguments, end) = arguments(index + 1), arguments.count == 1 else { return nil }
    return correction(index..<end, formula(arguments[0]))
  }

  /// Whether the function at a token has the power −1, which stands for its inverse: `sin^-1(x)`, `sin⁻¹ x`.
  func isInverse(at index: Int) -> Bool {
    guard let (power, _) = power(at: index + 1, isOfFunction: true) else { return false }
    return ["^-1", "^−1", "⁻¹", "^(-1)", "^(−1)"].contains(power)
  }

  /// `sin^-1(x)` and `sin⁻¹ x` as `asin(x)`.
  func inverse(_ name: String, at index: Int) -> Correction? {
    guard let (_, end) = power(at: index + 1, isOfFunction: true) else { return nil }
    return operand(at: end).flatMap { correction(index..<$0.end, call(name, $0)) }
  }

  /// `log_2(x)` as `(log(x)/log(2))`.
  func logarithm(base: String, ofCallAt index: Int) -> Correction? {
    guard let close = closing(index + 1) else { return nil }
    return correction(index..<close + 1, "(log\(text(index + 1..<close + 1))/log(\(base)))")
  }

  /// `x^T` as `x.T`, from the token `T`.
  func transpose(at index: Int) -> Correction? {
    guard token(index - 1)?.isSign("^") == true else { return nil }
    return correction(index - 1..<index + 1, ".T")
  }

  /// A sign of multiplication before a token.
  func multiplication(before index: Int) -> Correction? {
    token(index).flatMap { correction(index..<index + 1, "*\($0.text)") }
  }

  // MARK: Parts

  /// The operand that begins at a token: numbers and names that are side by side, a call or parentheses, with a power.
  private func operand(at start: Int, depth: Int = 0) -> Operand? {
    guard depth < Hints.depthLimit, let token = token(start), isBeside(start) else { return nil }
    var operand: Operand
    switch token.kind {
    case .number:
      if startsFactor(start + 1), isBeside(start + 1), let factor = self.operand(at: start + 1, depth: depth + 1) {
        return Operand(text: token.text + (isSpaced(start + 1) ? " " : "") + factor.text, end: factor.end)
      }
      operand = Operand(text: token.text, end: start + 1)
    case .name(let name):
      if name == "at" { return nil }
      if let close = closing(start + 1) {
        operand = Operand(text: text(start..<close + 1), end: close + 1)
      } else if Builtin.named(name)?.isOfOneOperand == true, let inner = self.operand(at: start + 1, depth: depth + 1) {
        return Operand(text: call(token.text, inner), end: inner.end)
      } else {
        operand = Operand(text: product(of: name) ?? token.text, end: start + 1)
      }
    case .sign("("):
      guard let close = closing(start) else { return nil }
      operand = Operand(text: text(start..<close + 1), end: close + 1, isGroup: true)
    default: return nil
    }
    if let (power, end) = power(at: operand.end) {
      operand = Operand(text: operand.text + power, end: end)
    } else if self.token(operand.end)?.isSign("^") == true {
      return nil
    }
    return operand
  }

  /// `x*y` for `xy`, where `x` and `y` are known and `xy` is not.
  private func product(of name: String) -> String? {
    guard !known.contains(name), Builtin.named(name) == nil,
      let split = NameSplit(name, isKnown: known.contains), split.factors.last?.allSatisfy({ $0.isASCIIDigit }) == false
    else { return nil }
    return split.text
  }

  /// `²` or `^2` at a token, and the token behind it.
  private func power(at start: Int, isOfFunction: Bool = false) -> (text: String, end: Int)? {
    guard let token = token(start), isBeside(start) else { return nil }
    if token.isSuperscript { return (token.text, start + 1) }
    guard token.isSign("^"), let exponent = exponent(at: start + 1, isOfFunction: isOfFunction) else {
      return nil
    }
    return ("^" + exponent.text, exponent.end)
  }

  /// A number, a name or parentheses, with a sign at most.
  ///
  /// Behind the name of a function, parentheses after a name in the exponent are the operand of the function.
  private func exponent(at start: Int, isOfFunction: Bool = false) -> Operand? {
    guard let token = token(start), isBeside(start) else { return nil }
    switch token.kind {
    case .number: return Operand(text: token.text, end: start + 1)
    case .name(let name):
      let isCall = self.token(start + 1)?.isSign("(") == true && (!isOfFunction || Builtin.named(name) != nil)
      return name == "at" || isCall ? nil : Operand(text: token.text, end: start + 1)
    case .sign("("):
      return closing(start).map { Operand(text: text(start..<$0 + 1), end: $0 + 1, isGroup: true) }
    case .sign("-"):
      guard let next = self.token(start + 1), case .number = next.kind, isBeside(start + 1) else { return nil }
      return Operand(text: token.text + next.text, end: start + 2)
    default: return nil
    }
  }

  /// The arguments of a call as they are written, from the token of its bracket, and the token behind the call.
  private func arguments(_ open: Int) -> (texts: [String], end: Int)? {
    guard let close = closing(open) else { return nil }
    var (texts, start, depth) = ([String](), open + 1, 0)
    for index in open + 1...close {
      if tokens[index].isSign("(") || tokens[index].isSign("[") { depth += 1 }
      if depth == 0, tokens[index].isSign(",") || index == close {
        guard start < index else { return nil }
        texts.append(text(start..<index))
        start = index + 1
      }
      if tokens[index].isSign(")") || tokens[index].isSign("]") { depth -= 1 }
    }
    return (texts, close + 1)
  }

  /// The token that closes the parenthesis at a token, on the same line.
  private func closing(_ open: Int) -> Int? {
    guard let token = token(open), token.isSign("(") else { return nil }
    var depth = 0
    for index in open..<min(tokens.count, open + Hints.lengthLimit) {
      guard tokens[index].range.line == token.range.line, tokens[index].kind != .unreadable else { return nil }
      if tokens[index].isSign("(") { depth += 1 }
      if tokens[index].isSign(")") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private func call(_ name: String, _ operand: Operand) -> String {
    operand.isGroup ? name + operand.text : "\(name)(\(operand.text))"
  }

  /// Whether the token is a divisor or an exponent, or has a suffix, so that a product in its place needs parentheses.
  private func isBound(_ index: Int) -> Bool {
    let next = token(index + 1)
    if next?.isSign(".") == true || next?.isSign("[") == true { return true }
    guard let before = token(index - 1) else { return false }
    if before.isSign("/") || before.isSign("^") || before.isSign("@") { return true }
    return (before.isSign("-") || before.isSign("+")) && token(index - 2)?.isSign("^") == true
  }

  private func startsFactor(_ index: Int) -> Bool {
    guard let token = token(index) else { return false }
    if case .name(let name) = token.kind { return name != "at" }
    return token.isSign("(")
  }

  /// Whether a token is on the line of the one before it.
  private func isBeside(_ index: Int) -> Bool {
    guard let token = token(index), let before = self.token(index - 1) else { return false }
    return token.range.line == before.range.line
  }

  /// Whether there is room before a token.
  private func isSpaced(_ index: Int) -> Bool {
    guard let token = token(index), let before = self.token(index - 1) else { return true }
    return token.range.line != before.range.line || token.range.column > before.range.column + before.range.length
  }

  private func text(_ part: Range<Int>) -> String {
    part.map { ($0 > part.lowerBound && isSpaced($0) ? " " : "") + tokens[$0].text }.joined()
  }

  /// The text in place of tokens that are on one line.
  private func correction(_ part: Range<Int>, _ text: String) -> Correction? {
    guard let first = token(part.lowerBound), let last = token(part.upperBound - 1), first.range.line == last.range.line
    else { return nil }
    return Correction(range: first.range.extended(to: last.range), text: text)
  }
}
