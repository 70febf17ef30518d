/// Fills in a template, within limits on depth, work and output.
struct MustacheRenderer {
  /// Why it was given up.
  enum Failure: Error {
    case tooDeep, tooMuchWork, tooLong
    /// The task is cancelled.
    case cancelled
  }

  /// The most sections and templates within each other.
  static let mostNested = 50
  /// The pieces that may be filled in, beside some for each byte of the values.
  static let leastWork = 200_000
  /// The bytes that the result may have, beside some for each byte of the values.
  static let leastLimit = 64 << 20

  /// A place in a list.
  private struct Place {
    var index: Int
    var isLast: Bool
  }

  /// A position in the values and templates.
  private struct Context {
    var objects: [MustacheValue]
    var place: Place?
    var indentation: [UInt8] = []
    var blocks: [String: [MustacheTemplate.Piece]] = [:]
    var isEscaping = true
    var depth = 0
  }

  private let template: (String) -> MustacheTemplate?
  private let mostBytes: Int
  private var work: Int
  private var output: [UInt8] = []

  private init(_ values: MustacheValue, _ template: @escaping (String) -> MustacheTemplate?) {
    self.template = template
    let size = values.size
    work = MustacheRenderer.leastWork + size / 2
    mostBytes = MustacheRenderer.leastLimit + 8 * size
  }

  /// Fills in a template.
  ///
  /// - Parameters:
  ///   - root: the template.
  ///   - values: what it is filled in with.
  ///   - template: the templates that it may include, by their names.
  /// - Returns: the result as UTF-8.
  /// - Throws: ``Failure``.
  static func render(
    _ root: MustacheTemplate, _ values: MustacheValue, including template: @escaping (String) -> MustacheTemplate?
  ) throws(Failure) -> [UInt8] {
    var renderer = MustacheRenderer(values, template)
    try renderer.render(root.pieces, Context(objects: [values]))
    return renderer.output
  }

  private mutating func render(_ pieces: [MustacheTemplate.Piece], _ context: Context) throws(Failure) {
    var context = context
    context.depth += 1
    guard context.depth <= MustacheRenderer.mostNested else { throw .tooDeep }
    for piece in pieces {
      try spend(1 + context.depth / 8)
      switch piece {
      case .text(let text): try write(text, context)
      case .variable(let name, let isEscaped):
        guard let text = try value(of: name, context)?.shown else { continue }
        try write(isEscaped && context.isEscaping ? MustacheRenderer.escaped(text) : Array(text.utf8), context)
      case .section(let name, let isInverted, let pieces):
        try section(try value(of: name, context), isInverted, pieces, context)
      case .partial(let partial): try include(partial, context)
      case .block(let name, let pieces, let indentation):
        var inner = context
        inner.place = nil
        inner.indentation += indentation
        try render(context.blocks[name] ?? pieces, inner)
      case .escaping(let isEscaping): context.isEscaping = isEscaping
      }
    }
  }

  private mutating func section(
    _ value: MustacheValue?, _ isInverted: Bool, _ pieces: [MustacheTemplate.Piece], _ context: Context
  ) throws(Failure) {
    var inner = context
    switch value {
    case .list(let list):
      guard !isInverted else {
        inner.objects.append(.list([]))
        inner.place = nil
        if list.isEmpty { try render(pieces, inner) }
        return
      }
      for (index, element) in list.enumerated() {
        inner.objects = context.objects + [element]
        inner.place = Place(index: index, isLast: index == list.count - 1)
        try spend(1)
        try render(pieces, inner)
      }
    case nil, .flag(false)?: if isInverted { try render(pieces, context) }
    case .flag(true)?: if !isInverted { try render(pieces, context) }
    case let value?:
      guard !isInverted else { return }
      inner.objects.append(value)
      inner.place = nil
      try render(pieces, inner)
    }
  }

  private mutating func include(_ partial: MustacheTemplate.Partial, _ context: Context) throws(Failure) {
    var name = partial.name
    if partial.isDynamic {
      guard let wanted = MustacheName(name), case .text(let text)? = try value(of: wanted, context) else { return }
      name = text
    }
    guard let template = template(name) else { return }
    var inner = context
    inner.place = nil
    inner.isEscaping = true
    inner.indentation += partial.indentation ?? []
    // What the outermost template writes anew is what stays.
    try spend(partial.blocks.count)
    inner.blocks.merge(partial.blocks) { outer, _ in outer }
    try render(template.pieces, inner)
  }

  // MARK: Values

  private mutating func value(of name: MustacheName, _ context: Context) throws(Failure) -> MustacheValue? {
    var functions = name.functions[...]
    var value: MustacheValue?
    if !name.parts.isEmpty {
      value = lookUp(name, context)
    } else if name.isOfInnermost || functions.isEmpty {
      value = context.objects.last
    } else {
      guard let place = context.place, let function = functions.popLast() else { return nil }
      value = MustacheRenderer.apply(function, to: place)
    }
    while let function = functions.popLast(), let operand = value {
      try spend(1 + operand.size / 64)
      value = operand.applying(function)
    }
    return value
  }

  private func lookUp(_ name: MustacheName, _ context: Context) -> MustacheValue? {
    var objects = context.objects[...]
    if name.isOfInnermost { objects = objects.suffix(1) }
    for object in objects.reversed() {
      guard case .object(let first) = object, var value = first[name.parts[0]] else { continue }
      for part in name.parts.dropFirst() {
        guard case .object(let members) = value, let member = members[part] else { return nil }
        value = member
      }
      return value
    }
    return nil
  }

  private static func apply(_ function: String, to place: Place) -> MustacheValue? {
    switch function {
    case "first": .flag(place.index == 0)
    case "last": .flag(place.isLast)
    case "index": .number(place.index)
    case "even": .flag(place.index.isMultiple(of: 2))
    case "odd": .flag(!place.index.isMultiple(of: 2))
    default: nil
    }
  }

  // MARK: Output

  private mutating func spend(_ amount: Int) throws(Failure) {
    work -= amount
    guard work >= 0 else { throw .tooMuchWork }
    if work & 0xFFF <= amount { if Task.isCancelled { throw .cancelled } }
  }

  private mutating func write(_ bytes: [UInt8], _ context: Context) throws(Failure) {
    guard !bytes.isEmpty else { return }
    if output.last == UInt8(ascii: "\n") { output += context.indentation }
    output += bytes
    guard output.count <= mostBytes else { throw .tooLong }
  }

  /// Text whose characters that HTML reserves are references.
  private static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}

extension MustacheValue {
  /// As text; nil for what has no text of its own.
  fileprivate var shown: String? {
    switch self {
    case .text(let text): text
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .list, .object: nil
    }
  }

  /// The value of a function, nil where it has none.
  fileprivate func applying(_ function: String) -> MustacheValue? {
    switch (self, function) {
    case (.text(let text), "empty"): .flag(text.isEmpty)
    case (.text(let text), "lowercased"): .text(text.lowercased())
    case (.text(let text), "uppercased"): .text(text.uppercased())
    case (.text(let text), "capitalized"):
      .text(text.split(separator: " ", omittingEmptySubsequences: false).map(\.capitalized).joined(separator: " "))
    case (.text(let text), "reversed"): .text(String(text.reversed()))
    case (.list(let list), "first"): list.first
    case (.list(let list), "last"): list.last
    case (.list(let list), "reversed"): .list(list.reversed())
    case (.list(let list), "count"): .number(list.count)
    case (.list(let list), "empty"): .flag(list.isEmpty)
    case (.object(let object), "count"): .number(object.count)
    case (.object(let object), "empty"): .flag(object.isEmpty)
    case (.number(let number), "equalzero"): .flag(number == 0)
    case (.number(let number), "plusone"): .number(number + 1)
    case (.number(let number), "minusone"): .number(number - 1)
    case (.number(let number), "even"): .flag(number.isMultiple(of: 2))
    case (.number(let number), "odd"): .flag(!number.isMultiple(of: 2))
    default: nil
    }
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
