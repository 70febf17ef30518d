/// The distances of a page, in points; the sizes of texts and nodes are the theme's.
enum Metrics {
  static let page = (width: 1280.0, height: 720.0)
  static let margin = 48.0

  /// The greatest factor by which a small graph is drawn larger.
  static let mostGrowth = 1.3

  /// The most units of coordinates in a point of a page of the usual size; beyond it the page is drawn larger.
  static let mostUnit = 2.0

  /// The size of heading and distances beside a graph that needs much room, as a share of the usual ones.
  static let smallerParts = 0.75
  static let leastParts = 0.67
  static let smallerMargin = 24.0

  static let headingTop = 28.0
  /// The least scale of a title before it is cut.
  static let smallestTitle = 0.6
  static let progress = (width: 224.0, top: 66.0, height: 5.0, gap: 2.0)

  /// Between the parts of a page, from top to bottom.
  static let gap = 16.0
  static let card = (width: 1000.0, corner: 12.0, padding: (x: 28.0, y: 17.0))
  /// The most rows a caption takes before it is set smaller.
  static let captionRows = 5.0
  /// From the lower edge of the page to the caption, with a line of footer and without.
  static let footer = (height: 74.0, middle: 37.0, none: 36.0)

  /// The height of the queue where it stands above the legend, and the least width it needs beside it.
  static let queueRow = (height: 36.0, leastWidth: 330.0)

  /// Above two graphs on a page, between them, and from the heading of one to the graph.
  static let comparison = (top: 10.0, gap: 80.0, heading: 20.0)

  static let nodePadding = 12.0
  static let circlePadding = 5.0
  /// From a label to the outline where parts are drawn close together.
  static let closePadding = (node: 8.0, circle: 3.0)
  /// The least scale of a copy of a leaf.
  static let copyScale = 0.7
  /// The distances in a graph of usual size, and in one whose parts are drawn close together.
  static let separation = (node: 32.0, layer: 140.0)
  static let closeSeparation = (node: 5.0, layer: 44.0)
  /// The distances in a picture of the graph alone.
  static let graphSeparation = (node: 28.0, layer: 90.0)
  /// The most by which a circle may be wider than the least size.
  static let circleGrowth = 12.0
  static let nodeCorner = 11.0
  /// From the outline to the texts around it.
  static let textGap = 6.0
  /// The height that a graph is laid out for at least, whatever stands beneath it.
  static let leastRoom = 160.0
  /// Between a node's outline and the ends of its edges: room for the ring.
  static let ring = (gap: 4.0, width: 5.0, room: 8.0)
  static let closeRing = (gap: 3.5, width: 4.5, room: 6.0)

  static let gradient = (gap: 10.0, padding: (x: 8.0, y: 5.0))
  static let dot = (radius: 4.0, step: 12.0, row: 18.0)

  static let numberPadding = (x: 4.0, y: 2.5)
  static let currentEdgeWidth = 5.0
  static let arrow = (length: 10.0, width: 8.0)
  static let currentArrow = (length: 13.5, width: 12.0)
  /// The size of the mark of a number that is not finite: half its width.
  static let flaw = 9.0
  /// The mark on a current edge that points to the receiver.
  static let wayBack = (radius: 10.0, leastRadius: 5.5, gap: 4.0, before: 6.0)

  /// The least distance between the tips of two arrows at one node.
  static let arrivalGap = 13.0

  /// From the outline of a closed group to the line within it.
  static let secondLine = 4.0
  /// Around the nodes of a group: the hull, more for each hull within it, and its corners.
  static let hull = (margin: 8.0, step: 7.0, corner: 14.0, band: 11.0, padding: (x: 7.0, y: 4.0))

  static let chip = (padding: 9.0, gap: 11.0)
}
