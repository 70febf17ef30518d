import Rendering

extension Double {
  /// A number as CSS and SVG read it: at most four decimals, no exponent.
  var decimal: String {
    let scaled = Int((Swift.max(-1e12, Swift.min(isNaN ? 0 : self, 1e12)) * 10_000).rounded())
    var text = String(scaled.magnitude / 10_000)
    let fraction = String(10_000 + scaled.magnitude % 10_000).dropFirst()
    if let last = fraction.lastIndex(where: { $0 != "0" }) { text += "." + fraction[...last] }
    return (scaled < 0 ? "-" : "") + text
  }
}

extension Double {
  /// The number to a tenth, which is enough for what moves.
  var tenths: String { ((self * 10).rounded() / 10).decimal }
}

extension String {
  /// The text without the control characters that XML forbids and a page cannot show.
  var printable: String {
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
}

extension ExportInput {
  /// A moving picture in groups, one a layer and one a node, edge or derivative.
  ///
  /// - Parameters:
  ///   - picture: the picture.
  ///   - prefix: stands before the class of each layer.
  ///   - write: how something that is to be seen in some steps is written.
  /// - Returns: elements of SVG.
  func groups(
    _ picture: MovingPicture, classes prefix: String,
    write: (_ run: (steps: [ClosedRange<Int>], svg: [UInt8])) -> [UInt8]
  ) -> [UInt8] {
    var body: [UInt8] = []
    for layer in picture.layers where !layer.parts.isEmpty {
      body += "<g class=\"\(prefix)\(layer.kind.rawValue)\">\n".utf8
      for part in layer.parts {
        let attributes = part.subject.attributes(self)
        if !attributes.isEmpty { body += "<g\(attributes)>".utf8 }
        for run in part.runs { body += write(run) }
        if !attributes.isEmpty { body += "</g>\n".utf8 }
      }
      body += "</g>\n".utf8
    }
    return body
  }
}

extension MovingPicture.Subject {
  /// The attributes of the group of a part.
  func attributes(_ input: ExportInput) -> String {
    switch self {
    case .node(let id):
      let node = input.story.node(id)
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
  /// The pieces from bottom to top; neighbours that are to be seen at the same steps together.
  var runs: [(steps: [ClosedRange<Int>], svg: [UInt8])] {
    var runs: [(steps: [ClosedRange<Int>], svg: [UInt8])] = []
    for piece in pieces {
      if runs.last?.steps == piece.steps {
        runs[runs.count - 1].svg += piece.svg
      } else {
        runs.append((piece.steps, piece.svg))
      }
    }
    return runs
  }
}

extension String {
  /// The text as the value of an attribute.
  var asAttribute: String {
    printable.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
