import Adviz

extension Console {
  /// Says on standard error what a large graph costs its reader: arrays by their shapes, small text.
  static func note(_ legibility: Legibility) {
    if let most = legibility.elementsUpTo {
      let arrays = most == 0 ? "arrays" : "arrays of more than \(most) elements"
      complain(
        line: "note: \(arrays) are drawn by their shapes, so that text stays readable; --elements-up-to 16 writes"
          + " larger ones out")
    }
    guard legibility.nodeCount > 60 || legibility.isBelowAim else { return }
    let pixels = (legibility.textHeight * 10).rounded() / 10
    let help =
      (legibility.hasGroups ? "--collapse all draws groups as one node each, " : "")
      + "--around NODE a part, --direction \(Direction.topToBottom.rawValue) the other way"
    complain(
      line: "note: on a slide of 1920×1080 the text of these \(legibility.nodeCount) nodes is \(pixels) pixels high; "
        + help)
  }
}
