import Autodiff

extension ExpressionProgram {
  /// The Jacobian by both modes, with the work of each pass.
  ///
  /// - Throws: ``ModeError``.
  package func modeComparison() throws(ModeError) -> ModeComparison {
    try ModeComparison(
      of: output, variables: variables, title: title, source: source, outputName: outputName, groups: groups)
  }
}
