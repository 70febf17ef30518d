import Autodiff
import Foundation
import Tensors
import Testing

/// Rules with adjoints and tangents of every other shape: an error, or an array, never memory that is not theirs.
@Suite("Rules with adjoints of another shape") struct WrongAdjointTests {
  private let shapes: [[Int]] = [[], [1], [2], [3], [2, 3], [3, 2], [3, 3], [1, 1], [0], [2, 0], [4, 3, 2]]

  @Test func throwOrAnswer() throws {
    let operations =
      Operation.all + [
        .sum(axes: [0]), .mean(axes: [-1], keepDims: true), .max(axes: [0]), .min(axes: [1], keepDims: true),
        .stack(axis: 1), .concatenate(axis: -1), .index([.position(0)]), .index([.slice(from: nil, to: nil, step: -1)]),
        .squeeze(axes: [0]),
      ]
    var (applied, thrown, answered) = (0, 0, 0)
    for operation in operations {
      let rule = operation.rule
      for arity in rule.arity.lowerBound...min(rule.arity.upperBound, 2 + rule.arity.lowerBound / 3) {
        for shape in shapes {
          let operands = Operands(
            all: Array(repeating: Tensor(repeating: 0.5, shape: try Shape(shape)), count: arity))
          guard let result = try? rule.evaluate(operands) else { continue }
          applied += 1
          for wrong in shapes {
            let other = Tensor(repeating: 1, shape: try Shape(wrong))
            for position in 0..<arity {
              for answer in [
                Result { try rule.pullBack(other, to: position, operands, result) },
                Result { try rule.pushForward(other, from: position, operands, result) },
              ] {
                switch answer {
                case .success(let tensor):
                  #expect(tensor.elements.count == tensor.shape.count)
                  answered += 1
                case .failure(let error):
                  #expect(error is TensorError)
                  thrown += 1
                }
              }
            }
          }
        }
      }
    }
    #expect(applied > 300 && thrown > 3_000 && answered > 3_000, "\(applied) \(thrown) \(answered)")
  }

  @Test("Every operation throws for fewer and more operands than it takes") func counts() throws {
    var count = 0
    for operation in Operation.all {
      let arity = operation.rule.arity
      for wrong in 0...5 where !arity.contains(wrong) {
        for shape in [[], [2], [2, 2]] {
          let node = variable(Tensor(repeating: 1, shape: try Shape(shape)))
          let error = #expect(throws: TensorError.self) {
            try Node.applying(operation, to: Operands(all: Array(repeating: node, count: wrong)))
          }
          if wrong > 0 || arity.upperBound < .max {
            #expect(error == .wrongOperandCount(operation: operation.name, takes: arity, count: wrong))
            #expect(error?.description.hasSuffix(", not \(wrong)") == true)
          }
          count += 1
        }
      }
    }
    #expect(count > 400)
  }
}
