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
