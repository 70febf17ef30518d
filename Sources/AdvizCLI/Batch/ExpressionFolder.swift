#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder as the expression files in it.
enum ExpressionFolder {
  /// Whether there is a folder at a path, or a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The `*.txt` files of a folder and of the folders in it, sorted by their paths.
  ///
  /// What is hidden is left out, and so are the folders that adviz has written, and what is no file, such as a pipe.
  /// Links to folders are not followed.
  ///
  /// - Returns: the files, and the reasons why folders in it could not be listed.
  /// - Throws: `CommandError` where the folder itself cannot be listed or there is no such file.
  static func files(in path: String) throws -> (files: [String], failures: [(folder: String, reason: CommandError)]) {
    var (files, folders) = ([String](), [path])
    var failures: [(folder: String, reason: CommandError)] = []
    while let folder = folders.popLast() {
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: folder)
      } catch {
        let reason = CommandError(.noInput, "error: cannot read \(folder.shown): its contents cannot be listed")
        guard folder != path else { throw reason }
        failures.append((folder, reason))
        continue
      }
      for name in names where !name.hasPrefix(".") {
        let place = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        var status = stat()
        guard lstat(place, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          if !isOfAdviz(place) { folders.append(place) }
        } else if name.hasSuffix(".txt"), stat(place, &status) != 0 || status.st_mode & S_IFMT == S_IFREG {
          files.append(place)
        }
      }
    }
    guard !files.isEmpty || !failures.isEmpty else {
      throw CommandError(
        .noInput,
        "error: the folder \(path.shown) holds no expression file; the names of those that are looked for end in .txt")
    }
    let sorted = files.sorted { first, second in
      first.utf8.split(separator: 0x2F).lexicographicallyPrecedes(second.utf8.split(separator: 0x2F)) {
        $0.lexicographicallyPrecedes($1)
      }
    }
    return (sorted, failures)
  }

  /// Whether adviz has written a folder: with a trace and a manifest in it.
  private static func isOfAdviz(_ path: String) -> Bool {
    ["manifest.json", "trace.jsonl", "frames"].allSatisfy { access("\(path)/\($0)", F_OK) == 0 }
  }
}
