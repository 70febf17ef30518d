import Autodiff
import Tensors

/// A layer that looks for patterns everywhere in an image: a convolution, the largest of each 2×2 places, a bias for each
/// filter, and a rectifier.
public struct ConvolutionLayer: Hashable, Sendable {
  /// The number of patterns that are looked for.
  public var filters: Int
  /// The height and the width of a pattern in pixels.
  public var size: Int

  /// A layer of so many filters of a size.
  public init(filters: Int, size: Int) {
    (self.filters, self.size) = (filters, size)
  }

  /// The height and the width of the windows of which the largest element is taken.
  private static let window = 2

  /// The shape (channels, height, width) of what a layer makes of images.
  ///
  /// - Throws: ``TrainingError/badSetting(_:)`` where the kernels do not fit the images.
  static func shape(after kernels: [Int], of image: [Int]) throws(TrainingError) -> [Int] {
    guard kernels.count == 4, kernels.allSatisfy({ $0 > 0 }), kernels[1] == image[0] else {
      throw .badSetting("a layer of convolutions has filters with a size, as many channels deep as what they look at")
    }
    guard kernels[2] < image[1], kernels[3] < image[2] else {
      throw .badSetting(
        "filters of \(kernels[2])×\(kernels[3]) and windows of \(window)×\(window) do not fit into"
          + " \(image[1])×\(image[2])")
    }
    return [kernels[0], (image[1] - kernels[2] + 1) / window, (image[2] - kernels[3] + 1) / window]
  }

  /// The size of the input and of what each layer makes of it; none without layers.
  ///
  /// - Parameters:
  ///   - parameters: weights and biases in turn.
  ///   - imageSize: the height and the breadth of an image.
  /// - Returns: one number more than there are layers.
  /// - Throws: ``TrainingError/badSetting(_:)`` where the shapes do not follow from each other.
  static func sizes(
    _ parameters: ArraySlice<Tensor>, _ imageSize: (height: Int, breadth: Int)?
  ) throws(TrainingError) -> [Int] {
    guard !parameters.isEmpty else { return [] }
    // No image is larger than an array can be, so that no product overflows.
    guard let imageSize, (try? Shape([imageSize.height, imageSize.breadth])) != nil, parameters.count.isMultiple(of: 2)
    else { throw .badSetting("layers of convolutions are for images of a known size") }
    var image = [1, imageSize.height, imageSize.breadth]
    var sizes = [image.reduce(1, *)]
    for layer in stride(from: 0, to: parameters.count, by: 2) {
      let kernels = parameters[layer].shape.sizes
      image = try shape(after: kernels, of: image)
      sizes.append(image.reduce(1, *))
      guard parameters[layer + 1].shape.sizes == [kernels[0]] else {
        throw .badSetting("a layer of convolutions has a bias for each of its filters")
      }
    }
    return sizes
  }

  /// The graph of a layer.
  static func graph(of images: Node, _ kernels: Node, _ bias: Node) throws(TensorError) -> Node {
    let found = try Node.applying(.conv2d(), to: Operands(images, kernels))
    // The bias does not change which is the largest: it is added where there are fewer.
    let largest = try Node.applying(.maxPool2d(), to: Operands(found))
    let column = try Node.applying(.reshape(sizes: [bias.value.shape.count, 1, 1]), to: Operands(bias))
    return relu(try .applying(.add, to: Operands(largest, column)))
  }
}
