import Tensors
import Testing

@Suite("Changes in place")
struct UpdateTests {
  @Test("a step down a gradient", arguments: DType.allCases)
  func step(dtype: DType) throws {
    var w = try counting(2, 2, dtype: dtype)
    try w.subtract(Tensor(repeating: 2, shape: w.shape, dtype: dtype), scaledBy: 0.5)
    #expect(w.elements == [-1, 0, 1, 2] && w.dtype == dtype)
    var number = Tensor(3, dtype: dtype)
    try number.subtract(Tensor(4, dtype: dtype), scaledBy: 0.25)
    #expect(number == Tensor(2, dtype: dtype))
    try number.subtract(Tensor(4), scaledBy: 0.25)
    #expect(number == Tensor(1, dtype: dtype), "the type of the target stays")
  }

  @Test("leaves alone what somebody else holds", arguments: DType.allCases)
  func copies(dtype: DType) throws {
    let original = try counting(5, dtype: dtype)
    let expected = original.elements
    var (w, sum) = (original, original)
    try w.subtract(original, scaledBy: 1)
    try sum.accumulate(original)
    #expect(original.elements == expected)
    #expect(w.elements == [0, 0, 0, 0, 0])
    #expect(sum.elements == expected.map { 2 * $0 })
    var view = try original.reshaped(to: Shape([5, 1]))
    try view.accumulate(view)
    #expect(original.elements == expected && view.elements == sum.elements)
  }

  @Test("is refused where shapes differ, and changes nothing then")
  func refusals() throws {
    var w = try counting(2, 3)
    let wrong = try counting(3, 2)
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "subtract", w.shape, wrong.shape)) {
      try w.subtract(wrong, scaledBy: 1)
    }
    #expect(throws: TensorError.shapesDoNotBroadcast(operation: "accumulate", w.shape, wrong.shape)) {
      try w.accumulate(wrong)
    }
    #expect(try w == counting(2, 3))
  }

  @Test("a choice keeps types and tells a small condition from none")
  func selection() throws {
    let chosen = try counting(2, dtype: .float32)
    let result = try Tensor(1e-300).select(chosen, Tensor(7, dtype: .float32))
    #expect(result == chosen)
    #expect(try Tensor(0).select(chosen, 7) == [7, 7])
    #expect(try ([1, 0] as Tensor).select([[1], [2]], 7) == [[1, 7], [2, 7]])
  }
}
