import Foundation
import TestSupport
import Tensors
import Testing
import Training

/// Images of 8×8 pixels with a light column or a light row somewhere: where it is, is of no use.
private struct Bars: DataSet {
  /// By how much a pixel may differ from what it is.
  var noise = 0.0
  let count = 64
  let width = 64
  let classes = 2
  var labels: [Int] { (0..<count).map { $0 % 2 } }

  func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    var pixels: [Double] = []
    for row in rows {
      var dice = SplitMix64(UInt64(row))
      for pixel in 0..<64 {
        let place: Int = row % 2 == 0 ? pixel / 8 : pixel % 8
        pixels.append((place == row / 2 % 8 ? 1 : 0) + Double.random(in: -1...1, using: &dice) * noise)
      }
    }
    return try Tensor(pixels, shape: Shape([rows.count, 64]), dtype: .float32)
  }
}

@Suite("Networks that begin with convolutions") struct ConvolutionNetworkTests {
  private let layers = [ConvolutionLayer(filters: 3, size: 3), ConvolutionLayer(filters: 4, size: 2)]

  private func network(seed: UInt64 = 1, dtype: DType = .float32) throws -> Perceptron {
    try Perceptron(imageSize: (8, 8), convolutions: layers, hidden: [5], classes: 2, seed: seed, dtype: dtype)
  }

  @Test func sizesAreThoseOfTheLayers() throws {
    let network = try network()
    #expect(network.sizes == [64, 27, 4, 5, 2])
    let shapes = network.parameters.map(\.shape.sizes)
    #expect(shapes == [[3, 1, 3, 3], [3], [4, 3, 2, 2], [4], [4, 5], [5], [5, 2], [2]])
    #expect(network.parameters[0].elements != (try self.network(seed: 2)).parameters[0].elements)
  }

  @Test func networkLearnsWhatIsAnywhere() throws {
    var plan = TrainingPlan()
    plan.iterations = 50
    plan.batchSize = 16
    plan.rate = .constant(0.1)
    plan.momentum = 0.9
    let layers = [ConvolutionLayer(filters: 8, size: 3), ConvolutionLayer(filters: 8, size: 2)]
    let network = try Perceptron(imageSize: (8, 8), convolutions: layers, hidden: [8], classes: 2, seed: 1)
    let result = try train(network, on: Bars(), by: plan)
    // It guesses before, and then knows all: what it learned from, and what it has not seen.
    #expect(try Evaluation(network, on: Bars()).accuracy < 0.75)
    let learned = try Evaluation(result.network, on: Bars())
    #expect(learned.accuracy == 1 && learned.loss < 0.1, "\(learned.accuracy), \(learned.loss)")
    let unseen = try Evaluation(result.network, on: Bars(noise: 0.2))
    #expect(unseen.accuracy == 1 && unseen.loss < 0.2, "\(unseen.accuracy), \(unseen.loss)")
    let again = try train(network, on: Bars(), by: plan)
    #expect(again.network.parameters == result.network.parameters)
  }

  @Test func probabilitiesAreThoseOfTheGraph() throws {
    let network = try network(dtype: .float64)
    let (inputs, targets) = (try Bars().inputs([0, 1, 2]), try Bars().targets([0, 1, 2]))
    let shares = try network.probabilities(inputs).elements
    let loss = -(log(shares[0]) + log(shares[3]) + log(shares[4])) / 3
    #expect(abs(network.loss(inputs, targets, by: .stable).value.elements[0] - loss) < 1e-6)
  }

  @Test func checkpointReadsBack() throws {
    let network = try network()
    let bytes = try Checkpoint(network, imageSize: (8, 8)).bytes()
    let read = try Checkpoint(bytes, calling: "f")
    #expect(read.network.parameters == network.parameters && read.network.sizes == network.sizes)
    let inputs = try Bars().inputs([3, 4])
    #expect(try read.network.probabilities(inputs) == network.probabilities(inputs))
    // Without the size of its images it is no network.
    let nameless = try Checkpoint(network).bytes()
    #expect(throws: TrainingError.self) { try Checkpoint(nameless, calling: "f") }
  }

  @Test func recipeMakesItsNetwork() throws {
    var recipe = Recipe.convolution
    #expect(throws: TrainingError.self) { try recipe.network(for: Bars(), seed: 1) }
    #expect(throws: TrainingError.self) { try recipe.network(for: Bars(), imageSize: (8, 8), seed: 1) }
    recipe.convolutions = layers
    #expect(try recipe.network(for: Bars(), imageSize: (8, 8), seed: 1).sizes == [64, 27, 4, 128, 2])
    #expect(try Recipe.best.network(for: Bars(), seed: 1).sizes == [64, 128, 2])
  }

  @Test(arguments: [
    [0, 3], [3, 0], [3, 8], [-1, 3], [.max, 3], [3, .max],
  ])
  func unfitLayersAreRefused(_ numbers: [Int]) throws {
    let layers = [ConvolutionLayer(filters: numbers[0], size: numbers[1])]
    #expect(throws: (any Error).self) {
      try Perceptron(imageSize: (8, 8), convolutions: layers, hidden: [], classes: 2, seed: 1)
    }
  }

  @Test func unfitParametersAreRefused() throws {
    let good = try network().parameters
    func refused(_ parameters: [Tensor], _ size: (height: Int, breadth: Int)? = (8, 8)) {
      #expect(throws: TrainingError.self) { try Perceptron(parameters: parameters, imageSize: size) }
    }
    refused(good, nil)
    refused(good, (7, 9))
    refused(good, (.max, .max))
    refused(Array(good.dropLast(4)))
    refused(Array(good.dropFirst()))
    refused([good[2], good[3]] + good.dropFirst(2))
    refused([good[0], good[3]] + good.dropFirst(2))
    #expect(try Perceptron(parameters: good, imageSize: (8, 8)).parameters == good)
  }
}
