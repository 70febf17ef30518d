import Expressions
import Formulas
import GraphLayout
import Player
import Rendering
import Storyboard

/// The options of the program that the engine has, by their long names.
struct EngineOptions {
  private(set) var picture = PictureOptions()
  private(set) var pace = StepTimes.Pace.even(seconds: 2.5)
  /// The names that have been set from outside, which win over settings of a file.
  private var given: Set<String> = []

  init() { picture.room = .widest }

  /// Sets an option.
  ///
  /// - Throws: ``EngineError`` where there is no such option, or where the value makes no sense.
  mutating func set(_ name: String, to value: String) throws(EngineError) {
    try apply(name, value)
    given.insert(name)
  }

  private mutating func apply(_ name: String, _ value: String) throws(EngineError) {
    switch name {
    case "precision": picture.numbers = NumberStyle(precision: try number(name, value, 1...17))
    case "elements-up-to": picture.elementsUpTo = value.isEmpty ? nil : try number(name, value, 0...256)
    case "direction":
      picture.direction = value.isEmpty ? nil : try choice(name, value.uppercased())
    case "literals": picture.literals = try choice(name, value)
    case "shared-leaves": picture.sharedLeaves = try choice(name, value)
    case "edge-numbers": picture.edgeNumbers = try choice(name, value)
    case "room": picture.room = try choice(name, value)
    case "groups": picture.groups = try choice(name, value)
    case "collapse": picture.closedGroups = closedGroups(value)
    case "theme":
      guard let theme = Theme.named.first(where: { $0.name == value })?.theme else {
        throw EngineError(sentence: "'\(value)' is no value of theme")
      }
      picture.theme = theme
    case "size": picture.size = try size(value)
    case "values": picture.showsValues = try flag(name, value)
    case "legend": picture.showsLegend = try flag(name, value)
    case "queue": picture.showsQueue = try flag(name, value)
    case "caption": picture.showsCaption = try flag(name, value)
    case "seconds-per-step":
      guard value != "auto" else {
        pace = .spoken
        return
      }
      guard let seconds = Double(value), (0.1...60).contains(seconds) else {
        throw EngineError(sentence: "seconds-per-step is a number from 0.1 to 60, or auto")
      }
      pace = .even(seconds: seconds)
    default: throw EngineError(sentence: "there is no option '\(name)'")
    }
  }

  private func number(_ name: String, _ value: String, _ range: ClosedRange<Int>) throws(EngineError) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw EngineError(sentence: "\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func choice<Value: RawRepresentable>(
    _ name: String, _ value: String
  ) throws(EngineError) -> Value where Value.RawValue == String {
    guard let found = Value(rawValue: value) else { throw EngineError(sentence: "'\(value)' is no value of \(name)") }
    return found
  }

  private func flag(_ name: String, _ value: String) throws(EngineError) -> Bool {
    guard value == "true" || value == "false" else { throw EngineError(sentence: "\(name) is either true or false") }
    return value == "true"
  }

  private func closedGroups(_ value: String) -> ClosedGroups {
    let names = value.split(separator: ",").map { name in
      name.split { $0.isWhitespace }.joined(separator: " ")
    }
    return value.isEmpty || names == ["none"] ? .none : names == ["all"] ? .all : .named(names)
  }

  private func size(_ value: String) throws(EngineError) -> Size? {
    guard !value.isEmpty else { return nil }
    let parts = value.split(separator: "x").map { Int(String($0)) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      PictureOptions.isPossible(Size(width: Double(width), height: Double(height)))
    else { throw EngineError(sentence: "size is two numbers of points from 16 to 20000, such as 1920x1080") }
    return Size(width: Double(width), height: Double(height))
  }

  // Settings in a file.

  /// The options with the settings of a file.
  ///
  /// - Throws: `ExpressionError` for a value that makes no sense.
  func settled(by settings: FileSettings) throws(ExpressionError) -> EngineOptions {
    var options = self
    var mistakes: [(setting: FileSettings.Setting, message: String)] = []
    for setting in settings.settings {
      let isOff = setting.value == nil && setting.name.hasPrefix("no-")
      let name = isOff ? String(setting.name.dropFirst(3)) : setting.name
      guard PageEngine.options.contains(name), !given.contains(name) else { continue }
      do throws(EngineError) {
        try options.apply(name, setting.value ?? (isOff ? "false" : "true"))
      } catch {
        mistakes.append((setting, error.sentence))
      }
    }
    guard mistakes.isEmpty else { throw settings.error(mistakes) }
    return options
  }

  /// Whether an option has been set from outside.
  func isGiven(_ name: String) -> Bool { given.contains(name) }

  /// A file with a point in its settings.
  static func file(_ source: String, at point: String) -> String {
    var lines = source.split(omittingEmptySubsequences: false) { $0.isNewline }.map { Array($0) }
    do throws(ExpressionError) {
      let settings = try FileSettings(source, names: .program).settings
      if let old = settings.first(where: { $0.name == "at" }) {
        let range = old.valueRange
        let (line, start) = (range.line - 1, range.column - 1)
        if lines.indices.contains(line), start + range.length <= lines[line].count {
          lines[line].replaceSubrange(start..<start + range.length, with: Array(point))
          return lines.map { String($0) }.joined(separator: "\n")
        }
      }
    } catch {}
    return source + (source.hasSuffix("\n") ? "" : "\n") + "#! at: \(point)\n"
  }
}
