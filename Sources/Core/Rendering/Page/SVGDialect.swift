import Typesetting

/// The kind of SVG that is written: for a frame that stands alone, or for one picture of all steps.
package struct SVGDialect: Sendable {
  package let colors: ColorSyntax
  /// Whether formulas have labels for screen readers.
  let isSpoken: Bool
  /// Whether chips of the queue are drawn once, among the definitions, and referred to.
  let sharesPieces: Bool
  /// The attribute of a reference.
  package let reference: StaticString
  /// The answers in blanks, by their numbers; none where they are empty.
  package var answers: [Typeset] = []

  /// A frame: everything is written where it stands, in SVG 1.1.
  package static func frame(_ theme: Theme) -> SVGDialect {
    SVGDialect(colors: ColorSyntax(theme), isSpoken: true, sharesPieces: false, reference: "xlink:href")
  }

  /// A moving picture, in the colours of a theme or in variables.
  package static func moving(_ colors: ColorSyntax, isSpoken: Bool) -> SVGDialect {
    SVGDialect(colors: colors, isSpoken: isSpoken, sharesPieces: true, reference: "href")
  }
}
