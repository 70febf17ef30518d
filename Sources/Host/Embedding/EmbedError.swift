/// Why a picture or a format cannot be made.
public enum EmbedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A picture would have too many pixels for anyone to use.
  case tooManyPixels(name: String, width: Int, height: Int)
  /// More would be written than may be; the part of the steps that would fit, nil where none does.
  case tooMuch(bytes: Int, limit: Int, fitting: Part?)
  /// A trace would take more bytes than may be written.
  case traceTooLarge(bytes: Int, limit: Int)
  /// A file would have more of something than its format has room for.
  case tooLarge(file: String, size: String, limit: String)
  /// A picture cannot be drawn.
  case cannotDraw(String)
  /// An option out of its range, as a sentence.
  case badOption(String)
  /// The ending of a picture's name is that of no format.
  case unknownEnding(path: String)
  /// The engine of the Lab, the core as WebAssembly, has not been made.
  case noEngine(file: String)
  /// A program, or a library that is loaded when it is needed, is not installed.
  case noProgram(String, package: String, file: String)
  /// A program did not do what it was asked; the code is the system's, where it refused something.
  case programFailed(String, file: String, reason: String, code: Int32? = nil)

  /// Two ways to draw fewer steps.
  public struct Part: Hashable, Sendable {
    /// Each n-th of them.
    public let every: Int
    /// The first of them.
    public let steps: ClosedRange<Int>

    /// Each n-th step, or those of a range.
    public init(every: Int, steps: ClosedRange<Int>) { (self.every, self.steps) = (every, steps) }
  }

  /// Whether a program is missing or failed; the other formats can still be written.
  package var isOfProgram: Bool {
    switch self {
    case .noProgram, .programFailed, .noEngine: true
    case .tooManyPixels, .tooMuch, .traceTooLarge, .tooLarge, .cannotDraw, .badOption, .unknownEnding: false
    }
  }

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .tooManyPixels(let name, let width, let height):
      "\(name) would be \(width)×\(height) pixels, more than \(Raster.mostPixels / 1_000_000) million in all or "
        + "\(Raster.longestSide) on a side"
    case .tooMuch(let bytes, let limit, let fitting):
      "the frames would take some \(bytes.asByteCount), more than the limit of \(limit.asByteCount); "
        + (fitting.map {
          "one step in \($0.every), or steps \($0.steps.lowerBound) to \($0.steps.upperBound), would fit"
        }
          ?? "draw a part of the graph")
    case .traceTooLarge(let bytes, let limit):
      "the trace would take \(bytes.asByteCount) or more, which is more than the limit of \(limit.asByteCount); its "
        + "queues grow with the square of a graph's width"
    case .tooLarge(let file, let size, let limit): "\(file) would have \(size), more than the limit of \(limit)"
    case .cannotDraw(let reason): "a picture cannot be drawn: \(reason)"
    case .badOption(let sentence): sentence
    case .unknownEnding(let path):
      "'\(path)' has no ending that names the format of a picture: \(GraphFormat.endings)"
    case .noEngine(let file):
      "\(file) was not written: it needs adviz.wasm, the core as WebAssembly, which '.ci/wasm' in a checkout of adviz makes "
        + "in some minutes"
    case .noProgram(let program, let package, let file):
      "\(file) was not written: it needs \(program), which is not installed; install it with "
        + "'sudo apt-get install \(package)'"
    case .programFailed(let program, let file, let reason, _): "\(file) was not written: \(program) failed: \(reason)"
    }
  }
}

extension Int {
  /// A number of bytes as people write it, `50MB`.
  package var asByteCount: String {
    for (unit, name) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")] where self >= unit {
      let tenths = self / (unit / 10)
      return tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10)\(name)" : "\(tenths / 10).\(tenths % 10)\(name)"
    }
    return "\(self)B"
  }
}
