/// The lines of an SVG path, with every curve as a row of short straight pieces.
struct InkPath {
  struct Line {
    var points: [InkPoint]
    var isClosed = false
  }

  private(set) var lines: [Line] = []
  /// A command that is not known here; the path ends before it.
  private(set) var unknown: Character?

  var bounds: InkBox {
    var box = InkBox()
    for line in lines { for point in line.points { box.add(point) } }
    return box
  }

  /// Reads path data; pieces of a curve are as long as told or a little shorter.
  init(_ data: String, pieces length: Double) {
    var reader = Reader(bytes: Array(data.utf8))
    var (here, start) = (InkPoint(x: 0, y: 0), InkPoint(x: 0, y: 0))
    var control: InkPoint?
    while let command = reader.command() {
      let isRelative = command >= UInt8(ascii: "a")
      let base = isRelative ? here : InkPoint(x: 0, y: 0)
      func point(_ x: Double, _ y: Double) -> InkPoint { InkPoint(x: base.x + x, y: base.y + y) }
      var nextControl: InkPoint?
      switch command & 0xDF {
      case UInt8(ascii: "M"):
        here = point(reader.number(), reader.number())
        start = here
        lines.append(Line(points: [here]))
        // More pairs after a move are lines.
        reader.repeated = isRelative ? UInt8(ascii: "l") : UInt8(ascii: "L")
      case UInt8(ascii: "L"): draw(&here, to: point(reader.number(), reader.number()))
      case UInt8(ascii: "H"):
        draw(&here, to: InkPoint(x: base.x + reader.number(), y: here.y))
      case UInt8(ascii: "V"):
        draw(&here, to: InkPoint(x: here.x, y: base.y + reader.number()))
      case UInt8(ascii: "C"), UInt8(ascii: "S"):
        let first =
          command & 0xDF == UInt8(ascii: "C")
          ? point(reader.number(), reader.number())
          : control.map { InkPoint(x: 2 * here.x - $0.x, y: 2 * here.y - $0.y) } ?? here
        let second = point(reader.number(), reader.number())
        curve(&here, first, second, to: point(reader.number(), reader.number()), pieces: length)
        nextControl = second
      case UInt8(ascii: "Q"):
        let middle = point(reader.number(), reader.number())
        let end = point(reader.number(), reader.number())
        func third(_ p: InkPoint) -> InkPoint {
          InkPoint(x: (p.x + 2 * middle.x) / 3, y: (p.y + 2 * middle.y) / 3)
        }
        curve(&here, third(here), third(end), to: end, pieces: length)
      case UInt8(ascii: "Z"):
        if !lines.isEmpty { lines[lines.count - 1].isClosed = true }
        here = start
      default:
        unknown = Character(Unicode.Scalar(command))
        return
      }
      control = nextControl
    }
  }

  private mutating func draw(_ here: inout InkPoint, to end: InkPoint) {
    // A line goes on after a closed one from where that began.
    if lines.isEmpty || lines[lines.count - 1].isClosed { lines.append(Line(points: [here])) }
    lines[lines.count - 1].points.append(end)
    here = end
  }

  private mutating func curve(
    _ a: inout InkPoint, _ b: InkPoint, _ c: InkPoint, to d: InkPoint, pieces length: Double
  ) {
    let start = a
    let count = max(3, min(64, Int((start.distance(to: b) + b.distance(to: c) + c.distance(to: d)) / length) + 1))
    for piece in 1...count {
      let t = Double(piece) / Double(count)
      let s = 1 - t
      let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
      draw(
        &a,
        to: InkPoint(
          x: wa * start.x + wb * b.x + wc * c.x + wd * d.x, y: wa * start.y + wb * b.y + wc * c.y + wd * d.y))
    }
  }

  /// Takes commands and numbers from path data.
  private struct Reader {
    let bytes: [UInt8]
    var position = 0
    /// What a number without a command before it belongs to.
    var repeated: UInt8?

    mutating func skip() {
      while position < bytes.count, bytes[position] <= 0x20 || bytes[position] == UInt8(ascii: ",") { position += 1 }
    }

    mutating func command() -> UInt8? {
      skip()
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      guard byte & 0xDF >= UInt8(ascii: "A"), byte & 0xDF <= UInt8(ascii: "Z") else {
        let isNumber = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (48...57).contains(byte)
        return isNumber ? repeated : byte
      }
      position += 1
      repeated = byte & 0xDF == UInt8(ascii: "Z") ? nil : byte
      return byte
    }

    mutating func number() -> Double {
      skip()
      var (value, scale, isNegative) = (0.0, 0.0, false)
      if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
        isNegative = true
        position += 1
      }
      while position < bytes.count {
        let byte = bytes[position]
        if byte == UInt8(ascii: "."), scale == 0 {
          scale = 1
        } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
          value = value * 10 + Double(byte - UInt8(ascii: "0"))
          scale *= 10
        } else {
          break
        }
        position += 1
      }
      if scale > 0 { value /= scale }
      return isNegative ? -value : value
    }
  }
}
