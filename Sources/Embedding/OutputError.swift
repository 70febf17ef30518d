/// What can be wrong with the place that results are written to.
public enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder holds a file that its manifest does not name.
  case foreignFile(folder: String, file: String)
  /// Something cannot be written.
  case cannotWrite(path: String, reason: String)

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .foreignFile(let folder, let file):
      "\(folder) holds '\(file)', which adviz did not write; nothing was changed. Move it away or choose another folder"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
