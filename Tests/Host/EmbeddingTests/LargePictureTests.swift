import Embedding
import Expressions
import Foundation
import TestSupport
import Testing

/// Pictures of hundreds of steps, in which what stands in many places is drawn once.
@Suite(.serialized) struct LargePictureTests {
  /// A loop `v = v·a + sin(v)`, unrolled.
  static func ladder(_ rungs: Int) -> String {
    var lines = ["a = 0.5", "x = 1"]
    var last = "x"
    for rung in 1...rungs {
      lines.append("v\(rung) = \(last) * a + sin(\(last))")
      last = "v\(rung)"
    }
    return lines.joined(separator: "\n")
  }

  @Test(
    .enabled(if: Browser.isWanted && Installed("rsvg-convert") != nil, "with ADVIZ_THOROUGH=1 and rsvg-convert"))
  func lastStepEqualsLastFrame() async throws {
    let written = try await Written([.svg], Self.ladder(40))
    let svg = try written.text("animation.svg")
    let ids = svg.matches(of: /\sid="([^"]+)"/).map(\.output.1)
    #expect(Set(ids).count == ids.count)
    let references = Set(svg.matches(of: /href="#([^"]+)"/).map(\.output.1))
    #expect(references.isSubset(of: Set(ids)))
    // The prefix of this picture's ids, and the number of a shared piece.
    #expect(references.contains { $0.contains(/s\d+$/) }, "nothing is shared")
    let names = ["animation.svg", "frames/frame-0202.svg"]
    #expect(written.files["frames/frame-0203.svg"] == nil)
    let pictures = try names.map { name in
      let png = written.path("\(name).png")
      // One end of a page that is very wide, in its own size.
      _ = try #require(Installed("rsvg-convert")).output(
        "--page-width", "3000", "--page-height", "1200", "-o", png, written.path(name))
      return try #require(Installed("ffmpeg")).output(
        "-v", "error", "-i", png, "-f", "rawvideo", "-pix_fmt", "gray", "-")
    }
    #expect(pictures[0].count == pictures[1].count && pictures[0].count > 1_000_000)
    // Places are rounded to hundredths of a point, and glyphs that share an outline share their edges: a few pixels at the
    // edge of a glyph may be lighter.
    let differing = zip(pictures[0], pictures[1]).count { abs(Int($0) - Int($1)) > 40 }
    #expect(differing < 10, "\(differing) of \(pictures[0].count) pixels")
  }

  @Test("For a reference a browser copies few elements: glyphs of one size are one outline")
  func referencesAreShallow() async throws {
    let svg = try await Written([.svg], Self.ladder(40)).text("animation.svg")
    var elements: [Substring: Int] = [:]
    for symbol in svg.matches(of: /<g id="([^"]+)">(.*)<\/g>\n/) {
      elements[symbol.output.1] = 1 + symbol.output.2.matches(of: /<[a-z]/).count
    }
    #expect(elements.count > 10)
    let references = svg.matches(of: /href="#([^"]+)"/).map(\.output.1)
    let copied = references.reduce(0) { $0 + (elements[$1] ?? 1) }
    #expect(references.count > 1_000 && copied < 2 * references.count, "\(copied) for \(references.count) references")
  }

  @Test(.enabled(if: Browser.isWanted)) func everyStepEqualsItsFrame() async throws {
    let written = try await Written([.svg], Self.ladder(40))
    let browser = try Browser()
    defer { browser.close() }
    try browser.open(width: 1600, height: 1200)
    func see(_ name: String, _ left: Int) throws -> Data {
      let page =
        "<!DOCTYPE html><body style='margin:0;overflow:hidden'><img style='margin-left:\(-left)px' src='f/\(name)'>"
      try Data(page.utf8).write(to: URL(fileURLWithPath: "\(written.scratch.path)/page.html"))
      try browser.visit("file://\(written.scratch.path)/page.html")
      let png = "\(written.scratch.path)/page.png"
      try browser.screenshot().write(to: URL(fileURLWithPath: png))
      return try #require(Installed("ffmpeg")).output(
        "-v", "error", "-i", png, "-f", "rawvideo", "-pix_fmt", "gray", "-")
    }
    // The first nodes, the middle of the page, and the number of the step at its end.
    for (step, left) in [(0, 0), (37, 700), (111, 700), (200, 0), (111, 1_500)] {
      let still = try see("animation.svg#step-\(step)", left)
      let frame = try see("frames/frame-0\(String(1000 + step).dropFirst()).svg", left)
      let differing = zip(still, frame).count { abs(Int($0) - Int($1)) > 40 }
      #expect(still.count == frame.count && differing < 100, "\(differing) pixels of step \(step)")
      #expect(Set(still).count > 20, "an empty page")
    }
  }

  @Test(.enabled(if: Browser.isWanted)) func keyChangesLittleOfLargePlayer() async throws {
    let written = try await Written([.html], Self.ladder(70))
    let browser = try Browser()
    defer { browser.close() }
    try browser.open()
    try browser.visit("file://\(written.path("player.html"))#step-100")
    let changed = try browser.value(
      """
      (() => {
        const root = document.querySelector(".adviz-player").shadowRoot;
        const observer = new MutationObserver(() => {});
        observer.observe(root, { subtree: true, childList: true, attributes: true });
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, composed: true }));
        const records = observer.takeRecords();
        return [root.querySelector(".count").textContent, records.length,
          records.filter((record) => record.attributeName === "viewBox" && record.target.closest(".graph")).length,
          [...root.querySelectorAll(".node")].filter((node) => node.style.display === "none").length,
          [...root.querySelectorAll(".node")].filter((node) => node.querySelector("[visibility=visible] .ring"))
            .map((node) => node.style.display || "drawn").join()];
      })()
      """)
    let values = try #require(changed as? [Any])
    #expect(values[0] as? String == "101 / 352")
    // Pieces that come and go, the controls and the strips below; not the graph.
    #expect(try #require(values[1] as? Int) < 60)
    #expect(values[2] as? Int == 0)
    // Most nodes are far and not drawn; the current one is.
    #expect(try #require(values[3] as? Int) > 60)
    #expect(values[4] as? String == "drawn")
  }
}
