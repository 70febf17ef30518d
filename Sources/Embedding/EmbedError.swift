/// What can go wrong with what is made from the frames.
public enum EmbedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A picture would have too many pixels for anyone to use.
  case tooManyPixels(name: String, width: Int, height: Int)
  /// A picture cannot be drawn.
  case cannotDraw(String)
  /// A program is not installed.
  case noProgram(String, package: String, file: String)
  /// A program did not do what it was asked.
  case programFailed(String, file: String, reason: String)

  /// Whether it is for want of a program, without which everything else can be written.
  public var isOfProgram: Bool {
    switch self {
    case .noProgram, .programFailed: true
    case .tooManyPixels, .cannotDraw: false
    }
  }

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .tooManyPixels(let name, let width, let height):
      "\(name) would be \(width)×\(height) pixels, more than \(Raster.mostPixels / 1_000_000) million in all or "
        + "\(Raster.longestSide) on a side; make the pictures smaller with --size 1920x1080 or a smaller --scale"
    case .cannotDraw(let reason): "a picture cannot be drawn: \(reason)"
    case .noProgram(let program, let package, let file):
      "\(file) was not written: it needs \(program), which is not installed; install it with "
        + "'sudo apt-get install \(package)'"
    case .programFailed(let program, let file, let reason): "\(file) was not written: \(program) failed: \(reason)"
    }
  }
}
