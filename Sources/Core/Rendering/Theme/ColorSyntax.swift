/// The text of each colour in an SVG: its value, or a variable that a page may change.
package struct ColorSyntax: Sendable {
  private let texts: [Fill: String]

  /// The colours of a theme, `#add8e6`.
  package init(_ theme: Theme) {
    self.init { $0.color(in: theme).description }
  }

  private init(_ text: (Fill) -> String) {
    var texts: [Fill: String] = [:]
    for fill in Fill.all { texts[fill] = text(fill) }
    self.texts = texts
  }

  /// Variables of CSS by the names of ``Theme/paints``, `var(--variable)`.
  package static let variables = ColorSyntax { "var(--\($0.name))" }

  package subscript(paint: Paint) -> String { self[.full(paint)] }

  package subscript(fill: Fill) -> String { texts[fill] ?? "" }
}
