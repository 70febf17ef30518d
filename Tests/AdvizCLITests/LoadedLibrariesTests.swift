import Foundation
import TestSupport
import Testing

/// A command loads the libraries that its work takes, and no others: they would take longer than the work.
@Suite struct LoadedLibrariesTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("# Small\nf(x, y) = sin(x * y) + x at (1, 2)\n", to: "f.txt")
    try tool.write("A = [[1, 2], [3, 4]]; B = [[1, 0.5], [0, 1]]; f = sum(A @ B)\n", to: "m.txt")
  }

  /// The paths of the libraries that a command loads, by their names without version, `librsvg-2`.
  private func libraries(_ arguments: [String], environment: [String: String] = [:]) throws -> [String: String] {
    let result = try tool.run(arguments, environment: environment.merging(["LD_DEBUG": "files"]) { $1 })
    #expect(result.code == 0, "\(arguments)")
    // The loader tells of each: calling init: /lib/x86_64-linux-gnu/libm.so.6
    let paths = result.errors.matches(of: /calling init: (\S+)/).map { String($0.output.1) }
    #expect(paths.contains { $0.contains("/libc.so") }, "the loader tells nothing")
    return Dictionary(paths.map { (name(of: $0), $0) }) { first, _ in first }
  }

  private func name(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix(upTo: file.firstRange(of: ".so")?.lowerBound ?? file.endIndex))
  }

  private static let ofPictures: Set = ["librsvg-2", "libcairo", "libglib-2.0", "libpango-1.0", "libpng16"]
  private static let ofNetworks: Set = ["libcurl", "libssl", "libcrypto", "libFoundationNetworking"]
  private static let others: Set = ["libopenblas", "libFoundation", "libFoundationInternationalization"]

  @Test(
    "Numbers and SVG take neither what draws pixels, nor what multiplies matrices, nor networks",
    arguments: [["--version"], ["grad", "f.txt"], ["animate", "f.txt", "-o", "out", "--format", "html,svg"]])
  func few(_ arguments: [String]) throws {
    defer { tool.remove() }
    let loaded = Set(try libraries(arguments).keys)
    let superfluous = Self.ofPictures.union(Self.ofNetworks).union(Self.others)
    #expect(loaded.intersection(superfluous) == [])
  }

  @Test("What draws pixels is loaded for them, and what multiplies matrices for matrices") func needed() throws {
    defer { tool.remove() }
    let drawn = Set(try libraries(["animate", "f.txt", "-o", "out", "--format", "png"]).keys)
    #expect(drawn.isSuperset(of: Self.ofPictures))
    #expect(drawn.isDisjoint(with: Self.ofNetworks.union(Self.others)))
    #expect(try libraries(["grad", "m.txt"])["libopenblas"] != nil)
  }

  @Test("Where librsvg is missing the sentence names its package, and other formats are written") func missing() throws
  {
    defer { tool.remove() }
    let path = try #require(try libraries(["graph", "f.txt", "-o", "f.png"])["librsvg-2"])
    // One that itself needs what is not there stands in for it: the installed one cannot be taken away.
    var library = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(library.firstRange(of: Data("libcairo.so.2\0".utf8)))
    library.replaceSubrange(place, with: Data("libwrong.so.2\0".utf8))
    try library.write(to: URL(fileURLWithPath: "\(tool.folder)/librsvg-2.so.2"))
    let result = try tool.run(
      ["animate", "f.txt", "-o", "out", "--format", "html,png,pdf"], environment: ["LD_LIBRARY_PATH": tool.folder])
    #expect(result.code == 69)
    for name in ["frames/frame-0000.png", "frames.pdf"] {
      let sentence =
        "\(name) was not written: it needs librsvg, which is not installed; install it with "
        + "'sudo apt-get install librsvg2-2'"
      #expect(result.errors.contains(sentence), "\(result.errors)")
    }
    #expect(tool.read("out/player.html") != nil && tool.read("out/frames.pdf") == nil)
    let graph = try tool.run(["graph", "f.txt", "-o", "g.png"], environment: ["LD_LIBRARY_PATH": tool.folder])
    #expect(graph.code == 69 && graph.errors.contains("librsvg2-2") && tool.read("g.png") == nil)
  }

  @Test("A library that cannot be loaded is told with the system's reason") func damaged() throws {
    defer { tool.remove() }
    try tool.write("", to: "libcairo.so.2")
    let result = try tool.run(["graph", "f.txt", "-o", "f.png"], environment: ["LD_LIBRARY_PATH": tool.folder])
    #expect(result.code == 69)
    #expect(result.errors.contains("Cairo failed: ") && result.errors.contains("file too short"), "\(result.errors)")
  }
}
