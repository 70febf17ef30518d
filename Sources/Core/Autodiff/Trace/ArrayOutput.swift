extension Trace {
  /// Whether the output is an array; what is differentiated then is the sum of its elements.
  package var hasArrayOutput: Bool { nodes.indices.contains(output) && !nodes[output].shape.isEmpty }

  /// The name of the function that is differentiated: the output, `f`, or of an array the sum of its elements, `ΣY`, or
  /// the element that was chosen, `Y[1]`.
  package var differentiatedName: String {
    guard let outputElement else { return (hasArrayOutput ? "Σ" : "") + functionName }
    return "\(functionName)[\(outputElement.map { String($0) }.joined(separator: ","))]"
  }

  /// For an array as output, what its derivatives mean, in a sentence.
  package var arrayOutputNote: String? {
    guard hasArrayOutput else { return nil }
    return "\(functionName) is an array of shape \(nodes[output].value.shapeText): what is shown are the derivatives "
      + "of \(differentiatedName), the sum of its elements"
  }
}
