import GraphLayout
import Rendering

/// A strip of the page: the strips stand one below the other as on a frame, or by themselves where there is no room.
package struct Band: Sendable {
  /// What it holds: heading, graph, caption, queue or legend.
  package let name: String
  /// The area that it covers on a frame.
  package let wide: Rectangle
  /// The area of its contents.
  package let tight: Rectangle
  /// The layers of its picture.
  package let layers: [MovingPicture.Layer]
  /// Its width in percent of that of the page.
  package let share: String

  /// Cuts a picture into strips.
  package static func all(of picture: MovingPicture) -> [Band] {
    func bounds(_ kind: PictureLayer) -> Rectangle? {
      picture.layers.first { $0.kind == kind && !$0.parts.isEmpty }?.bounds
    }
    let (width, height) = (picture.page.width, picture.page.height)
    let top = bounds(.heading)?.maxY ?? 0
    let footer = (bounds(.queue) ?? bounds(.legend))?.minY ?? height
    let bottom = bounds(.caption).map { $0.minY - 8 } ?? footer
    // On a narrow page the queue stands above the legend.
    let legendTop = bounds(.legend)?.minY ?? height
    let isStacked = (bounds(.queue)?.maxY ?? height) <= legendTop
    let divide = isStacked ? width : bounds(.legend).map { $0.minX - 20 } ?? width
    func band(_ name: String, _ kinds: [PictureLayer], _ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Band {
      let strip = Rectangle(minX: x.lowerBound, minY: y.lowerBound, maxX: x.upperBound, maxY: y.upperBound)
      return Band(
        name: name, wide: strip, tight: kinds.first.flatMap(bounds) ?? strip,
        layers: picture.layers.filter { kinds.contains($0.kind) }, share: (strip.size.width / width * 100).decimal)
    }
    return [
      band("heading", [.heading, .progress], 0...width, 0...top),
      band("graph", [.edges, .groups, .currentEdge, .nodes, .gradients], 0...width, top...bottom),
      band("caption", [.caption], 0...width, bottom...footer),
      band("queue", [.queue], 0...divide, footer...(isStacked ? legendTop : height)),
      band("legend", [.legend], (isStacked ? 0 : divide)...width, (isStacked ? legendTop : footer)...height),
    ]
  }
}

extension MovingPicture {
  /// Whether it is clearly wider than high: on paper it has a row of its own.
  package var isWide: Bool { page.width > 1.2 * page.height }
}

extension Rectangle {
  /// The rectangle as SVG has it.
  package var viewBox: String {
    [minX, minY, maxX - minX, maxY - minY].map { $0.decimal }.joined(separator: " ")
  }
}
