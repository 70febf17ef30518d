import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

@Suite("The cross entropy at logits that overflow an exponential")
struct StableLossTests {
  private func loss(_ logits: Tensor, _ labels: Tensor) throws -> (value: Double, gradient: Tensor) {
    let x = variable(logits)
    let f = softmaxCrossEntropy(logits: x, labels: constant(labels))
    return (try #require(f.value.scalar), try gradient(of: f)[x])
  }

  @Test("is exact at ±1000", arguments: DType.allCases)
  func exact(_ dtype: DType) throws {
    func typed(_ tensor: Tensor) -> Tensor { tensor.converted(to: dtype) }
    let right = try loss(typed([1000, -1000]), typed([1, 0]))
    #expect(right.value == 0)
    #expect(right.gradient == typed([0, 0]))
    let wrong = try loss(typed([1000, -1000]), typed([0, 1]))
    #expect(wrong.value == 2000)
    #expect(wrong.gradient == typed([1, -1]))
    let rows = try loss(typed([[1000, -1000, 0], [-1000, 1000, -1000]]), typed([[0, 1, 0], [0, 0, 1]]))
    #expect(rows.value == 2000)
    #expect(rows.gradient == typed([[0.5, -0.5, 0], [0, 0.5, -0.5]]))
  }

  @Test("keeps the difference of logits that are large together")
  func closeTogether() throws {
    for base in [1000.0, -1000] {
      let (value, gradient) = try loss([Tensor(base), Tensor(base + 1)], [1, 0])
      // log(1 + e) and its share e/(1 + e), by decimal arithmetic.
      #expect(isClose(value, 1.3132616875182228340))
      #expect(isClose(gradient.elements[0], -0.73105857863000487926))
      #expect(isClose(gradient.elements[1], 0.73105857863000487926))
      let tie = try loss([Tensor(base), Tensor(base)], [0.5, 0.5])
      #expect(isClose(tie.value, 0.69314718055994530942))
      #expect(tie.gradient == [0, 0])
    }
  }

  @Test("has no warning, and its softmax none either")
  func silent() throws {
    let text = "x = [[1000, -1000, 0], [-1000, 1000, 999]]; const y = [[0, 1, 0], [0, 0, 1]]; "
    for f in ["f = softmax_cross_entropy(x, y)", "f = softmax(x) * y"] {
      #expect(try Program(text + f).trace().warnings == [])
    }
  }

  @Test(
    "by exp, sum and log overflows, and the warning names the node of birth",
    arguments: [
      (
        "p = exp(x); q = p / sum(p); f = -sum(y * log(q))",
        "exp: infinite at node p, from x of shape (2,); written log_softmax(x), it stays finite"
      ),
      (
        "f = -sum(y * log(exp(x) / sum(exp(x))))",
        "exp: infinite at node exp_0, from x of shape (2,); written log_softmax(x), it stays finite"
      ),
      (
        "f = log(sum(exp(x))) - sum(y * x)",
        "exp: infinite at node exp, from x of shape (2,); written logsumexp(x), it stays finite"
      ),
    ])
  func byHand(_ statements: String, _ warning: String) throws {
    let trace = try Program("x = [1000, -1000]; const y = [0, 1]; " + statements).trace()
    #expect(trace.warnings.first == warning)
    // What comes of it on the way back: the adjoint 0 of a share that is not asked for, times ∞ or NaN.
    #expect(trace.warnings.last?.hasPrefix("on the way back, ") == true && trace.warnings.count == 2)
    #expect(trace.warnings.last?.contains(": 0 · ") == true, "\(trace.warnings)")
    #expect(!trace.nodes[trace.output].value.isFinite)
  }

  @Test("by hand underflows too: the logarithm of a share that has become 0")
  func underflow() throws {
    let trace = try Program("x = [1, -1000]; p = exp(x); q = p / sum(p); f = -sum([0, 1] * log(q))").trace()
    #expect(
      trace.warnings.first == "log: infinite at node log, from q of shape (2,); written log_softmax(x), it stays finite"
    )
  }
}
