import Foundation
import Testing

/// The way through the package, text → graph → events → frames → SVG → files: who may import whom.
///
/// A target may use what stands above it in this table, never what stands below. `Package.swift` and every `import` are
/// compared with it, so that a new arrow is drawn on purpose and none runs backwards.
@Suite struct StructureTests {
  private static let table: [(target: String, uses: Set<String>)] = [
    ("CGraphviz", []),
    ("COpenBLAS", []),
    ("Formulas", []),
    ("Tensors", ["COpenBLAS"]),
    ("Autodiff", ["Tensors", "Formulas", "HeapModule"]),
    ("Expressions", ["Autodiff", "Tensors"]),
    ("Typesetting", ["Formulas"]),
    ("GraphLayout", ["CGraphviz"]),
    ("Storyboard", ["Autodiff", "Formulas"]),
    ("Rendering", ["Storyboard", "GraphLayout", "Typesetting", "Autodiff", "Formulas"]),
    ("CExchange", []),
    ("CZlib", []),
    ("CRSVG", []),
    ("COpenSSL", []),
    (
      "Embedding",
      [
        "Rendering", "GraphLayout", "Storyboard", "Autodiff", "Formulas", "CExchange", "CRSVG", "CZlib", "COpenSSL",
        "Subprocess",
      ]
    ),
    ("Training", ["Autodiff", "Tensors", "Formulas", "Embedding", "CZlib", "CRSVG", "Subprocess"]),
    (
      "Reporting",
      ["Training", "Embedding", "Rendering", "Storyboard", "GraphLayout", "Autodiff", "Formulas", "Tensors"]
    ),
    ("Adviz", library),
    ("AdvizCLI", library.union(["Adviz", "ArgumentParser"])),
    ("AdvizBench", library.union(["Adviz", "ArgumentParser"])),
  ]

  /// What `import Adviz` brings.
  private static let library: Set<String> = [
    "Tensors", "Formulas", "Autodiff", "Expressions", "GraphLayout", "Storyboard", "Rendering", "Embedding",
    "Training", "Reporting",
  ]

  /// Products of other packages.
  private static let products: Set<String> = ["ArgumentParser", "HeapModule", "Subprocess"]

  /// What comes with the system and the toolchain, and is free to all.
  private static let system: Set<String> = [
    "Darwin", "Dispatch", "FoundationEssentials", "Glibc", "Musl", "Synchronization",
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let targets = Set(table.map(\.target))

  @Test("No arrow of the table runs backwards") func order() {
    var above: Set<String> = []
    for (target, uses) in Self.table {
      #expect(uses.subtracting(above).subtracting(Self.products) == [], "\(target) uses what stands below it")
      above.insert(target)
    }
  }

  @Test("Package.swift lists the same targets, in the same order, with the same dependencies") func package() throws {
    let declared = try Manifest(text(of: "Package.swift")).targets
    #expect(declared.map(\.name) == Self.table.map(\.target))
    for ((target, uses), declaration) in zip(Self.table, declared) {
      #expect(declaration.dependencies == uses, "\(target)")
    }
  }

  @Test("Every folder of Sources is a target, and every import is in the table") func imports() throws {
    let sources = Self.root.appendingPathComponent("Sources").path
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources).filter { !$0.hasPrefix(".") }
    #expect(Set(folders) == Self.targets)
    for (target, uses) in Self.table {
      let files = try #require(FileManager.default.enumerator(atPath: "\(sources)/\(target)"))
      for case let file as String in files where file.hasSuffix(".swift") {
        let modules = try Self.imports(in: text(of: "Sources/\(target)/\(file)"))
        #expect(modules.subtracting(uses).subtracting(Self.system) == [], "\(target)/\(file)")
      }
    }
  }

  @Test(
    "An import is found in whatever way it is written",
    arguments: [
      "import Tensors", "  import Tensors", "@_exported import struct Tensors.Shape", "public import Tensors",
      "@testable import Tensors // why", "import enum Tensors.DType",
    ])
  func spelling(_ line: String) throws { #expect(try Self.imports(in: "let a = 1\n\(line)\n") == ["Tensors"]) }

  private func text(of path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  private static func imports(in source: String) throws -> Set<String> {
    let kinds = "typealias|struct|class|enum|protocol|let|var|func"
    let line = try Regex(
      #"(?m)^\s*(?:@\w+\s+|(?:public|package|internal|fileprivate|private)\s+)*import\s+(?:(?:\#(kinds))\s+)?(\w+)"#,
      as: (Substring, Substring).self)
    return Set(source.matches(of: line).map { String($0.1) })
  }
}

/// The targets of a `Package.swift` that are not tests, by its text: asking SwiftPM would wait for its own lock.
private struct Manifest {
  let targets: [(name: String, dependencies: Set<String>)]

  init(_ text: String) throws {
    let library = try Manifest.names(#require(text.firstMatch(of: /let library: [^=]+= \[([^\]]*)\]/)?.1))
    let body = try #require(text.range(of: "\n  targets: [")).upperBound
    let end = try #require(text.range(of: ".testTarget(")).lowerBound
    targets = text[body..<end].matches(
      of:
        /\.(?:systemLibrary|target|executableTarget)\(\s*name: "(\w+)"((?:[^.]|\.(?!systemLibrary|target|executableTarget))*)/
    ).map { declaration in
      guard let list = declaration.2.firstMatch(of: /dependencies: ([^\]]*)/)?.1 else {
        return (String(declaration.1), [])
      }
      return (String(declaration.1), Manifest.names(list).union(list.contains("library") ? library : []))
    }
  }

  /// The quoted names, but for those of packages.
  private static func names(_ list: Substring) -> Set<String> {
    Set(list.matches(of: /(package: )?"([\w-]+)"/).filter { $0.1 == nil }.map { String($0.2) })
  }
}
