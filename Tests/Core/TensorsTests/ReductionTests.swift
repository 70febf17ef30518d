import Tensors
import TestSupport
import Testing

@Suite("Sums run over the axes NumPy sums over")
struct ReductionTests {
  @Test("over one axis, several, a negative one, none, all")
  func axes() throws {
    let x = try counting(2, 3)
    #expect(try x.sum() == 15)
    #expect(try x.sum(axes: [0]) == [3, 5, 7])
    #expect(try x.sum(axes: [1]) == [3, 12])
    #expect(try x.sum(axes: [-1]) == [3, 12])
    #expect(try x.sum(axes: [-2]) == [3, 5, 7])
    #expect(try x.sum(axes: [0, 1]) == 15)
    #expect(try x.sum(axes: [1, 0]) == 15)
    #expect(try x.sum(axes: [-1, 0]) == 15)
    #expect(try x.sum(axes: []) == x)
    #expect(try Tensor(4).sum() == 4)
    #expect(try Tensor(4).sum(axes: []) == 4)
  }

  @Test("keepdims leaves the summed axes with size 1")
  func keepDims() throws {
    let x = try counting(2, 3, 4)
    #expect(try x.sum(keepDims: true) == Tensor([276], shape: Shape([1, 1, 1])))
    #expect(try x.sum(axes: [0, 2], keepDims: true).shape.sizes == [1, 3, 1])
    #expect(try x.sum(axes: [0, -1], keepDims: true).elements == [60, 92, 124])
    #expect(try x.sum(axes: [0, -1]).shape.sizes == [3])
  }

  @Test("every choice of axes of a four-dimensional array, against the definition")
  func definition() throws {
    var dice = SplitMix64(3)
    for dtype in DType.allCases {
      let x = try dice.tensor(Shape([2, 3, 1, 4]), dtype: dtype)
      for choice in 0..<16 {
        let axes = (0..<4).filter { choice >> $0 & 1 == 1 }
        let sum = try x.sum(axes: axes.map { $0 % 2 == 0 ? $0 : $0 - 4 }, keepDims: true)
        #expect(sum.dtype == dtype)
        var expected: [[Int]: Double] = [:]
        for position in positions(x.shape.sizes) {
          let kept = position.indices.map { axes.contains($0) ? 0 : position[$0] }
          expected[kept, default: 0] += element(x, position)
        }
        for position in positions(sum.shape.sizes) { #expect(element(sum, position) == expected[position]) }
        #expect(try x.sum(axes: axes).elements == sum.elements)
      }
    }
  }

  @Test("the sum of nothing is 0, in the shape that is left")
  func empty() throws {
    #expect(try Tensor(repeating: 7, shape: Shape([0])).sum() == 0)
    let x = Tensor(repeating: 7, shape: try Shape([0, 3]))
    #expect(try x.sum() == 0)
    #expect(try x.sum(axes: [0]) == [0, 0, 0])
    #expect(try x.sum(axes: [1]).shape.sizes == [0])
    #expect(try x.sum(axes: [1], keepDims: true).shape.sizes == [0, 1])
    #expect(try x.sum(axes: [0], keepDims: true) == [[0, 0, 0]])
  }

  @Test("axes the array does not have, or twice, are an error that names axis and shape")
  func mistakes() throws {
    let x = try counting(2, 3)
    for axis in [2, -3, 99, .max, .min] {
      let error = try #require(throws: TensorError.self) { try x.sum(axes: [axis]) }
      #expect(error == .axisOutOfRange(operation: "sum", axis: axis, x.shape))
      #expect("\(error)".contains("\(axis)") && "\(error)".contains("(2, 3)"))
    }
    #expect(throws: TensorError.axisOutOfRange(operation: "sum", axis: 0, .scalar)) { try Tensor(1).sum(axes: [0]) }
    #expect(throws: TensorError.repeatedAxis(operation: "sum", axis: -1, x.shape)) { try x.sum(axes: [1, -1]) }
    #expect(throws: TensorError.repeatedAxis(operation: "sum", axis: 0, x.shape)) { try x.sum(axes: [0, 0]) }
  }

  @Test("a sum is repeated along the axes it was taken over")
  func repeated() throws {
    let original = try Shape([2, 3])
    #expect(try Tensor(5).repeated(alongSummed: nil, of: original) == Tensor(repeating: 5, shape: original))
    #expect(try ([1, 2] as Tensor).repeated(alongSummed: [1], of: original) == [[1, 1, 1], [2, 2, 2]])
    #expect(try ([1, 2, 3] as Tensor).repeated(alongSummed: [0], of: original) == [[1, 2, 3], [1, 2, 3]])
    #expect(try ([[1], [2]] as Tensor).repeated(alongSummed: [-1], of: original) == [[1, 1, 1], [2, 2, 2]])
    #expect(throws: TensorError.self) { try ([1, 2] as Tensor).repeated(alongSummed: [0], of: original) }
  }

  @Test("a sum with NaN in it is NaN")
  func notANumber() throws {
    let sum = try ([1, Tensor(.nan), 3] as Tensor).sum()
    #expect(sum.scalar?.isNaN == true)
  }
}
