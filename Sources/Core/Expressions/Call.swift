import Autodiff
import Tensors

/// The arguments of one call, matched to the names of the function's parameters.
struct Call {
  let range: SourceRange
  private let builtin: Builtin
  private var values: [String: Syntax] = [:]

  init(_ builtin: Builtin, _ range: SourceRange, _ arguments: [Syntax.Argument]) throws(GraphBuilder.Failure) {
    self.builtin = builtin
    self.range = range
    let positional = arguments.filter { $0.keyword == nil }
    guard positional.count <= builtin.positional.count else {
      if let offer = builtin.offerForTwo, positional.count == 2 {
        throw GraphBuilder.Failure(range, offer)
      }
      throw GraphBuilder.Failure(
        positional[builtin.positional.count].range,
        "'\(builtin.name)' takes \(count(builtin.positional.count, "argument")): write \(builtin.usage)")
    }
    for (name, argument) in zip(builtin.positional, positional) { values[name] = argument.value }
    for argument in arguments {
      guard let keyword = argument.keyword else { continue }
      guard (builtin.takesSizes ? [] : builtin.positional).contains(keyword) || builtin.keywords.contains(keyword)
      else {
        throw GraphBuilder.Failure(
          argument.range, "'\(builtin.name)' has no argument '\(keyword.quotable)': write \(builtin.usage)")
      }
      guard values.updateValue(argument.value, forKey: keyword) == nil else {
        throw GraphBuilder.Failure(argument.range, "the argument '\(keyword.quotable)' is given twice")
      }
    }
  }

  func optional(_ name: String) -> Syntax? { values[name] }

  func required(_ name: String) throws(GraphBuilder.Failure) -> Syntax {
    if let value = values[name] { return value }
    throw GraphBuilder.Failure(range, "'\(builtin.name)' lacks the argument '\(name)': write \(builtin.usage)")
  }

  /// `true` or `false`; false where it is not given.
  func flag(_ name: String) throws(GraphBuilder.Failure) -> Bool {
    guard let value = values[name] else { return false }
    switch value {
    case .name("true", _), .name("True", _): return true
    case .name("false", _), .name("False", _): return false
    default: throw GraphBuilder.Failure(value.range, "'\(name)' is true or false")
    }
  }

  /// The axes of a reduction: a whole number or several in parentheses; nil where none is given.
  func axes(_ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> [Int]? {
    guard let value = values["axis"] else { return nil }
    if case .tuple(let items, _) = value {
      var axes: [Int] = []
      for item in items { axes.append(try integer(item, &builder)) }
      return axes
    }
    return [try integer(value, &builder)]
  }

  /// The sizes of a shape: a whole number or several in parentheses.
  func sizes(_ value: Syntax, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> [Int] {
    switch value {
    case .tuple(let items, _), .array(let items, _):
      var sizes: [Int] = []
      for item in items { sizes.append(try integer(item, &builder)) }
      return sizes
    default: return [try integer(value, &builder)]
    }
  }

  /// Two whole numbers, of which one stands for both; nil where none is given.
  func pair(_ name: String, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> [Int]? {
    guard let value = values[name] else { return nil }
    guard let pair = try sizes(value, &builder).pair else {
      throw GraphBuilder.Failure(value.range, "'\(name)' is a whole number, or two of them: write \(builtin.usage)")
    }
    return pair
  }

  /// A whole number.
  func integer(_ value: Syntax, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> Int {
    let number = try number(value, &builder)
    guard let integer = Int(exactly: number) else {
      throw GraphBuilder.Failure(
        value.range, number.rounded() == number ? "the number is too large here" : "expected a whole number")
    }
    return integer
  }

  /// A number.
  func number(_ value: Syntax, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> Double {
    guard let tensor = builder.literal(value, for: "an argument of '\(builtin.name)'") else { throw .reported }
    guard let number = tensor.scalar else {
      throw GraphBuilder.Failure(value.range, "expected a number, not an array of shape \(tensor.shape)")
    }
    return number
  }
}
