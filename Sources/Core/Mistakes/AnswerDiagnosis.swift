import Autodiff

/// Where an answer for an adjoint could come from: a mistake that gives it, or a step of the right pass.
package struct AnswerDiagnosis: Sendable {
  /// The mistakes that give the answer, in the order of ``Mistake``.
  package let mistakes: [Mistake]
  /// The first step of the right pass from which it could come; nil where there is none.
  package let step: Step?

  /// A step of the right pass, and what of it is the answer.
  package struct Step: Hashable, Sendable {
    /// Its number, from 1, as 'adviz animate' counts steps where every literal is a node.
    package let number: Int
    /// What the answer is there.
    package let source: Source
    /// The use of the chain rule.
    package let propagation: TraceEvent.Propagation
  }

  /// What of a step an answer may be.
  package enum Source: Hashable, Sendable {
    /// The adjoint that was asked for, as far as it had arrived.
    case incomplete
    /// One contribution to it.
    case contribution
    /// The local derivative with respect to the node that was asked for.
    case local
    /// The adjoint of another node, as it was after the step.
    case otherAdjoint
    /// The local derivative of another edge.
    case otherLocal
  }

  /// Looks for what gives an answer.
  ///
  /// - Parameters:
  ///   - node: the id of the node whose adjoint is asked for.
  ///   - right: the right pass.
  ///   - wrong: passes of the same graph, each with its mistake.
  ///   - isAnswer: whether the answer is one to this adjoint.
  /// - Complexity: O(*n*) for all events of all traces.
  package init(of node: Int, right: Trace, wrong: [Trace], isAnswer: (TraceValue) -> Bool) {
    var mistakes: [Mistake] = []
    for trace in wrong {
      guard let mistake = trace.walk, let adjoint = PassFacts(trace).adjoints[node]?.value, isAnswer(adjoint) else {
        continue
      }
      mistakes.append(mistake)
    }
    self.mistakes = mistakes
    step = AnswerDiagnosis.step(for: node, in: right, isAnswer)
  }

  /// The first step at the node itself, else the first anywhere.
  private static func step(for node: Int, in trace: Trace, _ isAnswer: (TraceValue) -> Bool) -> Step? {
    var (number, elsewhere): (Int, Step?) = (0, nil)
    for event in trace.events {
      switch event {
      case .blocked, .finish: number += 1
      case .propagate(let step):
        number += 1
        func found(_ source: Source) -> Step { Step(number: number, source: source, propagation: step) }
        if step.to == node {
          if isAnswer(step.adjoint) { return found(.incomplete) }
          if isAnswer(step.contribution) { return found(.contribution) }
          if let local = step.local, isAnswer(local) { return found(.local) }
        } else if elsewhere == nil {
          if isAnswer(step.adjoint) {
            elsewhere = found(.otherAdjoint)
          } else if let local = step.local, isAnswer(local) {
            elsewhere = found(.otherLocal)
          }
        }
      case .seed, .visit, .enqueue, .end, .evaluate, .tangentSeed, .pushForward, .tangentEnd: break
      }
    }
    return elsewhere
  }
}

extension AnswerDiagnosis.Step {
  /// Where the answer could come from.
  ///
  /// - Parameter trace: the right pass.
  /// - Returns: a sentence without its full stop.
  package func sentence(in trace: Trace) -> String {
    let (from, to) = (trace.nodes[propagation.from], trace.nodes[propagation.to])
    let (giver, receiver) = (from.nameInCaptions(of: trace), to.nameInCaptions(of: trace))
    let function = trace.differentiatedName
    switch source {
    case .incomplete:
      return Words.incompleteAdjoint(function, receiver, arrived: propagation.arrived, of: propagation.expected, number)
    case .contribution: return Words.oneContribution(giver, to: receiver, number)
    case .local, .otherLocal: return Words.localDerivative(giver, receiver, number)
    case .otherAdjoint: return Words.otherAdjoint(function, receiver, number)
    }
  }
}
