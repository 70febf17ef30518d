/// Why data, checkpoints or training runs cannot be used.
public enum TrainingError: Error, Hashable, Sendable {
  /// A file that cannot be read.
  case unreadable(file: String, reason: String)
  /// A file that is not what its name says.
  case malformed(file: String, reason: String)
  /// Files that do not belong together.
  case mismatched(String)
  /// A folder without the files of a data set.
  case noData(folder: String, files: [String])
  /// A download that failed.
  case noDownload(reason: String, folder: String, files: [String])
  /// The environment names no folder in which downloads can be kept.
  case noCacheFolder
  /// Settings that make no sense.
  case badSetting(String)
}

extension TrainingError: CustomStringConvertible {
  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
    case .malformed(let file, let reason): "\(file): \(reason)"
    case .mismatched(let sentence): sentence
    case .noData(let folder, let files):
      "\(folder) lacks \(files.joined(separator: ", ")) (plain, or packed with the ending .gz)"
    case .noDownload(let reason, let folder, let files):
      "the data cannot be downloaded (\(reason)); put \(files.joined(separator: ", ")) into \(folder),"
        + " or into another folder"
    case .noCacheFolder: "neither XDG_CACHE_HOME nor HOME says where the data can be kept"
    case .badSetting(let sentence): sentence
    }
  }
}
