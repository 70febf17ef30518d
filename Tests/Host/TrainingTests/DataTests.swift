import Foundation
import Testing
import Training

@Suite("Files of data sets") struct DataTests {
  private let small: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]

  @Test func idxFileHasSizesAndBytes() throws {
    let file = try IDXFile(small, calling: "f")
    #expect(file.sizes == [2, 3])
    #expect(file.bytes == [1, 2, 3, 4, 5, 6])
  }

  @Test(
    arguments: [
      ([], "no IDX file"), ([1, 0, 8, 1], "no IDX file"), ([0, 0, 13, 1, 0, 0, 0, 0], "not bytes"),
      ([0, 0, 8, 0], "cut off"), ([0, 0, 8, 2, 0, 0, 0, 1], "cut off"), ([0, 0, 8, 1, 0, 0, 0, 3, 1, 2], "cut off"),
      ([0, 0, 8, 1, 0, 0, 0, 1, 1, 2], "too many"), ([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255], "beyond"),
      ([0x1F, 0x8B, 8, 0], "packed file is cut off"), ([0x1F, 0x8B, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8], "damaged"),
    ] as [([UInt8], String)])
  func whatIsNoneIsASentence(bytes: [UInt8], sentence: String) throws {
    let error = try #require(throws: TrainingError.self) { try IDXFile(bytes, calling: "digits") }
    #expect("\(error)".hasPrefix("digits: "))
    #expect("\(error)".contains(sentence))
  }

  @Test func packedFileIsUnpackedToItsSize() throws {
    #expect(try IDXFile(Packed.gzip(small), calling: "f") == IDXFile(small, calling: "f"))
    let bomb = Packed.gzip(small + Array(repeating: 0, count: 60_000))
    let error = try #require(throws: TrainingError.self) { try IDXFile(bomb, calling: "f") }
    #expect("\(error)" == "f: it unpacks to more than 18 bytes, more than its header asks for")
  }

  @Test func missingFilesAreNamed() throws {
    let error = try #require(throws: TrainingError.self) { try MNIST(folder: "/nowhere") }
    for name in MNIST.files { #expect("\(error)".contains(name)) }
  }

  @Test func labelsMustMatchImages() throws {
    let images = try IDXFile([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 9], calling: "i")
    let set = try ImageSet(
      images: images, labels: IDXFile([0, 0, 8, 1, 0, 0, 0, 2, 3, 9], calling: "l"), calling: ("i", "l"))
    #expect(set.labels == [3, 9] && set.width == 1)
    #expect(try set.inputs([1, 0]).elements == [Double(Float(9) * (1 / 255)), Double(Float(7) * (1 / 255))])
    #expect(throws: TrainingError.self) {
      try ImageSet(images: images, labels: IDXFile([0, 0, 8, 1, 0, 0, 0, 1, 3], calling: "l"), calling: ("i", "l"))
    }
    #expect(throws: TrainingError.self) {
      try ImageSet(images: images, labels: IDXFile([0, 0, 8, 1, 0, 0, 0, 2, 3, 10], calling: "l"), calling: ("i", "l"))
    }
  }
}
