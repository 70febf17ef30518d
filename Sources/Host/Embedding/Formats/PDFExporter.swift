import GraphLayout
import Rendering
import Storyboard

/// `pdf`: all steps as pages of one file.
struct PDFExporter: SingleFileExporter {
  let fileName = "frames.pdf"
  let drawsSteps = true

  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: frame.svgBytes / 8) }

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] {
    let (renderer, story) = (input.renderer, input.story)
    let pdf = try PDF(
      size: renderer.size, title: story.plainTitle.printable, subject: story.spokenGraph.printable, calling: fileName)
    let picture = renderer.moving(prefix: "p", isSpoken: false)
    for step in 0..<renderer.count {
      try Task.checkCancellation()
      try pdf.add(renderer.svg(step), label: "\(step)", texts: input.texts(picture, step))
      progress.advance()
    }
    return try pdf.finish()
  }
}

extension ExportInput {
  /// The title, the number of the step and the lines of its caption, where a frame shows them.
  fileprivate func texts(_ picture: MovingPicture, _ index: Int) -> [PlacedText] {
    var texts: [PlacedText] = []
    if var place = area(.heading, of: picture) {
      // The number of the step stands at the same height.
      if let progress = area(.progress, of: picture) { place.maxX = min(place.maxX, progress.minX - 0.01) }
      texts.append(PlacedText(text: story.plainTitle.printable, area: place))
    }
    if let place = area(.progress, of: picture), let frame = story.frames.dropFirst(index).first {
      texts.append(PlacedText(text: "step \(frame.step) of \(story.stepCount)", area: place))
    }
    if let card = area(.caption, of: picture) {
      let lines = caption(index).split(separator: "\n").map { String($0).printable }
      let height = card.size.height / Double(max(1, lines.count))
      texts += lines.enumerated().map { place, line in
        let top = card.minY + Double(place) * height
        return PlacedText(
          text: line, area: Rectangle(minX: card.minX, minY: top, maxX: card.maxX, maxY: top + height),
          isCentred: true)
      }
    }
    return texts
  }

  /// What a layer covers, as shares of the page; nil where it draws nothing.
  private func area(_ kind: PictureLayer, of picture: MovingPicture) -> Rectangle? {
    guard let layer = picture.layers.first(where: { $0.kind == kind && !$0.parts.isEmpty }) else { return nil }
    let (bounds, page) = (layer.bounds, picture.page)
    return Rectangle(
      minX: bounds.minX / page.width, minY: bounds.minY / page.height, maxX: bounds.maxX / page.width,
      maxY: bounds.maxY / page.height)
  }
}
