import Autodiff
import Expressions
import GraphLayout
import Storyboard
import Testing

@testable import Rendering

/// Two graphs side by side.
@Suite struct PairPictureTests {
  private static let broadcast = "A = [[1, 2], [3, -1], [0, 1]]; b = [1, 0]; Y = A + b"
  private static let rows = "A = [[1, 2], [3, -1], [0, 1]]; b = [1, 0]; Y = stack([A[0] + b, A[1] + b, A[2] + b])"

  private func pair(_ one: String, _ two: String, _ headings: (String, String)? = ("left", "right")) throws -> GraphPair
  {
    GraphPair(try Program(one).trace(), try Program(two).trace(), headings: headings)
  }

  private func verdict(_ one: String, _ two: String) throws -> String { try pair(one, two).verdict }

  @Test("the article's broadcast has the value and the gradients of its rows") func broadcast() throws {
    #expect(try verdict(Self.broadcast, Self.rows) == "same value, same gradients")
  }

  @Test("what differs is told in a sentence") func differences() throws {
    #expect(try verdict("x = 2; f = x^2", "x = 2; f = x*x") == "same value, same gradients")
    #expect(
      try verdict("x = 2; f = x^2", "x = 2; f = 2x + 1") == "other values (4 and 5), other gradients of x (4 and 2)")
    #expect(try verdict("x = 2; f = x^2", "x = 2; f = 2x") == "same value, other gradients of x (4 and 2)")
    #expect(
      try verdict("x = 2; y = 1; f = x*y", "x = 2; z = 1; f = x*z")
        == "same value, same gradient of x; y only in “left”; z only in “right”")
    #expect(try verdict("x = 2; f = x", "y = 2; f = y").hasPrefix("same value, no variable in common"))
    #expect(
      try verdict("x = [1, 2]; f = x", "x = [1, 2]; f = sum(x)").hasPrefix("values of other shapes, (2,) and ()"))
    #expect(try verdict("x = [1, 2]; f = x*2", "x = [1, 2]; f = x*3") == "other values, other gradients of x")
    #expect(try verdict("x = 0; f = log(x)", "x = 0; f = 1*log(x)") == "same value, same gradients")
    // The last digits are not a difference.
    #expect(try verdict("x = 0.1; f = x*3", "x = 0.1; f = x + x + x") == "same value, same gradients")
  }

  @Test("nothing overlaps, each graph stands under its heading", arguments: Direction.allCases)
  func picture(_ direction: Direction) throws {
    var options = PictureOptions()
    options.direction = direction
    let others = try pair("x = 1; f = sin(x)^sin(x)", "# Long\nx = 1; y = 2; f = exp(x*y) + log(y)/x - 3*x", nil)
    for pair in [try pair(Self.broadcast, Self.rows), others] {
      let bytes = try ComparisonRenderer.picture(pair, options: options, ordering: BarycentreOrdering.shared).svg
      let faults = InkCheck.faults(try InkReader.read(bytes))
      #expect(faults.isEmpty, "\(faults.prefix(5).map(\.description))")
      let picture = try SVGParser.parse(bytes)
      let labels = picture.all.compactMap { $0.attributes["aria-label"] }
      #expect(labels.contains(pair.headings.first) && labels.contains(pair.headings.second))
      #expect(picture.having("data-graph").map { $0.attributes["data-graph"] } == ["first", "second"])
      let ids = picture.having("id").compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test("a page has the headings of its graphs and no other, whichever has more kinds of nodes")
  func headings() throws {
    for (one, two) in [("# One\nx = 1; f = sin(x)", "x = 1; f = 2x"), ("x = 1; f = 2x", "# One\nx = 1; f = sin(x)")] {
      let bytes = try ComparisonRenderer.picture(
        try pair(one, two, nil), options: PictureOptions(), ordering: BarycentreOrdering.shared
      ).svg
      let faults = InkCheck.faults(try InkReader.read(bytes))
      #expect(faults.isEmpty, "\(faults.prefix(5).map(\.description))")
      let headings = try SVGParser.parse(bytes).having("class").filter { $0.attributes["class"] == "heading" }
      #expect(headings.count == 2)
    }
  }
}
