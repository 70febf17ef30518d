/// A convolution of images with kernels, or the adjoint of one with respect to its images or kernels.
///
/// Images have the shape (batch, channels, height, width), kernels (filters, channels, height, width), and the result of
/// a convolution (batch, filters, height, width). As in neural networks, kernels are not turned around. The three are
/// the derivatives of one number, the inner product of the result and its adjoint, so that each has the others for its
/// own adjoints.
package struct Convolution: Hashable, Sendable {
  /// What is computed from two of the three arrays.
  package enum Target: Hashable, Sendable {
    /// The convolution of images with kernels.
    case result
    /// The adjoint of images of a height and a width, from the adjoint of the result and the kernels.
    case images([Int])
    /// The adjoint of kernels of a height and a width, from the images and the adjoint of the result.
    case kernels([Int])
  }

  /// What is computed.
  package let target: Target
  /// The step of the kernels down and to the right, or one number for both.
  package let stride: [Int]
  /// The zeros above and below the images, and at both sides, or one number for both.
  package let padding: [Int]

  /// A convolution, or an adjoint of one.
  package init(_ target: Target = .result, stride: [Int] = [1, 1], padding: [Int] = [0, 0]) {
    (self.target, self.stride, self.padding) = (target, stride, padding)
  }

  /// What computes another of the three arrays.
  package func of(_ target: Target) -> Convolution { Convolution(target, stride: stride, padding: padding) }

  /// The name of the operation; those of the adjoints are PyTorch's.
  package var name: String {
    switch target {
    case .result: "conv2d"
    case .images: "conv2d_input"
    case .kernels: "conv2d_weight"
    }
  }
}

extension Tensor {
  /// The convolution of these images with kernels, or an adjoint of it: of this adjoint of a result with kernels, or of
  /// these images with the adjoint of a result.
  ///
  /// - Throws: ``TensorError/unfitImages(operation:reason:)`` where shapes, stride and padding do not fit,
  ///   ``TensorError/tooManyElements(_:)``, ``TensorError/tooMuchMemory(bytes:limit:)``.
  /// - Complexity: O(*b* · *f* · *c* · *k* · *n*) for *b* images of *c* channels, *f* kernels of *k* elements and *n* places
  ///   of a kernel in an image; some scratch memory besides the result.
  package func convolved(
    _ convolution: Convolution, with other: Tensor
  ) throws(TensorError) -> Tensor {
    let plan = try ConvolutionPlan(convolution, shape, other.shape)
    if dtype == .float32, other.dtype == .float32 {
      return Tensor(plan.result(float32, other.float32))
    }
    return Tensor(plan.result(float64, other.float64))
  }
}

extension Convolution {
  /// The number of elements of what is computed from arrays of two shapes; 0 where they do not fit.
  package func resultCount(_ first: Shape, _ second: Shape) -> Int {
    (try? ConvolutionPlan.shape(self, first, second))?.count ?? 0
  }
}

/// The sizes of a convolution, and how it is computed: image by image, as a product of the matrix of kernels and one whose
/// columns are what the kernels lie on.
///
/// After K. Chellapilla, S. Puri and P. Simard, "High Performance Convolutional Neural Networks for Document Processing",
/// IWFHR 2006.
private struct ConvolutionPlan {
  let convolution: Convolution
  let windows: ImageWindows
  let batch: Int
  let channels: Int
  let filters: Int
  /// The shape of what is computed.
  let shape: Shape
  /// How many rows of places are looked at together.
  let rowsAtOnce: Int

  /// The elements of the matrix of columns that are held at once, if a row of places allows it: half a megabyte.
  private static let columnRoom = 1 << 17

  init(_ convolution: Convolution, _ first: Shape, _ second: Shape) throws(TensorError) {
    let sizes = try Self.sizes(convolution, first, second)
    (self.convolution, windows, batch) = (convolution, sizes.windows, sizes.batch)
    (channels, filters) = (sizes.channels, sizes.filters)
    shape = try Self.shape(convolution, first, second)
    guard shape.count > 0, batch > 0, windows.count > 0 else {
      rowsAtOnce = 0
      return
    }
    // Checked, as a kernel may be as large as an array can be.
    let row = try Shape([channels * windows.area, windows.width.count]).count
    rowsAtOnce = Swift.max(1, Swift.min(windows.height.count, Self.columnRoom / Swift.max(1, row)))
    try Memory.require(8 * row * rowsAtOnce)
  }

  /// The shape of what is computed.
  static func shape(
    _ convolution: Convolution, _ first: Shape, _ second: Shape
  ) throws(TensorError) -> Shape {
    let sizes = try sizes(convolution, first, second)
    let (height, width) = (sizes.windows.height, sizes.windows.width)
    return switch convolution.target {
    case .result: try Shape([sizes.batch, sizes.filters, height.count, width.count])
    case .images: try Shape([sizes.batch, sizes.channels, height.size, width.size])
    case .kernels: try Shape([sizes.filters, sizes.channels, height.window, width.window])
    }
  }

  private static func sizes(
    _ convolution: Convolution, _ first: Shape, _ second: Shape
  ) throws(TensorError) -> (windows: ImageWindows, batch: Int, channels: Int, filters: Int) {
    let name = convolution.name
    guard first.rank == 4 else {
      throw .unfitImages(
        operation: name, reason: "images have the axes (batch, channels, height, width), not the shape \(first)")
    }
    let (a, b) = (first.sizes, second.sizes)
    guard second.rank == 4 else {
      let axes = if case .kernels = convolution.target { "batch" } else { "filters" }
      throw .unfitImages(
        operation: name, reason: "the second operand has the axes (\(axes), channels, height, width), not \(second)")
    }
    func windows(_ sizes: [Int], _ window: [Int]) throws(TensorError) -> ImageWindows {
      try ImageWindows(
        sizes: sizes, window: window, stride: convolution.stride, padding: convolution.padding, for: name)
    }
    func check(_ isFitting: Bool, _ what: String) throws(TensorError) {
      guard isFitting else { throw .unfitImages(operation: name, reason: "\(what), of shapes \(first) and \(second)") }
    }
    switch convolution.target {
    case .result:
      try check(a[1] == b[1], "images and kernels have other numbers of channels")
      return (try windows(Array(a[2...]), Array(b[2...])), a[0], a[1], b[0])
    case .images(let sizes):
      let windows = try windows(sizes, Array(b[2...]))
      let isFitting = a[1] == b[0] && a[2] == windows.height.count && a[3] == windows.width.count
      try check(isFitting, "the adjoint is not that of a convolution with these kernels")
      return (windows, a[0], b[1], b[0])
    case .kernels(let sizes):
      let windows = try windows(Array(a[2...]), sizes)
      let isFitting = a[0] == b[0] && b[2] == windows.height.count && b[3] == windows.width.count
      try check(isFitting, "the adjoint is not that of a convolution of these images")
      return (windows, a[0], a[1], b[1])
    }
  }

  func result<Number: Element>(_ first: Buffer<Number>, _ second: Buffer<Number>) -> Buffer<Number> {
    guard shape.count > 0, rowsAtOnce > 0, channels > 0, filters > 0 else { return Buffer(shape: shape, repeating: 0) }
    return first.withElements { first in
      second.withElements { second in
        Buffer(shape: shape) { target in
          guard let first = first.baseAddress, let second = second.baseAddress, let target = target.baseAddress else {
            return
          }
          write(first, second, to: target)
        }
      }
    }
  }

  /// The rows of the matrix of kernels' elements: as many as a kernel has over all channels.
  private var kernelCount: Int { channels * windows.area }

  private func write<Number: Element>(
    _ first: UnsafePointer<Number>, _ second: UnsafePointer<Number>, to target: UnsafeMutablePointer<Number>
  ) {
    let (places, width) = (windows.count, windows.width.count)
    // The sizes are those of arrays that exist, and so within 32 bits.
    let (kernels, inner, wide) = (Int32(filters), Int32(kernelCount), Int32(places))
    let columns = UnsafeMutablePointer<Number>.allocate(capacity: kernelCount * rowsAtOnce * width)
    defer { columns.deallocate() }
    let imageStep = channels * windows.imageArea
    let resultStep = filters * places
    switch convolution.target {
    case .result: break
    case .images, .kernels: target.initialize(repeating: 0, count: shape.count)
    }
    for image in 0..<batch {
      for start in stride(from: 0, to: windows.height.count, by: rowsAtOnce) {
        let rows = start..<Swift.min(start + rowsAtOnce, windows.height.count)
        let (place, count) = (start * width, rows.count * width)
        switch convolution.target {
        case .result:
          gather(first + image * imageStep, rows, into: columns)
          Number.product(
            MatrixPart(second, kernelCount), MatrixPart(columns, count), addedTimes: nil,
            to: target + image * resultStep + place, width: wide, kernels, Int32(count), inner)
        case .images:
          Number.product(
            MatrixPart(second, kernelCount, isTransposed: true), MatrixPart(first + image * resultStep + place, places),
            addedTimes: nil, to: columns, width: Int32(count), inner, Int32(count), kernels)
          scatter(columns, rows, into: target + image * imageStep)
        case .kernels:
          gather(first + image * imageStep, rows, into: columns)
          Number.product(
            MatrixPart(second + image * resultStep + place, places), MatrixPart(columns, count, isTransposed: true),
            addedTimes: 1, to: target, width: inner, kernels, inner, Int32(count))
        }
      }
    }
  }

  /// Goes through the columns of some rows of places: those under the first element of a kernel, row by row, then those
  /// under the second.
  ///
  /// - Parameters:
  ///   - rows: the rows of places.
  ///   - visit: takes which places of a row are inside an image, and where in the image the first of them is.
  @inline(__always)
  private func forEachRow(_ rows: Range<Int>, _ visit: (_ inside: Range<Int>, _ start: Int) -> Void) {
    let (height, width) = (windows.height, windows.width)
    let imageArea = windows.imageArea
    let insides = (0..<width.window).map { width.inside($0) }
    insides.withUnsafeBufferPointer { insides in
      for channel in 0..<channels {
        for down in 0..<height.window {
          let insideRows = height.inside(down).clamped(to: rows)
          let line = channel &* imageArea &+ (down &- height.padding) &* width.size
          for right in 0..<width.window {
            let inside = insides[right]
            guard !inside.isEmpty, !insideRows.isEmpty else {
              for _ in rows { visit(0..<0, 0) }
              continue
            }
            let start = line &+ inside.lowerBound &* width.stride &+ right &- width.padding
            for _ in rows.lowerBound..<insideRows.lowerBound { visit(0..<0, 0) }
            for row in insideRows { visit(inside, start &+ row &* height.stride &* width.size) }
            for _ in insideRows.upperBound..<rows.upperBound { visit(0..<0, 0) }
          }
        }
      }
    }
  }

  /// Writes what the kernels lie on at some rows of places into columns, one for each place.
  private func gather<Number: Element>(
    _ image: UnsafePointer<Number>, _ rows: Range<Int>, into columns: UnsafeMutablePointer<Number>
  ) {
    var target = columns
    let (step, breadth) = (windows.width.stride, windows.width.count)
    forEachRow(rows) { inside, start in
      for place in 0..<inside.lowerBound { target[place] = 0 }
      let (source, part, count) = (image + start, target + inside.lowerBound, inside.count)
      if step == 1 {
        Self.copy(source, to: part, count)
      } else {
        for place in 0..<count { part[place] = source[place &* step] }
      }
      for place in inside.upperBound..<breadth { target[place] = 0 }
      target += breadth
    }
  }

  /// Copies numbers, 16 bytes at a time: the rows of an image are so short that a call for each takes longer.
  @inline(__always)
  private static func copy<Number: Element>(
    _ source: UnsafePointer<Number>, to target: UnsafeMutablePointer<Number>, _ count: Int
  ) {
    let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    let size = count &* MemoryLayout<Number>.stride
    func move(_ offset: Int) {
      let bytes = from.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
      to.storeBytes(of: bytes, toByteOffset: offset, as: SIMD2<UInt64>.self)
    }
    guard size >= 16 else {
      for place in 0..<count { target[place] = source[place] }
      return
    }
    var offset = 0
    while offset &+ 16 <= size {
      move(offset)
      offset &+= 16
    }
    // What is left, with some of what has been copied already.
    if offset < size { move(size &- 16) }
  }

  /// Adds columns to what the kernels lie on: the adjoint of ``gather(_:_:into:)``.
  private func scatter<Number: Element>(
    _ columns: UnsafePointer<Number>, _ rows: Range<Int>, into image: UnsafeMutablePointer<Number>
  ) {
    var source = columns
    let (step, breadth) = (windows.width.stride, windows.width.count)
    forEachRow(rows) { inside, start in
      let (target, part, count) = (image + start, source + inside.lowerBound, inside.count)
      if step == 1 {
        for place in 0..<count { target[place] += part[place] }
      } else {
        for place in 0..<count { target[place &* step] += part[place] }
      }
      source += breadth
    }
  }
}
