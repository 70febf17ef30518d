#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

extension Formula {
  /// The functions that have a name of their own; each is a row of the table below.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// The functions of the operation table.
    case sin, cos, tan, exp, ln, tanh, sigmoid, relu, max, min, sgn
    case arcsin, arccos, arctan, sinh, cosh, erf, gelu, softplus, log1p, expm1, atan2, floor
    case logSigmoid = "log-sigmoid"
  }
}

/// The table of named functions: how each is spoken, set in LaTeX, typed and computed.
///
/// Outside the enum, whose cases would hide libm's functions.
private func row(_ function: Formula.Function) -> Row {
  switch function {
  case .sin: Row("sine", isLaTeXCommand: true, sin)
  case .cos: Row("cosine", isLaTeXCommand: true, cos)
  case .tan: Row("tangent", isLaTeXCommand: true, tan)
  case .exp: Row("the exponential", isLaTeXCommand: true, exp)
  case .ln: Row("the natural logarithm", isLaTeXCommand: true, log)
  case .tanh: Row("the hyperbolic tangent", isLaTeXCommand: true, tanh)
  case .sigmoid: Row("sigmoid") { 1 / (1 + exp(-$0)) }
  case .relu: Row("relu") { $0 <= 0 ? 0 : $0 }
  case .max: Row("the maximum", isLaTeXCommand: true, ofSeveral: "maximum", max)
  case .min: Row("the minimum", isLaTeXCommand: true, ofSeveral: "minimum", min)
  case .sgn: Row("the sign", typed: "sign") { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
  case .arcsin: Row("the inverse sine", isLaTeXCommand: true, typed: "asin", asin)
  case .arccos: Row("the inverse cosine", isLaTeXCommand: true, typed: "acos", acos)
  case .arctan: Row("the inverse tangent", isLaTeXCommand: true, typed: "atan", atan)
  case .sinh: Row("the hyperbolic sine", isLaTeXCommand: true, sinh)
  case .cosh: Row("the hyperbolic cosine", isLaTeXCommand: true, cosh)
  case .erf: Row("the error function", erf)
  case .gelu: Row("gelu") { $0 * erfc(-$0 / 2.squareRoot()) / 2 }
  case .softplus: Row("softplus", softplus)
  case .logSigmoid: Row("log sigmoid", typed: "log_sigmoid") { -softplus(-$0) }
  case .log1p: Row("log one p", log1p)
  case .expm1: Row("exp m one", expm1)
  case .atan2: Row("the angle", isLaTeXCommand: false, ofSeveral: "atan2", atan2)
  case .floor: Row("the floor") { $0.rounded(.down) }
  }
}

/// `ln(1 + eˣ)`, without overflow.
private func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-x.magnitude)) }

/// A row of the table of named functions; the symbol is the raw value of the case.
private struct Row {
  /// The words before "of".
  let spoken: String
  /// Whether LaTeX has a command of the name.
  let isLaTeXCommand: Bool
  /// The name in expression files; nil for the symbol.
  let typed: String?
  /// The name in expression files where there are several arguments; nil for the symbol.
  let nameOfSeveral: String?
  /// The value for arguments of which the first is given apart.
  let value: (Double, [Double]) -> Double

  /// A function of one number.
  init(
    _ spoken: String, isLaTeXCommand: Bool = false, typed: String? = nil, _ value: @escaping (Double) -> Double
  ) {
    self.spoken = spoken
    self.isLaTeXCommand = isLaTeXCommand
    self.typed = typed
    nameOfSeveral = nil
    self.value = { x, _ in value(x) }
  }

  /// A function of any number of numbers, which takes them two by two.
  init(
    _ spoken: String, isLaTeXCommand: Bool, ofSeveral name: String, _ value: @escaping (Double, Double) -> Double
  ) {
    self.spoken = spoken
    self.isLaTeXCommand = isLaTeXCommand
    typed = nil
    nameOfSeveral = name
    self.value = { x, others in others.reduce(x, value) }
  }
}

extension Formula.Function {
  /// The words that it is read aloud as, before "of".
  var spoken: String { row(self).spoken }

  /// The name in expression files, where the larger of two is another function than the largest element.
  func name(taking count: Int) -> String { (count > 1 ? row(self).nameOfSeveral : row(self).typed) ?? rawValue }

  /// The value for some arguments; nil where there is none.
  func value(_ arguments: [Double]) -> Double? {
    arguments.first.map { row(self).value($0, Array(arguments.dropFirst())) }
  }

  /// The symbols that are LaTeX commands too.
  static let laTeXCommands = Set(allCases.filter { row($0).isLaTeXCommand }.map { $0.rawValue })
}
