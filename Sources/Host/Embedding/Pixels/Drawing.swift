import CRSVG
import GraphLayout

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The libraries that draw, loaded when the first picture is drawn: most commands draw none, and loading takes longer than
/// their work.
enum DrawingLibraries {
  private static let loadedCairo = load(adviz_cairo(), adviz_cairo_load)
  private static let loadedRSVG = load(adviz_rsvg(), adviz_rsvg_load)

  /// The functions of Cairo.
  ///
  /// - Parameter file: what is drawn, for errors.
  /// - Returns: the functions, all of them.
  /// - Throws: ``EmbedError/noProgram(_:package:file:)`` where it is not installed,
  ///   ``EmbedError/programFailed(_:file:reason:code:)`` where the system refuses it.
  static func cairo(for file: String) throws(EmbedError) -> adviz_cairo {
    try functions(loadedCairo, of: "Cairo", package: "libcairo2", for: file)
  }

  /// The functions of librsvg.
  ///
  /// - Parameter file: what is drawn, for errors.
  /// - Returns: the functions, all of them.
  /// - Throws: as ``cairo(for:)``.
  static func rsvg(for file: String) throws(EmbedError) -> adviz_rsvg {
    try functions(loadedRSVG, of: "librsvg", package: "librsvg2-2", for: file)
  }

  /// The functions of a library; without any and with the system's reason where it cannot be loaded.
  private typealias Loaded<Functions> = (functions: Functions, failure: String?)

  private static func load<Functions>(
    _ none: Functions, _ load: (UnsafeMutablePointer<Functions>) -> UnsafePointer<CChar>?
  ) -> Loaded<Functions> {
    var functions = none
    let failure = load(&functions).map { String(cString: $0) }
    return (functions, failure)
  }

  private static func functions<Functions>(
    _ loaded: Loaded<Functions>, of name: String, package: String, for file: String
  ) throws(EmbedError) -> Functions {
    guard let failure = loaded.failure else { return loaded.functions }
    let isMissing = failure.contains(String(cString: strerror(ENOENT)))
    throw isMissing
      ? .noProgram(name, package: package, file: file)
      : .programFailed(name, file: file, reason: failure, code: HelperProgram.systemError(failure))
  }
}

extension adviz_cairo {
  /// Draws an SVG document into a rectangle from the origin of a context.
  ///
  /// Nothing is shared between documents, so many may be drawn at once.
  ///
  /// - Throws: ``EmbedError``.
  func draw(_ svg: [UInt8], on context: OpaquePointer?, _ size: Size, for file: String) throws(EmbedError) {
    var rsvg = try DrawingLibraries.rsvg(for: file)
    if let message = adviz_draw_svg(&rsvg, svg, svg.count, context, size.width, size.height) {
      defer { free(message) }
      throw .cannotDraw(String(cString: message))
    }
    try check(status(context))
  }

  /// Throws what Cairo complains of.
  func check(_ status: Int32) throws(EmbedError) {
    guard status == adviz_drawn else {
      throw .cannotDraw(status_text(status).map { String(cString: $0) } ?? "Cairo's status is \(status)")
    }
  }
}
