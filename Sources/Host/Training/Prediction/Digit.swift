extension GreyImage {
  /// The picture in the form of MNIST's digits: white on black, as large and in the same place as those.
  ///
  /// A picture with a light border is inverted. One of the size asked for is otherwise taken as it is; from another the
  /// ink is cut out, brought to five sevenths of the size with its proportions kept, and placed so that its centre of
  /// mass is in the middle (Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998, III.A).
  ///
  /// - Returns: the pixels, row by row.
  package func digit(height: Int, breadth: Int) -> [UInt8] {
    let ink = isLightAtBorder ? pixels.map { 255 - $0 } : pixels
    guard height != self.height || breadth != self.breadth else { return ink }
    guard let box = bounds(of: ink) else { return Array(repeating: 0, count: height * breadth) }
    let scale = min(Double(height) / Double(box.rows.count), Double(breadth) / Double(box.columns.count)) * 20 / 28
    let middle = centreOfMass(of: ink, box)
    return (0..<height * breadth).map { place in
      // The place of the pixel in the picture; its centre of mass goes to the middle.
      let top = (Double(place / breadth) - Double(height) / 2) / scale + middle.y
      let left = (Double(place % breadth) - Double(breadth) / 2) / scale + middle.x
      return mean(of: ink, top: top, left: left, side: 1 / scale)
    }
  }

  private var isLightAtBorder: Bool {
    var sum = 0
    var count = 0
    for y in 0..<height {
      for x in 0..<breadth where y == 0 || x == 0 || y == height - 1 || x == breadth - 1 {
        sum += Int(pixels[y * breadth + x])
        count += 1
      }
    }
    return sum > 127 * count
  }

  /// The rectangle that holds all that is not nearly black; nil where nothing is.
  private func bounds(of ink: [UInt8]) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    let threshold = max(32, (ink.max() ?? 0) / 4)
    let dark = ink.indices.filter { ink[$0] >= threshold }
    let columns = dark.map { $0 % breadth }
    guard let first = dark.first, let last = dark.last, let left = columns.min(), let right = columns.max() else {
      return nil
    }
    return (first / breadth...last / breadth, left...right)
  }

  private func centreOfMass(
    of ink: [UInt8], _ box: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)
  ) -> (x: Double, y: Double) {
    var (mass, x, y) = (0.0, 0.0, 0.0)
    for row in box.rows {
      for column in box.columns {
        let weight = Double(ink[row * breadth + column])
        mass += weight
        x += weight * (Double(column) + 0.5)
        y += weight * (Double(row) + 0.5)
      }
    }
    return (x / mass, y / mass)
  }

  /// The mean over a square, whose sides may pass through pixels; outside the picture all is black.
  private func mean(of ink: [UInt8], top: Double, left: Double, side: Double) -> UInt8 {
    let (bottom, right) = (top + side, left + side)
    guard bottom > 0, right > 0, top < Double(height), left < Double(breadth) else { return 0 }
    var sum = 0.0
    for y in Int(max(0, top))..<Int(min(Double(height), bottom.rounded(.up))) {
      let tall = min(bottom, Double(y) + 1) - max(top, Double(y))
      for x in Int(max(0, left))..<Int(min(Double(breadth), right.rounded(.up))) {
        let wide = min(right, Double(x) + 1) - max(left, Double(x))
        sum += tall * wide * Double(ink[y * breadth + x])
      }
    }
    return UInt8(max(0, min(255, (sum / (side * side)).rounded())))
  }
}
