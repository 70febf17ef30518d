import Tensors

/// The Jacobian of a graph by both modes: a forward pass for each input fills a column, a reverse pass for each output a
/// row, and what each pass costs.
///
/// Inputs and outputs are numbers; an array is as many as it has elements.
package struct ModeComparison: Sendable {
  /// One pass, and what it finds.
  package struct Pass: Sendable {
    /// What moves in forward mode, what is differentiated in reverse mode: `x`, `W[0,1]`.
    package let name: String
    /// The pass.
    package let trace: Trace
    /// The work up to and with each event of the trace.
    package let running: [OperationCount]
    /// The column of the Jacobian, or the row.
    package let derivatives: [Double]
    /// For each of these the position of the event from which on it is known.
    package let since: [Int]

    /// The work of the pass.
    package var count: OperationCount { running.last ?? OperationCount() }
  }

  /// A pass for each input.
  package let forward: [Pass]
  /// A pass for each output.
  package let reverse: [Pass]

  /// The most passes of a mode, and the most numbers that local Jacobians may have, in all and times the passes.
  package static let mostPasses = 1_024, mostEntries = 1_000_000, mostWork = 20_000_000

  /// Runs all passes of both modes.
  ///
  /// - Parameters:
  ///   - output: the node to differentiate, of any shape.
  ///   - variables: the inputs, in this order.
  ///   - title: what the pictures are about; nil for the output's formula.
  ///   - source: the text of the expression file.
  ///   - outputName: what the source calls the output; nil for the node's own name.
  ///   - groups: the groups that the nodes belong to.
  /// - Throws: ``ModeError``.
  /// - Complexity: *n* + *m* passes for *n* inputs and *m* outputs.
  package init(
    of output: Node, variables: [Node], title: String? = nil, source: String? = nil, outputName: String? = nil,
    groups: NodeGroups = NodeGroups()
  ) throws(ModeError) {
    let inputs = variables.reduce(0) { $0 + $1.value.shape.count }
    let outputs = output.value.shape.count
    guard output.dependsOnVariable else { throw .noVariable }
    guard inputs > 0 else { throw .noInput }
    guard outputs > 0 else { throw .noOutput }
    guard max(inputs, outputs) <= Self.mostPasses else { throw .tooManyPasses(forward: inputs, reverse: outputs) }
    let size = LocalJacobians.size(of: output)
    guard size <= Self.mostEntries, size <= Self.mostWork / max(inputs, outputs, 1) else {
      throw .tooManyEntries(size)
    }
    do throws(TensorError) {
      let jacobians = try LocalJacobians(of: output)
      let graph = TracedGraph(output, variables, groups, isFull: true)
      var forward: [Pass] = []
      for variable in variables {
        for place in 0..<variable.value.shape.count {
          let element = variable.value.shape.index(of: place)
          let trace = try Trace(
            forwardOf: output, movedBy: variable, element: element, variables: variables, title: title, source: source,
            outputName: outputName, fullValues: true, groups: groups)
          forward.append(Pass(column: trace, graph.traced[graph.id(variable)].name.element(element), jacobians))
        }
      }
      var reverse: [Pass] = []
      let isArray = output.value.shape.rank > 0
      for place in 0..<outputs {
        let element = output.value.shape.index(of: place)
        let trace = try Trace(
          of: output, element: isArray ? element : nil, variables: variables, title: title, source: source,
          outputName: outputName, groups: groups)
        reverse.append(
          Pass(row: trace, trace.functionName.element(element), jacobians, inputs: variables.map { graph.id($0) }))
      }
      (self.forward, self.reverse) = (forward, reverse)
    } catch {
      throw .tensor(error)
    }
  }

  /// The work of all passes of a mode.
  package var forwardCount: OperationCount { forward.reduce(OperationCount()) { $0 + $1.count } }
  package var reverseCount: OperationCount { reverse.reduce(OperationCount()) { $0 + $1.count } }

  /// The mode that takes fewer multiplications and additions; nil where both take as many.
  package var cheaper: DifferentiationMode? { Self.cheaper(forwardCount.total, reverseCount.total) }

  /// The mode that takes less of what is counted; nil where both take as much.
  package static func cheaper(_ forward: Int, _ reverse: Int) -> DifferentiationMode? {
    forward == reverse ? nil : forward < reverse ? .forward : .reverse
  }
}

/// Why modes are not compared.
package enum ModeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing can be differentiated: the output depends on no variable.
  case noVariable
  /// The output is an array without elements.
  case noOutput
  /// No variable has an element.
  case noInput
  /// There are more inputs or outputs than ``ModeComparison/mostPasses``.
  case tooManyPasses(forward: Int, reverse: Int)
  /// The local Jacobians have too many entries to be pushed through one by one.
  case tooManyEntries(Int)
  /// A pass failed.
  case tensor(TensorError)

  /// The sentence a person reads, without its full stop.
  package var description: String {
    switch self {
    case .noVariable: "the output depends on no variable, so there is nothing to differentiate"
    case .noInput: "the variables are arrays without elements, so there is nothing to differentiate by"
    case .noOutput: "the output is an array without elements, so there is nothing to differentiate"
    case .tooManyPasses(let forward, let reverse):
      "this takes \(forward) forward and \(reverse) reverse passes; up to \(ModeComparison.mostPasses) of a mode are run"
    case .tooManyEntries(let size):
      "the local Jacobians of the operations have \(size) entries, too many to be counted one by one: up to "
        + "\(ModeComparison.mostEntries) are, and up to \(ModeComparison.mostWork) in all passes"
    case .tensor(let error): error.description
    }
  }
}

extension ModeComparison.Pass {
  /// A forward pass; the column is known at its end.
  fileprivate init(column trace: Trace, _ name: String, _ jacobians: LocalJacobians) {
    (self.name, self.trace) = (name, trace)
    running = jacobians.running(trace)
    var column: [Double] = []
    if case .tangentEnd(.array(_, let elements))? = trace.events.last { column = elements }
    derivatives = column
    let end = trace.events.firstIndex { if case .finish = $0 { true } else { false } } ?? 0
    since = column.map { _ in end }
  }

  /// A reverse pass; the derivatives with respect to a variable are known when it is left.
  fileprivate init(row trace: Trace, _ name: String, _ jacobians: LocalJacobians, inputs: [Int]) {
    (self.name, self.trace) = (name, trace)
    running = jacobians.running(trace)
    var ends: [Int: Int] = [:]
    for (position, event) in trace.events.enumerated() {
      if case .finish(let node, _, _) = event { ends[node] = position }
    }
    var gradients: [String: TraceValue] = [:]
    if case .end(let all)? = trace.events.last { gradients = all }
    var row: [Double] = []
    var since: [Int] = []
    for input in inputs {
      guard case .array(_, let elements)? = gradients[trace.nodes[input].name] else { continue }
      row += elements
      since += elements.map { _ in ends[input] ?? trace.events.count - 1 }
    }
    (derivatives, self.since) = (row, since)
  }
}

extension String {
  /// The name of one element of the array of this name, `W[0,1]`; of a number the name itself.
  fileprivate func element(_ index: [Int]) -> String {
    index.isEmpty ? self : "\(self)[\(index.map { String($0) }.joined(separator: ","))]"
  }
}

extension Shape {
  /// The index of an element along each axis, by its place in row-major order.
  fileprivate func index(of place: Int) -> [Int] {
    var (rest, index) = (place, sizes)
    for axis in sizes.indices.reversed() {
      let size = max(1, sizes[axis])
      (index[axis], rest) = (rest % size, rest / size)
    }
    return index
  }
}
