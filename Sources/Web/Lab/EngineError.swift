/// A call that is refused.
struct EngineError: Error {
  /// What is wrong.
  let sentence: String
}
