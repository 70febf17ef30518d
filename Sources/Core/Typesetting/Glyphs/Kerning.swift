/// The kerning of pairs of characters, from the font's GPOS table: a correction of the distance between them.
struct Kerning: Sendable {
  private static let roman = Kerning(.roman)
  private static let textItalic = Kerning(.textItalic)
  private static let sans = Kerning(.sans)

  private typealias Entry = (right: UInt32, units: Double)

  /// The rows by their characters on the left, several of which may share one.
  private var rowOfLeft: [Unicode.Scalar: Int] = [:]
  /// The same of ASCII's characters, by their codes; -1 for none.
  private var rowOfASCII = [Int](repeating: -1, count: 0x80)
  /// Each ascending by the character on the right.
  private var rows: [[Entry]] = []

  /// The kerning between two characters of an alphabet, in font units; mostly negative or zero.
  static func units(_ left: Unicode.Scalar, _ right: Unicode.Scalar, _ alphabet: Alphabet) -> Double {
    switch alphabet {
    case .roman: roman.units(left, right)
    case .textItalic: textItalic.units(left, right)
    case .sans: sans.units(left, right)
    case .mathItalic, .sizes, .parts, .accents: 0
    }
  }

  private func units(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Double {
    let index = left.isASCII ? rowOfASCII[Int(left.value)] : rowOfLeft[left] ?? -1
    guard index >= 0 else { return 0 }
    let row = rows[index]
    let place = row.bisect { $0.right < right.value }
    return place < row.count && row[place].right == right.value ? row[place].units : 0
  }

  private init(_ alphabet: Alphabet) {
    LatinModern.kerning.withUTF8Buffer { bytes in
      for line in bytes.split(separator: UInt8(ascii: "\n"))
      where line.first == UInt8(ascii: "0") + UInt8(alphabet.rawValue) {
        add(String(decoding: line, as: UTF8.self))
      }
    }
  }

  private mutating func add(_ line: String) {
    // By scalars, for it takes a while to find the bounds of characters.
    let fields = line.unicodeScalars.split(separator: " ")
    guard fields.count > 1 else { return }
    var row: [Entry] = []
    for index in stride(from: 2, to: fields.count - 1, by: 2) {
      guard let units = Double(String(fields[index])) else { continue }
      for right in fields[index + 1] { row.append((right.value, units)) }
    }
    row.sort { $0.right < $1.right }
    for left in fields[1] {
      rowOfLeft[left] = rows.count
      if left.isASCII { rowOfASCII[Int(left.value)] = rows.count }
    }
    rows.append(row)
  }
}
