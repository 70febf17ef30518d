import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Rounding of exponentials and sums")
struct PrecisionTests {
  @Test("the exponential in single precision is within two units in the last place, over its whole range")
  func exponential() throws {
    let count = 200_000
    let points = (0..<count).map { Double(Float(-104 + 193 * Double($0) / Double(count))) }
    let results = try Tensor(points, shape: Shape([count]), dtype: .float32).exponential.elements
    var worst = 0.0
    for (point, result) in zip(points, results) {
      let exact = Foundation.exp(point)
      if exact >= Double(Float.greatestFiniteMagnitude) { continue }
      worst = max(worst, abs(result - exact) / Double(Float(exact).ulp))
    }
    #expect(worst <= 2)
  }

  @Test("the exponential at its ends")
  func ends() throws {
    func exponential(_ x: Float) -> Float { Float(Tensor(Double(x), dtype: .float32).exponential.scalar ?? .nan) }
    #expect(exponential(0) == 1)
    #expect(exponential(-0.0) == 1)
    #expect(exponential(.leastNonzeroMagnitude) == 1)
    #expect(exponential(-.leastNonzeroMagnitude) == 1)
    #expect(exponential(.infinity) == .infinity)
    #expect(exponential(-.infinity) == 0)
    #expect(exponential(.greatestFiniteMagnitude) == .infinity)
    #expect(exponential(-.greatestFiniteMagnitude) == 0)
    #expect(exponential(.nan).isNaN)
    #expect(exponential(-.nan).isNaN)
    #expect(exponential(88.72283).isFinite, "the last before overflow")
    #expect(exponential(88.7229) == .infinity)
    #expect(exponential(-87.4) > 0 && exponential(-87.4).isSubnormal)
    #expect(exponential(-103.2) == .leastNonzeroMagnitude)
    #expect(exponential(-104) == 0)
  }

  @Test("long sums keep their digits", arguments: [15, 16, 17, 511, 512, 513, 1025, 100_003])
  func sums(count: Int) throws {
    var dice = SplitMix64(UInt64(count))
    let elements = (0..<count).map { _ in Double(Float(Double.random(in: 0...1, using: &dice))) }
    // Neumaier's compensated sum.
    var (exact, lost) = (0.0, 0.0)
    for element in elements {
      let sum = exact + element
      lost += abs(exact) >= abs(element) ? (exact - sum) + element : (element - sum) + exact
      exact = sum
    }
    exact += lost
    let shape = try Shape([count])
    let single = try Tensor(elements, shape: shape, dtype: .float32).sum().elements[0]
    let double = try Tensor(elements, shape: shape).sum().elements[0]
    #expect(abs(single - exact) <= 4 * Double(Float(exact).ulp))
    #expect(abs(double - exact) <= 4 * exact.ulp)
  }

  @Test("sums along either axis add up the same elements", arguments: DType.allCases)
  func axes(dtype: DType) throws {
    var dice = SplitMix64(3)
    for (rows, columns) in [(1, 1), (3, 700), (700, 3), (40, 50), (0, 4), (4, 0)] {
      let a = try dice.tensor(Shape([rows, columns]), dtype: dtype)
      let down = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + a.elements[$1 * columns + column] } }
      let across = (0..<rows).map { row in (0..<columns).reduce(0) { $0 + a.elements[row * columns + $1] } }
      #expect(try a.sum(axes: [0]).elements == down)
      #expect(try a.sum(axes: [1]).elements == across)
      #expect(try a.sum().elements == [across.reduce(0, +)])
    }
    let cube = try dice.tensor(Shape([3, 4, 5]), dtype: dtype)
    let middle = (0..<15).map { position in
      (0..<4).reduce(0) { $0 + element(cube, [position / 5, $1, position % 5]) }
    }
    #expect(try cube.sum(axes: [1]).elements == middle)
    #expect(try cube.sum(axes: [0, 2]) == cube.sum(axes: [2]).sum(axes: [0]))
  }

  @Test("what is not a number or infinite stays so in a long sum")
  func specials() throws {
    var elements = [Double](repeating: 1, count: 1000)
    elements[700] = .infinity
    let shape = try Shape([1000])
    #expect(try Tensor(elements, shape: shape, dtype: .float32).sum().scalar == .infinity)
    elements[3] = -.infinity
    #expect(try Tensor(elements, shape: shape, dtype: .float32).sum().scalar?.isNaN == true)
  }
}

@Suite("The cross entropy")
struct CrossEntropyTests {
  @Test("is that of its parts, for rows and a vector", arguments: DType.allCases)
  func parts(dtype: DType) throws {
    var dice = SplitMix64(4)
    for sizes in [[7], [1, 1], [5, 3], [40, 10]] {
      let logits = try dice.tensor(Shape(sizes), dtype: dtype)
      let labels = try dice.tensor(Shape(sizes), dtype: dtype).magnitude
      let rows = sizes.count == 2 ? Double(sizes[0]) : 1
      let parts = try labels.multiplied(by: logits.logSoftmax()).sum().elements[0] / -rows
      let whole = try logits.softmaxCrossEntropy(labels: labels).elements[0]
      let rounding = dtype == .float32 ? 1e-5 : 1e-13
      #expect(abs(whole - parts) <= rounding * abs(parts))
      let expected = try logits.softmax().multiplied(by: labels.sum(axes: [-1], keepDims: true)).subtracting(labels)
      let slope = try logits.softmaxCrossEntropySlope(labels: labels)
      #expect(slope.shape == logits.shape && slope.dtype == dtype)
      for (a, b) in zip(slope.elements, expected.elements) { #expect(abs(a - b / rows) <= 100 * rounding) }
      let inLabels = try logits.softmaxCrossEntropySlopeInLabels()
      #expect(inLabels.shape == logits.shape && inLabels.dtype == dtype)
      for (a, b) in zip(inLabels.elements, try logits.logSoftmax().elements) {
        #expect(abs(a + b / rows) <= 100 * rounding)
      }
    }
  }

  @Test("is finite at logits of a thousand, and exact", arguments: DType.allCases)
  func extremes(dtype: DType) throws {
    let logits = Tensor([[1000, -1000], [-1000, 1000]] as Tensor).converted(to: dtype)
    let labels = Tensor([[1, 0], [1, 0]] as Tensor).converted(to: dtype)
    #expect(try logits.softmaxCrossEntropy(labels: labels).scalar == 1000)
    #expect(try logits.softmaxCrossEntropySlope(labels: labels).elements == [0, 0, -0.5, 0.5])
  }
}

extension Tensor {
  /// So that a literal can be converted where it stands.
  fileprivate init(_ tensor: Tensor) { self = tensor }
}
