import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing

@Suite("Captions tell the rule with its numbers and what it adds")
struct CaptionTests {
  @Test("sin(2 ln x)")
  func introduction() throws {
    let captions = try captions(Article.introduction)
    #expect(captions[0].hasPrefix("Start: ") && captions[0].hasSuffix("∂f/∂sin = 1"))
    #expect(
      captions.dropFirst() == [
        "sin = sin(mul) ⇒ ∂sin/∂mul = cos(mul) = 0.1835\n∂f/∂mul += ∂f/∂sin · ∂sin/∂mul = 1 × 0.1835 = 0.1835",
        "Constant operand: nothing to propagate",
        "mul = 2 × ln ⇒ ∂mul/∂ln = 2\n∂f/∂ln += ∂f/∂mul · ∂mul/∂ln = 0.1835 × 2 ≈ 0.3669",
        "Constant 2: end of path",
        "ln = ln(x) ⇒ ∂ln/∂x = 1/x = 0.5\n∂f/∂x += ∂f/∂ln · ∂ln/∂x = 0.3669 × 0.5 ≈ 0.1835",
        "Variable x: end of path, ∂f/∂x = 0.1835",
      ])
  }

  @Test("The sentence beneath the picture has its mathematics as formulas")
  func prose() throws {
    let frames = try Storyboard(Program(Article.introduction).trace()).frames
    #expect(
      frames.map { $0.caption.prose.text() }.dropFirst() == [
        "∂sin/∂mul is cos(mul), which is 0.1835. ∂f/∂mul grows by 1 × 0.1835, which is 0.1835.",
        "mul has nothing to hand to constant 2: no variable lies beneath.",
        "∂mul/∂ln is 2. ∂f/∂ln grows by 0.1835 × 2, which is about 0.3669.", "Constant 2: end of path.",
        "∂ln/∂x is 1/x, which is 0.5. ∂f/∂x grows by 0.3669 × 0.5, which is about 0.1835.",
        "Variable x: end of path; ∂f/∂x is 0.1835.",
      ])
    for frame in frames { #expect(!frame.caption.prose.html().contains(" sub ")) }
  }

  @Test("x² + 2ˣ")
  func twoPaths() throws {
    let captions = try captions(Article.twoPaths)
    #expect(captions.count == 9)
    #expect(
      captions[3] == "pow_0 = x^2 ⇒ ∂pow_0/∂x = 2 · x = 8\n∂f/∂x += ∂f/∂pow_0 · ∂pow_0/∂x = 1 × 8 = 8")
    #expect(captions[4] == "Constant operand: nothing to propagate")
    #expect(captions[5] == "Constant operand: nothing to propagate")
    #expect(
      captions[6]
        == "pow_1 = 2^x ⇒ ∂pow_1/∂x = 2^x · ln(2) = 11.09\n"
        + "∂f/∂x += ∂f/∂pow_1 · ∂pow_1/∂x = 1 × 11.09 = 11.09; 8 + 11.09 = 19.09")
    #expect(captions[7] == "Variable x: end of path, ∂f/∂x = 19.09")
    #expect(captions[8] == "Constant 2: end of path")
  }

  @Test("sin(x + y) + (xy)ᶻ")
  func threeVariables() throws {
    let captions = try captions(Article.threeVariables)
    #expect(captions.count == 13)
    #expect(captions[1] == "add_1 = sin + pow ⇒ ∂add_1/∂sin = 1\n∂f/∂sin += ∂f/∂add_1 · ∂add_1/∂sin = 1 × 1 = 1")
    #expect(
      captions[3]
        == "sin = sin(add_0) ⇒ ∂sin/∂add_0 = cos(add_0) = −0.99\n"
        + "∂f/∂add_0 += ∂f/∂sin · ∂sin/∂add_0 = 1 × (−0.99) = −0.99")
    #expect(
      captions[4]
        == "pow = mul^z ⇒ ∂pow/∂mul = z · mul^(z − 1) = 12\n∂f/∂mul += ∂f/∂pow · ∂pow/∂mul = 1 × 12 = 12")
    #expect(
      captions[5]
        == "pow = mul^z ⇒ ∂pow/∂z = mul^z · ln(mul) = 5.545\n∂f/∂z += ∂f/∂pow · ∂pow/∂z = 1 × 5.545 = 5.545")
    #expect(
      captions[8]
        == "mul = x × y ⇒ ∂mul/∂x = y = 2\n∂f/∂x += ∂f/∂mul · ∂mul/∂x = 12 × 2 = 24; −0.99 + 24 = 23.01")
    #expect(
      captions[9]
        == "mul = x × y ⇒ ∂mul/∂y = x = 1\n∂f/∂y += ∂f/∂mul · ∂mul/∂y = 12 × 1 = 12; −0.99 + 12 = 11.01")
    #expect(captions[11] == "Variable x: end of path, ∂f/∂x = 23.01")
  }

  @Test("the output is written by its label, so that no caption says ∂f/∂f", arguments: manySources)
  func noDerivativeByItself(_ source: String) throws {
    for caption in try captions(source) { #expect(!caption.contains("∂f/∂f")) }
    for frame in try story(source).frames {
      #expect(!frame.caption.spoken.contains("derivative of f with respect to f "))
    }
  }

  @Test("a variable called f does not make ∂f/∂f of an output without a name")
  func variableCalledF() throws {
    let x = variable(2, name: "f")
    let story = Storyboard(try Trace(of: sin(x) * x))
    for frame in story.frames { #expect(!frame.caption.text(NumberStyle()).contains("∂f/∂f")) }
  }

  @Test("a user's name stands in captions where there is one, the label else")
  func userNames() throws {
    let captions = try captions("x = 2; area = x * x; loss = area * 3 + x * 5")
    #expect(
      captions[1]
        == "add = mul_1 + mul_2 ⇒ ∂add/∂mul_1 = 1\n∂loss/∂mul_1 += ∂loss/∂add · ∂add/∂mul_1 = 1 × 1 = 1")
    #expect(
      captions.contains(
        "mul_1 = area × 3 ⇒ ∂mul_1/∂area = 3\n∂loss/∂area += ∂loss/∂mul_1 · ∂mul_1/∂area = 1 × 3 = 3"))
    #expect(captions.contains { $0.hasPrefix("area = x₍₁₎ × x₍₂₎ ⇒ ∂area/∂x₍₁₎ = x₍₂₎ = 2\n") })
  }

  @Test("a generated name that had to give way is not taken for the user's")
  func generatedNames() throws {
    // The variable mul_0 takes the label of the first product; the products are numbered past it.
    let story = try story("mul_0 = 2; x = 3; f = mul_0 * x + x * x")
    let product = try #require(story.nodes.first { $0.label.text() == "mul_1" && $0.kind == .operation })
    #expect(product.name == nil)
    #expect(!story.nodes.contains { $0.label.text() == "mul_0" && $0.kind == .operation })
    for frame in story.frames { #expect(!frame.caption.text(NumberStyle()).contains("#")) }
  }

  @Test("named constants by their name, π and e by theirs")
  func constants() throws {
    let captions = try captions("x = 2; const c = 3; f = c * x * pi")
    #expect(captions.contains { $0.hasPrefix("mul_0 = c × x ⇒ ∂mul_0/∂x = c = 3\n") })
    #expect(captions.contains { $0.hasPrefix("mul_1 = mul_0 × π ⇒ ∂mul_1/∂mul_0 = π = 3.142\n") })
    #expect(captions.contains("Constant c: end of path"))
    #expect(captions.contains("Constant π: end of path"))
  }

  @Test("a literal keeps its digits beneath its node too, a variable's value is rounded")
  func literals() throws {
    let story = try story("x = 1.00001; f = x * 0.123456 + 1e300")
    #expect(story.nodes.map { $0.value.text() }.prefix(2) == ["1", "0.123456"])
    #expect(story.nodes.contains { $0.value.text() == "10^300" && $0.label.text() == "10^300" })
  }

  @Test("an operand without a derivative says so")
  func condition() throws {
    let captions = try captions("x = 1; f = where(x > 0, x^2, -x)")
    #expect(captions.contains { $0.hasPrefix("where = where(x > 0, pow, neg) ⇒ ") })
    #expect(!captions.contains { $0.contains("greater") })
    #expect(captions[1] == "where has no derivative with respect to x > 0: nothing to propagate")
  }

  @Test("array operations show the matrix rule and the shapes")
  func matrices() throws {
    let captions = try captions("X = [[1, 2], [3, 4], [5, 6]]; W = [[1, 2, 3], [4, 5, 6]]; Y = X @ W; f = sum(Y)")
    #expect(captions.contains { $0.contains("∂f/∂X (3, 2) += ∂f/∂Y (3, 3) @ W.T (3, 2) = [[1, 1, 1], ") })
    #expect(captions.contains { $0.contains("∂f/∂W (2, 3) += X.T (2, 3) @ ∂f/∂Y (3, 3) = [[1, 3, 5], [2, 4, 6]] @ ") })
  }

  @Test("an array too large to be written is told by its norm")
  func norms() throws {
    let captions = try captions("W = full((4, 5), 2); f = sum(W * 3)")
    #expect(captions.contains { $0.contains("∂f/∂W (4, 5) += ∂f/∂mul (4, 5) · ∂mul/∂W, of norm 13.42") })
    #expect(captions.contains { $0.contains("end of path, ∂f/∂W: (4, 5), norm 13.42") })
  }

  @Test("where an operand was broadcast, the axes its adjoint is summed over are told")
  func broadcasting() throws {
    let captions = try captions(
      "X = ones(4, 2); b = [1, 2]; c = [[1], [2], [3], [4]]; d = 5; f = sum(X + b) + sum(X + c) + sum(X * d)")
    func note(_ name: String) -> Bool { captions.contains { $0.hasSuffix(name) } }
    #expect(note("summed over axis 0, where b was broadcast"))
    #expect(note("summed over axis 1, where c was broadcast"))
    #expect(note("summed over axes 0, 1, where d was broadcast"))
    #expect(!captions.contains { $0.contains("where X was") })
  }

  @Test("a number that was broadcast twice tells its sum too")
  func broadcastTwice() throws {
    let captions = try captions("X = [[1, 2]]; d = 5; f = sum(X * d) + sum(X + d)")
    #expect(
      captions.contains {
        $0.contains("where d was broadcast; 3 + 2 = 5") || $0.contains("where d was broadcast; 2 + 3 = 5")
      })
  }

  @Test("a product with a number transposes nothing")
  func productWithNumber() throws {
    let captions = try captions("a = 2; X = [[1, 2], [3, 4]]; f = sum(dot(a, X))")
    #expect(
      captions.contains {
        $0.contains("dot = a × X ⇒ ∂dot/∂a = X") && $0.contains("∂f/∂a += sum(∂f/∂dot (2, 2) ⊙ ∂dot/∂a) = 10")
      })
  }

  @Test("an operation of another framework gets a caption from its numbers")
  func unknownOperation() throws {
    var trace = try Program("x = 2; f = sin(x)").trace()
    trace.nodes[1].operation = "bessel"
    trace.nodes[1].label = "bessel"
    let captions = Storyboard(trace).frames.map { $0.caption.text(NumberStyle()) }
    #expect(
      captions[1] == "∂bessel/∂x = −0.4161\n∂f/∂x += ∂f/∂bessel · ∂bessel/∂x = 1 × (−0.4161) = −0.4161")
  }

  @Test("the precision asked for holds in every number")
  func precision() throws {
    let style = NumberStyle(precision: 2)
    let frames = try story(Article.introduction, precision: 2).frames
    #expect(
      frames[1].caption.text(style)
        == "sin = sin(mul) ⇒ ∂sin/∂mul = cos(mul) = 0.18\n∂f/∂mul += ∂f/∂sin · ∂sin/∂mul = 1 × 0.18 = 0.18")
    #expect(frames[1].caption.spoken.contains("which is 0.18."))
  }
}

@Suite("Each step can be followed by ear")
struct SpokenTests {
  @Test("the sentences of a step, a block, two ends")
  func sentences() throws {
    let spoken = try story(Article.twoPaths).frames.map(\.caption.spoken)
    #expect(spoken[0].contains("the derivative of f with respect to add "))
    #expect(
      spoken[6]
        == "The derivative of pow sub 1 with respect to x is 2 to the power x times the natural logarithm of 2, "
        + "which is 11.09. The derivative of f with respect to x grows by 1 times 11.09, which is 11.09; "
        + "it is now 19.09.")
    #expect(spoken[4] == "pow sub 0 has nothing to hand to constant 2: no variable lies beneath.")
    #expect(spoken[7] == "Variable x: end of path; the derivative of f with respect to x is 19.09.")
    #expect(spoken[8] == "Constant 2: end of path.")
  }

  @Test("no sign that a voice would stumble over, and every sentence ends", arguments: manySources)
  func plainWords(_ source: String) throws {
    let story = try story(source)
    let sentences = story.frames.map(\.caption.spoken) + [story.spokenGraph] + story.nodes.map(\.spoken)
    for sentence in sentences {
      #expect(!sentence.contains { "∂×·⇒−∑√_^=#".contains($0) }, "\(sentence)")
      #expect(!sentence.isEmpty)
    }
    for frame in story.frames { #expect(frame.caption.spoken.hasSuffix(".")) }
  }

  @Test("the graph in a sentence counts its nodes")
  func graph() throws {
    let spoken = try story(Article.twoPaths).spokenGraph
    #expect(spoken.hasPrefix("A computational graph of 1 variable, 1 constant, 3 operations."))
    #expect(spoken.contains("variable x, value 4"))
  }
}
