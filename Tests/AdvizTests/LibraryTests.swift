import Adviz
import Foundation
import Testing

/// The library as its users write it: the example of the README.
@Suite struct LibraryTests {
  private let x = variable(0.5, name: "x")
  private let y = variable(4, name: "y")
  private let z = variable(-2.3, name: "z")

  @Test func theArticlesExamplePrintsItsValue() {
    let f = sin(x ** (y + z)) - 3 * log((x ** 2) * (y ** 3))
    #expect("f = \(f)" == "f = -8.014816644264268")
  }

  @Test func gradientsAreAskedForByVariable() throws {
    let f = sin(x ** (y + z)) - 3 * z * log((x ** 2) * (y ** 3))
    let g = try gradient(of: f)
    for (variable, expected) in [(x, 28.597295), (y, 4.971685), (z, -8.521082)] {
      #expect(abs(try #require(g[variable].scalar) - expected) < 5e-7)
    }
    #expect(g["x"] == g[x])
    #expect(g[variable(1, name: "elsewhere")].scalar == 0)
  }

  @Test func visualizeWritesAPicture() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try visualize(at: sin(x * y), to: "\(folder)/pictures/f.svg")
    let svg = try String(contentsOfFile: path, encoding: .utf8)
    #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n"))
  }

  @Test func animateWritesAFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = try animate(sin(x * y), to: folder, title: "A lesson")
    #expect(result.frameCount == 6)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/frames/frame-0005.svg"))
  }

  @Test func swiftBindsThePrefixMinusMoreTightlyThanThePower() {
    #expect((-x ** 2).value.scalar == 0.25)
    #expect((2.0 ** x ** 2).value.scalar.map { abs($0 - 1.189207115002721) < 1e-15 } == true)
  }
}
