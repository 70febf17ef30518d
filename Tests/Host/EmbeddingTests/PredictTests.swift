import Autodiff
import Embedding
import Expressions
import Formulas
import Foundation
import Player
import Rendering
import Storyboard
import TestSupport
import Testing

/// Questions before the steps, in Chromium: that their answers are nowhere in the page, and what answers lead to.
@Suite(.serialized, .enabled(if: Browser.isWanted)) struct PredictTests {
  /// Numbers that come from nowhere but the backward pass.
  private static let numbers =
    "# Three variables\nf(x, y, z) = sin(x + y)*z + exp(x * y)/z + x^2*1.7 at (0.83, 1.37, 2.91)"
  private static let arrays =
    "X = [[1.3, 2.7], [3.1, 0.4]]\nW = [[0.7], [1.9]]\nb = [0.35]\nY = tanh(X @ W + b)\nf = sum(Y * Y) + 3*sum(W)"
  private static let paths = "x = 2\nf = x^2 + 5x"

  /// Opens the player of an expression.
  private func with(
    _ source: String, format: OutputFormat = .html, options: PictureOptions = PictureOptions(),
    features: [String: String] = [:], width: Int = 1280, height: Int = 800, page: (String) -> String = { $0 },
    _ body: (Browser) throws -> Void
  ) async throws {
    let scratch = try Scratch()
    try await Animation.write(
      Program(source).trace(), to: "\(scratch.path)/f", options: options, export: ExportOptions([format]))
    let text = try page(String(contentsOfFile: "\(scratch.path)/f/\(format.fileName)", encoding: .utf8))
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/page.html"))
    let browser = try Browser()
    defer { browser.close() }
    try browser.open(width: width, height: height)
    if !features.isEmpty { try browser.prefer(features) }
    try browser.visit("file://\(scratch.path)/page.html")
    try body(browser)
    #expect(try browser.console() == [])
  }

  private static let root = "document.querySelector('.adviz-player').shadowRoot"
  private func find(_ selector: String) -> String { "\(Self.root).querySelector(\"\(selector)\")" }
  private func click(_ name: String) -> String { find("[data-do=\(name)]") + ".click()" }
  private var asked: String { find(".ask .ears") + "?.textContent" }
  private var response: String { find(".echo .ears") + "?.textContent" }
  private var count: String { find(".count") + ".textContent" }
  private var score: String { find(".score .ears") + "?.textContent" }

  private func answer(_ text: String, _ browser: Browser) throws {
    let quoted = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self).dropFirst().dropLast()
    _ = try browser.value("(\(find(".quiz input")).value = \(quoted), \(click("answer")))")
  }

  /// Every text of the page and every attribute that is no measure, a line each.
  ///
  /// What is hidden is there too, and what data, `noscript` and shadow roots hold; the script, which is the same in every
  /// page, is not.
  private static let everything = """
    (() => {
      const found = [];
      const measures = /^(d|x|y|width|height|transform|viewBox|r|c?[xy][12]?|points|style|href|id|for|rx|ry|fill|stroke.*|font.*|data-(wide|tight|node|edge|gradient|group|do|kind)|xmlns|class|visibility|min|max|step|value)$/;
      const walk = (node) => {
        if (node.nodeType === 3 && node.data.trim()) found.push(node.data);
        if (node.nodeType === 1) {
          if (node.localName === "script" && node.type !== "text/plain" || node.localName === "style") return;
          for (const { name, value } of node.attributes) if (!measures.test(name) && value) found.push(name + "=" + value);
        }
        if (node.shadowRoot) walk(node.shadowRoot);
        for (const child of node.childNodes) walk(child);
      };
      walk(document);
      return found.join("\\n");
    })()
    """

  /// What stands in the page of an answer while it is asked for.
  private func leaks(
    _ question: StoryQuestion, _ story: Storyboard, _ given: Set<String>, _ browser: Browser
  ) throws -> [String] {
    var leaks: [String] = []
    let page = try browser.text(Self.everything)
    let caption = story.frames.caption(question.place)
    for text in [caption.spoken] + caption.text(NumberStyle()).split(separator: "\n").map(String.init)
    where page.contains(text) && !given.contains(text) {
      leaks.append("the caption: \(text)")
    }
    // What is drawn of later steps is not there, hidden or not, and nothing tells their order.
    for (name, script) in [
      ("pieces of other steps", "[...\(Self.root).querySelectorAll('[visibility=hidden]')].filter(e => e.firstChild)"),
      ("steps of pieces", "[...\(Self.root).querySelectorAll('[data-at]')].filter(e => e.dataset.at)"),
      ("steps of nodes", "[...\(Self.root).querySelectorAll('[data-step]')].filter(e => e.dataset.step)"),
      ("entries", "[...\(Self.root).querySelectorAll('.transcript li')].slice(\(question.place))"),
      ("data", "[...\(Self.root).querySelectorAll('script, noscript')].filter(e => e.textContent)"),
    ] where try browser.number(script + ".length") > 0 {
      leaks.append(name)
    }
    switch question.subject {
    case .next:
      if try browser.text(find("g.queue") + "?.childNodes.length ?? 0") != "0" { leaks.append("the queue") }
    case .local(_, let answer), .sum(_, let answer, _):
      let shown = NumberStyle().text(answer.right)
      let isThere = page.matches(of: /[−-]?[0-9][0-9.]*/).contains { $0.output.replacing("-", with: "−") == shown }
      if isThere, !given.contains(shown) { leaks.append("\(shown) in the page") }
    }
    return leaks
  }

  /// The numbers that may be seen before a step: values, and what came out earlier.
  private func given(_ trace: Trace, before place: Int, _ story: Storyboard) -> Set<String> {
    let style = NumberStyle()
    var given: Set<String> = ["0", "1", "2", "3"]
    for node in trace.nodes { given.formUnion((node.value.elements ?? []).map { style.text($0) }) }
    for event in trace.events[..<story.frames.event(place)] {
      guard case .propagate(let step) = event else { continue }
      for value in [step.local, step.contribution, step.adjoint] {
        given.formUnion((value?.elements ?? []).map { style.text($0) })
      }
    }
    for earlier in story.frames.indices.prefix(place) {
      given.formUnion(
        story.frames.caption(earlier).text(style).matches(of: /−?[0-9][0-9.]*/).map { String($0.output) })
      // A step may say the same as one before it.
      given.formUnion(story.frames.caption(earlier).text(style).split(separator: "\n").map(String.init))
      given.insert(story.frames.caption(earlier).spoken)
    }
    return given
  }

  /// Answers all questions rightly and looks for each answer before; how many numbers were looked for, and what was found.
  private func playThrough(
    _ source: String, page: (String) -> String = { $0 }
  ) async throws -> (numbers: Int, leaks: [String]) {
    let trace = try Program(source).trace()
    let story = Storyboard(trace)
    let questions = story.questions
    var (numbers, found) = (0, [String]())
    try await with(source, page: page) { browser throws in
      try browser.press("q")
      for (number, question) in questions.enumerated() {
        #expect(try browser.text(score) == "Question \(number + 1) of \(questions.count), \(number) right")
        #expect(try browser.text(count) == "\(question.place - 1) / \(story.stepCount)")
        let given = given(trace, before: question.place, story)
        found += try leaks(question, story, given, browser).map { "question \(number + 1): \($0)" }
        switch question.subject {
        case .next(let node, _, _):
          // By the name that captions use, and by what stands in the node.
          let told = try #require(story.node(node))
          try answer((number.isMultiple(of: 2) ? told.name ?? told.label : told.label).text(), browser)
        case .local(_, let right), .sum(_, let right, _):
          if !given.contains(NumberStyle().text(right.right)) { numbers += 1 }
          try answer("\(right.right)", browser)
        }
        #expect(try browser.text(response).hasPrefix("Right: "), "question \(number + 1) of \(source)")
      }
      #expect(try browser.text(asked) == "\(questions.count) of \(questions.count) right.")
      #expect(try browser.text(count) == "\(story.stepCount) / \(story.stepCount)")
    }
    return (numbers, found)
  }

  @Test("While it asks, the answer is nowhere in the page") func answersAreHidden() async throws {
    for (source, least) in [(Self.numbers, 10), (Self.arrays, 4), ("x = 4.3\nf = x^2 + 2^x", 3)] {
      let (numbers, leaks) = try await playThrough(source)
      #expect(leaks == [], "\(source)")
      #expect(numbers >= least, "\(numbers) numbers were looked for")
    }
  }

  @Test("An answer that is not hidden is found") func leaksAreFound() async throws {
    let (_, leaks) = try await playThrough(Self.numbers) { $0.replacing("if (question) veil();", with: "") }
    for part in ["the caption", "pieces", "steps of nodes", "entries", "data", "the queue", "in the page"] {
      #expect(leaks.contains { $0.contains(part) }, "\(part)")
    }
  }

  @Test("A wrong answer shows the one thing that differs") func wrongAnswers() async throws {
    try await with(Self.paths) { browser throws in
      try browser.press("q")
      // f is 14, mul and pow wait for it.
      try answer("nobody", browser)
      #expect(try browser.text(response).hasPrefix("No node has this name."))
      try answer("x", browser)
      #expect(try browser.text(response) == "Not quite. Nothing has reached x yet.")
      _ = try browser.value(click("reveal"))
      try answer("-1", browser)
      #expect(try browser.text(response) == "Not quite. The sign is the other one.")
      try answer("14", browser)
      #expect(try browser.text(response) == "Not quite. That is the value of add.")
      try answer("3 apples", browser)
      #expect(try browser.text(response).hasPrefix("Write a number or a calculation"))
    }
    try await with("x = 3\nf = x*x") { browser throws in
      try browser.press("q")
      try answer("f", browser)
      try answer("7", browser)
      #expect(try browser.text(response) == "Not quite. Differentiate mul with respect to x alone.")
      for text in ["3", "3", "3"] { try answer(text, browser) }
      #expect(try browser.text(score).hasSuffix("3 right"))
      // The new contribution alone.
      try answer("3", browser)
      #expect(
        try browser.text(response)
          == "Not quite. That is the new contribution alone, without what was there: 3 + 3.")
      try answer("12", browser)
      #expect(try browser.text(response).contains("That still holds the gradient of an earlier pass"))
      try answer("6", browser)
      try browser.press("x", "Enter")
      // What is right after a wrong answer does not count.
      #expect(try browser.text(asked) == "4 of 6 right.")
    }
  }

  @Test("Numbers and calculations are read") func calculations() async throws {
    try await with(Self.paths) { browser throws in
      _ = try browser.value(
        """
        (() => {
          const text = [...document.querySelectorAll("script")].at(-1).textContent;
          const start = text.indexOf("function compute(");
          const script = document.createElement("script");
          script.textContent = text.slice(start, text.indexOf("const told =", start)).replace(/const write =.*$/s, "");
          document.head.append(script);
        })()
        """)
      let values: [(text: String, value: Double)] = [
        ("12", 12), ("3*4", 12), ("1/2", 0.5), ("2^3", 8), ("-0.5", -0.5), ("−0.5", -0.5), ("e", M_E), ("pi", .pi),
        ("π/2", .pi / 2), ("0,5", 0.5), ("2,5*2", 5), (".5", 0.5), ("1e-3", 0.001), ("cos(3)", cos(3)),
        ("cos 3", cos(3)),
        ("2cos(3)^2", 2 * cos(3) * cos(3)), ("-2^2", -4), ("2^-1", 0.5), ("2^3^2", 512), ("2**3", 8), ("3·4", 12),
        ("1.381×10⁻²³", 1.381e-23), ("3² + 2¹⁰", 1033), ("2³", 8),
        ("3 × 4", 12), ("(1+2)(3-1)", 6), ("2pi", 2 * .pi), ("ln(e^2)", 2), ("log(e)", 1), ("1 - 2 - 3", -4),
        ("8/4/2", 1), ("sigmoid(0)", 0.5), ("sqrt(2)*sqrt(2)", 2), ("5²", 25), ("+3", 3), ("--3", 3),
      ]
      for (text, value) in values {
        #expect(try abs(browser.number("compute('\(text)')") - value) < 1e-12, "\(text)")
      }
      for text in [
        "", " ", "x", "3 4", "1,234.5", "2*", "(3", "3)", "sin", "sin()", "alert(1)", "constructor", "__proto__",
        "1..2",
        "1/0", "**", "cos(3", "[1]", "3;4", "toString(3)",
      ] {
        #expect(try browser.text("Number.isFinite(compute('\(text)'))") == "0", "\(text)")
      }
    }
  }

  @Test("By keys alone, and what was there is there again") func keysAlone() async throws {
    try await with(Self.paths) { browser throws in
      let page = Self.root + ".innerHTML"
      let before = try browser.text(page)
      try browser.press("q")
      #expect(try browser.text(Self.root + ".activeElement.localName") == "input")
      #expect(try browser.text(find(".controls") + ".getClientRects().length") == "0")
      try browser.press("Esc")
      #expect(try browser.text(page) == before)
      #expect(try browser.text(Self.root + ".activeElement.dataset.do") == "predict")
      // The arrows lead from the field to the nodes, and Enter answers.
      try browser.press("q", "Up")
      #expect(try browser.text(Self.root + ".activeElement.getAttribute('class')") == "node")
      try browser.press("Right", "End", "Space")
      #expect(try browser.text(response).hasPrefix("Not quite."), "the space bar answers on a node")
      #expect(try browser.text(count) == "0 / 8" || browser.text(count).hasPrefix("0 / "))
      for _ in 0..<8 { try browser.press("Down") }
      try browser.press("Enter")
      #expect(try browser.text(response) == "Right: f is next.")
      try browser.press("1", "Enter", "1", "Enter")
      #expect(try browser.text(response).hasPrefix("Right:"))
      // What is heard is the question, too, and tips tell no rules.
      #expect(try browser.text(find(".now") + ".textContent").contains(browser.text(asked)))
      let leaving = try browser.text(score)
      try browser.press("Esc")
      #expect(try browser.text(find(".quiz") + ".hidden") == "1")
      #expect(try browser.text(find(".now") + ".textContent") == "2 of 3 right.", "\(leaving)")
      let step = try browser.text(count)
      try browser.press("Right")
      #expect(try browser.text(count) != step)
    }
  }

  @Test("By touch on a phone") func touch() async throws {
    try await with(Self.numbers, features: ["prefers-reduced-motion": "reduce"], width: 390, height: 844) {
      browser throws in
      try browser.tell("Emulation.setTouchEmulationEnabled", ["enabled": true])
      _ = try browser.value(click("predict"))
      let panel = "\(find(".quiz")).getBoundingClientRect()"
      #expect(try browser.text("\(panel).left >= 0 && \(panel).right <= 390 && \(panel).bottom <= 844") == "1")
      #expect(try browser.number("document.documentElement.scrollWidth") <= 390)
      for name in ["answer", "reveal", "quit"] {
        #expect(try browser.number(find("[data-do=\(name)]") + ".getBoundingClientRect().height") >= 44)
      }
      let output = find(".node[data-node='\(try Program(Self.numbers).trace().output)']")
      _ = try browser.value(output + ".scrollIntoView({ block: 'center', inline: 'center' })")
      let box = output + ".querySelector('circle').getBoundingClientRect()"
      let (x, y) = (
        try browser.number("\(box).x + \(box).width / 2"), try browser.number("\(box).y + \(box).height / 2")
      )
      try browser.tell("Input.dispatchTouchEvent", ["type": "touchStart", "touchPoints": [["x": x, "y": y]]])
      try browser.tell("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [Any]()])
      try browser.wait(for: "Right: f is next.", response)
      // A swipe leads nowhere while it asks.
      let step = try browser.text(count)
      for (type, place) in [("touchStart", 300.0), ("touchMove", 100)] {
        try browser.tell("Input.dispatchTouchEvent", ["type": type, "touchPoints": [["x": place, "y": 500]]])
      }
      try browser.tell("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [Any]()])
      #expect(try browser.text(count) == step)
      _ = try browser.value(click("quit"))
      #expect(try browser.text(find(".quiz") + ".hidden") == "1")
    }
  }

  @Test("Another step, paper and the single keys end it or leave it alone") func otherWays() async throws {
    try await with(Self.paths) { browser throws in
      try browser.press("q")
      _ = try browser.value("location.hash = '#step-3'")
      try browser.wait(for: "1", find(".quiz") + ".hidden")
      try browser.wait(for: "3", count + ".split(' ')[0]")
      _ = try browser.value(click("predict"))
      _ = try browser.value("dispatchEvent(new Event('beforeprint'))")
      #expect(try browser.text(find(".quiz") + ".hidden") == "1")
      _ = try browser.value("dispatchEvent(new Event('afterprint'))")
      _ = try browser.value(click("keys"))
      try browser.press("q")
      #expect(try browser.text(find(".quiz") + ".hidden") == "1")
    }
    // In a page of others their keys are not taken, and its own reach nobody.
    try await with(Self.paths, format: .snippet, page: { "<!DOCTYPE html><title>A lesson</title>\($0)" }) {
      browser throws in
      _ = try browser.value("document.addEventListener('keydown', (e) => { document.title += ' ' + e.key })")
      _ = try browser.value(click("predict"))
      try browser.press("7", "Enter")
      #expect(try browser.text("document.title") == "A lesson")
    }
  }

  @Test("Where nothing can be asked there is no button") func noQuestions() async throws {
    let page = try await Written([.html], "x = 2\nf = x^2") { $0.excerpt = Excerpt(steps: 1...2) }.text("player.html")
    #expect(!page.contains("data-do=\"predict\"") && !page.contains("compute("))
    let lesson = try await Written([.html], "x = 2\nf = x^2").text("player.html")
    #expect(lesson.contains("data-do=\"predict\""))
  }
}
