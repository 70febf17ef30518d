/// A function that the program defines: `layer(x, W, b) = relu(x @ W + b)`.
struct UserFunction {
  let name: String
  /// The place of its name.
  let range: SourceRange
  let parameters: [String]
  let body: Syntax

  /// A call, for messages: `layer(x, W, b)`.
  var usage: String { "\(name)(\(parameters.joined(separator: ", ")))" }

  /// The arguments of a call, in the order of the parameters.
  func matched(
    _ arguments: [Syntax.Argument], at call: SourceRange
  ) throws(GraphBuilder.Failure) -> [Syntax] {
    var values: [String: Syntax] = [:]
    var position = 0
    for argument in arguments {
      let parameter: String
      if let keyword = argument.keyword {
        guard parameters.contains(keyword) else {
          throw GraphBuilder.Failure(
            argument.range, "'\(name.quotable)' has no argument '\(keyword.quotable)': write \(usage.quotable)")
        }
        parameter = keyword
      } else {
        guard parameters.indices.contains(position) else {
          throw GraphBuilder.Failure(
            argument.range,
            "'\(name.quotable)' takes \(count(parameters.count, "argument")): write \(usage.quotable)")
        }
        parameter = parameters[position]
        position += 1
      }
      guard values.updateValue(argument.value, forKey: parameter) == nil else {
        throw GraphBuilder.Failure(argument.range, "the argument '\(parameter.quotable)' is given twice")
      }
    }
    var ordered: [Syntax] = []
    for parameter in parameters {
      guard let value = values[parameter] else {
        throw GraphBuilder.Failure(
          call, "'\(name.quotable)' lacks the argument '\(parameter.quotable)': write \(usage.quotable)")
      }
      ordered.append(value)
    }
    return ordered
  }
}
