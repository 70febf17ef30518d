import Formulas
import Testing

private let a = Formula.symbol(Symbol("a"))
private let b = Formula.symbol(Symbol("b"))

@Suite struct MathMLTests {
  @Test(
    arguments: [
      (a, "<math><mi>a</mi></math>"),
      (.number(-0.99), "<math><mrow><mo form=\"prefix\">−</mo><mn>0.99</mn></mrow></math>"),
      (.symbol(Symbol("e_3")), "<math><msub><mi>e</mi><mn>3</mn></msub></math>"),
      (.symbol(Symbol("rate")), "<math><mi class=\"word\">rate</mi></math>"),
      (.symbol(Symbol("mul", face: .upright)), "<math><mi>mul</mi></math>"),
      (.symbol(Symbol("π", face: .upright)), "<math><mi mathvariant=\"normal\">π</mi></math>"),
      (.plus(a, b), "<math><mi>a</mi><mo>+</mo><mi>b</mi></math>"),
      (
        .partial(Symbol("f"), Symbol("x")),
        "<math><mfrac><mrow><mi>∂</mi><mi>f</mi></mrow><mrow><mi>∂</mi><mi>x</mi></mrow></mfrac></math>"
      ),
      (.power(a, .number(2)), "<math><msup><mi>a</mi><mn>2</mn></msup></math>"),
      (.root(a), "<math><msqrt><mi>a</mi></msqrt></math>"),
      (
        .function(.sin, [a]),
        "<math><mi>sin</mi><mrow><mo stretchy=\"false\">(</mo><mi>a</mi><mo stretchy=\"false\">)</mo></mrow></math>"
      ),
      (
        .matrix([[.number(1), .number(2)]]),
        "<math><mrow><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable><mo>]</mo></mrow></math>"
      ),
      (
        .comparison(.less, a, b),
        "<math><mi>a</mi></math> <math><mo form=\"infix\" lspace=\"0\">&lt;</mo><mi>b</mi></math>"
      ),
    ] as [(Formula, String)])
  func constructionsAreWritten(formula: Formula, html: String) {
    #expect(formula.html() == html)
  }

  /// Lines break at relations and between words, where each `<math>` begins.
  @Test func wordsAreTextAndRelationsBeginElements() {
    let sum = Formula.phrase([.words("Constant "), a, .words(": end of path, "), .equality(b, .number(2))])
    #expect(
      sum.html()
        == "Constant <math><mi>a</mi></math>: end of path, <math><mi>b</mi></math> "
        + "<math><mo form=\"infix\" lspace=\"0\">=</mo><mn>2</mn></math>")
  }

  @Test(arguments: ["<script>", "a&b", "\"x\"", "]]>\u{1}"])
  func markupInNamesIsText(name: String) {
    for formula in [
      Formula.symbol(Symbol(verbatim: name)), .words(name), .named(name, [a]), .keyword(name, a), .indexed(a, name),
    ] {
      let html = formula.html()
      #expect(!html.contains("<script") && !html.contains("\u{1}") && !html.contains("a&b"), "\(html)")
    }
  }
}
