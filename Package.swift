// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order of the way through: text → graph → events → frames → SVG → files, in the wings
// Systems, Core and Host.
// A target may use what stands above it, never what stands below.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]

/// Tests whose own code computes little: with optimisation they would take twice as long to compile, and run no faster.
let plain: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// What `import Adviz` brings.
///
/// Who imports Adviz names these too: an incremental build follows direct dependencies
/// only, and would otherwise keep what was compiled against an older layout of their types.
let library: [Target.Dependency] = [
  "Tensors", "Formulas", "Autodiff", "Mistakes", "Expressions", "GraphLayout", "Storyboard", "Rendering", "ThemeFiles",
  "TraceFiles", "Output", "Embedding", "Training", "Reporting",
]

let package = Package(
  name: "adviz",
  products: [
    // Graphs and derivatives: neither Graphviz nor cairo is needed.
    .library(name: "Autodiff", targets: ["Autodiff"]),
    // And their pictures.
    .library(name: "AdvizPictures", targets: ["AdvizPictures"]),
    // And networks.
    .library(name: "Adviz", targets: ["Adviz"]),
    .executable(name: "adviz", targets: ["AdvizCLI"]),
    .executable(name: "adviz-bench", targets: ["AdvizBench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", path: "Sources/Systems/COpenBLAS", providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .target(name: "Formulas", path: "Sources/Core/Formulas", swiftSettings: strict),
    .target(name: "Tensors", dependencies: ["COpenBLAS"], path: "Sources/Core/Tensors", swiftSettings: strict),
    .target(
      name: "Autodiff",
      dependencies: ["Tensors", "Formulas", .product(name: "HeapModule", package: "swift-collections")],
      path: "Sources/Core/Autodiff",
      swiftSettings: strict),
    .target(
      name: "Mistakes", dependencies: ["Autodiff", "Tensors", "Formulas"], path: "Sources/Core/Mistakes",
      swiftSettings: strict),
    .target(
      name: "Expressions", dependencies: ["Autodiff", "Tensors"], path: "Sources/Core/Expressions",
      swiftSettings: strict),
    .target(
      name: "Typesetting", dependencies: ["Formulas"], path: "Sources/Core/Typesetting",
      exclude: ["Glyphs/NOTICE.md", "Glyphs/bake.py"],
      swiftSettings: strict),
    .target(name: "GraphLayout", path: "Sources/Core/GraphLayout", swiftSettings: strict),
    .target(
      name: "Storyboard", dependencies: ["Mistakes", "Autodiff", "Formulas"], path: "Sources/Core/Storyboard",
      swiftSettings: strict
    ),
    .target(
      name: "Rendering", dependencies: ["Storyboard", "GraphLayout", "Typesetting", "Autodiff", "Formulas"],
      path: "Sources/Core/Rendering",
      swiftSettings: strict),
    .target(
      name: "Player", dependencies: ["Rendering", "Storyboard", "GraphLayout", "Mistakes", "Autodiff", "Formulas"],
      path: "Sources/Core/Player", swiftSettings: strict),
    .systemLibrary(
      name: "CGraphviz", path: "Sources/Systems/CGraphviz", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .target(
      name: "Graphviz", dependencies: ["GraphLayout", "CGraphviz"], path: "Sources/Host/Graphviz", swiftSettings: strict
    ),
    .target(name: "ThemeFiles", dependencies: ["Rendering"], path: "Sources/Host/ThemeFiles", swiftSettings: strict),
    .target(
      name: "Charts", dependencies: ["Rendering", "GraphLayout", "Typesetting"], path: "Sources/Host/Charts",
      swiftSettings: strict),
    .target(name: "TraceFiles", dependencies: ["Autodiff"], path: "Sources/Host/TraceFiles", swiftSettings: strict),
    .systemLibrary(name: "CExchange", path: "Sources/Systems/CExchange"),
    .target(name: "CTemplates", path: "Sources/Systems/CTemplates"),
    .systemLibrary(
      name: "CZlib", path: "Sources/Systems/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLZMA", path: "Sources/Systems/CLZMA", pkgConfig: "liblzma",
      providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
    // Cairo and librsvg are loaded by name when something is drawn.
    .systemLibrary(
      name: "CRSVG", path: "Sources/Systems/CRSVG",
      providers: [.apt(["librsvg2-2", "libcairo2"]), .brew(["librsvg", "cairo"])]),
    .systemLibrary(
      name: "CNettle", path: "Sources/Systems/CNettle", pkgConfig: "nettle",
      providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
    .systemLibrary(
      name: "CCivetweb", path: "Sources/Systems/CCivetweb", providers: [.apt(["libcivetweb-dev"])]),
    .target(
      name: "Output", dependencies: ["CExchange", "CNettle"], path: "Sources/Host/Output", swiftSettings: strict),
    .target(
      name: "Embedding",
      dependencies: [
        "Output", "Player", "Rendering", "GraphLayout", "Graphviz", "Storyboard", "Autodiff", "Formulas", "CRSVG",
        "CZlib", "CLZMA", "CTemplates", .product(name: "Subprocess", package: "swift-subprocess"),
      ], path: "Sources/Host/Embedding", swiftSettings: strict),
    .target(
      name: "Watching", dependencies: ["Embedding", "Output", "Player", "Rendering", "Storyboard"],
      path: "Sources/Host/Watching", swiftSettings: strict),
    .target(
      name: "Serving",
      dependencies: [
        "CCivetweb", "Watching", "Embedding", "Player", "Rendering", "Storyboard",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], path: "Sources/Host/Serving", swiftSettings: strict),
    .target(
      name: "Training",
      dependencies: [
        "Output", "Autodiff", "Tensors", "Formulas", "CZlib", "CRSVG",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], path: "Sources/Host/Training", swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Training", "Embedding", "Output", "Charts", "Rendering", "Storyboard", "GraphLayout", "Autodiff", "Formulas",
        "Tensors",
      ], path: "Sources/Host/Reporting", swiftSettings: strict),
    .target(
      name: "Worksheets",
      dependencies: [
        "Embedding", "Rendering", "Storyboard", "Typesetting", "GraphLayout", "Expressions", "Autodiff", "Tensors",
        "Formulas",
      ], path: "Sources/Host/Worksheets", swiftSettings: strict),
    .target(
      name: "AdvizPictures",
      dependencies: [
        "Tensors", "Formulas", "Autodiff", "Expressions", "GraphLayout", "Storyboard", "Rendering", "ThemeFiles",
        "TraceFiles", "Output", "Embedding",
      ], swiftSettings: strict),
    .target(name: "Adviz", dependencies: library + ["AdvizPictures"], swiftSettings: strict),
    .executableTarget(
      name: "AdvizCLI",
      dependencies: library + [
        "Adviz", "Watching", "Serving", "Worksheets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // A link to Templates/expressions: resources lie within their target.
      resources: [.embedInCode("Examples")], swiftSettings: strict),
    .executableTarget(
      name: "AdvizBench",
      dependencies: library + ["Adviz", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),

    // The tests, and what several of them use.
    .target(name: "TestSupport", dependencies: ["Tensors"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "FormulasTests", dependencies: ["TestSupport", "Formulas"], path: "Tests/Core/FormulasTests",
      swiftSettings: plain),
    .testTarget(
      name: "TensorsTests", dependencies: ["TestSupport", "Tensors"], path: "Tests/Core/TensorsTests",
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "AutodiffTests",
      dependencies: ["TestSupport", "TraceFiles", "Autodiff", "Expressions", "Formulas", "Tensors"],
      path: "Tests/Core/AutodiffTests",
      exclude: ["Golden"],
      swiftSettings: plain),
    .testTarget(
      name: "MistakesTests",
      dependencies: ["TestSupport", "Mistakes", "TraceFiles", "Expressions", "Autodiff", "Tensors", "Formulas"],
      path: "Tests/Core/MistakesTests", swiftSettings: plain),
    .testTarget(
      name: "ExpressionsTests",
      dependencies: ["TestSupport", "Expressions", "Autodiff", "Tensors", "Formulas"],
      path: "Tests/Core/ExpressionsTests",
      swiftSettings: plain),
    .testTarget(
      name: "TypesettingTests", dependencies: ["Typesetting", "Formulas"],
      path: "Tests/Core/TypesettingTests",
      swiftSettings: plain),
    .testTarget(
      name: "GraphLayoutTests", dependencies: ["TestSupport", "GraphLayout", "Graphviz"],
      path: "Tests/Core/GraphLayoutTests",
      swiftSettings: strict),
    .testTarget(
      name: "StoryboardTests",
      dependencies: ["TestSupport", "Storyboard", "Expressions", "TraceFiles", "Autodiff", "Formulas", "Tensors"],
      path: "Tests/Core/StoryboardTests", swiftSettings: plain),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "Storyboard", "Expressions", "Autodiff", "Mistakes", "Formulas", "GraphLayout", "Graphviz",
        "Typesetting", "CGraphviz", "Tensors", "TestSupport",
      ], path: "Tests/Core/RenderingTests", swiftSettings: strict),
    .testTarget(
      name: "ThemeFilesTests", dependencies: ["ThemeFiles", "Rendering", "TestSupport"],
      path: "Tests/Host/ThemeFilesTests", swiftSettings: plain),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "Rendering"], path: "Tests/Host/ChartsTests",
      swiftSettings: plain),
    .testTarget(
      name: "OutputTests", dependencies: ["Output", "TestSupport"], path: "Tests/Host/OutputTests",
      swiftSettings: plain),
    .testTarget(
      name: "TraceFilesTests",
      dependencies: ["TestSupport", "TraceFiles", "Expressions", "Autodiff", "Tensors"],
      path: "Tests/Host/TraceFilesTests", swiftSettings: plain),
    .testTarget(
      name: "EmbeddingTests",
      dependencies: [
        "Embedding", "Output", "TestSupport", "Player", "Rendering", "GraphLayout", "Storyboard", "Expressions",
        "TraceFiles", "Autodiff", "Formulas", "Tensors",
        .product(name: "Mustache", package: "swift-mustache"),
      ], path: "Tests/Host/EmbeddingTests",
      swiftSettings: plain),
    .testTarget(
      name: "WatchingTests",
      dependencies: ["Watching", "Embedding", "Output", "Expressions", "Rendering", "TestSupport"],
      path: "Tests/Host/WatchingTests", swiftSettings: plain),
    .testTarget(
      name: "ServingTests",
      dependencies: [
        "Serving", "Watching", "Embedding", "Output", "Expressions", "Rendering", "TestSupport",
      ], path: "Tests/Host/ServingTests", swiftSettings: plain),
    .testTarget(
      name: "TrainingTests", dependencies: ["Training", "Output", "Tensors", "Autodiff", "TestSupport"],
      path: "Tests/Host/TrainingTests", swiftSettings: strict),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Training", "Tensors", "TestSupport"],
      path: "Tests/Host/ReportingTests",
      swiftSettings: plain),
    .testTarget(
      name: "LabTests",
      dependencies: [
        "Player", "Rendering", "GraphLayout", "Storyboard", "Expressions", "Autodiff", "Tensors", "Formulas", "Output",
        "TestSupport",
      ],
      path: "Tests/Web/LabTests", exclude: ["engine.mjs", "answers.mjs", "calls.mjs"], swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: library + ["Adviz"], path: "Tests/Fuzz/Replay", swiftSettings: strict),
    .testTarget(
      name: "AdvizTests", dependencies: library + ["Adviz", "TestSupport"], exclude: ["PublicSymbols.txt"],
      swiftSettings: plain),
    .testTarget(
      name: "AdvizCLITests", dependencies: library + ["AdvizCLI", "Adviz", "TestSupport"], swiftSettings: plain),
  ]
)
