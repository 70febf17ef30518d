/// A name as mathematics writes it: a base, a subscript, primes, and the face it is set in.
public struct FormulaSymbol: Hashable, Sendable {
  /// The style of the letters of a name.
  public enum Face: Hashable, Sendable {
    /// Slanted letters: what a person named, `x` or `rate`.
    case italic
    /// Upright letters: operations and known constants, `sin` or `π`.
    case upright
  }

  /// The name in one line of plain text, as it was typed, with the mark of an operand.
  public var text: String {
    let marked = name + (operand.map(FormulaSymbol.mark) ?? "")
    let whole = !isTotal ? marked : isFenced ? "Σ(\(marked))" : "Σ" + marked
    return whole + (cell.map { "[\($0)]" } ?? "")
  }
  /// The name as it was typed.
  private let name: String
  /// The letters without subscript and primes, with their accents as they were typed.
  public let base: String
  /// The subscript, if there is one: `0` in `add_0`, `1` in `x₁`.
  public let `subscript`: String?
  /// The number of primes behind the letters.
  public let primes: Int
  /// The face of the base.
  public let face: Face
  /// Which operand of an operation is meant, counted from 1, where the name alone does not tell: `x₍₁₎`.
  package private(set) var operand: Int?
  /// Whether the sum of the elements of the array of this name is meant, `ΣY`.
  package private(set) var isTotal = false
  /// Whether the sign of the sum is followed by parentheses, `Σ(Y)`.
  package private(set) var isFenced = false
  /// Which element of the array of this name is meant, by its indices: `W[0, 1]`.
  package private(set) var cell: String?

  /// A symbol of its parts.
  ///
  /// - Parameters:
  ///   - base: the letters.
  ///   - subscript: the subscript; nil for none.
  ///   - primes: the number of primes; a negative number is 0.
  ///   - face: the face of the letters.
  ///   - text: the name in one line; nil for the parts side by side, `x_1′`.
  public init(
    base: String, subscript: String? = nil, primes: Int = 0, face: Face = .italic, text: String? = nil
  ) {
    name = text ?? base + (`subscript`.map { "_" + $0 } ?? "") + String(repeating: "′", count: max(0, primes))
    self.base = base
    self.subscript = `subscript`
    self.primes = max(0, primes)
    self.face = face
  }

  /// The symbol with so many more primes, for the tangent of what it names: `x′`, `mul₀′`.
  package func primed(_ count: Int) -> FormulaSymbol {
    FormulaSymbol(
      base: base, subscript: self.subscript, primes: primes + count, face: face,
      text: name + String(repeating: "′", count: count))
  }

  /// The symbol of one element of the array of this name, `X[0,1]`.
  package func element(_ index: [Int]) -> FormulaSymbol {
    let place = index.map { String($0) }.joined(separator: ",")
    let below = self.subscript.map { "\($0)[\(place)]" } ?? place
    return FormulaSymbol(base: base, subscript: below, primes: primes, face: face, text: "\(name)[\(place)]")
  }

  /// The symbol as one of the operands of an operation, counted from 1.
  package func asOperand(_ number: Int) -> FormulaSymbol {
    var symbol = self
    symbol.operand = number
    return symbol
  }

  /// The sum of the elements of the array of this name; in parentheses where something else is called `ΣY`.
  package func asTotal(inParentheses isFenced: Bool = false) -> FormulaSymbol {
    var symbol = self
    (symbol.isTotal, symbol.isFenced) = (true, isFenced)
    return symbol
  }

  /// One element of the array of this name, by its indices, `0, 1`; without any it is a number's name.
  package func asCell(_ indices: String) -> FormulaSymbol {
    var symbol = self
    symbol.cell = indices.isEmpty ? nil : indices
    return symbol
  }

  /// The symbol of π, which has its value where nothing else is called so.
  package static let pi = Symbol("π", face: .upright)

  /// The symbol of NaN.
  package static let notANumber = FormulaSymbol(base: "NaN", face: .upright)

  /// The place of an operand that is not named, `·`.
  package static let blank = FormulaSymbol(base: "·", face: .upright)
  /// The place of an operand where a dot alone would be a sign, `(·)²`.
  package static let fencedBlank = FormulaSymbol(base: "(·)", face: .upright)

  /// The mark of an operand, `₍₁₎`.
  private static func mark(_ operand: Int) -> String {
    let digits = String(operand).compactMap { digit in subscriptDigits.first { $0.value == digit }?.key }
    return "₍" + String(digits) + "₎"
  }

  /// Takes a name apart: an index behind underscores, a tail of subscript digits, or digits behind a single letter
  /// are the subscript.
  ///
  /// Of a name of two words the second is the subscript, `learning_rate`. A name of more words is one word, with the
  /// numbers and single letters at its end for a subscript: `x_i_j`, `hidden_layer_1`, `light_intensity_at_canopy`.
  public init(_ name: String, face: Face = .italic) {
    if let (base, below) = FormulaSymbol.plainParts(of: name) {
      self.init(base: base, subscript: below, face: face, text: name)
      return
    }
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
    if let parts = FormulaSymbol.parts(atUnderscores: base) {
      (base, below) = parts
    } else if let tail = FormulaSymbol.digits(behindLetter: base) {
      below = String(tail)
      base = base.prefix(1)
    } else {
      let digits = base.reversed().prefix { FormulaSymbol.subscriptDigits[$0] != nil }
      if !digits.isEmpty, digits.count < base.count {
        below = String(digits.reversed().compactMap { FormulaSymbol.subscriptDigits[$0] })
        base = base.dropLast(digits.count)
      }
    }
    takePrimes()
    self.init(base: String(base), subscript: below, primes: primes, face: face, text: name)
  }

  /// The name in one piece, with every character as it was typed: `x_1` has an underscore and no subscript.
  package init(verbatim name: String, face: Face = .italic) {
    self.init(base: name, face: face, text: name)
  }

  /// The base and the subscript of a name of ASCII's characters without an underscore; nil for any other name.
  private static func plainParts(of name: String) -> (base: String, subscript: String?)? {
    var (count, endsInDigits) = (0, true)
    for byte in name.utf8 {
      guard byte < 0x80, byte != UInt8(ascii: "_") else { return nil }
      if count > 0, !byte.isDigit { endsInDigits = false }
      count += 1
    }
    guard endsInDigits, count > 1, let first = name.utf8.first, first.isLetter else { return (name, nil) }
    return (String(Substring(name.utf8.prefix(1))), String(Substring(name.utf8.dropFirst())))
  }

  /// The base and the subscript of a name with underscores between its words; nil where there are none.
  private static func parts(atUnderscores name: Substring) -> (Substring, String?)? {
    let words = name.drop { $0 == "_" }.split(separator: "_", omittingEmptySubsequences: false)
    guard words.count > 1, !words.contains("") else { return nil }
    let indices = words.count == 2 ? words[1...] : words[(1 + (words[1...].lastIndex { !isIndex($0) } ?? 0))...]
    guard let first = indices.first else { return (name, nil) }
    return (name[..<name.index(before: first.startIndex)], indices.joined(separator: ","))
  }

  /// Whether a word is an index in any name: a number or a single letter.
  private static func isIndex(_ word: Substring) -> Bool { word.count == 1 || word.allSatisfy { $0.isNumber } }

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

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Symbol = FormulaSymbol

extension UInt8 {
  /// Whether it is one of ASCII's digits.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether it is one of ASCII's letters.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
