import Player
import Rendering
import Storyboard

/// `svg`: one picture that plays by itself.
struct AnimatedSVGExporter: SingleFileExporter {
  let fileName = "animation.svg"

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.animatedSVG() }
}

extension ExportInput {
  /// One picture that plays by itself, also within `<img>`, and shows one step, still, for `#step-7` in its address.
  ///
  /// CSS hides and shows the pieces. A program that knows no animation, and a reader who wants none, sees the last step:
  /// what is not to be seen then is not displayed (Inkscape hides no groups), unless the program knows CSS with
  /// conditions. Ids, classes and animations begin with letters of the trace, so that several pictures can stand in one
  /// page. The names of steps are anchors of HTML, which only a file of its own has, not a picture within a page; they
  /// stand in RDF, because validators let no other elements into metadata.
  ///
  /// In a large picture what stands there again and again is drawn once.
  func animatedSVG() throws -> [UInt8] {
    // Of thousands of references each carries it: three characters tell a few pictures of one page apart.
    let prefix = options.idPrefix ?? String(story.identifier.prefix(3))
    let picture = renderer.moving(prefix: prefix, isSpoken: false)
    let last = picture.count - 1
    let starts = times.starts
    var visibility = VisibilityKeyframes(prefix, times: times, playback: playback)
    var body = groups(picture, classes: "\(prefix)-") { run in
      guard let name = visibility.name(run.steps) else { return run.svg }
      return Array("<g class=\"\(name)\"\(visibility.endsHidden(run.steps) ? " display=\"none\"" : "")>".utf8)
        + run.svg
        + Array("</g>".utf8)
    }
    var definitions = picture.definitions
    for travel in picture.travels {
      body += "<g class=\"\(visibility.name(travel))\" display=\"none\">".utf8
      body += travel.svg
      body += "</g>\n".utf8
    }
    if body.count > Self.large {
      let dictionary = SVGDictionary(body, outlines: definitions, prefix: prefix, joinsOutlines: true)
      definitions += dictionary.definitions
      body = dictionary.body
    }
    /// The delay at which the animation stands in the middle of a step.
    func delay(_ step: Int) -> String { (-(Double(starts[step]) + 0.5 * Double(times.durations[step])) / 1000).decimal }
    return try templates.render(
      .animation,
      [
        "width": picture.size.width.decimal, "height": picture.size.height.decimal,
        "pageWidth": picture.page.width.decimal, "pageHeight": picture.page.height.decimal,
        "title": story.spokenTitle.printable, "description": story.spoken(story.frames[last]).printable,
        "prefix": prefix, "iterations": playback.iterations, "waits": playback == .onClick,
        "duration": (Double(times.total) / 1000).decimal, "lastDelay": delay(last),
        "steps": story.frames.steps.enumerated().map { ["number": String($1), "delay": delay($0)] },
        "keyframes": visibility.keyframes, "definitions": definitions.withLinksOfSVG1,
        "ground": String(decoding: picture.ground, as: UTF8.self), "picture": body.withLinksOfSVG1,
      ])
  }
}

extension ExportInput {
  /// From so many bytes on, a picture is worth a second look.
  fileprivate static var large: Int { 1_000_000 }
}

extension [UInt8] {
  /// Elements of SVG as text, their references as SVG 1.1 has them: Inkscape 1.2 knows no others.
  fileprivate var withLinksOfSVG1: String {
    let (reference, link) = (Array("<use href".utf8), Array("<use xlink:href".utf8))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + count / 10)
    var place = 0
    while let start = self[place...].firstIndex(of: UInt8(ascii: "<")) {
      bytes += self[place..<start]
      let isReference = self[start...].starts(with: reference)
      bytes += isReference ? link[...] : self[start...start]
      place = start + (isReference ? reference.count : 1)
    }
    return String(decoding: bytes + self[place...], as: UTF8.self)
  }
}

extension Playback {
  /// The number of times an animation of CSS runs.
  fileprivate var iterations: String { self == .once ? "1" : "infinite" }
}

/// The visibility of pieces as keyframes that all pieces with the same steps share.
private struct VisibilityKeyframes {
  /// The beginning of every class and animation.
  let prefix: String
  /// The beginning of each step, and the end of the last, in milliseconds.
  let times: [Double]
  /// How long a number travels, in milliseconds.
  let travelTime: Double
  let playback: Playback
  private var names: [[ClosedRange<Int>]: String] = [:]
  private var travelCount = 0
  private(set) var keyframes = ""

  init(_ prefix: String, times: StepTimes, playback: Playback) {
    (self.prefix, self.playback) = (prefix, playback)
    self.times = (times.starts + [times.total]).map(Double.init)
    travelTime = 0.4 * Double(times.durations.min() ?? 0)
  }

  private var count: Int { times.count - 1 }

  /// The class of pieces that are to be seen at some steps; nil where that is always.
  mutating func name(_ steps: [ClosedRange<Int>]) -> String? {
    guard steps != [0...count - 1] else { return nil }
    if let name = names[steps] { return name }
    // What is hidden at the end is so beforehand, by the beginning of its class.
    let name = prefix + (endsHidden(steps) ? "h" : "t") + String(names.count, radix: 36)
    names[steps] = name
    keyframes += "@keyframes \(name){"
    if !endsHidden(steps), steps.first?.lowerBound != 0 { keyframes += "0%{visibility:hidden}" }
    for range in steps {
      keyframes += "\(share(range.lowerBound)){visibility:visible}"
      if range.upperBound < count - 1 { keyframes += "\(share(range.upperBound + 1)){visibility:hidden}" }
    }
    keyframes += "}.\(name){animation-name:\(name)}\n"
    return name
  }

  /// The class of a number that travels while its step begins, slower at both ends: in the first two fifths of it, in a
  /// long one as fast as in the shortest.
  mutating func name(_ travel: MovingPicture.Travel) -> String {
    if travelCount == 0 {
      keyframes +=
        "[class^=\(prefix)v]{animation:\(((times.last ?? 0) / 1000).decimal)s linear \(playback.iterations);"
        + "animation-delay:var(--delay,0s);animation-play-state:var(--play,running)}\n"
    }
    let name = prefix + "v" + String(travelCount, radix: 36)
    travelCount += 1
    keyframes += "@keyframes \(name){0%{visibility:hidden;animation-timing-function:step-end}"
    let start = times[travel.step]
    var lengths = [0.0]
    for (a, b) in zip(travel.points, travel.points.dropFirst()) {
      lengths.append((lengths.last ?? 0) + ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot())
    }
    let whole = max(lengths.last ?? 0, 1e-9)
    // On a straight way the browser sees to the swing.
    let timing = travel.points.count == 2 ? "animation-timing-function:ease-in-out;" : ""
    for (length, point) in zip(lengths, travel.points) {
      let time = VisibilityKeyframes.time(of: length / whole)
      keyframes +=
        "\(share(start + travelTime * time)){visibility:visible;\(timing)"
        + "transform:translate(\(point.x.tenths)px,\(point.y.tenths)px)}"
    }
    keyframes += "\(share(start + 1.025 * travelTime)),to{visibility:hidden}}.\(name){animation-name:\(name)}\n"
    return name
  }

  /// The share of the time at which a share of the way is behind, where the speed is that of a swing.
  private static func time(of way: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<20 {
      let middle = (low + high) / 2
      if middle * middle * (3 - 2 * middle) < way { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Whether pieces are not to be seen at the last step.
  func endsHidden(_ steps: [ClosedRange<Int>]) -> Bool { steps.last?.upperBound != count - 1 }

  private func share(_ step: Int) -> String { share(times[step]) }

  private func share(_ time: Double) -> String { (time / (times.last ?? 1) * 100).decimal + "%" }
}
