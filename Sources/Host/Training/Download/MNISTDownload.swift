#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension MNIST {
  /// The package mirrors.
  package static let mirrors = [
    "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ]

  /// The four files as they were published by LeCun, Cortes and Burges.
  package static let remoteFiles = zip(
    files,
    [
      (9_912_422, 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      (28_881, 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      (1_648_877, 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      (4_542, 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ]
  ).map { RemoteFile(name: $0, packedSize: $1.0, size: $1.1, digest: $1.2) }

  /// The folder of downloads, `adviz/mnist` in the user's cache (XDG Base Directory Specification).
  ///
  /// - Throws: ``TrainingError/noCacheFolder`` where the environment names no such place.
  package static func cacheFolder(_ environment: [String: String]) throws(TrainingError) -> String {
    // By the specification, what is no absolute path does not count.
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return "\(cache)/adviz/mnist" }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw .noCacheFolder
    }
    return "\(home)/.cache/adviz/mnist"
  }
}
