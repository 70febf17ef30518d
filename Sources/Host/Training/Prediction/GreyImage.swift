import CRSVG

/// A picture in grey, as somebody drew or photographed it.
public struct GreyImage: Hashable, Sendable {
  /// Rows.
  public let height: Int
  /// Columns.
  public let breadth: Int
  /// Row by row, 0 for black to 255 for white.
  public let pixels: [UInt8]

  /// More than any camera's picture of a digit needs; an image of this size takes 64 MB while it is read.
  static let mostPixels = 1 << 24

  /// A picture from its pixels, row by row.
  ///
  /// - Throws: ``TrainingError/badSetting(_:)`` where they are not as many as the sizes say.
  public init(height: Int, breadth: Int, pixels: [UInt8]) throws(TrainingError) {
    guard height > 0, breadth > 0, height <= 1 << 15, breadth <= 1 << 15, pixels.count == height * breadth else {
      throw .badSetting("\(pixels.count) pixels are no picture of \(height)×\(breadth)")
    }
    self.height = height
    self.breadth = breadth
    self.pixels = pixels
  }

  /// Whether bytes begin as a PNG file does.
  static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) }

  /// Reads a PNG file; what is transparent is as white as paper.
  ///
  /// - Throws: ``TrainingError/malformed(file:reason:)`` where it is damaged, cut off or too large.
  public init(png bytes: [UInt8], calling file: String) throws(TrainingError) {
    guard Self.isPNG(bytes), bytes.count >= 24 else { throw .malformed(file: file, reason: "this is no PNG file") }
    func number(at place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    // Looked at before anything is unpacked: a small file can hold a very large picture.
    let (claimed, rows) = (number(at: 16), number(at: 20))
    guard claimed > 0, rows > 0, claimed <= 1 << 15, rows <= 1 << 15, claimed * rows <= Self.mostPixels else {
      throw .malformed(
        file: file, reason: "a picture of \(claimed)×\(rows) pixels is not read; \(Self.mostPixels) are the most")
    }
    let cairo = try Self.cairo(for: file)
    let surface = Self.surface(of: bytes, cairo)
    defer { cairo.destroy_surface(surface) }
    guard cairo.surface_status(surface) == adviz_drawn else {
      throw .malformed(file: file, reason: "the PNG file is damaged or cut off")
    }
    (breadth, height) = (Int(cairo.width(surface)), Int(cairo.height(surface)))
    guard let pixels = Self.luma(of: surface, cairo, height: height, breadth: breadth) else {
      throw .malformed(file: file, reason: "there is no memory for the picture")
    }
    self.pixels = pixels
  }

  /// Cairo, loaded when the first PNG file is read.
  private static let loadedCairo: (functions: adviz_cairo, failure: String?) = {
    var functions = adviz_cairo()
    let failure = adviz_cairo_load(&functions).map { String(cString: $0) }
    return (functions, failure)
  }()

  private static func cairo(for file: String) throws(TrainingError) -> adviz_cairo {
    guard let failure = loadedCairo.failure else { return loadedCairo.functions }
    throw .unreadable(
      file: file,
      reason: failure.contains("No such file")
        ? "a PNG file takes Cairo, which is not installed; install it with 'sudo apt-get install libcairo2'"
        : "Cairo cannot be loaded: \(failure)")
  }

  /// Unpacks a PNG file; the status of the surface says whether that succeeded.
  private static func surface(of bytes: [UInt8], _ cairo: adviz_cairo) -> OpaquePointer? {
    let reader = Reader(bytes)
    return withExtendedLifetime(reader) {
      cairo.read_png(
        { source, target, count in
          guard let source, let target else { return adviz_read_failed }
          let isThere = Unmanaged<Reader>.fromOpaque(source).takeUnretainedValue().read(Int(count), into: target)
          return isThere ? adviz_drawn : adviz_read_failed
        }, Unmanaged.passUnretained(reader).toOpaque())
    }
  }

  /// The luma of each pixel on white, row by row; nil where there is no memory.
  private static func luma(
    of surface: OpaquePointer?, _ cairo: adviz_cairo, height: Int, breadth: Int
  ) -> [UInt8]? {
    // Whatever the file holds, painted on white it is of one known format.
    let paper = cairo.make_image(adviz_without_alpha, Int32(breadth), Int32(height))
    let context = cairo.create(paper)
    defer {
      cairo.destroy(context)
      cairo.destroy_surface(paper)
    }
    cairo.set_color(context, 1, 1, 1)
    cairo.paint(context)
    cairo.set_source(context, surface, 0, 0)
    cairo.paint(context)
    cairo.flush(paper)
    guard cairo.status(context) == adviz_drawn, let data = cairo.pixels(paper) else {
      return nil
    }
    let stride = Int(cairo.stride(paper))
    var pixels: [UInt8] = []
    pixels.reserveCapacity(breadth * height)
    for y in 0..<height {
      for x in 0..<breadth {
        let place = data + y * stride + 4 * x
        // The luma of ITU-R BT.601, from blue, green and red.
        let luma = 114 * Int(place[0]) + 587 * Int(place[1]) + 299 * Int(place[2])
        pixels.append(UInt8((luma + 500) / 1000))
      }
    }
    return pixels
  }

  /// Hands out bytes one piece after the other.
  private final class Reader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func read(_ count: Int, into target: UnsafeMutablePointer<UInt8>) -> Bool {
      guard count <= rest.count else { return false }
      for (place, byte) in rest.prefix(count).enumerated() { target[place] = byte }
      rest = rest.dropFirst(count)
      return true
    }
  }
}
