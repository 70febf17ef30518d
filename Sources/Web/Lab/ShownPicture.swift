import Autodiff
import Expressions
import Formulas
import GraphLayout
import Player
import Rendering
import Storyboard
import Tensors

/// A picture of a program at a point.
struct ShownPicture {
  let renderer: FrameRenderer
  private let trace: Trace
  private let program: Program
  private let options: EngineOptions
  private let ordering: any LayerOrdering

  /// Differentiates and draws.
  init(_ program: Program, _ options: EngineOptions, _ ordering: any LayerOrdering) throws(EngineError) {
    let (trace, story) = try ShownPicture.story(of: program, options)
    do throws(LayoutError) {
      renderer = try FrameRenderer(story, options: options.picture, ordering: ordering)
    } catch {
      throw EngineError(sentence: error.description)
    }
    (self.trace, self.program, self.options, self.ordering) = (trace, program, options, ordering)
  }

  private init(
    _ renderer: FrameRenderer, _ trace: Trace, _ program: Program, _ options: EngineOptions,
    _ ordering: any LayerOrdering
  ) {
    (self.renderer, self.trace, self.program, self.options, self.ordering) = (
      renderer, trace, program, options, ordering
    )
  }

  /// The picture of the same graph at another point, everything at its place.
  func showing(_ program: Program) throws(EngineError) -> ShownPicture {
    let (trace, story) = try ShownPicture.story(of: program, options, as: renderer.story)
    guard let renderer = renderer.showing(story) else { return try ShownPicture(program, options, ordering) }
    return ShownPicture(renderer, trace, program, options, ordering)
  }

  /// The story of a program, told as another one: a page may have its numbers inside, or large arrays by their shapes.
  private static func story(
    of program: Program, _ options: EngineOptions, as other: Storyboard? = nil
  ) throws(EngineError) -> (Trace, Storyboard) {
    let trace: Trace
    do throws(TensorError) {
      trace = try program.trace()
    } catch {
      throw EngineError(sentence: error.description)
    }
    let story: Storyboard
    do throws(GroupError) {
      story = Storyboard(
        try trace.closing(options.picture.closedGroups), numbers: options.picture.numbers,
        elementsUpTo: other.map { $0.elementsUpTo } ?? options.picture.elementsUpTo,
        literalsInside: other?.literalsInside ?? (options.picture.literals == .inside))
    } catch {
      throw EngineError(sentence: error.description, option: "collapse")
    }
    guard story.nodes.count <= PageEngine.mostNodes else {
      throw EngineError(
        sentence:
          "the graph has \(story.nodes.count) nodes, and a page draws up to \(PageEngine.mostNodes); close groups, or draw "
          + "it with the program")
    }
    return (trace, story)
  }

  private var input: PlayerInput {
    PlayerInput(
      renderer.story, renderer, numbers: options.picture.numbers, times: StepTimes(renderer.story.frames, options.pace))
  }

  /// The picture for a player, as JSON; ids have the same prefix at every point.
  var player: [UInt8] { LivePlayerData(input, kind: "", prefix: "lab").json }

  /// What is to be seen at one step, for a player that shows the same graph at another point, as JSON.
  func step(_ place: Int) -> [UInt8] { PlayerStep(place, of: input, prefix: "lab").json }

  /// The caption of a frame as plain text.
  func caption(_ place: Int) -> [UInt8] {
    Array(renderer.story.frames.caption(place).text(options.picture.numbers).utf8)
  }

  /// The step of a frame in a sentence.
  func speech(_ place: Int) -> [UInt8] { Array(renderer.story.frames.caption(place).spoken.utf8) }

  /// The trace as the lines of a file.
  func traceLines() throws(EngineError) -> [UInt8] {
    do throws(TraceError) {
      return try trace.jsonLines()
    } catch {
      throw EngineError(sentence: error.description)
    }
  }

  /// The most cells of an array that are told.
  private static let mostCells = 4096

  /// The output, the variables with their derivatives, and both in a sentence, as JSON.
  var values: [UInt8] {
    var gradients: [String: TraceValue] = [:]
    if case .end(let found)? = trace.events.last { gradients = found }
    let output = trace.nodes[trace.output]
    let variables = program.variables.map { variable -> JSON in
      let (name, value) = (variable.name ?? "", TraceValue(variable.value, isFull: false))
      var fields: [String: JSON] = [
        "name": .text(name), "shape": .list(value.shape.map { .integer($0) }), "values": value.cells,
      ]
      fields["gradient"] = gradients[name]?.cells ?? .null
      return .object(fields)
    }
    var bytes: [UInt8] = []
    JSON.object([
      "output": .object([
        "name": .text(trace.functionName), "shape": .list(output.value.shape.map { .integer($0) }),
        "values": output.value.cells,
      ]), "variables": .list(variables), "sentence": .text(sentence),
    ]).write(to: &bytes)
    return bytes
  }

  /// The most derivatives that the sentence tells.
  private static let mostTold = 6

  /// The output and its derivatives in a sentence.
  private var sentence: String {
    let story = renderer.story
    let numbers = options.picture.numbers
    let value = story.nodes.first { $0.isOutput }?.value
    let statements = program.variables.compactMap { variable -> Formula? in
      let id = trace.nodes.first { $0.kind == .variable && $0.name == variable.name }?.id
      return id.flatMap { story.node($0) }?.adjoints.last?.statement
    }
    let output = value.map { Formula.equality(.symbol(Symbol(trace.functionName)), $0) }
    return Words.result(
      output.map { $0.spoken(numbers) }, derivatives: statements.prefix(Self.mostTold).map { $0.spoken(numbers) },
      untold: max(0, statements.count - Self.mostTold))
  }
}

extension TraceValue {
  /// The elements as JSON, in row-major order; null where only a summary is known.
  fileprivate var cells: JSON {
    switch self {
    case .array(_, let elements): .list(elements.map { .number($0) })
    case .summary: .null
    }
  }
}
