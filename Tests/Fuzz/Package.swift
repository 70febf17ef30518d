// swift-tools-version: 6.2
import PackageDescription

// A package of its own: every file of it, and of adviz, is built with libFuzzer's counters. `Tests/Fuzz/fuzz` does so.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "adviz", path: "../..")],
  targets: [
    .executableTarget(
      name: "Fuzz", dependencies: [.product(name: "Adviz", package: "adviz")], path: ".",
      exclude: ["Corpus", "ReplayTests.swift", "fuzz"], sources: ["Fuzz.swift", "Reader.swift"])
  ]
)
