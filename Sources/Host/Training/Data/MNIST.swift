#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The MNIST database of handwritten digits, or another of the same files (Fashion-MNIST, KMNIST).
public struct MNIST: Sendable {
  /// The training set.
  public let training: ImageSet
  /// The test set.
  public let test: ImageSet

  /// The four files, without the ending of packed ones.
  package static let files = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]

  /// Reads the four files of a folder, plain or packed by gzip.
  ///
  /// - Throws: ``TrainingError``.
  public init(folder: String) throws(TrainingError) {
    var paths: [String] = []
    var missing: [String] = []
    for name in Self.files {
      let plain = "\(folder)/\(name)"
      if let path = [plain, plain + ".gz"].first(where: { FileManager.default.fileExists(atPath: $0) }) {
        paths.append(path)
      } else {
        missing.append(name)
      }
    }
    guard missing.isEmpty else { throw .noData(folder: folder, files: missing) }
    training = try ImageSet(
      images: IDXFile(path: paths[0]), labels: IDXFile(path: paths[1]), calling: (paths[0], paths[1]))
    test = try ImageSet(
      images: IDXFile(path: paths[2]), labels: IDXFile(path: paths[3]), calling: (paths[2], paths[3]))
    guard training.height == test.height, training.breadth == test.breadth else {
      throw .mismatched(
        "\(paths[0]) has images of \(training.height)×\(training.breadth) pixels and \(paths[2]) of"
          + " \(test.height)×\(test.breadth)")
    }
  }
}
