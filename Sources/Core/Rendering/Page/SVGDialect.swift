/// How what is drawn is written: for a frame that stands alone, or for one picture that shows all steps.
package struct SVGDialect: Sendable {
  package let colors: ColorSyntax
  /// Whether formulas carry what is read aloud of them.
  let isSpoken: Bool
  /// Whether what several steps show is to be shared between them: chips of the queue are drawn once and referred to.
  let sharesPieces: Bool
  /// The attribute of a reference.
  package let reference: StaticString

  /// A frame: everything is written where it stands, in SVG 1.1.
  package static func frame(_ theme: Theme) -> SVGDialect {
    SVGDialect(colors: ColorSyntax(theme), isSpoken: true, sharesPieces: false, reference: "xlink:href")
  }

  /// A moving picture, in the colours of a theme or in variables.
  package static func moving(_ colors: ColorSyntax, isSpoken: Bool) -> SVGDialect {
    SVGDialect(colors: colors, isSpoken: isSpoken, sharesPieces: true, reference: "href")
  }
}

extension SVGDrawing {
  /// What is read aloud of an element, where this picture speaks.
  package mutating func spoken(_ text: String) {
    guard dialect.isSpoken else { return }
    body.write(" role=\"img\"")
    body.attribute("aria-label", text)
  }

  /// Refers to something drawn once, at a place.
  mutating func use(_ name: some ReferenceName, x: Double?, y: Double?) {
    body.write("<use ")
    body.write(dialect.reference)
    body.write("=\"#")
    body.write(prefix)
    name.write(to: &body)
    body.write("\"")
    if let x { body.attribute("x", x) }
    if let y { body.attribute("y", y) }
    body.write("/>")
  }
}

/// What stands behind the prefix in the id of something drawn once.
protocol ReferenceName {
  func write(to buffer: inout SVGBuffer)
}

/// A glyph, by its number.
extension Int: ReferenceName {
  func write(to buffer: inout SVGBuffer) { buffer.write(self) }
}

/// What the queue of a moving picture is made of.
enum QueueMark: Hashable, Comparable, Sendable, ReferenceName {
  /// The sign between two chips.
  case chevron
  /// A node's chip, by the node's index.
  case chip(Int, isWaiting: Bool)

  func write(to buffer: inout SVGBuffer) {
    switch self {
    case .chevron: buffer.write("c")
    case .chip(let index, let isWaiting):
      buffer.write(isWaiting ? "w" : "c")
      buffer.write(index)
    }
  }

  private var order: (Int, Int) {
    switch self {
    case .chevron: (-1, 0)
    case .chip(let index, let isWaiting): (index, isWaiting ? 0 : 1)
    }
  }

  static func < (a: QueueMark, b: QueueMark) -> Bool { a.order < b.order }
}
