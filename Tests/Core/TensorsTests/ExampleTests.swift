import Tensors
import Testing

@Suite struct ExampleTests {
  /// The example in the comment of `Tensor`.
  @Test func functionsOfTwoTensorsBroadcast() throws {
    let x: Tensor = [[1, 2], [3, 4]]
    #expect("\(try x.adding([10, 20]))" == "[[11.0, 22.0], [13.0, 24.0]]")
    #expect("\(try x.dot(x.transposed).sum())" == "52.0")
  }
}
