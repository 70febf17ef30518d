import Autodiff
import Expressions
import Formulas
import Foundation
import Tensors
import TestSupport
import Testing

/// What is printed is read back and has the value of what was printed.
@Suite("A printed formula means the graph")
struct FormulaTruthTests {
  /// Ten times as many where ADVIZ_THOROUGH is set.
  static let count = isThorough ? 4000 : 400

  /// The titles of random programs, with the values of what they name.
  private static let titles: [(source: String, trace: Trace, right: Formula)] =
    (0..<UInt64(count)).compactMap { seed in
      let source = RandomProgram(seed: seed).source
      guard let trace = try? Program(source).trace() else {
        Issue.record("the generator wrote what is no program: \(source)")
        return nil
      }
      guard case .chain(_, let links) = trace.formula, let right = links.first?.right else { return nil }
      return (source, trace, right)
    }

  @Test("the title as text, typed back, has the graph's value") func text() throws {
    var seen = 0
    var finite = 0
    for (source, trace, right) in Self.titles {
      let output = trace.nodes[trace.output].value
      let text = right.text()
      #expect(trace.title == "f = \(text)")
      let typed = try definitions(trace) { $0.name } + "result = \(text)"
      check(typed, output, "\(source)\n→ \(text)")
      seen += 1
      finite += output.isFinite ? 1 : 0
    }
    #expect(seen > Self.count * 3 / 4 && finite > seen * 3 / 4, "\(seen) titles, \(finite) of them finite")
  }

  @Test("the title as LaTeX, read back, has the graph's value") func latex() throws {
    var seen = 0
    // The power of ten of the smallest number is 0 where it is computed.
    for (source, trace, right) in Self.titles where !source.contains("5e-324") {
      let latex = right.latex()
      let symbols = NodeSymbols(trace)
      var names = ["\\mathrm{e}": "e", "\\pi": "pi"]
      for node in trace.nodes where node.literal == nil {
        let symbol = symbols.symbol(node)
        names[Formula.symbol(symbol).latex()] = node.kind == .constant ? symbol.text : node.name
      }
      do {
        let expression = try LaTeXReader.expression(latex, names: names)
        let typed = try definitions(trace) { $0.name } + "result = \(expression)"
        check(typed, trace.nodes[trace.output].value, "\(source)\n→ \(latex)")
      } catch let error as LaTeXReader.Failure {
        Issue.record("\(source)\n→ \(latex)\ncannot be read from \(error.rest)")
      }
      seen += 1
    }
    #expect(seen > Self.count * 3 / 4)
  }

  @Test("the definition of every node, typed back with the values of its operands, has its value") func definitions()
    throws
  {
    var seen: [String: Int] = [:]
    for (source, trace, _) in Self.titles {
      let symbols = NodeSymbols(trace)
      for node in trace.nodes where node.kind == .operation {
        guard let rule = trace.rule(of: node.id), !rule.name.isComparison else { continue }
        let operands = node.operands.map { id -> Formula in
          let operand = trace.nodes[id]
          return operand.kind == .constant ? trace.constant(id, symbols) : .symbol(symbols.symbol(operand))
        }
        let text = rule.formula(Operands(all: operands)).text()
        let lines = node.operands.map { trace.nodes[$0] }.filter { $0.literal == nil }
        var known: Set<String> = []
        let typed = try lines.compactMap { operand -> String? in
          let name = symbols.symbol(operand).text
          return known.insert(name).inserted ? "\(name) = \(try typedValue(operand.value))\n" : nil
        }.joined()
        check(typed + "result = \(text)", node.value, "\(source)\n→ \(node.label) = \(text)")
        seen[rule.name, default: 0] += 1
      }
    }
    // The others are made by the graph of a derivative alone.
    let derived: Set = ["place", "conv2d_input", "conv2d_weight", "max_unpool2d", "max_pool2d_at"]
    let all = Set(Operation.all.map(\.name).filter { !$0.isComparison }).subtracting(derived)
    #expect(Set(seen.keys) == all, "not seen: \(all.subtracting(seen.keys))")
    #expect(seen.values.reduce(0, +) > 2 * Self.count)
  }

  /// Lines that give every variable, and every operation that has a name, its value.
  private func definitions(_ trace: Trace, _ name: (TraceNode) -> String) throws -> String {
    // An array too large to be written out in a title stands there by its label.
    let symbols = NodeSymbols(trace)
    return try trace.nodes.compactMap { node -> String? in
      switch node.kind {
      case .variable: "\(name(node)) = \(try typedValue(node.value))\n"
      case .constant where node.literal == nil:
        "\(symbols.symbol(node).text) = \(try typedValue(node.value))\n"
      case .operation where node.hasUsersName && node.id != trace.output:
        "\(name(node)) = \(try typedValue(node.value))\n"
      default: nil
      }
    }.joined()
  }

  private func typedValue(_ value: TraceValue) throws -> String {
    guard case .array(let shape, let elements) = value else { throw Unreadable() }
    func typed(_ number: Double) -> String {
      // Not every value can be typed as a number.
      number.isNaN ? "((-1)^0.5)" : number.isInfinite ? "(\(number < 0 ? "-" : "")1e308*10)" : "\(number)"
    }
    func array(_ sizes: ArraySlice<Int>, _ elements: ArraySlice<Double>) -> String {
      guard let size = sizes.first else { return elements.first.map(typed) ?? "0" }
      let step = elements.count / max(1, size)
      let parts = (0..<size).map { elements.dropFirst($0 * step).prefix(step) }
      return "[" + parts.map { array(sizes.dropFirst(), $0) }.joined(separator: ", ") + "]"
    }
    return array(shape[...], elements[...])
  }

  private struct Unreadable: Error {}

  private func check(_ typed: String, _ value: TraceValue, _ what: String) {
    do {
      let result = try Program(typed).output.value
      guard case .array(let shape, let elements) = value else { return }
      let isSame =
        result.shape.sizes == shape
        && zip(result.elements, elements).allSatisfy { isClose($0, $1, within: 1e-9) }
      #expect(isSame, "\(what)\nis \(value), reads \(result)")
    } catch {
      Issue.record("\(what)\ncannot be typed back: \(error)")
    }
  }
}

extension String {
  fileprivate var isComparison: Bool {
    ["less", "lessEqual", "greater", "greaterEqual", "equal", "notEqual"].contains(self)
  }
}
