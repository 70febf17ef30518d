import Output
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A network in a file, so that it can be used and is not lost.
///
/// The file is in the safetensors format: the parameters by their names, `W1` of shape (inputs, outputs), `b1`, `W2` and
/// so on, and notes as metadata. Written in one step, so that a run that is killed leaves the last whole one.
public struct Checkpoint: Sendable {
  /// The network.
  public let network: Perceptron
  /// Notes about the network, text by name.
  public let notes: [String: String]
  /// The height and the breadth of the images it is for; nil where it is not for images.
  public let imageSize: (height: Int, breadth: Int)?

  private static let formatNote = "format"
  private static let format = "adviz perceptron 1"
  private static let imageNote = "image"

  /// A network to be written.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - imageSize: the height and the breadth of the images it is for.
  ///   - notes: what else is to be known, text by name.
  public init(_ network: Perceptron, imageSize: (height: Int, breadth: Int)? = nil, notes: [String: String] = [:]) {
    self.network = network
    self.imageSize = imageSize
    self.notes = notes
  }

  /// Writes the file in one step and waits until the disk has it.
  ///
  /// - Throws: `OutputError`; ``TrainingError/badSetting(_:)`` for images of another size than the network takes.
  public func write(to path: String) throws {
    try writeFile(bytes(), to: path, isDurable: true)
  }

  /// The bytes of the file, the same for the same network and notes.
  ///
  /// - Throws: ``TrainingError/badSetting(_:)`` for images of another size than the network takes.
  public func bytes() throws -> [UInt8] {
    try checkImageSize()
    var metadata = notes
    metadata[Self.formatNote] = Self.format
    metadata[Self.imageNote] = imageSize.map { "\($0.height)x\($0.breadth)" }
    let names = Self.names(layers: network.parameters.count / 2)
    return try SafeTensors(
      tensors: Dictionary(zip(names, network.parameters)) { $1 }, metadata: metadata
    ).bytes()
  }

  /// Reads a file.
  ///
  /// - Throws: ``TrainingError/unreadable(file:reason:)``, ``TrainingError/malformed(file:reason:)``.
  public init(path: String) throws(TrainingError) {
    try self.init(InputBytes.read(path), calling: path)
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: ``TrainingError/malformed(file:reason:)`` where it is damaged, cut off, or holds no such network.
  public init(_ bytes: [UInt8], calling file: String) throws(TrainingError) {
    let contents = try SafeTensors(bytes, calling: file)
    let names = Self.names(layers: contents.tensors.count / 2)
    let parameters = names.compactMap { contents.tensors[$0] }
    let note = contents.metadata[Self.imageNote]
    let sizes = note?.split(separator: "x").compactMap { Int($0) } ?? []
    let isSize = sizes.count == 2 && sizes.allSatisfy({ $0 > 0 && $0 <= 1 << 15 })
    let size: (height: Int, breadth: Int)? = isSize ? (sizes[0], sizes[1]) : nil
    guard parameters.count == contents.tensors.count,
      let network = try? Perceptron(parameters: parameters, imageSize: size)
    else {
      let found = contents.tensors.sorted { $0.key < $1.key }.prefix(8).map { "\($0.key) \($0.value.shape)" }
      throw .malformed(
        file: file,
        reason:
          "it holds another network than adviz trains, with \(found.joined(separator: ", ")) instead of W1, b1, W2,"
          + " b2 and so on in shapes that follow from each other")
    }
    self.network = network
    notes = contents.metadata.filter { $0.key != Self.formatNote && $0.key != Self.imageNote }
    guard let note else {
      imageSize = nil
      return
    }
    guard let size, size.height * size.breadth == network.sizes[0] else {
      throw .malformed(
        file: file, reason: "its network takes \(network.sizes[0]) numbers, which no image of \(note) pixels has")
    }
    imageSize = size
  }

  /// Checks that images, where the network is for images, have as many pixels as it takes.
  func checkImageSize() throws(TrainingError) {
    guard let (height, breadth) = imageSize else { return }
    let (pixels, overflow) = height.multipliedReportingOverflow(by: breadth)
    guard height > 0, breadth > 0, !overflow, pixels == network.sizes[0] else {
      throw .badSetting("images of \(height)×\(breadth) pixels are not the \(network.sizes[0]) numbers a network takes")
    }
  }

  private static func names(layers: Int) -> [String] { (0..<layers).flatMap { ["W\($0 + 1)", "b\($0 + 1)"] } }
}
