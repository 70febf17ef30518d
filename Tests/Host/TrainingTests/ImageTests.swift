import Foundation
import Tensors
import Testing
import Training

@Suite("Images to predict from") struct ImageTests {
  /// A light stroke of 4 columns and 16 rows at a place of a dark square of 40.
  private func stroke(atColumn column: Int) -> [UInt8] {
    (0..<1600).map { (8..<24).contains($0 / 40) && (column..<column + 4).contains($0 % 40) ? 255 : 0 }
  }

  @Test func lightPNGIsInverted() throws {
    let pixels = (0..<6).map { UInt8($0 * 50) }
    let image = try GreyImage(png: Packed.png(width: 3, pixels), calling: "f")
    #expect(image.height == 2 && image.breadth == 3 && image.pixels == pixels)
    #expect(image.digit(height: 2, breadth: 3) == pixels)
    let light = try GreyImage(height: 2, breadth: 3, pixels: [255, 255, 250, 255, 255, 255])
    #expect(light.digit(height: 2, breadth: 3) == [0, 0, 5, 0, 0, 0])
  }

  @Test func otherSizeIsScaledAndCentred() throws {
    let image = try GreyImage(height: 40, breadth: 40, pixels: stroke(atColumn: 3))
    let digit = image.digit(height: 28, breadth: 28)
    // 16 rows become 20, 4 columns become 5, in the middle: rows 4 to 23, columns 11.5 to 16.5.
    let inked = digit.indices.filter { digit[$0] > 0 }
    #expect(inked.map { $0 / 28 }.min() == 4 && inked.map { $0 / 28 }.max() == 23)
    #expect(inked.map { $0 % 28 }.min() == 11 && inked.map { $0 % 28 }.max() == 16)
    #expect(digit[14 * 28 + 14] == 255 && digit[14 * 28 + 11] == 128)
    // Wherever it was, and whichever is the light one.
    let other = try GreyImage(height: 40, breadth: 40, pixels: stroke(atColumn: 30).map { 255 - $0 })
    let difference = zip(other.digit(height: 28, breadth: 28), digit).map { abs(Int($0) - Int($1)) }.max()
    #expect(difference ?? 255 <= 1)
    let empty = try GreyImage(height: 40, breadth: 40, pixels: Array(repeating: 255, count: 1600))
    #expect(empty.digit(height: 28, breadth: 28).allSatisfy { $0 == 0 })
  }

  @Test func damagedPNGIsRefused() throws {
    let png = Packed.png(width: 40, stroke(atColumn: 3))
    for bytes in [Array(png[..<20]), Array(png[..<60]), Array(png.dropLast(20))] {
      #expect(throws: TrainingError.self) { try GreyImage(png: bytes, calling: "f") }
    }
    var huge = png
    huge.replaceSubrange(16..<24, with: [0, 0, 127, 255, 0, 0, 127, 255])
    let error = try #require(throws: TrainingError.self) { try GreyImage(png: huge, calling: "f") }
    #expect("\(error)" == "f: a picture of 32767×32767 pixels is not read; 16777216 are the most")
  }

  @Test func shiftsFollowSeed() throws {
    let images = try IDXFile(
      [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0, 255, 0, 0, 0, 0], calling: "i")
    let labels = try IDXFile([0, 0, 8, 1, 0, 0, 0, 1, 4], calling: "l")
    let set = try ShiftedImages(ImageSet(images: images, labels: labels, calling: ("i", "l")), by: 1)
    var (bits, same) = (RandomBits(seed: 1), RandomBits(seed: 1))
    var places: Set<Int> = []
    for _ in 0..<200 {
      let moved = try set.variedInputs([0], by: &bits)
      #expect(try moved == set.variedInputs([0], by: &same))
      let lit = moved.elements.indices.filter { moved.elements[$0] == 1 }
      #expect(lit.count == 1)
      places.formUnion(lit)
    }
    #expect(places == Set(0..<9))
    #expect(throws: TrainingError.self) {
      try ShiftedImages(ImageSet(images: images, labels: labels, calling: ("i", "l")), by: 3)
    }
  }

  @Test func predictionsNeedImagesOfTheNetwork() throws {
    let network = try Perceptron(sizes: [4, 10], seed: 1)
    let checkpoint = Checkpoint(network, imageSize: (2, 2))
    let idx: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 255, 6, 7, 8]
    let predictions = try checkpoint.predictions(idx, calling: "f")
    #expect(predictions.count == 2 && predictions[0].probabilities.count == 10)
    let sum = predictions[1].probabilities.reduce(0, +)
    #expect(abs(sum - 1) < 1e-6)
    #expect(predictions[1].probabilities[predictions[1].answer] == predictions[1].confidence)
    let png = try checkpoint.predictions(Packed.png(width: 2, [255, 6, 7, 8]), calling: "f")
    #expect(png.count == 1 && png[0].answer == predictions[1].answer)
    #expect(abs(png[0].confidence - predictions[1].confidence) < 1e-6)
    for bad in [[0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2], [1, 2, 3, 4]] as [[UInt8]] {
      #expect(throws: TrainingError.self) { try checkpoint.predictions(bad, calling: "f") }
    }
    #expect(throws: TrainingError.self) { try Checkpoint(network).predictions(idx, calling: "f") }
  }
}
