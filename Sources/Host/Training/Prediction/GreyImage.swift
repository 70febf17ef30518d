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
    let surface = Self.surface(of: bytes)
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      throw .malformed(file: file, reason: "the PNG file is damaged or cut off")
    }
    (breadth, height) = (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
    guard let pixels = Self.luma(of: surface, height: height, breadth: breadth) else {
      throw .malformed(file: file, reason: "there is no memory for the picture")
    }
    self.pixels = pixels
  }

  /// Unpacks a PNG file; the status of the surface says whether that succeeded.
  private static func surface(of bytes: [UInt8]) -> OpaquePointer? {
    let reader = Reader(bytes)
    return withExtendedLifetime(reader) {
      cairo_image_surface_create_from_png_stream(
        { source, target, count in
          guard let source, let target else { return CAIRO_STATUS_READ_ERROR }
          let isThere = Unmanaged<Reader>.fromOpaque(source).takeUnretainedValue().read(Int(count), into: target)
          return isThere ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR
        }, Unmanaged.passUnretained(reader).toOpaque())
    }
  }

  /// The luma of each pixel on white, row by row; nil where there is no memory.
  private static func luma(of surface: OpaquePointer?, height: Int, breadth: Int) -> [UInt8]? {
    // Whatever the file holds, painted on white it is of one known format.
    let paper = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(breadth), Int32(height))
    let context = cairo_create(paper)
    defer {
      cairo_destroy(context)
      cairo_surface_destroy(paper)
    }
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    cairo_set_source_surface(context, surface, 0, 0)
    cairo_paint(context)
    cairo_surface_flush(paper)
    guard cairo_status(context) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(paper) else {
      return nil
    }
    let stride = Int(cairo_image_surface_get_stride(paper))
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
