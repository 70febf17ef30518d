import Formulas

/// The symbols that stand for the nodes of a trace in pictures: names that differ look different.
///
/// `x₁`, `x_1` and `x1` are set alike where one of them is alone; where they meet, one keeps the subscript and the others
/// are set as they were typed. A label that looks like a user's name gives way to it: beside a variable `mul` the
/// operation is `mul_0`.
package struct NodeSymbols: Sendable {
  /// The differentiated function, `f`.
  package let function: Symbol
  private let names: [String: Symbol]
  /// By id the labels of operations and of arrays without a name.
  private let labels: [Int: Symbol]
  private let output: Int

  /// Chooses the symbols.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  package init(_ trace: Trace) {
    output = trace.output
    var appearances = Appearances()
    var given = trace.nodes.filter { $0.isNamedByUser }.map { $0.name }
    let functionName = trace.functionName
    if trace.outputName != nil { given.append(functionName) }
    var names: [String: Symbol] = [:]
    names.reserveCapacity(given.count)
    appearances.reserve(given.count)
    let ranks = given.map(Appearances.rank)
    for rank in 0...2 {
      for (name, own) in zip(given, ranks) where own == rank && names[name] == nil {
        names[name] = appearances.add(name)
      }
    }
    self.names = names
    function = names[functionName] ?? Symbol(functionName)
    labels = NodeSymbols.labels(trace.nodes, besides: appearances)
  }

  /// The symbol of a node in captions: the user's name where there is one, else the label; the output by its label.
  package func symbol(_ node: TraceNode) -> Symbol {
    if let label = labels[node.id], node.id == output || !node.hasUsersName { return label }
    return names[node.name] ?? Symbol(node.name)
  }

  /// The symbol that a node shows: for an operation its label, also where the user named it.
  package func label(_ node: TraceNode) -> Symbol {
    labels[node.id] ?? names[node.name] ?? Symbol(node.label)
  }

  /// The user's name of a node.
  package func name(_ node: TraceNode) -> Symbol { names[node.name] ?? Symbol(node.name) }

  /// Whether the user gave a name to something; `π` is typed `pi` too.
  package func isTaken(_ name: String) -> Bool { names[name] != nil || name == "π" && names["pi"] != nil }

  /// The labels of operations and of arrays without a name, by id.
  ///
  /// Where one of them looks like a user's name, all labels of its kind are numbered anew, past the user's numbers.
  private static func labels(_ nodes: [TraceNode], besides appearances: Appearances) -> [Int: Symbol] {
    var kinds: [String: [Int]] = [:]
    for node in nodes {
      if let operation = node.operation {
        kinds[operation, default: []].append(node.id)
      } else if !node.isNamedByUser, let stem = node.stemOfLabel {
        kinds[stem, default: []].append(node.id)
      }
    }
    var labels: [Int: Symbol] = [:]
    labels.reserveCapacity(kinds.values.reduce(0) { $0 + $1.count })
    for (kind, ids) in kinds {
      let base = Symbol.base(ofKind: kind)
      for id in ids {
        labels[id] = Symbol(label: nodes[id].label, of: kind, base: base, isOperation: nodes[id].operation != nil)
      }
      let isTaken = ids.contains { labels[$0].map(appearances.holds) ?? false }
      guard isTaken else { continue }
      var number = 0
      for id in ids {
        let isOperation = nodes[id].operation != nil
        var symbol = Symbol(label: "\(kind)_\(number)", of: kind, base: base, isOperation: isOperation)
        while appearances.holds(symbol) {
          number += 1
          symbol = Symbol(label: "\(kind)_\(number)", of: kind, base: base, isOperation: isOperation)
        }
        labels[id] = symbol
        number += 1
      }
    }
    return labels
  }
}

/// The appearances that the names of a trace have taken, whatever their face.
private struct Appearances {
  private var taken: Set<String> = []
  /// The bases of all of them.
  private var bases: Set<String> = []

  /// A symbol as it is typeset, without the slant of its letters.
  private struct Appearance {
    let base: String
    private let below: String
    private let primes: Int

    init(_ symbol: Symbol) {
      // Letters of two alphabets may be typeset alike, ASCII's are not.
      let isPlain = symbol.base.utf8.allSatisfy { $0 < 128 }
      base = isPlain ? symbol.base : Formula.symbol(Symbol(base: symbol.base, face: .upright)).latex()
      (below, primes) = (symbol.subscript ?? "", symbol.primes)
    }

    /// What tells it from others.
    var key: String { "\(base) \(below) \(primes)" }
  }

  /// Makes room for so many names.
  mutating func reserve(_ count: Int) { taken.reserveCapacity(count) }

  func holds(_ symbol: Symbol) -> Bool {
    let appearance = Appearance(symbol)
    return bases.contains(appearance.base) && taken.contains(appearance.key)
  }

  /// The symbol of a name, as it was typed where its appearance is taken.
  mutating func add(_ name: String) -> Symbol {
    let symbol = Symbol(name)
    if insert(symbol) { return symbol }
    let verbatim = Symbol(verbatim: name)
    if insert(verbatim) { return verbatim }
    // Letters of two alphabets that look alike.
    var number = 1
    while !insert(Symbol(verbatim: "\(name)#\(number)")) { number += 1 }
    return Symbol(base: "\(name)#\(number)", text: name)
  }

  /// Takes the appearance of a symbol; whether it was free.
  private mutating func insert(_ symbol: Symbol) -> Bool {
    let appearance = Appearance(symbol)
    guard taken.insert(appearance.key).inserted else { return false }
    bases.insert(appearance.base)
    return true
  }

  /// The order in which equal subscripts are given out: first that of a name with subscript digits, then with an underscore.
  static func rank(_ name: String) -> Int {
    if name.unicodeScalars.contains(where: { ("₀"..."₉").contains($0) }) { return 0 }
    return name.utf8.contains(UInt8(ascii: "_")) ? 1 : 2
  }
}

extension Symbol {
  /// The label of an operation or of an array without a name: `ln` for a logarithm, `pow` with a real subscript.
  fileprivate init(label: String, of kind: String, base: String, isOperation: Bool) {
    guard isOperation, label.hasPrefix(kind) else {
      self.init(label, face: isOperation ? .upright : .italic)
      return
    }
    let number = Substring(label.utf8.dropFirst(kind.utf8.count).drop { $0 == UInt8(ascii: "_") })
    self.init(
      base: base, subscript: number.isEmpty ? nil : String(number), face: .upright,
      text: kind == "log" ? "ln" + (number.isEmpty ? "" : "_" + number) : label)
  }

  /// The letters of all labels of a kind; an underscore within an operation's name begins no subscript.
  fileprivate static func base(ofKind kind: String) -> String {
    kind == "log" ? "ln" : kind.split(separator: "_").joined(separator: "-")
  }
}

extension TraceNode {
  /// Whether an operation's name is the user's, and not its label, with `#1` behind it where that was taken.
  package var hasUsersName: Bool {
    guard name.hasPrefix(label) else { return true }
    return !isNumberedLabel
  }

  /// Whether the user named it, a leaf or an operation.
  var isNamedByUser: Bool {
    switch kind {
    case .operation: hasUsersName
    case .variable: stemOfLabel == nil
    case .constant: stemOfLabel == nil && literal == nil
    }
  }

  /// Whether the name is the label, or the label with a number behind it.
  private var isNumberedLabel: Bool {
    let rest = name.dropFirst(label.count)
    return rest.isEmpty || rest.first == "#" && rest.dropFirst().allSatisfy { $0.isNumber }
  }

  /// `const` or `var` of a leaf whose label was made up, `const_0`.
  fileprivate var stemOfLabel: String? {
    let stem = kind == .constant ? "const" : "var"
    guard operation == nil, kind == .variable || !shape.isEmpty, label.hasPrefix(stem + "_"),
      Int(label.dropFirst(stem.count + 1)) != nil
    else { return nil }
    return stem
  }

  /// The number that an unnamed constant shows: as it was written, in a float32 constant too.
  package var literal: Double? {
    guard kind == .constant, let number = value.scalar, name.hasPrefix(label), isNumberedLabel else { return nil }
    if label == "π" { return number == .pi ? number : nil }
    if label == "e" { return number == eulersNumber ? number : nil }
    if label == NumberStyle.text(ofLiteral: number) { return number }
    let single = Labels.decimal(of: number, isSingle: true)
    if label == NumberStyle.text(ofLiteral: single) { return single }
    // Files of the first edition hold labels of four digits, and 1×10³⁰⁰.
    let text = NumberStyle().text(number)
    let older = number < 0 ? "−1×" + text.dropFirst() : "1×" + text
    return label == text || label == older ? number : nil
  }
}
