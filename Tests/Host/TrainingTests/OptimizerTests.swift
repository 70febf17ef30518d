import Tensors
import Testing
import Training

@Suite("Optimizers") struct OptimizerTests {
  /// The values are those of the paper's algorithm 1 in NumPy, with both moments divided as it is written there.
  @Test func adamFollowsPaper() throws {
    let expected = [
      [0.9900000009999999, -1.9900000005, 0.4900000000333333],
      [0.9832994194064769, -1.9936610356546038, 0.485997814331691],
      [0.9885489223456022, -1.9966332114029186, 0.482904111165827],
    ]
    let gradients = [[0.1, -0.2, 3], [0, 0.4, -1], [-0.5, 0.01, 1e-6]]
    var parameters = [try Tensor([1, -2, 0.5], shape: Shape([3]))]
    var adam = Adam()
    for (gradient, wanted) in zip(gradients, expected) {
      try adam.step(&parameters, [Tensor(gradient, shape: Shape([3]))], rate: 0.01)
      for (found, wanted) in zip(parameters[0].elements, wanted) { #expect(abs(found - wanted) < 1e-14) }
    }
  }

  @Test func momentumKeepsShareOfLastStep() throws {
    var parameters = [Tensor(1.0)]
    var descent = SGD(momentum: 0.5)
    try descent.step(&parameters, [Tensor(1.0)], rate: 0.1)
    try descent.step(&parameters, [Tensor(1.0)], rate: 0.1)
    #expect(abs((parameters[0].scalar ?? 0) - (1 - 0.1 - 0.15)) < 1e-15)
  }
}
