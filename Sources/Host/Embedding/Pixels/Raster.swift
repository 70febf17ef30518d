import CRSVG
import GraphLayout
import Rendering

/// A picture as pixels.
struct Raster {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// Blue, green, red and alpha of each pixel, row by row; colours are multiplied by alpha.
  let pixels: [UInt8]

  /// 200 MB; what holds two of them at a time still fits a laptop.
  static let mostPixels = 50_000_000
  /// The most pixels on a side that Cairo can address.
  static let longestSide = 32_000

  /// The width and the height of a picture in pixels.
  ///
  /// - Throws: ``EmbedError/tooManyPixels(name:width:height:)``.
  static func dimensions(of size: Size, scale: Double, calling name: String) throws(EmbedError) -> (Int, Int) {
    // No picture is larger than this, so that the conversion is safe.
    let width = Int(min(max(1, (size.width * scale).rounded(.up)), 1e9))
    let height = Int(min(max(1, (size.height * scale).rounded(.up)), 1e9))
    guard max(width, height) <= longestSide, width * height <= mostPixels else {
      throw .tooManyPixels(name: name, width: width, height: height)
    }
    return (width, height)
  }

  /// Pixels that are known.
  init(width: Int, height: Int, pixels: [UInt8]) {
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// Draws an SVG document.
  ///
  /// - Parameters:
  ///   - svg: the document.
  ///   - size: the size it has.
  ///   - scale: pixels a point.
  ///   - isEven: whether width and height have to be even numbers; the ground fills what is added.
  ///   - ground: what is beneath it; nil for nothing.
  ///   - name: the file it is for.
  /// - Throws: ``EmbedError``.
  init(
    _ svg: [UInt8], size: Size, scale: Double = 1, isEven: Bool = false, ground: Color? = nil, calling name: String
  ) throws(EmbedError) {
    let (width, height) = try Raster.dimensions(of: size, scale: scale, calling: name)
    self.width = isEven ? width + width % 2 : width
    self.height = isEven ? height + height % 2 : height
    let cairo = try DrawingLibraries.cairo(for: name)
    let surface = cairo.make_image(adviz_with_alpha, Int32(self.width), Int32(self.height))
    let context = cairo.create(surface)
    defer {
      cairo.destroy(context)
      cairo.destroy_surface(surface)
    }
    if let ground {
      cairo.set_color(context, Double(ground.red) / 255, Double(ground.green) / 255, Double(ground.blue) / 255)
      cairo.paint(context)
    }
    try cairo.draw(
      svg, on: context, Size(width: size.width * scale, height: size.height * scale), for: name)
    cairo.flush(surface)
    guard let data = cairo.pixels(surface) else { throw .cannotDraw("there is no memory for it") }
    // Four bytes a pixel leave no padding between the rows.
    pixels = Array(UnsafeBufferPointer(start: data, count: 4 * self.width * self.height))
  }

  /// Whether nothing shines through.
  var isOpaque: Bool {
    pixels.withUnsafeBufferPointer { pixels in
      var index = 3
      while index < pixels.count {
        if pixels[index] != 255 { return false }
        index += 4
      }
      return true
    }
  }

  /// The pixels with colours as they are, not multiplied by alpha.
  var straight: [UInt8] {
    guard !isOpaque else { return pixels }
    var pixels = pixels
    pixels.withUnsafeMutableBufferPointer { pixels in
      for pixel in stride(from: 0, to: pixels.count, by: 4) {
        let alpha = Int(pixels[pixel + 3])
        guard alpha != 0, alpha != 255 else { continue }
        for channel in pixel..<pixel + 3 {
          pixels[channel] = UInt8(min(255, (Int(pixels[channel]) * 255 + alpha / 2) / alpha))
        }
      }
    }
    return pixels
  }
}
