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
      ? Tensor(Buffer(shape: plan.shape, elements: plan.largest(float32.elements)))
      : Tensor(Buffer(shape: plan.shape, elements: plan.largest(float64.elements)))
  }

  /// Zeros in the shape of images, with each element of this array at the largest element of its window of the images,
  /// shared among ties: the adjoint of ``largest(of:)``.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  package func placed(atLargestOf images: Tensor, in pooling: Pooling) throws(TensorError) -> Tensor {
    let plan = try PoolingPlan(pooling, images.shape, for: "max_unpool2d")
    try plan.check(shape, is: plan.shape)
    return dtype == .float32 && images.dtype == .float32
      ? Tensor(Buffer(shape: images.shape, elements: plan.place(float32.elements, images.float32.elements)))
      : Tensor(Buffer(shape: images.shape, elements: plan.place(float64.elements, images.float64.elements)))
  }

  /// The element of this array where each window of images has its largest, the mean among ties: the derivative of
  /// ``largest(of:)`` along this array.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  package func taken(atLargestOf images: Tensor, in pooling: Pooling) throws(TensorError) -> Tensor {
    let plan = try PoolingPlan(pooling, images.shape, for: "max_pool2d_at")
    try plan.check(shape, is: images.shape)
    return dtype == .float32 && images.dtype == .float32
      ? Tensor(Buffer(shape: plan.shape, elements: plan.take(float32.elements, images.float32.elements)))
      : Tensor(Buffer(shape: plan.shape, elements: plan.take(float64.elements, images.float64.elements)))
  }

  /// Whether a window of these images has more than one largest element.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  package func hasTies(in pooling: Pooling) throws(TensorError) -> Bool {
    try PoolingPlan(pooling, shape).hasTies(float64.elements)
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

  func largest<Number: Element>(_ images: [Number]) -> [Number] {
    images.withUnsafeBufferPointer { images in
      [Number](unsafeUninitializedCapacity: shape.count) { target, initialized in
        initialized = shape.count
        guard shape.count > 0, let images = images.baseAddress, let target = target.baseAddress else { return }
        forEachRow { source, place in writeLargest(images + source, to: target + place) }
      }
    }
  }

  func place<Number: Element>(_ adjoint: [Number], _ images: [Number]) -> [Number] {
    var elements = [Number](repeating: 0, count: images.count)
    elements.withUnsafeMutableBufferPointer { target in
      images.withUnsafeBufferPointer { images in
        adjoint.withUnsafeBufferPointer { adjoint in
          guard shape.count > 0, let images = images.baseAddress, let adjoint = adjoint.baseAddress,
            let target = target.baseAddress
          else { return }
          // For one row of windows: the largest element of each, and its share of the adjoint.
          let largest = UnsafeMutablePointer<Number>.allocate(capacity: windows.width.count)
          let shares = UnsafeMutablePointer<Number>.allocate(capacity: windows.width.count)
          defer {
            largest.deallocate()
            shares.deallocate()
          }
          forEachRow { source, place in
            let images = images + source
            writeLargest(images, to: largest)
            writeShares(of: adjoint + place, images, largest, to: shares)
            addShares(shares, images, largest, to: target + source)
          }
        }
      }
    }
    return elements
  }

  func take<Number: Element>(_ array: [Number], _ images: [Number]) -> [Number] {
    images.withUnsafeBufferPointer { images in
      array.withUnsafeBufferPointer { array in
        [Number](unsafeUninitializedCapacity: shape.count) { target, initialized in
          initialized = shape.count
          guard shape.count > 0, let images = images.baseAddress, let array = array.baseAddress else { return }
          forEachWindow { corner, place in
            let (largest, count) = extreme(images + corner)
            let share = count == 0 ? .nan : 1 / Number(count)
            var sum: Number = 0
            forEachElement {
              if count == 0 || images[corner + $0] == largest { sum += array[corner + $0] * share }
            }
            target.initializeElement(at: place, to: sum)
          }
        }
      }
    }
  }

  func hasTies(_ images: [Double]) -> Bool {
    var isTied = false
    images.withUnsafeBufferPointer { images in
      guard shape.count > 0, let images = images.baseAddress else { return }
      forEachWindow { corner, _ in isTied = isTied || extreme(images + corner).count > 1 }
    }
    return isTied
  }

  /// The largest elements of a row of windows, for one element of them after the other.
  private func writeLargest<Number: Element>(_ source: UnsafePointer<Number>, to target: UnsafeMutablePointer<Number>) {
    let (count, step) = (windows.width.count, windows.width.stride)
    for place in 0..<count { (target + place).initialize(to: source[place &* step]) }
    forEachElement { offset in
      let source = source + offset
      // With a distance that the compiler knows, several windows are compared at once.
      if step == 2 {
        for place in 0..<count { target[place] = Tensor.larger(target[place], source[place &* 2]) }
      } else {
        for place in 0..<count { target[place] = Tensor.larger(target[place], source[place &* step]) }
      }
    }
  }

  /// For a row of windows the share of the adjoint that each of the largest elements gets.
  private func writeShares<Number: Element>(
    of adjoint: UnsafePointer<Number>, _ images: UnsafePointer<Number>, _ largest: UnsafePointer<Number>,
    to shares: UnsafeMutablePointer<Number>
  ) {
    let (count, step) = (windows.width.count, windows.width.stride)
    for place in 0..<count { (shares + place).initialize(to: 0) }
    forEachElement { offset in
      let source = images + offset
      if step == 2 {
        for place in 0..<count { shares[place] += source[place &* 2] == largest[place] ? 1 : 0 }
      } else {
        for place in 0..<count { shares[place] += source[place &* step] == largest[place] ? 1 : 0 }
      }
    }
    for place in 0..<count { shares[place] = adjoint[place] * (1 / shares[place]) }
  }

  /// Adds the shares of a row of windows where its largest elements are.
  private func addShares<Number: Element>(
    _ shares: UnsafePointer<Number>, _ images: UnsafePointer<Number>, _ largest: UnsafePointer<Number>,
    to target: UnsafeMutablePointer<Number>
  ) {
    let (count, step) = (windows.width.count, windows.width.stride)
    forEachElement { offset in
      let (source, target) = (images + offset, target + offset)
      for place in 0..<count where source[place &* step] == largest[place] { target[place &* step] += shares[place] }
    }
    // None is the largest where one is not a number: all get what is no number.
    for place in 0..<count where largest[place].isNaN {
      forEachElement { target[place &* step &+ $0] = .nan }
    }
  }

  /// The largest element of a window, and how often it is there: never where one is not a number.
  @inline(__always)
  private func extreme<Number: Element>(_ window: UnsafePointer<Number>) -> (largest: Number, count: Int) {
    var largest: Number = -.infinity
    forEachElement { largest = Tensor.larger(largest, window[$0]) }
    var count = 0
    forEachElement { if window[$0] == largest { count &+= 1 } }
    return (largest, count)
  }

  /// Visits the elements of a window, by their distance from its corner.
  @inline(__always)
  private func forEachElement(_ visit: (Int) -> Void) {
    for down in 0..<windows.height.window {
      for right in 0..<windows.width.window { visit(down &* windows.width.size &+ right) }
    }
  }

  /// Visits the rows of windows, by the places of their first corner and of their first result.
  @inline(__always)
  private func forEachRow(_ visit: (Int, Int) -> Void) {
    for plane in 0..<planes {
      for row in 0..<windows.height.count {
        visit(
          plane * windows.imageArea + row * windows.height.stride * windows.width.size,
          plane * windows.count + row * windows.width.count)
      }
    }
  }

  /// Visits the windows, by the places of their corner and of their result.
  @inline(__always)
  private func forEachWindow(_ visit: (Int, Int) -> Void) {
    forEachRow { source, target in
      for place in 0..<windows.width.count { visit(source &+ place &* windows.width.stride, target &+ place) }
    }
  }
}
