import Adviz
import ArgumentParser

/// The background of the page.
enum Background: ExpressibleByArgument {
  case none
  case color(ThemeColor)

  init?(argument: String) {
    if argument == "none" {
      self = .none
    } else if let color = ThemeColor(hex: argument) {
      self = .color(color)
    } else {
      return nil
    }
  }
}

/// A size such as `1920x1080`.
struct SizeArgument: ExpressibleByArgument {
  let size: PictureSize

  /// Takes any two whole numbers; whether there can be such a picture is checked with the other options.
  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1] else { return nil }
    size = PictureSize(width: Double(width), height: Double(height))
  }
}

extension SharedLeaves: ExpressibleByArgument {}

extension Literals: ExpressibleByArgument {}

extension EdgeNumbers: ExpressibleByArgument {}

extension LayeringMethod: ExpressibleByArgument {}

extension NumberRoom: ExpressibleByArgument {}

extension Direction: ExpressibleByArgument {
  /// A direction by its two letters, large or small.
  public init?(argument: String) {
    self.init(rawValue: argument.uppercased())
  }
}
