/// The sizes and distances of a page, in points.
enum Metrics {
  static let page = (width: 1280.0, height: 720.0)
  static let margin = 48.0

  static let titleSize = 26.0
  static let titleBaseline = 54.0
  /// How much smaller a title in words may become before it is cut.
  static let smallestTitle = 0.6
  static let subtitleSize = 19.0
  static let subtitleBaseline = 88.0
  static let progress = (width: 224.0, top: 66.0, height: 5.0, gap: 2.0)

  /// The graph stands between these on a page of the usual size.
  static let graphTop = 112.0
  static let graphBottom = 508.0

  static let card = (top: 524.0, height: 122.0, width: 1000.0, corner: 12.0, padding: 28.0)
  static let captionSize = 23.0
  static let captionBaselines = (first: 47.0, second: 98.0, only: 69.0)

  static let footer = 683.0
  static let footerSize = 15.5

  static let nodeSize = 60.0
  static let nodePadding = 12.0
  static let circlePadding = 5.0
  static let largestCircle = 72.0
  static let nodeCorner = 11.0
  static let outlineWidth = 1.6
  static let labelSize = 20.0
  static let nameSize = 17.0
  static let valueSize = 15.0
  /// From the outline to the text above and below it.
  static let textGap = 6.0
  /// Between a node's outline and the ends of its edges: room for the ring.
  static let ring = (gap: 4.0, width: 5.0, room: 8.0)

  static let gradientSize = 19.0
  static let gradientGap = 14.0
  static let dot = (radius: 4.0, step: 12.0)

  static let numberSize = 16.0
  static let numberPadding = (x: 4.0, y: 2.5)
  static let edgeWidth = 1.6
  static let currentEdgeWidth = 5.0
  static let arrow = (length: 10.0, width: 8.0)
  static let currentArrow = (length: 17.0, width: 16.0)

  static let chip = (height: 28.0, padding: 9.0, gap: 20.0, labelSize: 16.0, minimum: 34.0)
}
