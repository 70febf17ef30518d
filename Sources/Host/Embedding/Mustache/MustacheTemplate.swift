/// A template of the language Mustache (https://mustache.github.io/mustache.5.html), read.
///
/// Beside variables, sections, comments, partials, inheritance and other delimiters it knows the functions of values,
/// `{{uppercased(name)}}`, and of places in a list, `{{last()}}`, as the package swift-mustache has them.
struct MustacheTemplate: Sendable {
  /// A piece of a template.
  indirect enum Piece: Sendable {
    /// Text, at most one line of it.
    case text([UInt8])
    case variable(MustacheName, isEscaped: Bool)
    case section(MustacheName, isInverted: Bool, [Piece])
    /// Another template, with what it writes in place of blocks.
    case partial(Partial)
    /// A block, which another template may override.
    case block(name: String, [Piece], indentation: [UInt8])
    /// Whether what reserves `<` and `&` is escaped from here on.
    case escaping(Bool)
  }

  struct Partial: Sendable {
    let name: String
    /// Whether the name is that of a value, which is the template's name.
    let isDynamic: Bool
    /// The indentation of each line; nil where the tag does not have a line of its own.
    let indentation: [UInt8]?
    /// The blocks that are written anew.
    let blocks: [String: [Piece]]
  }

  let pieces: [Piece]
  /// The templates that it includes by their names.
  let partials: Set<String>

  /// The most sections within each other.
  static let mostNested = 50
}

/// A name as a tag has it: parts between dots, and the functions around them, the outermost first.
struct MustacheName: Hashable, Sendable {
  /// Empty for `.` and for functions of the place in a list.
  let parts: [String]
  /// Whether only the innermost object is asked, as a leading dot wants it.
  let isOfInnermost: Bool
  let functions: [String]

  /// The most functions of functions.
  private static let mostFunctions = 16

  /// Nil where it is no name.
  init?(_ text: String) {
    var rest = text[...]
    var functions: [String] = []
    while let open = rest.firstIndex(of: "(") {
      guard rest.last == ")", functions.count < MustacheName.mostFunctions else { return nil }
      functions.append(String(rest[..<open]))
      rest = rest[rest.index(after: open)...].dropLast()
    }
    guard !rest.contains(")"), functions.allSatisfy({ !$0.isEmpty }), !rest.isEmpty || !functions.isEmpty else {
      return nil
    }
    parts = rest.split(separator: ".").map(String.init)
    isOfInnermost = rest.first == "."
    self.functions = functions
  }
}

/// Why a text is no template, and where.
struct MustacheError: Error {
  let line: Int
  let column: Int
  let reason: String
}

/// A value that a template is filled in with.
enum MustacheValue: Sendable {
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([MustacheValue])
  case object([String: MustacheValue])

  /// Nil for what no template can show.
  init?(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let flag as Bool: self = .flag(flag)
    case let number as Int: self = .number(number)
    case let object as [String: Any]: self = .object(object.compactMapValues(MustacheValue.init))
    case let list as [Any]: self = .list(list.compactMap(MustacheValue.init))
    default: return nil
    }
  }

  /// The size as text: the bytes of all texts in it, and some for each value.
  var size: Int {
    switch self {
    case .text(let text): 16 + text.utf8.count
    case .flag, .number: 16
    case .list(let list): list.reduce(16) { $0 + $1.size }
    case .object(let object): object.values.reduce(16) { $0 + $1.size }
    }
  }
}
