import Formulas
import Tensors

/// The labels and the names of the nodes of a trace, by id.
struct Labels {
  let labels: [String]
  let names: [String]

  init(_ nodes: [Node]) {
    let bases = nodes.map(Labels.base)
    var counts: [String: Int] = [:]
    for base in bases where base.isNumbered { counts[base.text, default: 0] += 1 }
    var used: [String: Int] = [:]
    let labels = bases.map { base -> String in
      guard base.isNumbered, base.always || counts[base.text, default: 0] > 1 else { return base.text }
      let number = used[base.text, default: 0]
      used[base.text] = number + 1
      return "\(base.text)_\(number)"
    }
    self.labels = labels
    names = Labels.unique(nodes.indices.map { (nodes[$0].name ?? labels[$0], nodes[$0].name != nil) })
  }

  private static func base(_ node: Node) -> (text: String, isNumbered: Bool, always: Bool) {
    switch node.kind {
    case .operation(let operation): return (operation.name, true, false)
    case .variable, .constant:
      if let name = node.name { return (name, false, false) }
      guard let number = node.value.scalar, node.kind == .constant else {
        return (node.kind == .constant ? "const" : "var", true, true)
      }
      let text = NumberStyle.text(ofLiteral: decimal(of: number, isSingle: node.value.dtype == .float32))
      return (number == .pi ? "π" : number == eulersNumber ? "e" : text, false, false)
    }
  }

  /// The shortest decimal that reads back as a number of its type: 0.1, and not the float32 next to it.
  static func decimal(of number: Double, isSingle: Bool) -> Double {
    isSingle ? Double(Float(number).description) ?? number : number
  }

  /// Makes names differ; a name the user gave is served before one that was made up.
  private static func unique(_ wanted: [(name: String, isGiven: Bool)]) -> [String] {
    var taken: Set<String> = []
    var names = Array(repeating: "", count: wanted.count)
    // First come, first served; a repeated name waits until every name as it was given has been.
    for (id, candidate) in wanted.enumerated() where candidate.isGiven && taken.insert(candidate.name).inserted {
      names[id] = candidate.name
    }
    for isGiven in [true, false] {
      var repeats: [String: Int] = [:]
      for (id, candidate) in wanted.enumerated() where candidate.isGiven == isGiven && names[id].isEmpty {
        var name = candidate.name
        while !taken.insert(name).inserted {
          repeats[candidate.name, default: 0] += 1
          name = "\(candidate.name)#\(repeats[candidate.name, default: 0])"
        }
        names[id] = name
      }
    }
    return names
  }
}

/// The base of the natural logarithm, as an expression file's `e` has it.
package let eulersNumber = 2.718281828459045
