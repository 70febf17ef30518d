import Adviz

extension Console {
  /// Says on standard error what a large graph costs its reader: arrays by their shapes, small text.
  ///
  /// - Parameters:
  ///   - legibility: how well the picture can be read.
  ///   - direction: the direction that was asked for; nil where the one that fits was chosen.
  ///   - drawsParts: whether the command has the options for a part of a graph and for closed groups.
  static func note(_ legibility: Legibility, direction: Direction?, drawsParts: Bool = true) {
    if let most = legibility.elementsUpTo {
      let arrays = most == 0 ? "arrays" : "arrays of more than \(most) element\(most == 1 ? "" : "s")"
      complain(
        line: "note: \(arrays) are drawn by their shapes, so that text stays readable; --elements-up-to 16 writes"
          + " larger ones out")
    }
    guard legibility.nodeCount > 60 || legibility.isBelowAim else { return }
    let pixels = (legibility.textHeight * 10).rounded() / 10
    var help: [String] = []
    if legibility.hasGroups, drawsParts { help.append("--collapse all draws groups as one node each") }
    help.append(drawsParts ? "--around NODE draws a part" : "a smaller graph is easier to read")
    // The direction that fits has been looked for already, unless the graph is huge.
    if let direction {
      let isVertical = direction == .topToBottom || direction == .bottomToTop
      let other: Direction = isVertical ? .leftToRight : .topToBottom
      help.append("--direction \(other.rawValue) may fit better")
    } else if legibility.isHuge {
      help.append("--direction \(Direction.topToBottom.rawValue) may fit better")
    }
    complain(
      line: "note: on a \(legibility.isOnSlide ? "slide" : "page") of"
        + " \(Int(legibility.target.width))×\(Int(legibility.target.height)) the text of these"
        + " \(legibility.nodeCount) nodes is \(pixels) pixels high; "
        + help.joined(separator: ", "))
  }
}
