import Autodiff
import Formulas
import GraphLayout
import Storyboard

/// The graph in Graphviz's language, in the same colours, for those who want to lay it out themselves.
public enum DotRenderer {
  /// The graph as DOT; labels are Graphviz's HTML, for real subscripts.
  public static func dot(_ story: Storyboard, options: PictureOptions = PictureOptions()) -> String {
    document(escaped(story.plainTitle), options, body(story, options))
  }

  /// A graph before and after static optimisation as DOT, each a cluster of its own.
  public static func dot(_ comparison: OptimizationComparison, options: PictureOptions = PictureOptions()) -> String {
    dot(
      ("before", comparison.headings.before, comparison.before), ("after", comparison.headings.after, comparison.after),
      title: "\(escaped(comparison.before.plainTitle))<BR/>\(escaped(comparison.verdict))", options)
  }

  /// Two graphs side by side as DOT, each a cluster of its own.
  public static func dot(_ pair: GraphPair, options: PictureOptions = PictureOptions()) -> String {
    dot(
      ("first", pair.headings.first, pair.first), ("second", pair.headings.second, pair.second),
      title: escaped(pair.verdict), options)
  }

  private typealias Cluster = (name: String, heading: String, story: Storyboard)

  private static func dot(_ one: Cluster, _ two: Cluster, title: String, _ options: PictureOptions) -> String {
    func lines(_ cluster: Cluster) -> [String] {
      let frame = "label=<\(escaped(cluster.heading))>; color=\"\(options.theme.cardBorder)\"; style=rounded;"
      return ["  subgraph cluster_\(cluster.name) {", "    \(frame)"]
        + body(cluster.story, options, prefix: "\(cluster.name)_").map { "  " + $0 } + ["  }"]
    }
    // Where edges go to the side, Graphviz puts the first cluster beneath the second.
    let clusters = options.direction?.isVertical == true ? [one, two] : [two, one]
    return document(title, options, clusters.flatMap(lines))
  }

  private static func document(_ title: String, _ options: PictureOptions, _ body: [String]) -> String {
    let theme = options.theme
    let head = [
      "digraph adviz {",
      "  label=<\(title)>; labelloc=t; rankdir=\((options.direction ?? .leftToRight).rawValue);",
      "  bgcolor=\"\(options.hasBackground ? "\(theme.background)" : "transparent")\"; fontcolor=\"\(theme.ink)\";",
      "  node [style=filled, color=\"\(theme.ink)\", fontcolor=\"\(theme.label)\"];",
      "  edge [color=\"\(theme.walkedLine)\"];",
    ]
    return (head + body + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The nodes and edges; the prefix stands before the names of the nodes.
  private static func body(_ story: Storyboard, _ options: PictureOptions, prefix: String = "n") -> [String] {
    let theme = options.theme
    let nodes = story.nodes.map { node in
      var label = html(node.label, options.numbers)
      if let name = node.name { label = "\(html(name, options.numbers)): \(label)" }
      if let shape = node.shape { label += "<BR/><FONT POINT-SIZE=\"11\">\(html(shape, options.numbers))</FONT>" }
      if options.showsValues, node.value != node.label {
        label += "<BR/><FONT POINT-SIZE=\"11\">\(html(node.value, options.numbers))</FONT>"
      }
      let (shape, style) =
        switch node.kind {
        case .variable: ("box", "\"filled,rounded\"")
        case .constant: ("box", "filled")
        case .operation: ("ellipse", "filled")
        }
      let color = theme[Paint(node.kind)]
      return "  \(prefix)\(node.id) [label=<\(label)>, shape=\(shape), style=\(style), fillcolor=\"\(color)\"];"
    }
    return nodes + story.edges.map { "  \(prefix)\($0.from) -> \(prefix)\($0.to);" }
  }

  /// A name with its subscript and face; any other formula as plain text.
  private static func html(_ formula: Formula, _ numbers: NumberStyle) -> String {
    guard case .symbol(let symbol) = formula else { return escaped(formula.text(numbers)) }
    let base = escaped(symbol.base + String(repeating: "′", count: symbol.primes))
    return (symbol.face == .italic ? "<I>\(base)</I>" : base)
      + (symbol.subscript.map { "<SUB>\(escaped($0))</SUB>" } ?? "")
  }

  /// Text within Graphviz's HTML, which takes no control characters and no empty element.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.isEmpty ? " " : escaped
  }
}
