import Autodiff
import Expressions
import Foundation
import Formulas
import GraphLayout
import Output
import Player
import Rendering
import Storyboard
import Tensors
import TestSupport

/// A text, the values that are set after it has been read, and options by their names.
struct EngineTask: Encodable {
  let text: String
  var values: [Value] = []
  var options: [String: String] = [:]

  /// Another value for the cell of a variable.
  struct Value: Encodable {
    let name: String
    let cell: Int
    let value: Double

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(name)
      try list.encode(cell)
      try list.encode(value)
    }
  }

  /// The same with its values in the text.
  var atItsPoint: EngineTask {
    get throws {
      let variables = try Program(text).variables.map { variable in
        let elements = self.elements(of: variable)
        return (variable.name ?? "") + "=" + EngineTask.literal(elements, variable.value.shape.sizes)
      }
      let point = variables.joined(separator: ",")
      return EngineTask(text: values.isEmpty ? text : text + "\n#! at: \(point)", options: options)
    }
  }

  /// The elements of a variable with those that are set.
  func elements(of variable: Node) -> [Double] {
    var elements = variable.value.elements
    for value in values where value.name == variable.name { elements[value.cell] = value.value }
    return elements
  }

  private static func literal(_ elements: [Double], _ sizes: [Int]) -> String {
    guard let size = sizes.first, size > 0 else { return "\(elements[0])" }
    let inner = elements.count / size
    let parts = (0..<size).map { place in
      literal(Array(elements[place * inner..<(place + 1) * inner]), Array(sizes.dropFirst()))
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// Random programs, of numbers and of arrays in turn, each at a random point.
  static func random(_ count: Int) -> [EngineTask] {
    var programs = RandomPrograms(seed: 1801)
    var dice = SplitMix64(1802)
    return (0..<count).map { number in
      let text = number.isMultiple(of: 2) ? programs.scalars() : programs.arrays()
      var values: [Value] = []
      for variable in (try? Program(text))?.variables ?? [] where !variable.value.elements.isEmpty {
        let cell = Int.random(in: variable.value.elements.indices, using: &dice)
        values.append(Value(name: variable.name ?? "", cell: cell, value: Double.random(in: -4...4, using: &dice)))
      }
      return EngineTask(text: text, values: values)
    }
  }
}

/// What the module made of a task: digests of frames and player, and the rest as it is.
struct Answer: Decodable {
  let error: String?
  let trace: String?
  let frames: [String]?
  let captions: [String]?
  let speech: [String]?
  let player: String?
}

/// What the native core makes of a task.
struct NativeAnswer {
  /// The graph at other values is another.
  struct Failure: Error {}

  let trace: String
  let frames: [String]
  let captions: [String]
  let speech: [String]
  let player: String

  /// Draws a task, the graph where its text has it and then, in the same places, at the values that are set.
  init(_ task: EngineTask) throws {
    var options = PictureOptions()
    options.room = task.options["room"].flatMap(NumberRoom.init) ?? .widest
    if let precision = task.options["precision"].flatMap(Int.init) {
      options.numbers = NumberStyle(precision: precision)
    }
    let settings = try FileSettings(
      task.text, names: .init(options: ["at"], flags: [], reserved: [])
    ).settings
    let written = try Program(task.text, at: settings.first?.value.map { try Point($0) } ?? Point())
    var trace = try written.trace()
    func story() -> Storyboard { Storyboard(trace, numbers: options.numbers) }
    var renderer = try FrameRenderer(story(), options: options, ordering: BarycentreOrdering.shared)
    if !task.values.isEmpty {
      var tensors: [String: Tensor] = [:]
      for variable in written.variables {
        let (elements, shape) = (task.elements(of: variable), variable.value.shape)
        tensors[variable.name ?? ""] = shape.rank == 0 ? Tensor(elements[0]) : try Tensor(elements, shape: shape)
      }
      trace = try Program(task.text, at: Point(tensors)).trace()
      guard let changed = renderer.showing(story()) else { throw Failure() }
      renderer = changed
    }
    let story = renderer.story
    self.trace = String(decoding: try trace.jsonLines(), as: UTF8.self)
    frames = (0..<renderer.count).map { Digest.sha256(renderer.svg($0)) }
    captions = story.frames.indices.map { story.frames.caption($0).text(options.numbers) }
    speech = story.frames.indices.map { story.frames.caption($0).spoken }
    let input = PlayerInput(
      story, renderer, numbers: options.numbers, times: StepTimes(story.frames, .even(seconds: 2.5)))
    player = Digest.sha256(LivePlayerData(input, kind: "", prefix: "lab").json)
  }
}
