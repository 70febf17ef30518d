import Adviz

extension AnimationFolder.Result {
  /// Tells what was written: the folder and the formats, what an earlier run left, and what was left out.
  ///
  /// - Parameters:
  ///   - direction: the direction that was asked for; nil where the one that fits was chosen.
  ///   - drawsParts: whether the command has the option for a part of a graph.
  ///   - isResult: whether the line about the folder is the result, which goes to standard output; else all goes to
  ///     standard error.
  /// - Throws: what writing to standard output throws.
  func tell(direction: Direction?, drawsParts: Bool = true, isResult: Bool = true) throws {
    let frameFormats = formats.filter(\.isOfFrames).map { " and " + $0.rawValue.uppercased() }
    let frames = "\(frameCount) frames" + (frameFormats.isEmpty ? "" : " as SVG" + frameFormats.joined())
    let names = formats.filter { !$0.isOfFrames }.map(\.fileName) + captionFiles
    Console.note(legibility, direction: direction, drawsParts: drawsParts)
    let line = "\(folder.shown): " + ([frames] + names).joined(separator: ", ")
    if isResult { try Console.print(line) } else { Console.complain(line: line) }
    if !removedFormats.isEmpty {
      let captions =
        captionFiles.isEmpty ? removedFormats.first { !$0.companionFiles.isEmpty }?.companionFiles ?? [] : []
      let names = (removedFormats.map(\.fileName) + captions).joined(separator: ", ")
      let formats = removedFormats.map(\.rawValue).joined(separator: ",")
      Console.complain(
        line: "note: of an earlier run, no longer in the folder: \(names); --format \(formats) writes them")
    }
    for name in renamedFiles {
      Console.complain(line: "warning: what stood where a file of the new set is, is now \(folder)/\(name)")
    }
    for failure in failures { Console.complain(line: "error: \(Hint.sentence(failure))") }
  }
}
