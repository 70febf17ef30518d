import Adviz
import ArgumentParser

/// The options for the look of a picture that is no graph.
struct LookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Significant digits of numbers in the picture, 1 to 17.", valueName: "digits"))
  var precision = 4

  @Option(help: ArgumentHelp("\(PictureOptionGroup.themes), or a theme file (.json).", valueName: "theme"))
  var theme: String?

  @Option(help: ArgumentHelp("A colour for the page, #rrggbb; none leaves it transparent.", valueName: "colour"))
  var background: Background?

  @Option(help: ArgumentHelp("The size of the picture, 1920x1080; the page takes its proportions.", valueName: "size"))
  var size: SizeArgument?

  @Option(help: ArgumentHelp("Pixels a point of a PNG file, 0.1 to 10.", valueName: "factor"))
  var scale = 2.0

  /// Whether any of them is asked for.
  var isGiven: Bool { precision != 4 || theme != nil || background != nil || size != nil || scale != 2 }

  func validate() throws {
    guard (1...17).contains(precision) else { throw ValidationError("--precision is a number from 1 to 17.") }
    if let size = size?.size, !PictureOptions.isPossible(size) { throw ValidationError(PictureOptionGroup.sizes) }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  /// The options as the library has them.
  ///
  /// - Throws: `CommandError` where there is no such theme.
  func options() throws -> PictureOptions {
    var options = PictureOptions()
    options.numbers = NumberStyle(precision: precision)
    options.theme = try PictureOptionGroup.theme(theme ?? "light")
    switch background {
    case .some(.none): options.hasBackground = false
    case .some(.color(let color)): options.theme.background = color
    case nil: break
    }
    options.size = size?.size
    return options
  }
}
