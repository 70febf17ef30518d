/// Windows of which the largest element is taken; ties share equally.
package struct Pooling: Hashable, Sendable {
  /// The height and the width of a window, or one number for both.
  package let size: [Int]
  /// The step of the windows down and to the right, or one number for both.
  package let stride: [Int]

  /// Windows of a size that follow each other by a stride.
  package init(size: [Int], stride: [Int]) {
    (self.size, self.stride) = (size, stride)
  }
}

extension Tensor {
  /// The largest element of each window of images of shape (batch, channels, height, width); NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  /// - Complexity: O(*n* · *k*) for *n* windows of *k* elements.
  package func largest(of pooling: Pooling) throws(TensorError) -> Tensor {
    let plan = try PoolingPlan(pooling, shape)
    return dtype == .float32
      ? Tensor(plan.largest(float32))
      : Tensor(plan.largest(float64))
  }

  /// Zeros in the shape of images, with each element of this array at the largest element of its window of the images,
  /// shared among ties: the adjoint of ``largest(of:)``.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  package func placed(atLargestOf images: Tensor, in pooling: Pooling) throws(TensorError) -> Tensor {
    let plan = try PoolingPlan(pooling, images.shape, for: "max_unpool2d")
    try plan.check(shape, is: plan.shape)
    return dtype == .float32 && images.dtype == .float32
      ? Tensor(plan.place(float32, images.float32))
      : Tensor(plan.place(float64, images.float64))
  }

  /// The element of this array where each window of images has its largest, the mean among ties: the derivative of
  /// ``largest(of:)`` along this array.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  package func taken(atLargestOf images: Tensor, in pooling: Pooling) throws(TensorError) -> Tensor {
    let plan = try PoolingPlan(pooling, images.shape, for: "max_pool2d_at")
    try plan.check(shape, is: images.shape)
    return dtype == .float32 && images.dtype == .float32
      ? Tensor(plan.take(float32, images.float32))
      : Tensor(plan.take(float64, images.float64))
  }

  /// Whether a window of these images has more than one largest element.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  package func hasTies(in pooling: Pooling) throws(TensorError) -> Bool {
    try PoolingPlan(pooling, shape).hasTies(float64)
  }
}

/// The windows of all planes of images.
private struct PoolingPlan {
  let windows: ImageWindows
  let planes: Int
  /// The shape of what is taken.
  let shape: Shape
  private let name: String

  init(_ pooling: Pooling, _ images: Shape, for name: String = "max_pool2d") throws(TensorError) {
    guard images.rank == 4 else {
      throw .unfitImages(
        operation: name, reason: "images have the axes (batch, channels, height, width), not the shape \(images)")
    }
    let sizes = images.sizes
    self.name = name
    windows = try ImageWindows(
      sizes: Array(sizes[2...]), window: pooling.size, stride: pooling.stride, padding: [0, 0], for: name)
    planes = sizes[0] * sizes[1]
    shape = try Shape([sizes[0], sizes[1], windows.height.count, windows.width.count])
  }

  /// Checks the shape of an array that is read beside the images.
  func check(_ shape: Shape, is expected: Shape) throws(TensorError) {
    guard shape == expected else {
      throw .unfitImages(operation: name, reason: "the array beside the images has the shape \(expected), not \(shape)")
    }
  }

  func largest<Number: Element>(_ images: Buffer<Number>) -> Buffer<Number> {
    images.withElements { images in
      Buffer(shape: shape) { target in
        guard shape.count > 0, let images = images.baseAddress, let target = target.baseAddress else { return }
        let scratch = Scratch<Number>(windows.count)
        defer { scratch.free() }
        for plane in 0..<planes {
          writeLargest(images + plane * windows.imageArea, to: target + plane * windows.count, scratch.elements)
        }
      }
    }
  }

  func place<Number: Element>(_ adjoint: Buffer<Number>, _ images: Buffer<Number>) -> Buffer<Number> {
    Buffer(shape: images.shape) { target in
      target.initialize(repeating: 0)
      images.withElements { images in
        adjoint.withElements { adjoint in
          guard shape.count > 0, let images = images.baseAddress, let adjoint = adjoint.baseAddress,
            let target = target.baseAddress
          else { return }
          let scratch = Scratch<Number>(windows.count)
          defer { scratch.free() }
          for plane in 0..<planes {
            let (images, adjoint) = (images + plane * windows.imageArea, adjoint + plane * windows.count)
            writeLargest(images, to: scratch.largest, scratch.elements)
            writeShares(images, scratch)
            for place in 0..<windows.count { scratch.shares[place] *= adjoint[place] }
            addShares(of: images, scratch, to: target + plane * windows.imageArea)
          }
        }
      }
    }
  }

  func take<Number: Element>(_ array: Buffer<Number>, _ images: Buffer<Number>) -> Buffer<Number> {
    images.withElements { images in
      array.withElements { array in
        Buffer(shape: shape) { target in
          guard shape.count > 0, let images = images.baseAddress, let array = array.baseAddress,
            let target = target.baseAddress
          else { return }
          let scratch = Scratch<Number>(windows.count)
          defer { scratch.free() }
          for plane in 0..<planes {
            let start = plane * windows.imageArea
            writeLargest(images + start, to: scratch.largest, scratch.elements)
            writeShares(images + start, scratch)
            addTaken(of: images + start, array + start, scratch, to: target + plane * windows.count)
          }
        }
      }
    }
  }

  func hasTies(_ images: Buffer<Double>) -> Bool {
    images.withElements { images in
      guard shape.count > 0, let images = images.baseAddress else { return false }
      let scratch = Scratch<Double>(windows.count)
      defer { scratch.free() }
      return (0..<planes).contains { plane in
        let images = images + plane * windows.imageArea
        writeLargest(images, to: scratch.largest, scratch.elements)
        writeShares(images, scratch)
        return (0..<windows.count).contains { scratch.shares[$0] < 1 }
      }
    }
  }

  /// Numbers of each window of a plane.
  private struct Scratch<Number: Element> {
    /// The largest elements.
    let largest: UnsafeMutablePointer<Number>
    /// What each of the largest elements of a window gets.
    let shares: UnsafeMutablePointer<Number>
    /// The elements at one place of the windows.
    let elements: UnsafeMutablePointer<Number>

    init(_ count: Int) {
      largest = .allocate(capacity: 3 * count)
      largest.initialize(repeating: 0, count: 3 * count)
      (shares, elements) = (largest + count, largest + 2 * count)
    }

    func free() { largest.deallocate() }
  }

  // Of all windows of a plane one element is looked at after the other. What is read in any case is chosen without a
  // branch, many windows at once: which element is the largest cannot be foretold.

  /// The largest element of each window.
  private func writeLargest<Number: Element>(
    _ plane: UnsafePointer<Number>, to target: UnsafeMutablePointer<Number>, _ elements: UnsafeMutablePointer<Number>
  ) {
    let count = windows.count
    for place in 0..<count { (target + place).initialize(to: -.infinity) }
    forEachElement { offset in
      read(plane, at: offset, to: elements)
      for place in 0..<count { target[place] = Tensor.larger(target[place], elements[place]) }
    }
  }

  /// The part of 1 that each largest element of a window gets; infinite where none is, as one is not a number.
  private func writeShares<Number: Element>(_ plane: UnsafePointer<Number>, _ scratch: Scratch<Number>) {
    let (count, largest, shares, elements) = (windows.count, scratch.largest, scratch.shares, scratch.elements)
    for place in 0..<count { shares[place] = 0 }
    forEachElement { offset in
      read(plane, at: offset, to: elements)
      for place in 0..<count { shares[place] += elements[place] == largest[place] ? 1 : 0 }
    }
    for place in 0..<count { shares[place] = 1 / shares[place] }
  }

  /// Adds the shares where the largest elements are; all of a window get what is no number where one of them is none.
  private func addShares<Number: Element>(
    of plane: UnsafePointer<Number>, _ scratch: Scratch<Number>, to target: UnsafeMutablePointer<Number>
  ) {
    let (count, largest, shares, elements) = (windows.count, scratch.largest, scratch.shares, scratch.elements)
    let isFinite = (0..<count).allSatisfy { shares[$0].isFinite }
    forEachElement { offset in
      read(plane, at: offset, to: elements)
      // A product with 0 or 1 is computed for many windows at once.
      if isFinite {
        for place in 0..<count { elements[place] = (elements[place] == largest[place] ? 1 : 0) * shares[place] }
      } else {
        for place in 0..<count { elements[place] = elements[place] == largest[place] ? shares[place] : 0 }
      }
      add(elements, at: offset, to: target)
    }
    guard (0..<count).contains(where: { largest[$0].isNaN }) else { return }
    for place in 0..<count { elements[place] = largest[place].isNaN ? .nan : 0 }
    forEachElement { add(elements, at: $0, to: target) }
  }

  /// Adds the elements of an array where those of a plane are the largest, times their shares.
  private func addTaken<Number: Element>(
    of plane: UnsafePointer<Number>, _ array: UnsafePointer<Number>, _ scratch: Scratch<Number>,
    to target: UnsafeMutablePointer<Number>
  ) {
    for place in 0..<windows.count {
      (target + place).initialize(to: scratch.largest[place].isNaN ? .nan : 0)
    }
    forEachElement { offset in
      read(plane, at: offset, to: scratch.elements)
      forEachRow { source, place in
        let array = array + (source &+ offset)
        for index in 0..<windows.width.count where scratch.elements[place &+ index] == scratch.largest[place &+ index] {
          target[place &+ index] += array[index &* windows.width.stride] * scratch.shares[place &+ index]
        }
      }
    }
  }

  /// The elements of a plane that have one place in each window.
  @inline(__always)
  private func read<Number: Element>(
    _ plane: UnsafePointer<Number>, at offset: Int, to elements: UnsafeMutablePointer<Number>
  ) {
    let (count, step) = (windows.width.count, windows.width.stride)
    forEachRow { source, place in
      let (source, elements) = (plane + (source &+ offset), elements + place)
      // With a distance that the compiler knows, several elements are read at once.
      if step == 2 {
        for index in 0..<count { elements[index] = source[index &* 2] }
      } else {
        for index in 0..<count { elements[index] = source[index &* step] }
      }
    }
  }

  /// Adds to the elements of a plane that have one place in each window.
  @inline(__always)
  private func add<Number: Element>(
    _ elements: UnsafePointer<Number>, at offset: Int, to plane: UnsafeMutablePointer<Number>
  ) {
    let (count, step) = (windows.width.count, windows.width.stride)
    forEachRow { target, place in
      let (target, elements) = (plane + (target &+ offset), elements + place)
      if step == 2 {
        for index in 0..<count { target[index &* 2] += elements[index] }
      } else {
        for index in 0..<count { target[index &* step] += elements[index] }
      }
    }
  }

  /// Visits the elements of a window, by their distance from its corner.
  @inline(__always)
  private func forEachElement(_ visit: (Int) -> Void) {
    for down in 0..<windows.height.window {
      for right in 0..<windows.width.window { visit(down &* windows.width.size &+ right) }
    }
  }

  /// Visits the rows of windows of a plane, by the places of their first corner and of their first result.
  @inline(__always)
  private func forEachRow(_ visit: (Int, Int) -> Void) {
    let line = windows.height.stride &* windows.width.size
    for row in 0..<windows.height.count { visit(row &* line, row &* windows.width.count) }
  }
}
