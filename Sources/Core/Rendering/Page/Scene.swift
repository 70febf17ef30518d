import Storyboard

/// The drawings of one step, by layer.
struct Scene {
  /// The layers from bottom to top, with their drawings.
  private(set) var layers: [(layer: PictureLayer, things: [Thing])] = []

  /// A node, an edge or a part of the page with its drawing in this step.
  struct Thing {
    /// Its position among those of its layer.
    let index: Int
    let drawing: Fragment
  }

  /// A step of an animation.
  init(_ number: Int, _ layout: PageLayout, _ parts: PrerenderedParts, _ dialect: SVGDialect) {
    let story = layout.story
    let frame = story.frames[number]
    func draw(_ body: (inout SVGPage) -> Void) -> [Thing] {
      [Thing(index: 0, drawing: SVGPage.fragment(layout, dialect, body))]
    }
    layers = [(.heading, [Thing(index: 0, drawing: parts.heading)]), (.progress, draw { $0.progress(frame) })]
    let headings = story.panels.indices.filter { story.panels[$0].ledger != nil }.map { panel in
      Thing(
        index: story.groups.count + panel,
        drawing: SVGPage.fragment(layout, dialect) { $0.panelHeading(panel, at: number) })
    }
    add(layout, parts, frame, headings)
    let gradients = story.nodes.indices.compactMap { index in
      frame.gradients[story.nodes[index].id].flatMap { parts.gradients[index][GradientAppearance($0)] }
        .map { Thing(index: index, drawing: $0) }
    }
    layers += [(.gradients, gradients), (.caption, draw { $0.caption(number) })]
    if layout.showsQueue { layers.append((.queue, draw { $0.queue(parts, frame.queue) })) }
    layers.append((.legend, [Thing(index: 0, drawing: parts.legend)]))
  }

  /// The graph alone.
  init(_ layout: PageLayout, _ parts: PrerenderedParts) {
    layers = [(.heading, [Thing(index: 0, drawing: parts.heading)])]
    add(layout, parts, nil, [])
    layers.append((.legend, [Thing(index: 0, drawing: parts.legend)]))
  }

  /// The edges and nodes without what stands around them.
  var graph: Scene {
    var graph = self
    graph.layers.removeAll { ![.groups, .edges, .currentEdge, .nodes].contains($0.layer) }
    return graph
  }

  /// The edges and nodes of a frame, or as they are before anything happens.
  private mutating func add(
    _ layout: PageLayout, _ parts: PrerenderedParts, _ frame: Frame?, _ headings: [Thing]
  ) {
    let appearances = layout.story.edges.indices.map { edge in
      EdgeAppearance(
        frame?.edges[edge], numbers: layout.texts.numbers[edge] == nil ? nil : layout.options.edgeNumbers)
    }
    let hulls = parts.hulls.map { Thing(index: $0.group, drawing: $0.drawing) } + headings
    if !hulls.isEmpty { layers.append((.groups, hulls)) }
    // The current edge lies on top.
    for layer in [PictureLayer.edges, .currentEdge] {
      let things = appearances.indices.compactMap { edge in
        appearances[edge].stage.isOnTop == (layer == .currentEdge)
          ? parts.edges[edge][appearances[edge]].map { Thing(index: edge, drawing: $0) } : nil
      }
      layers.append((layer, things))
    }
    let nodes = layout.story.nodes.indices.compactMap { index in
      parts.nodes[index][frame.map { NodeAppearance(layout.story.nodes[index], in: $0, heat: layout.heat) } ?? .plain]
        .map { Thing(index: index, drawing: $0) }
    }
    layers.append((.nodes, nodes))
  }
}

extension SVGPage {
  /// Adds a scene as a frame shows it: edges, nodes and adjoints in a group each.
  mutating func add(_ scene: Scene) {
    var count = 0
    for layer in scene.layers { for thing in layer.things { count += thing.drawing.bytes.count } }
    // The prefixes of ids make it a fifth longer.
    body.reserve(count + count / 4)
    for (layer, things) in scene.layers {
      switch layer {
      case .groups, .edges, .nodes, .gradients: body.write("<g class=\"\(layer.rawValue)\">\n")
      default: break
      }
      let isScaled = layout.unit != 1 && !layer.isOfGraph
      if isScaled {
        body.write("<g transform=\"scale(")
        body.write(scale: layout.unit)
        body.write(")\">\n")
      }
      for thing in things { add(thing.drawing) }
      if isScaled { body.write("</g>\n") }
      switch layer {
      case .groups, .currentEdge, .nodes, .gradients: body.write("</g>\n")
      default: break
      }
    }
  }
}
