import Autodiff
import Expressions
import Testing

@Suite("Functions that a file defines")
struct UserFunctionTests {
  @Test("a call is written out: the graph is that of the expression")
  func writtenOut() throws {
    let called =
      "layer(x, W, b) = relu(x @ W + b)\nv = [[1, 2]]\nW = [[1, 2], [3, -4]]\nb = [1, 1]\nf = sum(layer(v, W, b))"
    let written = "v = [[1, 2]]\nW = [[1, 2], [3, -4]]\nb = [1, 1]\nf = sum(relu(v @ W + b))"
    #expect(try tree(called) == tree(written))
    #expect(try gradients(called) == gradients(written))
    #expect(try trace(called).title == trace(written).title)
  }

  @Test("parameters are names of the function alone")
  func localNames() throws {
    // The same names outside, before and after; an argument is a node, and is computed once.
    let text = "x = 5\nsq(x) = x * x\ny = 2\nf = sq(sin(y)) + x"
    #expect(try tree(text) == "add(mul(sin(y), sin(y)), x)")
    #expect(try trace(text).nodes.filter { $0.operation == "sin" }.count == 1)
    #expect(try tree("g(a, b) = a - b\nb = 1\na = 2\nf = g(b, a)") == "sub(b, a)")
    #expect(try tree("g(a, b) = a - b\np = 1\nq = 2\nf = g(b=p, a=q)") == "sub(q, p)")
  }

  @Test("a body may use what is defined above it, other functions too")
  func outerNames() throws {
    let text = "w = 3\nscale(x) = w * x\ntwice(x) = scale(scale(x))\ny = 2\nf = twice(y)"
    #expect(try tree(text) == "mul(w, mul(w, y))")
    #expect(try tree("const 2\nsq(x) = x^2\nc(x) = 2\ny = 3\nf = sq(y) + c(y)") == "add(pow(y, 2), 2)")
  }

  @Test("what hands back its argument makes no node")
  func identity() throws {
    #expect(try tree("id(x) = x\ny = 2\nh = id(y)\nf = sin(h)") == "sin(y)")
    #expect(try tree("id(x) = x\ny = 2\nf = id(y)") == "y")
  }

  @Test("the last function of a file is its output, with values from elsewhere")
  func lastStatement() throws {
    let text = "sq(x) = x * x\nf(a, b) = sq(a) + b"
    #expect(try number(text, at: "a=2,b=3") == 7)
    #expect(try number(text + "\noutput f", at: "a=2,b=3") == 7)
    #expect(mistakes(text).first == "2:3 'a' has no value; end the line with 'at (…)'")
    #expect(try number("sq(x) = x * x\nf(a, b) = sq(a) + b at (2, 3)") == 7)
  }

  @Test("a file that defines functions and nothing else has an output only with values")
  func onlyFunctions() {
    #expect(mistakes("sq(x) = x * x") == ["1:4 'x' has no value; end the line with 'at (…)'"])
  }

  @Test("random calls have the value and the gradients of what they stand for")
  func randomCalls() throws {
    var dice = Xorshift(seed: 1607)
    let bodies = ["x*y + 1", "sin(x - y)", "x^2/(1 + y^2)", "exp(-x*y)", "where(x > y, x*y, y)", "x", "tanh(y)*x"]
    for _ in 0..<60 {
      // Each function may call those before it; what it stands for is kept beside it.
      var (lines, meanings) = ([String](), [String]())
      for index in 0..<3 {
        let body = bodies.randomElement(using: &dice) ?? "x"
        let inner = meanings.indices.randomElement(using: &dice)
        let isSwapped = Bool.random(using: &dice)
        let arguments = isSwapped ? ("y", "x + y") : ("x", "y/2")
        let call = inner.map { "f\($0)(\(arguments.0), \(arguments.1)) - " } ?? ""
        lines.append("f\(index)(x, y) = \(call)(\(body))")
        let meaning = inner.map { "(\(substitute(meanings[$0], arguments.0, arguments.1))) - " } ?? ""
        meanings.append("\(meaning)(\(body))")
      }
      let point = "a = 0.7; b = 1.3\n"
      let called = lines.joined(separator: "\n") + "\n" + point + "z = f2(a*b, b) + f1(b, a)"
      let written =
        point + "z = (\(substitute(meanings[2], "a*b", "b"))) + (\(substitute(meanings[1], "b", "a")))"
      #expect(try number(called) == number(written), "\(called)")
      // What is written out computes an argument at each use, so gradients add up in another order.
      for (name, slope) in try gradients(called) {
        let other = try #require(try gradients(written)[name])
        #expect(abs(slope[0] - other[0]) <= 1e-12 * max(1, abs(other[0])), "\(called)")
      }
    }
  }

  /// An expression of `x` and `y` with others in their place.
  private func substitute(_ text: String, _ x: String, _ y: String) -> String {
    text.replacing("exp", with: "E").map { $0 == "x" ? "(\(x))" : $0 == "y" ? "(\(y))" : String($0) }.joined()
      .replacing("E", with: "exp")
  }

  @Test("calls are groups, nested ones too, and numbered from the second")
  func groups() throws {
    let text = """
      cell(x, h) = tanh(2x + h)
      step(h) = cell(0.5, h) * h - 1
      h0 = 1
      h1 = step(h0)
      h2 = 3 * step(h1 + 1)
      f = cell(h2, h1)
      """
    let modules = try trace(text).nodes.map { ($0.name, $0.module) }
    func module(_ name: String) throws -> [String] { try #require(modules.first { $0.0 == name }).1 }
    #expect(try module("h1") == ["step"])
    #expect(try module("tanh_0") == ["step", "cell"])
    #expect(try module("h2") == ["h2"])
    #expect(try module("tanh_1") == ["h2", "step#1", "cell#1"])
    #expect(try module("f") == ["cell#2"])
    #expect(try module("h0") == [])
    // The argument of a call is written where the call is.
    #expect(try module("0.5") == ["h2", "step#1"])
    #expect(modules.filter { $0.1 == ["h2"] }.map { $0.0 }.sorted() == ["1#1", "3", "add_1", "h2"])
  }

  @Test("a call of one operation is no group")
  func smallCalls() throws {
    let text = "sq(x) = x^2\nd(x) = sq(x) - 1\ny = 2\nf = d(y) + sq(y)"
    let modules = Set(try trace(text).nodes.map { $0.module })
    #expect(modules == [[], ["d"]])
  }

  @Test(
    "mistakes, each in one place",
    arguments: [
      ("f(x) = f(x) + 1\ny = f(2)", "1:8 'f' calls itself; a function is written out, so it cannot be recursive"),
      (
        "g(x) = h(x)\nh(x) = x^2\ny = g(2)",
        "1:8 'h' is defined below, in line 2; a function is defined before its calls"
      ),
      ("y = h(2)\nh(x) = x^2\nz = 1", "1:5 'h' is defined below, in line 2; a function is defined before its calls"),
      ("g(x, y) = x*y\nf = g(2)", "2:5 'g' lacks the argument 'y': write g(x, y)"),
      ("g(x, y) = x*y\nf = g(2, 3, 4)", "2:13 'g' takes 2 arguments: write g(x, y)"),
      ("g(x) = x\nf = g(z=3)", "2:7 'g' has no argument 'z': write g(x)"),
      ("g(x) = x\nf = g(3, x=3)", "2:10 the argument 'x' is given twice"),
      ("g(x, x) = x\nf = g(2, 3)", "1:6 'x' is a parameter already; choose another name"),
      ("g(g) = g\nf = g(2)", "1:3 'g' is the name of the function; choose another for its parameter"),
      ("relu(x) = x\nf = relu(2)", "1:1 'relu' is a function of the language; choose another name"),
      ("ln(x) = x\nf = 2", "1:1 'ln' is a function of the language; choose another name"),
      ("g(x) = x\ng = 3", "2:1 'g' is defined already, in line 1; choose another name"),
      ("g = 3\ng(x) = x\nf = g", "2:1 'g' is defined already, in line 1; choose another name"),
      ("g(x) = x + y\nf = g(2)", "1:12 unknown name 'y'; define it above, as in 'y = 2'"),
      ("g(rate) = 2*rat\nf = g(2)", "1:13 unknown name 'rat'; did you mean 'rate'?"),
      ("g(x) = x*x\nf = g + 1", "2:5 'g' is a function: write g(x)"),
      ("g(x) = x\nf = [g(2), 3]", "2:6 an element of an array must be a number or an array and cannot refer to 'g'"),
      ("layer(x) = x^2\nf = 2 * layr(3)", "2:9 unknown function 'layr'; did you mean 'layer'?"),
      (
        "g(x, n) = sum(x, axis=n)\nf = g([1, 2], 0)",
        "1:23 an argument of 'sum' must be a number or an array and cannot refer to 'n'"
      ),
      ("g(sin, x) = sin(x)\nf = g(2, 3)", "1:13 'sin' is not a function; multiplication is written 'sin * (…)'"),
    ])
  func mistake(text: String, mistake: String) {
    #expect(mistakes(text) == [mistake])
  }

  @Test("a mistake of shapes is shown in the body, with the call that leads to it")
  func shapes() {
    let text = "mix(a, b) = sin(a @ b)\nx = [1, 2]\nW = [[1, 2]]\nh = x + 1\nf = mix(h, W) + mix(W, h)"
    #expect(
      mistakes(text) == [
        "1:19 dot: inner dimensions differ: (2,) · (1, 2) (in the call of 'mix' in line 5)"
      ])
    #expect(report(text).contains("    mix(a, b) = sin(a @ b)\n                      ^"))
  }

  @Test("a function that cannot be read is reported once, and takes no name of the file")
  func unreadable() {
    #expect(mistakes("g(x, W) = x @@ W\nW = 2\nx = 3\nf = g(x, W) + x").count == 1)
  }

  @Test("calls that would write out too much end in an error, and soon")
  func growth() {
    var text = "f0(x) = x * x\n"
    for index in 1...60 { text += "f\(index)(x) = f\(index - 1)(x) + f\(index - 1)(x)\n" }
    let twice = mistakes(text + "y = 2\nz = f25(y)")
    #expect(twice == ["63:5 the calls, written out, have more than 200000 parts, which is the limit"])
    // Nothing is written out until there is a call.
    #expect(mistakes(text + "y = 2\nz = f3(y)").isEmpty)
  }

  @Test("calls within calls are limited, and so is the depth of what they write out")
  func depth() async {
    // What could end the process runs in one of its own.
    await #expect(processExitsWith: .success) {
      var chain = "g0(x) = x + 1\n"
      for index in 1...100 { chain += "g\(index)(x) = g\(index - 1)(x)\n" }
      #expect(mistakes(chain + "y = 2\nz = g30(y)").isEmpty)
      #expect(
        mistakes(chain + "y = 2\nz = g100(y)") == ["103:5 calls of functions are nested deeper than the limit of 32"])
      let body = String(repeating: "sin(", count: 150) + "x" + String(repeating: ")", count: 150)
      var deep = "g0(x) = \(body)\n"
      for index in 1...20 { deep += "g\(index)(x) = \(body.replacing("x", with: "g\(index - 1)(x)"))\n" }
      #expect(
        mistakes(deep + "y = 2\nz = g20(y)") == ["23:5 'g20', written out, is nested deeper than the limit of 300"])
      #expect(mistakes(deep + "y = 2\nz = g0(y)").isEmpty)
    }
  }
}
