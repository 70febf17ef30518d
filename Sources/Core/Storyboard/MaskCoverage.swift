import Autodiff
import Formulas

/// The part of an adjoint that a mask, an operation that selects, lets pass in a step.
enum MaskCoverage {
  /// The operation is no mask, or all elements were selected.
  case all
  /// Some elements of the result were not selected: `closed` of `of`.
  case some(closed: Int, of: Int, isBroadcast: Bool)
  /// No element was selected: the contribution is 0 whatever the adjoint; so too where the result has steps alone.
  case nothing(isStep: Bool)

  /// The coverage in a step through an operation whose result has a shape.
  init(_ step: TraceEvent.Propagation, through rule: (any OperationRule)?, to shape: [Int]) {
    guard rule?.isMask == true,
      case .array(_, let local)? = step.local, !local.isEmpty
    else {
      self = .all
      return
    }
    let closed = local.count { $0 == 0 }
    // A mask of fewer elements is broadcast: each of them counts as often as it stands in the result.
    let repetitions = max(1, shape.reduce(1.0) { $0 * Double($1) } / Double(local.count))
    if closed == 0 {
      self = .all
    } else if closed == local.count {
      self = .nothing(isStep: rule?.hasStepsAlone == true)
    } else if let closed = Int(exactly: Double(closed) * repetitions),
      let count = Int(exactly: Double(local.count) * repetitions)
    {
      self = .some(closed: closed, of: count, isBroadcast: step.contribution.shape != shape)
    } else {
      self = .all
    }
  }

  /// The coverage in words; nil where everything passes.
  var note: String? {
    switch self {
    case .all: nil
    case .some(let closed, let count, let isBroadcast):
      Words.notSelected(closed, of: count, isOfResult: isBroadcast)
    case .nothing(let isStep): isStep ? Words.nothingOfSteps : Words.nothingSelected
    }
  }
}

extension OperationRule {
  /// Whether the result changes in steps alone, as a sign does: its derivative is 0 everywhere.
  fileprivate var hasStepsAlone: Bool {
    localFormula(0, Operands(all: operandNames.map { .symbol(Symbol($0)) }), .number(0)) == .number(0)
  }
}
