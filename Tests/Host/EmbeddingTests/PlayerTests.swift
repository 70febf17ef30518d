import Embedding
import Expressions
import Foundation
import GraphLayout
import Rendering
import Storyboard
import TestSupport
import Testing

/// The player in Chromium: every control and every key, what it shows, and that it keeps to itself.
@Suite(.serialized, .enabled(if: Browser.isWanted)) struct PlayerTests {
  private static let example = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"

  /// Opens what a format gives for an expression, does something with it and looks at console and requests.
  private func with(
    _ format: OutputFormat = .html, source: String = example, hash: String = "", features: [String: String] = [:],
    options: PictureOptions = PictureOptions(), excerpt: Excerpt = Excerpt(), width: Int = 1280, height: Int = 720,
    page: ((String) -> String)? = nil,
    _ body: (Browser) throws -> Void
  ) async throws {
    let scratch = try Scratch()
    let trace = try Program(source).trace()
    var export = ExportOptions([format])
    export.excerpt = excerpt
    try await Animation.write(trace, to: "\(scratch.path)/f", options: options, export: export)
    var file = "\(scratch.path)/f/\(format.fileName)"
    if let page {
      let text = try page(String(contentsOfFile: file, encoding: .utf8))
      file = "\(scratch.path)/page.html"
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    let browser = try Browser()
    do {
      try browser.open(width: width, height: height)
      if !features.isEmpty { try browser.prefer(features) }
      try browser.visit("file://\(file)\(hash)")
      try body(browser)
      #expect(try browser.console() == [])
      let strangers = try browser.requests().filter { !$0.hasPrefix("file://\(scratch.path)") }
      #expect(strangers.filter { !$0.hasPrefix("data:") } == [])
    } catch {
      browser.close()
      throw error
    }
    browser.close()
  }

  private static let root = "document.querySelector('.adviz-player').shadowRoot"
  private static let count = root + ".querySelector('.count').textContent"

  private func find(_ selector: String) -> String { "\(Self.root).querySelector(\"\(selector)\")" }

  private func press(_ name: String) -> String { find("[data-do=\(name)]") + ".click()" }

  @Test func stepIsSavedAsSVG() async throws {
    try await with(hash: "#step-8") { browser throws in
      _ = try browser.value(
        """
        (() => {
          const make = URL.createObjectURL;
          URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return make(blob); };
          HTMLAnchorElement.prototype.click = function () { window.named = this.download; };
        })()
        """)
      _ = try browser.value(press("save"))
      try browser.wait(for: "1", "window.saved !== undefined")
      #expect(try browser.text("window.named") == "step-8.svg")
      let picture = try browser.text("window.saved")
      #expect(picture.hasPrefix("<svg xmlns=") && !picture.contains("var(") && !picture.contains("hidden"))
      let parsed = "new DOMParser().parseFromString(window.saved, 'image/svg+xml')"
      #expect(try browser.text("\(parsed).querySelectorAll('.node').length") == "8")
    }
  }

  @Test("What is left out of a picture leaves no gap") func emptyStrips() async throws {
    var options = PictureOptions()
    (options.showsLegend, options.showsQueue, options.showsCaption) = (false, false, false)
    try await with(options: options, width: 1000, height: 2000) { browser throws in
      let size = "\(Self.root).querySelector('.stage').getBoundingClientRect()"
      let (width, height) = (try browser.number("\(size).width"), try browser.number("\(size).height"))
      let ratio = "getComputedStyle(\(find(".player"))).getPropertyValue('--ratio').split('/')"
      let page = (try browser.number("Number(\(ratio)[0])"), try browser.number("Number(\(ratio)[1])"))
      #expect(abs(height - width * page.1 / page.0) < 2, "\(width)x\(height) of \(page)")
    }
  }

  @Test func buttonsWork() async throws {
    try await with { browser throws in
      #expect(try browser.text(Self.count) == "0 / 12")
      for (name, expected) in [
        ("next", "1 / 12"), ("next", "2 / 12"), ("back", "1 / 12"), ("last", "12 / 12"), ("first", "0 / 12"),
      ] {
        _ = try browser.value(press(name))
        #expect(try browser.text(Self.count) == expected)
      }
      #expect(try browser.text(find("[data-do=back]") + ".disabled") == "1")
      #expect(try browser.text(find("[data-do=next]") + ".disabled") == "0")
    }
  }

  @Test func playingStopsAtEnd() async throws {
    try await with(source: "f(x) = x^2 at 3") { browser throws in
      _ = try browser.value(find("select") + ".value = '4'")
      _ = try browser.value(press("play"))
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Pause")
      try browser.wait(for: "4 / 4", Self.count)
      try browser.wait(for: "Play", find("[data-do=play]") + ".getAttribute('aria-label')")
      // From the end it begins anew, and pauses where it is.
      _ = try browser.value(press("play"))
      #expect(try browser.text(Self.count) == "0 / 4")
      _ = try browser.value(press("play"))
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
    }
  }

  /// Voices that say nothing and end when the test lets them.
  private static let voices = """
    <script>
      window.said = [];
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
      const voices = {
        getVoices: () => [{}], addEventListener() {}, cancel() { said.push("-"); },
        speak(utterance) { said.push(utterance.text); voices.last = utterance; },
      };
      Object.defineProperty(window, "speechSynthesis", { value: voices });
    </script>
    """

  @Test func stepsAreReadAloud() async throws {
    let read = find("[data-do=read]")
    let said = "said.at(-1).slice(0, 20)"
    try await with { browser throws in #expect(try browser.text(read + ".hidden") == "1", "Chromium has no voices here")
    }
    try await with(page: { $0.replacing("<body>", with: "<body>" + Self.voices) }) { browser throws in
      #expect(try browser.text(read + ".hidden") == "0")
      _ = try browser.value(read + ".click()")
      #expect(try browser.text("said.length") == "1" && browser.text(said) == "The forward values a")
      _ = try browser.value(press("play"))
      // What is said begins anew; its end leads to the next step.
      #expect(try browser.text("said.length") == "3" && browser.text("said[1]") == "-")
      _ = try browser.value("speechSynthesis.last.onend()")
      #expect(try browser.text(Self.count) == "1 / 12" && browser.text(said) == "The derivative of ad")
      #expect(try browser.text("said.length") == "4")
      _ = try browser.value(press("next"))
      #expect(try browser.text(said) == "-" && browser.text(Self.count) == "2 / 12")
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
      // The last step is read too, and playing has ended.
      _ = try browser.value(press("last"))
      _ = try browser.value(press("back"))
      _ = try browser.value(press("play"))
      _ = try browser.value("speechSynthesis.last.onend()")
      #expect(try browser.text(Self.count) == "12 / 12" && browser.text(said) == "Variable y: end of p")
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
      // A voice that fails stops it; a page that is hidden is silent.
      _ = try browser.value(press("play"))
      _ = try browser.value("speechSynthesis.last.onerror()")
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
      _ = try browser.value(press("play"))
      _ = try browser.value("document.dispatchEvent(new Event('visibilitychange'))")
      #expect(try browser.text(said) == "-")
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
    }
  }

  @Test func contributionTravelsWhenAStepBegins() async throws {
    let travellers = find(".graph svg") + ".querySelectorAll('.travel').length"
    try await with { browser throws in
      _ = try browser.value(press("next"))
      #expect(try browser.text(travellers) == "1")
      try browser.wait(for: "0", travellers)
      // Not on the way to an earlier step, nor where nothing is handed on.
      _ = try browser.value(press("next"))
      _ = try browser.value(press("back"))
      #expect(try browser.text(travellers) == "0")
      _ = try browser.value(press("last"))
      #expect(try browser.text(travellers) == "0")
    }
    try await with(features: ["prefers-reduced-motion": "reduce"]) { browser throws in
      _ = try browser.value(press("next"))
      #expect(try browser.text(Self.count) == "1 / 12" && browser.text(travellers) == "0")
    }
  }

  @Test func excerptKeepsStepNumbers() async throws {
    try await with(hash: "#step-7", excerpt: Excerpt(steps: 4...9)) { browser throws in
      #expect(try browser.text(Self.count) == "7 / 12")
      #expect(try browser.text(find("[aria-current] a") + ".textContent") == "Step 7")
      for (key, expected) in [("Right", "8 / 12"), ("Home", "4 / 12"), ("6", "6 / 12"), ("End", "9 / 12")] {
        try browser.press(key)
        #expect(try browser.text(Self.count) == expected, "\(key)")
        #expect(try browser.text("location.hash") == "#step-\(expected.prefix(1))")
      }
      // What has arrived at z is told as of step 9, not of the fifth that is here.
      let node = try browser.text(find(".gradient:last-of-type") + ".dataset.gradient")
      _ = try browser.value(find(".node[data-node='\(node)']") + ".focus()")
      #expect(try !browser.text(find(".tip") + ".textContent").contains("nothing has arrived yet"))
    }
  }

  @Test func keysWorkAndAddressFollows() async throws {
    try await with { browser throws in
      for (key, expected) in [
        ("Right", "1 / 12"), ("Right", "2 / 12"), ("Left", "1 / 12"), ("End", "12 / 12"), ("Home", "0 / 12"),
        ("7", "7 / 12"),
      ] {
        try browser.press(key)
        #expect(try browser.text(Self.count) == expected, "\(key)")
      }
      #expect(try browser.text("location.hash") == "#step-7")
      Thread.sleep(forTimeInterval: 1)
      try browser.press("1", "2")
      #expect(try browser.text(Self.count) == "12 / 12")
      try browser.press("Space")
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Pause")
      try browser.press("Space")
      #expect(try browser.text(find("[data-do=play]") + ".getAttribute('aria-label')") == "Play")
      // The slider has the focus first, and its own arrows move by one step too.
      try browser.press("Home", "Tab")
      let focused = Self.root + ".activeElement"
      #expect(try browser.text("\(focused).dataset.node ?? \(focused).tagName") == "0")
      #expect(try browser.text("getComputedStyle(\(focused)).outlineStyle") == "solid")
      try browser.press("Tab")
      #expect(try browser.text("\(focused).tagName") == "INPUT")
      #expect(try browser.text("getComputedStyle(\(focused)).outlineStyle") == "solid")
      try browser.press("Right")
      #expect(try browser.text(Self.count) == "1 / 12")
    }
  }

  /// Buttons on hulls and closed nodes, by pointer and by keys; the step stays at the same event.
  @Test func groupsOpenAndClose() async throws {
    var options = PictureOptions()
    options.groups = .all
    let source = "w = 0.7; b = 0.1; x = 0.5; h1 = tanh(w*x + b); h2 = tanh(w*h1 + b); f = (h2 - 1)^2"
    try await with(source: source, options: options) { browser throws in
      func labels(_ selector: String) -> String {
        "[...\(Self.root).querySelectorAll('\(selector)')].map(e => e.getAttribute('aria-label')).join('; ')"
      }
      let hulls = "[...\(Self.root).querySelectorAll('.hull')].map(e => e.dataset.group).join()"
      let closed = "[...\(Self.root).querySelectorAll('.node[data-kind=group]')].length"
      #expect(try browser.text(hulls) == "h1,h2")
      #expect(try browser.text(labels(".toggle")) == "Leave only group h1 open; Leave only group h2 open")
      #expect(try browser.text(find("[data-do=open]") + ".getAttribute('aria-pressed')") == "true")
      // The end is the same event in every state, and the numbers of steps differ.
      try browser.press("End")
      let whole = try browser.text(Self.count)
      _ = try browser.value(press("closed"))
      #expect(try browser.text("\(hulls) + \(closed)") == "2")
      #expect(try browser.text(labels(".toggle")) == "Open group h1; Open group h2")
      let collapsed = try browser.text(Self.count)
      #expect(collapsed != whole)
      let parts = collapsed.split(separator: " ")
      #expect(parts.first == parts.last)
      let entries = try browser.number(find("ol") + ".children.length")
      #expect(entries == Double(parts[0]).map { $0 + 1 })
      // By keys: the focus stays with the group.
      _ = try browser.value(find(".toggle[data-group=h1]") + ".focus()")
      try browser.press("Enter")
      #expect(try browser.text("\(hulls) + \(closed)") == "h11")
      #expect(try browser.text(Self.root + ".activeElement.getAttribute('aria-label')") == "Close group h1")
      try browser.press("Space")
      #expect(try browser.text("\(hulls) + \(closed)") == "2")
      // What happens in a group is where it is closed the step of the group.
      _ = try browser.value(press("open"))
      try browser.press("Home")
      let words = find(".now") + ".textContent"
      for _ in 0..<60 {
        if try browser.text(find("[aria-current]") + ".textContent").contains("h2 =tanh") { break }
        try browser.press("Right")
      }
      _ = try browser.value(press("closed"))
      let told = try browser.text(words)
      #expect(told.contains("Group h sub 2: 2 steps lie within. The derivative"), "\(told)")
      #expect(try browser.text("location.hash").hasPrefix("#step-"))
    }
  }

  @Test func addressNamesStep() async throws {
    try await with(hash: "#step-7") { browser throws in
      #expect(try browser.text(Self.count) == "7 / 12")
      _ = try browser.value("location.hash = '#step-3'")
      try browser.wait(for: "3 / 12", Self.count)
    }
  }

  @Test func clicksLeadToSteps() async throws {
    try await with { browser throws in
      func click(_ selector: String) throws {
        let box = "\(find(selector)).getBoundingClientRect()"
        let x = try #require(try browser.value("Math.round(\(box).x + \(box).width / 2)") as? Int)
        let y = try #require(try browser.value("Math.round(\(box).y + \(box).height / 2)") as? Int)
        try browser.point(x, y, click: true)
      }
      // mul is visited in step 8, and walks to x in it; z is the end of its path in step 10.
      try click(".node[data-node='4'] circle")
      #expect(try browser.text(Self.count) == "8 / 12")
      try click(".node[data-node='5'] rect")
      #expect(try browser.text(Self.count) == "10 / 12")
      try click(".edge[data-edge='3.0'] .reach")
      #expect(try browser.text(Self.count) == "3 / 12")
      _ = try browser.value(find("li:nth-child(6) a") + ".click()")
      #expect(try browser.text(Self.count) == "5 / 12")
      #expect(try browser.text(find("li[aria-current]") + ".querySelector('a').textContent") == "Step 5")
      _ = try browser.value(
        "(\(find("input")).value = 11, \(find("input")).dispatchEvent(new Event('input', {bubbles: true})))")
      #expect(try browser.text(Self.count) == "11 / 12")
    }
  }

  @Test("A click on a cell tells how it comes about, and marks the cells that it comes from") func cellsAreClicked()
    async throws
  {
    var options = PictureOptions()
    options.showsCells = true
    try await with(source: "X = [[1, 2], [3, 4], [5, 6]]\nb = [1, 2]\nf = sum((X + b)^2)", options: options) {
      browser throws in
      let seen = "[...\(Self.root).querySelectorAll('.cell')].filter((cell) => !cell.closest('[visibility=hidden]'))"
      let isSeen = "(other) => !other.closest('[visibility=hidden]')"
      let growing =
        "\(seen).filter((cell) => [...(cell.closest('.gradient')?.querySelectorAll('.marked') ?? [])].some(\(isSeen)))"
      _ = try browser.value(press("first"))
      for _ in 0..<8 where try browser.number("\(growing).length") != 2 { _ = try browser.value(press("next")) }
      #expect(try browser.number("\(growing).length") == 2)
      let marked =
        "\(seen).filter((cell) => cell.getAttribute('stroke') === 'var(--accent)').map((cell) => cell.dataset.cell).join(' ')"
      #expect(try browser.text(marked) == "0 0 2 4" || browser.text(marked) == "0 2 4 0")
      _ = try browser.value(
        "\(growing).find((cell) => cell.dataset.cell === '1').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))"
      )
      #expect(
        try browser.text(find(".tip .ears") + ".textContent").hasSuffix(
          "8 times 1 plus 12 times 1 plus 16 times 1 equals 36"))
      #expect(try browser.text(marked) == "1 1 3 5" || browser.text(marked) == "1 3 5 1")
      _ = try browser.value(press("next"))
      #expect(try browser.text(find(".tip") + ".hidden.toString()") == "true")
      _ = try browser.value(press("back"))
      #expect(try browser.text(marked) == "0 0 2 4" || browser.text(marked) == "0 2 4 0")
    }
  }

  @Test func nodeShowsDescription() async throws {
    try await with(hash: "#step-8") { browser throws in
      _ = try browser.value(find(".node[data-node='4']") + ".focus()")
      let tip = find(".tip") + ".textContent"
      let told = try browser.text(tip)
      for part in [
        "mul", "operation", "the derivative of f with respect to mul equals 12", "mul equals x times y",
        "the derivative of mul with respect to x equals y",
      ] {
        #expect(told.contains(part), "\(part) in \(told)")
      }
      #expect(try browser.text(find(".tip") + ".hidden") == "0")
      // Up and down lead from node to node, Enter to the node's step.
      try browser.press("Down")
      #expect(try browser.text(tip).contains("the derivative of f with respect to z equals 5.545"))
      #expect(try browser.number(find(".tip") + ".querySelectorAll('[aria-hidden] mfrac').length") > 0)
      try browser.press("Enter")
      #expect(try browser.text(Self.count) == "10 / 12")
      try browser.press("Esc")
      #expect(try browser.text(find(".tip") + ".hidden") == "1")
      // Hovering tells as well; the adjoint is that of the step.
      try browser.press("Home")
      let box = "\(find(".node[data-node='0'] rect")).getBoundingClientRect()"
      let x = try #require(try browser.value("Math.round(\(box).x + 12)") as? Int)
      let y = try #require(try browser.value("Math.round(\(box).y + 12)") as? Int)
      try browser.point(x, y)
      #expect(try browser.text(tip).contains("nothing has arrived yet (0 of 2)"))
    }
  }

  @Test func captionIsReadAloud() async throws {
    try await with(hash: "#step-8") { browser throws in
      #expect(try browser.text(find(".now") + ".getAttribute('aria-live')") == "polite")
      #expect(
        try browser.text(find(".now") + ".textContent")
          == "Step 8. The derivative of mul with respect to x is y, which is 2. The derivative of f with respect to x "
          + "grows by 12 times 2, which is 24; it is now 23.01.")
      #expect(try browser.text(Self.root + ".querySelectorAll('.transcript li').length") == "13")
      #expect(try browser.text(find("input") + ".getAttribute('aria-valuetext')") == "Step 8 of 12")
    }
  }

  /// What is seen beneath the picture and in the list is mathematics; what is heard is a sentence.
  @Test func formulasAreMathematics() async throws {
    try await with(source: "x = 2; e_3 = sin(x); f = e_3^2", hash: "#step-1") { browser throws in
      #expect(try browser.number(find(".said") + ".querySelectorAll('math msub').length") > 0)
      #expect(try browser.text(find(".said") + ".getAttribute('aria-hidden')") == "true")
      for part in [".said", ".card"] { #expect(try !browser.text(find(part) + ".textContent").contains(" sub ")) }
      #expect(try browser.number(find(".transcript") + ".querySelectorAll('li .formula math').length") > 8)
      #expect(try browser.text(find(".now") + ".textContent").contains("e sub 3"))
      for part in [".now", ".words"] {
        #expect(try browser.number(find(part) + ".getBoundingClientRect().width") <= 1, "\(part) is seen")
      }
      // A formula is as high as its fraction: MathML is drawn as such.
      #expect(try browser.number(find(".said mfrac") + ".getBoundingClientRect().height") > 24)
    }
  }

  /// A page within `srcdoc` has no address of its own.
  @Test func framesWithoutAddressPlay() async throws {
    try await with(
      page: { text in
        let escaped = text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        return "<!DOCTYPE html><iframe srcdoc=\"\(escaped)\"></iframe>"
          + "<iframe sandbox='allow-scripts' style='width:900px;height:700px' srcdoc=\"\(escaped)\"></iframe>"
      }
    ) { browser throws in
      let inside = "document.querySelector('iframe').contentDocument.querySelector('.adviz-player').shadowRoot"
      try browser.wait(for: "0 / 12", "\(inside).querySelector('.count')?.textContent")
      _ = try browser.value(
        "(\(inside).querySelector('select').value = '4', \(inside).querySelector('[data-do=play]').click())")
      try browser.wait(for: "3 / 12", "\(inside).querySelector('.count').textContent")
    }
  }

  @Test func singleKeysCanBeTurnedOff() async throws {
    try await with { browser throws in
      let host = "document.querySelector('.adviz-player')"
      _ = try browser.value(press("keys"))
      #expect(try browser.text(find("[data-do=keys]") + ".getAttribute('aria-pressed')") == "false")
      try browser.press("p", "d", "7")
      #expect(try browser.text(Self.count) == "0 / 12")
      #expect(try browser.text("\(host).hasAttribute('data-presenting') || \(host).hasAttribute('data-theme')") == "0")
      try browser.press("Right")
      #expect(try browser.text(Self.count) == "1 / 12")
      _ = try browser.value(press("keys"))
      try browser.press("7")
      #expect(try browser.text(Self.count) == "7 / 12")
    }
  }

  /// What is used in the player does not reach what is around it: slides, the pages of a site.
  @Test func keysThatAreUsedStop() async throws {
    try await with(.snippet, page: { "<!DOCTYPE html><title>A lesson</title>\($0)" }) { browser throws in
      _ = try browser.value("document.addEventListener('keydown', (e) => { document.title += ' ' + e.key })")
      _ = try browser.value(find("[data-do=next]") + ".focus()")
      try browser.press("Right", "z", "Space")
      #expect(try browser.text(Self.count) == "2 / 12")
      #expect(try browser.text("document.title") == "A lesson z")
    }
  }

  @Test func presentingHasWayOutWithoutFullscreen() async throws {
    try await with(width: 390, height: 844) { browser throws in
      let host = "document.querySelector('.adviz-player')"
      _ = try browser.value("(\(host).requestFullscreen = undefined, \(press("present")))")
      let box = "\(find(".leave")).getBoundingClientRect()"
      #expect(try browser.text("\(box).width >= 44 && \(box).right <= 390 && \(box).top >= 0") == "1")
      _ = try browser.value(find(".leave") + ".click()")
      #expect(try browser.text("\(host).hasAttribute('data-presenting')") == "0")
      #expect(try browser.text(Self.count) == "0 / 12")
      #expect(try browser.number("\(box).width") == 0)
    }
  }

  @Test func presentedPictureHasNoOutline() async throws {
    try await with { browser throws in
      try browser.press("p")
      let style = "getComputedStyle(\(find(".stage"))).outlineStyle"
      #expect(try browser.text(Self.root + ".activeElement.className") == "stage")
      #expect(try browser.text(style) == "none")
    }
  }

  /// The controls can be reached whatever the picture's proportions, and are in one row.
  @Test(arguments: [(900.0, 1600.0), (1280, 720), (2000, 1125), (1600, 400)])
  func controlsAreOnScreen(width: Double, height: Double) async throws {
    var options = PictureOptions()
    options.size = Size(width: width, height: height)
    try await with(options: options) { browser throws in
      let box = "\(find(".controls")).getBoundingClientRect()"
      #expect(try browser.number("\(box).bottom") <= 720)
      #expect(try browser.number("\(box).height") < 90)
    }
  }

  /// On a phone the derivative that grows and its node are seen in every step.
  @Test func phoneShowsWhatGrows() async throws {
    let source = "a = 2; b = 3; c = tanh(a*b + 1); d = tanh(c*a + b); e = tanh(d*b + c); f = (e - a)^2 + b*c"
    try await with(source: source, features: ["prefers-reduced-motion": "reduce"], width: 390, height: 844) {
      browser throws in
      let steps = Int(try browser.number("Number(\(find("input")).max)"))
      let inside = """
        ((card) => { if (!card) return 'none';
          const [box, frame] = [card.getBoundingClientRect(), \(find(".graph")).getBoundingClientRect()];
          return box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1
            && box.bottom <= frame.bottom + 1 ? 'seen' : JSON.stringify([box, frame]); })
        ([...\(Self.root).querySelectorAll('.gradient [data-at] rect')].find((e) =>
          e.checkVisibility({ visibilityProperty: true }) && e.getAttribute('stroke') === 'var(--accent)'))
        """
      var seen = 0
      for step in 1...steps {
        try browser.press("Right")
        let state = try browser.text(inside)
        #expect(state == "seen" || state == "none", "step \(step): \(state)")
        if state == "seen" { seen += 1 }
      }
      #expect(seen >= 4)
    }
  }

  @Test func swipesStep() async throws {
    try await with(width: 390, height: 844) { browser throws in
      func swipe(_ selector: String, from x: Int, to end: Int) throws {
        let y = try browser.number("(b => b.y + b.height / 2)(\(find(selector)).getBoundingClientRect())")
        for (type, place) in [("touchStart", x), ("touchMove", (x + end) / 2), ("touchMove", end), ("touchEnd", nil)] {
          let points = place.map { [["x": $0, "y": Int(y)]] } ?? []
          try browser.tell("Input.dispatchTouchEvent", ["type": type, "touchPoints": points])
        }
      }
      try swipe(".card", from: 300, to: 100)
      try browser.wait(for: "1 / 12", Self.count)
      try swipe(".card", from: 100, to: 300)
      try browser.wait(for: "0 / 12", Self.count)
      try swipe(".card", from: 100, to: 120)
      #expect(try browser.text(Self.count) == "0 / 12")
    }
  }

  @Test func forcedColoursAreReadable() async throws {
    try await with(features: ["forced-colors": "active"]) { browser throws in
      let colour = { (name: String) in
        "getComputedStyle(document.querySelector('.adviz-player')).getPropertyValue('--\(name)').trim()"
      }
      #expect(try browser.text(colour("ink")) == "CanvasText")
      #expect(try browser.text(colour("operation")) == "Canvas")
    }
  }

  @Test func presentingShowsPictureUntilEscape() async throws {
    try await with(hash: "#step-3") { browser throws in
      try browser.press("p")
      let host = "document.querySelector('.adviz-player')"
      #expect(try browser.text("getComputedStyle(\(find(".controls"))).display") == "none")
      #expect(try browser.text("getComputedStyle(\(find(".transcript"))).display") == "none")
      try browser.wait(for: "1", "\(host).clientHeight === innerHeight")
      try browser.press("Right")
      #expect(try browser.text(find("g.progress path") + " !== null") == "1")
      #expect(try browser.text("location.hash") == "#step-4")
      _ = try browser.value("document.fullscreenElement ? document.exitFullscreen() : null")
      try browser.press("Esc")
      try browser.wait(for: "flex", "getComputedStyle(\(find(".controls"))).display")
      _ = try browser.value(press("present"))
      #expect(try browser.text("\(host).hasAttribute('data-presenting')") == "1")
    }
  }

  @Test func coloursFollowReaderAndButton() async throws {
    let ground = "getComputedStyle(document.querySelector('.adviz-player')).backgroundColor"
    try await with { browser throws in
      #expect(try browser.text(ground) == "rgb(255, 255, 255)")
      try browser.prefer(["prefers-color-scheme": "dark"])
      #expect(try browser.text(ground) == "rgb(16, 23, 36)")
      #expect(
        try browser.text("getComputedStyle(\(find("g.heading [fill]"))).fill") == "rgb(230, 235, 242)")
      _ = try browser.value(press("theme"))
      #expect(try browser.text(ground) == "rgb(255, 255, 255)")
      #expect(try browser.text(find("[data-do=theme]") + ".getAttribute('aria-pressed')") == "false")
      try browser.press("d")
      #expect(try browser.text(ground) == "rgb(16, 23, 36)")
    }
  }

  @Test func reducedMotionIsHonoured() async throws {
    try await with(features: ["prefers-reduced-motion": "reduce"]) { browser throws in
      let duration = "getComputedStyle(\(find("[data-do=next]"))).transitionDuration"
      #expect(try browser.text(duration) == "0s")
      #expect(try browser.text(Self.count) == "0 / 12")
      try browser.prefer(["prefers-reduced-motion": "no-preference"])
      #expect(try browser.text(duration) != "0s")
    }
  }

  @Test func twoSnippetsKeepApart() async throws {
    try await with(
      .snippet, page: { "<!DOCTYPE html><title>A lesson</title><h1>A lesson</h1><input id=other>\($0)\($0)" }
    ) {
      browser throws in
      func counts() throws -> [String] {
        try browser.value(
          "[...document.querySelectorAll('.adviz-player')].map((p) => p.shadowRoot.querySelector('.count').textContent)"
        ) as? [String] ?? []
      }
      func button(_ index: Int, _ name: String) -> String {
        "document.querySelectorAll('.adviz-player')[\(index)].shadowRoot.querySelector('[data-do=\(name)]')"
      }
      _ = try browser.value(button(0, "next") + ".click()")
      #expect(try counts() == ["1 / 12", "0 / 12"])
      // Keys work where the focus is and nowhere else.
      _ = try browser.value("document.querySelector('#other').focus()")
      try browser.press("Right", "End", "p")
      #expect(try counts() == ["1 / 12", "0 / 12"])
      _ = try browser.value(button(1, "next") + ".focus()")
      try browser.press("End")
      #expect(try counts() == ["1 / 12", "12 / 12"])
      #expect(try browser.text("location.hash") == "")
      #expect(try browser.text("[...document.querySelectorAll('[id]')].map((e) => e.id).join()") == "other")
    }
  }

  @Test func printShowsEveryStep() async throws {
    try await with { browser throws in
      _ = try browser.value("dispatchEvent(new Event('beforeprint'))")
      #expect(try browser.text(Self.root + ".querySelectorAll('.sheet figure').length") == "13")
      #expect(
        try browser.text(find(".sheet figure:nth-child(9) figcaption") + ".textContent")
          .hasPrefix("Step 8. ∂mul∂x is y, which is 2."))
      let rings =
        "[...\(Self.root).querySelectorAll('.sheet figure')].map((f) => f.querySelectorAll('.ring').length).join('')"
      #expect(try browser.text(rings) == "0111111111110")
      _ = try browser.value("dispatchEvent(new Event('afterprint'))")
      #expect(try browser.text(Self.root + ".querySelectorAll('.sheet figure').length") == "0")
      #expect(try browser.text(Self.count) == "0 / 12")
    }
  }

  @Test func phoneNeedsNoSidewaysScrolling() async throws {
    try await with(hash: "#step-8", width: 390, height: 844) { browser throws in
      #expect(try browser.text("document.documentElement.scrollWidth <= 390") == "1")
      for part in ["first", "back", "play", "next", "last", "theme", "present"] {
        let box = try browser.text("JSON.stringify(\(find("[data-do=\(part)]")).getBoundingClientRect())")
        let values = try #require(
          try JSONSerialization.jsonObject(with: Data(box.utf8)) as? [String: Double])
        #expect((values["left"] ?? -1) >= 0 && (values["right"] ?? 999) <= 390, "\(part): \(box)")
        #expect((values["width"] ?? 0) >= 40 && (values["height"] ?? 0) >= 40)
      }
    }
  }

  @Test func namesLikeMarkupAreEscaped() async throws {
    let source = "# <script>alert(1)</script></svg>]]>\"\\input{x}~|[1;2]<!--\nx = 1\nf = x * 2"
    try await with(source: source) { browser throws in
      #expect(
        try browser.text("document.title")
          == "<script>alert(1)</script></svg>]]>\"\\input{x}~|[1;2]<!--")
      #expect(try browser.text(Self.count) == "0 / 4")
      #expect(try browser.text("document.scripts.length") == "1")
    }
  }
}
