/// Names and words that are written elsewhere and that this language does not have.
enum ForeignNames {
  /// Functions that have another name elsewhere.
  static let aliases = [
    "sen": "sin", "tg": "tan", "th": "tanh", "tgh": "tanh", "logn": "log", "max_": "max", "pow2": "square",
    "power": "pow", "transposed": "transpose", "cat": "concatenate", "sqr": "square",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctg": "atan", "arctan2": "atan2", "sh": "sinh",
    "ch": "cosh", "sgn": "sign", "signum": "sign", "clamp": "clip", "logsigmoid": "log_sigmoid",
    "detach": "stop_gradient", "logsoftmax": "log_softmax", "onehot": "one_hot", "variance": "var", "stddev": "std",
    "product": "prod", "unsqueeze": "expand_dims", "broadcast": "broadcast_to", "lse": "logsumexp",
  ]

  /// Functions that are not there, so that another whose name looks alike is not offered for them.
  static let absent: Set<String> = [
    "asinh", "acosh", "atanh", "arcsinh", "arccosh", "arctanh", "arsinh", "arcosh", "artanh", "coth", "sech", "csch",
    "erfc", "exp2", "sinc", "mod", "ceil", "round", "lb", "ld", "det",
  ]

  /// Functions that can be written with others, from the text of their argument.
  static let formulas: [String: @Sendable (String) -> String] = [
    "lg": { "(log(\($0))/log(10))" }, "cbrt": { "(\($0.asBase)^(1/3))" },
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
