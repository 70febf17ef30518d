import Tensors
import Testing

@Suite("A tensor is a value")
struct ValueTests {
  @Test("adding in place does not change a copy, and gives what adding gives")
  func accumulate() throws {
    for dtype in DType.allCases {
      let first = try counting(2, 3, dtype: dtype)
      var sum = first
      let copy = sum
      try sum.accumulate(first)
      #expect(copy == first)
      #expect(try sum == first.adding(first))
      // Now it holds the only reference and works in place.
      try sum.accumulate(first)
      #expect(try sum == first.adding(first).adding(first))
      #expect(first == copy)
      try sum.accumulate(sum)
      #expect(sum.elements == [0, 6, 12, 18, 24, 30])
    }
    var scalar: Tensor = 1
    try scalar.accumulate(2)
    #expect(scalar == 3)
  }

  @Test("adding in place refuses another shape and keeps the value")
  func accumulateMisfit() throws {
    var x = try counting(3)
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "accumulate", try Shape([3]), .scalar)) {
      try x.accumulate(1)
    }
    #expect(try x == counting(3))
  }

  @Test("two types in one sum give float64")
  func mixedTypes() throws {
    var x = try counting(2, dtype: .float32)
    try x.accumulate([0.1, 0.2])
    #expect(x == [0.1, 1.2])
    #expect(try Tensor(0.1, dtype: .float32).adding(0) == Tensor(Double(Float(0.1))))
  }

  @Test("nested literals are arrays")
  func literals() throws {
    let matrix: Tensor = [[1, 2, 3], [4, 5, 6]]
    #expect(matrix.shape.sizes == [2, 3])
    #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
    #expect(matrix.scalar == nil)
    let empty: Tensor = []
    #expect(empty.shape.sizes == [0])
    #expect((7 as Tensor).scalar == 7)
  }

  @Test("shape, type and elements decide what is equal; NaN equals itself")
  func equality() throws {
    #expect(Tensor(1) != Tensor(1, dtype: .float32))
    #expect(try Tensor(1) != counting(1).adding(1))
    #expect(try counting(2, 3) != counting(3, 2))
    #expect(Tensor(.nan) == Tensor(.nan))
    #expect(Tensor(repeating: 0, shape: try Shape([0, 2])) != Tensor(repeating: 0, shape: try Shape([0])))
  }

  @Test("converting to float32 rounds, and back does not bring digits back")
  func conversion() throws {
    let x: Tensor = [0.1, 1e300]
    #expect(x.converted(to: .float32).elements == [Double(Float(0.1)), .infinity])
    #expect(x.converted(to: .float32).converted(to: .float64).dtype == .float64)
    #expect(Tensor(0.1).converted(to: .float32).scalar == Double(Float(0.1)))
    #expect(x.converted(to: .float64) == x)
  }

  @Test("printed, an array looks like its literal and each number reads back")
  func printing() throws {
    #expect(Tensor(-8.014816644264268).description == "-8.014816644264268")
    #expect(Tensor(0.1, dtype: .float32).description == "0.1")
    #expect(([[1, 2], [3, 4.5]] as Tensor).description == "[[1.0, 2.0], [3.0, 4.5]]")
    #expect(try counting(2, 1, 2).description == "[[[0.0, 1.0]], [[2.0, 3.0]]]")
    #expect(try Tensor([0.1], shape: Shape([1]), dtype: .float32).description == "[0.1]")
    #expect(Tensor(repeating: 0, shape: try Shape([0])).description == "[]")
  }

  @Test("normal numbers come from the seed alone and are normal")
  func normal() {
    var first = NormalGenerator(seed: 7)
    var second = NormalGenerator(seed: 7)
    var other = NormalGenerator(seed: 8)
    let numbers = (0..<4000).map { _ in first.next() }
    #expect(numbers == (0..<4000).map { _ in second.next() })
    #expect(numbers.prefix(5) != (0..<5).map { _ in other.next() }[...])
    let mean = numbers.reduce(0, +) / 4000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    #expect(mean.magnitude < 0.06)
    #expect((variance - 1).magnitude < 0.1)
  }
}
