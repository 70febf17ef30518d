import Autodiff
import Expressions
import Foundation
import Tensors
import Testing

/// Values and gradients that JAX computed in float64; `Tests/Peers/golden.py` writes them.
@Suite("Values and gradients are those of another system")
struct GoldenTests {
  /// One line of the file.
  struct Case: Decodable, CustomTestStringConvertible {
    struct Array: Decodable {
      let shape: [Int]
      let elements: [Double]
    }

    let text: String
    let value: Array
    let gradients: [String: Array]

    var testDescription: String { text }
  }

  private static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/golden.jsonl")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy =
      .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Case.self, from: $0)
    }
  }

  @Test("every case of the file agrees in value, gradients and shapes")
  func agreement() throws {
    let cases = try Self.cases()
    #expect(cases.count >= 150, "the file holds \(cases.count) cases")
    for golden in cases {
      let program = try Program(golden.text)
      #expect(Set(program.variables.compactMap(\.name)) == Set(golden.gradients.keys), "\(golden.text)")
      expect(program.output.value, golden.value, "value", of: golden)
      let gradients = try gradient(of: program.output)
      for variable in program.variables {
        let name = try #require(variable.name)
        expect(gradients[variable], try #require(golden.gradients[name]), "gradient of \(name)", of: golden)
      }
    }
  }

  @Test("the cases use every operation that an expression can have")
  func completeness() throws {
    var used: Set<String> = []
    for golden in try Self.cases() {
      for node in try Program(golden.text).trace().nodes { node.operation.map { _ = used.insert($0) } }
    }
    // The others are made by the graph of a derivative alone.
    let derived: Set = ["place", "conv2d_input", "conv2d_weight", "max_unpool2d", "max_pool2d_at"]
    #expect(used == Set(Operation.all.map(\.name)).subtracting(derived))
  }

  /// Compares with a tolerance for the last bits, in which libraries of functions differ.
  private func expect(_ ours: Tensor, _ theirs: Case.Array, _ what: String, of golden: Case) {
    #expect(ours.shape.sizes == theirs.shape, "the \(what) of: \(golden.text)")
    let largest = theirs.elements.map(\.magnitude).filter(\.isFinite).max() ?? 0
    for (index, (a, b)) in zip(ours.elements, theirs.elements).enumerated() {
      // Terms that cancel leave the rounding of the larger ones, about the last bits of the array's largest.
      let tolerance = max(1e-12 * b.magnitude, 1e-15 * max(largest, 1))
      let isSame = b.isFinite ? (a - b).magnitude <= tolerance : a == b || a.isNaN && b.isNaN
      #expect(isSame, "element \(index) of the \(what) is \(a), not \(b): \(golden.text)")
    }
  }
}
