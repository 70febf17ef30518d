import Tensors

/// A backward pass, or one of forward mode, recorded as plain values that can be saved, read back, compared and drawn.
///
/// ```swift
/// let x = variable(2, name: "x")
/// let trace = try Trace(of: sin(x) * x)
/// for event in trace.events {
///   guard case .propagate(let step) = event else { continue }
///   print(trace.nodes[step.from].name, "hands on to", trace.nodes[step.to].name)
/// }
/// ```
///
/// Everything that draws reads a trace and nothing else. ``jsonLines(version:)`` writes it to a file,
/// and `Trace(jsonLines:)` reads it back.
public struct Trace: Hashable, Sendable {
  /// The title of the pictures: a comment of the source, or the output's formula.
  public var title: String
  /// The text of the expression file; nil for a trace from elsewhere.
  public var source: String?
  /// The id of the node that was differentiated.
  public package(set) var output: Int
  /// The name of the output in the source, where that is not its node's name: `f` in `x = 3; f = x`.
  public package(set) var outputName: String?
  /// Which element of an array as output is differentiated; nil for the sum of all.
  ///
  /// No saved trace has it.
  package internal(set) var outputElement: [Int]?
  /// What moves in forward mode; nil for the backward pass.
  public package(set) var input: TangentInput?
  /// The nodes by id, operands before the operations that use them.
  public package(set) var nodes: [TraceNode]
  /// The pass, in the order in which it happened.
  public package(set) var events: [TraceEvent]
  /// The mistake with which it was recorded on purpose; nil for a right backward pass.
  package internal(set) var walk: Mistake?
  /// Why such a pass was cut off before its end, a sentence without its full stop; nil where it was not.
  package internal(set) var cut: String?
  /// The groups that are drawn as one node each, and the trace without them; nil where none is.
  package var contraction: Contraction?

  /// A trace from its parts, checked as a saved one is.
  ///
  /// - Throws: ``TraceError``, which names the line of the file that the trace would be.
  public init(
    title: String, source: String?, output: Int, outputName: String? = nil, input: TangentInput? = nil,
    nodes: [TraceNode], events: [TraceEvent]
  ) throws(TraceError) {
    self.init(
      recorded: title, source: source, output: output, outputName: outputName, input: input, nodes: nodes,
      events: events)
    try TraceValidator.check(self)
  }

  /// The trace with the computation of each operation's value before the pass, operands first.
  ///
  /// - Complexity: O(*n*) for *n* nodes and events.
  public func withEvaluations() -> Trace {
    guard !evaluates else { return self }
    var trace = self
    let isReached = reached
    trace.events = nodes.filter { $0.kind == .operation && isReached[$0.id] }.map { .evaluate(node: $0.id) } + events
    return trace
  }

  /// Whether the computation of the values stands before the pass.
  package var evaluates: Bool {
    if case .evaluate? = events.first { true } else { false }
  }

  /// A trace from parts that are known to belong together.
  package init(
    recorded title: String, source: String?, output: Int, outputName: String? = nil, input: TangentInput? = nil,
    nodes: [TraceNode], events: [TraceEvent], walk: Mistake? = nil, cut: String? = nil
  ) {
    self.input = input
    self.title = title
    self.source = source
    self.output = output
    self.outputName = outputName
    self.nodes = nodes
    self.events = events
    self.walk = walk
    self.cut = cut
  }
}

/// What moves in a pass of forward mode: a variable that is a number, or one element of one that is an array.
public struct TangentInput: Hashable, Sendable {
  /// The id of the variable.
  public var node: Int
  /// The index of the element along each axis; empty for a number.
  public var element: [Int]

  /// A variable, or one element of it.
  public init(node: Int, element: [Int] = []) {
    (self.node, self.element) = (node, element)
  }
}

/// One node of a traced graph.
public struct TraceNode: Hashable, Sendable {
  /// The kind of a node.
  public enum Kind: String, Hashable, Sendable {
    /// As in ``Node/Kind``.
    case variable, constant, operation
  }

  /// The position in ``Trace/nodes``.
  public package(set) var id: Int
  /// Variable, constant or operation.
  public package(set) var kind: Kind
  /// The operation's name, nil for a leaf.
  public package(set) var operation: String?
  /// The ids of the operands, each less than ``id``; empty for a leaf.
  public package(set) var operands: [Int]
  /// The attributes of this use of the operation.
  public package(set) var attributes: [String: Attribute]
  /// Unique in the trace: what the user called the node, else its label.
  public package(set) var name: String
  /// The label that the node shows.
  public package(set) var label: String
  /// The size along each axis.
  public package(set) var shape: [Int]
  /// The value of the forward pass.
  public package(set) var value: TraceValue
  /// The groups it belongs to, outermost first: named statements, calls of functions, modules of a framework.
  public package(set) var module: [String]

  /// The most groups within each other.
  package static let moduleLimit = 64

  package init(
    id: Int, kind: Kind, operation: String? = nil, operands: [Int] = [], attributes: [String: Attribute] = [:],
    name: String, label: String, shape: [Int], value: TraceValue, module: [String] = []
  ) {
    self.id = id
    self.kind = kind
    self.operation = operation
    self.operands = operands
    self.attributes = attributes
    self.name = name
    self.label = label
    self.shape = shape
    self.value = value
    self.module = module
  }
}

/// A value in a trace: all of an array, or a summary of a large one.
public enum TraceValue: Sendable {
  /// A number, where the shape has no axes, or an array in row-major order.
  case array(shape: [Int], elements: [Double])
  /// Beyond ``summaryThreshold`` elements.
  case summary(Summary)

  /// The summary of a large array.
  public struct Summary: Hashable, Sendable {
    /// The size along each axis.
    public package(set) var shape: [Int]
    /// The smallest element; NaN where any is.
    public package(set) var min: Double
    /// The largest element; NaN where any is.
    public package(set) var max: Double
    /// The mean of the elements.
    public package(set) var mean: Double
    /// The square root of the sum of squares.
    public package(set) var norm: Double

    package init(shape: [Int], min: Double, max: Double, mean: Double, norm: Double) {
      self.shape = shape
      self.min = min
      self.max = max
      self.mean = mean
      self.norm = norm
    }
  }

  /// Larger arrays are summarised in a trace.
  public static let summaryThreshold = 4096

  /// The size along each axis.
  public var shape: [Int] {
    switch self {
    case .array(let shape, _): shape
    case .summary(let summary): summary.shape
    }
  }

  /// The shape as NumPy writes it, `(4, 3)`.
  package var shapeText: String { Shape.text(shape) }

  /// The number, where there is no axis.
  public var scalar: Double? {
    if case .array(let shape, let elements) = self, shape.isEmpty { elements.first } else { nil }
  }

  /// Whether there are as many elements as the shape says.
  package var isWhole: Bool {
    guard case .array(let shape, let elements) = self else { return true }
    guard shape.allSatisfy({ $0 > 0 }) else { return shape.allSatisfy { $0 >= 0 } && elements.isEmpty }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return false }
      count = product
    }
    return count == elements.count
  }

  /// Whether no number is infinite or NaN.
  package var isFinite: Bool {
    switch self {
    case .array(_, let elements): elements.allSatisfy { $0.isFinite }
    case .summary(let summary): summary.min.isFinite && summary.max.isFinite && !summary.mean.isNaN
    }
  }

  /// The value of a tensor; a large one is summarised unless all of it is asked for.
  package init(_ tensor: Tensor, isFull: Bool) {
    let elements = tensor.elements
    let shape = tensor.shape.sizes
    guard !isFull, elements.count > TraceValue.summaryThreshold else {
      self = .array(shape: shape, elements: elements)
      return
    }
    let hasNaN = elements.contains { $0.isNaN }
    let mean = elements.reduce(0, +) / Double(elements.count)
    self = .summary(
      Summary(
        shape: shape, min: hasNaN ? .nan : elements.reduce(.infinity) { Swift.min($0, $1) },
        max: hasNaN ? .nan : elements.reduce(-.infinity) { Swift.max($0, $1) },
        // Without the sign that a processor gives to NaN.
        mean: mean.isNaN ? .nan : mean, norm: hasNaN ? .nan : TraceValue.norm(of: elements)))
  }

  /// The Euclidean norm; of a number its absolute value.
  ///
  /// It is infinite where an element is no number, so that it equals itself.
  package var norm: Double {
    let norm =
      switch self {
      case .array(_, let elements): TraceValue.norm(of: elements)
      case .summary(let summary): summary.norm
      }
    return norm.isNaN ? .infinity : norm
  }

  /// The Euclidean norm; scaled by the largest element, so that no square overflows or vanishes.
  package static func norm(of elements: [Double]) -> Double {
    let largest = elements.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return elements.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    // A power of 2 leaves every digit as it is.
    let scale = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    return scale * elements.reduce(0) { $0 + ($1 / scale) * ($1 / scale) }.squareRoot()
  }
}

extension TraceValue: Hashable {
  /// Whether both have the same shape and equal elements; NaN equals itself.
  public static func == (a: TraceValue, b: TraceValue) -> Bool {
    switch (a, b) {
    case (.array(let shape, let elements), .array(let otherShape, let others)):
      shape == otherShape && elements.elementsEqual(others) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    case (.summary(let summary), .summary(let other)):
      summary.shape == other.shape
        && zip(summary.numbers, other.numbers).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    default: false
    }
  }

  /// Hashes the shape, which equal values have in common.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
  }
}

extension TraceValue.Summary {
  var numbers: [Double] { [min, max, mean, norm] }
}
