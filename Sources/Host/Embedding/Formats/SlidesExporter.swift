import Formulas
import GraphLayout
import Output
import Rendering
import Storyboard

/// `pptx`: a PowerPoint file with a slide a step, the picture as SVG, and as pixels for programs that show no SVG.
struct SlidesExporter: Exporter {
  let fileName = "slides.pptx"
  let drawsSteps = true

  /// The most slides; an archive has room for six files each.
  private static let mostSlides = 10_000

  func size(of frame: FrameSize) -> ExportSize {
    ExportSize(bytesPerFrame: frame.pixels / 20 + frame.svgBytes / 3 + 4_000, otherBytes: 10_000)
  }

  func check(_ input: ExportInput) throws(EmbedError) {
    let count = input.story.frames.steps.count
    guard count <= SlidesExporter.mostSlides else {
      throw .tooLarge(file: fileName, size: "\(count) slides", limit: "\(SlidesExporter.mostSlides)")
    }
  }

  /// Draws the slides on all cores.
  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    let page = SlidePage(input)
    let slides = try await withThrowingTaskGroup(of: (place: Int, parts: [OfficePackage.Part]).self) { group in
      for index in 0..<input.renderer.count {
        group.addTask {
          try Task.checkCancellation()
          let parts = try await input.slide(index, on: page, for: fileName)
          progress.advance()
          return (index, parts)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.place < $1.place }.flatMap(\.parts)
    }
    let links = [
      OfficePackage.Link("presentation", .presentation, SlidePaths.presentation),
      OfficePackage.Link("properties", .properties, SlidePaths.properties),
    ]
    let parts = try input.partsOfAllSlides(page) + slides
    try folder.write(OfficePackage.bytes(of: parts, links: links, calling: fileName), to: fileName)
  }
}

/// The paths of the parts of a PowerPoint file.
private enum SlidePaths {
  static let properties = "docProps/core.xml"
  static let presentation = "ppt/presentation.xml"
  static let master = "ppt/slideMasters/slideMaster1.xml"
  static let layout = "ppt/slideLayouts/slideLayout1.xml"
  static let notesMaster = "ppt/notesMasters/notesMaster1.xml"
  static let theme = "ppt/theme/theme1.xml"
  static let notesTheme = "ppt/theme/theme2.xml"

  static func slide(_ index: Int) -> String { "ppt/slides/slide\(index + 1).xml" }
  static func notes(_ index: Int) -> String { "ppt/notesSlides/notesSlide\(index + 1).xml" }
}

/// The places on a slide, in English Metric Units, of which 914,400 are an inch.
struct SlidePage: Sendable {
  /// The size of a slide.
  let size: Size
  /// The picture, in the middle and as large as fits.
  let picture: Rectangle
  /// The title, above the slide: screen readers and the outline have it, and nothing is seen of it.
  let hiddenTitle: Rectangle
  /// The title and the text of slides that others add.
  let (title, body): (Rectangle, Rectangle)
  /// The slide on the page of its notes.
  let onNotes: Rectangle

  /// 96 points are an inch.
  private static let unitsPerPoint = 9_525.0
  /// An inch and 56 of them, the range of PowerPoint.
  private static let (shortest, longest) = (914_400.0, 51_206_400.0)

  /// A slide of the size that pictures are asked for in, else of 16:9.
  init(_ input: ExportInput) {
    let points = input.options.size ?? Size(width: 1280, height: 720)
    let (short, long) = (min(points.width, points.height), max(points.width, points.height))
    let scale = min(max(SlidePage.unitsPerPoint, SlidePage.shortest / short), SlidePage.longest / long)
    size = Size(width: points.width * scale, height: points.height * scale)
    let slide = Rectangle(minX: 0, minY: 0, maxX: size.width, maxY: size.height)
    picture = slide.fitting(input.renderer.size)
    let (margin, line) = (size.width / 16, size.height / 8)
    hiddenTitle = Rectangle(minX: 0, minY: -1.5 * line, maxX: size.width, maxY: -0.5 * line)
    title = Rectangle(minX: margin, minY: line / 2, maxX: size.width - margin, maxY: 1.5 * line)
    body = Rectangle(minX: margin, minY: 2 * line, maxX: size.width - margin, maxY: 7.5 * line)
    onNotes = Rectangle(minX: 685_800, minY: 685_800, maxX: 6_172_200, maxY: 4_114_800).fitting(size)
  }
}

extension Rectangle {
  /// What is in the middle of it and as large as fits, of these proportions.
  fileprivate func fitting(_ inner: Size) -> Rectangle {
    let scale = min(size.width / inner.width, size.height / inner.height)
    let (left, top) = ((size.width - inner.width * scale) / 2, (size.height - inner.height * scale) / 2)
    return Rectangle(minX: minX + left, minY: minY + top, maxX: maxX - left, maxY: maxY - top)
  }

  /// The values that templates have of it.
  fileprivate var values: [String: Any] {
    [
      "left": minX.rounded().decimal, "top": minY.rounded().decimal, "width": size.width.rounded().decimal,
      "height": size.height.rounded().decimal,
    ]
  }
}

extension ExportInput {
  /// The parts of one slide: itself, its notes, its picture twice.
  fileprivate func slide(
    _ index: Int, on page: SlidePage, for file: String
  ) async throws -> [OfficePackage.Part] {
    let frame = story.frames[index]
    let svg = renderer.svg(index)
    let values: [String: Any] = [
      "heading": Words.title(story.plainTitle.printable, step: frame.step, of: story.stepCount),
      "step": Words.step(frame.step), "alternative": story.spoken(frame).printable,
      "spoken": frame.caption.spoken.printable,
      "lines": caption(index).split(separator: "\n").map { String($0).printable },
      "title": page.hiddenTitle.values, "picture": page.picture.values,
    ]
    let pictures = ["svg", "png"].map { ending in
      OfficePackage.Link(
        ending, .image, Animation.frameName(frame.step, ending).replacing("frames/", with: "ppt/media/"))
    }
    let links = [
      OfficePackage.Link("layout", .slideLayout, SlidePaths.layout),
      OfficePackage.Link("notes", .notesSlide, SlidePaths.notes(index)),
    ]
    let noteLinks = [
      OfficePackage.Link("master", .notesMaster, SlidePaths.notesMaster),
      OfficePackage.Link("slide", .slide, SlidePaths.slide(index)),
    ]
    let bytes = [svg, try await fallback(index, for: file)]
    let images = try zip(pictures, bytes).map { link, bytes in try OfficePackage.Part(.image, link.target, bytes) }
    return [
      try .init(.slide, SlidePaths.slide(index), templates.render(.slide, values), links: links + pictures),
      try .init(.notesSlide, SlidePaths.notes(index), templates.render(.slideNotes, values), links: noteLinks),
    ] + images
  }

  /// The picture as a PNG file; where frames are written at the same scale, that of the frame.
  private func fallback(_ index: Int, for file: String) async throws -> [UInt8] {
    guard fallbackScale != scale else {
      return try await pictures.png(index, of: renderer, scale: scale, calling: file)
    }
    return try Raster(renderer.svg(index), size: renderer.size, scale: fallbackScale, calling: file).png()
  }

  /// Pixels a point of the pictures as pixels: what is asked for, within what can be drawn.
  private var fallbackScale: Double {
    let size = renderer.size
    let area = Double(Raster.mostPixels / 2) / (size.width * size.height)
    return min(scale, area.squareRoot(), Double(Raster.longestSide / 2) / max(size.width, size.height))
  }

  /// The parts that all slides share.
  fileprivate func partsOfAllSlides(_ page: SlidePage) throws -> [OfficePackage.Part] {
    let slides = (0..<renderer.count).map { (id: "slide\($0 + 1)", path: SlidePaths.slide($0)) }
    let values: [String: Any] = [
      "title": story.plainTitle.printable, "description": story.spokenGraph.printable,
      "width": page.size.width.rounded().decimal, "height": page.size.height.rounded().decimal,
      // The smallest number that the format allows is 256.
      "slides": slides.enumerated().map { ["id": String(256 + $0), "link": $1.id] },
    ]
    let places: [String: Any] = [
      "title": page.title.values, "body": page.body.values, "slide": page.onNotes.values,
      "ground": isDark ? "dk" : "lt", "text": isDark ? "lt" : "dk",
    ]
    let links = [
      OfficePackage.Link("master", .slideMaster, SlidePaths.master),
      OfficePackage.Link("notesMaster", .notesMaster, SlidePaths.notesMaster),
      OfficePackage.Link("theme", .theme, SlidePaths.theme),
    ]
    let hiddenTitle = ["title": page.hiddenTitle.values]
    return [
      try .init(.properties, SlidePaths.properties, templates.render(.slideProperties, values)),
      try .init(
        .presentation, SlidePaths.presentation, templates.render(.presentation, values),
        links: links + slides.map { .init($0.id, .slide, $0.path) }),
      try .init(
        .slideMaster, SlidePaths.master, templates.render(.slideMaster, places),
        links: [.init("layout", .slideLayout, SlidePaths.layout), .init("theme", .theme, SlidePaths.theme)]),
      try .init(
        .slideLayout, SlidePaths.layout, templates.render(.slideLayout, hiddenTitle),
        links: [.init("master", .slideMaster, SlidePaths.master)]),
      try .init(
        .notesMaster, SlidePaths.notesMaster, templates.render(.notesMaster, places),
        links: [.init("theme", .theme, SlidePaths.notesTheme)]),
      try .init(
        .theme, SlidePaths.theme,
        templates.render(.slideTheme, ["colors": options.theme.ofSlides(isDark: isDark)])),
      try .init(
        .theme, SlidePaths.notesTheme,
        templates.render(.slideTheme, ["colors": Theme.light.ofSlides(isDark: false)])),
    ]
  }
}

extension Theme {
  /// The colours by the names that PowerPoint has for them, without the sign that begins them.
  fileprivate func ofSlides(isDark: Bool) -> [[String: Any]] {
    let dark: [Paint] = isDark ? [.background, .card] : [.ink, .quietText]
    let light: [Paint] = isDark ? [.ink, .quietText] : [.background, .card]
    let pairs = zip(dark, light).enumerated().flatMap { [("dk\($0 + 1)", $1.0), ("lt\($0 + 1)", $1.1)] }
    let accents: [Paint] = [.operation, .variable, .constant, .accent, .alert, .groupBorder]
    let named =
      accents.enumerated().map { ("accent\($0 + 1)", $1) } + [("hlink", .accentText), ("folHlink", .quietText)]
    return (pairs + named).map { ["name": $0, "color": String("\(self[$1])".dropFirst())] }
  }
}
