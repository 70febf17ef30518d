import Adviz

extension ExpressionProgram {
  /// Differentiates the output with a mistake and records the pass.
  ///
  /// - Throws: `TensorError` where an adjoint would exceed the limits of a tensor.
  func trace(making mistake: Mistake, fullValues: Bool = false) throws(TensorError) -> Trace {
    try Trace(
      of: output, making: mistake, variables: variables, title: title, source: source, outputName: outputName,
      fullValues: fullValues, groups: groups)
  }
}
