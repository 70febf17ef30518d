/// The part of an array that an index names: a regular part of it, or such parts one after the other where the index
/// lists positions.
package struct Selection: Sendable {
  /// The shape of what is selected.
  package let shape: Shape
  /// What is selected once, at the beginning of the array where positions are listed.
  let part: StridedPart
  /// The distances of the listed parts from that one, and the axis of the result along which they stand; nil for none.
  let list: (offsets: [Int], axis: Int)?
}

extension Shape {
  /// The part of an array of this shape that an index names, by NumPy's rules for numbers, slices and lists of numbers.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)``.
  package func selection(_ subscripts: [Subscript]) throws(TensorError) -> Selection {
    let places = subscripts.indices.filter { if case .positions = subscripts[$0] { true } else { false } }
    guard let first = places.first, let last = places.last, subscripts.count <= rank else {
      let part = try part(subscripts)
      return Selection(shape: part.shape, part: part, list: nil)
    }
    // Where a slice parts them from each other, NumPy puts the axis of the list first.
    let isTogether = subscripts.indices.allSatisfy { place in
      if case .slice = subscripts[place] { return place < first || place > last }
      if case .position = subscripts[place] {
        let between = place < first ? subscripts[place..<first] : subscripts[Swift.min(last + 1, place)..<place]
        return between.allSatisfy { if case .slice = $0 { false } else { true } }
      }
      return true
    }
    guard isTogether else {
      throw .invalidIndex("a slice stands between positions and a list of them; index twice", self)
    }
    let strides = strides
    var offsets: [Int]?
    var plain = subscripts
    for place in places {
      guard case .positions(let positions) = subscripts[place] else { continue }
      let size = sizes[place]
      var steps: [Int] = []
      steps.reserveCapacity(positions.count)
      for position in positions {
        guard position >= -size, position < size else {
          throw .invalidIndex("position \(position) is out of range along axis \(place)", self)
        }
        steps.append((position < 0 ? position + size : position) * strides[place])
      }
      if let known = offsets {
        guard known.count == steps.count else {
          throw .invalidIndex("lists of \(known.count) and \(steps.count) positions do not go together", self)
        }
        offsets = zip(known, steps).map { $0 + $1 }
      } else {
        offsets = steps
      }
      // One position that is there; where there is none, the list is empty.
      plain[place] = size > 0 ? .position(0) : .slice(from: 0, to: 0, step: 1)
    }
    let part = try part(plain)
    let axis = subscripts[..<first].count { if case .slice = $0 { true } else { false } }
    let listed = offsets ?? []
    guard !places.contains(where: { sizes[$0] == 0 }) else {
      // Nothing can be named along an axis without positions but nothing.
      var kept = part.shape.sizes
      kept.removeSubrange(axis..<axis + places.count { sizes[$0] == 0 })
      let empty = try Shape(Array(kept[..<axis]) + [0] + kept[axis...])
      return Selection(shape: empty, part: part, list: ([], axis))
    }
    let kept = part.shape.sizes
    let shape = try Shape(Array(kept[..<axis]) + [listed.count] + kept[axis...])
    return Selection(shape: shape, part: part, list: (listed, axis))
  }
}

extension Tensor {
  /// Reads what an index names into an array of its own.
  package func reading(_ selection: Selection) -> Tensor {
    guard let list = selection.list else { return reading(selection.part) }
    return dtype == .float32
      ? Tensor(Tensor.read(float32, selection, list)) : Tensor(Tensor.read(float64, selection, list))
  }

  /// Zeros of a shape with this array in what an index names; what is named twice is added up.
  ///
  /// The adjoint of reading it.
  package func writing(into selection: Selection, of whole: Shape) -> Tensor {
    guard let list = selection.list else { return writing(into: selection.part, of: whole) }
    return dtype == .float32
      ? Tensor(Tensor.write(float32, selection, list, whole)) : Tensor(Tensor.write(float64, selection, list, whole))
  }

  /// The strides of the parts in the array of all of them, and the distance of one from the next.
  private static func strides(_ selection: Selection, _ axis: Int) -> (inner: [Int], step: Int) {
    var strides = selection.shape.strides
    let step = strides.remove(at: axis)
    return (strides, step)
  }

  private static func read<Number: Element>(
    _ source: Buffer<Number>, _ selection: Selection, _ list: (offsets: [Int], axis: Int)
  ) -> Buffer<Number> {
    let (strides, step) = strides(selection, list.axis)
    return Buffer(shape: selection.shape) { target in
      target.initialize(repeating: 0)
      source.withElements { source in
        for (index, offset) in list.offsets.enumerated() {
          walk(selection.part, strides) { from, to in target[index * step + to] = source[offset + from] }
        }
      }
    }
  }

  private static func write<Number: Element>(
    _ source: Buffer<Number>, _ selection: Selection, _ list: (offsets: [Int], axis: Int), _ whole: Shape
  ) -> Buffer<Number> {
    let (strides, step) = strides(selection, list.axis)
    return Buffer(shape: whole) { target in
      target.initialize(repeating: 0)
      source.withElements { source in
        for (index, offset) in list.offsets.enumerated() {
          walk(selection.part, strides) { to, from in target[offset + to] += source[index * step + from] }
        }
      }
    }
  }

  /// Visits the elements of a part: the place of each in the whole, and that by other strides.
  @inline(__always)
  private static func walk(_ part: StridedPart, _ strides: [Int], _ visit: (Int, Int) -> Void) {
    var runs = Runs(part.shape, part.strides, strides)
    let (length, step, otherStep) = (runs.length, runs.aStep, runs.bStep)
    runs.forEach { _, place, other in
      for s in 0..<length { visit(part.start + place + s * step, other + s * otherStep) }
    }
  }
}
