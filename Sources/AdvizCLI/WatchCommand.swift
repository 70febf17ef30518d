import Adviz
import ArgumentParser
import Serving
import Watching

struct WatchCommand: AsyncParsableCommand, ExpressionReading {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show the player of a file in the browser, and follow the file as it is edited.",
    discussion: """
      Prints the address of a page of this machine, which no other machine can reach, and opens it. Whenever the file \
      is saved, the page shows it at the same step; where something is wrong with it, the page says what and where, \
      above the last picture. Of several files each has a page. Ctrl-C ends it.

      Example:
        adviz watch expr.txt
        adviz watch Templates/expressions/*.txt --port 8000 --theme dark
      """)

  @Argument(help: ArgumentHelp("Expression files, or saved traces.", valueName: "expr.txt"))
  var files: [String]

  @Option(help: ArgumentHelp("The port of the page, 1 to 65535; by default one that is free.", valueName: "number"))
  var port: Int?

  @Flag(inversion: .prefixedNo, help: "Whether the page is opened in the browser.")
  var open = true

  @Flag(help: "Tell each save on standard error, and how long drawing it took.")
  var verbose = false

  @Flag(help: "Tell nothing on standard error of files with a mistake; the page does.")
  var quiet = false

  @OptionGroup var evaluation: EvaluationOptions

  @OptionGroup var player: PlayerOptions

  @OptionGroup var part: PartOptions

  @OptionGroup var grouping: GroupOptions

  @OptionGroup var picture: PictureOptionGroup

  func validate() throws {
    if files.contains("-") {
      throw ValidationError("Standard input cannot be watched; name a file that you save.")
    }
    guard (1...65_535).contains(port ?? 1) else { throw ValidationError("--port is a number from 1 to 65535.") }
    if verbose, quiet { throw ValidationError("--verbose and --quiet do not go together.") }
  }

  func run() async throws {
    do {
      for file in files { try Self.check(file) }
      // What is wrong with the options is told before anything is shown.
      _ = try picture.options()
      let templates = try player.templates.map { try Templates(folder: $0) } ?? Templates()
      let watched = files.map { file in
        WatchedFile(file) { try drawing(of: file, holding: $0, isOutdated: $1) }
      }
      let pages = WatchPages(watched, templates: templates)
      try await untilInterrupted { [port, open] in
        try await WatchServer.run(watched, pages, port: port.map { UInt16(clamping: $0) }) { address in
          try Console.print(address)
          if open { WebBrowser.open(address) }
        }
      }
    } catch {
      throw AdvizTool.report(error)
    }
  }

  /// Refuses a file that is not there when watching begins; later it may come and go.
  private static func check(_ file: String) throws {
    switch FileReading(file) {
    case .contents: break
    case .failed(let error): throw Input.refusal(error, name: file)
    case .special:
      throw CommandError(.noInput, "error: cannot watch \(file.shown): it is no file that can be saved")
    }
  }
}

extension WatchCommand {
  /// Draws what a file holds, or puts what is wrong with it in words.
  fileprivate func drawing(
    of file: String, holding reading: FileReading, isOutdated: () -> Bool
  ) throws -> Drawing {
    let start = ContinuousClock.now
    // A theme file may be warned of, each time.
    let transcript = Transcript(about: file)
    do {
      let drawing = try Console.$transcript.withValue(transcript) {
        let input = try Input(reading, path: file)
        let settled = try Settled(self, input)
        do { return try settled.command.drawing(of: input, isOutdated) } catch { throw settled.placed(error) }
      }
      if verbose {
        try transcript.tell()
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        Console.complain(line: "\(file.shown): drawn in \(Int(milliseconds.rounded())) ms")
      }
      return drawing
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      let text = AdvizTool.told(error).text
      if !quiet, let line = text.split(separator: "\n").first { Console.complain(line: String(line)) }
      return .trouble(Console.shown(text))
    }
  }

  /// Draws a file, whose settings are among the options.
  private func drawing(of input: Input, _ isOutdated: () -> Bool) throws -> Drawing {
    let trace = try evaluation.trace(input)
    if isOutdated() { throw CancellationError() }
    var options = try picture.options()
    player.apply(to: &options)
    try grouping.apply(to: &options)
    var export = ExportOptions()
    export.excerpt = Excerpt(nodes: try part.nodes(of: grouping.closing(trace, options)))
    export.keepsTheme = picture.keepsTheme
    try player.apply(to: &export)
    let picture = try LivePicture(trace, options: options, export: export, isOutdated: isOutdated)
    return .picture(picture, notes: trace.warnings.map { Console.shown("warning: \($0)".visible()) })
  }
}

extension Input {
  /// What a file that is followed holds.
  fileprivate init(_ reading: FileReading, path: String) throws {
    switch reading {
    case .contents(let data): self.init(path: path, data: data)
    case .failed(let error): throw Input.refusal(error, name: path)
    case .special: throw CommandError(.noInput, "error: cannot read \(path.shown): it is not a file any more")
    }
  }
}
