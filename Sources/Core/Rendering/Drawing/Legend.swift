import Autodiff
import GraphLayout
import Storyboard
import Typesetting

/// The legend: a sample of each of the three kinds of nodes, with its name.
struct Legend: Sendable {
  let kinds: [(kind: TraceNode.Kind, name: Typeset)]
  let swatch: Double
  let gap = 26.0

  init(_ options: PictureOptions) {
    let size = options.theme.sizes.footer
    kinds = [TraceNode.Kind.variable, .constant, .operation].map {
      ($0, typeset(text: $0.rawValue, size: size, face: .sans))
    }
    swatch = size + 2.5
  }

  var width: Double { kinds.reduce(-gap) { $0 + swatch + 7 + $1.name.width + gap } }

  /// The outline of a kind at a small size.
  static func outline(_ kind: TraceNode.Kind, _ size: Size) -> Outline {
    switch kind {
    case .variable: .roundedRectangle(size, corner: min(size.width, size.height) * 0.24)
    case .constant: .roundedRectangle(size, corner: 0)
    case .operation: .roundedRectangle(size, corner: min(size.width, size.height) / 2)
    }
  }
}

extension SVGPage {
  var footer: Double { layout.regions.footer }
  var footerBaseline: Double { footer + theme.sizes.footer * 0.32 }

  /// The legend, at the right.
  mutating func legend() {
    guard layout.options.showsLegend else { return }
    let legend = Legend(layout.options)
    var x = layout.regions.page.width - Metrics.margin - legend.width
    body.write("<g class=\"legend\">\n")
    part(0)
    for (kind, name) in legend.kinds {
      let size = Size(width: legend.swatch, height: legend.swatch)
      outline(Legend.outline(kind, size), around: Point(x: x + legend.swatch / 2, y: footer))
      body.write(
        " fill=\"\(colors[Paint(kind)])\" stroke=\"\(colors[.ink])\" stroke-width=\"1.2\"/>\n")
      text(name, at: Point(x: x + legend.swatch + 7, y: footerBaseline), color: .quietText)
      x += legend.swatch + 7 + name.width + legend.gap
    }
    endPart()
    body.write("</g>\n")
  }
}
