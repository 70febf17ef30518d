import Foundation
import TestSupport

/// Expressions to be drawn and looked at.
enum InkGraph {
  /// An expression's file.
  struct File: Sendable, CustomStringConvertible {
    let name: String
    let text: String

    var description: String { name }
  }

  /// The expressions of the gallery, each of which strains something else.
  static let gallery: [File] = {
    let folder = Repository.url("Tests/Gallery/expressions")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      return File(name: file.deletingPathExtension().lastPathComponent, text: text)
    }
  }()

  /// Some expression of at most so many nodes; the same for the same seed.
  static func random(seed: UInt64, most: Int) -> File {
    var generator = Generator(bits: SplitMix64(seed))
    return File(name: "random graph \(seed) of at most \(most) nodes", text: generator.expression(most: most))
  }

  /// Writes random expressions whose values stay finite.
  private struct Generator {
    /// Something that can be an operand: how it is written, and whether it can be written more than once.
    struct Term {
      let text: String
      let isNamed: Bool
    }

    var bits: SplitMix64
    var terms: [Term] = []
    var lines: [String] = []
    var nodes = 0
    var names = 0

    mutating func below(_ bound: Int) -> Int { Int(bits.next() % UInt64(bound)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func expression(most: Int) -> String {
      let size = 2 + below(most - 1)
      let variables = 1 + below(max(1, min(8, size / 3)))
      lines = ["# At most \(size) nodes"]
      for index in 0..<variables {
        let name = pick(["x", "y", "weight", "θ", "v_in"]) + "_\(index)"
        lines.append("\(name) = \(pick(["0.5", "-1.25", "2", "0.003", "1.75", "-0.1"]))")
        terms.append(Term(text: name, isNamed: true))
        nodes += 1
      }
      if below(2) == 0 { lines.append("const 2") }
      var isUsed = Set<String>()
      // What is left over is added up at the end, which takes a node each.
      while nodes + unused(isUsed) + 4 < size {
        let operation = self.operation(&isUsed)
        if below(5) < 2 {
          terms.append(Term(text: "(\(operation))", isNamed: false))
        } else {
          names += 1
          let name = pick(["a", "b", "h", "mix", "total_energy", "φ"]) + "\(names)"
          lines.append("\(name) = \(operation)")
          terms.append(Term(text: name, isNamed: true))
        }
      }
      let rest = terms.map(\.text).filter { !isUsed.contains($0) }
      lines.append("f = " + (rest.count > 1 ? rest.joined(separator: pick([" + ", " - "])) : "tanh(\(rest[0]))"))
      return lines.joined(separator: "\n")
    }

    private func unused(_ isUsed: Set<String>) -> Int { terms.count { !isUsed.contains($0.text) } }

    /// Takes a term, rather one that nothing has taken, and now and then one from far back.
    private mutating func operand(_ isUsed: inout Set<String>) -> String {
      let fresh = terms.indices.filter { !isUsed.contains(terms[$0].text) }
      let index = !fresh.isEmpty && below(3) > 0 ? pick(fresh) : below(terms.count)
      let term = terms[index]
      isUsed.insert(term.text)
      if !term.isNamed { terms.remove(at: index) }
      return term.text
    }

    private mutating func operation(_ isUsed: inout Set<String>) -> String {
      let one = operand(&isUsed)
      nodes += 1
      if below(3) == 0 || terms.isEmpty {
        return pick(["sin(", "cos(", "tanh(", "sigmoid(", "abs(", "relu(", "-("]) + one + ")"
      }
      if below(4) == 0 {
        nodes += 1
        return pick(["\(one) * 0.5", "\(one) + 2", "3 - \(one)", "tanh(\(one))^2", "\(one) / 4"])
      }
      let two = operand(&isUsed)
      return pick([
        "\(one) + \(two)", "\(one) * \(two)", "\(one) - \(two)", "maximum(\(one), \(two))", "\(one) * \(two)",
      ])
    }
  }
}
