import FoundationEssentials

/// The bytes of a file that somebody named.
enum InputBytes {
  /// Reads all of it.
  ///
  /// - Throws: ``TrainingError/unreadable(file:reason:)``, ``TrainingError/malformed(file:reason:)`` beyond 2 GiB.
  static func read(_ path: String) throws(TrainingError) -> [UInt8] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else {
      throw .unreadable(file: path, reason: isFolder ? "it is a folder" : "there is no such file")
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    guard size < 1 << 31 else { throw .malformed(file: path, reason: "it is larger than anything adviz reads") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path, reason: "it cannot be opened")
    }
    return Array(data)
  }
}
