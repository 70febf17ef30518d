import GraphLayout
import Storyboard

/// All steps of a storyboard in one picture: one geometry, and what of it is to be seen at which step.
///
/// Whatever looks the same in several steps is drawn once. At each step, the pieces that are visible then are exactly
/// what ``FrameRenderer/svg(_:)`` draws, in the same order.
public struct MovingPicture: Sendable {
  /// How colours are written.
  public enum Coloring: Sendable {
    /// In the theme's colours, as presentation attributes that any program understands.
    case theme
    /// As variables of CSS, `var(--ink)`, by the names of ``Theme/paints``.
    case variables
  }

  /// Something that looks the same whenever it is to be seen.
  public struct Piece: Sendable {
    /// The steps it is to be seen at, ascending, none next to another.
    public let steps: [ClosedRange<Int>]
    /// SVG elements.
    public let svg: [UInt8]

    /// Whether it is to be seen at a step.
    public func isVisible(at step: Int) -> Bool { steps.contains { $0.contains(step) } }
  }

  /// What the pieces of a part belong to.
  public enum Subject: Hashable, Sendable {
    /// A node, by its id.
    case node(Int)
    /// An edge: the operation's id and which of its operands.
    case edge(to: Int, operand: Int)
    /// A variable's adjoint, by the variable's id.
    case gradient(Int)
    /// The page.
    case page
  }

  /// A thing and its looks.
  public struct Part: Sendable {
    /// What it is.
    public let subject: Subject
    /// Its pieces, from bottom to top.
    public let pieces: [Piece]
  }

  /// What lies on one level.
  public struct Layer: Sendable {
    /// Which level.
    public let kind: PictureLayer
    /// The room it takes.
    public let bounds: Rectangle
    /// What is on it, from bottom to top.
    public let parts: [Part]
  }

  /// The size it is drawn at.
  public let size: Size
  /// The size of the page that coordinates refer to, from (0, 0).
  public let page: Size
  /// How many steps it shows, the start included.
  public let count: Int
  /// What stands before every id.
  public let prefix: String
  /// What references refer to, as elements for `<defs>`: the outlines of glyphs and the chips of the queue.
  public let definitions: [UInt8]
  /// The ground as an element; empty where the page has none.
  public let ground: [UInt8]
  /// The levels, from bottom to top.
  public let layers: [Layer]
}

extension FrameRenderer {
  /// All steps in one picture, on the geometry of the frames.
  ///
  /// - Parameters:
  ///   - prefix: what stands before every id; a letter first.
  ///   - coloring: how colours are written.
  ///   - isSpoken: whether formulas carry what is read aloud of them.
  /// - Returns: the picture.
  /// - Complexity: O(*n* · *s*) for *n* nodes and edges and *s* steps.
  public func moving(
    prefix: String, coloring: MovingPicture.Coloring = .theme, isSpoken: Bool = true
  ) -> MovingPicture {
    let paints = coloring == .theme ? Paints(sheet.theme) : .variables
    let notation = Notation.moving(paints, isSpoken: isSpoken)
    return Takes(sheet, FixedParts(sheet, notation), notation).picture(prefix)
  }
}

/// Goes through the scenes and notes how long each thing keeps its look.
private struct Takes {
  /// A look that stays for some steps.
  struct Take {
    let drawing: Fragment
    var steps: ClosedRange<Int>
  }

  let sheet: Sheet
  let parts: FixedParts
  let notation: Notation
  /// By layer and by the number of the thing.
  private var takes: [PictureLayer: [[Take]]] = [:]

  init(_ sheet: Sheet, _ parts: FixedParts, _ notation: Notation) {
    (self.sheet, self.parts, self.notation) = (sheet, parts, notation)
    for layer in PictureLayer.allCases {
      let count =
        switch layer {
        case .edges, .currentEdge: sheet.story.edges.count
        case .nodes, .gradients: sheet.story.nodes.count
        default: 1
        }
      takes[layer] = Array(repeating: [], count: count)
    }
    for step in sheet.story.frames.indices {
      for (layer, things) in Scene(step, sheet, parts, notation).layers {
        note(things, step, &takes[layer, default: []])
      }
    }
  }

  private func note(_ things: [Scene.Thing], _ step: Int, _ takes: inout [[Take]]) {
    for thing in things {
      if let last = takes[thing.index].last, last.drawing === thing.drawing, last.steps.upperBound == step - 1 {
        takes[thing.index][takes[thing.index].count - 1].steps = last.steps.lowerBound...step
      } else {
        takes[thing.index].append(Take(drawing: thing.drawing, steps: step...step))
      }
    }
  }

  func picture(_ prefix: String) -> MovingPicture {
    let composition = sheet.composition
    var ground = SVGBuffer()
    if sheet.options.hasBackground {
      ground.write(
        "<rect class=\"background\" width=\"100%\" height=\"100%\" fill=\"\(notation.paints[.background])\"/>")
    }
    let layers = PictureLayer.allCases.map { layer in
      let parts = (takes[layer] ?? []).enumerated().map { index, takes in
        MovingPicture.Part(subject: subject(layer, index), pieces: pieces(takes, prefix))
      }
      return MovingPicture.Layer(
        kind: layer, bounds: bounds(of: layer), parts: parts.filter { !$0.pieces.isEmpty })
    }
    return MovingPicture(
      size: sheet.options.size ?? composition.page, page: composition.page, count: sheet.story.frames.count,
      prefix: prefix, definitions: definitions(prefix), ground: ground.bytes, layers: layers)
  }

  /// What is drawn alike in several takes is one piece.
  private func pieces(_ takes: [Take], _ prefix: String) -> [MovingPicture.Piece] {
    struct Look: Hashable {
      let rank: Int
      let svg: [UInt8]
    }
    var looks: [(look: Look, steps: [ClosedRange<Int>])] = []
    var known: [Look: Int] = [:]
    for take in takes {
      for part in take.drawing.parts where !part.range.isEmpty {
        var svg = SVGBuffer()
        take.drawing.write(part.range, to: &svg, prefix: prefix)
        let look = Look(rank: part.rank, svg: svg.bytes)
        guard let index = known[look] else {
          known[look] = looks.count
          looks.append((look, [take.steps]))
          continue
        }
        if let last = looks[index].steps.last, last.upperBound == take.steps.lowerBound - 1 {
          looks[index].steps[looks[index].steps.count - 1] = last.lowerBound...take.steps.upperBound
        } else {
          looks[index].steps.append(take.steps)
        }
      }
    }
    let sorted = looks.enumerated().sorted { ($0.element.look.rank, $0.offset) < ($1.element.look.rank, $1.offset) }
    return sorted.map { MovingPicture.Piece(steps: $0.element.steps, svg: $0.element.look.svg) }
  }

  private func subject(_ layer: PictureLayer, _ index: Int) -> MovingPicture.Subject {
    switch layer {
    case .edges, .currentEdge: .edge(to: sheet.story.edges[index].to, operand: sheet.story.edges[index].operand)
    case .nodes: .node(sheet.story.nodes[index].id)
    case .gradients: .gradient(sheet.story.nodes[index].id)
    default: .page
    }
  }

  /// The outlines of all glyphs, and the chips that are ever shown.
  private func definitions(_ prefix: String) -> [UInt8] {
    var glyphs = GlyphSet()
    var marks: Set<QueueMark> = []
    for take in PictureLayer.allCases.flatMap({ takes[$0] ?? [] }).joined() {
      glyphs.formUnion(take.drawing.glyphs)
      marks.formUnion(take.drawing.marks)
    }
    var queue = SVGBuffer()
    for mark in marks.sorted() {
      queue.write("<g id=\"")
      queue.write(prefix)
      mark.write(to: &queue)
      queue.write("\">")
      let drawing =
        switch mark {
        case .chip(let index, let isWaiting): (isWaiting ? parts.waitingChips : parts.readyChips)[index].fragment
        case .chevron: parts.chevron
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
    let composition = sheet.composition
    let (left, right) = (Metrics.margin, composition.page.width - Metrics.margin)
    let footer = (top: composition.footer - Metrics.footer.middle / 2, bottom: composition.page.height)
    let legend = right - (sheet.options.showsLegend ? Legend(sheet.options).width : 0)
    switch layer {
    case .heading: return Rectangle(minX: left, minY: 0, maxX: right, maxY: sheet.heading.height)
    case .progress:
      return Rectangle(
        minX: right - Metrics.progress.width, minY: 0, maxX: right, maxY: Metrics.progress.top + Metrics.gap)
    case .edges, .currentEdge, .nodes, .gradients:
      return Rectangle(
        minX: composition.graph.x, minY: composition.graph.y, maxX: composition.graph.x + sheet.graph.size.width,
        maxY: composition.graph.y + sheet.graph.size.height)
    case .caption:
      return composition.card
        ?? Rectangle(minX: left, minY: footer.top, maxX: right, maxY: footer.top)
    case .queue: return Rectangle(minX: left, minY: footer.top, maxX: legend - 40, maxY: footer.bottom)
    case .legend: return Rectangle(minX: legend, minY: footer.top, maxX: right, maxY: footer.bottom)
    }
  }
}
