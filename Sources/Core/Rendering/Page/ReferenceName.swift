/// The name of a definition: its id without the prefix.
protocol ReferenceName {
  func write(to buffer: inout SVGBuffer)
}

/// A glyph, by its number.
extension Int: ReferenceName {
  func write(to buffer: inout SVGBuffer) { buffer.write(self) }
}
