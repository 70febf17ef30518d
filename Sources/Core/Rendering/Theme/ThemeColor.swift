#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

/// A colour, `#rrggbb` in an SVG.
public struct ThemeColor: Hashable, Sendable {
  /// Red, from 0 to 255.
  public var red: UInt8
  /// Green, from 0 to 255.
  public var green: UInt8
  /// Blue, from 0 to 255.
  public var blue: UInt8

  /// A colour of its three parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Reads `#rrggbb` or `#rgb`; nil for anything else.
  public init?(hex: some StringProtocol) {
    let digits = hex.dropFirst().compactMap { $0.hexDigitValue }
    guard hex.first == "#", digits.count == hex.count - 1, digits.count == 6 || digits.count == 3 else { return nil }
    func part(_ index: Int) -> UInt8 {
      digits.count == 3 ? UInt8(17 * digits[index]) : UInt8(16 * digits[2 * index] + digits[2 * index + 1])
    }
    self.init(red: part(0), green: part(1), blue: part(2))
  }

  /// This colour with a share of another, 0 to 1, as if it were laid over it thinly.
  public func mixed(with other: ThemeColor, _ share: Double) -> ThemeColor {
    func part(_ a: UInt8, _ b: UInt8) -> UInt8 {
      let (from, to) = (Double(a), Double(b))
      let mixed = (from + (to - from) * share).rounded()
      return UInt8(max(0, min(255, mixed)))
    }
    return ThemeColor(
      red: part(red, other.red), green: part(green, other.green), blue: part(blue, other.blue))
  }

  /// The contrast to another colour, 1 to 21, as WCAG 2.2 defines it ("contrast ratio").
  public func contrast(to other: ThemeColor) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The relative luminance of WCAG 2.2, 0 for black to 1 for white: what is left in a grey print.
  public var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}

extension ThemeColor: ExpressibleByStringLiteral, CustomStringConvertible {
  /// A colour written in code; one that cannot be read is a mistake in the program and stops it.
  public init(stringLiteral text: String) {
    guard let color = ThemeColor(hex: text) else { fatalError("'\(text)' is no colour like '#add8e6'") }
    self = color
  }

  /// The colour as an SVG names it, `#add8e6`.
  public var description: String {
    "#" + [red, green, blue].map { part in (part < 16 ? "0" : "") + String(part, radix: 16) }.joined()
  }
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Color = ThemeColor
