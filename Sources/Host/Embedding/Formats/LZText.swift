/// Text in which what was written before is not written again, for a script to write out.
///
/// A copy is `~` with two digits or `|` with three, which say how many bytes back it begins, and one more digit for its
/// length beyond the least. Digits are the printable characters of ASCII but those that mean something in HTML and
/// scripts, 85 of them. The method is that of Ziv and Lempel (1977).
enum LZText {
  /// The least length of a copy that gains something.
  private static let least = 6
  private static let base = 85
  /// The number of earlier places that are tried.
  private static let patience = 64

  private static let digits = (33..<126).map { UInt8($0) }.filter { !"\"&'<>\\`|".utf8.contains($0) }

  /// JSON in short; what it holds beyond ASCII, and the signs themselves, are escaped as JSON has it.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  static func text(_ json: some Sequence<UInt8>) -> String {
    let text = plain(json)
    var short: [UInt8] = []
    short.reserveCapacity(text.count / 3)
    // The latest place for each hash of the next bytes, and the one before each place.
    var latest = [Int32](repeating: -1, count: 1 << 16)
    var earlier = [Int32](repeating: -1, count: text.count)
    text.withUnsafeBufferPointer { text in
      func hash(_ place: Int) -> Int {
        var hash: UInt32 = 0
        for offset in 0..<least { hash = hash &* 31 &+ UInt32(text[place + offset]) }
        return Int((hash &* 2_654_435_761) >> 16)
      }
      func note(_ place: Int) {
        guard place + least <= text.count else { return }
        let hash = hash(place)
        (earlier[place], latest[hash]) = (latest[hash], Int32(place))
      }
      var place = 0
      while place < text.count {
        var (longest, start, gain) = (1, place, 0)
        if place + least <= text.count {
          var candidate = Int(latest[hash(place)])
          for _ in 0..<patience where candidate >= 0 {
            let back = place - candidate
            guard back < base * base * base else { break }
            let most = min(text.count - place, least + base - 1)
            var length = 0
            while length < most, text[candidate + length] == text[place + length] { length += 1 }
            let saved = length - (back < base * base ? 4 : 5)
            if length >= least, saved > gain { (longest, start, gain) = (length, candidate, saved) }
            candidate = Int(earlier[candidate])
          }
        }
        if gain == 0 { short.append(text[place]) } else { append(copy: longest, back: place - start, to: &short) }
        for place in place..<place + longest { note(place) }
        place += longest
      }
    }
    return String(decoding: short, as: UTF8.self)
  }

  private static func append(copy length: Int, back: Int, to short: inout [UInt8]) {
    let isNear = back < base * base
    short.append(UInt8(ascii: isNear ? "~" : "|"))
    if !isNear { short.append(digits[back / (base * base)]) }
    short.append(digits[back / base % base])
    short.append(digits[back % base])
    short.append(digits[length - least])
  }

  /// The same JSON in ASCII, without the signs of copies and without `<`.
  private static func plain(_ json: some Sequence<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    for unit in String(decoding: Array(json), as: UTF8.self).utf16 {
      switch unit {
      case 0x7F..., 0x3C, 0x7C, 0x7E:
        let hex = String(unit, radix: 16)
        plain += "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8
      default: plain.append(UInt8(unit))
      }
    }
    return plain
  }
}
