/// What was written for one file.
struct Drawn: Sendable {
  /// The files that were written.
  var outputs: [String] = []
  /// The files that they depend on.
  var inputs: [String] = []
  /// The exit code where something was left out, and that was told; 0 otherwise.
  var code: Int32 = 0
}
