import Rendering

/// A picture that is given pixel by pixel.
package struct PixelImage: Sendable {
  private let raster: Raster

  /// Asks for each pixel once.
  ///
  /// - Parameters:
  ///   - width: columns, at least 1.
  ///   - height: rows, at least 1.
  ///   - color: the colour of the pixel in a column and a row, and how much it covers what lies beneath, from 0 to 1.
  package init(width: Int, height: Int, color: (_ column: Int, _ row: Int) -> (Color, opacity: Double)) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(4 * width * height)
    for row in 0..<height {
      for column in 0..<width {
        let (color, opacity) = color(column, row)
        let alpha = max(0, min(1, opacity.isNaN ? 0 : opacity))
        pixels += [color.blue, color.green, color.red].map { UInt8((Double($0) * alpha).rounded()) }
        pixels.append(UInt8((255 * alpha).rounded()))
      }
    }
    raster = Raster(width: width, height: height, pixels: pixels)
  }

  /// The picture as a PNG file.
  ///
  /// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
  package func png() throws(EmbedError) -> [UInt8] { try raster.png() }
}
