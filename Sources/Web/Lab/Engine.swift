import Autodiff
import Expressions
import GraphLayout
import Rendering
import Storyboard
import Tensors

/// An expression file at a point, and its picture.
struct Engine {
  /// The most elements of an array in a page, and the most bytes of all.
  private static let (mostElements, mostBytes) = (1 << 22, 96 << 20)

  /// The layers that another program found, for the next picture.
  var order: String?
  /// The mistakes of the last text that was refused, as JSON.
  private(set) var diagnostics: [UInt8] = Array("[]".utf8)
  private var options = EngineOptions()
  private var source = ""
  /// The values of the variables that have been changed, by name.
  private var changed: [String: Tensor] = [:]
  private var program: Program?
  private var picture: ShownPicture?

  mutating func setOption(_ name: String, to value: String) throws(EngineError) {
    try options.set(name, to: value)
  }

  /// The picture that is shown.
  func shownPicture() throws(EngineError) -> ShownPicture {
    guard let picture else { throw EngineError(sentence: "there is no picture: load an expression file first") }
    return picture
  }

  /// Reads a file and draws it; where that is refused, what was shown before stays.
  ///
  /// - Returns: the number of frames.
  mutating func load(_ text: String) throws(EngineError) -> Int32 {
    Shape.maximumCount = Engine.mostElements
    Memory.limit = Engine.mostBytes
    let order = order
    self.order = nil
    diagnostics = Array("[]".utf8)
    do throws(ExpressionError) {
      let settings = try FileSettings(text, names: .program)
      let options = try options.settled(by: settings)
      let program = try program(of: text, settings)
      let picture = try picture(of: program, options, settings, order)
      (self.program, source, changed, self.picture) = (program, text, [:], picture)
      return Int32(picture.renderer.count)
    } catch {
      diagnostics = error.json
      throw EngineError(sentence: error.report(file: "expression", remedy: ExpressionError.remedy))
    }
  }

  /// The program at the point that its settings give; what is wrong there has its place in the text.
  private func program(of text: String, _ settings: FileSettings) throws(ExpressionError) -> Program {
    guard let setting = settings.settings.first(where: { $0.name == "at" }), let value = setting.value else {
      return try Program(text)
    }
    do throws(ExpressionError) {
      return try Program(text, at: try Point(value))
    } catch {
      throw error.concernsPoint ? settings.error(error, in: setting) : error
    }
  }

  private func picture(
    of program: Program, _ options: EngineOptions, _ settings: FileSettings, _ order: String?
  ) throws(ExpressionError) -> ShownPicture {
    do throws(EngineError) {
      let ordering: any LayerOrdering =
        order.map { RecordedOrdering($0, otherwise: BarycentreOrdering.shared) } ?? BarycentreOrdering.shared
      return try ShownPicture(program, options, ordering)
    } catch {
      let place = settings.settings.first { $0.name == error.option && !options.isGiven($0.name) }
      throw place.map { settings.error([($0, error.sentence)]) } ?? ExpressionError(ofWhole: error.sentence)
    }
  }

  /// Sets a cell of a variable.
  mutating func setValue(of name: String, cell: Int, to value: Double) throws(EngineError) {
    guard let variable = program?.variables.first(where: { $0.name == name }) else {
      throw EngineError(sentence: "there is no variable '\(name)'")
    }
    guard let tensor = (changed[name] ?? variable.value).with(value, at: cell) else {
      throw EngineError(sentence: "'\(name)' has no cell \(cell)")
    }
    changed[name] = tensor
  }

  /// Differentiates at the values that are set.
  ///
  /// - Returns: the number of frames.
  mutating func evaluate() throws(EngineError) -> Int32 {
    let before = try shownPicture()
    let program = try program(with: changed)
    let picture = try before.showing(program)
    (self.program, self.picture) = (program, picture)
    return Int32(picture.renderer.count)
  }

  private func program(with values: [String: Tensor]) throws(EngineError) -> Program {
    var all = values
    for variable in program?.variables ?? [] {
      if let name = variable.name, all[name] == nil { all[name] = variable.value }
    }
    do throws(ExpressionError) {
      return try Program(source, at: Point(all))
    } catch {
      throw EngineError(sentence: error.report(file: "expression", remedy: ExpressionError.remedy))
    }
  }

  /// The output where one cell has another value; NaN where it is no number.
  func output(at value: Double, inCell cell: Int, of name: String) -> Double {
    guard let variable = program?.variables.first(where: { $0.name == name }),
      let tensor = variable.value.with(value, at: cell)
    else { return .nan }
    do throws(EngineError) {
      let output = try program(with: [name: tensor]).output.value
      return output.shape.rank == 0 ? output.elements.first ?? .nan : .nan
    } catch {
      return .nan
    }
  }

  /// The file with the values that are set, in a setting `at`.
  var file: String {
    guard !changed.isEmpty, let program else { return source }
    let values = program.variables.map { "\($0.name ?? "")=\($0.value.literal)" }
    return EngineOptions.file(source, at: values.joined(separator: ","))
  }
}

extension Tensor {
  /// The same with another number in a cell, in row-major order; nil where there is no such cell.
  fileprivate func with(_ value: Double, at cell: Int) -> Tensor? {
    var elements = elements
    guard elements.indices.contains(cell) else { return nil }
    elements[cell] = value
    do throws(TensorError) {
      return shape.rank == 0 ? Tensor(value) : try Tensor(elements, shape: shape)
    } catch {
      return nil
    }
  }

  /// The tensor as an expression file writes it.
  fileprivate var literal: String {
    var elements = elements[...]
    func text(_ sizes: ArraySlice<Int>) -> String {
      guard let size = sizes.first else { return elements.popFirst().map { "\($0)" } ?? "0" }
      return "[" + (0..<size).map { _ in text(sizes.dropFirst()) }.joined(separator: ",") + "]"
    }
    return text(shape.sizes[...])
  }
}
