import Autodiff
import Tensors

/// The functions that make arrays: `zeros(2, 3)`, `ones(…)`, `full(shape, v)`, `arange(n)`, `eye(n)`, `randn(2, seed=1)`.
enum Constructors {
  static let all: [Builtin] = [
    Builtin("zeros", sizeNames, takesSizes: true, usage: "zeros(2, 3)") {
      (builder, call) throws(GraphBuilder.Failure) in
      .constant(Tensor(repeating: 0, shape: try shape(call, &builder)))
    },
    Builtin("ones", sizeNames, takesSizes: true, usage: "ones(2, 3)") { (builder, call) throws(GraphBuilder.Failure) in
      .constant(Tensor(repeating: 1, shape: try shape(call, &builder)))
    },
    Builtin("full", ["shape", "value"], usage: "full((2, 3), 0.5)") { (builder, call) throws(GraphBuilder.Failure) in
      let sizes = try call.sizes(try call.required("shape"), &builder)
      let value = try call.number(try call.required("value"), &builder)
      return .constant(Tensor(repeating: value, shape: try shape(sizes, call)))
    },
    Builtin("arange", ["n"]) { (builder, call) throws(GraphBuilder.Failure) in
      let count = try shape([try call.integer(try call.required("n"), &builder)], call).count
      return .constant(try tensor((0..<count).map(Double.init), [count], call))
    },
    Builtin("eye", ["n"]) { (builder, call) throws(GraphBuilder.Failure) in
      let size = try call.integer(try call.required("n"), &builder)
      let shape = try shape([size, size], call)
      let elements = (0..<shape.count).map { $0 % (size + 1) == 0 ? 1.0 : 0.0 }
      return .constant(try tensor(elements, [size, size], call))
    },
    Builtin("randn", sizeNames, keywords: ["seed"], takesSizes: true, usage: "randn(2, 3, seed=1)") {
      (builder, call) throws(GraphBuilder.Failure) in
      let seed = try call.optional("seed").map { (seed) throws(GraphBuilder.Failure) in
        try call.integer(seed, &builder)
      }
      let shape = try shape(call, &builder)
      var generator = NormalGenerator(seed: UInt64(bitPattern: Int64(seed ?? 0)))
      return .constant(try tensor((0..<shape.count).map { _ in generator.next() }, shape.sizes, call))
    },
  ]

  /// Sizes come one by one, as many as an array may have axes in a file that a person writes.
  private static let sizeNames = (1...8).map { "size\($0)" }

  private static func shape(_ call: Call, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> Shape {
    var sizes: [Int] = []
    for name in sizeNames {
      guard let size = call.optional(name) else { break }
      sizes += try call.sizes(size, &builder)
    }
    return try shape(sizes, call)
  }

  private static func shape(_ sizes: [Int], _ call: Call) throws(GraphBuilder.Failure) -> Shape {
    do {
      let shape = try Shape(sizes)
      try Memory.require(8 * shape.count)
      return shape
    } catch {
      throw GraphBuilder.Failure(call.range, error)
    }
  }

  private static func tensor(
    _ elements: [Double], _ sizes: [Int], _ call: Call
  ) throws(GraphBuilder.Failure) -> Tensor {
    do {
      return try Tensor(elements, shape: Shape(sizes))
    } catch {
      throw GraphBuilder.Failure(call.range, error)
    }
  }
}
