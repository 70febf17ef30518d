/// Finds in the elements of a moving picture what may stand there again: glyphs, bars and simple shapes.
struct SVGScanner {
  /// A drawing without its place.
  enum Drawing: Hashable {
    /// A glyph by its id, and its scale as it is written.
    case glyph(ArraySlice<UInt8>, scale: ArraySlice<UInt8>)
    case shape(Shape)
    /// An element that has an id already.
    case reference(ArraySlice<UInt8>)
  }

  /// An element whose first two numbers say where it stands.
  struct Shape: Hashable {
    /// Its beginning, before what differs from one to the next.
    let name: ArraySlice<UInt8>
    /// The text before, between and after the numbers.
    let before: ArraySlice<UInt8>
    let between: ArraySlice<UInt8>
    let after: ArraySlice<UInt8>

    var count: Int { name.count + before.count + between.count + after.count }

    /// The element at a place, in hundredths of a point, with some attributes.
    func element(x: Int, y: Int, _ attributes: some Sequence<UInt8>) -> [UInt8] {
      var bytes = Array(name)
      bytes += attributes
      bytes += before
      bytes += decimal(x).utf8
      bytes += between
      bytes += decimal(y).utf8
      bytes += after
      return bytes
    }
  }

  /// A drawing and where it stands, in hundredths of a point.
  struct Item {
    let drawing: Drawing
    let x: Int
    let y: Int
    /// Attributes in which drawings that are otherwise alike may differ: how a line is drawn.
    var look: ArraySlice<UInt8> = []
  }

  /// Elements that follow each other: the glyphs and bars of a line, a row of references, or a single shape.
  struct Run {
    let range: Range<Int>
    let items: [Item]
  }

  private(set) var runs: [Run] = []
  private let bytes: [UInt8]
  private var place = 0

  /// - Complexity: O(*n*) for *n* bytes.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start
      if let items = line() ?? row() ?? shape().map({ [$0] }) {
        runs.append(Run(range: start..<place, items: items))
      } else {
        place = start + 1
      }
    }
  }

  /// The outlines of glyphs by their ids.
  static func outlines(_ definitions: [UInt8]) -> [ArraySlice<UInt8>: ArraySlice<UInt8>] {
    var outlines: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
    for line in definitions.split(separator: UInt8(ascii: "\n")) {
      let attributes = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      if attributes.count == 5, line.starts(with: "<path id=".utf8) { outlines[attributes[1]] = attributes[3] }
    }
    return outlines
  }

  /// The outline of a glyph, moved by so many of its units, rounded to tenths.
  ///
  /// Only its beginning is told from the origin, `M332 238`; all else is told from the point before.
  static func outline(_ outline: ArraySlice<UInt8>, x: Double, y: Double) -> [UInt8] {
    var place = outline.startIndex
    func integer() -> Int? {
      while place < outline.endIndex, "M ,".utf8.contains(outline[place]) { place += 1 }
      let start = place
      while place < outline.endIndex,
        "0123456789".utf8.contains(outline[place]) || place == start && outline[place] == UInt8(ascii: "-")
      {
        place += 1
      }
      return Int(String(decoding: outline[start..<place], as: UTF8.self))
    }
    guard let left = integer(), let top = integer() else { return Array(outline) }
    return Array("M\((Double(left) + x).tenths) \((Double(top) + y).tenths)".utf8) + outline[place...]
  }

  /// Hundredths of a point as SVG reads them.
  static func decimal(_ hundredths: Int) -> String { (Double(hundredths) / 100).decimal }

  // MARK: - Elements

  /// Groups of glyphs, one for each size, and the bars after them.
  private mutating func line() -> [Item]? {
    let start = place
    var items: [Item] = []
    while skip("<g transform=\"scale(") {
      let scale = upTo("\"")
      guard let factor = Double(String(decoding: scale.dropLast(), as: UTF8.self)), skip(">") else {
        return giveUp(start)
      }
      func hundredths(_ units: Int) -> Int { Int((Double(units) * factor).rounded()) }
      while let (glyph, x, y) = use() {
        items.append(Item(drawing: .glyph(glyph, scale: scale.dropLast()), x: hundredths(x), y: hundredths(y)))
      }
      guard skip("</g>") else { return giveUp(start) }
    }
    guard !items.isEmpty else { return giveUp(start) }
    while let bar = shape() { items.append(bar) }
    // Numerators and denominators each for themselves: what is repeated of them is longer.
    return items.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
  }

  /// References to what has an id.
  private mutating func row() -> [Item]? {
    var items: [Item] = []
    while let (id, x, y) = use() { items.append(Item(drawing: .reference(id), x: x, y: y)) }
    return items.isEmpty ? nil : items
  }

  private mutating func use() -> (id: ArraySlice<UInt8>, x: Int, y: Int)? {
    let start = place
    guard skip("<use href=\"#") else { return nil }
    let id = upTo("\"")
    guard let x = coordinate(" x=\""), let y = coordinate(" y=\""), skip("/>") else { return giveUp(start) }
    return (id, x, y)
  }

  /// A circle, a rectangle or a path.
  private mutating func shape() -> Item? {
    let start = place
    var (opening, between) = (" x=\"", "\" y=\"")
    if skip("<circle") {
      (opening, between) = (" cx=\"", "\" cy=\"")
    } else if skip("<path fill=\"") {
      _ = upTo("\"")
      (opening, between) = (" d=\"M", ",")
    } else if !skip("<rect") {
      return nil
    }
    let name = bytes[start..<place]
    let middle = place
    while skip(" stroke=\"") || skip(" stroke-width=\"") { _ = upTo("\"") }
    let look = bytes[middle..<place]
    guard skip(opening), let x = number(), skip(between), let y = number() else { return giveUp(start) }
    let end = place
    _ = upTo(">")
    guard bytes[end..<place].suffix(2).elementsEqual("/>".utf8) else { return giveUp(start) }
    // Only what is told from its beginning looks the same elsewhere.
    guard between != "," || !bytes[end..<place].contains(where: (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) else {
      return giveUp(start)
    }
    let shape = Shape(
      name: name, before: Array(opening.utf8)[...], between: Array(between.utf8)[...], after: bytes[end..<place])
    return Item(drawing: .shape(shape), x: x, y: y, look: look)
  }

  private mutating func giveUp<Value>(_ start: Int) -> Value? {
    place = start
    return nil
  }

  // MARK: - Signs

  private mutating func skip(_ text: String) -> Bool {
    guard bytes[place...].starts(with: text.utf8) else { return false }
    place += text.utf8.count
    return true
  }

  /// The bytes before a sign; the sign is passed.
  private mutating func upTo(_ sign: Unicode.Scalar) -> ArraySlice<UInt8> {
    let end = bytes[place...].firstIndex(of: UInt8(ascii: sign)) ?? bytes.endIndex
    defer { place = min(end + 1, bytes.endIndex) }
    return bytes[place..<end]
  }

  /// A coordinate in an attribute, zero where there is none, in hundredths.
  private mutating func coordinate(_ opening: String) -> Int? {
    guard skip(opening) else { return 0 }
    let number = number()
    return skip("\"") ? number : nil
  }

  /// A number with at most two decimals, in hundredths.
  private mutating func number() -> Int? {
    let start = place
    while place < bytes.endIndex, "-.0123456789".utf8.contains(bytes[place]) { place += 1 }
    guard let value = Double(String(decoding: bytes[start..<place], as: UTF8.self)), abs(value) < 1e12 else {
      return nil
    }
    return Int((value * 100).rounded())
  }
}
