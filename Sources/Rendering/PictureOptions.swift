import Formulas

/// What may be chosen about pictures.
public struct PictureOptions: Hashable, Sendable {
  /// Whether the forward value stands beneath each node.
  public var showsValues: Bool
  /// How numbers are rounded.
  public var numbers: NumberStyle
  /// Whether the page has a ground; without one the picture is transparent.
  public var hasBackground: Bool
  /// The colours.
  public var theme: Theme

  /// The defaults: values on, four digits, the light theme.
  public init(
    showsValues: Bool = true, numbers: NumberStyle = NumberStyle(), hasBackground: Bool = true, theme: Theme = .light
  ) {
    self.showsValues = showsValues
    self.numbers = numbers
    self.hasBackground = hasBackground
    self.theme = theme
  }
}
