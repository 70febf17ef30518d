import Foundation
import TestSupport
import Testing

/// The words of pictures and speech stand where a translator looks for them.
@Suite struct WordsTests {
  /// The swift files of the core in which pictures and speech are made.
  private static func files() throws -> [String] {
    try ["Formulas", "Storyboard", "Rendering", "Autodiff", "Mistakes"].flatMap { folder in
      let root = "Sources/Core/\(folder)"
      let names = try FileManager.default.subpathsOfDirectory(atPath: Repository.url(root).path)
      return names.filter { $0.hasSuffix(".swift") && $0 != "Words.swift" }.map { "\(root)/\($0)" }
    }
  }

  @Test("No words of a caption, a label or a sentence stand outside of Words.swift") func core() throws {
    let files = try Self.files()
    #expect(files.count > 150)
    for file in files {
      for literal in try Repository.text(of: file).matches(of: /(?:\.words\(|text: )"((?:[^"\\]|\\.)*)"/) {
        let text = literal.output.1.replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: "")
        #expect(text.firstMatch(of: /[A-Za-z]{2}/) == nil, "\(file): \(literal.output.0)")
      }
    }
  }

  @Test("The words of the player's script stand in one object at its top") func script() throws {
    let script = try Repository.text(of: "Templates/embed/player.js")
    let end = try #require(script.range(of: "\n  };\n"))
    #expect(script[..<end.lowerBound].contains("const words = {"))
    // A text that a reader sees or hears begins with a capital letter or has spaces between words.
    let others = try Repository.text(of: "Templates/embed/predict.js")
    for literal in (script[end.upperBound...] + others).matches(of: /["`]([A-Z][a-z]+|[A-Za-z]+ [a-z]+ [^"`]*)["`]/) {
      let isKey = literal.output.1.firstMatch(of: /^(Arrow|Page|Home|End|Enter|Escape|Tab)/) != nil
      #expect(isKey, "\(literal.output.0)")
    }
  }
}
