import Formulas
import Testing

@Suite struct SymbolTests {
  @Test(
    arguments: [
      ("x", "x", nil, 0), ("x_1", "x", "1", 0), ("x₁", "x", "1", 0), ("x₁₂", "x", "12", 0), ("x′", "x", nil, 1),
      ("x′′", "x", nil, 2), ("x₁′", "x", "1", 1), ("x_1′", "x", "1", 1), ("x′₁", "x", "1", 1), ("x′_1", "x", "1", 1),
      ("add_0", "add", "0", 0), ("dense_1_bias", "dense_1_bias", nil, 0), ("learning_rate", "learning", "rate", 0),
      ("_x", "_x", nil, 0), ("x_", "x_", nil, 0), ("_x_1", "_x", "1", 0), ("x__1", "x__1", nil, 0),
      ("x_i_j", "x", "i,j", 0), ("h_1_2", "h", "1,2", 0),
      ("hidden_layer_1", "hidden_layer", "1", 0), ("light_intensity_at_canopy", "light_intensity_at_canopy", nil, 0),
      ("_", "_", nil, 0),
      ("", "", nil, 0), ("′", "′", nil, 0), ("₁", "₁", nil, 0), ("θ", "θ", nil, 0), ("θ_i", "θ", "i", 0),
      ("x2", "x", "2", 0), ("x10", "x", "10", 0), ("xy2", "xy2", nil, 0), ("x2y", "x2y", nil, 0), ("2", "2", nil, 0),
    ] as [(String, String, String?, Int)])
  func nameIsTakenApart(name: String, base: String, below: String?, primes: Int) {
    let symbol = Symbol(name)
    #expect(symbol.base == base)
    #expect(symbol.subscript == below)
    #expect(symbol.primes == primes)
  }

  @Test func subscriptSpellingsAreSetAlike() {
    #expect(Symbol("x_1").notation == Symbol("x₁").notation)
    #expect(Symbol("x_1").notation == Symbol("x1").notation)
    #expect(Symbol("x_1") != Symbol("x₁"))
    #expect(Symbol(verbatim: "x1").notation != Symbol("x1").notation)
    #expect(Symbol("x") != Symbol("x", face: .upright))
  }

  @Test(arguments: [
    ("x", "x"), ("x_1", "x_1"), ("x₁", "x₁"), ("x1", "x1"), ("x′", "x′"), ("x₁′′", "x₁′′"), ("add_0", "add_0"),
    ("a_b_c", "a_b_c"),
  ])
  func namesAreWrittenInPlainText(name: String, text: String) {
    #expect(Formula.symbol(Symbol(name)).text() == text)
  }

  @Test(
    arguments: [
      ("x̂", .hat, "x hat"), ("ŷ", .hat, "y hat"), ("y\u{302}", .hat, "y hat"), ("x̄", .bar, "x bar"),
      ("x̃", .tilde, "x tilde"), ("ẋ", .dot, "x dot"), ("x\u{307}", .dot, "x dot"), ("x⃗", .vec, "x vector"),
      ("θ̂", .hat, "θ hat"), ("x̂_1", .hat, "x hat sub 1"), ("x̂1′", .hat, "x hat sub 1 prime"),
      ("é", nil, "é"), ("å", nil, "å"), ("café", nil, "café"), ("x̂y", nil, "x̂y"), ("ŷs", nil, "ŷs"),
      ("1̂", nil, "1̂"), ("x\u{302}\u{304}", nil, "x\u{302}\u{304}"), ("", nil, ""),
    ] as [(String, Symbol.Accent?, String)])
  func letterMayCarryAccent(name: String, accent: Symbol.Accent?, words: String) {
    #expect(Symbol(name).accent == accent)
    #expect(Symbol(name).spoken == words)
  }

  @Test(arguments: ["x̂", "ŷ", "x̄", "ñ", "ẋ", "x⃗", "θ̂", "é", "café", "î"])
  func namesAreWrittenAsTheyWereTyped(name: String) {
    #expect(Array(Formula.symbol(Symbol(name)).text().unicodeScalars) == Array(name.unicodeScalars))
  }

  @Test(arguments: [
    ("x", "x"), ("x_1", "x sub 1"), ("x′", "x prime"), ("x₁′′", "x sub 1 prime prime"), ("add_0", "add sub 0"),
    ("light_intensity_at_canopy", "light intensity at canopy"), ("x_i_j", "x sub i j"),
    ("dense_1_bias", "dense underscore 1 underscore bias"), ("x_", "x underscore"),
  ])
  func namesAreSpoken(name: String, words: String) {
    #expect(Symbol(name).spoken == words)
  }
}
