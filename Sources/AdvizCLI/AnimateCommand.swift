import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct AnimateCommand: AsyncParsableCommand, ExpressionReading {
  static let configuration = CommandConfiguration(
    commandName: "animate",
    abstract: "Draw every step of the backward pass.",
    discussion: """
      Writes frames/frame-0000.svg (the start) and one frame for each step after it, trace.jsonl and manifest.json. \
      What adviz wrote into the folder earlier is replaced as a whole; other files in it stay. Of several files, or of \
      a folder, each is drawn into a folder of its own, at its path below -o (Output by default).

      Example:
        adviz animate Templates/expressions/multi-variable.txt -o lesson --theme dark
        adviz animate Templates/expressions/multi-variable.txt --format html,svg
        adviz animate Templates/expressions --format html --jobs 2 -o course
        adviz animate expr.txt --derivative x --optimize -o pass-over-the-pass
        adviz animate expr.txt --evaluate
        adviz animate expr.txt --mode forward --wrt x
        adviz animate expr.txt --mistake overwrite
        adviz animate expr.txt --heat gradient
      """)

  @OptionGroup var inputs: InputList

  @OptionGroup var evaluation: EvaluationOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write; Output/<name> by default.", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What to write beside the frames: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")), or all.",
      valueName: "a,b"))
  var format: Formats?

  @OptionGroup var player: PlayerOptions

  @Flag(help: "Read videos (mp4, webm) aloud, by espeak-ng.")
  var voice = false

  @Flag(help: "Pictures that play by themselves (animated SVG, GIF, APNG) play once and stay at the last step.")
  var once = false

  @Flag(help: "The animated SVG stays at the start until it is clicked; for one that is a part of its page.")
  var onClick = false

  @Option(help: ArgumentHelp("Pixels a point of the frames as PNG, 0.1 to 10.", valueName: "factor"))
  var scale = 2.0

  @OptionGroup var markdown: MarkdownOptions

  @Option(help: ArgumentHelp("Draw only these steps; they keep their numbers.", valueName: "10-40"))
  var steps: StepRange?

  @Option(help: ArgumentHelp("Draw only each n-th step, and the last.", valueName: "n"))
  var every = 1

  @Option(help: ArgumentHelp("The most to write, 50MB or 1GB; what would be more is refused.", valueName: "size"))
  var maxOutput = ByteCount(megabytes: 200)

  @Flag(help: "Replace files that have names of adviz's and were not written by it, or were changed since.")
  var force = false

  @OptionGroup var slope: DerivativeOptions

  @Flag(help: "With --derivative: merge equal parts of the derivative, and leave out what identities make superfluous.")
  var optimize = false

  @OptionGroup var pass: PassOptions

  @OptionGroup var walk: MistakeOption

  @Flag(help: "Draw small arrays as grids of cells; each step between arrays tells how one cell comes about, as a sum.")
  var cells = false

  @Option(
    help: ArgumentHelp(
      """
      Colour nodes by the logarithm of a norm, in place of their kinds: of the gradient that has arrived, or of the value. \
      The legend tells which are vanishing and which exploding.
      """, valueName: "gradient|value"))
  var heat: Heat?

  @OptionGroup var part: PartOptions

  @OptionGroup var grouping: GroupOptions

  @OptionGroup var picture: PictureOptionGroup

  func validate() throws {
    if output == "-" { throw ValidationError("The frames are a folder, which standard output cannot hold.") }
    if once, onClick { throw ValidationError("--once and --on-click do not go together.") }
    if optimize, slope.derivative == nil {
      throw ValidationError("--optimize is for the graph of --derivative; 'adviz graph --optimize' draws any graph.")
    }
    guard pass.mode == .reverse || slope.derivative == nil else {
      throw ValidationError("--mode forward is for the function itself; leave out --derivative.")
    }
    guard pass.mode == .reverse || heat != .gradient else {
      throw ValidationError(
        "--heat gradient is for the backward pass, and this is forward mode; --heat value is for both.")
    }
    if walk.mistake != nil {
      guard pass.mode == .reverse, !pass.evaluate, slope.derivative == nil else {
        let other = slope.derivative != nil ? "--derivative" : pass.evaluate ? "--evaluate" : "--mode forward"
        throw ValidationError("--mistake draws two backward passes of the function itself; leave out \(other).")
      }
      guard part.around == nil, steps == nil, every == 1, grouping.collapse == nil, grouping.groups == .none, !cells,
        heat == nil
      else {
        throw ValidationError(
          "--mistake draws two whole passes; leave out --around, --steps, --every, --groups, --collapse, --cells and "
            + "--heat.")
      }
      guard format?.namesLab != true else {
        throw ValidationError("The Lab shows one pass; leave --mistake or the format lab out.")
      }
    }
    guard every >= 1 else { throw ValidationError("--every is 1 or more.") }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  func run() async throws {
    do {
      let plan = try self.plan()
      try await Batch.run(plan, inputs) { entry, share in
        let file = try Input(entry.file)
        let settled = try Settled(self, file)
        do {
          return try await settled.command.draw(
            file, into: entry.place, beside: plan.entries.map(\.file), settings: settled.names, share)
        } catch {
          throw settled.placed(error)
        }
      }
    } catch {
      throw AdvizTool.report(error)
    }
  }

  private func plan() throws -> OutputPlan {
    guard inputs.isMany else {
      return OutputPlan(inputs.first, to: output ?? "Output/\(PathName.stem(inputs.first))")
    }
    // What is wrong with the options is told once.
    _ = try picture.options(warns: false)
    if let templates = player.templates { _ = try Templates(folder: templates) }
    return try OutputPlan(inputs.files, below: output ?? "Output")
  }

  /// Draws one file, and tells of it.
  private func draw(
    _ file: Input, into folder: String, beside files: [String], settings: Set<String>, _ share: Batch.Share
  ) async throws -> Drawn {
    let result = try await write(file, into: folder, beside: files, settings: settings, share)
    try result.tell(direction: picture.direction, drawsParts: walk.mistake == nil)
    return Drawn(
      outputs: result.files.map { "\(folder)/\($0)" },
      inputs: [file.path].filter { $0 != "-" } + [picture.themeFile].compactMap(\.self) + templateFiles,
      code: result.failures.map(\.exit.rawValue).max() ?? 0)
  }

  /// The files in the folder of templates.
  private var templateFiles: [String] {
    guard let templates = player.templates else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: templates)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") }.map { "\(templates)/\($0)" }
  }

  private func write(
    _ file: Input, into folder: String, beside files: [String], settings: Set<String>, _ share: Batch.Share
  ) async throws -> AnimationFolder.Result {
    if let mistake = walk.mistake {
      return try await write(mistake, in: file, into: folder, beside: files, settings: settings, share)
    }
    let trace = try trace(of: file)
    Console.warn(trace.warnings)
    var options = try picture.options()
    player.apply(to: &options)
    try grouping.apply(to: &options)
    (options.showsCells, options.heat) = (cells, heat)
    if cells, options.elementsUpTo == nil { options.elementsUpTo = OperationCells.limit }
    if cells { try CellRequest.check(trace) }
    if trace.input != nil, heat == .gradient {
      throw CommandError(
        .usage,
        "error: --heat gradient is for the backward pass, and this is one of forward mode; --heat value is for both",
        option: "heat")
    }
    if trace.input != nil, grouping.collapse != nil {
      throw CommandError(
        .usage, "error: --collapse is for the backward pass, and this is one of forward mode; leave out --collapse",
        option: "collapse")
    }
    let drawn = try grouping.closing(trace, options)
    let export = try self.export(of: drawn, options, into: folder, beside: files, settings: settings, share)
    defer { share.end() }
    return try await AnimationFolder.write(trace, to: folder, options: options, export: export)
  }

  /// The right pass and one with a mistake.
  private func write(
    _ mistake: Mistake, in file: Input, into folder: String, beside files: [String], settings: Set<String>,
    _ share: Batch.Share
  ) async throws -> AnimationFolder.Result {
    let (right, wrong) = try EvaluationOptions.alone {
      let program = try evaluation.program(
        file, insteadOfTrace: "--mistake needs an expression file: a saved trace cannot be walked anew")
      return try (program.trace(), program.trace(making: mistake))
    }
    Console.warn(right.warnings)
    guard let comparison = MistakeComparison(right: right, wrong: wrong) else {
      throw CommandError(.internalFault, "error: the two passes are not of one graph")
    }
    Console.complain(line: "note: --mistake \(mistake.rawValue): \(comparison.sentence())")
    let options = try picture.options()
    var export = try self.export(of: right, options, into: folder, beside: files, settings: settings, share)
    if format?.formats.contains(.lab) == true { export.formats.removeAll { $0 == .lab } }
    defer { share.end() }
    let story = Storyboard(
      comparison, right: right, wrong: wrong, numbers: options.numbers, elementsUpTo: options.elementsUpTo,
      literalsInside: options.literals == .inside)
    do {
      return try await AnimationFolder.write(wrong, told: story, to: folder, options: options, export: export)
    } catch let error as EmbedError {
      throw Hint.ofWholePasses(error)
    }
  }

  /// What is written for a file, checked against what is read.
  private func export(
    of drawn: Trace, _ options: PictureOptions, into folder: String, beside files: [String], settings: Set<String>,
    _ share: Batch.Share
  ) throws -> ExportOptions {
    var export = try export(of: drawn, options)
    export.onProgress = share.show
    (export.lab.settings, export.lab.name) = (settings, PathName.stem(folder))
    let names = ["trace.jsonl", "manifest.json"] + export.formats.flatMap { [$0.fileName] + $0.companionFiles }
    let read = InputFiles(files + [picture.theme ?? ""])
    for name in names { try read.refuse(asOutput: "\(folder)/\(name)") }
    return export
  }

  /// The pass over the function, or over its derivative.
  private func trace(of file: Input) throws -> Trace {
    guard slope.derivative != nil else { return try pass.trace(of: file, evaluation) }
    return try EvaluationOptions.alone {
      let program = try evaluation.program(
        file, insteadOfTrace: "--derivative needs an expression file: a saved trace cannot be computed anew")
      let trace = try slope.derivative(of: program, isOptimized: optimize)?.trace() ?? program.trace()
      return pass.evaluate ? trace.withEvaluations() : trace
    }
  }

  private func export(of drawn: Trace, _ options: PictureOptions) throws -> ExportOptions {
    var export = ExportOptions(format?.formats(of: drawn) ?? [])
    export.excerpt = Excerpt(steps: steps?.steps, every: every, nodes: try part.nodes(of: drawn))
    let isInside = options.literals == .inside
    guard !export.excerpt.steps(of: drawn, literalsInside: isInside).isEmpty else {
      let count = Excerpt().steps(of: drawn, literalsInside: isInside).count
      throw CommandError(
        .usage, "error: none of these steps is there; the steps are 0 to \(count - 1)", option: "steps")
    }
    export.maxOutput = maxOutput.bytes
    try player.apply(to: &export)
    export.hasVoice = voice
    if voice, export.formats.allSatisfy(\.companionFiles.isEmpty) {
      Console.complain(line: "note: --voice reads videos aloud, and none is written; add --format mp4 or webm")
    }
    export.scale = scale
    export.replacesFilesOfOthers = force
    export.markdownStyle = markdown.style
    export.keepsTheme = picture.keepsTheme
    export.playback = once ? .once : onClick ? .onClick : .repeating
    return export
  }
}

/// Formats by their names, `html,svg`, or `all`.
struct Formats: ExpressibleByArgument {
  /// Those that are named, and with `all` every one.
  let formats: [OutputFormat]
  /// Whether the Lab is among them by `all` alone.
  private let mayLackLab: Bool

  /// Whether the Lab is asked for by its name.
  var namesLab: Bool { !mayLackLab }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
    let formats = names.flatMap { name in
      name == "all" ? OutputFormat.allCases : OutputFormat(rawValue: name).map { [$0] } ?? []
    }
    guard names.allSatisfy({ $0 == "all" || OutputFormat(rawValue: $0) != nil }) else { return nil }
    self.formats = formats
    mayLackLab = !names.contains(OutputFormat.lab.rawValue)
  }

  /// The formats for a trace: `all` leaves out the Lab where there is no engine for it, or no expression.
  func formats(of trace: Trace) -> [OutputFormat] {
    guard mayLackLab, formats.contains(.lab), !LabContents.isPossible(of: trace) else { return formats }
    return formats.filter { $0 != .lab }
  }
}

extension Heat: ExpressibleByArgument {}
