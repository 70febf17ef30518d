import Rendering
import Testing

/// What keeps the pictures the same in browsers, librsvg, Inkscape and office programs.
@Suite struct PlainSVGTests {
  @Test(arguments: Example.all) func onlyPlainElementsAndNoReferenceOutside(_ source: String) throws {
    for frame in try Example.frames(source) {
      for element in frame.all {
        #expect(
          ["svg", "title", "desc", "defs", "path", "rect", "circle", "g", "use", "text"].contains(element.name))
        #expect(element.attributes["style"] == nil)
        #expect(element.attributes["href"] == nil)
        for value in element.attributes.values { #expect(!value.contains("url(") && !value.contains("rgba")) }
      }
    }
  }

  @Test(arguments: Example.all) func idsAreUniqueAndEveryReferenceFindsOne(_ source: String) throws {
    let frames = try Example.frames(source)
    var seen: Set<String> = []
    for frame in frames {
      let ids = frame.having("id").compactMap { $0.attributes["id"] }
      for id in ids { #expect(seen.insert(id).inserted, "\(id) occurs twice, also counting other frames") }
      let references = frame.all.compactMap { $0.attributes["xlink:href"] }
      #expect(!references.isEmpty)
      for reference in references { #expect(ids.contains(String(reference.dropFirst()))) }
      let labels = try #require(frame.attributes["aria-labelledby"]).split(separator: " ").map(String.init)
      for label in labels { #expect(ids.contains(label)) }
    }
  }

  @Test func twoStoriesShareNoId() throws {
    let ids = try [Example.threeVariables, Example.threeVariables + "\n# moved", Example.dense].map { source in
      Set(try #require(Example.frames(source).first).having("id").compactMap { $0.attributes["id"] })
    }
    #expect(ids[0] == ids[1], "a comment behind the statements changes nothing")
    #expect(ids[0].isDisjoint(with: ids[2]))
  }

  @Test func numbersHaveAtMostTwoDecimalsAndNoExponent() throws {
    let frame = try #require(Example.frames(Example.dense).last)
    for name in ["x", "y", "cx", "cy", "r", "width", "height"] {
      for element in frame.having(name) where element.attributes[name] != "100%" {
        let value = try #require(element.attributes[name])
        #expect(Double(value) != nil && !value.contains("e"), "\(name)=\(value)")
        #expect((value.split(separator: ".").dropFirst().first?.count ?? 0) <= 2, "\(name)=\(value)")
      }
    }
  }
}
