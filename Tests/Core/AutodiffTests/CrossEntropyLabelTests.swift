import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

/// Labels are an operand like any other: `∂L/∂labels = −log softmax(logits)/rows`.
@Suite("The cross entropy has a derivative with respect to its labels")
struct CrossEntropyLabelTests {
  @Test("at the logits 2, 1, 0, as by hand")
  func byHand() throws {
    let program = try Program("o = [[2, 1, 0]]; t = [[0.9, 0.05, 0.05]]; f = softmax_cross_entropy(o, t)")
    // log(e² + e + 1) less 2, 1 and 0, by decimal arithmetic.
    let expected = [0.40760596444437996, 1.40760596444438, 2.40760596444438]
    for mode in DifferentiationMode.allCases {
      let gradients = try gradient(of: program.output, mode: mode)
      let labels = try #require(gradients.variables.first { $0.name == "t" })
      #expect(zip(gradients[labels].elements, expected).allSatisfy { isClose($0, $1) })
    }
  }

  @Test(
    "for rows and a vector, labels that do not add up to 1, both types, through weights too", arguments: DType.allCases)
  func everyShape(_ dtype: DType) throws {
    var dice = SplitMix64(14)
    var compared = 0
    for sizes in [[4], [1, 3], [3, 2], [2, 1], [5, 4]] {
      let rows = sizes.count == 2 ? Double(sizes[0]) : 1
      let logits = variable(try dice.tensor(sizes, in: -3...3, dtype: dtype))
      let labels = variable(try dice.tensor(sizes, in: 0...2, dtype: dtype))
      let factor = variable(Tensor(1.5, dtype: dtype))
      let loss = softmaxCrossEntropy(logits: logits, labels: labels * factor) * 2.0
      let logarithms = try logits.value.converted(to: .float64).logSoftmax()
      let backward = try gradient(of: loss), forward = try gradient(of: loss, mode: .forward)
      let expected = logarithms.elements.map { $0 * -3 / rows }
      let weight = zip(logarithms.elements, labels.value.elements).reduce(0) { $0 - $1.0 * $1.1 * 2 / rows }
      for gradients in [backward, forward] {
        #expect(gradients[labels].dtype == dtype && gradients[labels].shape == labels.value.shape)
        let tolerance = dtype == .float32 ? 1e-5 : 1e-12
        for (a, b) in zip(gradients[labels].elements, expected) {
          #expect(isClose(a, b, within: tolerance))
          compared += 1
        }
        #expect(isClose(gradients[factor].elements[0], weight, within: 2 * tolerance))
      }
      #expect(try checkGradient(of: loss).count == 3)
    }
    #expect(compared == 2 * (4 + 3 + 6 + 2 + 20))
  }

  @Test("a label of 0 has one too, and at a logit of −∞ it is infinite: any label there makes the loss infinite")
  func extremes() throws {
    for mode in DifferentiationMode.allCases {
      let (x, t) = (variable([0, Tensor(-.infinity)]), variable([1, 0]))
      let loss = softmaxCrossEntropy(logits: x, labels: t)
      #expect(loss.value == 0)
      let gradients = try gradient(of: loss, mode: mode)
      #expect(gradients[t].elements == [0, .infinity], "in \(mode) mode")
      #expect(gradients[x].elements == [0, 0], "in \(mode) mode")
      let (far, one) = (variable([[1000, -1000]]), variable([[0, 0]]))
      let zero = try gradient(of: softmaxCrossEntropy(logits: far, labels: one), mode: mode)
      #expect(zero[one].elements == [0, 2000], "in \(mode) mode")
      #expect(zero[far].elements == [0, 0], "in \(mode) mode")
    }
  }

  @Test("one array that is logits and labels gets both shares")
  func both() throws {
    let x = variable([0.3, 0.7])
    let loss = softmaxCrossEntropy(logits: x, labels: x)
    for check in try checkGradient(of: loss) {
      for (a, b) in zip(check.reverse.elements, check.difference.elements) { #expect(isClose(a, b, within: 1e-7)) }
      for (a, b) in zip(check.reverse.elements, check.forward.elements) { #expect(isClose(a, b)) }
    }
  }

  @Test("constant labels are not asked, and the trace says that they are constant")
  func constants() throws {
    let trace = try Program("x = [1, 2]; f = softmax_cross_entropy(x, [0, 1])").trace()
    let blocked = trace.events.compactMap {
      if case .blocked(_, _, let operand, let reason) = $0 { (operand, reason) } else { nil }
    }
    #expect(blocked.count == 1 && blocked[0] == (1, .constant))
  }
}
