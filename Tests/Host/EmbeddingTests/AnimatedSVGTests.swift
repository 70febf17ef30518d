import Embedding
import Expressions
import Foundation
import TestSupport
import Testing

/// The picture that plays by itself, within `<img>` as a page shows it, beside the frames.
@Suite(.serialized, .enabled(if: Browser.isWanted)) struct AnimatedSVGTests {
  /// Writes frames and animation and hands on a way to see one of the files within a page.
  private func withPictures(flags: [String] = [], _ body: (Browser, (String) throws -> Data) throws -> Void)
    async throws
  {
    let scratch = try Scratch()
    let trace = try Program("f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)").trace()
    try await Animation.write(trace, to: "\(scratch.path)/f", export: ExportOptions([.svg]))
    let browser = try Browser()
    defer { browser.close() }
    try browser.open(flags: flags)
    try body(browser) { name in
      let page = "<!DOCTYPE html><body style='margin:0'><img src='f/\(name)'>"
      try Data(page.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/page.html"))
      try browser.visit("file://\(scratch.path)/page.html")
      return try browser.screenshot()
    }
  }

  @Test func addressPicksStep() async throws {
    try await withPictures { _, see in
      for step in [0, 3, 12] {
        let still = try see("animation.svg#step-\(step)")
        #expect(try still == see("frames/frame-00\(step < 10 ? "0" : "")\(step).svg"), "step \(step)")
      }
      #expect(try see("animation.svg#step-3") != see("frames/frame-0004.svg"))
    }
  }

  @Test func reducedMotionShowsLastStep() async throws {
    // What is emulated does not reach into an image.
    try await withPictures(flags: ["--force-prefers-reduced-motion"]) { _, see throws in
      #expect(try see("animation.svg") == see("frames/frame-0012.svg"))
      #expect(try see("animation.svg#step-3") == see("frames/frame-0003.svg"))
    }
  }

  @Test func animationPlaysThroughSteps() async throws {
    try await withPictures { browser, see in
      let frames = try (0...3).map { try see("frames/frame-000\($0).svg") }
      _ = try see("animation.svg")
      func advance(_ milliseconds: Int) throws -> Data {
        let end = try browser.number("performance.now()") + Double(milliseconds) - 50
        try browser.tell("Emulation.setVirtualTimePolicy", ["policy": "advance", "budget": milliseconds])
        // A picture asked for before the clock has come to its end would stop it early.
        for _ in 0..<100 where try browser.number("performance.now()") < end { Thread.sleep(forTimeInterval: 0.1) }
        return try browser.screenshot()
      }
      // The clock of a picture starts some time after that of its page: the first change tells when.
      var waits = 0
      while try advance(250) == frames[0], waits < 20 { waits += 1 }
      #expect((4..<20).contains(waits), "the first step after \(waits) quarters of a second")
      // Late in the step, when its number has travelled along the edge; then two times a step further.
      // By quarters of a second: a picture within a page moves on only when the page is painted.
      for (step, quarters) in zip(1...3, [8, 10, 10]) {
        for _ in 1..<quarters { _ = try advance(250) }
        #expect(try frames.firstIndex(of: advance(250)) == step, "in step \(step)")
      }
    }
  }
}
