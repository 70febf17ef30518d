/// Words of glyphs that stand in many places of a large picture, each drawn once.
///
/// A caption of thousands says `∂f/∂x` and `×` again and again; glyph by glyph that is most of the file. SVG has no
/// text of its own that needs no font, but `<use>` refers to groups as well as to glyphs.
struct SharedWords {
  /// What the references mean, for `<defs>`.
  private(set) var definitions: [UInt8] = []
  private(set) var body: [UInt8] = []

  /// A glyph of a line: its id, and where it stands.
  private struct Use: Hashable {
    var glyph: ArraySlice<UInt8>
    var x: Int
    var y: Int
  }

  /// Finds the words of a body and writes it anew, with ids that begin with `w`.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  init(_ svg: [UInt8]) {
    var counts: [[Use]: Int] = [:]
    var order: [[Use]] = []
    SharedWords.scan(svg, other: { _ in }) { word in
      guard word.count > 1 else { return }
      let place = SharedWords.atOrigin(word)
      if counts[place, default: 0] == 0 { order.append(place) }
      counts[place, default: 0] += 1
    }
    var names: [[Use]: String] = [:]
    for word in order where counts[word, default: 0] * (word.count - 1) > word.count {
      let name = "w" + String(names.count, radix: 36)
      names[word] = name
      definitions += "<g id=\"\(name)\">".utf8
      for use in word { SharedWords.write(use.glyph, use.x, use.y, to: &definitions) }
      definitions += "</g>\n".utf8
    }
    var body: [UInt8] = []
    body.reserveCapacity(svg.count / 2)
    SharedWords.scan(svg, other: { body += $0 }) { word in
      if let name = names[SharedWords.atOrigin(word)] {
        SharedWords.write(Array(name.utf8)[...], word[0].x, word[0].y, to: &body)
      } else {
        for use in word { SharedWords.write(use.glyph, use.x, use.y, to: &body) }
      }
    }
    self.body = body
  }

  private static func atOrigin(_ word: [Use]) -> [Use] {
    word.map { Use(glyph: $0.glyph, x: $0.x - word[0].x, y: $0.y - word[0].y) }
  }

  private static func write(_ id: ArraySlice<UInt8>, _ x: Int, _ y: Int, to bytes: inout [UInt8]) {
    bytes += "<use href=\"#".utf8
    bytes += id
    bytes += (x == 0 ? "\"" : "\" x=\"\(x)\"").utf8
    bytes += (y == 0 ? "/>" : " y=\"\(y)\"/>").utf8
  }

  /// Goes through the bytes: words, which end where a glyph stands far from the one before, and what is between them.
  private static func scan(_ svg: [UInt8], other: (ArraySlice<UInt8>) -> Void, word: ([Use]) -> Void) {
    let opening = Array("<use href=\"#".utf8)
    var (place, start) = (0, 0)
    var uses: [Use] = []
    func finish() {
      if !uses.isEmpty { word(uses) }
      uses = []
    }
    while let sign = svg[place...].firstIndex(of: UInt8(ascii: "<")) {
      guard svg[sign...].starts(with: opening), let (use, end) = read(svg, sign + opening.count) else {
        place = sign + 1
        continue
      }
      if start < sign {
        finish()
        other(svg[start..<sign])
      }
      // A space, an operator and a digit are narrower than an em.
      if let last = uses.last, use.y != last.y || abs(use.x - last.x) > 1100 { finish() }
      uses.append(use)
      (place, start) = (end, end)
    }
    finish()
    other(svg[start...])
  }

  /// A reference from its id on, with whole coordinates and nothing else, and where it ends.
  private static func read(_ svg: [UInt8], _ start: Int) -> (Use, Int)? {
    guard let quote = svg[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    var use = Use(glyph: svg[start..<quote], x: 0, y: 0)
    var place = quote + 1
    for (name, path) in [(" x=\"", \Use.x), (" y=\"", \Use.y)] where svg[place...].starts(with: name.utf8) {
      let first = place + 4
      guard let end = svg[first...].firstIndex(of: UInt8(ascii: "\"")),
        let number = Int(String(decoding: svg[first..<end], as: UTF8.self))
      else { return nil }
      use[keyPath: path] = number
      place = end + 1
    }
    return svg[place...].starts(with: "/>".utf8) ? (use, place + 2) : nil
  }
}
