import Autodiff
import Expressions
import Formulas
import Tensors

/// Why there are no numbers for a variant.
package enum VariantError: Error, Hashable, Sendable, CustomStringConvertible {
  /// None of many draws did.
  case noNumbers(variant: Int, tries: Int)
  /// An array has more elements than a worksheet has room for.
  case tooManyElements(String, count: Int)

  /// The sentence a person reads.
  package var description: String {
    switch self {
    case .noNumbers(let variant, let tries):
      "no numbers were found for variant \(variant): each of \(tries) draws gave numbers that are not finite, too large or "
        + "too small to be written in four digits, at a kink, or those of another variant; ask for fewer variants, or give "
        + "a point where the function is tame (--at)"
    case .tooManyElements(let name, let count):
      "\(name) has \(count) elements, and variants are drawn of up to \(VariantSearch.mostElements); they would be on no "
        + "worksheet"
    }
  }
}

/// Draws other numbers for the variables of an expression, such that the pass can be computed by hand.
///
/// A number is drawn on a grid of the decimals that the file's own number has, of its sign and size if that does. A draw
/// is refused if a number of the pass is not finite, if one is below 0.01 but not 0 where none is at the file's own point,
/// if one is 10,000 or more where none is there, or if an operation stands at a kink. Of the draws that are left the one
/// whose numbers are the most suitable is taken: with four digits at most, not 0.
package struct VariantSearch {
  private let program: ExpressionProgram
  private let seed: UInt64

  /// The most elements of an array that numbers are drawn for.
  package static let mostElements = 256

  /// The draws from which one is chosen, those that are tried before the grid becomes finer, and the grids.
  private static let choices = 12, triesOfGrid = 400, grids = 4

  /// A search from a seed.
  package init(_ program: ExpressionProgram, seed: UInt64) { (self.program, self.seed) = (program, seed) }

  /// The passes of so many variants, no two at the same point.
  ///
  /// - Throws: ``VariantError``, ``TensorError``, ``ExpressionError``.
  package func traces(_ count: Int) throws -> [Trace] {
    for variable in program.variables where variable.value.shape.count > VariantSearch.mostElements {
      throw VariantError.tooManyElements(variable.name ?? "", count: variable.value.shape.count)
    }
    let own = (try? program.trace())?.unfitness?.sizes ?? []
    var taken: Set<[Double]> = []
    return try (1...max(1, count)).map { number in
      // A variant does not depend on how many there are.
      var bits = RandomBits(seed: seed &* 0x1_0000 &+ UInt64(number))
      let (trace, point) = try variant(number, besides: taken, allowing: own, &bits)
      taken.insert(point)
      return trace
    }
  }

  private func variant(
    _ number: Int, besides taken: Set<[Double]>, allowing own: Set<Trace.Size>, _ bits: inout RandomBits
  ) throws -> (trace: Trace, point: [Double]) {
    var best: (trace: Trace, point: [Double], cost: Int)?
    var found = 0
    for grid in 0..<VariantSearch.grids {
      for _ in 0..<VariantSearch.triesOfGrid {
        var values: [String: Tensor] = [:]
        var point: [Double] = []
        for variable in program.variables {
          let drawn = try draw(like: variable.value, grid: grid, &bits)
          values[variable.name ?? ""] = drawn
          point += drawn.elements
        }
        guard !taken.contains(point), let other = try? ExpressionProgram(program.source, at: EvaluationPoint(values)),
          let trace = try? other.trace(), try !other.output.isAtKink, let (cost, sizes) = trace.unfitness,
          sizes.isSubset(of: own)
        else { continue }
        found += 1
        if cost < best?.cost ?? .max { best = (trace, point, cost) }
        if found >= VariantSearch.choices || best?.cost == 0 { break }
      }
      if let best { return (best.trace, best.point) }
    }
    throw VariantError.noNumbers(variant: number, tries: VariantSearch.grids * VariantSearch.triesOfGrid)
  }

  /// An array of the same shape and type with other elements.
  private func draw(like value: Tensor, grid: Int, _ bits: inout RandomBits) throws -> Tensor {
    let elements = value.elements
    // One grid for all elements: that of the one with the most decimals.
    let decimals = elements.map { $0.decimals }.max() ?? 0
    let numbers = elements.map { VariantSearch.number(like: $0, decimals: decimals, grid: grid, &bits) }
    return try Tensor(numbers, shape: value.shape, dtype: value.dtype)
  }

  /// A number with at most so many decimals, one more on each finer grid, not 0.
  ///
  /// It has the sign of the other but on the last two grids, where it may have any.
  private static func number(like value: Double, decimals: Int, grid: Int, _ bits: inout RandomBits) -> Double {
    let places = min(decimals + (grid == 0 ? 0 : 1), 4)
    let units = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
    let size = value.magnitude.isFinite ? min(max(value.magnitude, grid == 0 && decimals == 0 ? 3 : 1 / units), 400) : 3
    // From a third to three times as large; of whole numbers 1 to 9 at least.
    let most = Int(min(max(3 * size, grid == 0 && decimals == 0 ? 9 : 0) * units, 9999))
    let least = max(1, Int(size * units / 3))
    let drawn = Double(Int.random(in: min(least, most)...max(most, 1), using: &bits)) / units
    let keepsSign = grid < 2 && value != 0
    let isNegative = keepsSign ? value < 0 : Bool.random(using: &bits)
    return isNegative ? -drawn : drawn
  }
}

extension Double {
  /// The number of decimals it is written with, up to 4.
  fileprivate var decimals: Int {
    guard isFinite else { return 0 }
    var (scaled, places) = (self, 0)
    while places < 4, (scaled - scaled.rounded()).magnitude > 1e-6 * Swift.max(1, scaled.magnitude) {
      scaled *= 10
      places += 1
    }
    return places
  }
}

extension Node {
  /// Whether an operation that it is computed from stands at a kink.
  fileprivate var isAtKink: Bool {
    get throws {
      for node in operandsFirst() {
        guard let rule = node.operation?.rule else { continue }
        if try rule.isAtKink(Operands(all: node.operands.map { $0.value }), node.value) { return true }
      }
      return false
    }
  }
}

extension Trace {
  /// What keeps a number from being written without a power of ten.
  fileprivate enum Size { case small, large }

  /// How unfit the pass is for a worksheet: the numbers that need more than four digits, those that are 0, and variables
  /// that are 1 or equal to another, which hides what is multiplied by what.
  ///
  /// What rounding leaves of a 0 is not small. Nil where a number is not finite.
  fileprivate var unfitness: (cost: Int, sizes: Set<Size>)? {
    var cost = 0
    var sizes: Set<Size> = []
    var isFinite = true
    func count(_ value: TraceValue?) {
      guard let value else { return }
      guard case .array(_, let elements) = value else {
        isFinite = isFinite && value.isFinite
        return
      }
      for number in elements {
        isFinite = isFinite && number.isFinite
        if number.magnitude >= 10_000 { sizes.insert(.large) }
        if number != 0, number.magnitude < 0.01, !(1e-18..<1e-13).contains(number.magnitude) { sizes.insert(.small) }
        if number == 0 || !number.hasFourDigits { cost += number == 0 || number.isTame ? 1 : 4 }
      }
    }
    var scalars: [Double] = []
    for node in nodes where node.kind != .constant {
      count(node.value)
      guard node.kind == .variable, let number = node.value.scalar else { continue }
      if number.magnitude == 1 || scalars.contains(number) { cost += 1 }
      scalars.append(number)
    }
    for event in events {
      if case .propagate(let step) = event {
        count(step.local)
        count(step.contribution)
        count(step.adjoint)
      }
    }
    return isFinite ? (cost, sizes) : nil
  }
}

extension Double {
  /// Whether it is written without a power of ten.
  fileprivate var isTame: Bool { (0.01..<10_000).contains(magnitude) }

  /// Whether four significant digits tell it, but for rounding errors.
  fileprivate var hasFourDigits: Bool {
    var (scaled, places) = (magnitude, 0)
    while scaled < 1000, places < 6 {
      scaled *= 10
      places += 1
    }
    return (scaled - scaled.rounded()).magnitude <= 1e-9 * scaled
  }
}
