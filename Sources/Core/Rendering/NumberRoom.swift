/// The room that numbers have on a page.
public enum NumberRoom: String, CaseIterable, Sendable {
  /// As much as the numbers need that are shown.
  case shown
  /// As much as the widest number of the style needs, so that nothing moves when values change.
  case widest
}
