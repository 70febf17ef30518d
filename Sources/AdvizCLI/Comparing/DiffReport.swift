import Adviz

/// Where two traces differ, in sentences or as JSON.
struct DiffReport {
  private let difference: TraceDifference
  private let output: String
  private let function: String
  private let names: (first: String, second: String)

  init(_ difference: TraceDifference, _ first: Trace, _ second: Trace, names: (String, String)) {
    self.difference = difference
    (output, function) = (first.functionName, first.differentiatedName)
    // Two files of one name are told apart.
    self.names = names.0 == names.1 ? ("the first", "the second") : names
  }

  /// The sentences, a line each: the first adjoint that differs, what else does, and nodes without a partner.
  var text: String {
    var lines: [String] = []
    let adjoints = difference.otherAdjoints
    if let first = adjoints.first {
      lines.append(
        "the first adjoint that differs: \(partial(first)) \(sentence(first.adjoints.first, first.adjoints.second))")
      if adjoints.count > 1 { lines.append("also: \(list(adjoints.dropFirst().map(partial)))") }
    } else {
      // The output's own adjoint is 1 everywhere.
      let others = difference.pairs.filter { $0.name != output && $0.adjoints.first != nil }.map(partial)
      let value = difference.otherValues.isEmpty ? [output] : []
      lines.append("the same: \((value + others).isEmpty ? "nothing" : list(value + others))")
    }
    if let first = difference.otherValues.first {
      lines.append(
        "the first value that differs: \(first.name) \(sentence(first.values.first, first.values.second))")
    }
    for (nodes, name) in [(difference.unpaired.first, names.first), (difference.unpaired.second, names.second)]
    where !nodes.isEmpty {
      lines.append(
        "only in \(name): \(list(nodes.map { $0.kind == .operation ? $0.name : "\($0.kind.rawValue) \($0.name)" }))")
    }
    return lines.joined(separator: "\n")
  }

  private func partial(_ pair: TraceDifference.Pair) -> String { "∂\(function)/∂\(pair.name)" }

  /// "is 2 in a.txt and 3 in b.txt", with as many digits as tell them apart.
  private func sentence(_ first: TraceValue?, _ second: TraceValue?) -> String {
    guard let first, let second else {
      return first == nil
        ? "does not exist in \(names.first), where nothing depends on it"
        : "does not exist in \(names.second), where nothing depends on it"
    }
    guard first.shape == second.shape else {
      return "has shape \(first.shapeText) in \(names.first) and \(second.shapeText) in \(names.second)"
    }
    guard case .array(let shape, let ours) = first, case .array(_, let theirs) = second,
      let element = first.firstDifference(from: second), ours.indices.contains(element),
      theirs.indices.contains(element)
    else { return "is \(first.text) in \(names.first) and \(second.text) in \(names.second)" }
    let (a, b) = (ours[element], theirs[element])
    let style = (4...17).map { NumberStyle(precision: $0) }.first { $0.text(a) != $0.text(b) } ?? .exact
    let place = shape.isEmpty ? "" : " at \(element.indices(in: shape))"
    return "is \(style.text(a)) in \(names.first) and \(style.text(b)) in \(names.second)\(place)"
  }

  /// At most 20 names.
  private func list(_ names: [String]) -> String {
    let shown = names.prefix(20).joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }
}

extension DiffReport: Encodable {
  private enum CodingKeys: String, CodingKey { case same, first, adjoints, values, unpaired }
  private enum SideKeys: String, CodingKey { case a, b }

  /// A pair that differs, as JSON.
  private struct Entry: Encodable {
    let name: String
    let a: TraceValue?
    let b: TraceValue?

    private enum CodingKeys: String, CodingKey { case name, a, b }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(a, forKey: .a)
      try container.encode(b, forKey: .b)
    }
  }

  func encode(to encoder: any Encoder) throws {
    let adjoints = difference.otherAdjoints.map { Entry(name: $0.name, a: $0.adjoints.first, b: $0.adjoints.second) }
    let values = difference.otherValues.map { Entry(name: $0.name, a: $0.values.first, b: $0.values.second) }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(difference.isSame, forKey: .same)
    try container.encode(adjoints.first, forKey: .first)
    try container.encode(adjoints, forKey: .adjoints)
    try container.encode(values, forKey: .values)
    var sides = container.nestedContainer(keyedBy: SideKeys.self, forKey: .unpaired)
    try sides.encode(difference.unpaired.first.map(\.name), forKey: .a)
    try sides.encode(difference.unpaired.second.map(\.name), forKey: .b)
  }
}
