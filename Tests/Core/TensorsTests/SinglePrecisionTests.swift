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

  /// A function by its name in the file.
  enum Function: String, CaseIterable {
    case exp, log, tanh, sigmoid

    func callAsFunction(_ x: Tensor) -> Tensor {
      switch self {
      case .exp: x.exponential
      case .log: x.naturalLogarithm
      case .tanh: x.hyperbolicTangent
      case .sigmoid: x.logistic
      }
    }
  }

  @Test("are within two units in the last place of mpmath's values", arguments: Function.allCases)
  func golden(function: Function) throws {
    let name = function.rawValue
    let points = try Self.golden(name)
    #expect(points.count > 700)
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
    func value(_ function: Function, _ x: Float) -> Float {
      Float(function(Tensor(Double(x), dtype: .float32)).scalar ?? .nan)
    }
    #expect(value(.log, 0) == -.infinity)
    #expect(value(.log, -0.0) == -.infinity)
    #expect(value(.log, 1) == 0)
    #expect(value(.log, .infinity) == .infinity)
    #expect(value(.log, -1).isNaN)
    #expect(value(.log, -.infinity).isNaN)
    for function in Function.allCases { #expect(value(function, .nan).isNaN) }
    #expect(value(.tanh, 0) == 0)
    #expect(value(.tanh, -0.0).sign == .minus)
    #expect(value(.tanh, .infinity) == 1)
    #expect(value(.tanh, -.infinity) == -1)
    #expect(value(.tanh, .leastNonzeroMagnitude) == .leastNonzeroMagnitude)
    #expect(value(.sigmoid, 0) == 0.5)
    #expect(value(.sigmoid, .infinity) == 1)
    #expect(value(.sigmoid, -.infinity) == 0)
    #expect(value(.sigmoid, -103) > 0)
  }
}
