import Tensors

/// Images that are moved a little each time they are learnt from, so that the network learns what they show wherever
/// it is.
public struct ShiftedImages: DataSet {
  private let images: ImageSet
  private let reach: Int

  /// Moves each image by up to `reach` pixels up or down and as many to the left or right, evenly distributed.
  ///
  /// - Throws: ``TrainingError/badSetting(_:)`` for a reach that is negative or would move an image out of sight.
  public init(_ images: ImageSet, by reach: Int) throws(TrainingError) {
    guard (0..<max(1, min(images.height, images.breadth))).contains(reach) else {
      throw .badSetting("images of \(images.height)×\(images.breadth) pixels cannot be shifted by \(reach)")
    }
    self.images = images
    self.reach = reach
  }

  /// The number of images.
  public var count: Int { images.count }
  /// The pixels of an image.
  public var width: Int { images.width }
  /// As many as the images have.
  public var classes: Int { images.classes }
  /// The class that each image shows.
  public var labels: [Int] { images.labels }

  /// The images where they are.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)`` for an image that is not there.
  public func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    try images.inputs(rows)
  }

  /// The images, each moved by chance.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)`` for an image that is not there.
  public func variedInputs(
    _ rows: ArraySlice<Int>, by bits: inout RandomBits
  ) throws(TensorError) -> Tensor {
    let choices = UInt64(2 * reach + 1)
    let shifts = rows.map { _ in
      let (down, right) = (bits.below(choices), bits.below(choices))
      return (down: Int(down) - reach, right: Int(right) - reach)
    }
    return try Tensor(
      images: images.pixels, height: images.height, breadth: images.breadth, rows: rows, shifts: shifts)
  }
}

extension RandomBits {
  /// A number from 0, below a limit; written out, so that a seed gives the same with any standard library.
  mutating func below(_ limit: UInt64) -> UInt64 { next().multipliedFullWidth(by: limit).high }
}
