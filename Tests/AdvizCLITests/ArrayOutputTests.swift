import Foundation
import Testing

@Suite("An array as output: what is differentiated is the sum of its elements")
struct ArrayOutputTests {
  private let source = "X = [[1, 2], [3, 4]]; W = [[1, 0], [0, 1]]; Y = X @ W"

  @Test("grad and check name the sum, and say it once on standard error", arguments: ["grad", "check"])
  func tables(_ command: String) throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write(source, to: "y.txt")
    let result = try tool.run(command, "y.txt")
    #expect(result.code == 0)
    #expect(result.output.contains("∂ΣY/∂W") && !result.output.contains("∂Y/∂"))
    let sentence = "Y is an array of shape (2, 2): what is shown are the derivatives of ΣY, the sum of its elements"
    #expect(result.errors.components(separatedBy: sentence).count == 2)
  }

  @Test("of a number nothing is said")
  func number() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("x = 2; f = x^2", to: "f.txt")
    let result = try tool.run("grad", "f.txt")
    #expect(result.output.contains("∂f/∂x") && result.errors.isEmpty)
  }

  @Test("a manifest names the sum in every caption")
  func manifest() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write(source, to: "y.txt")
    #expect(try tool.run("animate", "y.txt", "-o", "out").code == 0)
    let data = try #require(tool.read("out/manifest.json"))
    let manifest = String(decoding: data, as: UTF8.self).replacing("\\/", with: "/")
    #expect(manifest.contains("∂ΣY/∂W") && !manifest.contains("∂Y/∂"))
  }

  @Test("a user's own Σf is another thing than the sum of f")
  func ownName() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("x = 2\nΣf = x^2\nf = Σf * [1, 2]\n", to: "f.txt")
    #expect(try tool.run("animate", "f.txt").code == 0)
    let data = try #require(tool.read("Output/f/manifest.json"))
    let manifest = String(decoding: data, as: UTF8.self).replacing("\\/", with: "/")
    #expect(manifest.contains("∂Σf/∂x = 2 · x = 4") && manifest.contains("∂Σ(f)/∂x = 12"))
  }
}
