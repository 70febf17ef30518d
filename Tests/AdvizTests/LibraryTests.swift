import Adviz
import Foundation
import Testing

/// The library as its users write it: the example of the README.
@Suite struct LibraryTests {
  private let x = variable(0.5, name: "x")
  private let y = variable(4, name: "y")
  private let z = variable(-2.3, name: "z")

  @Test func articleExample() {
    let f = sin(x ** (y + z)) - 3 * log((x ** 2) * (y ** 3))
    #expect("f = \(f)" == "f = -8.014816644264268")
  }

  @Test func gradientsByVariable() throws {
    let f = sin(x ** (y + z)) - 3 * z * log((x ** 2) * (y ** 3))
    let g = try gradient(of: f)
    for (variable, expected) in [(x, 28.597295), (y, 4.971685), (z, -8.521082)] {
      #expect(abs(try #require(g[variable].scalar) - expected) < 5e-7)
    }
    #expect(g["x"] == g[x])
    #expect(g[variable(1, name: "elsewhere")].scalar == 0)
  }

  @Test func forwardMode() throws {
    let f = sin(x ** (y + z)) - 3 * log((x ** 2) * (y ** 3))
    let slope = derivative { x in sin(x) * x }
    #expect(abs(try #require(slope(2).scalar) - 0.0770037537313969) < 1e-15)
    let reverse = try gradient(of: f)
    let forward = try gradient(of: f, mode: .forward)
    for variable in [x, y] {
      #expect(abs(try #require(forward[variable].scalar) - #require(reverse[variable].scalar)) < 1e-12)
    }
    #expect(try derivative(of: f, withRespectTo: x) == forward[x])
    #expect(try checkGradient(of: f).allSatisfy(\.agrees))
  }

  @Test func arraysPrintAsInNumPy() throws {
    let a = variable([[1, 2, 3], [4, 5, 6]])
    #expect(a.transposed.value == [[1, 4], [2, 5], [3, 6]])
    #expect(matmul(a, a.transposed).value == [[14, 32], [32, 77]])
    #expect(a[1].value == [4, 5, 6] && a[-1, 0].value == 4)
    #expect(a[.all, 1].value == [2, 5] && a[0, .range(1..<3)].value == [2, 3])
    #expect(`where`(a > 3, a, 0.5).value == [[0.5, 0.5, 0.5], [4, 5, 6]])
    #expect(`where`(a <= 3, 0, a).value == [[0, 0, 0], [4, 5, 6]])
    #expect(equal(a, a).value == [[1, 1, 1], [1, 1, 1]] && notEqual(a, a).value == [[0, 0, 0], [0, 0, 0]])
    #expect((a >= 6).value == [[0, 0, 0], [0, 0, 1]] && (a <= a).value == (a >= a).value)
    #expect(maximum(a, 3).value == [[3, 3, 3], [4, 5, 6]] && minimum(a, 2).value == [[1, 2, 2], [2, 2, 2]])
    #expect(try gradient(of: sum(a[.all, 0] * 2))[a] == [[2, 0, 0], [2, 0, 0]])
    let single = variable(Tensor(0.1, dtype: .float32))
    #expect(`where`(single > 1, single, 0.5).value.dtype == .float32)
  }

  @Test func visualizeWritesPicture() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try visualize(at: sin(x * y), to: "\(folder)/pictures/f.svg")
    let svg = try String(contentsOfFile: path, encoding: .utf8)
    #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n"))
  }

  @Test func animateWritesFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = try animate(sin(x * y), to: folder, title: "A lesson")
    #expect(result.frameCount == 6)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/frames/frame-0005.svg"))
  }

  @Test func prefixMinusBindsTighterThanPower() {
    #expect((-x ** 2).value.scalar == 0.25)
    #expect((2.0 ** x ** 2).value.scalar.map { abs($0 - 1.189207115002721) < 1e-15 } == true)
  }
}
