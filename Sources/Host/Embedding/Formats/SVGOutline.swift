/// The outline of a glyph as data of a path, which may stand elsewhere in another path.
struct SVGOutline {
  /// The data as it was written.
  let data: ArraySlice<UInt8>
  /// The outline as it can be moved; nil where other than its beginning says where it stands.
  let movable: Movable?

  /// An outline whose place is told by its beginning.
  struct Movable {
    fileprivate let x: Int
    fileprivate let y: Int
    fileprivate let rest: ArraySlice<UInt8>

    /// Appends the outline, so much further to the right and down.
    func write(x: Double, y: Double, to bytes: inout [UInt8]) {
      // A tenth of a font unit is a few thousandths of a point.
      bytes += "M\((x + Double(self.x)).tenths) \((y + Double(self.y)).tenths)".utf8
      bytes += rest
    }
  }

  /// Takes data apart: `M468-372c0-54…`, a place and what lies from there.
  init(_ data: ArraySlice<UInt8>) {
    self.data = data
    var rest = data
    /// Takes a whole number, after a space where there is one.
    func number() -> Int? {
      if rest.first == UInt8(ascii: " ") { rest.removeFirst() }
      let sign = rest.first == UInt8(ascii: "-") ? 1 : 0
      let digits = rest.dropFirst(sign).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let text = rest.prefix(sign + digits.count)
      rest.removeFirst(text.count)
      return Int(String(decoding: text, as: UTF8.self))
    }
    guard rest.popFirst() == UInt8(ascii: "M"), let x = number(), let y = number(),
      let command = rest.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(command),
      !rest.contains(where: (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains)
    else {
      movable = nil
      return
    }
    movable = Movable(x: x, y: y, rest: rest)
  }
}
