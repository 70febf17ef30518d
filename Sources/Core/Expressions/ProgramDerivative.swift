import Autodiff
import Tensors

/// The derivative of a program with respect to some of its variables, one after the other, as a graph of its own.
package struct ProgramDerivative: Sendable {
  /// The node of the derivative.
  package let output: Node
  /// Its name, which is that of no other node: `f′` of a function of one variable, `f_x` and `f_xy` of several,
  /// `loss_total_x` of longer names.
  package let name: String
  /// The names of the variables it was differentiated by.
  package let directions: [String]
  private let variables: [Node]

  /// Differentiates a program.
  ///
  /// - Parameters:
  ///   - program: the program; where its output is not a scalar, the sum of its elements is differentiated.
  ///   - directions: variables of the program, once for each time that it is differentiated.
  ///   - isOptimized: whether equal parts of the derivative become one, as by ``optimized(_:)``.
  /// - Throws: ``TensorError`` where the graph would exceed the limits of a tensor.
  package init(
    _ program: Program, withRespectTo directions: [Node], isOptimized: Bool = false
  ) throws(TensorError) {
    variables = program.variables
    var node = program.output
    for variable in directions { node = try gradientGraph(of: node)[variable] }
    output = isOptimized ? optimized(node).output : node
    self.directions = directions.compactMap { $0.name }
    let others = (program.output.operandsFirst() + output.operandsFirst()).compactMap { $0.name }
    name = Self.name(program, by: self.directions, not: Set(others))
  }

  /// The name of a derivative: `f′`, `f_x`, or `df_dx` where something else is called so.
  private static func name(_ program: Program, by directions: [String], not others: Set<String>) -> String {
    let output = program.outputName ?? "f"
    // Of an array the sum of its elements is differentiated.
    let function = program.output.value.shape.rank == 0 ? output : "(Σ\(output))"
    let joined = directions.joined()
    let isPlain =
      directions.allSatisfy { $0.count == 1 } && !function.contains("_")
      && !(directions.count > 1 && program.variables.contains { $0.name == joined })
    let usual =
      program.variables.count == 1
      ? function + String(repeating: "′", count: directions.count)
      : function + "_" + (isPlain ? joined : directions.joined(separator: "_"))
    var name = usual
    var number = 1
    while others.contains(name) {
      name = "d\(function)_d\(directions.joined(separator: "_d"))" + (number == 1 ? "" : "_\(number)")
      number += 1
    }
    return name
  }

  /// Differentiates the derivative and records the pass.
  ///
  /// - Throws: ``TensorError`` where an adjoint would exceed the limits of a tensor.
  package func trace() throws(TensorError) -> Trace {
    try Trace(of: output, variables: variables, outputName: name)
  }
}
