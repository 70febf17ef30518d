import Embedding
import Expressions
import Foundation
import Testing

/// The player in Chromium: every control and every key, what it shows, and that it keeps to itself.
@Suite(.serialized, .enabled(if: Browser.isWanted)) struct PlayerTests {
  private static let example = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"

  /// Opens what a format gives for an expression, does something with it and looks at console and requests.
  private func with(
    _ format: OutputFormat = .html, source: String = example, hash: String = "", features: [String: String] = [:],
    width: Int = 1280, height: Int = 720, page: ((String) -> String)? = nil,
    _ body: (Browser) async throws -> Void
  ) async throws {
    let scratch = try Scratch()
    let trace = try Program(source).trace()
    try await Animation.write(trace, to: "\(scratch.path)/f", embeds: Animation.Embeds([format]))
    var file = "\(scratch.path)/f/\(format.fileName)"
    if let page {
      let text = try page(String(contentsOfFile: file, encoding: .utf8))
      file = "\(scratch.path)/page.html"
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    let browser = try Browser()
    do {
      try await browser.open(width: width, height: height)
      if !features.isEmpty { try await browser.prefer(features) }
      try await browser.visit("file://\(file)\(hash)")
      try await body(browser)
      #expect(try await browser.console() == [])
      let strangers = try await browser.requests().filter { !$0.hasPrefix("file://\(scratch.path)") }
      #expect(strangers.filter { !$0.hasPrefix("data:") } == [])
    } catch {
      await browser.close()
      throw error
    }
    await browser.close()
  }

  private static let root = "document.querySelector('.adviz-player').shadowRoot"
  private static let count = root + ".querySelector('.count').textContent"

  private func find(_ selector: String) -> String { "\(Self.root).querySelector(\"\(selector)\")" }

  private func press(_ name: String) -> String { find("[data-do=\(name)]") + ".click()" }

  @Test func everyButtonDoesWhatItSays() async throws {
    try await with { browser async throws in
      #expect(try await browser.text(Self.count) == "0 / 12")
      for (name, expected) in [
        ("next", "1 / 12"), ("next", "2 / 12"), ("back", "1 / 12"), ("last", "12 / 12"), ("first", "0 / 12"),
      ] {
        _ = try await browser.value(press(name))
        #expect(try await browser.text(Self.count) == expected)
      }
      #expect(try await browser.text(find("[data-do=back]") + ".disabled") == "1")
      #expect(try await browser.text(find("[data-do=next]") + ".disabled") == "0")
    }
  }

  @Test func playingGoesOnToTheEndAndStops() async throws {
    try await with(source: "f(x) = x^2 at 3") { browser async throws in
      _ = try await browser.value(find("select") + ".value = '4'")
      _ = try await browser.value(press("play"))
      #expect(try await browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Pause")
      try await browser.wait(for: "4 / 4", Self.count)
      try await browser.wait(for: "Play", find("[data-do=play]") + ".getAttribute('aria-label')")
      // From the end it begins anew, and pauses where it is.
      _ = try await browser.value(press("play"))
      #expect(try await browser.text(Self.count) == "0 / 4")
      _ = try await browser.value(press("play"))
      #expect(try await browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
    }
  }

  @Test func keysWorkWhereverTheFocusIsAndTheAddressFollows() async throws {
    try await with { browser async throws in
      for (key, expected) in [
        ("Right", "1 / 12"), ("Right", "2 / 12"), ("Left", "1 / 12"), ("End", "12 / 12"), ("Home", "0 / 12"),
        ("7", "7 / 12"),
      ] {
        try await browser.press(key)
        #expect(try await browser.text(Self.count) == expected, "\(key)")
      }
      #expect(try await browser.text("location.hash") == "#step-7")
      try await Task.sleep(for: .seconds(1))
      try await browser.press("1", "2")
      #expect(try await browser.text(Self.count) == "12 / 12")
      try await browser.press("Space")
      #expect(try await browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Pause")
      try await browser.press("Space")
      #expect(try await browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
      // The slider has the focus first, and its own arrows move by one step too.
      try await browser.press("Home", "Tab")
      let focused = Self.root + ".activeElement"
      #expect(try await browser.text("\(focused).dataset.node ?? \(focused).tagName") == "0")
      #expect(try await browser.text("getComputedStyle(\(focused)).outlineStyle") == "solid")
      try await browser.press("Tab")
      #expect(try await browser.text("\(focused).tagName") == "INPUT")
      #expect(try await browser.text("getComputedStyle(\(focused)).outlineStyle") == "solid")
      try await browser.press("Right")
      #expect(try await browser.text(Self.count) == "1 / 12")
    }
  }

  @Test func theAddressNamesAStep() async throws {
    try await with(hash: "#step-7") { browser async throws in
      #expect(try await browser.text(Self.count) == "7 / 12")
      _ = try await browser.value("location.hash = '#step-3'")
      try await browser.wait(for: "3 / 12", Self.count)
    }
  }

  @Test func nodesEdgesSliderAndTranscriptLeadToTheirSteps() async throws {
    try await with { browser async throws in
      func click(_ selector: String) async throws {
        let box = "\(find(selector)).getBoundingClientRect()"
        let x = try #require(try await browser.value("Math.round(\(box).x + \(box).width / 2)") as? Int)
        let y = try #require(try await browser.value("Math.round(\(box).y + \(box).height / 2)") as? Int)
        try await browser.point(x, y, click: true)
      }
      // mul is visited in step 8, and walks to x in it; z is the end of its path in step 10.
      try await click(".node[data-node='4'] circle")
      #expect(try await browser.text(Self.count) == "8 / 12")
      try await click(".node[data-node='5'] rect")
      #expect(try await browser.text(Self.count) == "10 / 12")
      try await click(".edge[data-edge='3.0'] .reach")
      #expect(try await browser.text(Self.count) == "3 / 12")
      _ = try await browser.value(find("li:nth-child(6) a") + ".click()")
      #expect(try await browser.text(Self.count) == "5 / 12")
      #expect(try await browser.text(find("li[aria-current]") + ".querySelector('a').textContent") == "Step 5")
      _ = try await browser.value(
        "(\(find("input")).value = 11, \(find("input")).dispatchEvent(new Event('input', {bubbles: true})))")
      #expect(try await browser.text(Self.count) == "11 / 12")
    }
  }

  @Test func aNodeTellsOfItself() async throws {
    try await with(hash: "#step-8") { browser async throws in
      _ = try await browser.value(find(".node[data-node='4']") + ".focus()")
      let tip = find(".tip") + ".textContent"
      let told = try await browser.text(tip)
      for part in ["mul", "operation", "Value2", "∂f/∂mul = 12", "mul = x × y", "∂mul/∂x = y", "∂mul/∂y = x"] {
        #expect(told.contains(part), "\(part) in \(told)")
      }
      #expect(try await browser.text(find(".tip") + ".hidden") == "0")
      // Up and down lead from node to node, Enter to the node's step.
      try await browser.press("Down")
      #expect(try await browser.text(tip).contains("∂f/∂z = 5.545"))
      try await browser.press("Enter")
      #expect(try await browser.text(Self.count) == "10 / 12")
      try await browser.press("Esc")
      #expect(try await browser.text(find(".tip") + ".hidden") == "1")
      // Hovering tells as well; the adjoint is that of the step.
      try await browser.press("Home")
      let box = "\(find(".node[data-node='0'] rect")).getBoundingClientRect()"
      let x = try #require(try await browser.value("Math.round(\(box).x + 12)") as? Int)
      let y = try #require(try await browser.value("Math.round(\(box).y + 12)") as? Int)
      try await browser.point(x, y)
      #expect(try await browser.text(tip).contains("nothing has arrived yet (0 of 2)"))
    }
  }

  @Test func theCaptionIsTextThatIsReadOut() async throws {
    try await with(hash: "#step-8") { browser async throws in
      #expect(try await browser.text(find(".now") + ".getAttribute('aria-live')") == "polite")
      #expect(
        try await browser.text(find(".now") + ".textContent")
          == "Step 8. The derivative of mul with respect to x is y, which is 2. The derivative of f with respect to x "
          + "grows by 12 times 2, which is 24; it is now 23.01.")
      #expect(try await browser.text(Self.root + ".querySelectorAll('.transcript li').length") == "13")
      #expect(try await browser.text(find("input") + ".getAttribute('aria-valuetext')") == "Step 8 of 12")
    }
  }

  @Test func presentingLeavesThePictureAloneUntilEscape() async throws {
    try await with(hash: "#step-3") { browser async throws in
      try await browser.press("p")
      let host = "document.querySelector('.adviz-player')"
      #expect(try await browser.text("getComputedStyle(\(find(".controls"))).display") == "none")
      #expect(try await browser.text("getComputedStyle(\(find(".transcript"))).display") == "none")
      try await browser.wait(for: "1", "\(host).clientHeight === innerHeight")
      try await browser.press("Right")
      #expect(try await browser.text(find("g.progress path") + " !== null") == "1")
      #expect(try await browser.text("location.hash") == "#step-4")
      _ = try await browser.value("document.fullscreenElement ? document.exitFullscreen() : null")
      try await browser.press("Esc")
      try await browser.wait(for: "flex", "getComputedStyle(\(find(".controls"))).display")
      _ = try await browser.value(press("present"))
      #expect(try await browser.text("\(host).hasAttribute('data-presenting')") == "1")
    }
  }

  @Test func coloursFollowTheReaderAndTheButton() async throws {
    let ground = "getComputedStyle(document.querySelector('.adviz-player')).backgroundColor"
    try await with { browser async throws in
      #expect(try await browser.text(ground) == "rgb(255, 255, 255)")
      try await browser.prefer(["prefers-color-scheme": "dark"])
      #expect(try await browser.text(ground) == "rgb(16, 23, 36)")
      #expect(
        try await browser.text("getComputedStyle(\(find("g.heading g"))).fill") == "rgb(230, 235, 242)")
      _ = try await browser.value(press("theme"))
      #expect(try await browser.text(ground) == "rgb(255, 255, 255)")
      #expect(try await browser.text(find("[data-do=theme]") + ".getAttribute('aria-pressed')") == "false")
      try await browser.press("d")
      #expect(try await browser.text(ground) == "rgb(16, 23, 36)")
    }
  }

  @Test func whoWantsNoMotionGetsNone() async throws {
    try await with(features: ["prefers-reduced-motion": "reduce"]) { browser async throws in
      let duration = "getComputedStyle(\(find("[data-do=next]"))).transitionDuration"
      #expect(try await browser.text(duration) == "0s")
      #expect(try await browser.text(Self.count) == "0 / 12")
      try await browser.prefer(["prefers-reduced-motion": "no-preference"])
      #expect(try await browser.text(duration) != "0s")
    }
  }

  @Test func twoSnippetsOnAPageKeepApart() async throws {
    try await with(
      .snippet, page: { "<!DOCTYPE html><title>A lesson</title><h1>A lesson</h1><input id=other>\($0)\($0)" }
    ) {
      browser async throws in
      func counts() async throws -> [String] {
        try await browser.value(
          "[...document.querySelectorAll('.adviz-player')].map((p) => p.shadowRoot.querySelector('.count').textContent)"
        ) as? [String] ?? []
      }
      func button(_ index: Int, _ name: String) -> String {
        "document.querySelectorAll('.adviz-player')[\(index)].shadowRoot.querySelector('[data-do=\(name)]')"
      }
      _ = try await browser.value(button(0, "next") + ".click()")
      #expect(try await counts() == ["1 / 12", "0 / 12"])
      // Keys work where the focus is and nowhere else.
      _ = try await browser.value("document.querySelector('#other').focus()")
      try await browser.press("Right", "End", "p")
      #expect(try await counts() == ["1 / 12", "0 / 12"])
      _ = try await browser.value(button(1, "next") + ".focus()")
      try await browser.press("End")
      #expect(try await counts() == ["1 / 12", "12 / 12"])
      #expect(try await browser.text("location.hash") == "")
      #expect(try await browser.text("[...document.querySelectorAll('[id]')].map((e) => e.id).join()") == "other")
    }
  }

  @Test func paperGetsEveryStepWithItsCaption() async throws {
    try await with { browser async throws in
      _ = try await browser.value("dispatchEvent(new Event('beforeprint'))")
      #expect(try await browser.text(Self.root + ".querySelectorAll('.sheet figure').length") == "13")
      #expect(
        try await browser.text(find(".sheet figure:nth-child(9) figcaption") + ".textContent")
          .hasPrefix("Step 8. The derivative of mul"))
      let rings =
        "[...\(Self.root).querySelectorAll('.sheet figure')].map((f) => f.querySelectorAll('.ring').length).join('')"
      #expect(try await browser.text(rings) == "0111111111111")
      _ = try await browser.value("dispatchEvent(new Event('afterprint'))")
      #expect(try await browser.text(Self.root + ".querySelectorAll('.sheet figure').length") == "0")
      #expect(try await browser.text(Self.count) == "0 / 12")
    }
  }

  @Test func aPhoneShowsEverythingWithoutScrollingSideways() async throws {
    try await with(hash: "#step-8", width: 390, height: 844) { browser async throws in
      #expect(try await browser.text("document.documentElement.scrollWidth <= 390") == "1")
      for part in ["first", "back", "play", "next", "last", "theme", "present"] {
        let box = try await browser.text("JSON.stringify(\(find("[data-do=\(part)]")).getBoundingClientRect())")
        let values = try #require(
          try JSONSerialization.jsonObject(with: Data(box.utf8)) as? [String: Double])
        #expect((values["left"] ?? -1) >= 0 && (values["right"] ?? 999) <= 390, "\(part): \(box)")
        #expect((values["width"] ?? 0) >= 40 && (values["height"] ?? 0) >= 40)
      }
    }
  }

  @Test func namesLikeMarkupAreText() async throws {
    let source = "# <script>alert(1)</script></svg>]]>\"\\input{x}~|[1;2]<!--\nx = 1\nf = x * 2"
    try await with(source: source) { browser async throws in
      #expect(
        try await browser.text("document.title")
          == "<script>alert(1)</script></svg>]]>\"\\input{x}~|[1;2]<!--")
      #expect(try await browser.text(Self.count) == "0 / 4")
      #expect(try await browser.text("document.scripts.length") == "1")
    }
  }
}
