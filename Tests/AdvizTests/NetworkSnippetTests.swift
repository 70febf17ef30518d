import Adviz
import Foundation
import Testing

/// The networks of an article: they are trained here as there, and their gradients are right.
@Suite struct NetworkSnippetTests {
  private let article = "Sources/Adviz/Adviz.docc/NetworksByHand.md"
  private let documented = DocumentedCode(runBy: "Tests/AdvizTests/NetworkSnippetTests.swift")

  @Test func perceptron() throws {
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    // The data: points, and 1 for each that is within the circle.
    let points = constant(Tensor.randn([100, 2], seed: 1))
    let isInside = norm(points, axis: 1, keepDims: true) < 1.2

    func perceptron(_ x: Node, _ w: [Node]) -> Node {
      let hidden = tanh(matmul(x, w[0]) + w[1])
      return matmul(hidden, w[2]) + w[3]
    }

    var w = [
      variable(Tensor.randn([2, 8], seed: 2), name: "W1"), variable(Tensor.zeros([8]), name: "b1"),
      variable(Tensor.randn([8, 1], seed: 3), name: "W2"), variable(Tensor.zeros([1]), name: "b2"),
    ]

    // The binary cross entropy, −log σ(z) for a point within the circle, else −log(1 − σ(z)).
    func loss(_ w: [Node]) -> Node {
      let z = perceptron(points, w)
      return mean(softplus(z) - isInside * z)
    }

    print(try checkGradient(of: loss(w)).allSatisfy(\.agrees))
    print(loss(w))
    for _ in 0..<200 {
      let gradients = try gradient(of: loss(w))
      for i in w.indices { w[i] -= 1.0 * gradients[w[i]] }
    }
    print(loss(w))
    print(mean((perceptron(points, w) > 0) .== isInside))

    try documented.expect(article, program: 0, prints: printed)
  }

  @Test func attention() throws {
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    let length = 6, symbols = 4, width = 8

    // One row for each place: which symbol stands there, and which place it is.
    func rows(_ sequence: [Int]) -> Node {
      concatenate([oneHot(constant(Tensor(sequence)), classes: symbols), constant(Tensor.eye(length))], axis: 1)
    }

    func attention(_ x: Node, _ w: [Node]) -> (shares: Node, output: Node) {
      let query = matmul(x, w[0]), key = matmul(x, w[1]), value = matmul(x, w[2])
      let shares = softmax(matmul(query, key.T) / Double(width).squareRoot())
      return (shares, matmul(shares, value))
    }

    func loss(_ sequence: [Int], _ w: [Node]) -> Node {
      let target = oneHot(constant(Tensor(Array(sequence.reversed()))), classes: symbols)
      return softmaxCrossEntropy(logits: attention(rows(sequence), w).output, labels: target)
    }

    var w = [
      variable(0.5 * Tensor.randn([10, width], seed: 1), name: "Wq"),
      variable(0.5 * Tensor.randn([10, width], seed: 2), name: "Wk"), variable(Tensor.zeros([10, 4]), name: "Wv"),
    ]
    let test = [0, 1, 1, 3, 2, 0]
    print(try checkGradient(of: loss(test, w)).allSatisfy(\.agrees))
    print(loss(test, w))

    var bits = RandomBits(seed: 1)
    for _ in 0..<200 {
      let sequence = (0..<length).map { _ in Int.random(in: 0..<symbols, using: &bits) }
      let gradients = try gradient(of: loss(sequence, w))
      for i in w.indices { w[i] -= 1.0 * gradients[w[i]] }
    }
    print(loss(test, w))
    let (shares, output) = attention(rows(test), w)
    print(argmax(output, axis: 1))
    print(argmax(shares, axis: 1))

    try documented.expect(article, program: 1, prints: printed)
  }

  @Test func convolution() throws {
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    // The data: noise, with a bright column in one image and a bright row in the next.
    var pixels = 0.2 * Tensor.randn([40, 1, 8, 8], seed: 1)
    for image in 0..<40 {
      let place = image * 3 % 8
      for i in 0..<8 {
        if image % 2 == 0 { pixels[image, 0, i, place] += 1 } else { pixels[image, 0, place, i] += 1 }
      }
    }
    let images = constant(pixels), isRow = constant(Tensor((0..<40).map { $0 % 2 }))

    func network(_ images: Node, _ w: [Node]) -> Node {
      let found = relu(conv2d(images, w[0]))
      return matmul(max(found, axes: [2, 3]), w[1]) + w[2]
    }

    func loss(_ w: [Node]) -> Node {
      softmaxCrossEntropy(logits: network(images, w), labels: oneHot(isRow, classes: 2))
    }

    var w = [
      variable(0.3 * Tensor.randn([4, 1, 3, 3], seed: 2), name: "K"),
      variable(0.3 * Tensor.randn([4, 2], seed: 3), name: "W"), variable(Tensor.zeros([2]), name: "b"),
    ]
    print(try checkGradient(of: loss(w)).allSatisfy(\.agrees))
    print(loss(w))
    for _ in 0..<40 {
      let gradients = try gradient(of: loss(w))
      for i in w.indices { w[i] -= 0.5 * gradients[w[i]] }
    }
    print(loss(w))
    print(mean(argmax(network(images, w), axis: 1) .== isRow.value))

    try documented.expect(article, program: 2, prints: printed)
  }

  @Test func autoencoder() throws {
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    let count = 100
    let hidden = Tensor.randn([count, 1], seed: 1)
    let noise = 0.1 * Tensor.randn([count, 2], seed: 2)
    let points = concatenate([constant(hidden), constant(sin(hidden))], axis: 1) + constant(noise)

    func layers(_ inputs: Int, _ outputs: Int, seed: UInt64) -> [Node] {
      [
        variable(Tensor.randn([inputs, 10], seed: seed)), variable(Tensor.zeros([10])),
        variable(0.3 * Tensor.randn([10, outputs], seed: seed + 1)), variable(Tensor.zeros([outputs])),
      ]
    }

    func applied(_ w: [Node], to x: Node) -> Node { matmul(tanh(matmul(x, w[0]) + w[1]), w[2]) + w[3] }

    // The two parts of the loss, for each point.
    func parts(_ encoder: [Node], _ decoder: [Node], seed: UInt64) -> (reconstruction: Node, divergence: Node) {
      let code = applied(encoder, to: points)
      let mean = code[.all, 0..<1], logVariance = code[.all, 1..<2]
      // The reparametrisation: the noise is a constant, so that the adjoint passes to mean and variance.
      let latent = mean + exp(logVariance / 2) * constant(Tensor.randn([count, 1], seed: seed))
      let miss = points - applied(decoder, to: latent)
      // −log p(x|z) for a normal distribution of standard deviation 0.3, without its constant.
      let reconstruction = sum(square(miss)) / (2 * 0.3 * 0.3)
      // The divergence of N(mean, variance) from N(0, 1).
      let divergence = sum(square(mean) + exp(logVariance) - logVariance - 1) / 2
      return (reconstruction / count, divergence / count)
    }

    var encoder = layers(2, 2, seed: 3), decoder = layers(1, 2, seed: 5)
    let start = parts(encoder, decoder, seed: 7)
    print(try checkGradient(of: start.reconstruction + start.divergence).allSatisfy(\.agrees))
    print(start.reconstruction)
    print(start.divergence)
    for step in 1...300 {
      let (reconstruction, divergence) = parts(encoder, decoder, seed: 7 + UInt64(step))
      let gradients = try gradient(of: reconstruction + divergence)
      for i in encoder.indices { encoder[i] -= 0.02 * gradients[encoder[i]] }
      for i in decoder.indices { decoder[i] -= 0.02 * gradients[decoder[i]] }
    }
    let end = parts(encoder, decoder, seed: 7)
    print(end.reconstruction)
    print(end.divergence)
    print(applied(decoder, to: constant([[-1], [0], [1]])))

    try documented.expect(article, program: 3, prints: printed)
  }
}
