#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Tensors
import Testing

@Suite("Functions element by element")
struct ElementwiseTests {
  private let points = [-2.5, -1, -0.0, 0, 1e-8, 0.3, 1, 4, 30]

  @Test("each function is libm's, for numbers and arrays alike")
  func values() throws {
    let functions: [(String, (Tensor) -> Tensor, (Double) -> Double)] = [
      ("neg", \.negated, { -$0 }), ("exp", \.exponential, { exp($0) }), ("log", \.naturalLogarithm, { log($0) }),
      ("sin", \.sine, { sin($0) }), ("cos", \.cosine, { cos($0) }), ("tan", \.tangent, { tan($0) }),
      ("tanh", \.hyperbolicTangent, { tanh($0) }), ("sqrt", \.squareRoot, { sqrt($0) }),
      ("abs", \.magnitude, { fabs($0) }), ("square", \.squared, { $0 * $0 }), ("1/x", \.reciprocal, { 1 / $0 }),
    ]
    let array = try Tensor(points, shape: Shape([3, 3]))
    for (name, function, expected) in functions {
      let results = function(array)
      #expect(results.shape == array.shape)
      for (x, y) in zip(points, results.elements) {
        #expect(Tensor(y) == Tensor(expected(x)), "\(name)(\(x))")
        #expect(function(Tensor(x)) == Tensor(expected(x)), "\(name)(\(x))")
        let single = function(Tensor(x, dtype: .float32))
        #expect(single.dtype == .float32)
        let (a, b) = (try #require(single.scalar), expected(Double(Float(x))))
        #expect(a == b || a.isNaN && b.isNaN || abs(a - b) <= 3e-7 * max(1e-30, abs(b)), "\(name)(\(x)) in float32")
      }
    }
  }

  @Test("the logistic function neither overflows nor loses its small values")
  func logistic() {
    #expect(Tensor(0).logistic == 0.5)
    #expect(Tensor(1000).logistic == 1)
    #expect(Tensor(-1000).logistic == 0)
    #expect(Tensor(-700).logistic.scalar == exp(-700))
    #expect(Tensor(Double.infinity).logistic == 1)
    #expect(Tensor(-Double.infinity).logistic == 0)
    #expect(Tensor(-100, dtype: .float32).logistic.scalar.map { $0 > 0 && $0 < 1e-43 } == true)
  }

  @Test("NaN stays NaN wherever it goes")
  func notANumber() throws {
    let nan = Tensor(.nan)
    let functions: [(Tensor) -> Tensor] = [
      \.negated, \.exponential, \.naturalLogarithm, \.sine, \.cosine, \.tangent, \.hyperbolicTangent, \.squareRoot,
      \.magnitude, \.squared, \.reciprocal, \.logistic, \.rectified, \.sign,
    ]
    for function in functions { #expect(function(nan).scalar?.isNaN == true) }
    for other in [nan, 1, Tensor(.infinity)] {
      for (x, y) in [(nan, other), (other, nan)] {
        #expect(try x.adding(y).scalar?.isNaN == true)
        #expect(try x.multiplied(by: y).scalar?.isNaN == true)
        #expect(try x.maximum(y).scalar?.isNaN == true)
        #expect(try x.minimum(y).scalar?.isNaN == true)
      }
    }
    for comparison in Tensor.Comparison.allCases {
      #expect(try nan.compared(comparison, to: nan) == (comparison == .notEqual ? 1 : 0))
    }
  }

  @Test("the borders of the domain give IEEE's answers")
  func borders() throws {
    #expect(Tensor(0).naturalLogarithm.scalar == -.infinity)
    #expect(Tensor(-1).naturalLogarithm.scalar?.isNaN == true)
    #expect(Tensor(-1).squareRoot.scalar?.isNaN == true)
    #expect(try Tensor(1).divided(by: 0).scalar == .infinity)
    #expect(try Tensor(0).divided(by: 0).scalar?.isNaN == true)
    #expect(try Tensor(-8).raised(to: 3).scalar == -512)
    #expect(try Tensor(-8).raised(to: Tensor(1.0 / 3)).scalar?.isNaN == true)
    #expect(try Tensor(0).raised(to: 0) == 1)
    #expect(try Tensor(0).raised(to: -1).scalar == .infinity)
  }

  @Test("comparisons are 1 where they hold and 0 where not")
  func comparisons() throws {
    let (x, y): (Tensor, Tensor) = ([1, 2, 3], [2, 2, 2])
    #expect(try x.compared(.less, to: y) == [1, 0, 0])
    #expect(try x.compared(.lessEqual, to: y) == [1, 1, 0])
    #expect(try x.compared(.greater, to: y) == [0, 0, 1])
    #expect(try x.compared(.greaterEqual, to: y) == [0, 1, 1])
    #expect(try x.compared(.equal, to: y) == [0, 1, 0])
    #expect(try x.compared(.notEqual, to: y) == [1, 0, 1])
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "less", x.shape, try Shape([2]))) {
      try x.compared(.less, to: [1, 2])
    }
  }
}
