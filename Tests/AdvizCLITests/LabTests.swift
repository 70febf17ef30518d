import Foundation
import TestSupport
import Testing

/// `adviz lab`: what it writes, and what it says without an engine.
///
/// The program is run from a folder of its own, where it finds the engine that lies beside it, or none.
@Suite struct LabTests {
  private static let source = "# Product\n#! precision: 6, theme: dark\nf(x, y) = x * y at (2, 3)\n"

  /// A copy of the program in a folder without a checkout around it; the engine is eight bytes.
  private func with(engine: Bool, _ body: (Tool, (String...) throws -> Tool.Result) throws -> Void) throws {
    let tool = try Tool()
    defer { tool.remove() }
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/bin", withIntermediateDirectories: true)
    let program = "\(tool.folder)/bin/adviz"
    do {
      try FileManager.default.linkItem(atPath: Tool.program.path, toPath: program)
    } catch {
      try FileManager.default.copyItem(atPath: Tool.program.path, toPath: program)
    }
    if engine {
      let share = "\(tool.folder)/share/adviz"
      try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: true)
      try Data([0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0]).write(to: URL(fileURLWithPath: "\(share)/adviz.wasm"))
    }
    try tool.write(Self.source, to: "f.txt")
    try body(tool) { (arguments: String...) in try tool.run(URL(fileURLWithPath: program), arguments) }
  }

  @Test("Without an engine a sentence says how it is made") func noEngine() throws {
    try with(engine: false) { tool, run in
      let result = try run("lab", "f.txt")
      #expect(result.code == 69)
      #expect(result.errors.contains("lab.html was not written: it needs adviz.wasm"))
      #expect(result.errors.contains(".ci/wasm"))
      #expect(tool.read("lab.html") == nil)
      let formats = try run("animate", "f.txt", "--format", "html,lab", "-o", "out")
      #expect(formats.code == 69)
      #expect(tool.read("out/player.html") != nil, "the rest is in place")
      #expect(tool.read("out/lab.html") == nil)
    }
  }

  @Test("The page has the text, the point, the options and the examples") func page() throws {
    try with(engine: true) { tool, run in
      let result = try run("lab", "f.txt", "--at", "x=5", "--direction", "TB")
      #expect(result.code == 0, "\(result.errors)")
      let page = String(decoding: try #require(tool.read("lab.html")), as: UTF8.self)
      let setup = try Self.setup(of: page)
      #expect(setup["text"] as? String == Self.source)
      #expect((setup["point"] as? [String: [Double]]) == ["x": [5], "y": [3]])
      #expect((setup["options"] as? [String: String]) == ["direction": "TB"], "what the file sets is left to the file")
      #expect((setup["examples"] as? [[String: String]])?.count == 11)
      #expect((setup["order"] as? String)?.isEmpty == false)
      #expect(setup["name"] as? String == "f")
      #expect(page.contains("connect-src") == page.contains("connect-src 'none'"))
      #expect(page.contains("default-src 'none'"), "nothing can be sent anywhere")
      #expect(page.contains("data-theme=\"dark\""))
      #expect(page.firstMatch(of: /(?i)(src|href)="(https?:)?\/\//) == nil)
    }
  }

  @Test("Text with markup stays text") func markup() throws {
    try with(engine: true) { tool, run in
      try tool.write("# </script><script>alert(1)</script><!--\nf(x) = x^2 at 3", to: "m.txt")
      #expect(try run("lab", "m.txt", "-o", "m.html").code == 0)
      let page = String(decoding: try #require(tool.read("m.html")), as: UTF8.self)
      #expect(!page.contains("alert(1)</script>"))
      let setup = try Self.setup(of: page)
      #expect((setup["text"] as? String)?.hasPrefix("# </script><script>") == true)
    }
  }

  @Test("Without a file the page begins empty; --format lab writes one beside the frames") func others() throws {
    try with(engine: true) { tool, run in
      #expect(try run("lab").code == 0)
      let empty = try Self.setup(of: String(decoding: #require(tool.read("lab.html")), as: UTF8.self))
      #expect(empty["text"] as? String == "")
      #expect(empty["isEmpty"] as? Bool == true)
      #expect(try run("lab", "--at", "x=1").code == 64)
      let nameless = try run("lab", "")
      #expect(nameless.code == 66 && nameless.errors.contains("the name of a file is empty"), "\(nameless.errors)")
      #expect(try run("lab", "f.txt", "-o", "f.txt").code == 73)
      let animated = try run("animate", "f.txt", "--format", "lab", "-o", "out")
      #expect(animated.code == 0 && animated.output.contains("lab.html"), "\(animated.errors)")
      #expect(try run("lab", "out/trace.jsonl", "-o", "again.html").code == 0, "a trace holds its expression")
      #expect(try run("animate", "f.txt", "--format", "lab", "--steps", "0-1", "-o", "part").code == 64)
      try FileManager.default.removeItem(atPath: "\(tool.folder)/share/adviz/adviz.wasm")
      try tool.write("no module", to: "share/adviz/adviz.wasm")
      let wrong = try run("lab", "f.txt")
      #expect(wrong.code == 64 && wrong.errors.contains("is no WebAssembly module"))
    }
  }

  @Test("The engine that is packed beside the module is used where it is packed from that module") func packed() throws
  {
    try with(engine: true) { tool, run in
      func page() throws -> String {
        #expect(try run("lab", "f.txt").code == 0)
        return try String(decoding: #require(tool.read("lab.html")), as: UTF8.self)
      }
      let plain = try page()
      // The first digits of another module's digest, and of this one's.
      try tool.write("PACKED", to: "share/adviz/adviz.wasm.0123456789abcdef.lzma")
      #expect(try page() == plain)
      try tool.write("PACKED", to: "share/adviz/adviz.wasm.93a44bbb96c75121.lzma")
      #expect(try page() != plain)
    }
  }

  /// The data that the script of a page begins with.
  private static func setup(of page: String) throws -> [String: Any] {
    let match = try #require(page.firstMatch(of: /<script type="application\/json" id="setup">(.*?)<\/script>/))
    return try #require(try JSONSerialization.jsonObject(with: Data(match.output.1.utf8)) as? [String: Any])
  }
}
