/// An animated PNG under construction: of each picture only what differs from the one before.
///
/// - SeeAlso: Portable Network Graphics (PNG) Specification, third edition, 11.3.6, Animation information.
struct AnimatedPNG {
  private let width: Int
  private let height: Int
  /// The pixels of the picture that was added last; none before the first.
  private var last: [UInt8] = []
  private var frames: [UInt8] = []
  private var frameCount = 0
  /// The number of the next chunk of the animation.
  private var sequence = 0

  /// A rectangle of pixels.
  private struct Box {
    var (minX, minY, maxX, maxY) = (Int.max, Int.max, -1, -1)

    var width: Int { maxX - minX + 1 }
    var height: Int { maxY - minY + 1 }
  }

  /// An animation of pictures of this size.
  init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// Adds a picture.
  ///
  /// - Parameters:
  ///   - raster: the picture, of the animation's size.
  ///   - milliseconds: how long it is to be seen.
  /// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
  mutating func add(_ raster: Raster, milliseconds: Int) throws(EmbedError) {
    let (box, isOver) = change(to: raster.pixels)
    let data = try packed(rows(of: raster, box, isOver: isOver), level: 6)
    // Seconds are told as a fraction of two numbers of 16 bits.
    let parts = [1000, 100, 10, 1].first { milliseconds * $0 / 1000 <= 0xFFFF } ?? 1
    let delay = min(0xFFFF, milliseconds * parts / 1000)
    var control = Raster.bytes(nextNumber()) + Raster.bytes(box.width) + Raster.bytes(box.height)
    control += Raster.bytes(box.minX) + Raster.bytes(box.minY)
    control += Raster.bytes(delay).suffix(2) + Raster.bytes(parts).suffix(2)
    // It stays until the next one, and covers what was there or is drawn over it.
    control += [0, isOver ? 1 : 0]
    frames += Raster.chunk("fcTL", control)
    frames += last.isEmpty ? Raster.chunk("IDAT", data) : Raster.chunk("fdAT", Raster.bytes(nextNumber()) + data)
    frameCount += 1
    last = raster.pixels
  }

  /// The file.
  ///
  /// - Parameter plays: how many times it plays; 0 for ever.
  /// - Returns: the bytes.
  func file(plays: Int) -> [UInt8] {
    let header = Raster.bytes(width) + Raster.bytes(height) + [8, 6, 0, 0, 0]
    return Raster.signature + Raster.chunk("IHDR", header)
      + Raster.chunk("acTL", Raster.bytes(frameCount) + Raster.bytes(plays)) + frames + Raster.chunk("IEND", [])
  }

  private mutating func nextNumber() -> Int {
    defer { sequence += 1 }
    return sequence
  }

  /// Where a picture differs from the one before, and whether nothing shines through there: then it can be drawn over the
  /// other, transparent where both are alike, which packs well.
  private func change(to pixels: [UInt8]) -> (box: Box, isOver: Bool) {
    let whole = Box(minX: 0, minY: 0, maxX: width - 1, maxY: height - 1)
    guard last.count == pixels.count else { return (whole, false) }
    var (box, isOver) = (Box(), true)
    pixels.withUnsafeBytes { pixels in
      last.withUnsafeBytes { last in
        let (new, old) = (pixels.bindMemory(to: UInt32.self), last.bindMemory(to: UInt32.self))
        for y in 0..<height {
          for x in 0..<width where new[y * width + x] != old[y * width + x] {
            (box.minX, box.maxX) = (min(box.minX, x), max(box.maxX, x))
            (box.minY, box.maxY) = (min(box.minY, y), y)
            // The highest of the four bytes is alpha.
            if UInt32(littleEndian: new[y * width + x]) >> 24 != 255 { isOver = false }
          }
        }
      }
    }
    // A frame has at least a pixel.
    return box.maxX < 0 ? (Box(minX: 0, minY: 0, maxX: 0, maxY: 0), true) : (box, isOver)
  }

  /// The rows of a rectangle, each behind the number of its filter, none: red, green, blue and alpha, not multiplied.
  private func rows(of raster: Raster, _ box: Box, isOver: Bool) -> [UInt8] {
    let pixels = raster.straight
    let isOver = isOver && last.count == pixels.count
    return [UInt8](unsafeUninitializedCapacity: (1 + 4 * box.width) * box.height) { target, count in
      pixels.withUnsafeBufferPointer { pixels in
        raster.pixels.withUnsafeBytes { new in
          last.withUnsafeBytes { old in
            count = 0
            for y in box.minY...box.maxY {
              target[count] = 0
              count += 1
              for x in box.minX...box.maxX {
                let place = 4 * (y * width + x)
                let isSame =
                  isOver
                  && new.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                    == old.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                target[count] = isSame ? 0 : pixels[place + 2]
                target[count + 1] = isSame ? 0 : pixels[place + 1]
                target[count + 2] = isSame ? 0 : pixels[place]
                target[count + 3] = isSame ? 0 : pixels[place + 3]
                count += 4
              }
            }
          }
        }
      }
    }
  }
}
