import FoundationEssentials

/// How often a property is looked at: ten times as often where thoroughness is asked for.
package let repetitions = isThorough ? 10 : 1

/// Random expression files, in which operands repeat and depend on each other more often than not.
package struct RandomPrograms {
  private var dice: SplitMix64

  package init(seed: UInt64) { dice = SplitMix64(seed) }

  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: 0..<choices.count, using: &dice)]
  }

  package mutating func number() -> String {
    let digits = pick([0, 1, 2, 3, 5])
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let value = Int.random(in: -4 * scale...4 * scale, using: &dice)
    let text = String(Double(value) / Double(scale))
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A program of numbers.
  package mutating func scalars() -> String {
    var lines: [String] = []
    var known: [String] = []
    for name in ["a", "b", "c"].prefix(Int.random(in: 1...3, using: &dice)) {
      lines.append("\(name) = \(number())")
      known.append(name)
    }
    for place in 0..<Int.random(in: 2...6, using: &dice) {
      let x = pick(known)
      // The same operand twice, or what depends on it.
      let y = pick([x, x, known.last ?? x, pick(known), "(\(number()))"])
      let form = pick([
        "x + y", "x - y", "y - x", "x * y", "x / y", "y / x", "x ^ 2", "abs(x) ^ y", "x * sin(x)", "x * exp(y)",
        "maximum(x, y)", "minimum(x, y)", "where(x > y, x, y)", "where(x < 1, y, x)", "relu(x)", "tanh(x)", "x ^ 3",
        "log(x)", "sqrt(abs(x))", "sigmoid(x) * x", "cos(x) - x", "x + x * y", "square(x)", "-x", "x / 3",
      ])
      let right = form.map { $0 == "x" ? x : $0 == "y" ? y : String($0) }.joined()
        .replacing("e\(x)p", with: "exp").replacing("ma\(x)imum", with: "maximum")
      let name = "u\(place)"
      lines.append("\(name) = \(right)")
      known.append(name)
    }
    return lines.joined(separator: "\n")
  }

  private mutating func array(_ rows: Int, _ columns: Int) -> String {
    let row = { (self: inout RandomPrograms) in
      "[" + (0..<columns).map { _ in self.number() }.joined(separator: ", ") + "]"
    }
    guard rows > 0 else { return row(&self) }
    return "[" + (0..<rows).map { _ in row(&self) }.joined(separator: ", ") + "]"
  }

  /// A program of small arrays.
  package mutating func arrays() -> String {
    let (n, m) = (Int.random(in: 1...3, using: &dice), Int.random(in: 1...4, using: &dice))
    let head = ["X = \(array(n, m))", "W = \(array(m, 2))", "v = \(array(0, m))", "k = \(number())"]
    let form = pick([
      "Y = X @ W; L = sum(Y * Y)", "Y = X * v; L = mean(Y) + sum(X)", "L = max(X) + sum(X, axis=0) @ v",
      "Y = X * X; L = sum(Y) * k + min(v)", "Y = X @ v; L = sum(Y) - k * sum(v)", "L = v @ v + k * sum(v - k)",
      "Y = X + X; L = sum(Y / 3)", "L = mean(X, axis=0) @ v + sum(where(X > k, X, k))", "L = sum(relu(X) + X * k)",
      "Y = tanh(X @ W) @ W.T; L = sum(Y * X)", "L = X @ W", "L = sum(max(X, axis=1)) + softmax_cross_entropy(X, X)",
      "L = sum(stack([v, v, v * 2]))", "L = v * v", "L = X / 7 - X",
    ])
    return (head + [form]).joined(separator: "\n")
  }
}
