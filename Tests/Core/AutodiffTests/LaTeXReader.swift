import TestSupport
/// Reads the LaTeX of a formula as mathematics reads it, and writes it as an expression in full parentheses.
///
/// A product without a sign is a matrix product, ⊙ an elementwise one; a fraction, a root, bars and the cases behind a
/// brace are what they are; `T` upright and raised is a transpose. What a name looks like is told beforehand.
struct LaTeXReader {
  struct Failure: Error { let rest: String }

  private var rest: Substring
  private let names: [(latex: String, name: String)]

  private init(_ latex: String, _ names: [String: String]) {
    rest = Substring(latex)
    self.names = names.map { (latex: $0.key, name: $0.value) }.sorted { $0.latex.count > $1.latex.count }
  }

  /// The expression that is written.
  static func expression(_ latex: String, names: [String: String]) throws -> String {
    var reader = LaTeXReader(latex, names)
    let result = try reader.sum()
    guard reader.rest.isEmpty else { throw Failure(rest: String(reader.rest)) }
    return result
  }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest.removeFirst(text.count)
    return true
  }

  private mutating func skipRoom() {
    while rest.hasPrefix(" ") || rest.hasPrefix("\\hspace") {
      if skip(" ") { continue }
      rest = rest.drop { $0 != "}" }.dropFirst()
    }
  }

  private mutating func expect(_ text: String) throws { if !skip(text) { throw Failure(rest: String(rest)) } }

  private mutating func sum() throws -> String {
    var result = try product()
    while true {
      if skip("+") {
        result = "(\(result) + \(try product()))"
      } else if skip("-") {
        result = "(\(result) - \(try product()))"
      } else {
        return result
      }
    }
  }

  private mutating func product() throws -> String {
    var result = try juxtaposition()
    while true {
      skipRoom()
      if skip("\\times") || skip("\\cdot") || skip("\\odot") {
        result = "(\(result) * \(try juxtaposition()))"
      } else {
        return result
      }
    }
  }

  private mutating func juxtaposition() throws -> String {
    skipRoom()
    if skip("{-}") || skip("-") { return "(-\(try juxtaposition()))" }
    if skip("\\sum") { return "sum(\(try juxtaposition()))" }
    var result = try power()
    while true {
      skipRoom()
      guard startsFactor else { return result }
      result = "(\(result) @ \(try power()))"
    }
  }

  private var startsFactor: Bool {
    let ends = [
      "+", "-", "=", ",", "&", ")", "]", "}", "\\right", "\\times", "\\cdot", "\\odot", "<", ">", "\\leq", "\\geq",
      "\\neq", "\\\\",
    ]
    return !rest.isEmpty && !ends.contains { rest.hasPrefix($0) }
  }

  private mutating func power() throws -> String {
    var result = try primary()
    while true {
      if skip("^{\\mathrm{T}}") {
        result = "(\(result)).T"
      } else if skip("^{") {
        result = "(\(result)^(\(try sum())))"
        try expect("}")
      } else if rest.hasPrefix("\\mathopen{}\\left[") {
        try expect("\\mathopen{}\\left[")
        guard let end = rest.firstRange(of: "\\right]") else { throw Failure(rest: String(rest)) }
        let place = String(rest[..<end.lowerBound]).replacing("{:}", with: ":").replacing("{,}", with: ",")
        rest = rest[end.lowerBound...]
        try expect("\\right]\\mathclose{}")
        result = "(\(result))[\(place.replacing("{\\mathchar\"702D}", with: "-"))]"
      } else {
        return result
      }
    }
  }

  private mutating func primary() throws -> String {
    skipRoom()
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    if !digits.isEmpty {
      rest.removeFirst(digits.count)
      return String(digits)
    }
    if let known = names.first(where: { rest.hasPrefix($0.latex) }) {
      rest.removeFirst(known.latex.count)
      return known.name
    }
    if skip("\\frac{") {
      let above = try sum()
      try expect("}{")
      let below = try sum()
      try expect("}")
      return "(\(above) / \(below))"
    }
    if skip("\\sqrt{") {
      let inner = try sum()
      try expect("}")
      return "sqrt(\(inner))"
    }
    if skip("{") {
      let inner = try sum()
      try expect("}")
      return inner
    }
    if rest.hasPrefix("\\mathopen{}\\left\\{") { return try cases() }
    if skip("\\mathopen{}\\left|") {
      let inner = try sum()
      try expect("\\right|\\mathclose{}")
      return "abs(\(inner))"
    }
    if rest.hasPrefix("\\mathopen{}\\left[") { return "[\(try items("[", "]").joined(separator: ", "))]" }
    if rest.hasPrefix("\\mathopen{}\\left(") { return "(\(try items("(", ")").joined(separator: ", ")))" }
    return try call()
  }

  private mutating func call() throws -> String {
    var name = ""
    if skip("\\mathop{\\mathrm{") {
      guard let end = rest.firstRange(of: "}}\\mathopen") else { throw Failure(rest: String(rest)) }
      name = String(rest[..<end.lowerBound]).replacing("{\\mathchar\"702D}", with: "_")
      rest = rest[end.lowerBound...].dropFirst(2)
    } else {
      let command = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
      let arguments = rest.dropFirst(command.count + 1)
      guard rest.first == "\\", !command.isEmpty, arguments.hasPrefix("\\mathopen{}\\left(") else {
        throw Failure(rest: String(rest))
      }
      name = String(command)
      rest = arguments
    }
    let arguments = try items("(", ")")
    // Of two numbers the larger is meant, of an array the largest element.
    let isPair = arguments.count == 2 && !arguments[1].hasPrefix("axis=") && !arguments[1].hasPrefix("keepdims=")
    if isPair { name = ["max": "maximum", "min": "minimum"][name] ?? name }
    name = ["arcsin": "asin", "arccos": "acos", "arctan": "atan", "sgn": "sign"][name] ?? name
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  /// Items between delimiters, an argument by name among them.
  private mutating func items(_ open: String, _ close: String) throws -> [String] {
    try expect("\\mathopen{}\\left\(open)")
    var items: [String] = []
    repeat {
      if skip("\\mathrm{axis}=") {
        items.append("axis=\(try sum())")
      } else if skip("\\mathrm{keepdims}=\\mathrm{true}") {
        items.append("keepdims=true")
      } else if let key = ["stride", "padding"].first(where: { rest.hasPrefix("\\mathrm{\($0)}=") }) {
        try expect("\\mathrm{\(key)}=")
        items.append("\(key)=\(try sum())")
      } else {
        items.append(try sum())
      }
    } while skip(",")
    try expect("\\right\(close)\\mathclose{}")
    return items
  }

  private mutating func cases() throws -> String {
    try expect("\\mathopen{}\\left\\{\\begin{array}{@{}ll@{}}")
    let first = try sum()
    try expect("&\\mbox{if }")
    let left = try sum()
    let signs = ["<": "<", ">": ">", "\\leq": "<=", "\\geq": ">=", "=": "==", "\\neq": "!="]
    guard let sign = signs.first(where: { rest.hasPrefix($0.key) }) else { throw Failure(rest: String(rest)) }
    try expect(sign.key)
    let right = try sum()
    try expect("\\\\")
    _ = skip("\\relax ")
    let second = try sum()
    try expect("&\\mbox{otherwise}\\end{array}\\right.\\mathclose{}")
    return "where(\(left) \(sign.value) \(right), \(first), \(second))"
  }
}
