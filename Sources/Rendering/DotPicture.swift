import Autodiff
import Formulas
import Storyboard

/// The graph in Graphviz's language, in the same colours, for those who want to lay it out themselves.
public enum DotRenderer {
  /// The graph as DOT.
  public static func dot(_ story: Storyboard, options: PictureOptions = PictureOptions()) -> String {
    let theme = options.theme
    var lines = [
      "digraph adviz {",
      "  label=\(quoted(story.plainTitle)); labelloc=t; rankdir=\(options.direction.rawValue);",
      options.hasBackground ? "  bgcolor=\"\(theme.background)\"; fontcolor=\"\(theme.ink)\";" : "  bgcolor=none;",
      "  node [style=filled, color=\"\(theme.ink)\", fontcolor=\"\(theme.label)\"];",
      "  edge [color=\"\(theme.walkedLine)\"];",
    ]
    for node in story.nodes {
      var label = node.label.text(options.numbers)
      if let name = node.name { label = "\(name.text(options.numbers)): \(label)" }
      if options.showsValues, node.value != node.label { label += "\n\(node.value.text(options.numbers))" }
      let (shape, style, color) =
        switch node.kind {
        case .variable: ("box", "\"filled,rounded\"", theme.variable)
        case .constant: ("box", "filled", theme.constant)
        case .operation: ("ellipse", "filled", theme.operation)
        }
      lines.append(
        "  n\(node.id) [label=\(quoted(label)), shape=\(shape), style=\(style), fillcolor=\"\(color)\"];")
    }
    for edge in story.edges { lines.append("  n\(edge.from) -> n\(edge.to);") }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A quoted string of the DOT language, in which a backslash would begin an escape.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      switch character {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r", "\r\n": quoted += " "
      // Graphviz reads entities in strings.
      case "&": quoted += "&amp;"
      case "\0": continue
      default: quoted.append(character)
      }
    }
    return quoted + "\""
  }
}
