import Output

/// The bytes of a file that somebody named.
enum InputBytes {
  /// Reads all of it.
  ///
  /// - Throws: ``TrainingError/unreadable(file:reason:)``, ``TrainingError/malformed(file:reason:)`` beyond 2 GiB.
  static func read(_ path: String) throws(TrainingError) -> [UInt8] {
    do {
      return Array(try InputFile.read(path, atMost: 1 << 31 - 1))
    } catch .tooLarge {
      throw .malformed(file: path, reason: "it is larger than anything adviz reads")
    } catch {
      throw .unreadable(file: path, reason: "\(error)")
    }
  }
}
