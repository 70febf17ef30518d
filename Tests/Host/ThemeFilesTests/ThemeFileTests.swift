import Foundation
import Rendering
import TestSupport
import Testing

@testable import ThemeFiles

@Suite struct ThemeFileTests {
  @Test(arguments: Theme.named.map(\.name)) func templateIsTheThemeItIsCalled(_ name: String) throws {
    let root = Repository.root
    let path = root.appendingPathComponent("Templates/themes/\(name).json")
    let theme = try #require(Theme.named.first { $0.name == name }).theme
    if ProcessInfo.processInfo.environment["ADVIZ_RECORD"] == "1" { try Data(theme.json).write(to: path) }
    let file = try Data(contentsOf: path)
    #expect(try Theme(json: file) == theme)
    #expect(Data(theme.json) == file)
  }

  @Test func themeFileSaysOnlyWhatDiffers() throws {
    let theme = try Theme(json: Array(##"{"base": "dark", "colors": {"ink": "#fff"}, "sizes": {"caption": 30}}"##.utf8))
    var expected = Theme.dark
    expected.ink = "#ffffff"
    expected.sizes.caption = 30
    #expect(theme == expected)
    #expect(try Theme(json: Array("{}".utf8)) == .light)
  }

  @Test(arguments: [
    ("{", "it is not valid JSON"),
    ("[1]", "it is not an object like {\"base\": \"dark\"}"),
    (#"{"base": "drak"}"#, "there is no theme 'drak' to begin with; the themes are light, dark, print"),
    (#"{"colours": {}}"#, "no part is called 'colours'; there are base, colors and sizes"),
    (#"{"colors": {"ink": 3}}"#, "what stands at 'colors.ink' is of the wrong kind"),
    (#"{"colors": {"ink": "red"}}"#, "the colour 'ink' is 'red'; write it as #rrggbb"),
    (#"{"sizes": {"caption": 0}}"#, "the size 'caption' is 0.0; it is a number of points from 1 to 200"),
  ])
  func themeFileThatCannotBeReadSaysWhy(_ text: String, _ reason: String) {
    #expect(throws: ThemeError(description: reason)) { try Theme(json: Array(text.utf8)) }
  }

  @Test func nameThatIsNotKnownIsToldWithThoseThatAre() {
    let error = #expect(throws: ThemeError.self) { try Theme(json: Array(##"{"colors": {"inc": "#000"}}"##.utf8)) }
    #expect(error?.description.hasPrefix("no colour is called 'inc'; there are background, ink,") == true)
  }
}
