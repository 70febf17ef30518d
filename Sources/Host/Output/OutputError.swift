/// What can be wrong with the place that results are written to.
public enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder holds a file under a name that adviz writes, which adviz did not write or which was changed since.
  case foreignFile(folder: String, file: String)
  /// Something cannot be written.
  case cannotWrite(path: String, reason: String)

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .foreignFile(let folder, let file):
      "\(folder) holds '\(file)', which adviz did not write or which was changed since; nothing was changed. Move it "
        + "away, choose another folder, or replace it with --force"
    case .cannotWrite(let path, let reason): "cannot write \(path.isEmpty ? "''" : path): \(reason)"
    }
  }
}
