extension FormulaSymbol {
  /// A mark above a letter.
  package enum Accent: String, Hashable, Sendable, CaseIterable {
    // By the characters that Unicode combines with the letter before them.

    /// `x̂`
    case hat = "\u{302}"
    /// `x̄`
    case bar = "\u{304}"
    /// `x̃`
    case tilde = "\u{303}"
    /// `ẋ`
    case dot = "\u{307}"
    /// `x⃗`
    case vec = "\u{20D7}"
  }

  /// The accent of a name that is a single letter with one, `x̂`.
  package var accent: Accent? { base.accented?.accent }
}

extension String {
  /// The letter and its accent where the text is a single letter with one, however it is spelled in Unicode.
  var accented: (letter: Character, accent: FormulaSymbol.Accent)? {
    guard count == 1, let character = first, !character.isASCII else { return nil }
    let scalars = character.unicodeScalars
    if scalars.count == 2, let letter = scalars.first.map(Character.init), letter.isLetter,
      let accent = scalars.last.map(String.init).flatMap(FormulaSymbol.Accent.init)
    {
      return (letter, accent)
    }
    return precomposed[character]
  }

  /// The text with an accent above its last letter, as one character where Unicode has it.
  func with(_ accent: FormulaSymbol.Accent) -> String {
    let text = self + accent.rawValue
    guard count == 1, let character = text.first, let index = precomposed.index(forKey: character) else { return text }
    return String(precomposed.keys[index])
  }
}

/// The characters that Unicode has for letters with accents.
private let precomposed: [Character: (letter: Character, accent: FormulaSymbol.Accent)] = {
  // Characters are equal where Unicode calls them canonically equivalent.
  let ranges = [0xC0...0x17F, 0x1CD...0x233, 0x1E00...0x1EFF] as [ClosedRange<UInt32>]
  let known = Set(ranges.joined().compactMap(Unicode.Scalar.init).map(Character.init))
  var found: [Character: (letter: Character, accent: FormulaSymbol.Accent)] = [:]
  for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
    for accent in FormulaSymbol.Accent.allCases {
      guard let index = known.firstIndex(of: Character(String(letter) + accent.rawValue)) else { continue }
      found[known[index]] = (letter, accent)
    }
  }
  return found
}()
