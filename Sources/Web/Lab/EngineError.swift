/// A call that is refused.
struct EngineError: Error {
  /// What is wrong.
  let sentence: String
  /// The option whose value is wrong, where that is found out late.
  var option: String?
}
