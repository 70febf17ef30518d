import Tensors
import Testing

@Suite("Sizes that make no sense are errors, never a crash")
struct LimitTests {
  @Test(
    "more elements than the limit, also where their number overflows",
    arguments: [
      [1 << 29], [1 << 15, 1 << 15], [.max], [.max, .max], [.max, 2], [1 << 32, 1 << 32],
      Array(repeating: 2, count: 64), [0, .max, .max], [.max, 0, 2],
    ] as [[Int]])
  func tooMany(_ sizes: [Int]) throws {
    let error = try #require(throws: TensorError.self) { try Shape(sizes) }
    #expect(error == .tooManyElements(sizes))
    #expect("\(error)".contains("\(Shape.maximumCount)"))
  }

  @Test(
    "negative sizes and too many axes",
    arguments: [[-1], [2, -3], [.min], Array(repeating: 1, count: 65)] as [[Int]])
  func invalid(_ sizes: [Int]) {
    #expect(throws: TensorError.invalidShape(sizes)) { try Shape(sizes) }
  }

  @Test("what is just allowed")
  func allowed() throws {
    let most = Shape.maximumCount
    #expect(try Shape([most]).count == most)
    #expect(throws: TensorError.tooManyElements([most + 1])) { try Shape([most + 1]) }
    #expect(try Shape(Array(repeating: 1, count: 64)).count == 1)
    #expect(try Shape([0, most]).count == 0)
    #expect(try Shape([]).count == 1)
  }

  @Test("the limit can be raised as far as BLAS can count")
  func raised() async {
    // In a process of its own, as the limit is everyone's.
    await #expect(processExitsWith: .success) {
      let before = Shape.maximumCount
      Shape.maximumCount = before + 1
      precondition((try? Shape([before + 1]))?.count == before + 1)
      Shape.maximumCount = .max
      precondition(Shape.maximumCount == Int(Int32.max))
      Shape.maximumCount = 0
      precondition((try? Shape([1])) != nil && (try? Shape([2])) == nil)
    }
  }

  @Test("two small arrays that would broadcast to a huge one")
  func broadcastOverflow() throws {
    let side = 1 << 15
    let column = Tensor(repeating: 1, shape: try Shape([side, 1]))
    let row = Tensor(repeating: 1, shape: try Shape([1, side]))
    #expect(throws: TensorError.tooManyElements([side, side])) { try column.adding(row) }
    #expect(throws: TensorError.tooManyElements([side, side])) { try column.select(row, 0) }
  }

  @Test("as many elements as the shape holds are needed")
  func counts() throws {
    let shape = try Shape([2, 3])
    #expect(throws: TensorError.wrongElementCount(shape: shape, count: 5)) {
      try Tensor([1, 2, 3, 4, 5], shape: shape)
    }
    #expect(throws: TensorError.wrongElementCount(shape: shape, count: 4)) { try counting(4).reshaped(to: shape) }
    #expect(throws: TensorError.wrongElementCount(shape: .scalar, count: 0)) { try Tensor([], shape: .scalar) }
    #expect(throws: TensorError.ragged) { try Tensor(rows: [[1, 2], [1, 2, 3]]) }
    #expect(throws: TensorError.ragged) { try Tensor(rows: [1, [1]]) }
  }

  @Test("a graph of 64 axes works along all of them")
  func manyAxes() throws {
    var sizes = Array(repeating: 1, count: 64)
    sizes[10] = 2
    sizes[63] = 3
    let x = Tensor(repeating: 1, shape: try Shape(sizes))
    #expect(try x.sum() == 6)
    #expect(try x.adding([10, 20, 30]).sum(axes: [10]).shape.rank == 63)
    #expect(try x.reduced(to: .scalar) == 6)
    #expect(throws: TensorError.invalidShape([1] + sizes)) { try Tensor(rows: [x]) }
  }
}
