/// Reads a template in one pass, in time proportional to its length, without recursion.
struct MustacheParser {
  private typealias Piece = MustacheTemplate.Piece

  /// A section, parent or block that is open.
  private struct Level {
    enum Kind {
      case template
      case section(MustacheName, isInverted: Bool)
      case parent(name: String, isDynamic: Bool, indentation: [UInt8])
      case block(String, indentation: [UInt8])
      /// A block that takes the place of another template's.
      case override(String)
    }

    let kind: Kind
    /// The name as it is closed.
    let name: String
    /// The position of its tag.
    let start: Int
    var pieces: [Piece] = []
    var blocks: [String: [Piece]] = [:]
    /// Within a block that is written anew, how far its first line is indented.
    var indent: Int?
    /// Whether it lies in such a block.
    var isInOverride = false
  }

  private let text: [UInt8]
  private var position = 0
  private var (opening, closing) = (Array("{{".utf8), Array("}}".utf8))
  /// Whether nothing but white space has been on this line.
  private var isAtLineStart = true
  /// The white space with which this line begins, until it is known whether a tag has the line for itself.
  private var space: [UInt8] = []
  private var levels: [Level] = [Level(kind: .template, name: "", start: 0)]
  private var partials: Set<String> = []

  private init(_ text: [UInt8]) { self.text = text }

  /// Reads a template.
  ///
  /// - Throws: ``MustacheError``.
  static func parse(_ text: String) throws(MustacheError) -> MustacheTemplate {
    var parser = MustacheParser(Array(text.utf8))
    return try parser.template()
  }

  private mutating func template() throws(MustacheError) -> MustacheTemplate {
    while position < text.count {
      if isAtLineStart, space.isEmpty { readIndentation() }
      readText()
      guard position < text.count else { break }
      try readTag()
    }
    flushSpace()
    if levels.count > 1 {
      let open = levels[levels.count - 1]
      throw error("'\(open.name)' is opened here and never closed with {{/\(open.name)}}", at: open.start)
    }
    return MustacheTemplate(pieces: levels[0].pieces, partials: partials)
  }

  // MARK: Text

  private mutating func readIndentation() {
    let start = position
    while position < text.count, text[position] == UInt8(ascii: " ") || text[position] == UInt8(ascii: "\t") {
      position += 1
    }
    space = Array(text[start..<position])
    let top = levels.count - 1
    guard levels[top].isInOverride else { return }
    // The indentation of a block's first line is that of the template it is written in.
    let indent = levels[top].indent ?? space.count
    levels[top].indent = indent
    space.removeFirst(min(indent, space.count))
  }

  /// Takes text up to the end of the line or the next tag.
  private mutating func readText() {
    let start = position
    while position < text.count {
      if text[position] == UInt8(ascii: "\n") {
        position += 1
        append(text[start..<position])
        isAtLineStart = true
        return
      }
      if isHere(opening) { break }
      position += 1
    }
    guard position > start else { return }
    append(text[start..<position])
    isAtLineStart = false
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    add(.text(space + bytes))
    space = []
  }

  private mutating func flushSpace() {
    if !space.isEmpty { add(.text(space)) }
    space = []
  }

  private mutating func add(_ piece: Piece) { levels[levels.count - 1].pieces.append(piece) }

  // MARK: Tags

  /// Where a tag begins, and whether nothing but white space is before it on its line.
  private struct Tag {
    let start: Int
    let isFirstOnLine: Bool
  }

  /// Reads a tag, whose first sign tells its kind.
  private mutating func readTag() throws(MustacheError) {
    guard isHere(opening) else { return }
    let tag = Tag(start: position, isFirstOnLine: isAtLineStart)
    position += opening.count
    isAtLineStart = false
    guard position < text.count else { throw error("the tag is not closed", at: tag.start) }
    let sign = text[position]
    switch sign {
    case UInt8(ascii: "#"): try readSection(tag, isInverted: false)
    case UInt8(ascii: "^"): try readSection(tag, isInverted: true)
    case UInt8(ascii: "/"): try readEnd(tag)
    case UInt8(ascii: "!"):
      try skip(past: closing, tag.start)
      endLine(tag)
    case UInt8(ascii: ">"): try readInclusion(tag)
    case UInt8(ascii: "<"): try readParent(tag)
    case UInt8(ascii: "$"): try readBlock(tag)
    case UInt8(ascii: "="):
      position += 1
      try readDelimiters(tag.start)
      endLine(tag)
    case UInt8(ascii: "%"):
      position += 1
      add(.escaping(try readContentType(tag.start)))
      endLine(tag)
    case UInt8(ascii: "{"), UInt8(ascii: "&"):
      flushSpace()
      position += 1
      add(.variable(try readName(tag.start, isTriple: sign == UInt8(ascii: "{")).name, isEscaped: false))
    default:
      flushSpace()
      add(.variable(try readName(tag.start).name, isEscaped: true))
    }
  }

  /// `{{#name}}` or `{{^name}}`.
  private mutating func readSection(_ tag: Tag, isInverted: Bool) throws(MustacheError) {
    position += 1
    let (name, text) = try readName(tag.start)
    endLine(tag)
    try open(.section(name, isInverted: isInverted), text, tag.start)
  }

  /// `{{/name}}`.
  private mutating func readEnd(_ tag: Tag) throws(MustacheError) {
    position += 1
    let name = try readWord(tag.start)
    endLine(tag)
    try close(name, tag.start)
  }

  /// `{{>name}}`.
  private mutating func readInclusion(_ tag: Tag) throws(MustacheError) {
    position += 1
    let (name, isDynamic) = try readPartial(tag.start)
    let indentation = space
    flushSpace()
    let isAlone = endLine(tag)
    if !isDynamic { partials.insert(name) }
    add(.partial(.init(name: name, isDynamic: isDynamic, indentation: isAlone ? indentation : nil, blocks: [:])))
  }

  /// `{{<name}}`.
  private mutating func readParent(_ tag: Tag) throws(MustacheError) {
    position += 1
    let (name, isDynamic) = try readPartial(tag.start)
    let indentation = space
    flushSpace()
    endLine(tag)
    if !isDynamic { partials.insert(name) }
    let kind = Level.Kind.parent(name: name, isDynamic: isDynamic, indentation: indentation)
    try open(kind, isDynamic ? "*\(name)" : name, tag.start)
  }

  /// `{{$name}}`: a block, or within a parent what takes the place of its block.
  private mutating func readBlock(_ tag: Tag) throws(MustacheError) {
    position += 1
    let (name, text) = try readName(tag.start)
    guard name.functions.isEmpty else { throw error("a block has no functions", at: tag.start) }
    if case .parent = levels[levels.count - 1].kind {
      space = []
      endLine(tag)
      try open(.override(text), text, tag.start)
    } else {
      let indentation = space
      flushSpace()
      endLine(tag)
      try open(.block(text, indentation: indentation), text, tag.start)
    }
  }

  /// After a tag that writes nothing itself: where it has a line for itself, the line goes with it.
  ///
  /// - Returns: whether it has.
  @discardableResult private mutating func endLine(_ tag: Tag) -> Bool {
    var end = position
    while end < text.count, text[end] == UInt8(ascii: " ") || text[end] == UInt8(ascii: "\t") { end += 1 }
    if end < text.count, text[end] == UInt8(ascii: "\r") { end += 1 }
    guard tag.isFirstOnLine, end == text.count || text[end] == UInt8(ascii: "\n") else {
      flushSpace()
      return false
    }
    space = []
    position = min(end + 1, text.count)
    isAtLineStart = true
    return true
  }

  private mutating func open(_ kind: Level.Kind, _ name: String, _ start: Int) throws(MustacheError) {
    guard levels.count <= MustacheTemplate.mostNested else {
      throw error("sections are nested deeper than the limit of \(MustacheTemplate.mostNested)", at: start)
    }
    var level = Level(kind: kind, name: name, start: start)
    let outer = levels[levels.count - 1]
    if case .override = kind {
      level.isInOverride = true
    } else if case .parent = outer.kind {
      throw error("'\(name)' stands between {{<\(outer.name)}} and its end, where only blocks {{$name}} are", at: start)
    } else if case .parent = kind {
      level.isInOverride = false
    } else {
      (level.isInOverride, level.indent) = (outer.isInOverride, outer.indent)
    }
    levels.append(level)
  }

  private mutating func close(_ name: String, _ start: Int) throws(MustacheError) {
    guard levels.count > 1 else { throw error("{{/\(name)}} closes nothing that is open", at: start) }
    let level = levels.removeLast()
    guard level.name == name else {
      throw error("'\(name)' is closed where '\(level.name)' of line \(line(of: level.start)) is open", at: start)
    }
    switch level.kind {
    case .template: break
    case .section(let name, let isInverted): add(.section(name, isInverted: isInverted, level.pieces))
    case .parent(let name, let isDynamic, let indentation):
      guard level.pieces.allSatisfy(\.isText) else {
        throw error("between {{<\(name)}} and its end are only blocks {{$name}}", at: level.start)
      }
      add(.partial(.init(name: name, isDynamic: isDynamic, indentation: indentation, blocks: level.blocks)))
    case .block(let name, let indentation): add(.block(name: name, level.pieces, indentation: indentation))
    case .override(let name): levels[levels.count - 1].blocks[name] = level.pieces
    }
  }

  // MARK: Within tags

  private func isHere(_ bytes: [UInt8]) -> Bool {
    guard text.count - position >= bytes.count, text[position] == bytes[0] else { return false }
    for (offset, byte) in bytes.enumerated() where text[position + offset] != byte { return false }
    return true
  }

  private mutating func skipSpace() {
    while position < text.count, [9, 10, 13, 32].contains(text[position]) { position += 1 }
  }

  private mutating func skip(past end: [UInt8], _ start: Int) throws(MustacheError) {
    while position < text.count {
      if isHere(end) {
        position += end.count
        return
      }
      position += 1
    }
    throw error("the tag is not closed with \(String(decoding: end, as: UTF8.self).printable)", at: start)
  }

  /// Reads a word and the end of the tag.
  private mutating func readWord(_ start: Int, isTriple: Bool = false) throws(MustacheError) -> String {
    skipSpace()
    let begin = position
    while position < text.count, MustacheParser.isOfName(text[position]), !isHere(closing) { position += 1 }
    let word = String(decoding: text[begin..<position], as: UTF8.self)
    skipSpace()
    let end = isTriple ? [UInt8(ascii: "}")] + closing : closing
    let other = isTriple ? closing + [UInt8(ascii: "}")] : closing
    for end in [end, other] where isHere(end) {
      position += end.count
      guard !word.isEmpty else { throw error("the tag has no name", at: start) }
      return word
    }
    guard position < text.count, !isHere(closing) else {
      throw error("the tag is not closed with \(String(decoding: end, as: UTF8.self).printable)", at: start)
    }
    throw error("a name has letters, digits and . - _ ? * ( ) /, and then the tag ends", at: position)
  }

  private mutating func readName(
    _ start: Int, isTriple: Bool = false
  ) throws(MustacheError) -> (name: MustacheName, text: String) {
    let word = try readWord(start, isTriple: isTriple)
    guard let name = MustacheName(word) else {
      throw error("'\(word)' is no name; functions are written around it, as in {{uppercased(name)}}", at: start)
    }
    return (name, word)
  }

  private mutating func readPartial(_ start: Int) throws(MustacheError) -> (name: String, isDynamic: Bool) {
    let word = try readWord(start)
    guard word.hasPrefix("*") else { return (word, false) }
    if word == "*" { throw error("the tag has no name", at: start) }
    return (String(word.dropFirst()), true)
  }

  private static let mostDelimiterBytes = 16

  private mutating func readDelimiters(_ start: Int) throws(MustacheError) {
    func isEnd(_ byte: UInt8) -> Bool { [9, 10, 13, 32].contains(byte) }
    skipSpace()
    let first = position
    while position < text.count, !isEnd(text[position]) { position += 1 }
    let opening = Array(text[first..<position])
    skipSpace()
    let second = position
    while position < text.count, !isEnd(text[position]), text[position] != UInt8(ascii: "=") { position += 1 }
    let closing = Array(text[second..<position])
    skipSpace()
    guard !opening.isEmpty, !closing.isEmpty, !opening.contains(UInt8(ascii: "=")),
      isHere([UInt8(ascii: "=")] + self.closing)
    else { throw error("other delimiters are set as in {{=<% %>=}}", at: start) }
    // Each byte of the text is compared with them.
    guard max(opening.count, closing.count) <= MustacheParser.mostDelimiterBytes else {
      throw error("a delimiter has at most \(MustacheParser.mostDelimiterBytes) bytes", at: start)
    }
    position += 1 + self.closing.count
    (self.opening, self.closing) = (opening, closing)
  }

  private mutating func readContentType(_ start: Int) throws(MustacheError) -> Bool {
    let begin = position
    try skip(past: closing, start)
    let words = String(decoding: text[begin..<(position - closing.count)], as: UTF8.self)
      .split(separator: ":", omittingEmptySubsequences: false).map { $0.split { $0 == " " || $0 == "\t" } }
    if words == [["CONTENT_TYPE"], ["HTML"]] { return true }
    if words == [["CONTENT_TYPE"], ["TEXT"]] { return false }
    throw error("only {{% CONTENT_TYPE: TEXT}} and {{% CONTENT_TYPE: HTML}} are known here", at: start)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: Array(".-_?()*/".utf8).contains(byte)
    }
  }

  // MARK: Errors

  private func line(of position: Int) -> Int { 1 + text[..<position].count { $0 == UInt8(ascii: "\n") } }

  private func error(_ reason: String, at position: Int) -> MustacheError {
    let before = text[..<position]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = 1 + String(decoding: text[lineStart..<position], as: UTF8.self).count
    return MustacheError(line: line(of: position), column: column, reason: reason)
  }
}

extension MustacheTemplate.Piece {
  fileprivate var isText: Bool {
    if case .text = self { true } else { false }
  }
}
