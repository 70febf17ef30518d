import Autodiff
import Expressions
import Tensors
import Testing
import TraceFiles

@Suite("Names and labels")
struct LabelTests {
  private func labels(_ source: String) throws -> [String] { try Program(source).trace().nodes.map(\.label) }
  private func names(_ source: String) throws -> [String] { try Program(source).trace().nodes.map(\.name) }

  @Test("an operation alone has no subscript, several count from 0 in the order of ids, named or not")
  func subscripts() throws {
    #expect(try labels("x = 1; f = sin(x)") == ["x", "sin"])
    #expect(try labels("x = 1; f = sin(sin(x)) * x") == ["x", "sin_0", "sin_1", "mul"])
    #expect(try labels("x = 1; u = sin(x); f = sin(u)") == ["x", "sin_0", "sin_1"])
    #expect(try names("x = 1; u = sin(x); f = sin(u)") == ["x", "u", "f"])
  }

  @Test("a leaf shows its name, a number itself, π and e their sign, an array const_0")
  func leaves() throws {
    #expect(try labels("x = 1; const c = 5; f = c * x + 2") == ["c", "x", "mul", "2", "add"])
    #expect(try labels("x = 1; f = x * pi + e") == ["x", "π", "mul", "e", "add"])
    #expect(try labels("x = 1; f = x * 0.5 + 1e-9") == ["x", "0.5", "mul", "10⁻⁹", "add"])
    #expect(try labels("x = 1; f = x * 1.00001 + 12345.6") == ["x", "1.00001", "mul", "12345.6", "add"])
    #expect(try labels("x = 1; f = x^0.123456 + 1e300") == ["x", "0.123456", "pow", "10³⁰⁰", "add"])
    #expect(try Trace(of: variable(Tensor(1, dtype: .float32)) * 0.1).nodes[1].label == "0.1")
    #expect(try labels("x = 1; f = -3 * x") == ["−3", "x", "mul"])
    #expect(try labels("x = 1; f = x * [1, 2]") == ["x", "const_0", "mul"])
    #expect(try labels("x = 1; f = x * [1, 2] + [3, 4]") == ["x", "const_0", "mul", "const_1", "add"])
  }

  @Test("a name already taken gets #1, #2")
  func repeated() throws {
    #expect(try names("x = 1; f = x * 2 + 2 + 2") == ["x", "2", "mul", "2#1", "add_0", "2#2", "f"])
    let (a, b) = (variable(1, name: "x"), variable(2, name: "x"))
    let trace = try Trace(of: a * b)
    #expect(trace.nodes.map(\.name) == ["x", "x#1", "mul"])
    #expect(trace.nodes.map(\.label) == ["x", "x", "mul"])
    #expect(trace.gradients == ["x": .array(shape: [], elements: [2]), "x#1": .array(shape: [], elements: [1])])
  }

  @Test("a user's name wins over a generated one, wherever it stands")
  func userFirst() throws {
    // The multiplications come first, the variable of their name later.
    let x = variable(1, name: "x")
    let late = variable(2, name: "mul_0")
    let trace = try Trace(of: (x * x) * (x * late))
    #expect(trace.nodes.map(\.name) == ["x", "mul_0#1", "mul_0", "mul_1", "mul_2"])
    #expect(trace.nodes.map(\.label) == ["x", "mul_0", "mul_0", "mul_1", "mul_2"])
    let power = try Program("pow_0 = 3; f = 2^pow_0 + pow_0^2").trace()
    #expect(Set(power.nodes.map(\.name)).count == power.nodes.count)
    #expect(power.gradients.keys.sorted() == ["pow_0"])
    #expect(power.nodes.filter { $0.operation == "pow" }.map(\.label) == ["pow_0", "pow_1"])
  }

  @Test("a name that looks made up is the user's too")
  func hashName() throws {
    let nodes = [variable(1, name: "x"), variable(2, name: "x"), variable(3, name: "x#1")]
    let trace = try Trace(of: nodes[0] * nodes[1] * nodes[2])
    let names = trace.nodes.filter { $0.kind == .variable }.map(\.name)
    #expect(Set(names).count == 3)
    #expect(names[2] == "x#1")
  }

  @Test("a leaf with an operation's name does not number the operations")
  func leafNamedLikeOperation() throws {
    #expect(try labels("mul = 3; f = mul * 2") == ["mul", "2", "mul"])
    #expect(try labels("sin = 3; f = cos(sin)") == ["sin", "cos"])
  }

  @Test("the function is called as the user called the output, else f")
  func functionName() throws {
    #expect(try Program("x = 1; f = sin(x)").trace().functionName == "f")
    #expect(try Program("x = 1; loss = sin(x)").trace().functionName == "loss")
    let x = variable(1, name: "x")
    #expect(try Trace(of: sin(x)).functionName == "f")
    // A variable called as the output's operation takes the name; the output is still f.
    let add = variable(1, name: "add")
    #expect(try Trace(of: add + 1).functionName == "f")
    let taken = ["f", "g", "h", "f_0"].map { variable(1, name: $0) }
    #expect(try Trace(of: taken[0] * taken[1] * taken[2] * taken[3]).functionName == "f_1")
  }

  @Test("a second name of the output is what is differentiated, in a saved trace too")
  func secondName() throws {
    let leaf = try Program("x = 3; f = x").trace()
    #expect(leaf.functionName == "f" && leaf.title == "f = x")
    #expect(try Trace(jsonLines: leaf.jsonLines()) == leaf)
    let operation = try Program("x = 3; y = sin(x); loss = y").trace()
    #expect(operation.functionName == "loss" && operation.title == "loss = sin(x)")
    #expect(try Program("x = 3; f = sin(x); output x").trace().functionName == "x")
    #expect(try Program("mul = 3; f = mul * 2").trace().outputName == nil)
    let named = try Program("x = 3; mul = x * 2").trace()
    #expect(named.functionName == "mul" && named.title == "mul = x × 2")
  }

  @Test("the title is the first comment of its own before any statement, else the formula")
  func title() throws {
    #expect(try Program("# A title\nx = 1\nf = sin(x)").trace().title == "A title")
    #expect(try Program("x = 1 # no title\n# nor this\nf = sin(x)").trace().title == "f = sin(x)")
    #expect(try Program("x = 1\nf = sin(x)").trace().source == "x = 1\nf = sin(x)")
    #expect(try Trace(of: sin(variable(1, name: "x"))).source == nil)
  }

  @Test("ten thousand unnamed twos get their names in no time")
  func many() throws {
    var f = variable(1, name: "x")
    for _ in 0..<10_000 { f = f + 2 }
    let trace = try Trace(of: f)
    #expect(trace.nodes.last?.label == "add_9999")
    #expect(trace.nodes.contains { $0.name == "2#9999" })
  }
}
