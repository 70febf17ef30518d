/// How windows of a size move over images of shape (batch, channels, height, width): down and to the right.
struct ImageWindows {
  /// The windows along one axis.
  struct Axis {
    /// The size of the images.
    let size: Int
    /// The size of a window.
    let window: Int
    /// The distance of neighbouring windows.
    let stride: Int
    /// The zeros before the images and after them.
    let padding: Int
    /// The number of windows.
    let count: Int

    /// The windows whose element at an offset lies in the image.
    func inside(_ offset: Int) -> Range<Int> {
      let first = offset >= padding ? 0 : (padding - offset + stride - 1) / stride
      let end = size + padding - offset
      let last = end <= 0 ? 0 : (end - 1) / stride + 1
      return Swift.min(first, count)..<Swift.max(Swift.min(first, count), Swift.min(last, count))
    }
  }

  let height: Axis
  let width: Axis

  /// The number of windows of an image.
  var count: Int { height.count * width.count }
  /// The number of elements of a window.
  var area: Int { height.window * width.window }
  /// The number of elements of an image.
  var imageArea: Int { height.size * width.size }

  /// Windows over images of known height and width.
  ///
  /// - Parameters:
  ///   - sizes: the height and the width of the images.
  ///   - window: the height and the width of a window.
  ///   - stride: the step down and to the right, or one number for both.
  ///   - padding: the zeros above and below, and at both sides, or one number for both.
  ///   - operation: is named in errors.
  /// - Throws: ``TensorError/unfitImages(operation:reason:)``.
  init(
    sizes: [Int], window: [Int], stride: [Int], padding: [Int], for operation: String
  ) throws(TensorError) {
    let (windows, strides, paddings) = (window.pair, stride.pair, padding.pair)
    guard let windows, windows.allSatisfy({ $0 > 0 && $0 <= Shape.maximumCount }) else {
      throw .unfitImages(
        operation: operation, reason: "a window has a height and a width from 1, not \(Shape.text(window))")
    }
    guard let strides, strides.allSatisfy({ $0 > 0 && $0 <= Shape.maximumCount }) else {
      throw .unfitImages(
        operation: operation, reason: "a stride is a number from 1, or one for each axis, not \(Shape.text(stride))")
    }
    guard let paddings, paddings.allSatisfy({ $0 >= 0 && $0 <= Shape.maximumCount }) else {
      throw .unfitImages(
        operation: operation, reason: "a padding is a number from 0, or one for each axis, not \(Shape.text(padding))")
    }
    let sizes = sizes.pair ?? [0, 0]
    guard sizes.allSatisfy({ $0 >= 0 && $0 <= Shape.maximumCount }) else {
      throw .unfitImages(
        operation: operation, reason: "an image has a height and a width from 0, not \(Shape.text(sizes))")
    }
    guard windows[0] <= sizes[0] + 2 * paddings[0], windows[1] <= sizes[1] + 2 * paddings[1] else {
      let around = paddings == [0, 0] ? "" : " with \(paddings[0])×\(paddings[1]) zeros at each side"
      throw .unfitImages(
        operation: operation,
        reason: "windows of \(windows[0])×\(windows[1]) are larger than images of \(sizes[0])×\(sizes[1])" + around)
    }
    func axis(_ place: Int) -> Axis {
      Axis(
        size: sizes[place], window: windows[place], stride: strides[place], padding: paddings[place],
        count: (sizes[place] + 2 * paddings[place] - windows[place]) / strides[place] + 1)
    }
    height = axis(0)
    width = axis(1)
  }
}

extension [Int] {
  /// Two numbers, of which one stands for both; nil for more or fewer.
  package var pair: [Int]? {
    switch count {
    case 1: [self[0], self[0]]
    case 2: self
    default: nil
    }
  }
}
