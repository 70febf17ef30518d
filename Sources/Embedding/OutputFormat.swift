/// What can be written beside the frames, by the names of `--format`.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// The player: a page of its own.
  case html
  /// One picture that plays by itself.
  case svg
  /// The player as a part of another page.
  case snippet

  /// The file of the folder that it is.
  public var fileName: String {
    switch self {
    case .html: "player.html"
    case .svg: "animation.svg"
    case .snippet: "snippet.html"
    }
  }
}
