import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct ThemeTests {
  @Test(arguments: Theme.named.map(\.name)) func textStandsOutFromItsGround(_ name: String) throws {
    let theme = try #require(Theme.named.first { $0.name == name }).theme
    for pair in TextOnGround.all { #expect(pair.contrast(in: theme) >= 4.5, "\(pair) in \(name)") }
    #expect(theme.warnings == [])
    // Lines and rings are seen from 3 : 1 on; an edge that has not been walked may be quieter.
    for line in [theme.accent, theme.walkedLine, theme.ink] { #expect(line.contrast(to: theme.background) >= 3) }
    #expect(theme.line.contrast(to: theme.background) >= 2)
  }

  /// Every text of a frame, with the very colours written into it.
  @Test(arguments: Theme.named.map(\.name)) func textInAFrameStandsOut(_ name: String) throws {
    var options = PictureOptions()
    options.theme = try #require(Theme.named.first { $0.name == name }).theme
    for source in Example.some {
      let renderer = try FrameRenderer(Example.story(source), options: options)
      for number in 0..<renderer.count {
        let frame = try SVGParser.parse(renderer.svg(number))
        var count = 0
        for text in frame.all where text.name == "g" && text.attributes["fill"] != nil {
          let color = try #require(Color(hex: text.attributes["fill"] ?? ""))
          let ground = try #require(text.parent).ground(of: text)
          let under = ground.flatMap { Color(hex: $0) } ?? options.theme.background
          #expect(color.contrast(to: under) >= 4.5, "\(color) on \(under), \(name), step \(number)")
          count += 1
        }
        #expect(count > 5)
      }
    }
  }

  @Test func articlesColoursAreTheDefaultOnLightAndDark() {
    for theme in [Theme.light, .dark] {
      #expect(
        [theme.variable, theme.constant, theme.operation, theme.accent] == ["#add8e6", "#ffa500", "#d5a6f9", "#45a325"])
    }
    #expect(PictureOptions().theme == .light)
  }

  @Test func kindsAndStatesDifferInAGreyPrint() {
    let theme = Theme.print
    let greys = [theme.variable, theme.constant, theme.operation].map(\.luminance).sorted(by: >)
    for (lighter, darker) in zip(greys, greys.dropFirst()) { #expect((lighter + 0.05) / (darker + 0.05) >= 1.25) }
    #expect(theme.line.contrast(to: theme.walkedLine) >= 3)
  }

  @Test func faintColoursAreWarnedOf() {
    var theme = Theme.light
    theme.quietText = "#cccccc"
    #expect(
      theme.warnings == ["quietText on background has a contrast of 1.6 : 1; text is legible from 4.5 : 1 on"])
  }

  @Test(arguments: [("#add8e6", "#add8e6"), ("#FFF", "#ffffff"), ("#07a", "#0077aa")])
  func coloursAreReadAndWritten(_ text: String, _ written: String) {
    #expect(Color(hex: text)?.description == written)
  }

  @Test(arguments: ["add8e6", "#add8e", "#gggggg", "", "#", "#12345678"]) func textThatIsNoColourIsRefused(
    _ text: String
  ) {
    #expect(Color(hex: text) == nil)
  }
}

extension Element {
  /// The fill of what a text among the children stands on; nil for the page.
  fileprivate func ground(of text: Element) -> String? {
    let outline = children.first { ["rect", "circle"].contains($0.name) }
    if attributes["data-node"] != nil {
      return children.first { $0.name == "g" } === text ? outline?.attributes["fill"] : nil
    }
    if attributes["data-gradient"] != nil, outline?.name == "circle" { return nil }
    if attributes["class"] == "legend" { return nil }
    // The rows of a caption are in a group within that of the card.
    return outline?.attributes["fill"] ?? (parent?.attributes["class"] == "caption" ? parent?.ground(of: text) : nil)
  }
}
