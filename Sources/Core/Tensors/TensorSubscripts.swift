extension Tensor {
  /// One element or a part, by NumPy's rules: `t[0]`, `t[.all, 1]`; it can be assigned to.
  ///
  /// What is assigned is broadcast to the part and takes the array's element type. Subscripts of what is not there stop the
  /// program.
  public subscript(subscripts: Subscript...) -> Tensor {
    get { part(subscripts) }
    set { replacePart(subscripts, by: newValue) }
  }

  #if !hasFeature(Embedded)
    /// One element or a part, by positions and ranges: `t[i]`, `t[1..<3]`, `t[0, 1...]`; it can be assigned to.
    @_disfavoredOverload
    public subscript<each Part: SubscriptConvertible>(parts: repeat each Part) -> Tensor {
      get {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        return part(subscripts)
      }
      set {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        replacePart(subscripts, by: newValue)
      }
      // Written out, because Swift 6.3's compiler fails where it derives it for a pack.
      _modify {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        let place = subscripts
        var value = part(place)
        defer { replacePart(place, by: value) }
        yield &value
      }
    }

    /// A part by its last axes, after `...` for all axes before them: `t[..., 0]`; it can be assigned to.
    public subscript<each Part: SubscriptConvertible>(_: UnboundedRange, parts: repeat each Part) -> Tensor {
      get {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        return part(shape.subscripts(last: subscripts))
      }
      set {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        replacePart(shape.subscripts(last: subscripts), by: newValue)
      }
      // Written out, because Swift 6.3's compiler fails where it derives it for a pack.
      _modify {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        let place = shape.subscripts(last: subscripts)
        var value = part(place)
        defer { replacePart(place, by: value) }
        yield &value
      }
    }

    /// A part by its first axis and its last ones, with `...` for all axes between them: `t[0, ..., 1]`.
    public subscript<First: SubscriptConvertible, each Part: SubscriptConvertible>(
      first: First, _: UnboundedRange, parts: repeat each Part
    ) -> Tensor {
      get {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        return part(shape.subscripts([first.asSubscript], last: subscripts))
      }
      set {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        replacePart(shape.subscripts([first.asSubscript], last: subscripts), by: newValue)
      }
      // Written out, because Swift 6.3's compiler fails where it derives it for a pack.
      _modify {
        var subscripts: [Subscript] = []
        repeat subscripts.append((each parts).asSubscript)
        let place = shape.subscripts([first.asSubscript], last: subscripts)
        var value = part(place)
        defer { replacePart(place, by: value) }
        yield &value
      }
    }
  #endif

  private func part(_ subscripts: [Subscript]) -> Tensor {
    .trusting { () throws(TensorError) in reading(try shape.selection(subscripts)) }
  }

  private mutating func replacePart(_ subscripts: [Subscript], by value: Tensor) {
    do throws(TensorError) {
      let part = try shape.part(subscripts)
      replace(part, by: try value.converted(to: dtype).broadcast(to: part.shape))
    } catch {
      Mistakes.report(error)
    }
  }
}
