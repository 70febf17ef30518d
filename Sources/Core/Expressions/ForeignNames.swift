/// Names and words that are written elsewhere and that this language does not have.
enum ForeignNames {
  /// Functions that have another name elsewhere.
  static let aliases = [
    "sen": "sin", "tg": "tan", "th": "tanh", "tgh": "tanh", "logn": "log", "max_": "max", "pow2": "square",
    "power": "pow", "transposed": "transpose", "cat": "concatenate", "matmul": "dot", "sqr": "square",
  ]

  /// Functions that are not there, so that another whose name looks alike is not offered for them.
  static let absent: Set<String> = [
    "asin", "acos", "atan", "arcsin", "arccos", "arctan", "arctg", "sinh", "cosh", "sh", "ch", "asinh", "acosh",
    "atanh", "coth", "sech", "csch", "log1p", "expm1", "exp2", "std", "var", "sinc", "sgn", "sign", "signum", "mod",
    "ceil", "floor", "round", "lb", "ld", "det",
  ]

  /// Functions that can be written with others, from the text of their argument.
  static let formulas: [String: @Sendable (String) -> String] = [
    "lg": { "(log(\($0))/log(10))" }, "cbrt": { "(\($0.asBase)^(1/3))" }, "norm": { "sqrt(sum(\($0.asBase)^2))" },
    "ctg": { "(1/tan(\($0)))" }, "cot": { "(1/tan(\($0)))" }, "cotan": { "(1/tan(\($0)))" },
    "cotg": { "(1/tan(\($0)))" }, "sec": { "(1/cos(\($0)))" }, "csc": { "(1/sin(\($0)))" },
  ]

  /// Words that stand between operands elsewhere, and what is said of them.
  static let words = [
    "if": "a choice is written where(condition, a, b)", "else": "a choice is written where(condition, a, b)",
    "mod": "there is no remainder operation", "and": "there are no logical operations",
    "or": "there are no logical operations",
  ]

  static func isFunction(_ name: String) -> Bool {
    aliases[name] != nil || absent.contains(name) || formulas[name] != nil
  }
}
