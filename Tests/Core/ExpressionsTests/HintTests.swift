import Expressions
import Foundation
import TestSupport
import Testing

/// What is offered for what mathematicians write holds: written in its place, it is read.
@Suite struct HintTests {
  /// The text with what is offered for its mistakes; of several in a line the last is written first.
  static func corrected(_ text: String) -> String {
    let offers = (failure(text)?.diagnostics ?? []).compactMap(\.correction)
    return offers.reversed().reduce(text) { apply($1, to: $0) }
  }

  static func apply(_ correction: Correction, to text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(Array.init)
    guard lines.indices.contains(correction.range.line - 1) else { return text }
    let start = correction.range.column - 1
    let end = min(start + correction.range.length, lines[correction.range.line - 1].count)
    guard start <= end else { return text }
    lines[correction.range.line - 1].replaceSubrange(start..<end, with: correction.text)
    return lines.map { String($0) }.joined(separator: "\n")
  }

  static let head = "x = 2; y = 3; z = 5; α = 7; x_1 = 11; A = [[1, 2], [3, 4]]; n = 2\n"

  @Test(
    "What is written, what a message offers for it, and what the line then is",
    arguments: [
      // Signs of multiplication that are left out.
      ("f = xy", "did you mean 'x*y'?", "f = x*y"), ("f = xyz", "did you mean 'x*y*z'?", "f = x*y*z"),
      ("f = 2xy", "did you mean 'x*y'?", "f = 2x*y"), ("f = x2", "did you mean 'x*2'", "f = x*2"),
      ("f = 1/xy", "did you mean '(x*y)'?", "f = 1/(x*y)"), ("f = 2^xy", "did you mean '(x*y)'?", "f = 2^(x*y)"),
      ("f = 2^-xy", "did you mean '(x*y)'?", "f = 2^-(x*y)"), ("f = xy^2", "did you mean 'x*y'?", "f = x*y^2"),
      ("f = πx²", "did you mean 'pi*x'?", "f = pi*x²"), ("f = x_1y", "did you mean 'x_1*y'?", "f = x_1*y"),
      ("f = αx", "did you mean 'α*x'?", "f = α*x"), ("f = ex", "did you mean 'e*x'?", "f = e*x"),
      ("f = x y", "multiplication is written with '*'", "f = x *y"),
      ("f = x(y + 1)", "multiplication is written 'x * (…)'", "f = x*(y + 1)"),
      ("f = 1/x(y + 1)", "multiplication is written 'x * (…)'", "f = 1/(x*(y + 1))"),
      ("f = (x + 1)(y - 1)", "multiplication is written with '*'", "f = (x + 1)*(y - 1)"),
      ("f = sin(x)cos(y)", "multiplication is written with '*'", "f = sin(x)*cos(y)"),
      ("f = (x + 1)y", "multiplication is written with '*'", "f = (x + 1)*y"),
      ("f = x²y", "multiplication is written with '*'", "f = x²*y"),
      ("f = sin(x y)", "multiplication is written with '*'", "f = sin(x *y)"),
      ("f = x 2", "multiplication is written with '*'", "f = x *2"),
      ("f = xsin(y)", "did you mean 'x*sin'?", "f = x*sin(y)"), ("f = xy(z)", "did you mean 'x*y*'?", "f = x*y*(z)"),
      ("f = 1/xsin(y)", "did you mean '(x*sin(y))'?", "f = 1/(x*sin(y))"),
      // Parentheses that are left out.
      ("f = ln x", "write ln(x)", "f = ln(x)"), ("f = 2 ln x", "write ln(x)", "f = 2 ln(x)"),
      ("f = sin y + 1", "write sin(y)", "f = sin(y) + 1"), ("f = sin 2x", "write sin(2x)", "f = sin(2x)"),
      ("f = sin 2", "write sin(2)", "f = sin(2)"), ("f = sin x²", "write sin(x²)", "f = sin(x²)"),
      ("f = sin cos x", "write sin(cos(x))", "f = sin(cos(x))"),
      ("f = sin cos(x)", "write sin(cos(x))", "f = sin(cos(x))"), ("f = -exp x", "write exp(x)", "f = -exp(x)"),
      ("f = sin²(x)", "write sin(x)²", "f = sin(x)²"), ("f = sin² x", "write sin(x)²", "f = sin(x)²"),
      ("f = sin^2(x + 1)", "write sin(x + 1)^2", "f = sin(x + 1)^2"),
      ("f = sin^2 x", "write sin(x)^2", "f = sin(x)^2"), ("f = exp^x", "write exp(x)", "f = exp(x)"),
      ("f = 1 + sin -x", "write sin(-x)", "f = 1 + sin(-x)"), ("f = sinx", "did you mean 'sin(x)'?", "f = sin(x)"),
      ("f = xlny", "did you mean 'x*ln(y)'?", "f = x*ln(y)"), ("f = sum A", "write sum(A)", "f = sum(A)"),
      ("f = sum(transpose A)", "write transpose(A)", "f = sum(transpose(A))"),
      // Other names for functions.
      ("f = sen(x)", "did you mean 'sin'?", "f = sin(x)"), ("f = tg(x)", "did you mean 'tan'?", "f = tan(x)"),
      ("f = pow(x, 2)", "did you mean 'x^2'?", "f = x^2"),
      ("f = pow(x + 1, -y)^2", "did you mean '((x + 1)^(-y))'?", "f = ((x + 1)^(-y))^2"),
      ("f = log_2(x)", "did you mean '(log(x)/log(2))'?", "f = (log(x)/log(2))"),
      ("f = log10(x)", "did you mean '(log(x)/log(10))'?", "f = (log(x)/log(10))"),
      ("f = log₂(x)", "did you mean '(log(x)/log(2))'?", "f = (log(x)/log(2))"),
      ("f = Sin(x)", "did you mean 'sin'?", "f = sin(x)"), ("f = sum(A^T)", "did you mean '.T'?", "f = sum(A.T)"),
      ("f = sum(Aᵀ)", "did you mean 'A.T'?", "f = sum(A.T)"), ("f = xⁿ", "did you mean 'x^n'?", "f = x^n"),
      // Signs.
      ("f = ln|x|", "write abs(x)", "f = ln(abs(x))"), ("f = 2|x|", "write abs(x)", "f = 2 abs(x)"),
      (#"f = 2\pi + x√y"#, "write pi", "f = 2 pi + x sqrt(y)"),
      ("f = |x - y|", "write abs(x - y)", "f = abs(x - y)"), ("f = √x + 1", "write sqrt(x)", "f = sqrt(x) + 1"),
      ("f = √(x + 1)", "write sqrt( )", "f = sqrt(x + 1)"), ("f = √2", "write sqrt(2)", "f = sqrt(2)"),
      ("f = ∑A", "write sum(A)", "f = sum(A)"), ("f = ∑(A)", "write sum( )", "f = sum(A)"),
      ("f = x ÷ y", "write /", "f = x / y"), ("f = x ⋅ y", "write *", "f = x * y"),
      ("f = x – y", "write -", "f = x - y"),
      ("f = ½x", "write 0.5", "f = 0.5x"), ("f = where(x ≤ y, x, y)", "write <=", "f = where(x <= y, x, y)"),
      ("x' = 2; f = x", "a prime is written ′", "x′ = 2; f = x"), ("f = x^{2}", "use ( )", "f = x^(2)"),
      ("f = x_{1}", "a subscript has no braces: write x_1", "f = x_1"),
      // LaTeX.
      (#"f = \frac{1}{2}"#, "write (1/2)", "f = (1/2)"), (#"f = \frac{x + 1}{y} z"#, "write ((x + 1)/y)", ""),
      (#"f = \sin(x)"#, "write sin", "f = sin(x)"), (#"f = \sin x + 1"#, "write sin(x)", "f = sin(x) + 1"),
      (#"f = \sin{x y}"#, "write sin(x y)", ""), (#"f = x \cdot y"#, "write *", "f = x * y"),
      (#"f = x \times y"#, "write *", "f = x * y"), (#"f = \alpha + 1"#, "write α", "f = α + 1"),
      (#"f = \pi x"#, "write pi", ""), (#"f = \sqrt{x}"#, "write sqrt(x)", "f = sqrt(x)"),
      (#"f = \sqrt[3]{x + 1}"#, "write ((x + 1)^(1/3))", "f = ((x + 1)^(1/3))"),
      (#"f = \ln x"#, "write ln(x)", "f = ln(x)"), (#"f = \exp(x)"#, "write exp", "f = exp(x)"),
      (#"f = \sum{A}"#, "write sum", "f = sum(A)"), (#"f = \max(A)"#, "write max", "f = max(A)"),
      (#"f = \left( x + 1 \right)"#, "leave it out", "f = ( x + 1 )"),
      (#"f = \frac{\sin{x}}{x^{2}}"#, "write ((sin(x))/(x^(2)))", "f = ((sin(x))/(x^(2)))"),
      (#"f = \mathrm{x} + 1"#, "write x", "f = x + 1"), (#"f = x\,"#, "leave it out", "f = x"),
      (#"f = \operatorname{sin}(x)"#, "write sin", "f = sin(x)"),
    ] as [(String, String, String)])
  func offers(line: String, offer: String, then: String) {
    let text = report(Self.head + line)
    #expect(text.contains(offer), "\(text)")
    guard !then.isEmpty else { return }
    let corrected = Self.corrected(Self.head + line).split(separator: "\n").last.map(String.init)
    #expect(corrected == then)
    // A second hint may be wanted: ln|x|^2 becomes ln abs(x)^2, and that ln(abs(x)^2).
    #expect(report(Self.corrected(Self.head + then)) == "")
  }

  @Test(
    "Nothing is offered that means something else",
    arguments: [
      "f = asinh(x)", "f = atanh(x)", "f = ceil(x)", "f = q", "f = mod(x)", #"f = \foo"#, #"f = \infty"#,
      "f = x | y", "f = 2 3", "f = x\nf2 = x y\n(z)",
    ])
  func noOffer(line: String) throws {
    let error = try #require(failure(Self.head + line))
    #expect(error.diagnostics.allSatisfy { !$0.message.contains("did you mean") }, "\(error)")
  }

  /// The text with what is offered written in, until nothing is wrong.
  private static func repaired(_ text: String) -> String {
    var text = text
    for _ in 0..<8 where failure(text) != nil { text = corrected(text) }
    return text
  }

  // x = 2, y = 3, z = 5, n = 2
  @Test(
    "What is offered means what the mathematics means",
    arguments: [
      // A product in a division, a root or a power.
      (#"f = \frac{x+1}{2x}"#, "write ((x+1)/(2x))", 0.75), (#"f = \frac{1}{2x}"#, "write (1/(2x))", 0.25),
      (#"f = \frac{1}{2\pi}"#, "write (1/(2pi))", 1 / (2 * Double.pi)),
      (#"f = \frac{1}{1e1}"#, "write (1/1e1)", 0.1), (#"f = \frac{1}{2e}"#, "write (1/(2e))", 0.5 / M_E),
      (#"f = \sqrt[3]{2x}"#, "write ((2x)^(1/3))", pow(4, 1.0 / 3)),
      (#"f = \sqrt[3]{xy}"#, "write ((xy)^(1/3))", pow(6, 1.0 / 3)),
      (#"f = \sqrt[2n]{x}"#, "write (x^(1/(2n)))", pow(2, 0.25)),
      ("f = pow(2x,3)", "did you mean '(2x)^3'?", 64), ("f = pow(2e,2)", "did you mean '(2e)^2'?", 4 * M_E * M_E),
      ("f = pow(x,2x)", "did you mean 'x^(2x)'?", 16), ("f = pow(xy, 2)", "did you mean '(xy)^2'?", 36),
      // Powers of functions and of their operands.
      ("f = sin^n(x)", "write sin(x)^n", pow(sin(2), 2)), ("f = sin^-2(x)", "write sin(x)^-2", pow(sin(2), -2)),
      (#"f = \ln x^2"#, "write ln(x^2)", log(4)), (#"f = \sin x^2"#, "write sin(x^2)", sin(4)),
      (#"f = \sin x²"#, "write sin(x²)", sin(4)), (#"f = \sin x^{n}"#, "write sin(x^n)", sin(4)),
      (#"f = \sin x^{2n}"#, "write sin(x^(2n))", sin(16)), (#"f = \sin x^-1"#, "write sin", sin(0.5)),
      (#"f = \frac{\ln x^2}{y}"#, "write ((ln(x^2))/y)", log(4) / 3),
      (#"f = \sin^2 x"#, "write sin", pow(sin(2), 2)), (#"f = \sin^{2}(x)"#, "write sin", pow(sin(2), 2)),
      ("f = ln|x|^2", "write abs(x)", log(4)), (#"f = \ln|x|"#, "write abs(x)", log(2)),
      // Fractions in one character.
      ("f = 2½x", "write 2.5", 5), ("f = 1 + 3¼", "write 3.25", 4.25), ("f = x*¾", "write 0.75", 1.5),
      // Functions that are not there.
      ("f = lg(x)", "did you mean '(log(x)/log(10))'?", log10(2)), ("f = ctg(x)", "'(1/tan(x))'?", 1 / tan(2)),
      ("f = cbrt(x)", "did you mean '(x^(1/3))'?", cbrt(2)), ("f = cbrt(2x)", "'((2x)^(1/3))'?", cbrt(4)),
      ("f = arctan(x)", "did you mean 'atan'?", atan(2)), ("f = sgn(-x)", "did you mean 'sign'?", -1),
      ("f = clamp(x, 0, 1)", "did you mean 'clip'?", 1), ("f = arctan2(x, y)", "did you mean 'atan2'?", atan2(2, 3)),
      ("f = arctan x", "did you mean 'atan'?", atan(2)), (#"f = \arctan{x}"#, "write atan(x)", atan(2)),
      ("f = tan^-1(x)", "written atan(x)", atan(2)), ("f = tan⁻¹x", "written atan(x)", atan(2)),
      ("f = 2cos⁻¹(x/y)", "written acos(x)", 2 * acos(2.0 / 3)),
      ("f = sec(x)", "did you mean '(1/cos(x))'?", 1 / cos(2)), ("f = sen x", "did you mean 'sin'?", sin(2)),
      // Bars.
      ("f = ||x||", "write norm(x)", 2), ("f = ||x - y||", "write norm(x - y)", 1),
      ("f = |x+|x||", "the absolute value is written abs( )", 4), ("f = ||x|-5|", "write abs(x)", 3),
      // Products that are operands.
      ("f = sin xy", "write sin(x*y)", sin(6)), ("f = sin 2xy", "write sin(2x*y)", sin(12)),
      (#"f = \ln xy"#, "write ln(xy)", log(6)), (#"f = \sin xy"#, "write sin(xy)", sin(6)),
    ] as [(String, String, Double)])
  func offersMean(line: String, offer: String, meant: Double) throws {
    let text = report(Self.head + line)
    #expect(text.contains(offer), "\(text)")
    let found = try number(Self.repaired(Self.head + line))
    #expect(isClose(found, meant), "\(Self.repaired(Self.head + line)) is \(found), not \(meant)")
  }

  @Test(
    "Where nothing right is known, the message tells what is wrong and offers nothing",
    arguments: [
      ("f = tanh^-1(x)", "the power −1 of 'tanh' stands for its inverse, which is not known"),
      ("f = exp⁻¹x", "the power −1 of 'exp'"), ("f = ceil(x)", "unknown function 'ceil'"),
      ("f = x½", "unexpected character '½'; write 0.5"), ("f = 2 ½", "unexpected character '½'; write 0.5"),
      ("f = 1.5½", "unexpected character '½'; write 0.5"),
      ("f = lg x", "unknown function 'lg'"), ("f = x mod 2", "there is no remainder operation"),
      ("f = 2 mod 2", "there is no remainder operation"),
      ("f = x if x>0 else 0", "a choice is written where(condition, a, b)"),
    ])
  func onlyAMessage(line: String, message: String) throws {
    let error = try #require(failure(Self.head + line))
    #expect(error.diagnostics.count == 1)
    #expect(error.diagnostics[0].message.contains(message), "\(error)")
    #expect(!error.diagnostics[0].message.contains("'*'") && !error.diagnostics[0].message.contains("did you mean"))
    #expect(error.diagnostics[0].correction == nil)
  }

  @Test("The caret of x^T is under what '.T' replaces") func transposePower() {
    #expect(
      report("A = [[1, 2], [3, 4]]; f = sum(A^T)") == """
        expr.txt:1:32: error: unknown power '^T'; did you mean '.T'?
            A = [[1, 2], [3, 4]]; f = sum(A^T)
                                           ^~
        """)
  }

  @Test("A close name is offered beside a product of single letters") func productOrName() {
    #expect(
      report("rate = 2; r = 1; a = 2; t = 3; f = rat").contains("did you mean 'r*a*t' or 'rate'?"))
    for name in ["foo", "baz", "qux"] {
      #expect(!report("x = 1; f = \(name)(x)").contains("did you mean"), "\(name) is nothing like any function")
    }
    #expect(report("x = 1; x1 = 2; f = x2").contains("did you mean 'x1' or 'x*2'?"))
  }

  @Test("Whatever is offered for random words takes its mistake away", arguments: 1...4)
  func offersHold(seed: UInt64) {
    let words =
      JunkTests.words + [
        "xy", "xyz", "2xy", "x2", "sinx", "xsin", "sin x", "ln ", "log_2", "|x|", "|", "√", "√x", "∑", "÷", "⋅", "{",
        "}",
        #"\frac{1}{2}"#, #"\sin"#, #"\sqrt"#, #"\alpha"#, #"\left("#, #"\"#, "^T", "pow(", "pow(x, y)", "sen(", "(y)",
        "exp^", "sin²", "sin^2 ", "x(", "xᵀ",
      ]
    var generator = Xorshift(seed: seed)
    let rounds = isThorough ? 2_500 : 250
    var seen = 0
    for _ in 0..<rounds {
      let count = Int.random(in: 1...6, using: &generator)
      let separator = Bool.random(using: &generator) ? " " : ""
      let text =
        "x = 2; y = 3; f = "
        + (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: separator)
      for diagnostic in failure(text)?.diagnostics ?? [] {
        guard let correction = diagnostic.correction else { continue }
        seen += 1
        let corrected = Self.apply(correction, to: text)
        #expect(corrected != text)
        let remains = failure(corrected)?.diagnostics.contains {
          $0.range.line == diagnostic.range.line && $0.range.column == diagnostic.range.column
            && $0.message == diagnostic.message
        }
        // The same mistake may have followed directly.
        if remains == true, corrected.count >= text.count {
          Issue.record("\(text.debugDescription): \(diagnostic.message) → \(corrected)")
        }
      }
    }
    #expect(seen > rounds / 4)
  }

  @Test("Formulas as they are written by hand become, hint by hint, what they mean", arguments: 1...4)
  func handwriting(seed: UInt64) throws {
    var generator = Xorshift(seed: seed)
    let rounds = isThorough ? 400 : 40
    var corrections = 0
    for _ in 0..<rounds {
      let (byHand, exact) = Handwriting.formula(depth: 3, using: &generator)
      var text = "x = 2; y = 3; z = 5\nf = \(byHand)"
      var turns = 0
      while failure(text) != nil, turns < 40 {
        let better = Self.corrected(text)
        guard better != text else { break }
        (text, turns) = (better, turns + 1)
      }
      corrections += turns
      guard failure(text) == nil else {
        Issue.record("\(byHand) ends as \(text): \(report(text))")
        continue
      }
      let (found, meant) = (try number(text), try number("x = 2; y = 3; z = 5\nf = \(exact)"))
      #expect(isClose(found, meant) || (found.isNaN && meant.isNaN), "\(byHand) is \(exact), and became \(text)")
    }
    #expect(corrections > rounds / 2)
  }
}

/// Random formulas in two spellings, as one writes by hand and as the language has it.
private enum Handwriting {
  static func formula(depth: Int, using generator: inout Xorshift) -> (byHand: String, exact: String) {
    guard depth > 0 else {
      let leaf = ["x", "y", "z", "2", "0.5"].randomElement(using: &generator) ?? "x"
      return (leaf, leaf)
    }
    func part() -> (byHand: String, exact: String) { formula(depth: depth - 1, using: &generator) }
    func name() -> String { ["x", "y", "z"].randomElement(using: &generator) ?? "x" }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0:
      let (a, b) = (name(), name())
      return ("(1 + \(a)\(b))", "(1 + \(a)*\(b))")
    case 1:
      let (a, b) = (name(), name())
      return ("(\(a) \(b))", "(\(a)*\(b))")
    case 2:
      let (a, b) = (part(), part())
      return ("(\(a.byHand) + 1)(\(b.byHand) + 2)", "(\(a.exact) + 1)*(\(b.exact) + 2)")
    case 3:
      let (f, a) = (["sin", "cos", "exp", "ln"].randomElement(using: &generator) ?? "sin", name())
      return ("(\(f) \(a))", "(\(f)(\(a)))")
    case 4:
      let (a, b) = (part(), part())
      return (#"\frac{\#(a.byHand)}{\#(b.byHand)}"#, "((\(a.exact))/(\(b.exact)))")
    case 5:
      let a = part()
      return (#"(\sqrt{\#(a.byHand)})"#, "(sqrt(\(a.exact)))")
    case 6:
      let a = name()
      return ("(sin² \(a) + √\(a))", "(sin(\(a))^2 + sqrt(\(a)))")
    case 7:
      let (a, b) = (name(), name())
      return ("(ln|\(a) – \(b) + 7|)", "log(abs(\(a) - \(b) + 7))")
    case 8:
      let (a, b) = (part(), part())
      return (#"(\#(a.byHand) \cdot (\#(b.byHand)))"#, "(\(a.exact)*(\(b.exact)))")
    case 9:
      let (a, b) = (part(), part())
      return ("((\(a.byHand)) ÷ (\(b.byHand)))", "((\(a.exact)) / (\(b.exact)))")
    case 10:
      let a = name()
      return ("(1/\(a)\(a))", "(1/(\(a)*\(a)))")
    default:
      let (a, b) = (part(), part())
      return ("(\(a.byHand) - \(b.byHand))", "(\(a.exact) - \(b.exact))")
    }
  }
}
