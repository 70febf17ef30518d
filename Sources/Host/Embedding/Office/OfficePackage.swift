/// A document of Office Open XML: parts, what each of them is, and the links between them.
///
/// - SeeAlso: ECMA-376, Office Open XML File Formats, parts 1 and 2.
struct OfficePackage {
  /// What a part is.
  enum Kind: String {
    case presentation = "officeDocument"
    case slideMaster, slideLayout, slide, notesMaster, notesSlide, theme, image
    case properties = "metadata/core-properties"

    /// The type of a link to such a part.
    fileprivate var link: String {
      let family = self == .properties ? "package" : "officeDocument"
      return "http://schemas.openxmlformats.org/\(family)/2006/relationships/\(rawValue)"
    }

    /// The media type; nil for an image, whose ending tells it.
    fileprivate var mediaType: String? {
      switch self {
      case .image: nil
      case .properties: "application/vnd.openxmlformats-package.core-properties+xml"
      case .theme: "application/vnd.openxmlformats-officedocument.theme+xml"
      case .presentation: "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
      case .slideMaster, .slideLayout, .slide, .notesMaster, .notesSlide:
        "application/vnd.openxmlformats-officedocument.presentationml.\(rawValue)+xml"
      }
    }
  }

  /// A link from a part to another.
  struct Link: Sendable {
    /// The name by which the part refers to it.
    let id: String
    let kind: Kind
    /// The path of the other part.
    let target: String

    /// A link to a part.
    init(_ id: String, _ kind: Kind, _ target: String) { (self.id, self.kind, self.target) = (id, kind, target) }
  }

  /// A file of the document, with its links.
  struct Part: Sendable {
    fileprivate let kind: Kind
    fileprivate let entries: [ZIPEntry]
    fileprivate var path: String { entries.first?.name ?? "" }

    /// A file; one that is no PNG file is packed.
    ///
    /// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
    init(_ kind: Kind, _ path: String, _ contents: [UInt8], links: [Link] = []) throws(EmbedError) {
      self.kind = kind
      var entries = [try ZIPEntry(path, contents, isPacked: !path.hasSuffix(".png"))]
      if !links.isEmpty { entries.append(try OfficePackage.entry(of: links, from: path)) }
      self.entries = entries
    }
  }

  /// The bytes of the file.
  ///
  /// - Parameters:
  ///   - parts: all parts.
  ///   - links: from the document itself.
  ///   - name: the file, for errors.
  /// - Returns: a ZIP archive.
  /// - Throws: ``EmbedError``.
  static func bytes(of parts: [Part], links: [Link], calling name: String) throws(EmbedError) -> [UInt8] {
    let known = [
      ("png", "image/png"), ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
      ("svg", "image/svg+xml"), ("xml", "application/xml"),
    ]
    var types = known.map { "<Default Extension=\"\($0)\" ContentType=\"\($1)\"/>\n" }.joined()
    for part in parts {
      guard let type = part.kind.mediaType else { continue }
      types += "<Override PartName=\"/\(part.path)\" ContentType=\"\(type)\"/>\n"
    }
    let root = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n\(types)</Types>\n"
    let first = [
      try ZIPEntry("[Content_Types].xml", Array((heading + root).utf8), isPacked: true), try entry(of: links, from: ""),
    ]
    return try ZIPArchive.bytes(of: first + parts.flatMap(\.entries), calling: name)
  }

  private static let heading = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  /// The file that lists the links of a part, in a folder beside it.
  private static func entry(of links: [Link], from source: String) throws(EmbedError) -> ZIPEntry {
    let lines = links.map { link in
      "<Relationship Id=\"\(link.id)\" Type=\"\(link.kind.link)\" "
        + "Target=\"\(relative(link.target, from: source))\"/>\n"
    }
    let space = "http://schemas.openxmlformats.org/package/2006/relationships"
    let text = heading + "<Relationships xmlns=\"\(space)\">\n\(lines.joined())</Relationships>\n"
    var path = source.split(separator: "/", omittingEmptySubsequences: false)
    let name = path.popLast() ?? ""
    return try ZIPEntry((path + ["_rels", "\(name).rels"]).joined(separator: "/"), Array(text.utf8), isPacked: true)
  }

  /// A path as it is written in a file of another folder.
  private static func relative(_ target: String, from source: String) -> String {
    var folders = source.split(separator: "/").dropLast()
    var path = target.split(separator: "/")[...]
    while let folder = folders.first, path.count > 1, path.first == folder {
      folders.removeFirst()
      path.removeFirst()
    }
    return String(repeating: "../", count: folders.count) + path.joined(separator: "/")
  }
}
