/// A large picture in which repeated elements are drawn once and referred to.
///
/// A caption of thousands says `∂f/∂x` and `×` again and again, and nodes and the grounds of numbers are alike: that is
/// most of the file. Every glyph at its size, every bar and shape is a symbol; then two that often stand beside each
/// other become one, again and again, as in Larsson and Moffat, "Off-line dictionary-based compression" (2000). What a
/// symbol is made of refers to glyphs and bars alone: a browser needs longer for references within references.
struct SVGDictionary {
  /// The elements that references refer to, for `<defs>`; their ids begin with `s`.
  private(set) var definitions: [UInt8] = []
  private(set) var body: [UInt8] = []
  private let prefix: String
  /// Whether the glyphs of a symbol are one outline for each size.
  private let joinsOutlines: Bool

  /// A symbol at a place, in hundredths of a point.
  private struct Mark: Hashable {
    var symbol: Int
    var x: Int
    var y: Int
    /// Attributes of its own.
    var look: ArraySlice<UInt8> = []

    func shifted(x: Int, y: Int) -> Mark { Mark(symbol: symbol, x: self.x + x, y: self.y + y, look: look) }
  }

  /// The drawing of each symbol; nil where it is made of others.
  private var drawings: [SVGScanner.Drawing?] = []
  /// The parts of each symbol: glyphs and bars, the first of them at the origin, or itself.
  private var parts: [[Mark]] = []
  /// The names of those that are worth a reference.
  private var names: [ArraySlice<UInt8>?] = []

  /// Finds the symbols of a body and writes it anew.
  ///
  /// - Parameters:
  ///   - svg: elements of a ``MovingPicture``.
  ///   - outlines: the elements that define the glyphs they refer to.
  ///   - prefix: the beginning of every id.
  ///   - joinsOutlines: whether the glyphs of a symbol are one outline for each size. That takes a third more bytes. For
  ///     every reference a browser copies all elements of the symbol, so that it opens a large picture in half the time.
  /// - Complexity: O(*n*) for *n* bytes, a few times over.
  init(_ svg: [UInt8], outlines: [UInt8], prefix: String, joinsOutlines: Bool = false) {
    (self.prefix, self.joinsOutlines) = (prefix, joinsOutlines)
    let scanner = SVGScanner(svg)
    var numbers: [SVGScanner.Drawing: Int] = [:]
    var lines = scanner.runs.map { run in
      run.items.map { item in
        let number = numbers[item.drawing] ?? drawings.count
        if number == drawings.count {
          numbers[item.drawing] = number
          drawings.append(item.drawing)
          parts.append([Mark(symbol: number, x: 0, y: 0)])
        }
        return Mark(symbol: number, x: item.x, y: item.y, look: item.look)
      }
    }
    while merge(&lines) {}
    name(in: lines)
    define(SVGScanner.outlines(outlines))
    body.reserveCapacity(svg.count / 2)
    var place = 0
    for (run, line) in zip(scanner.runs, lines) {
      body += svg[place..<run.range.lowerBound]
      for mark in line { write(mark, to: &body) }
      place = run.range.upperBound
    }
    body += svg[place...]
  }

  // MARK: - Finding

  /// Two symbols beside each other, the second so far from the first.
  private struct Pair: Hashable {
    let first: Int
    let second: Mark

    init(_ first: Mark, _ second: Mark) {
      self.first = first.symbol
      self.second = second.shifted(x: -first.x, y: -first.y)
    }
  }

  /// Makes a symbol of every pair that is frequent enough; whether there was any.
  private mutating func merge(_ lines: inout [[Mark]]) -> Bool {
    var counts: [Pair: Int] = [:]
    for line in lines {
      for (first, second) in zip(line, line.dropFirst()) { counts[Pair(first, second), default: 0] += 1 }
    }
    // Worth it where fewer references are written than before, those that say what the symbol is included.
    counts = counts.filter { pair, count in
      count > max(2, parts[pair.first].count + parts[pair.second.symbol].count)
    }
    var symbols: [Pair: Int] = [:]
    for index in lines.indices where lines[index].count > 1 {
      let line = lines[index]
      var merged: [Mark] = []
      var place = 0
      while place < line.count {
        var mark = line[place]
        place += 1
        if place < line.count {
          let pair = Pair(mark, line[place])
          // Of two that share a symbol, the more frequent.
          let next = place + 1 < line.count ? counts[Pair(line[place], line[place + 1])] ?? 0 : 0
          if let count = counts[pair], count >= next {
            mark.symbol = symbols[pair] ?? add(pair)
            symbols[pair] = mark.symbol
            place += 1
          }
        }
        merged.append(mark)
      }
      lines[index] = merged
    }
    return !symbols.isEmpty
  }

  private mutating func add(_ pair: Pair) -> Int {
    drawings.append(nil)
    parts.append(
      parts[pair.first] + parts[pair.second.symbol].map { $0.shifted(x: pair.second.x, y: pair.second.y) })
    return parts.count - 1
  }

  /// Names what is worth it, short where it is frequent.
  private mutating func name(in lines: [[Mark]]) {
    var uses = [Int](repeating: 0, count: parts.count)
    for mark in lines.joined() { uses[mark.symbol] += 1 }
    // The latest first: what is not worth a name is written as its parts.
    for symbol in parts.indices.reversed() where drawings[symbol] == nil {
      let isWorth = uses[symbol] * (parts[symbol].count - 1) > parts[symbol].count
      for part in parts[symbol] {
        // The outline of a glyph becomes a part of the symbol's.
        if isWorth, joinsOutlines, case .glyph = drawings[part.symbol] { continue }
        uses[part.symbol] += isWorth ? 1 : uses[symbol]
      }
      if !isWorth { uses[symbol] = 0 }
    }
    names = drawings.map { drawing in
      if case .reference(let id) = drawing { id } else { nil }
    }
    let named = parts.indices.filter { symbol in
      switch drawings[symbol] {
      case .reference: false
      // A reference takes some fifty bytes.
      case .shape(let shape): (uses[symbol] - 1) * shape.count > 50 * uses[symbol]
      case .glyph, nil: uses[symbol] > 0
      }
    }
    for (number, symbol) in named.sorted(by: { (-uses[$0], $0) < (-uses[$1], $1) }).enumerated() {
      names[symbol] = Array("\(prefix)s\(String(number, radix: 36))".utf8)[...]
    }
  }

  // MARK: - Writing

  private mutating func define(_ outlines: [ArraySlice<UInt8>: ArraySlice<UInt8>]) {
    for symbol in parts.indices {
      guard let name = names[symbol] else { continue }
      let id = Array(" id=\"".utf8) + name + Array("\"".utf8)
      switch drawings[symbol] {
      case .glyph(let glyph, let scale):
        definitions += Array("<path".utf8) + id + " d=\"".utf8 + (outlines[glyph] ?? [])
        definitions += Array("\" transform=\"scale(".utf8) + scale + Array(")\"/>\n".utf8)
      case .shape(let shape):
        definitions += shape.element(x: 0, y: 0, id) + Array("\n".utf8)
      case .reference: break
      case nil:
        let joined = join(parts[symbol], outlines)
        if joined.others.isEmpty, let only = joined.sizes.first, joined.sizes.count == 1 {
          definitions += SVGDictionary.path(id, only)
        } else {
          definitions += Array("<g".utf8) + id + Array(">".utf8)
          for size in joined.sizes { definitions += SVGDictionary.path([], size) }
          for part in joined.others { write(part, to: &definitions) }
          definitions += Array("</g>".utf8)
        }
        definitions.append(UInt8(ascii: "\n"))
      }
    }
  }

  /// Glyphs of one size: their scale as it is written, and their outlines behind each other.
  private typealias JoinedGlyphs = (scale: ArraySlice<UInt8>, outline: [UInt8])

  /// Joins the outlines of glyphs that have the same size; bars and shapes are left as they are.
  private func join(
    _ parts: [Mark], _ outlines: [ArraySlice<UInt8>: ArraySlice<UInt8>]
  ) -> (sizes: [JoinedGlyphs], others: [Mark]) {
    var (sizes, others): ([JoinedGlyphs], [Mark]) = ([], [])
    for part in parts {
      guard joinsOutlines, case .glyph(let glyph, let scale) = drawings[part.symbol] else {
        others.append(part)
        continue
      }
      // A scale that is written as zero leaves nothing to be seen.
      guard let outline = outlines[glyph], let factor = Double(String(decoding: scale, as: UTF8.self)), factor > 0
      else { continue }
      let moved = SVGScanner.outline(outline, x: Double(part.x) / 100 / factor, y: Double(part.y) / 100 / factor)
      if let place = sizes.firstIndex(where: { $0.scale == scale }) {
        sizes[place].outline += moved
      } else {
        sizes.append((scale, moved))
      }
    }
    return (sizes, others)
  }

  private static func path(_ id: [UInt8], _ glyphs: JoinedGlyphs) -> [UInt8] {
    Array("<path".utf8) + id + Array(" d=\"".utf8) + glyphs.outline + Array("\" transform=\"scale(".utf8) + glyphs.scale
      + Array(")\"/>".utf8)
  }

  private func write(_ mark: Mark, to bytes: inout [UInt8]) {
    if let name = names[mark.symbol] {
      bytes += Array("<use href=\"#".utf8) + name + Array("\"".utf8) + mark.look
      if mark.x != 0 { bytes += Array(" x=\"\(SVGScanner.decimal(mark.x))\"".utf8) }
      if mark.y != 0 { bytes += Array(" y=\"\(SVGScanner.decimal(mark.y))\"".utf8) }
      bytes += Array("/>".utf8)
    } else if case .shape(let shape) = drawings[mark.symbol] {
      bytes += shape.element(x: mark.x, y: mark.y, mark.look)
    } else {
      for part in parts[mark.symbol] { write(part.shifted(x: mark.x, y: mark.y), to: &bytes) }
    }
  }
}
