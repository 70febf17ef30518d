import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Functions of float32 numbers")
struct SinglePrecisionTests {
  /// A function as mpmath computes it at some points (`Tests/Peers/single.py`).
  private static func golden(_ name: String) throws -> [(x: Float, exact: Double)] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/single.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ",")
      guard fields[0] == name else { return nil }
      let bits = try #require(UInt32(fields[1], radix: 16))
      let exact = fields[2] == "-inf" ? -Double.infinity : try #require(Double(fields[2]))
      return (Float(bitPattern: bits), exact)
    }
  }

  @Test(
    "are within two units in the last place of mpmath's values",
    arguments: [
      ("exp", { $0.exponential }), ("log", { $0.naturalLogarithm }), ("tanh", { $0.hyperbolicTangent }),
      ("sigmoid", { $0.logistic }),
    ] as [(String, @Sendable (Tensor) -> Tensor)])
  func golden(name: String, function: @Sendable (Tensor) -> Tensor) throws {
    let points = try Self.golden(name)
    #expect(points.count > 900)
    let array = try Tensor(points.map { Double($0.x) }, shape: Shape([points.count]), dtype: .float32)
    for (point, result) in zip(points, function(array).elements) {
      let rounded = Float(point.exact)
      guard rounded.isFinite else {
        #expect(Float(result) == rounded, "\(name) of \(point.x)")
        continue
      }
      #expect(abs(result - point.exact) <= 2 * Double(rounded.ulp), "\(name) of \(point.x) is \(result)")
      // A number alone takes the same way.
      #expect(function(Tensor(Double(point.x), dtype: .float32)).scalar == result)
    }
  }

  @Test("at their ends")
  func ends() {
    func value(_ function: (Tensor) -> Tensor, _ x: Float) -> Float {
      Float(function(Tensor(Double(x), dtype: .float32)).scalar ?? .nan)
    }
    #expect(value(\.naturalLogarithm, 0) == -.infinity)
    #expect(value(\.naturalLogarithm, -0.0) == -.infinity)
    #expect(value(\.naturalLogarithm, 1) == 0)
    #expect(value(\.naturalLogarithm, .infinity) == .infinity)
    #expect(value(\.naturalLogarithm, -1).isNaN)
    #expect(value(\.naturalLogarithm, -.infinity).isNaN)
    #expect(value(\.naturalLogarithm, .nan).isNaN)
    for function in [\Tensor.hyperbolicTangent, \Tensor.logistic] {
      #expect(value({ $0[keyPath: function] }, .nan).isNaN)
    }
    #expect(value(\.hyperbolicTangent, 0) == 0)
    #expect(value(\.hyperbolicTangent, -0.0).sign == .minus)
    #expect(value(\.hyperbolicTangent, .infinity) == 1)
    #expect(value(\.hyperbolicTangent, -.infinity) == -1)
    #expect(value(\.hyperbolicTangent, .leastNonzeroMagnitude) == .leastNonzeroMagnitude)
    #expect(value(\.logistic, 0) == 0.5)
    #expect(value(\.logistic, .infinity) == 1)
    #expect(value(\.logistic, -.infinity) == 0)
    #expect(value(\.logistic, -103) > 0)
  }
}
