import Formulas
import Foundation
import TestSupport
import Testing

/// Two formulas that mean different things share no sentence, no line of text and no LaTeX.
@Suite("Each voice tells formulas apart")
struct VoiceTests {
  private static let count = isThorough ? 120_000 : 4_000

  @Test("over random formulas of every construction") func voices() {
    var dice = SplitMix64(14)
    let formulas = Set((0..<Self.count).map { _ in Self.formula(3, &dice) })
    let voices: [(name: String, voice: (Formula) -> String)] = [
      ("text", { $0.text() }), ("LaTeX", { $0.latex() }), ("speech", { $0.spoken() }),
    ]
    for (name, voice) in voices {
      var known: [String: Formula] = [:]
      var same = 0
      for formula in formulas {
        let written = voice(formula)
        guard let other = known.updateValue(formula, forKey: written) else { continue }
        let (a, b) = (Self.value(formula), Self.value(other))
        #expect(abs(a - b) <= 1e-9 * max(1, abs(a)), "\(name): \(written)\n\(formula)\n\(other)")
        same += 1
      }
      #expect(known.count > formulas.count / 2 && same < formulas.count / 20, "\(name): \(same) of \(formulas.count)")
    }
  }

  private static let leaves: [Formula] = ["a", "b", "x_1"].map { .symbol(Symbol($0)) } + [.literal(2), .literal(-3)]

  private static func formula(_ depth: Int, _ dice: inout SplitMix64) -> Formula {
    guard depth > 0 else { return leaves[Int.random(in: 0..<leaves.count, using: &dice)] }
    func part() -> Formula { formula(depth - (Int.random(in: 0..<3, using: &dice) == 0 ? 2 : 1), &dice) }
    /// An array: a number is no operand of a product of arrays.
    func array() -> Formula {
      let part = part()
      return if case .literal = part { .symbol(Symbol("A")) } else { part }
    }
    func axis() -> Formula { .keyword("axis", .literal(Double(Int.random(in: 0...1, using: &dice)))) }
    switch Int.random(in: 0..<22, using: &dice) {
    case 0: return .plus(part(), part())
    case 1: return .minus(part(), part())
    case 2: return .times(part(), part())
    case 3: return .elementwise(array(), array())
    case 4, 5: return .matrixProduct(array(), array())
    case 6: return .fraction(part(), part())
    case 7: return .power(part(), part())
    case 8: return .power(part(), .literal(2))
    case 9: return .negative(part())
    case 10: return .function(.sin, [part()])
    case 11: return .function(.max, [part(), part()])
    case 12: return .root(part())
    case 13: return .absolute(part())
    case 14: return .total(part())
    case 15: return .named("sum", [part(), axis()])
    case 16: return .named("mean", [part()])
    case 17: return .transposed(array())
    case 18: return .indexed(array(), "0")
    case 19: return .named("stack", [.list([part(), part()])])
    case 20: return .list([part(), part()])
    default:
      return .piecewise(part(), condition: .comparison(.less, part(), part()), otherwise: part())
    }
  }

  /// A number for each formula; constructions that mean different things are different functions.
  private static func value(_ formula: Formula) -> Double {
    let names = ["a": 1.7, "b": 2.3, "x_1": 0.6, "A": 1.1]
    return switch formula {
    case .symbol(let symbol): names[symbol.text] ?? 0
    case .literal(let number): number
    case .plus(let x, let y): value(x) + value(y)
    case .minus(let x, let y): value(x) - value(y)
    case .times(let x, let y): value(x) * value(y)
    case .fraction(let x, let y): value(x) / value(y)
    case .negative(let x): -value(x)
    // Linear in what may have a minus in front, as products are.
    case .elementwise(let x, let y): value(x) * (value(y) * value(y) + 0.3)
    case .matrixProduct(let x, let y): value(x) * (cos(value(y)) + 1.9)
    case .power(let x, let y): cos(value(x)) * 1.3 + value(y) * value(y)
    case .function(.sin, let x): cos(value(x[0])) + 4
    case .function(_, let x): value(x[0]) * 0.7 + cos(value(x[1]))
    case .root(let x): cos(value(x)) + 3
    case .absolute(let x): cos(value(x)) + 6
    case .total(let x): cos(value(x)) + 2
    case .named("sum", let x): cos(value(x[0])) + 7 + value(x[1])
    case .keyword(_, let x): value(x) * 0.01
    case .named(let name, let x): cos(value(x[0])) + Double(name.count)
    case .transposed(let x): cos(value(x)) + 1
    case .indexed(let x, _): cos(value(x)) + 9
    case .list(let items): items.reduce(0.1) { cos($0) * 3 + value($1) }
    case .piecewise(let x, let condition, let y): value(x) * 1.1 + value(condition) * 1.9 + cos(value(y))
    case .comparison(_, let x, let y): cos(value(x)) * 5 + value(y)
    default: .nan
    }
  }
}
