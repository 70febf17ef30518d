import Tensors
import TestSupport
import Testing

@Suite("Broadcasting follows NumPy and can be undone")
struct BroadcastingTests {
  /// Computed with NumPy: `np.broadcast_shapes(a, b)`.
  @Test(
    "two shapes take the shape that NumPy gives them",
    arguments: [
      ([], [], []), ([], [3], [3]), ([3], [], [3]), ([1], [], [1]), ([3], [3], [3]), ([2, 3], [3], [2, 3]),
      ([3], [2, 1], [2, 3]), ([2, 1], [1, 3], [2, 3]), ([1], [1, 1], [1, 1]), ([4, 1, 3], [2, 1], [4, 2, 3]),
      ([0], [1], [0]), ([0], [], [0]), ([1, 3], [0, 1], [0, 3]), ([0, 3], [3], [0, 3]), ([2, 0], [1, 1], [2, 0]),
    ] as [([Int], [Int], [Int])])
  func shapes(_ a: [Int], _ b: [Int], _ together: [Int]) throws {
    let (a, b) = (try Shape(a), try Shape(b))
    #expect(try a.broadcast(with: b, for: "add").sizes == together)
    #expect(try b.broadcast(with: a, for: "add").sizes == together)
    let sum = try Tensor(repeating: 1, shape: a).adding(Tensor(repeating: 2, shape: b))
    #expect(sum.shape.sizes == together)
    #expect(sum.elements.allSatisfy { $0 == 3 })
  }

  @Test(
    "shapes that do not fit are named, both of them, with the operation",
    arguments: [([2], [3]), ([2, 3], [2]), ([0], [2]), ([2, 3], [3, 2]), ([4, 2, 3], [3, 3])] as [([Int], [Int])])
  func misfit(_ a: [Int], _ b: [Int]) throws {
    let (x, y) = (Tensor(repeating: 1, shape: try Shape(a)), Tensor(repeating: 1, shape: try Shape(b)))
    let error = try #require(throws: TensorError.self) { try x.multiplied(by: y) }
    #expect(error == .shapesDoNotBroadcast(operation: "mul", x.shape, y.shape))
    let sentence = "\(error)"
    #expect(sentence.contains("mul"))
    #expect(sentence.contains("\(x.shape)") && sentence.contains("\(y.shape)"))
  }

  @Test("a shape is written as NumPy writes it")
  func description() throws {
    #expect(try Shape([]).description == "()")
    #expect(try Shape([3]).description == "(3,)")
    #expect(try Shape([2, 3]).description == "(2, 3)")
  }

  @Test("each element meets the one NumPy pairs it with, whatever the types")
  func elements() throws {
    let shapes: [[Int]] = [[], [1], [3], [2, 1], [1, 3], [2, 3], [4, 1, 3], [4, 2, 1], [1, 1, 1, 1]]
    var dice = SplitMix64(1)
    for first in shapes {
      for second in shapes {
        for (left, right) in [(DType.float64, DType.float64), (.float32, .float32), (.float32, .float64)] {
          let a = try dice.tensor(Shape(first), dtype: left)
          let b = try dice.tensor(Shape(second), dtype: right)
          let difference = try a.subtracting(b)
          #expect(difference.dtype == (left == .float32 && right == .float32 ? .float32 : .float64))
          for position in positions(difference.shape.sizes) {
            func at(_ tensor: Tensor) -> Double {
              let sizes = tensor.shape.sizes
              return element(tensor, zip(position.suffix(sizes.count), sizes).map { $1 == 1 ? 0 : $0 })
            }
            #expect(element(difference, position) == at(a) - at(b), "\(a.shape) − \(b.shape) at \(position)")
          }
        }
      }
    }
  }

  @Test("undoing a broadcast is its adjoint: ⟨broadcast x, y⟩ = ⟨x, reduce y⟩")
  func adjoint() throws {
    var dice = SplitMix64(2)
    var pairs = 0
    for _ in 0..<400 {
      let target = (0..<Int.random(in: 0...4, using: &dice)).map { _ in Int.random(in: 0...3, using: &dice) }
      let kept = target.suffix(Int.random(in: 0...target.count, using: &dice))
      let original = kept.map { Bool.random(using: &dice) ? 1 : $0 }
      let dtype: DType = Bool.random(using: &dice) ? .float32 : .float64
      let x = try dice.tensor(Shape(original), dtype: dtype)
      let y = try dice.tensor(Shape(target), dtype: dtype)
      let wide = try x.broadcast(to: y.shape)
      let narrow = try y.reduced(to: x.shape)
      #expect(wide.shape == y.shape && wide.dtype == dtype)
      #expect(narrow.shape == x.shape && narrow.dtype == dtype)
      #expect(inner(wide, y) == inner(x, narrow), "\(x.shape) to \(y.shape)")
      pairs += x.shape == y.shape ? 0 : 1
    }
    #expect(pairs > 200)
  }

  @Test("a shape that cannot have become the other is refused in both directions")
  func impossible() throws {
    let x = try counting(2, 3)
    #expect(throws: TensorError.self) { try x.broadcast(to: Shape([3])) }
    #expect(throws: TensorError.self) { try x.broadcast(to: Shape([2, 4])) }
    #expect(throws: TensorError.self) { try x.broadcast(to: .scalar) }
    #expect(throws: TensorError.self) { try x.reduced(to: Shape([2, 4])) }
    #expect(throws: TensorError.self) { try x.reduced(to: Shape([1, 2, 3])) }
    #expect(throws: TensorError.self) { try Tensor(1).reduced(to: Shape([1])) }
    #expect(throws: TensorError.self) { try counting(1).broadcast(to: .scalar) }
  }

  @Test("where picks element by element over three shapes at once")
  func selection() throws {
    let condition: Tensor = [[1], [0]]
    let picked = try condition.select([1, 2, 3], -1)
    #expect(picked == [[1, 2, 3], [-1, -1, -1]])
    #expect(throws: TensorError.self) { try condition.select([1, 2, 3], [1, 2]) }
    let nan = Tensor(.nan)
    #expect(try nan.select(1, 2) == 1, "NumPy takes NaN for true")
  }
}
