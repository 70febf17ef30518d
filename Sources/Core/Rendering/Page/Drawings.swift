/// The drawings of a thing by its appearances; most things of a large graph have one.
struct Drawings<Appearance: Hashable & Sendable>: Sendable {
  private var first: (appearance: Appearance, drawing: Fragment)?
  private var others: [Appearance: Fragment] = [:]

  /// No drawing.
  init() {}

  /// One drawing.
  init(_ appearance: Appearance, _ drawing: Fragment) { first = (appearance, drawing) }

  subscript(appearance: Appearance) -> Fragment? {
    get { first?.appearance == appearance ? first?.drawing : others[appearance] }
    set {
      guard let newValue else { return }
      if first == nil || first?.appearance == appearance {
        first = (appearance, newValue)
      } else {
        others[appearance] = newValue
      }
    }
  }
}
