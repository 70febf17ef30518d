import Autodiff
import Formulas

/// What an operation that selects lets pass in a step.
enum Passage {
  /// The operation selects nothing, or all of the operand was selected.
  case all
  /// So many of so many elements were not selected.
  case some(closed: Int, of: Int)
  /// Nothing was selected: the adjoint does not matter.
  case nothing

  init(_ step: TraceEvent.Propagation, through rule: (any OperationRule)?) {
    guard rule?.isMask == true,
      case .array(_, let local)? = step.local, !local.isEmpty
    else {
      self = .all
      return
    }
    let closed = local.count { $0 == 0 }
    self = closed == 0 ? .all : closed == local.count ? .nothing : .some(closed: closed, of: local.count)
  }

  /// In words; nil where everything passes.
  var note: String? {
    switch self {
    case .all: nil
    case .some(let closed, let count):
      "\(closed) of \(count) elements \(closed == 1 ? "is" : "are") not selected: nothing passes there"
    case .nothing: "not selected: nothing passes"
    }
  }
}
