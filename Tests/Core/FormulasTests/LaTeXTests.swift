import Formulas
import Testing

private let a = Formula.symbol(Symbol("a"))
private let b = Formula.symbol(Symbol("b"))
private let c = Formula.symbol(Symbol("c"))

@Suite struct LaTeXTests {
  @Test(
    arguments: [
      (.plus(a, b), "a+b"), (.minus(a, b), "a-b"), (.times(a, b), "a\\times b"), (.dot(a, b), "a\\cdot b"),
      (.times(.number(2), .number(3)), "2\\times3"), (.fraction(a, b), "\\frac{a}{b}"),
      (.fraction(a, .fraction(b, c)), "\\frac{a}{\\frac{b}{c}}"), (.power(a, b), "{a}^{b}"),
      (.root(.plus(a, b)), "\\sqrt{a+b}"),
      (.absolute(a), "\\mathopen{}\\left|a\\right|\\mathclose{}"),
      (.function(.sin, [a]), "\\sin\\mathopen{}\\left(a\\right)\\mathclose{}"),
      (.function(.max, [a, b]), "\\max\\mathopen{}\\left(a,b\\right)\\mathclose{}"),
      (.function(.sigmoid, [a]), "\\mathop{\\mathrm{sigmoid}}\\mathopen{}\\left(a\\right)\\mathclose{}"),
      (.power(.plus(a, b), c), "{\\mathopen{}\\left(a+b\\right)\\mathclose{}}^{c}"),
      (.partial(Symbol("f"), Symbol("x")), "\\frac{\\partial f}{\\partial x}"),
      (.total(a), "\\sum a"), (.elementwise(a, b), "a\\odot b"), (.matrixProduct(a, b), "a\\hspace{0.17em}b"),
      (.times(.total(a), b), "\\mathopen{}\\left(\\sum a\\right)\\mathclose{}\\times b"),
      (.literal(1e300), "{10}^{300}"),
      (.equality(a, b), "a=b"), (.chain(a, [.init(.growsBy, b)]), "a\\mathrel{{+}{=}}b"),
      (.comparison(.lessEqual, a, b), "a\\leq b"), (.comparison(.notEqual, a, b), "a\\neq b"),
    ] as [(Formula, String)])
  func constructionsAreWritten(formula: Formula, latex: String) {
    #expect(formula.latex() == latex)
  }

  @Test func lessAndGreaterAreRelations() {
    #expect(Formula.comparison(.less, a, b).latex() == "a<b")
    #expect(Formula.comparison(.greater, a, b).latex() == "a>b")
  }

  @Test(
    arguments: [
      (
        .matrix([[a, b], [c, .number(-1)]]),
        "\\mathopen{}\\left[\\begin{array}{@{}cc@{}}a&b\\\\c&{-}1\\end{array}\\right]\\mathclose{}"
      ),
      (
        .matrix([[a], [.symbol(Symbol("*"))], [.symbol(Symbol("⋮"))]]),
        "\\mathopen{}\\left[\\begin{array}{@{}c@{}}a\\\\\\relax *\\\\\\vdots\\end{array}\\right]\\mathclose{}"
      ),
      (
        .piecewise(a, condition: .comparison(.less, b, c), otherwise: b),
        "\\mathopen{}\\left\\{\\begin{array}{@{}ll@{}}a&\\mbox{if }b<c"
          + "\\\\b&\\mbox{otherwise}\\end{array}\\right.\\mathclose{}"
      ),
      (.shaped(a, [4, 3]), "{\\mathop{\\kern0pt a}\\limits_{\\mbox{(4, 3)}}}"),
      (.matrix([]), "\\mathopen{}\\left[\\begin{array}{@{}c@{}}\\end{array}\\right]\\mathclose{}"),
      (.sum(over: b, of: a), "\\sum_{b}a"),
      (.sum(over: .equality(b, .number(1)), of: .plus(a, c)), "\\sum_{b=1}\\mathopen{}\\left(a+c\\right)\\mathclose{}"),
    ] as [(Formula, String)])
  func arraysAndSumsAreWritten(formula: Formula, latex: String) {
    #expect(formula.latex() == latex)
  }

  @Test func signsInNamesAddNoSpace() {
    let entropy = Formula.named("cross_entropy", [a]).latex()
    #expect(
      entropy
        == "\\mathop{\\mathrm{cross{\\mathchar\"702D}entropy}}\\mathopen{}\\left(a\\right)\\mathclose{}")
    #expect(Formula.indexed(a, "0:2, 1").latex() == "a\\mathopen{}\\left[0{:}2{,} 1\\right]\\mathclose{}")
    #expect(Formula.statements([a, .number(-1)]).latex() == "a\\hspace{2.0em}{-}1")
    #expect(Formula.phrase([a, .negative(b)]).latex() == "a{-}b")
  }

  @Test func accentsAreWritten() {
    let x = Notation.atom(.init("x", .ordinary, .italic))
    let wide = Notation.row([x, x])
    let commands = Symbol.Accent.allCases.map { Notation.accent($0, x).latex }
    #expect(commands == ["\\hat{x}", "\\bar{x}", "\\tilde{x}", "\\dot{x}", "\\vec{x}"])
    let wideCommands = Symbol.Accent.allCases.map { Notation.accent($0, wide).latex }
    #expect(wideCommands == ["\\widehat{xx}", "\\overline{xx}", "\\widetilde{xx}", "\\dot{xx}", "\\vec{xx}"])
    #expect(Formula.power(.symbol(Symbol("ŷ_1")), a).latex() == "{\\hat{y}}_{1}^{a}")
    #expect(Formula.symbol(Symbol("î")).latex() == "\\hat{\\imath}")
  }

  @Test(arguments: [
    ("x", "x"), ("x_1", "{x}_{1}"), ("x₁", "{x}_{1}"), ("x′", "{x}^{\\prime}"),
    ("x_i_j", "{x}_{i,j}"), ("x_1_2", "{x}_{1,2}"), ("x_1′′", "{x}_{1}^{{\\prime}{\\prime}}"),
    ("θ", "\\theta"), ("θ_i", "{\\theta}_{i}"), ("rate", "\\mathit{rate}"), ("Ω", "\\Omega"),
  ])
  func namesAreSet(name: String, latex: String) {
    #expect(Formula.symbol(Symbol(name)).latex() == latex)
  }

  @Test(arguments: [
    "x_", "_x", "a_b_c", "a%b", "a#b", "a&b", "a$b", "a{b", "a}b", "a~b", "a^b", "a\\b", "a\\input{b", "x_%", "\\", "{",
    "%",
  ])
  func specialCharactersInNamesAreEscaped(name: String) {
    for latex in [Formula.symbol(Symbol(name)).latex(), Formula.words(name).latex()] {
      #expect(isBalanced(latex), "\(latex)")
      #expect(hasNoBareSpecialCharacter(latex), "\(latex)")
    }
  }

  @Test(
    arguments: [
      (1e-7, "{10}^{{-}7}"), (6.02214076e23, "6.022\\times{10}^{23}"), (-1.5, "{-}1.5"), (2, "2"),
      (.infinity, "\\infty"), (-.infinity, "{-}{\\infty}"), (.nan, "\\mathrm{NaN}"),
    ] as [(Double, String)])
  func numbersAreSet(value: Double, latex: String) {
    #expect(Formula.number(value).latex() == latex)
  }

  @Test func controlWordsEndBeforeLetters() {
    let theta = Formula.symbol(Symbol("θ"))
    #expect(Formula.times(theta, a).latex() == "\\theta\\times a")
    #expect(Formula.phrase([theta, a]).latex() == "\\theta a")
    #expect(Formula.phrase([theta, .number(2)]).latex() == "\\theta2")
  }

  /// Every construction within every other keeps its braces and delimiters in pairs.
  @Test func bracesAndDelimitersArePaired() {
    let symbols =
      ["x", "θ_1", "a_b_c", "rate′"].map { Formula.symbol(Symbol($0)) } + [.number(-1e-9), .words("50 % #1 {")]
    let ones = symbols.flatMap { x in
      [.negative(x), .root(x), .absolute(x), .total(x), .function(.relu, [x, x])] as [Formula]
    }
    let twos = ones.flatMap { x in
      symbols.flatMap { y in
        [.plus(x, y), .fraction(x, y), .power(x, y), .power(y, x), .piecewise(x, condition: y, otherwise: x)]
          as [Formula]
      }
    }
    for formula in ones + twos {
      let latex = formula.latex()
      #expect(isBalanced(latex), "\(latex)")
      // Between what and when of a case an alignment is meant.
      #expect(hasNoBareSpecialCharacter(latex.replacing("&\\mbox{", with: "\\mbox{")), "\(latex)")
      #expect(latex.components(of: "\\left") == latex.components(of: "\\right"), "\(latex)")
    }
  }
}

extension String {
  /// How often a control word occurs.
  fileprivate func components(of word: String) -> Int {
    indices.filter { self[$0...].hasPrefix(word) && self[index($0, offsetBy: word.count)...].first?.isLetter == false }
      .count
  }
}

/// Whether every brace that TeX obeys has its partner.
private func isBalanced(_ latex: String) -> Bool {
  var depth = 0
  var isEscaped = false
  for character in latex {
    if isEscaped {
      isEscaped = false
    } else if character == "\\" {
      isEscaped = true
    } else if character == "{" {
      depth += 1
    } else if character == "}" {
      depth -= 1
      if depth < 0 { return false }
    }
  }
  return depth == 0 && !isEscaped
}

/// Whether no comment, parameter, alignment, math shift or tie stands unescaped, and no script without a group before it.
private func hasNoBareSpecialCharacter(_ latex: String) -> Bool {
  var previous: Character = " "
  for character in latex {
    if "%#&$~".contains(character), previous != "\\" { return false }
    if "_^".contains(character), previous != "\\", previous != "}" { return false }
    previous = previous == "\\" && character == "\\" ? " " : character
  }
  return true
}
