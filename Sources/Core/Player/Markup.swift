import Autodiff
import Rendering
import Storyboard

extension Double {
  /// A number as CSS and SVG read it: at most four decimals, no exponent.
  package var decimal: String {
    let scaled = Int64((Swift.max(-1e12, Swift.min(isNaN ? 0 : self, 1e12)) * 10_000).rounded())
    var text = String(scaled.magnitude / 10_000)
    let fraction = String(10_000 + scaled.magnitude % 10_000).dropFirst()
    if let last = fraction.lastIndex(where: { $0 != "0" }) { text += "." + fraction[...last] }
    return (scaled < 0 ? "-" : "") + text
  }
}

extension String {
  /// The text without the control characters that XML forbids and a page cannot show.
  package var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar {
          case "\t", "\n", "\r": " "
          case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
          default: scalar
          }
        }))
  }

  /// The text as the value of an attribute.
  fileprivate var asAttribute: String {
    var text = ""
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension MovingPicture.Subject {
  /// The attributes of the group of a part.
  package func attributes(in story: Storyboard) -> String {
    switch self {
    case .node(let id):
      let node = story.node(id)
      let kind = node?.closed == nil ? node?.kind.rawValue ?? "" : "group"
      return " class=\"node\" data-node=\"\(id)\" data-kind=\"\(kind)\""
    case .edge(let to, let operand): return " class=\"edge\" data-edge=\"\(to).\(operand)\" data-kind=\"edge\""
    case .group(let path): return " class=\"hull\" data-group=\"\(path.joined(separator: "/").asAttribute)\""
    case .gradient(let id): return " class=\"gradient\" data-gradient=\"\(id)\""
    case .page: return ""
    }
  }
}

extension MovingPicture.Part {
  /// The pieces from bottom to top; those that are to be seen at the same steps together, unless another lies between
  /// them that is to be seen at one of these steps.
  ///
  /// - Complexity: O(*n* *s*) for *n* pieces and *s* steps.
  package var runs: [(steps: [ClosedRange<Int>], svg: [UInt8])] {
    var runs: [(steps: [ClosedRange<Int>], svg: [UInt8])] = []
    /// The topmost run at each step.
    var topmost = [Int](repeating: -1, count: (pieces.compactMap { $0.steps.last?.upperBound }.max() ?? -1) + 1)
    for piece in pieces {
      let below = piece.steps.joined().lazy.map { topmost[$0] }.max() ?? -1
      if below >= 0, runs[below].steps == piece.steps {
        runs[below].svg += piece.svg
      } else {
        for step in piece.steps.joined() { topmost[step] = runs.count }
        runs.append((piece.steps, piece.svg))
      }
    }
    return runs
  }
}

extension [ClosedRange<Int>] {
  /// The steps in short, `3-7 9`.
  var text: String {
    map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
  }
}
