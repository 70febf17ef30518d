import FoundationEssentials
import Mustache

/// What can be wrong with a folder of templates.
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
    case report = "report.mustache"
    case reveal = "reveal.mustache"
    case snippet = "snippet.mustache"
    case style = "player.css"
    case script = "player.js"

    /// The text that is compiled in.
    var text: [UInt8] {
      switch self {
      case .animation: PackageResources.animation_mustache
      case .beamer: PackageResources.beamer_mustache
      case .markdown: PackageResources.markdown_mustache
      case .notebook: PackageResources.notebook_mustache
      case .player: PackageResources.player_mustache
      case .page: PackageResources.page_css
      case .report: PackageResources.report_mustache
      case .reveal: PackageResources.reveal_mustache
      case .snippet: PackageResources.snippet_mustache
      case .style: PackageResources.player_css
      case .script: PackageResources.player_js
      }
    }
  }

  private let texts: [Name: String]

  /// Those that are compiled in.
  public init() {
    texts = [:]
  }

  /// Those of a folder, and for what is not in it those that are compiled in.
  ///
  /// - Throws: ``TemplateError`` where the folder is not there, holds none of them, or one that cannot be read.
  public init(folder: String) throws(TemplateError) {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw .noFolder(folder)
    }
    var texts: [Name: String] = [:]
    for name in Name.allCases {
      let path = "\(folder)/\(name.rawValue)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
      else { throw .unreadable(path) }
      _ = try Templates.parse(text, calling: path)
      texts[name] = text
    }
    guard !texts.isEmpty else { throw .nothingToOverride(folder: folder) }
    self.texts = texts
    for name in Name.allCases where isEndless(name, within: []) { throw .endless("\(folder)/\(name.rawValue)") }
  }

  /// The text of a template.
  private func text(_ name: Name) -> String { texts[name] ?? String(decoding: name.text, as: UTF8.self) }

  /// Whether a template includes itself or one of those that include it.
  private func isEndless(_ name: Name, within: [Name]) -> Bool {
    guard !within.contains(name) else { return true }
    return text(name).matches(of: /\{\{\s*[><]\s*(\S+?)\s*\}\}/).contains { match in
      Name(rawValue: String(match.output.1)).map { isEndless($0, within: within + [name]) } ?? false
    }
  }

  /// Fills in a template; it may include the others by their names.
  package func render(_ name: Name, _ values: [String: Any]) throws(TemplateError) -> [UInt8] {
    var library = MustacheLibrary()
    for name in Name.allCases {
      library.register(try Templates.parse(text(name), calling: name.rawValue), named: name.rawValue)
    }
    return Array((library.render(values, withTemplate: name.rawValue) ?? "").utf8)
  }

  private static func parse(_ text: String, calling name: String) throws(TemplateError) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      throw .malformed(
        file: name, line: error.context.lineNumber, column: error.context.columnNumber, reason: "\(error.error)")
    } catch {
      throw .malformed(file: name, line: 1, column: 1, reason: "\(error)")
    }
  }
}
