import Tensors
import Testing
import Training

@Suite("Spirals") struct SpiralTests {
  @Test func seedMakesPoints() throws {
    let spiral = try Spiral(arms: 2, points: 50, seed: 1)
    #expect(spiral.count == 100 && spiral.width == 2 && spiral.classes == 2)
    #expect(spiral.labels.count { $0 == 1 } == 50)
    #expect(try spiral.coordinates == Spiral(arms: 2, points: 50, seed: 1).coordinates)
    #expect(try spiral.coordinates != Spiral(arms: 2, points: 50, seed: 2).coordinates)
    #expect(spiral.coordinates.allSatisfy { abs($0) < 1.3 })
    #expect(throws: TrainingError.self) { try Spiral(arms: 0, seed: 1) }
    #expect(throws: TrainingError.self) { try Spiral(arms: 1 << 10, points: 1 << 20, seed: 1) }
  }

  @Test func recipeGeneralises() throws {
    var recipe = Recipe.spiral
    recipe.plan.epochs = 60
    recipe.plan.trials = 4
    let network = try Perceptron(sizes: [2] + recipe.hidden + [3], seed: 1)
    let held = try Spiral(seed: 2)
    let result = try train(network, on: Spiral(seed: 1), testing: held, by: recipe.plan)
    #expect(try #require(result.evaluation).accuracy > 0.95)
    #expect(result.trials.count == 4 && result.trials.last?.iteration == result.iterations && result.isFinished)
    #expect(result.trials.last?.accuracy == result.evaluation?.accuracy)
  }
}
