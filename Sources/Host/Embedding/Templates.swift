import CTemplates
import Output

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why templates cannot be used.
public enum TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such folder.
  case noFolder(String)
  /// A folder holds no template of a name that is known.
  case nothingToOverride(folder: String)
  /// A template cannot be read.
  case unreadable(String)
  /// A template includes itself, by way of others perhaps.
  case endless(String)
  /// A template is not Mustache.
  case malformed(file: String, line: Int, column: Int, reason: String)
  /// A template file is larger than any page is.
  case tooLarge(String)
  /// Filling in a template would take more depth, time or room than there is for it.
  case tooMuch(String, reason: String)

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .noFolder(let path): "there is no folder of templates at \(path)"
    case .nothingToOverride(let folder):
      "\(folder) holds none of the templates, which are "
        + Templates.Name.allCases.map(\.rawValue).joined(separator: ", ")
    case .unreadable(let path): "the template \(path) cannot be read as UTF-8 text"
    case .endless(let path): "the template \(path) includes itself, and would never end"
    case .malformed(let file, let line, let column, let reason):
      "\(file):\(line):\(column): error: \(reason)"
    case .tooLarge(let path): "the template \(path) is larger than the limit of \(Templates.mostBytes >> 20) MiB"
    case .tooMuch(let name, let reason): "the template \(name) \(reason)"
    }
  }
}

/// The Mustache templates of what surrounds the pictures: those of `Templates/embed`, or others of the same names.
public struct Templates: Sendable {
  /// The templates there are, by the names of their files.
  package enum Name: String, CaseIterable {
    case animation = "animation.mustache"
    case beamer = "beamer.mustache"
    case markdown = "markdown.mustache"
    case notebook = "notebook.mustache"
    case player = "player.mustache"
    case page = "page.css"
    case notesMaster = "pptx-notes-master.mustache"
    case presentation = "pptx-presentation.mustache"
    case slide = "pptx-slide.mustache"
    case slideLayout = "pptx-layout.mustache"
    case slideMaster = "pptx-master.mustache"
    case slideNotes = "pptx-notes.mustache"
    case slideProperties = "pptx-properties.mustache"
    case slideTheme = "pptx-theme.mustache"
    case report = "report.mustache"
    case reveal = "reveal.mustache"
    case snippet = "snippet.mustache"
    case style = "player.css"
    case script = "player.js"
    case predictStyle = "predict.css"
    case predictScript = "predict.js"
    case lab = "lab.mustache"
    case labStyle = "lab.css"
    case labScript = "lab.js"
    case labUnpacking = "lab-unpacking.js"
    case labEngine = "lab-engine.js"
    case labPicture = "lab-picture.js"
    case labUndo = "lab-undo.js"
    case labEditor = "lab-editor.js"
    case labValues = "lab-values.js"
    case labNudge = "lab-nudge.js"
    case labNodes = "lab-nodes.js"
    case labChoices = "lab-choices.js"
    case labAddress = "lab-address.js"
    case labDownloads = "lab-downloads.js"
    case worksheet = "worksheet.mustache"
    case watch = "watch.mustache"
    case watchStyle = "watch.css"
    case watchScript = "watch.js"

    /// The text that is compiled in; a test reads each.
    var text: [UInt8] { Self.texts[rawValue] ?? [] }

    /// The files of Templates/embed, by name.
    private static let texts: [String: [UInt8]] = {
      var texts: [String: [UInt8]] = [:]
      var count = 0
      for template in UnsafeBufferPointer(start: adviz_templates(&count), count: count) {
        texts[String(cString: template.name)] = Array(UnsafeBufferPointer(start: template.bytes, count: template.count))
      }
      return texts
    }()

    /// The text as it is filled in: style and script, which every page carries, without indentation and lines that are
    /// comments, in fewer lines, the style without the room within its rules.
    var compact: String {
      let text = String(decoding: text, as: UTF8.self)
      let isOfPlayer = [.style, .script, .predictStyle, .predictScript].contains(self)
      guard isOfPlayer || (rawValue.hasPrefix("lab") && self != .lab) else { return text }
      let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
      let isComment = { (line: Substring) in
        line.starts(with: "//") || (line.starts(with: "/*") && line.hasSuffix("*/"))
      }
      var compact = lines.filter { !isComment($0) }.joined(separator: "\n") + "\n"
      if self == .script || self == .predictScript {
        // A line that ends so goes on in the next, unless that is a tag of the template.
        compact = compact.replacing(/([;,{])\n(?!\{\{)/) { $0.output.1 }
        compact = compact.replacing(/([^}]\})\n(?=[a-z}])/) { $0.output.1 }
      }
      guard [.style, .predictStyle, .labStyle].contains(self) else { return compact }
      return [(" { ", "{"), (" {\n", "{\n"), ("; ", ";"), (": ", ":"), (" }\n", "}\n"), (";\n", ";"), (";}", "}")]
        .reduce(compact) {
          $0.replacing($1.0, with: $1.1)
        }
    }
  }

  /// The most bytes of a template.
  static let mostBytes = 4 << 20

  private let own: [Name: MustacheTemplate]

  /// Those that are compiled in.
  public init() {
    own = [:]
  }

  /// Those of a folder, and for what is not in it those that are compiled in.
  ///
  /// - Throws: ``TemplateError`` where the folder is not there, holds none of them, or one that cannot be read.
  public init(folder: String) throws(TemplateError) {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw .noFolder(folder)
    }
    var own: [Name: MustacheTemplate] = [:]
    for name in Name.allCases {
      let path = "\(folder)/\(name.rawValue)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      own[name] = try Templates.parse(try Templates.read(path), calling: path)
    }
    guard !own.isEmpty else { throw .nothingToOverride(folder: folder) }
    self.own = own
    if let name = endless() { throw .endless("\(folder)/\(name.rawValue)") }
  }

  /// Fills in a template; it may include the others by their names.
  ///
  /// - Throws: ``TemplateError``, and `CancellationError` where the task is cancelled.
  package func render(_ name: Name, _ values: [String: Any]) throws -> [UInt8] {
    let values = MustacheValue.object(values.compactMapValues(MustacheValue.init))
    guard let root = try template(name) else { return [] }
    do {
      return try MustacheRenderer.render(root, values) { Name(rawValue: $0).flatMap { try? template($0) } }
    } catch {
      guard let reason = error.reason else { throw CancellationError() }
      throw TemplateError.tooMuch(name.rawValue, reason: reason)
    }
  }

  private func template(_ name: Name) throws(TemplateError) -> MustacheTemplate? {
    if let template = own[name] ?? Templates.compiled[name] { return template }
    return try Templates.parse(name.compact, calling: name.rawValue)
  }

  /// Those that are compiled in, read once.
  private static let compiled: [Name: MustacheTemplate] = {
    let templates = Name.allCases.compactMap { name in
      (try? parse(name.compact, calling: name.rawValue)).map { (name, $0) }
    }
    return Dictionary(templates) { first, _ in first }
  }()

  /// A template that includes itself or one of those that include it; nil where there is none.
  private func endless() -> Name? {
    // A template ends if all templates that it includes end.
    var ending: Set<Name> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for name in Name.allCases where !ending.contains(name) {
        let partials = (own[name] ?? Templates.compiled[name])?.partials ?? []
        guard partials.compactMap(Name.init(rawValue:)).allSatisfy(ending.contains) else { continue }
        ending.insert(name)
        isGrowing = true
      }
    }
    return Name.allCases.first { !ending.contains($0) }
  }

  private static func read(_ path: String) throws(TemplateError) -> String {
    // A pipe without a writer would be waited for.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path) }
    guard status.st_size <= mostBytes else { throw .tooLarge(path) }
    guard let data = try? InputFile.readAll(file, atMost: mostBytes), let text = String(validating: data, as: UTF8.self)
    else { throw .unreadable(path) }
    return text
  }

  private static func parse(_ text: String, calling name: String) throws(TemplateError) -> MustacheTemplate {
    do {
      return try MustacheParser.parse(text)
    } catch {
      throw .malformed(file: name, line: error.line, column: error.column, reason: error.reason)
    }
  }
}

extension MustacheRenderer.Failure {
  /// The excess of a template, as the end of a sentence; nil where the task is cancelled.
  fileprivate var reason: String? {
    switch self {
    case .tooDeep:
      "has more than the limit of \(MustacheRenderer.mostNested) sections and templates within each other; "
        + "does it include itself?"
    case .tooMuchWork:
      "takes more than \(MustacheRenderer.leastWork) pieces to fill in; put fewer lists and templates within each other"
    case .tooLong: "makes a page of more than \(MustacheRenderer.leastLimit >> 20) MiB; write less of it"
    case .cancelled: nil
    }
  }
}
