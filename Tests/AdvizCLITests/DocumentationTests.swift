import Foundation
import TestSupport
import Testing

/// Every command of the README and of the articles runs, and prints what stands there.
@Suite struct DocumentationTests {
  /// What is not run, and why.
  private static let skipped: [(beginning: String, reason: String)] = [
    (".ci/install ", "installs packages and builds in release mode; .ci/run does both, .ci/fresh runs this line"),
    ("swift ", "builds the package, as the tests that are running have"),
    ("ADVIZ_RECORD=1 swift ", "writes files of the checkout anew"),
    ("adviz watch", "runs until Ctrl-C; WatchTests runs it"),
    (".ci/wasm", "compiles the core for minutes; .ci/run does it"),
    ("adviz lab", "needs the engine, which takes minutes; LabTests runs it"),
    ("adviz train mnist", "needs the data set"),
    ("adviz train spiral", "takes seconds in release mode and minutes in debug; TrainTests runs it, shorter"),
    ("adviz predict", "needs a network that was trained before; TrainTests runs it"),
    ("adviz animate --templates DIR", "needs a folder of the reader's; CourseMaterialTests has one"),
  ]

  private static let hasFFmpeg = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/ffmpeg")
  }

  /// The README, and of the articles some, or all where there is time.
  private static let documents = sampled(Document.all, oneIn: 12)

  @Test("The commands of a document run, one after the other", arguments: documents)
  func commands(_ document: Document) throws {
    let tool = try Tool()
    defer { tool.remove() }
    try FileManager.default.createSymbolicLink(
      atPath: "\(tool.folder)/Templates", withDestinationPath: Document.root.appendingPathComponent("Templates").path)
    for name in ["expr.txt", "other.txt"] { try tool.write(Document.expression(), to: name) }
    for command in try document.commands() where !Self.skipped.contains(where: { command.line.hasPrefix($0.beginning) })
    {
      var words = command.line.split(separator: " ").map(String.init)
      try #require(words.first == "adviz", "neither run nor on the list of what is not: \(command.line)")
      // Pictures of pixels and videos are made small: what is tried here is the command.
      if !isThorough, command.line.contains(/--format [a-z,]*(png|gif|mp4|pptx|notebook)/) {
        words += ["--scale", "0.2"]
      }
      let result = try tool.run(Array(words.dropFirst()))
      // All formats but the moving images and videos are there without ffmpeg.
      let code = command.line.contains(/--format [a-z,]*(all|gif|mp4|webm)/) && !Self.hasFFmpeg ? 69 : command.code
      #expect(result.code == code, "\(command.line)\n\(result.errors)")
      guard let shown = command.output else { continue }
      let printed = command.code == 65 ? result.errors : result.output
      #expect(Self.shows(shown, printed), "\(command.line) prints\n\(printed)")
    }
  }

  /// Whether a text is what was printed; a line of three dots stands for any lines.
  private static func shows(_ shown: String, _ printed: String) -> Bool {
    guard shown.contains("…\n") else { return shown == printed }
    let pieces = shown.components(separatedBy: "…\n").filter { !$0.isEmpty }
    var rest = printed[...]
    for piece in pieces {
      guard let place = rest.firstRange(of: "\n" + piece) ?? rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }

  @Test("What is not run stands somewhere") func skippedCommandsExist() throws {
    let lines = try Document.all.flatMap { try $0.commands() }.map(\.line)
    for (beginning, _) in Self.skipped {
      #expect(lines.contains { $0.hasPrefix(beginning) }, "'\(beginning)' is in no document any more")
    }
  }

  @Test("The articles link to each other by names that exist") func links() throws {
    let names = Set(Document.all.map { URL(fileURLWithPath: $0.path).deletingPathExtension().lastPathComponent })
    for document in Document.all {
      for link in try document.text().matches(of: /<doc:([^>]*)>/) {
        #expect(names.contains(String(link.1)), "\(document.path)")
      }
    }
  }
}

/// A page that people read.
struct Document: Sendable, CustomTestStringConvertible {
  /// From the root of the package.
  let path: String

  /// A command line, the code it ends with, and what it prints, where that is shown.
  struct Command {
    let line: String
    var code: Int32 = 0
    var output: String?
  }

  var testDescription: String { path }

  static let root = Repository.root

  /// The README, what tells of the templates, and the articles.
  static let all: [Document] = {
    let catalogue = "Sources/Adviz/Adviz.docc"
    let articles =
      (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(catalogue).path)) ?? []
    return ["README.md", "Templates/README.md"].map(Document.init)
      + articles.filter { $0.hasSuffix(".md") }.sorted().map { Document(path: "\(catalogue)/\($0)") }
  }()

  /// The file `expr.txt` that the documents speak of: the first block of the README.
  static func expression() throws -> String {
    let block = try #require(Document(path: "README.md").blocks().first { $0.language.isEmpty })
    return block.lines.joined(separator: "\n") + "\n"
  }

  func text() throws -> String {
    try String(contentsOf: Document.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The fenced blocks.
  func blocks() throws -> [(language: String, lines: [Substring])] {
    var blocks: [(language: String, lines: [Substring])] = []
    var isInside = false
    for line in try text().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside.toggle()
        if isInside { blocks.append((String(line.dropFirst(3)), [])) }
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  /// The commands in blocks of the shell, and those within the text and its tables, in this order.
  func commands() throws -> [Command] {
    var commands: [Command] = []
    for block in try blocks() {
      switch block.language {
      case "sh": commands += block.lines.filter { !$0.isEmpty }.map { Command(line: String($0)) }
      case "console":
        for line in block.lines {
          if line.hasPrefix("$ ") {
            commands.append(Command(line: String(line.dropFirst(2))))
          } else {
            let last = commands.count - 1
            try #require(last >= 0, "\(path): a block of the console begins with a command")
            if line.hasPrefix("error: ") || line.contains(": error: ") { commands[last].code = 65 }
            // A check that does not hold.
            if line.contains("DISAGREES") || line.contains(" that differs: ") { commands[last].code = 1 }
            commands[last].output = (commands[last].output ?? "") + line + "\n"
          }
        }
      default: break
      }
    }
    let prose = try text().split(separator: "```", omittingEmptySubsequences: false)
    for (index, part) in prose.enumerated() where index % 2 == 0 {
      for span in part.matches(of: /`(adviz [^`]*)`/) {
        // What may be left out is left out.
        let line = span.1.replacing(/\s*\[[^\]]*\]/, with: "").replacing("\\|", with: "|")
        commands.append(Command(line: String(line)))
      }
    }
    return commands
  }
}
