import Formulas
import Storyboard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

/// The fill of a node.
enum NodeFill: Hashable, Sendable {
  /// The colour of its kind.
  case kind
  /// The background: nothing has arrived, or it is 0.
  case none
  /// A level of a ``HeatScale``, from 0.
  case level(Int)
  /// A norm that is not finite.
  case notFinite
}

/// Colours for the logarithm of the norms that occur: darker for larger ones, so that a grey print keeps their order.
///
/// Each level holds a decade, or several where the norms differ by more decades than there are levels.
struct HeatScale: Sendable {
  /// What the colours stand for.
  let heat: Heat
  /// The exponent of ten at which the first level begins.
  private let first: Int
  /// The decades of a level.
  private let step: Int
  /// The number of levels.
  let count: Int
  /// Whether there is a norm that is 0 or has not arrived, and one that is not finite.
  let hasNone, hasOthers: Bool

  private static let mostLevels = 6
  private static let (lightest, darkest): (ThemeColor, ThemeColor) = ("#fff6d5", "#e8794a")
  /// The fill where nothing has arrived, and where a norm is not finite.
  static let (none, notFinite): (ThemeColor, ThemeColor) = ("#ffffff", "#f4b6b0")
  /// A norm below the first is called vanishing, one from the second on exploding.
  private static let names = (vanishing: -3, exploding: 3)

  /// The scale of the norms of a story's nodes in all its frames.
  init(_ heat: Heat, _ story: Storyboard) {
    self.heat = heat
    var exponents: [Int] = []
    var (hasNone, hasOthers) = (false, false)
    for node in story.nodes {
      let norms = heat == .value ? [node.norm] : node.adjoints.map { $0.norm }
      if heat == .gradient { hasNone = true }
      for norm in norms {
        if !norm.isFinite {
          hasOthers = true
        } else if norm == 0 {
          hasNone = true
        } else {
          exponents.append(Self.exponent(norm))
        }
      }
    }
    (self.hasNone, self.hasOthers) = (hasNone, hasOthers)
    guard let least = exponents.min(), let most = exponents.max() else {
      (first, step, count) = (0, 1, 0)
      return
    }
    // A level begins where vanishing ends, and one where exploding begins, as far as levels are not too many for that.
    func start(_ step: Int) -> Int { least - ((least - Self.names.vanishing) % step + step) % step }
    func levels(_ step: Int) -> Int { (most - start(step)) / step + 1 }
    var step = 1
    while levels(step) > Self.mostLevels { step += step < 3 ? 1 : 3 }
    (self.step, first, count) = (step, start(step), levels(step))
  }

  /// The greatest exponent of ten whose power is at most a norm that is neither 0 nor infinite.
  private static func exponent(_ norm: Double) -> Int {
    // The rounding of the logarithm may lead to a neighbour.
    let guess = Int(log10(norm).rounded(.down))
    if pow(10, Double(guess + 1)) <= norm { return guess + 1 }
    return pow(10, Double(guess)) <= norm ? guess : guess - 1
  }

  /// The fill for a norm; nil for one that has not arrived.
  func fill(_ norm: Double?) -> NodeFill {
    guard let norm, norm != 0 else { return .none }
    guard norm.isFinite else { return .notFinite }
    return .level(max(0, min(count - 1, (Self.exponent(norm) - first) / step)))
  }

  /// The fill of a node in a frame.
  func fill(of node: StoryNode, in frame: Frame) -> NodeFill {
    switch heat {
    case .value: return frame.values[node.id] == .hidden ? .none : fill(node.norm)
    case .gradient: return fill(node.adjoints.last { $0.step <= frame.step }?.norm)
    }
  }

  /// The fills that a node ever has.
  func fills(of node: StoryNode) -> Set<NodeFill> {
    switch heat {
    case .value: [.none, fill(node.norm)]
    case .gradient: Set([.none] + node.adjoints.map { fill($0.norm) })
    }
  }

  /// The colour of a level.
  func color(_ level: Int) -> ThemeColor {
    Self.lightest.mixed(with: Self.darkest, count < 2 ? 0.5 : Double(level) / Double(count - 1))
  }

  /// What a level holds: `from 10⁻⁴`, with a word for the least and the greatest of those that a network learns badly by.
  func name(_ level: Int) -> String {
    let start = first + level * step
    let end = start + step
    let word =
      end <= Self.names.vanishing ? Words.vanishing : start >= Self.names.exploding ? Words.exploding : nil
    return Words.level(from: pow(10, Double(start)), word)
  }

  /// The word for a fill: vanishing, exploding, or none.
  func spoken(_ fill: NodeFill) -> String {
    switch fill {
    case .kind, .none: ""
    case .notFinite: Words.heatNotFinite
    case .level(let level): Words.heatLevel(name(level))
    }
  }
}
