import Autodiff

/// A line of a saved trace, read from a JSON object.
struct DecodedLine: Decodable {
  let line: TraceLine

  private enum CodingKeys: String, CodingKey { case event, queue }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .event)
    switch name {
    case "header": line = .header(try TraceLine.Header(from: decoder))
    case "node": line = .node(try TraceNode(from: decoder))
    default:
      guard let event = try TraceEvent(name, from: decoder) else {
        line = .unknown
        return
      }
      line = .event(event, queue: name == "visit" ? try container.decode(DecodedQueue.self, forKey: .queue).queue : nil)
    }
  }
}

extension TraceLine.Header {
  private enum CodingKeys: String, CodingKey {
    case format, version, queue, title, source, output, name, walk, cut, mode, input, element
  }

  fileprivate init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let format = try container.decode(String.self, forKey: .format)
    let version = try container.decode(Int.self, forKey: .version)
    let mode = try container.decodeIfPresent(DecodedCase<Mode>.self, forKey: .mode)?.value ?? .reverse
    // Of another version nothing more is known; the validator refuses it.
    // It may be anything in a version to come, and in version 1 what a later release adds.
    let queue =
      version == TraceVersion.wholeQueues.rawValue ? nil : try? container.decodeIfPresent(String.self, forKey: .queue)
    let isKnown = Self.isKnown(version, queue: queue)
    self.init(
      format: format, version: version, queue: queue,
      title: isKnown ? try container.decode(String.self, forKey: .title) : "",
      source: isKnown ? try container.decodeIfPresent(String.self, forKey: .source) : nil,
      output: isKnown ? try container.decode(Int.self, forKey: .output) : 0,
      outputName: isKnown ? try container.decodeIfPresent(String.self, forKey: .name) : nil,
      walk: isKnown ? try container.decodeIfPresent(String.self, forKey: .walk) : nil,
      cut: isKnown ? try container.decodeIfPresent(String.self, forKey: .cut) : nil,
      input: isKnown && mode == .forward
        ? TangentInput(
          node: try container.decode(Int.self, forKey: .input),
          element: try container.decodeIfPresent([Int].self, forKey: .element) ?? []) : nil)
  }

  private enum Mode: String { case reverse, forward }
}

extension TraceNode {
  private enum CodingKeys: String, CodingKey {
    case id, kind, operation, operands, attributes, name, label, shape, value, module
  }

  fileprivate init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let id = try container.decode(Int.self, forKey: .id)
    let kind = try container.decode(DecodedCase<Kind>.self, forKey: .kind).value
    let name = try container.decode(String.self, forKey: .name)
    let label = try container.decode(String.self, forKey: .label)
    let shape = try container.decode([Int].self, forKey: .shape)
    let value = try container.decode(TraceValue.self, forKey: .value)
    let module = try container.decodeIfPresent([String].self, forKey: .module) ?? []
    guard kind == .operation else {
      self.init(id: id, kind: kind, name: name, label: label, shape: shape, value: value, module: module)
      return
    }
    let operation = try container.decode(String.self, forKey: .operation)
    let operands = try container.decode([Int].self, forKey: .operands)
    let attributes = try container.decodeIfPresent([String: DecodedAttribute].self, forKey: .attributes) ?? [:]
    self.init(
      id: id, kind: kind, operation: operation, operands: operands, attributes: attributes.mapValues(\.attribute),
      name: name, label: label, shape: shape, value: value, module: module)
  }
}

extension TraceEvent {
  private enum CodingKeys: String, CodingKey {
    case node, adjoint, from, to, operand, local, contribution, arrived, expected, reason, kind
    case gradient, gradients, tangent
  }

  /// The event of a name; nil where there is none of it.
  fileprivate init?(_ name: String, from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func integer(_ key: CodingKeys) throws -> Int { try container.decode(Int.self, forKey: key) }
    func value(_ key: CodingKeys) throws -> TraceValue { try container.decode(TraceValue.self, forKey: key) }
    func optional(_ key: CodingKeys) throws -> TraceValue? {
      try container.decodeIfPresent(TraceValue.self, forKey: key)
    }
    func choice<Choice: RawRepresentable<String>>(_ key: CodingKeys) throws -> Choice {
      try container.decode(DecodedCase<Choice>.self, forKey: key).value
    }
    switch name {
    case "seed" where container.contains(.tangent):
      self = .tangentSeed(node: try integer(.node), tangent: try value(.tangent))
    case "seed": self = .seed(node: try integer(.node), adjoint: try value(.adjoint))
    case "visit": self = .visit(node: try integer(.node), adjoint: try optional(.adjoint))
    case "propagate":
      self = .propagate(
        Propagation(
          from: try integer(.from), to: try integer(.to), operand: try integer(.operand),
          local: try optional(.local), contribution: try value(.contribution), adjoint: try value(.adjoint),
          arrived: try integer(.arrived), expected: try integer(.expected)))
    case "blocked":
      self = .blocked(
        from: try integer(.from), to: try integer(.to), operand: try integer(.operand), reason: try choice(.reason))
    case "enqueue": self = .enqueue(node: try integer(.node))
    case "finish":
      self = .finish(node: try integer(.node), kind: try choice(.kind), gradient: try optional(.gradient))
    case "evaluate": self = .evaluate(node: try integer(.node))
    case "tangent":
      self = .pushForward(
        PushForward(
          from: try integer(.from), to: try integer(.to), operand: try integer(.operand),
          local: try optional(.local), contribution: try value(.contribution), tangent: try value(.tangent),
          arrived: try integer(.arrived), expected: try integer(.expected)))
    case "end" where container.contains(.tangent): self = .tangentEnd(tangent: try value(.tangent))
    case "end":
      self = .end(gradients: try container.decode([String: TraceValue].self, forKey: .gradients))
    default: return nil
    }
  }
}

/// The queue of a visit, read from a list of ids or from its changes.
private struct DecodedQueue: Decodable {
  let queue: TraceLine.Queue

  private enum CodingKeys: String, CodingKey { case removed, added }

  init(from decoder: any Decoder) throws {
    guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
      queue = .whole(try decoder.singleValueContainer().decode([Int].self))
      return
    }
    queue = .change(
      QueueChange(
        removed: try container.decodeIfPresent([Int].self, forKey: .removed) ?? [],
        added: try container.decodeIfPresent([Int].self, forKey: .added) ?? []))
  }
}

/// A case of an enumeration, read from its name.
private struct DecodedCase<Value: RawRepresentable<String>>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    guard let value = Value(rawValue: name) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "Cannot initialize \(Value.self) from invalid String value \(name)"))
    }
    self.value = value
  }
}

/// An attribute, read from `true`, `[0, 1]`, `"0:2"` or `null`.
private struct DecodedAttribute: Decodable {
  let attribute: Attribute

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      attribute = .none
    } else if let flag = try? container.decode(Bool.self) {
      attribute = .flag(flag)
    } else if let text = try? container.decode(String.self) {
      attribute = .text(text)
    } else {
      attribute = .integers(try container.decode([Int].self))
    }
  }
}
