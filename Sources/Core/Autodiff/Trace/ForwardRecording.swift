import Tensors

extension Trace {
  /// Records a pass of forward mode: how the output moves along with one variable, or with one element of it.
  ///
  /// - Parameters:
  ///   - output: the node to differentiate.
  ///   - input: a variable that the output is computed from, or another one, which moves nothing.
  ///   - element: the index of the element that moves, along each axis of the variable; empty for a number.
  ///   - variables: further variables to list.
  ///   - title: what the pictures are about; nil for the output's formula.
  ///   - source: the text of the expression file.
  ///   - outputName: what the source calls the output; nil for the node's own name.
  ///   - fullValues: whether large arrays are written out too.
  /// - Throws: ``TensorError``, where there is no such element too.
  /// - Complexity: a pass over the graph.
  public init(
    forwardOf output: Node, movedBy input: Node, element: [Int] = [], variables: [Node] = [], title: String? = nil,
    source: String? = nil, outputName: String? = nil, fullValues: Bool = false
  ) throws(TensorError) {
    try self.init(
      forwardOf: output, movedBy: input, element: element, variables: variables, title: title, source: source,
      outputName: outputName, fullValues: fullValues, groups: NodeGroups())
  }

  /// The same for nodes that belong to groups.
  package init(
    forwardOf output: Node, movedBy input: Node, element: [Int], variables: [Node], title: String?, source: String?,
    outputName: String?, fullValues: Bool, groups: NodeGroups
  ) throws(TensorError) {
    let shape = input.value.shape
    let place = try shape.place(of: element)
    let graph = TracedGraph(output, variables + [input], groups, isFull: fullValues)
    func value(_ tensor: Tensor) -> TraceValue { TraceValue(tensor, isFull: fullValues) }
    var direction = Array(repeating: 0.0, count: shape.count)
    direction[place] = 1
    let along = try Tensor(direction, shape: shape, dtype: input.value.dtype)

    let id = graph.id(input)
    var events: [TraceEvent] = []
    var bytes = RecordedBytes(isFull: fullValues)
    events.append(.tangentSeed(node: id, tangent: value(along)))
    var tangent = Tensor(repeating: 0, shape: output.value.shape, dtype: output.value.dtype)
    if id < graph.reachedCount {
      let tape = Tape(operandsFirst: Array(graph.nodes.prefix(graph.reachedCount)))
      tangent = try tape.tangent(moving: id, along: along) { step in
        let event = Event<Int, Tensor>.pushForward(step)
        if bytes.hasRoom(for: event) { events.append(event.map({ $0 }, { tensor, _ in value(tensor) })) }
      }
      try bytes.check()
    }
    let last = graph.id(output)
    events.append(.finish(node: last, kind: graph.traced[last].kind, gradient: nil))
    events.append(.tangentEnd(tangent: value(tangent)))
    self.init(
      recorded: title ?? "", source: source, output: last, input: TangentInput(node: id, element: element),
      nodes: graph.traced, events: events)
    name(title, outputName)
  }
}

extension Shape {
  /// The place of an element in row-major order.
  ///
  /// - Throws: ``TensorError`` where there is none.
  func place(of element: [Int]) throws(TensorError) -> Int {
    guard element.count == rank, zip(element, sizes).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
      let index = element.map(String.init).joined(separator: ", ")
      throw .invalidIndex("there is no element [\(index)]", self)
    }
    return zip(element, sizes).reduce(0) { $0 * $1.1 + $1.0 }
  }
}
