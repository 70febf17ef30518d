import Foundation

/// What a line of a caption claims: two expressions and the sign between them.
struct Claim {
  let left: String
  let sign: String
  let right: String

  /// The claims of a line in which both sides are made of numbers alone.
  static func arithmetic(in line: String) -> [Claim] {
    var claims: [Claim] = []
    for statement in line.replacing(" ⇒ ", with: "; ").components(separatedBy: "; ") {
      var sides: [String] = []
      var signs: [String] = []
      var rest = statement[...]
      while let sign = [" = ", " ≈ ", " += "].compactMap({ rest.firstRange(of: $0) }).min(by: {
        $0.lowerBound < $1.lowerBound
      }) {
        sides.append(String(rest[..<sign.lowerBound]))
        signs.append(String(rest[sign].dropFirst().dropLast()))
        rest = rest[sign.upperBound...]
      }
      sides.append(String(rest))
      for place in signs.indices where signs[place] != "+=" {
        let claim = Claim(left: sides[place], sign: signs[place], right: sides[place + 1])
        if claim.isArithmetic { claims.append(claim) }
      }
    }
    return claims
  }

  /// Whether both sides are made of finite numbers.
  private var isArithmetic: Bool {
    let signs = Set("0123456789.()[], +−×·⊙@/^")
    return left.allSatisfy(signs.contains) && right.allSatisfy(signs.contains) && left.contains(where: \.isNumber)
  }
}

/// Reads arithmetic as it is shown and does it in decimal, exactly.
struct ShownReading {
  /// A number, or an array by its rows.
  enum Value: Equatable {
    case number(Decimal)
    case rows([[Decimal]], isVector: Bool)
  }

  struct Unread: Error {}

  private var rest: [Character]

  /// The value of a text of numbers.
  ///
  /// - Throws: ``Unread`` for what is no arithmetic of finite numbers, or needs more digits than a decimal has.
  static func value(_ text: String) throws -> Value {
    var reading = ShownReading(rest: text.filter { $0 != " " })
    let value = try reading.sum()
    guard reading.rest.isEmpty else { throw Unread() }
    return value
  }

  private init(rest: String) { self.rest = Array(rest) }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func sum() throws -> Value {
    var value = try product()
    while let sign = rest.first, sign == "+" || sign == "−" {
      rest.removeFirst()
      let other = try product()
      value = try Self.combine(value, other) { sign == "+" ? try Self.exact($0, $1) { $0 + $1 } : $0 - $1 }
    }
    return value
  }

  private mutating func product() throws -> Value {
    var value = try factor()
    while let sign = rest.first, "×·⊙@/".contains(sign) {
      rest.removeFirst()
      let other = try factor()
      if sign == "@" || sign == "·", case .rows(let a, let isVector) = value,
        case .rows(let b, let isOtherVector) = other
      {
        value = try Self.matrixProduct(a, isVector, b, isOtherVector)
      } else if sign == "/" {
        guard case .number(let divisor) = other, divisor != 0 else { throw Unread() }
        value = try Self.combine(value, other) { a, b in
          let quotient = a / b
          return quotient * b == a ? quotient : .nan
        }
      } else {
        value = try Self.combine(value, other) { $0 * $1 }
      }
    }
    return value
  }

  private mutating func factor() throws -> Value {
    if take("−") { return try Self.combine(.number(-1), factor()) { $0 * $1 } }
    if take("(") {
      let value = try sum()
      guard take(")") else { throw Unread() }
      return value
    }
    if take("[") { return try list() }
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    guard !digits.isEmpty, digits.count <= 17, let number = Decimal(string: String(digits)) else { throw Unread() }
    rest.removeFirst(digits.count)
    guard take("^") else { return .number(number) }
    let isNegative = take("−")
    let exponent = rest.prefix { $0.isNumber }
    rest.removeFirst(exponent.count)
    guard let power = Int(String(exponent)), power < 30 else { throw Unread() }
    guard number == 10 || !isNegative else { throw Unread() }
    return .number(
      number == 10
        ? Decimal(sign: .plus, exponent: isNegative ? -power : power, significand: 1) : pow(number, power))
  }

  private mutating func list() throws -> Value {
    var values: [Value] = []
    repeat { values.append(try sum()) } while take(",")
    guard take("]") else { throw Unread() }
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    if numbers.count == values.count { return .rows([numbers], isVector: true) }
    let rows = values.compactMap { if case .rows(let rows, true) = $0 { rows[0] } else { nil } }
    guard rows.count == values.count else { throw Unread() }
    return .rows(rows, isVector: false)
  }

  /// A sum whose digits a decimal can hold.
  private static func exact(_ a: Decimal, _ b: Decimal, _ sum: (Decimal, Decimal) -> Decimal) throws -> Decimal {
    let exponents = [a, b].filter { $0 != 0 }.map(\.exponent)
    if let least = exponents.min(), let greatest = exponents.max(), greatest - least > 16 { throw Unread() }
    return sum(a, b)
  }

  private static func combine(
    _ a: Value, _ b: Value, _ operation: (Decimal, Decimal) throws -> Decimal
  ) throws -> Value {
    switch (a, b) {
    case (.number(let x), .number(let y)): return .number(try operation(x, y))
    case (.number(let x), .rows(let rows, let isVector)):
      return .rows(try rows.map { try $0.map { try operation(x, $0) } }, isVector: isVector)
    case (.rows(let rows, let isVector), .number(let y)):
      return .rows(try rows.map { try $0.map { try operation($0, y) } }, isVector: isVector)
    case (.rows(let p, let isVector), .rows(let q, _)):
      guard p.count == q.count, zip(p, q).allSatisfy({ $0.count == $1.count }) else { throw Unread() }
      return .rows(try zip(p, q).map { try zip($0, $1).map { try operation($0, $1) } }, isVector: isVector)
    }
  }

  private static func matrixProduct(
    _ a: [[Decimal]], _ isVector: Bool, _ b: [[Decimal]], _ isOtherVector: Bool
  ) throws -> Value {
    let right = isOtherVector ? b[0].map { [$0] } : b
    guard a[0].count == right.count else { throw Unread() }
    let rows = try a.map { row in
      try right[0].indices.map { column in
        try zip(row, right).reduce(Decimal(0)) { try exact($0, $1.0 * $1.1[column]) { $0 + $1 } }
      }
    }
    if isVector, isOtherVector { return .number(rows[0][0]) }
    return isOtherVector ? .rows([rows.map { $0[0] }], isVector: true) : .rows(rows, isVector: isVector)
  }
}
