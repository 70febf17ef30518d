import Rendering

/// The 255 colours of a GIF: the theme's, exactly, and what lies between those that meet where edges are smoothed.
///
/// The last colour is transparent, for what stays as it was.
struct Palette {
  /// The colours, blue, green, red and alpha of each.
  private(set) var entries: [UInt8] = []
  /// The number of each colour that was looked up, by its blue, green and red.
  private var known: [Int: UInt8] = [:]
  private var colors: [(red: Int, green: Int, blue: Int)] = []

  init(_ theme: Theme) {
    let pairs = Palette.neighbours.map { (text: theme[$0.text], ground: $0.ground.color(in: theme)) }
    var colors = Fill.all.map { $0.color(in: theme) }
    let steps = (254 - colors.count) / pairs.count
    for (text, ground) in pairs {
      colors += (1...steps).map { ground.mixed(with: text, Double($0) / Double(steps + 1)) }
    }
    for color in colors { add(color) }
    entries += [UInt8](repeating: 0, count: 1024 - entries.count)
  }

  private mutating func add(_ color: Color) {
    let (blue, green, red) = (Int(color.blue), Int(color.green), Int(color.red))
    let key = blue | green << 8 | red << 16
    guard known[key] == nil, colors.count < 255 else { return }
    known[key] = UInt8(colors.count)
    colors.append((red, green, blue))
    entries += [color.blue, color.green, color.red, 255]
  }

  /// A picture by the numbers of the nearest colours, and the colours behind it, as FFmpeg's `pal8` has them.
  mutating func indexed(_ raster: Raster) -> [UInt8] {
    let count = raster.width * raster.height
    return [UInt8](unsafeUninitializedCapacity: count + entries.count) { target, initialized in
      raster.pixels.withUnsafeBufferPointer { pixels in
        var (last, index) = (-1, UInt8(0))
        for pixel in 0..<count {
          let key = Int(pixels[4 * pixel]) | Int(pixels[4 * pixel + 1]) << 8 | Int(pixels[4 * pixel + 2]) << 16
          if key != last { (last, index) = (key, nearest(key)) }
          target[pixel] = index
        }
      }
      for (offset, byte) in entries.enumerated() { target[count + offset] = byte }
      initialized = count + entries.count
    }
  }

  private mutating func nearest(_ key: Int) -> UInt8 {
    if let index = known[key] { return index }
    let (blue, green, red) = (key & 255, key >> 8 & 255, key >> 16)
    var best = (index: 0, distance: Int.max)
    for (index, color) in colors.enumerated() {
      let (r, g, b) = (color.red - red, color.green - green, color.blue - blue)
      // The eye sees green best.
      let distance = 3 * r * r + 4 * g * g + 2 * b * b
      if distance < best.distance { best = (index, distance) }
    }
    known[key] = UInt8(best.index)
    return UInt8(best.index)
  }

  /// The pairs of a colour and the ground it is drawn on; the palette has steps between the two.
  private static let neighbours: [(text: Paint, ground: Fill)] = {
    let drawn: [(ground: Fill, texts: [Paint])] = [
      (.full(.background), [.ink, .quietText, .numberText, .accentText, .line, .walkedLine, .accent, .cardBorder]),
      (.full(.card), [.ink, .accentText, .accent, .cardBorder]),
      (.full(.variable), [.label, .ink, .line]), (.full(.constant), [.label, .ink, .line]),
      (.full(.operation), [.label, .ink, .line]),
      (.waiting(.variable), [.ink]), (.waiting(.constant), [.ink]), (.waiting(.operation), [.ink]),
    ]
    return drawn.flatMap { ground, texts in texts.map { ($0, ground) } }
  }()
}
