import ArgumentParser

/// A number of bytes, `50MB` or `1.5GB`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init(megabytes: Int) { bytes = megabytes * 1_000_000 }

  /// The number as it is typed, for the help.
  var defaultValueDescription: String { bytes % 1_000_000 == 0 ? "\(bytes / 1_000_000)MB" : "\(bytes)B" }

  init?(argument: String) {
    let text = argument.lowercased()
    let units = [("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("b", 1)]
    let unit = units.first { text.hasSuffix($0.0) } ?? ("", 1)
    guard let number = Double(text.dropLast(unit.0.count)), number * unit.1 >= 1, number * unit.1 < 1e18 else {
      return nil
    }
    bytes = Int(number * unit.1)
  }
}
