import GraphLayout
import Storyboard

/// For each node, edge and part of the page its drawings, each with the run of steps that shows it.
///
/// Two drawings are the same where they are one ``Fragment``.
struct VisibilityRuns {
  /// An appearance that lasts for some steps.
  struct Run {
    let drawing: Fragment
    var steps: ClosedRange<Int>
  }

  let layout: PageLayout
  let parts: PrerenderedParts
  let dialect: SVGDialect
  /// By layer and by the number of the thing.
  private var runs: [PictureLayer: [[Run]]] = [:]
  /// The numbers that travel, with their steps and edges.
  private let travels: [(step: Int, edge: Int, drawing: Fragment)]

  init(_ layout: PageLayout, _ parts: PrerenderedParts, _ dialect: SVGDialect, steps: Range<Int>) {
    (self.layout, self.parts, self.dialect) = (layout, parts, dialect)
    travels = steps.compactMap { step in
      guard let edge = layout.story.frames.currentEdge(step), let number = layout.story.edges[edge].contribution else {
        return nil
      }
      return (step, edge, SVGPage.fragment(layout, dialect) { $0.traveller(number) })
    }
    for layer in PictureLayer.allCases {
      let count =
        switch layer {
        case .edges, .currentEdge: layout.story.edges.count
        case .nodes, .gradients: layout.story.nodes.count
        case .groups: layout.story.groups.count + layout.story.panels.count
        default: 1
        }
      runs[layer] = Array(repeating: [], count: count)
    }
    for step in steps {
      for (layer, things) in Scene(step, layout, parts, dialect).layers {
        note(things, step, &runs[layer, default: []])
      }
    }
  }

  private func note(_ things: [Scene.Thing], _ step: Int, _ runs: inout [[Run]]) {
    for thing in things {
      if let last = runs[thing.index].last, last.drawing === thing.drawing, last.steps.upperBound == step - 1 {
        runs[thing.index][runs[thing.index].count - 1].steps = last.steps.lowerBound...step
      } else {
        runs[thing.index].append(Run(drawing: thing.drawing, steps: step...step))
      }
    }
  }

  func picture(_ prefix: String) -> MovingPicture {
    var ground = SVGBuffer()
    if layout.options.hasBackground {
      ground.write(
        "<rect class=\"background\" width=\"100%\" height=\"100%\" fill=\"\(dialect.colors[.background])\"/>")
    }
    let layers = PictureLayer.allCases.map { layer in
      let parts = (runs[layer] ?? []).enumerated().map { index, runs in
        MovingPicture.Part(subject: subject(layer, index), pieces: pieces(runs, prefix, layer))
      }
      return MovingPicture.Layer(
        kind: layer, bounds: bounds(of: layer), parts: parts.filter { !$0.pieces.isEmpty })
    }
    return MovingPicture(
      size: layout.size, page: layout.canvas, count: layout.story.frames.count,
      prefix: prefix, definitions: definitions(prefix), ground: ground.bytes, layers: layers,
      travels: travels.map { travel(prefix, $0.step, $0.edge, $0.drawing) })
  }

  private func travel(_ prefix: String, _ step: Int, _ edge: Int, _ drawing: Fragment) -> MovingPicture.Travel {
    let line = Polyline(layout.graph.edges[edge].curve.map(layout.place))
    var svg = SVGBuffer()
    drawing.write(to: &svg, prefix: prefix)
    return MovingPicture.Travel(
      step: step, edge: edge, points: line.simplified(within: 1.2).reversed(), svg: svg.bytes)
  }

  /// The pieces of a thing: equal drawings of several runs become one piece.
  private func pieces(_ runs: [Run], _ prefix: String, _ layer: PictureLayer) -> [MovingPicture.Piece] {
    struct Drawing: Hashable {
      let rank: Int
      let svg: [UInt8]
    }
    var distinct: [(drawing: Drawing, steps: [ClosedRange<Int>])] = []
    var known: [Drawing: Int] = [:]
    for run in runs {
      for part in run.drawing.parts where !part.range.isEmpty {
        var svg = SVGBuffer()
        let isScaled = layout.unit != 1 && !layer.isOfGraph
        if isScaled {
          svg.write("<g transform=\"scale(")
          svg.write(scale: layout.unit)
          svg.write(")\">")
        }
        run.drawing.write(part.range, to: &svg, prefix: prefix)
        if isScaled { svg.write("</g>") }
        let drawing = Drawing(rank: part.rank, svg: svg.bytes)
        guard let index = known[drawing] else {
          known[drawing] = distinct.count
          distinct.append((drawing, [run.steps]))
          continue
        }
        if let last = distinct[index].steps.last, last.upperBound == run.steps.lowerBound - 1 {
          distinct[index].steps[distinct[index].steps.count - 1] = last.lowerBound...run.steps.upperBound
        } else {
          distinct[index].steps.append(run.steps)
        }
      }
    }
    let sorted = distinct.enumerated().sorted {
      ($0.element.drawing.rank, $0.offset) < ($1.element.drawing.rank, $1.offset)
    }
    return sorted.map { MovingPicture.Piece(steps: $0.element.steps, svg: $0.element.drawing.svg) }
  }

  private func subject(_ layer: PictureLayer, _ index: Int) -> MovingPicture.Subject {
    switch layer {
    case .edges, .currentEdge: .edge(to: layout.story.edges[index].to, operand: layout.story.edges[index].operand)
    case .nodes: .node(layout.story.nodes[index].id)
    case .gradients: .gradient(layout.story.nodes[index].id)
    case .groups: index < layout.story.groups.count ? .group(layout.story.groups[index].path) : .page
    default: .page
    }
  }

  /// The outlines of all glyphs, and the chips that are ever shown.
  private func definitions(_ prefix: String) -> [UInt8] {
    var glyphs = GlyphSet()
    var marks: Set<QueueMark> = []
    for run in PictureLayer.allCases.flatMap({ runs[$0] ?? [] }).joined() {
      glyphs.formUnion(run.drawing.glyphs)
      marks.formUnion(run.drawing.marks)
    }
    for travel in travels { glyphs.formUnion(travel.drawing.glyphs) }
    var queue = SVGBuffer()
    for mark in marks.sorted() {
      queue.write("<g id=\"")
      queue.write(prefix)
      mark.write(to: &queue)
      queue.write("\">")
      let drawing =
        switch mark {
        case .chip(let index, let isWaiting): (isWaiting ? parts.waitingChips : parts.readyChips)[index].fragment
        }
      drawing.write(to: &queue, prefix: prefix)
      glyphs.formUnion(drawing.glyphs)
      queue.write("</g>\n")
    }
    var definitions = SVGBuffer()
    definitions.write(glyphs, prefix: prefix)
    definitions.write(queue)
    return definitions.bytes
  }

  private func bounds(of layer: PictureLayer) -> Rectangle {
    let area = area(of: layer)
    return Rectangle(
      minX: area.minX * layout.unit, minY: area.minY * layout.unit, maxX: area.maxX * layout.unit,
      maxY: area.maxY * layout.unit)
  }

  /// The area of a layer, in points of the page.
  private func area(of layer: PictureLayer) -> Rectangle {
    let regions = layout.regions
    let (left, right) = (Metrics.margin, regions.page.width - Metrics.margin)
    let footer = (top: regions.footer - Metrics.footer.middle / 2, bottom: regions.page.height)
    let legend = right - (layout.options.showsLegend ? Legend(layout.story, layout.options, layout.purpose).width : 0)
    switch layer {
    case .heading: return Rectangle(minX: left, minY: 0, maxX: right, maxY: layout.heading.height)
    case .progress:
      return Rectangle(
        minX: right - Metrics.progress.width, minY: 0, maxX: right, maxY: Metrics.progress.top + Metrics.gap)
    case .groups, .edges, .currentEdge, .nodes, .gradients:
      return Rectangle(
        minX: regions.graph.x, minY: regions.graph.y, maxX: regions.graph.x + layout.graph.size.width / layout.unit,
        maxY: regions.graph.y + layout.graph.size.height / layout.unit)
    case .caption:
      return regions.card
        ?? Rectangle(minX: left, minY: footer.top, maxX: right, maxY: footer.top)
    case .queue: return Rectangle(minX: left, minY: footer.top, maxX: legend - 40, maxY: footer.bottom)
    case .legend: return Rectangle(minX: legend, minY: footer.top, maxX: right, maxY: footer.bottom)
    }
  }
}
