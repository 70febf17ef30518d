import Adviz
import ArgumentParser

/// The background of the page.
enum Background: ExpressibleByArgument {
  case none
  case color(Color)

  init?(argument: String) {
    if argument == "none" {
      self = .none
    } else if let color = Color(hex: argument) {
      self = .color(color)
    } else {
      return nil
    }
  }
}

/// A size such as `1920x1080`.
struct PictureSize: ExpressibleByArgument {
  let size: Size

  /// Takes any two whole numbers; ``isPossible`` tells whether there can be such a picture.
  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1] else { return nil }
    size = Size(width: Double(width), height: Double(height))
  }

  /// Whether the sides are within the limits of a picture.
  var isPossible: Bool {
    let sides = 16.0...20_000
    return sides.contains(size.width) && sides.contains(size.height)
      && max(size.width, size.height) < 11 * min(size.width, size.height)
  }
}

extension SharedLeaves: ExpressibleByArgument {}

extension Literals: ExpressibleByArgument {}

extension EdgeNumbers: ExpressibleByArgument {}

extension Direction: ExpressibleByArgument {
  /// A direction by its two letters, large or small.
  public init?(argument: String) {
    self.init(rawValue: argument.uppercased())
  }
}
