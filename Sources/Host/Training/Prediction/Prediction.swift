import Tensors

/// The answer of a network for one example.
public struct Prediction: Hashable, Sendable {
  /// The probability of each class.
  public let probabilities: [Double]

  /// The class with the largest probability, the first of equals.
  public var answer: Int { ranking.first ?? 0 }
  /// The probability of the answer.
  public var confidence: Double { probabilities.max() ?? 0 }
  /// The classes, the most probable first.
  public var ranking: [Int] {
    probabilities.indices.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
  }
}

extension Perceptron {
  /// The answers of the network for inputs of shape (rows, inputs).
  ///
  /// - Throws: ``TensorError`` where the inputs have another width than the network.
  public func predictions(_ inputs: Tensor) throws(TensorError) -> [Prediction] {
    let shares = try probabilities(inputs)
    let (elements, classes) = (shares.elements, shares.shape.sizes[1])
    return stride(from: 0, to: elements.count, by: classes).map {
      Prediction(probabilities: Array(elements[$0..<$0 + classes]))
    }
  }
}

extension Checkpoint {
  /// The answers of the network for the images of a file: one PNG, or the many of an IDX file.
  ///
  /// - Throws: ``TrainingError`` where the file is damaged or its images have another size than the network takes.
  public func predictions(path: String) throws -> [Prediction] {
    try predictions(InputBytes.read(path), calling: path)
  }

  /// The answers of the network for the images in the bytes of a PNG or an IDX file.
  ///
  /// A PNG is brought into the form of MNIST's digits by `GreyImage.digit(height:breadth:)`; the images of an IDX file
  /// are taken as they are.
  /// - Throws: ``TrainingError`` where the file is damaged or its images have another size than the network takes.
  public func predictions(_ bytes: [UInt8], calling file: String) throws -> [Prediction] {
    try checkImageSize()
    guard let (height, breadth) = imageSize else {
      throw TrainingError.mismatched(
        "the network of this checkpoint takes \(network.sizes[0]) numbers and is not for images such as \(file)")
    }
    if GreyImage.isPNG(bytes) {
      let digit = try GreyImage(png: bytes, calling: file).digit(height: height, breadth: breadth)
      return try network.predictions(Tensor(bytes: digit, width: height * breadth, rows: [0]))
    }
    let images = try IDXFile(bytes, calling: file, orElse: "a PNG")
    guard images.sizes.count == 3, images.sizes[1] == height, images.sizes[2] == breadth else {
      throw TrainingError.mismatched(
        "\(file) has the sizes \(images.sizes), and the network takes images of \(height)×\(breadth) pixels")
    }
    let width = height * breadth
    return try stride(from: 0, to: images.sizes[0], by: Perceptron.rowsAtOnce).flatMap { start in
      let rows = Array(start..<min(start + Perceptron.rowsAtOnce, images.sizes[0]))[...]
      return try network.predictions(Tensor(bytes: images.bytes, width: width, rows: rows))
    }
  }
}
