import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Grey images with labels from 0 to 9, as MNIST and its kin hold them.
public struct ImageSet: DataSet {
  /// The height of an image in pixels.
  public let height: Int
  /// The breadth of an image in pixels.
  public let breadth: Int
  /// The pixels of one image after the other, row by row; 0 is black.
  public let pixels: [UInt8]
  /// The class that each image shows.
  public let labels: [Int]

  /// The number of images.
  public var count: Int { labels.count }
  /// The pixels of an image.
  public var width: Int { height * breadth }
  /// Ten, as in MNIST.
  public var classes: Int { 10 }

  /// Images with their labels.
  ///
  /// - Throws: ``TrainingError`` where one of the files is not what it should be, or they do not belong together.
  public init(images: IDXFile, labels: IDXFile, calling files: (images: String, labels: String)) throws(TrainingError) {
    guard images.sizes.count == 3 else {
      throw .malformed(file: files.images, reason: "these are no images: \(images.sizes.count) axes instead of 3")
    }
    guard labels.sizes.count == 1 else {
      throw .malformed(file: files.labels, reason: "these are no labels: \(labels.sizes.count) axes instead of 1")
    }
    guard images.sizes[0] == labels.sizes[0] else {
      throw .mismatched(
        "\(files.images) holds \(images.sizes[0]) images and \(files.labels) \(labels.sizes[0]) labels")
    }
    guard images.bytes.count > 0 else { throw .malformed(file: files.images, reason: "there is no image in it") }
    if let place = labels.bytes.firstIndex(where: { $0 > 9 }) {
      throw .malformed(
        file: files.labels, reason: "label \(place) is \(labels.bytes[place]), and labels are from 0 to 9")
    }
    height = images.sizes[1]
    breadth = images.sizes[2]
    pixels = images.bytes
    self.labels = labels.bytes.map(Int.init)
  }

  /// The pixels of some images, from 0 for black to 1 for white.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)`` for an image that is not there.
  public func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    try Tensor(bytes: pixels, width: width, rows: rows)
  }
}
