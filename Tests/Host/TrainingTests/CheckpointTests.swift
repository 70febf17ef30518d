import Foundation
import Tensors
import Testing
import Training

@Suite("Checkpoints") struct CheckpointTests {
  private func network(_ sizes: [Int] = [4, 3, 2]) throws -> Perceptron { try Perceptron(sizes: sizes, seed: 5) }

  private func bytes(header: String, data: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8) + data
  }

  private func refusal(_ bytes: [UInt8]) throws -> String {
    "\(try #require(throws: TrainingError.self) { try Checkpoint(bytes, calling: "file") })"
  }

  @Test func checkpointReadsBack() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/network.safetensors"
    try Checkpoint(network(), imageSize: (2, 2), notes: ["seed": "5"]).write(to: path)
    let read = try Checkpoint(path: path)
    #expect(try read.network.parameters == network().parameters)
    #expect(read.notes == ["seed": "5"])
    #expect(read.imageSize?.height == 2 && read.imageSize?.breadth == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["network.safetensors"])
  }

  @Test func bytesFollowSafetensors() throws {
    let tiny = try Perceptron(parameters: [
      Tensor([0.5], shape: Shape([1, 1]), dtype: .float32), Tensor([-2], shape: Shape([1]), dtype: .float32),
    ])
    let bytes = try Checkpoint(tiny).bytes()
    let length = Int(bytes[0]) + 256 * Int(bytes[1])
    #expect(length % 8 == 0 && bytes.count == 8 + length + 8)
    let header = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: [String: Any]])
    #expect(header["W1"]?["dtype"] as? String == "F32" && header["W1"]?["shape"] as? [Int] == [1, 1])
    #expect(header["b1"]?["data_offsets"] as? [Int] == [4, 8])
    #expect(Array(bytes.suffix(8)) == [0, 0, 0, 0x3F, 0, 0, 0, 0xC0])
    #expect(try Checkpoint(tiny).bytes() == bytes)
  }

  @Test func truncatedFileIsRefused() throws {
    let bytes = try Checkpoint(network()).bytes()
    for count in 0..<bytes.count {
      #expect(throws: TrainingError.self) { try Checkpoint(Array(bytes[..<count]), calling: "f") }
    }
    #expect(try refusal(Array(bytes.dropLast())) == "file: it is cut off within 'b2'")
    #expect(try refusal(bytes + [0]) == "file: 1 bytes at its end belong to nothing")
    #expect(try refusal(Array(bytes[..<100])) == "file: it is cut off within its header")
  }

  @Test(arguments: [
    (#"{"W1":{"dtype":"F32","shape":[1,1],"data_offsets":[0,8]}}"#, "places 'W1' of shape (1, 1) wrongly"),
    (#"{"W1":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]}}"#, "places 'W1' of shape (1, 1) wrongly"),
    (#"{"W1":{"dtype":"F32","shape":[1,1],"data_offsets":[0]}}"#, "wrongly"),
    (#"{"W1":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,8]}}"#, "no array can have"),
    (#"{"W1":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}"#, "no array can have"),
    (#"{"W1":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}"#, "of type F16"),
    (#"{"W1":{"dtype":"F32"}}"#, "its header does not say where 'W1' is"),
    (#"[]"#, "not that of the safetensors format"), ("{", "not that of the safetensors format"),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, "another network than adviz trains, with x (1,)"),
    (
      #"{"W1":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"b1":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"__metadata__":{"image":"3x3"}}"#,
      "which no image of 3x3 pixels has"
    ),
  ])
  func lyingHeaderIsRefused(header: String, sentence: String) throws {
    let message = try refusal(bytes(header: header, data: Array(repeating: 0, count: 8)))
    #expect(message.hasPrefix("file: ") && message.contains(sentence), "\(message)")
  }

  @Test func hugeHeaderAndNaNAreRefused() throws {
    #expect(try refusal(Array(repeating: 255, count: 16)).contains("no checkpoint in the safetensors format"))
    let header =
      #"{"W1":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"b1":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#
    #expect(
      try refusal(bytes(header: header, data: [0, 0, 0xC0, 0x7F, 0, 0, 0, 0])).contains(
        "'W1' holds numbers that are not finite"))
    #expect(
      try Checkpoint(bytes(header: header, data: Array(repeating: 0, count: 8)), calling: "f").network.sizes == [1, 1])
  }
}
