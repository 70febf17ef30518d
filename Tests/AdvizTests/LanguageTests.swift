import Adviz
import Foundation
import Testing

/// Lines as a Swift programmer writes them who knows NumPy, PyTorch and JAX: they compile, and mean what they say there.
@Suite struct LanguageTests {
  private let x = variable([1.0, 2.0, 3.0], name: "x")
  private let y = variable(2, name: "y")
  private let a = variable([[1, 2, 3], [4, 5, 6]], name: "a")

  @Test("Assignments of nodes build the graph on") func assignments() throws {
    var z = x
    z += y
    z *= 2
    z -= x
    z /= 4
    let n = 3
    z += n
    #expect(z.value == [4.25, 4.5, 4.75])
    #expect(try gradient(of: z)[x] == [0.25, 0.25, 0.25])
    #expect((+z).value == z.value)
  }

  @Test("Numbers beside a node: whole ones, Floats, and literals that are divided as Doubles") func numbers() {
    let (n, f, d) = (3, Float(0.5), 0.25)
    #expect((y * n).value == 6 && (n * y).value == 6 && (y * f).value == 1 && (f / y).value == 0.25)
    #expect((y - d).value == 1.75)
    #expect((1 / 2 * y).value == 1 && (y ** (1 / 2)).value == variable(2.0.squareRoot()).value)
    #expect(((1 / 2) ** y).value == 0.25 && pow(y, 1 / 2).value == (y ** 0.5).value)
    #expect((y < 1 / 2).value == 0 && (y ** d).value == Tensor(pow(2.0, 0.25)))
    #expect(variable(1 / 2).value == 0.5 && variable([1 / 2, 1]).value == [0.5, 1] && constant(3 / 2).value == 1.5)
    #expect((y < n).value == 1 && (n >= y).value == 1 && (y > d).value == 1)
    let single = variable(Float(2))
    #expect((single * n).value.dtype == .float32 && (single * 0.1).value.dtype == .float32)
    #expect(max(y, n).value == 3 && min(y, 0).value == 0 && max(3, y).value == 3 && pow(y, n).value == 8)
    #expect(maximum(0, y).value == 2 && minimum(0, y).value == 0 && pow(y, 2).value == 4 && pow(2, y).value == 4)
    // The standard library's own are where they were.
    #expect(max(1, 2) == 2 && min(0.5, 1) == 0.5 && abs(-2) == 2 && max(n, 5, 7) == 7 && pow(2.0, 3) == 8)
    #expect(sin(0.0) == 0 && sqrt(4) == 2)
  }

  @Test("Nodes are compared by identity, their elements by pointwise operators") func equality() {
    #expect(y == y && y != x && Set([x, y, x]).count == 2 && [y: 1][y] == 1)
    #expect((x .== 2).value == [0, 1, 0] && (x .!= 2).value == [1, 0, 1])
    #expect((x .== y).value == equal(x, y).value && (x .!= y).value == notEqual(x, 2).value)
    #expect(equal(x, 2).value == [0, 1, 0])
    #expect(`where`(x .== 2, 1, 0).value == [0, 1, 0])
  }

  @Test("Subscripts: positions in variables, ranges of every kind, an ellipsis") func subscripts() throws {
    let i = 1
    let r = 0..<2
    #expect(x[i].value == 2 && x[-1].value == 3 && x[i + 1].value == 3)
    #expect(x[1..<3].value == [2, 3] && x[r].value == [1, 2] && x[0...1].value == [1, 2])
    #expect(x[1...].value == [2, 3] && x[..<2].value == [1, 2] && x[...1].value == [1, 2])
    #expect(x[(-2)...].value == [2, 3] && x[-2..<0].value == [2, 3] && x[-3 ... -1].value == [1, 2, 3])
    #expect(x[...(-2)].value == [1, 2] && x[..<(-1)].value == [1, 2])
    #expect(a[0, 1...].value == [2, 3] && a[.all, 1..<3].value == [[2, 3], [5, 6]] && a[r, i].value == [2, 5])
    #expect(a[..., 0].value == [1, 4] && a[...].value == a.value && a[i, ...].value == [4, 5, 6])
    #expect(a[.all, .slice(from: nil, to: nil, step: 2)].value == [[1, 3], [4, 6]])
    let cube = reshape(variable(Tensor.arange(8)), to: [2, 2, 2])
    #expect(cube[..., 0].value == [[0, 2], [4, 6]] && cube[0, ..., 1].value == [1, 3])
    #expect(try gradient(of: sum(a[..., 0] * 2))[a] == [[2, 0, 0], [2, 0, 0]])
  }

  @Test("Methods of nodes, and axes one by one") func methods() {
    #expect(x.shape == [3] && a.shape == [2, 3] && y.shape == [] && a.dtype == .float64)
    #expect(sum(a, axes: 0).value == [5, 7, 9] && sum(a, axis: 1).value == [6, 15])
    #expect(
      mean(a, axis: 0).value == [2.5, 3.5, 4.5] && max(a, axis: -1).value == [3, 6]
        && min(a, axes: 0).value == [1, 2, 3])
    #expect(a.sum(axes: [0]).value == [5, 7, 9] && a.sum().value == 21 && a.mean(axes: [1]).value == [2, 5])
    #expect(a.max().value == 6 && a.min(axes: [0], keepDims: true).value == [[1, 2, 3]])
    #expect(a.T.value == [[1, 4], [2, 5], [3, 6]] && a.transposed.value == a.T.value && a.dot(x).value == [14, 32])
    #expect(a.reshaped(to: [3, -1]).value == [[1, 2], [3, 4], [5, 6]] && a.flattened.shape == [6])
    #expect(variable([[1.0]]).squeezed().value == 1)
    #expect(a.detached().kind == .constant && a.detached().name == "a" && !(a.detached() * 2).dependsOnVariable)
    #expect(Double(y) == 2 && Double(x) == nil && argmax(x) == 2 && argmax(a, axis: 1).elements == [2, 2])
  }

  @Test("Leaves from the arrays of Swift") func leaves() {
    let (numbers, rows, floats) = ([1.0, 2.0], [[1.0, 2.0], [3.0, 4.0]], [Float(0.1), 0.2])
    #expect(variable(numbers).value == [1, 2] && variable(rows).value == [[1, 2], [3, 4]])
    #expect(variable(floats).value.dtype == .float32 && constant([floats]).value.shape == [1, 2])
    #expect(constant(rows, name: "c").name == "c" && variable([1, 2, 3]).value == [1, 2, 3])
    #expect(variable([[[1, 2]]]).shape == [1, 1, 2] && variable(Tensor.eye(2)).value == [[1, 0], [0, 1]])
    let count = 4
    #expect(variable(count).value == 4 && variable(Float(0.5)).dtype == .float32 && constant(numbers[1]).value == 2)
    let shape: Shape = [2, 3]
    #expect(shape.sizes == [2, 3] && Tensor.zeros(shape) == Tensor.full([2, 3], 0))
  }

  @Test("Gradients are a collection of variables and derivatives") func gradients() throws {
    let gradients = try gradient(of: sum(x * y))
    var seen: [String: Tensor] = [:]
    for (variable, gradient) in gradients { seen[variable.name ?? ""] = gradient }
    #expect(seen == ["x": [2, 2, 2], "y": 6] && gradients.count == 2 && !gradients.isEmpty)
    #expect(gradients.map(\.variable.name) == gradients.variables.map(\.name) && gradients[0].gradient == seen["x"])
    #expect(gradients.first?.variable === gradients.variables.first)
  }

  private struct Enough: Error, Equatable {}

  @Test("A listener may throw, which ends the pass, and what it hears may cross threads") func listener() async throws {
    var f = x * y
    for _ in 0..<50 { f = sin(f) }
    var heard: [BackwardEvent] = []
    #expect(throws: Enough()) {
      _ = try gradient(of: f) { event in
        heard.append(event)
        if heard.count == 7 { throw Enough() }
      }
    }
    #expect(heard.count == 7)
    let last = try #require(heard.last)
    let isVisit = await Task.detached { if case .propagate = last { true } else { false } }.value
    #expect(isVisit == { if case .propagate = last { true } else { false } }())
    #expect(try gradient(of: f, listener: nil)[y] == gradient(of: f) { _ in }[y])
  }

  @Test("What stops the program otherwise throws within `checked`") func checking() throws {
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "add", [3], [1, 2])) {
      try checked { x + variable([[1.0, 2]]) * 2 + a[0] }
    }
    #expect(try checked { x + a }.value == [[2, 4, 6], [5, 7, 9]])
    #expect(throws: (any Error).self) { try checked { a[7, 1] } }
    #expect(throws: (any Error).self) { try checked { a[1..<2, 0, 0] } }
    #expect(throws: TensorError.scalarInProduct) { try checked { matmul(a, y) } }
    #expect(throws: TensorError.ragged) { try checked { Tensor([[1.0], [2.0, 3.0]]) } }
    #expect(throws: TensorError.ragged) { try checked { [[1, 2], [3]] as Tensor } }
    #expect(throws: TensorError.invalidShape([-1])) { try checked { Tensor.zeros([-1]) } }
    #expect(throws: Enough()) { try checked { throw Enough() } }
    // The first mistake is told, whatever comes of it.
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "mul", [2], [3])) {
      try checked { () throws -> Node in
        let product = variable([1, 2]) * x
        guard product.shape.rank == 1 else { throw Enough() }
        return product
      }
    }
    var t: Tensor = [1, 2]
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "broadcast", [3], [2])) {
      try checked { t += [1, 2, 3] }
    }
    #expect(t == [1, 2])
  }

  @Test("A node tells a debugger its name, operation and shape") func debugging() {
    #expect(x.debugDescription == "x = variable, shape (3,)" && (a * 2).debugDescription == "mul, shape (2, 3)")
    #expect("\(y)" == "2.0" && (a * 2).named("f").debugDescription == "f = mul, shape (2, 3)")
    #expect(constant(1).debugDescription == "constant, shape ()")
  }

  @Test("A variable moves and keeps its name; the step's memory becomes its own") func descent() throws {
    var weights = variable(Tensor.ones([100]), name: "w")
    let before = weights
    for _ in 0..<3 {
      let gradients = try gradient(of: sum(square(weights)))
      weights -= 0.1 * gradients[weights]
    }
    #expect(weights.value.isClose(to: Tensor.full([100], 0.512)) && weights.name == "w" && weights.kind == .variable)
    #expect(weights !== before && before.value == Tensor.ones([100]))
    var step = 0.5 * weights.value
    let memory = step.address
    weights += step
    step = 0
    #expect(weights.value.address != memory)
    step = 0.5 * weights.value
    let other = step.address
    weights -= consume step
    #expect(weights.value.address == other)
    var single = variable(Tensor.ones([2], dtype: .float32))
    single -= 0.5 * Tensor.ones([2])
    #expect(single.value == Tensor([0.5, 0.5], dtype: .float32))
  }
}
