import GraphLayout

extension Outline {
  /// The radius of its corners.
  var corner: Double {
    switch self {
    case .circle(let radius): radius
    case .roundedRectangle(_, let corner): corner
    }
  }

  /// The same shape in another size.
  func scaled(by factor: Double) -> Outline {
    switch self {
    case .circle(let radius): .circle(radius: radius * factor)
    case .roundedRectangle(let size, let corner):
      .roundedRectangle(Size(width: size.width * factor, height: size.height * factor), corner: corner * factor)
    }
  }

  /// The same shape, larger on every side.
  func grown(by margin: Double) -> Outline {
    switch self {
    case .circle(let radius): .circle(radius: radius + margin)
    case .roundedRectangle(let size, let corner):
      .roundedRectangle(
        Size(width: size.width + 2 * margin, height: size.height + 2 * margin),
        corner: corner == 0 ? 0 : corner + margin)
    }
  }
}
