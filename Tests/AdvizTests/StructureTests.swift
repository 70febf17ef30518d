import Foundation
import TestSupport
import Testing

/// The way through the package, text → graph → events → frames → SVG → files: who may import whom.
///
/// A target may use what stands above it in this table, never what stands below. `Package.swift` and every `import` are
/// compared with it, so that a new arrow is drawn on purpose and none runs backwards.
@Suite struct StructureTests {
  private static let table: [(target: String, uses: Set<String>)] = [
    ("COpenBLAS", []),
    ("Formulas", []),
    ("Tensors", ["COpenBLAS"]),
    ("Autodiff", ["Tensors", "Formulas", "HeapModule"]),
    // The right walk's code never imports the wrong one's.
    ("Mistakes", ["Autodiff", "Tensors", "Formulas"]),
    ("Expressions", ["Autodiff", "Tensors"]),
    ("Typesetting", ["Formulas"]),
    ("GraphLayout", []),
    ("Storyboard", ["Mistakes", "Autodiff", "Formulas"]),
    ("Rendering", ["Storyboard", "GraphLayout", "Typesetting", "Autodiff", "Formulas"]),
    ("Player", ["Rendering", "Storyboard", "GraphLayout", "Mistakes", "Autodiff", "Formulas"]),
    ("CGraphviz", []),
    ("Graphviz", ["GraphLayout", "CGraphviz"]),
    ("ThemeFiles", ["Rendering"]),
    ("Charts", ["Rendering", "GraphLayout", "Typesetting"]),
    ("TraceFiles", ["Autodiff"]),
    ("CExchange", []),
    ("CTemplates", []),
    ("CZlib", []),
    ("CLZMA", []),
    ("CRSVG", []),
    ("CNettle", []),
    ("CCivetweb", []),
    ("Output", ["CExchange", "CNettle"]),
    (
      "Embedding",
      [
        "Output", "Player", "Rendering", "GraphLayout", "Graphviz", "Storyboard", "Autodiff", "Formulas", "CRSVG",
        "CZlib", "CLZMA", "CTemplates", "Subprocess",
      ]
    ),
    ("Watching", ["Embedding", "Output", "Player", "Rendering", "Storyboard"]),
    ("Serving", ["CCivetweb", "Watching", "Embedding", "Player", "Rendering", "Storyboard", "Subprocess"]),
    ("Training", ["Output", "Autodiff", "Tensors", "Formulas", "CZlib", "CRSVG", "Subprocess"]),
    (
      "Reporting",
      [
        "Training", "Embedding", "Output", "Charts", "Rendering", "Storyboard", "GraphLayout", "Autodiff", "Formulas",
        "Tensors",
      ]
    ),
    (
      "Worksheets",
      [
        "Embedding", "Rendering", "Storyboard", "Typesetting", "GraphLayout", "Expressions", "Autodiff", "Tensors",
        "Formulas",
      ]
    ),
    ("AdvizPictures", library.subtracting(["Mistakes", "Training", "Reporting"])),
    ("Adviz", library.union(["AdvizPictures"])),
    ("AdvizCLI", library.union(["Adviz", "Watching", "Serving", "Worksheets", "ArgumentParser"])),
    ("AdvizBench", library.union(["Adviz", "ArgumentParser"])),
  ]

  /// What `import Adviz` brings.
  private static let library: Set<String> = [
    "Tensors", "Formulas", "Autodiff", "Mistakes", "Expressions", "GraphLayout", "Storyboard", "Rendering",
    "ThemeFiles", "TraceFiles", "Output", "Embedding", "Training", "Reporting",
  ]

  /// Products of other packages.
  private static let products: Set<String> = ["ArgumentParser", "FlyingSocks", "HeapModule", "Subprocess"]

  /// What comes with the system and the toolchain, and is free to all.
  private static let system: Set<String> = [
    "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Synchronization", "WASILibc",
  ]

  private static let targets = Set(table.map(\.target))

  @Test("No arrow of the table runs backwards") func order() {
    var above: Set<String> = []
    for (target, uses) in Self.table {
      #expect(uses.subtracting(above).subtracting(Self.products) == [], "\(target) uses what stands below it")
      above.insert(target)
    }
  }

  @Test("Package.swift lists the same targets, in the same order, with the same dependencies") func package() throws {
    let declared = try Manifest(Repository.text(of: "Package.swift")).targets
    #expect(declared.map(\.name) == Self.table.map(\.target))
    for ((target, uses), declaration) in zip(Self.table, declared) {
      #expect(declaration.dependencies == uses, "\(target)")
    }
  }

  @Test("Every folder of a wing is a target, and every import is in the table") func imports() throws {
    var folders: Set<String> = []
    // The modules of Web are for the browser alone: .ci/wasm compiles them.
    for folder in try Self.folders(in: "Sources") where folder != "Web" {
      folders.formUnion(Self.wings.contains(folder) ? try Self.folders(in: "Sources/\(folder)") : [folder])
    }
    #expect(folders == Self.targets)
    for (target, uses) in Self.table {
      let folder = try #require(Self.path(of: target))
      let files = try #require(FileManager.default.enumerator(atPath: Repository.url(folder).path))
      for case let file as String in files where file.hasSuffix(".swift") {
        let modules = try Self.imports(in: Repository.text(of: "\(folder)/\(file)"))
        let free = folder.hasPrefix("Sources/Core/") ? Self.system.subtracting(Self.hostOnly) : Self.system
        #expect(modules.subtracting(uses).subtracting(free) == [], "\(target)/\(file)")
      }
    }
  }

  /// The modules of the system that Embedded Swift does not have.
  private static let hostOnly: Set<String> = ["Dispatch", "Foundation", "FoundationEssentials"]

  private static let wings = ["Systems", "Core", "Host"]

  private static func folders(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Repository.url(path).path).filter { !$0.hasPrefix(".") }
  }

  /// The folder of a target, in its wing or, of the faces, in `Sources` itself.
  private static func path(of target: String) -> String? {
    (["Sources"] + wings.map { "Sources/\($0)" }).map { "\($0)/\(target)" }
      .first { FileManager.default.fileExists(atPath: Repository.url($0).path) }
  }

  @Test(
    "An import is found in whatever way it is written",
    arguments: [
      "import Tensors", "  import Tensors", "@_exported import struct Tensors.Shape", "public import Tensors",
      "@testable import Tensors // why", "import enum Tensors.DType",
    ])
  func spelling(_ line: String) throws { #expect(try Self.imports(in: "let a = 1\n\(line)\n") == ["Tensors"]) }

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
    let end = try #require(text.range(of: "\n    // The tests")).lowerBound
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
