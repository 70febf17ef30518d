/// A size of a theme, by what it measures.
///
/// The name of a case is the size's name in theme files.
public enum Measure: String, CaseIterable, Sendable {
  /// The heading.
  case title
  /// The line beneath the heading.
  case subtitle
  /// The label inside a node.
  case label
  /// A user's name beside a node.
  case name
  /// The forward value beside a node.
  case value
  /// The adjoint beside a variable.
  case gradient
  /// The derivative on an edge.
  case number
  /// The two lines that tell the step.
  case caption
  /// The queue, the legend and the number of the step.
  case footer
  /// The least width and height of a node.
  case node
  /// The width of an edge that has been walked.
  case edge

  /// The usual size in points, on a page of 1280×720, and whether it grows with a graph that is drawn larger.
  var usual: (points: Double, growsWithGraph: Bool) {
    switch self {
    case .title: (26, false)
    case .subtitle: (19, false)
    case .label: (20, true)
    case .name: (17, true)
    case .value: (15, true)
    case .gradient: (19, true)
    case .number: (16, true)
    case .caption: (23, false)
    case .footer: (15.5, false)
    case .node: (60, true)
    case .edge: (1.8, true)
    }
  }
}
