import Foundation
import Tensors
import Testing

/// Memory is looked at only after shapes have been: where there is no check, a release build reads and writes what lies
/// beside an array.
@Suite("A part or a joint of other arrays stops the program") struct PartTests {
  private func stops(_ text: [UInt8]?, _ sentence: String) {
    let text = String(decoding: text ?? [], as: UTF8.self)
    #expect(text.contains("Fatal error: \(sentence)"), "\(text.prefix(300))")
  }

  @Test func reading() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let part = try Shape([1_000, 1_000]).part([.position(999)])
      print(Tensor(repeating: 1, shape: try Shape([2, 2])).reading(part))
    }
    stops(
      result?.standardErrorContent, "a part of an array of shape (1000, 1000) cannot be read from one of shape (2, 2)")
  }

  @Test func writing() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let part = try Shape([1_000, 1_000]).part([.position(999)])
      print(Tensor(repeating: 1, shape: try Shape([1_000])).writing(into: part, of: try Shape([2, 2])))
    }
    stops(result?.standardErrorContent, "an array of shape (1000,) cannot be written into a part of shape (1000,)")
  }

  @Test func writingTooLittle() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let whole = try Shape([1_000, 1_000])
      print(Tensor(1).writing(into: try whole.part([.position(999)]), of: whole))
    }
    stops(result?.standardErrorContent, "an array of shape () cannot be written into a part of shape (1000,)")
  }

  @Test func joining() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let joint = try Joint(concatenating: [Shape([1_000]), Shape([1_000])], axis: 0)
      print(joint.joining([[1], [2]]))
    }
    stops(
      result?.standardErrorContent, "arrays of shapes [(1,), (1,)] cannot be joined in the place of [(1000,), (1000,)]")
  }

  @Test func joiningTooFew() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let joint = try Joint(stacking: [Shape([2]), Shape([2])], axis: 0)
      print(joint.joining([[1, 2]]))
    }
    stops(result?.standardErrorContent, "arrays of shapes [(2,)] cannot be joined in the place of [(2,), (2,)]")
  }

  @Test func rowsOfTablesAreThrown() throws {
    for row in [-1, 2, .max, .min] {
      #expect(throws: TensorError.self) { try Tensor(bytes: [1, 2, 3, 4], width: 2, rows: [row]) }
      #expect(throws: TensorError.self) {
        try Tensor(images: [1, 2, 3, 4], height: 1, breadth: 2, rows: [row], shifts: [(0, 0)])
      }
    }
    #expect(throws: TensorError.self) { try Tensor(bytes: [1, 2], width: -1, rows: [0]) }
    #expect(throws: TensorError.self) {
      try Tensor(images: [1, 2], height: -1, breadth: -2, rows: [0], shifts: [(0, 0)])
    }
    #expect(throws: TensorError.self) { try Tensor(images: [1, 2], height: 1, breadth: 2, rows: [0], shifts: []) }
    for shift in [-2, -1, 0, 1, 2, .max, .min] {
      let moved = try Tensor(images: [255, 0], height: 1, breadth: 2, rows: [0], shifts: [(0, shift)])
      #expect(moved == (try Tensor([shift == 0 ? 1 : 0, shift == 1 ? 1 : 0], shape: Shape([1, 2]), dtype: .float32)))
      #expect(try Tensor(images: [255], height: 1, breadth: 1, rows: [0], shifts: [(shift, 0)]).shape.sizes == [1, 1])
    }
  }
}
