/// A name as mathematics writes it: a base, a subscript, primes, and the face it is set in.
public struct Symbol: Hashable, Sendable {
  /// How the letters of a name are set.
  public enum Face: Hashable, Sendable {
    /// Slanted letters: what a person named, `x` or `rate`.
    case italic
    /// Upright letters: operations and known constants, `sin` or `π`.
    case upright
  }

  /// The letters without subscript and primes, with their accents as they were typed.
  public let base: String
  /// What stands below the line, if anything: `0` in `add_0`, `1` in `x₁`.
  public let `subscript`: String?
  /// How many primes follow.
  public let primes: Int
  /// The face of the base.
  public let face: Face
  /// Which operand of an operation is meant, counted from 1, where the name alone does not tell: `x₍₁₎`.
  public let operand: Int?

  /// A symbol of its parts.
  public init(
    base: String, subscript: String? = nil, primes: Int = 0, face: Face = .italic, operand: Int? = nil
  ) {
    self.base = base
    self.subscript = `subscript`
    self.primes = primes
    self.face = face
    self.operand = operand
  }

  /// The symbol as one of the operands of an operation, counted from 1.
  public func asOperand(_ number: Int) -> Symbol {
    Symbol(base: base, subscript: self.subscript, primes: primes, face: face, operand: number)
  }

  /// Takes a name apart: the first underscore, a tail of subscript digits, or digits behind a single letter
  /// are the subscript.
  public init(_ name: String, face: Face = .italic) {
    var base = Substring(name)
    var below: String?
    var primes = 0
    /// Cuts off the primes at the end; they may stand before the subscript or behind it.
    func takePrimes() {
      while base.count > 1, base.last == "′" {
        base.removeLast()
        primes += 1
      }
    }
    takePrimes()
    if let underscore = base.dropFirst().firstIndex(of: "_"), base.index(after: underscore) < base.endIndex {
      below = String(base[base.index(after: underscore)...])
      base = base[..<underscore]
    } else if let tail = Symbol.digits(behindLetter: base) {
      below = String(tail)
      base = base.prefix(1)
    } else {
      let digits = base.reversed().prefix { Symbol.subscriptDigits[$0] != nil }
      if !digits.isEmpty, digits.count < base.count {
        below = String(digits.reversed().compactMap { Symbol.subscriptDigits[$0] })
        base = base.dropLast(digits.count)
      }
    }
    takePrimes()
    self.init(base: String(base), subscript: below, primes: primes, face: face)
  }

  /// The digits of a name like `x1`, a single letter and digits.
  private static func digits(behindLetter name: Substring) -> Substring? {
    let tail = name.dropFirst()
    let areDigits = !tail.isEmpty && tail.allSatisfy { $0.isASCII && $0.isNumber }
    return areDigits && name.first?.isLetter == true ? tail : nil
  }

  private static let subscriptDigits: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
  ]
}
