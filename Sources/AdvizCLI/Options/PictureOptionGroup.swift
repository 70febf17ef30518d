import Adviz
import ArgumentParser

/// The options for the look of pictures, which `animate` and `graph` have.
struct PictureOptionGroup: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Whether the forward value stands beside each node.")
  var values = true

  @Flag(inversion: .prefixedNo, help: "Whether the kinds of nodes are explained below.")
  var legend = true

  @Option(help: ArgumentHelp("Significant digits of numbers, 1 to 17.", valueName: "digits"))
  var precision = 4

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Arrays of up to so many elements are written by them, 0 to 256; by default matrices up to 4x4 and vectors up to 6.",
      valueName: "count"))
  var elementsUpTo: Int?

  @Option(
    help: ArgumentHelp(
      "The number on an edge: the derivative with respect to the operation it points to (adjoint), what travelled along "
        + "it to the operand (contribution), or none.", valueName: "which"))
  var edgeNumbers = EdgeNumbers.adjoint

  @Option(
    help: ArgumentHelp(
      "Where a number that is used once is drawn: as a node of its own (nodes), inside the operation that uses it, "
        + "without steps of its own (inside), or as the page has room (auto).", valueName: "where"))
  var literals = Literals.auto

  @Option(
    help: ArgumentHelp(
      "Where the edges point to: \(Direction.allCases.map(\.rawValue).alternatives); by default the one that fits.",
      valueName: "direction"))
  var direction: Direction?

  @Option(
    help: ArgumentHelp(
      "Whether a leaf that many operations use is drawn again at each: auto (where a large graph needs it), always, "
        + "never.", valueName: "when"))
  var sharedLeaves = SharedLeaves.auto

  @Option(
    help: ArgumentHelp(
      "How nodes come into layers: by Graphviz (dot), which finds the fewest crossings, or by sweeps of adviz's own, "
        + "as the Lab has them.", valueName: "method"))
  var layering = LayeringMethod.dot

  @Option(
    help: ArgumentHelp(
      "The room of a number: as much as those that are shown need (shown), or as the widest of that precision (widest), "
        + "so that pictures at other points have everything at the same place.", valueName: "room"))
  var room = NumberRoom.shown

  @Option(
    help: ArgumentHelp(
      "\(PictureOptionGroup.themes), or a theme file (.json); light by default, and pages are dark on a dark system unless "
        + "light is asked for.", valueName: "theme"))
  var theme: String?

  @Option(help: ArgumentHelp("A colour for the page, #rrggbb; none leaves it transparent.", valueName: "colour"))
  var background: Background?

  @Option(help: ArgumentHelp("The size of the picture, 1920x1080; the page takes its proportions.", valueName: "size"))
  var size: SizeArgument?

  func validate() throws {
    guard (1...17).contains(precision) else {
      throw ValidationError("--precision is a number from 1 to 17.")
    }
    guard (0...256).contains(elementsUpTo ?? 0) else {
      throw ValidationError("--elements-up-to is a number from 0 to 256.")
    }
    if let size = size?.size, !PictureOptions.isPossible(size) {
      throw ValidationError(PictureOptionGroup.sizes)
    }
  }

  /// Which sizes a picture may have.
  static let sizes =
    "--size is two numbers of points from 16 to 20000, such as 1920x1080, one at most 10 times the other."

  /// The options as the library has them.
  ///
  /// - Parameter warns: whether it is told what of the theme can hardly be seen.
  /// - Returns: the options.
  /// - Throws: `CommandError` where there is no such theme.
  func options(warns: Bool = true) throws -> PictureOptions {
    var options = PictureOptions()
    options.showsValues = values
    options.showsLegend = legend
    options.numbers = NumberStyle(precision: precision)
    options.elementsUpTo = elementsUpTo
    options.edgeNumbers = edgeNumbers
    options.literals = literals
    options.direction = direction
    options.sharedLeaves = sharedLeaves
    (options.layering, options.room) = (layering, room)
    options.theme = try PictureOptionGroup.theme(theme ?? "light")
    switch background {
    case .some(.none): options.hasBackground = false
    case .some(.color(let color)): options.theme.background = color
    case nil: break
    }
    if warns, background != nil || !Theme.named.contains(where: { $0.theme == options.theme }) {
      Console.warn(options.theme.warnings)
    }
    options.size = size?.size
    return options
  }

  /// Whether a theme is asked for by its name, so that pages keep it whatever the reader's system prefers.
  var keepsTheme: Bool { Theme.named.contains { $0.name == theme } }

  /// The theme file, where there is one.
  var themeFile: String? { theme.flatMap { PictureOptionGroup.isFile($0) && $0 != "-" ? $0 : nil } }

  /// Whether the name of a theme is that of a file.
  private static func isFile(_ name: String) -> Bool {
    !Theme.named.contains { $0.name == name } && (name == "-" || name.contains(".") || name.contains("/"))
  }

  /// The names of the themes.
  static let themes = Theme.named.map(\.name).joined(separator: ", ")

  /// A theme by its name, or from a file.
  static func theme(_ name: String) throws -> Theme {
    if let named = Theme.named.first(where: { $0.name == name }) { return named.theme }
    guard isFile(name) else {
      throw CommandError(
        .usage, "error: there is no theme '\(name.quotable)'; use \(themes), or the path of a theme file (.json)",
        option: "theme")
    }
    let file = try Input(name, option: "theme")
    do {
      return try Theme(json: file.data)
    } catch {
      throw CommandError(.badInput, "\(file.name.shown): error: \("\(error)".shown)")
    }
  }
}
