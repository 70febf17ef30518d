import Foundation
import Rendering
import Testing

@Suite struct ThemeTests {
  @Test func textStandsOutFromItsGround() throws {
    let theme = Theme.light
    let pairs = [
      (theme.ink, theme.background), (theme.quietText, theme.background), (theme.numberText, theme.background),
      (theme.accentText, theme.background), (theme.ink, theme.card), (theme.label, theme.variable),
      (theme.label, theme.constant), (theme.label, theme.operation),
    ]
    for (text, ground) in pairs { #expect(try contrast(text, ground) >= 4.5, "\(text) on \(ground)") }
  }

  @Test func theArticlesColours() {
    let theme = Theme.light
    #expect(
      [theme.variable, theme.constant, theme.operation, theme.accent] == ["#add8e6", "#ffa500", "#d5a6f9", "#45a325"])
  }

  /// The contrast ratio of WCAG 2.2.
  private func contrast(_ a: String, _ b: String) throws -> Double {
    let (x, y) = (try luminance(a), try luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  private func luminance(_ color: String) throws -> Double {
    let value = try #require(Int(color.dropFirst(), radix: 16))
    let weights = [0.2126, 0.7152, 0.0722]
    var sum = 0.0
    for (weight, shift) in zip(weights, [16, 8, 0]) {
      let channel = Double((value >> shift) & 0xFF) / 255
      sum += weight * (channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4))
    }
    return sum
  }
}
