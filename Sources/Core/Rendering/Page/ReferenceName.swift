/// What stands behind the prefix in the id of something drawn once.
protocol ReferenceName {
  func write(to buffer: inout SVGBuffer)
}

/// A glyph, by its number.
extension Int: ReferenceName {
  func write(to buffer: inout SVGBuffer) { buffer.write(self) }
}
