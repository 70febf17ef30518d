import Autodiff
import Tensors

/// The derivative of a program with respect to some of its variables, one after the other, as a graph of its own.
package struct ProgramDerivative: Sendable {
  /// The node of the derivative.
  package let output: Node
  /// Its name: `f′` of a function of one variable, `f_x` and `f_xy` of several.
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
    let function = program.outputName ?? "f"
    let names = directions.compactMap { $0.name }
    self.directions = names
    name =
      program.variables.count == 1
      ? function + String(repeating: "′", count: names.count)
      : function + (function.contains("_") ? "" : "_") + names.joined()
  }

  /// Differentiates the derivative and records the pass.
  ///
  /// - Throws: ``TensorError`` where an adjoint would exceed the limits of a tensor.
  package func trace() throws(TensorError) -> Trace {
    try Trace(of: output, variables: variables, outputName: name)
  }
}
