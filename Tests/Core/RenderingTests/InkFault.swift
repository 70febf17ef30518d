/// Two things in a picture that meet, or one that is not where it belongs.
struct InkFault: CustomStringConvertible {
  /// What kinds of things they are, such as `curve–ground`.
  let kind: String
  /// What meets what, and by how much.
  let sentence: String

  var description: String { sentence }

  init(_ one: InkShape, _ two: InkShape, by amount: Double) {
    kind = [one.role.rawValue, two.role.rawValue].sorted().joined(separator: "–")
    sentence = "\(one.description) meets \(two.description) by \(InkFault.points(amount))"
  }

  init(_ inner: InkShape, leaves outer: InkShape, by amount: Double) {
    kind = "\(inner.role) out of \(outer.role)"
    sentence = "\(inner.description) leaves \(outer.description) by \(InkFault.points(amount))"
  }

  init(kind: String, _ sentence: String) {
    (self.kind, self.sentence) = (kind, sentence)
  }

  static func points(_ amount: Double) -> String {
    "\((amount * 10).rounded() / 10) points"
  }
}
