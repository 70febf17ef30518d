import Storyboard

/// The captions of all frames, typeset, and the lines they stand on.
struct CaptionTexts: Sendable {
  /// The caption of each frame; none where no captions are shown.
  let captions: [CaptionText]
  let grid: CaptionText.Grid
  private let size: Double
  private let isEven: Bool
  /// From the card's edge to the lines.
  private let padding: Double

  /// The heights of a caption against the usual one, and the share of the page's height that its card may take; the last
  /// is small enough in any case.
  private static let small = (shares: [0.6, 0.56], mostHeight: 0.15)
  private static let least = (shares: [0.56, 0.52, 0.48], mostHeight: 0.1)

  /// Sets captions for a card of a width, in lines of a height.
  init(_ story: Storyboard, _ options: PictureOptions, size: Double, cardWidth: Double, isEven: Bool = true) {
    let width = cardWidth - 2 * Metrics.card.padding.x
    (self.size, self.isEven) = (size, isEven)
    captions = story.frames.indices.map { CaptionText(story.frames.caption($0), options, size: size, within: width) }
    grid = CaptionText.Grid(captions, size: size, isEven: isEven)
    padding = Metrics.card.padding.y * size / max(options.theme.sizes.caption, 1)
  }

  /// No captions.
  init() {
    captions = []
    (size, isEven) = (0, true)
    grid = CaptionText.Grid([], size: 0, isEven: true)
    padding = 0
  }

  /// The height of the card, if there is one.
  var cardHeight: Double? { captions.isEmpty ? nil : grid.height + 2 * padding }

  /// The caption of a frame at another point, with its lines, on the card of these; smaller where it would be higher.
  ///
  /// - Parameters:
  ///   - place: the place of the frame, which these have.
  ///   - caption: the caption.
  ///   - options: the options of the picture.
  ///   - cardWidth: the width of the card.
  /// - Returns: the caption, and the lines it stands on.
  func fitted(
    _ place: Int, _ caption: Caption, _ options: PictureOptions, cardWidth: Double
  ) -> (text: CaptionText, grid: CaptionText.Grid) {
    let (width, measured) = (cardWidth - 2 * Metrics.card.padding.x, captions[place])
    var size = size
    while true {
      let text = CaptionText(caption, options, size: size, within: width)
      // In as many rows it stands on the same lines, whatever its numbers.
      let same = size == self.size && text.rowCount == measured.rowCount ? [measured] : []
      let own = CaptionText.Grid([text] + same, size: size, isEven: isEven)
      if own.height(of: text) <= grid.height + 0.5 || size < 0.45 * self.size { return (text, own) }
      size -= 0.05 * self.size
    }
  }

  /// Captions that leave a page of some height room for a large graph, or for one that needs all there is.
  static func small(
    _ story: Storyboard, _ options: PictureOptions, cardWidth: Double, pageHeight: Double, isLeast: Bool
  ) -> CaptionTexts {
    let (shares, mostHeight) = isLeast ? least : small
    var texts = CaptionTexts()
    for share in shares {
      texts = CaptionTexts(
        story, options, size: share * options.theme.sizes.caption, cardWidth: cardWidth, isEven: false)
      if texts.cardHeight ?? 0 <= mostHeight * pageHeight { break }
    }
    return texts
  }
}
