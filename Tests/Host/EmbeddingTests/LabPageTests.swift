import Autodiff
import Expressions
import Formulas
import Foundation
import Player
import Rendering
import Storyboard
import Tensors
import TestSupport
import Testing

@testable import Embedding

/// The page of the Lab in Chromium, with the engine that `.ci/wasm` has made.
@Suite(.serialized, .enabled(if: Browser.isWanted && LabEngine.path != nil, ".ci/wasm has made no engine"))
struct LabPageTests {
  private static let example = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)\n"
  private static let root = "document.querySelector('.adviz-player').shadowRoot"
  private static let state = "document.documentElement.dataset.lab"
  private static let result = "document.querySelector('.lab .result').textContent"

  /// A page of the Lab in a browser.
  private struct Page {
    let browser: Browser
    let address: String

    func open(_ hash: String = "") throws {
      try browser.visit("about:blank")
      try browser.visit(address + hash)
    }

    func openAndWait(_ hash: String = "") throws {
      try open(hash)
      try browser.wait(for: "ready", LabPageTests.state)
      // What the address holds is shown after that.
      try browser.wait(
        for: "1", "document.querySelector('.lab .result, .lab .mistakes > *, .lab .notice:not([hidden])') !== null")
    }

    /// Sets a slider, a field or the editor as a reader does.
    func enter(_ value: String, into selector: String) throws {
      _ = try browser.value(
        "(e => { e.value = \(quoted(value)); e.dispatchEvent(new Event('input', { bubbles: true })); "
          + "e.dispatchEvent(new Event('change', { bubbles: true })) })(document.querySelector(\(quoted(selector))))")
    }

    /// Waits until nothing is to be drawn any more.
    func rest() { Thread.sleep(forTimeInterval: 0.6) }

    func center(_ selector: String) throws -> (x: Int, y: Int) {
      let box = "\(LabPageTests.root).querySelector(\(quoted(selector))).getBoundingClientRect()"
      return (
        Int(try browser.number("\(box).x + \(box).width / 2")), Int(try browser.number("\(box).y + \(box).height / 2"))
      )
    }

    /// The numbers of the panel, by their names: the output, variables and derivatives.
    func numbers() throws -> [String: Double] {
      let text = try browser.text(
        """
        JSON.stringify(Object.fromEntries([...document.querySelectorAll('.lab .row')].flatMap((row) => {
          const [name, value] = row.querySelector('.slope').textContent.split(' = ');
          return [[name, value], [row.querySelector('.name').textContent, row.querySelector('input[type=text]').value]];
        }).concat([\(LabPageTests.result).split(' = ')])))
        """)
      let found = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
      return found.compactMapValues { Double($0.replacing("−", with: "-")) }
    }

    /// Every step in words.
    func steps() throws -> [String] {
      let text = try browser.text(
        "JSON.stringify([...\(LabPageTests.root).querySelectorAll('.transcript li .words')].map((w) => w.textContent))")
      return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
  }

  private static func with(
    _ source: String = example, width: Int = 1280, height: Int = 900, options: PictureOptions = PictureOptions(),
    change: (String) -> String = { $0 }, expecting messages: Int = 0, _ body: (Page) throws -> Void
  ) throws {
    let scratch = try Scratch()
    let trace = try Program(source).trace()
    let page = try LabContents().page(trace, options: options, export: ExportOptions())
    let path = "\(scratch.path)/lab.html"
    try Data(change(String(decoding: page, as: UTF8.self)).utf8).write(to: URL(fileURLWithPath: path))
    let browser = try Browser()
    defer { browser.close() }
    try browser.open(width: width, height: height)
    try body(Page(browser: browser, address: "file://\(path)"))
    let console = try browser.console()
    #expect(console.count == messages, "\(console)")
    let strangers = try browser.requests().filter {
      !["file://\(scratch.path)", "data:", "about:", "blob:"].contains(where: $0.hasPrefix)
    }
    #expect(strangers == [], "nothing is sent anywhere")
  }

  @Test("The page of the article's example has less than 1.4 MB") func size() throws {
    let page = try LabContents().page(Program(Self.example).trace(), options: PictureOptions(), export: ExportOptions())
    #expect(page.count < 1_400_000, "\(page.count) bytes")
  }

  @Test("The engine is packed by .ci/wasm as the program packs it") func packedEngine() throws {
    let engine = try LabEngine()
    #expect(try engine.packed == LabEngine.pack(engine.module), "make it anew with .ci/wasm")
  }

  @Test("After a drag every number is that of the program at the point") func drag() throws {
    var options = PictureOptions()
    options.numbers = NumberStyle(precision: 12)
    options.room = .widest
    try Self.with(options: options) { page throws in
      try page.openAndWait()
      let (x, y) = try page.center(".node[data-node='1']")
      try page.browser.drag(from: (x, y), to: (x, y - 47))
      page.rest()
      let numbers = try page.numbers()
      let moved = try #require(numbers["y"])
      #expect(moved > 2, "the node of y was dragged up")
      try Self.check(page, numbers, at: Point("y=\(moved)"), options)
      #expect(
        try page.browser.text("\(Self.root).querySelector('.count').textContent") == "0 / 12", "no step was taken")
      try page.enter("-1.25", into: ".lab .row input[type=text]")
      _ = try page.browser.value("document.querySelector('.adviz-player').showStep(8)")
      try page.enter("0.75", into: ".lab .row input[type=range]")
      page.rest()
      try Self.check(page, page.numbers(), at: Point("x=0.75,y=\(moved)"), options)
    }
  }

  /// Compares panel, steps and the sentence for screen readers with what the program tells at a point.
  private static func check(
    _ page: Page, _ numbers: [String: Double], at point: Point, _ options: PictureOptions
  ) throws {
    let program = try Program(example, at: point)
    let gradients = try gradient(of: program.output)
    #expect(isClose(numbers["f"], program.output.value.elements[0]))
    for variable in program.variables {
      let name = variable.name ?? ""
      #expect(isClose(numbers["∂f/∂\(name)"], gradients[variable].elements[0]), "\(name)")
      #expect(numbers[name] == variable.value.elements[0])
    }
    let story = Storyboard(try program.trace(), numbers: options.numbers)
    #expect(try page.steps() == story.frames.map(\.caption.spoken))
    try page.browser.wait(
      for: "1", "document.querySelector('.lab .live').textContent.includes('The derivative of f with respect to x')")
  }

  private static func isClose(_ one: Double?, _ other: Double) -> Bool {
    one.map { abs($0 - other) <= 1e-11 * max(1, abs(other)) } ?? false
  }

  @Test("Text as one types: marks and sentences, the last picture stays; undo") func editor() throws {
    try Self.with { page throws in
      try page.openAndWait()
      try page.enter("f(x) = 2 * sinn(x) at 3", into: ".lab textarea")
      let mistakes = "document.querySelector('.lab .mistakes').textContent"
      try page.browser.wait(for: "1", mistakes + ".includes(\"1:12: unknown function 'sinn'; did you mean 'sin'?\")")
      #expect(try page.browser.text("document.querySelector('.lab mark').textContent") == "sinn")
      #expect(try page.browser.text("\(Self.root).querySelectorAll('.node').length") == "8", "the picture stays")
      try page.enter("f(u) = u^2 at 3", into: ".lab textarea")
      try page.browser.wait(for: "f = 9", Self.result)
      #expect(try page.browser.text(mistakes) == "")
      try page.enter("5", into: ".lab .row input[type=text]")
      try page.browser.wait(for: "f = 25", Self.result)
      let undo = "document.querySelector('.lab [data-do=undo]')"
      _ = try page.browser.value(undo + ".click()")
      try page.browser.wait(for: "f = 9", Self.result)
      _ = try page.browser.value(undo + ".click()")
      try page.browser.wait(for: "f = 8.141", Self.result)
      _ = try page.browser.value("document.querySelector('.lab [data-do=redo]').click()")
      try page.browser.wait(for: "f = 9", Self.result)
    }
  }

  @Test("A link is a lesson; whatever else an address holds is told, and is text") func address() throws {
    try Self.with { page throws in
      try page.openAndWait()
      try page.enter("1.5", into: ".lab .row input[type=text]")
      _ = try page.browser.value("\(Self.root).querySelector('[data-do=next]').click()")
      page.rest()
      let hash = try page.browser.text("location.hash")
      let moved = try page.browser.text(Self.result)
      #expect(hash.hasPrefix("#lab=z") && moved != "f = 8.141")
      try page.openAndWait(hash)
      try page.browser.wait(for: moved, Self.result)
      try page.browser.wait(for: "1 / 12", "\(Self.root).querySelector('.count').textContent")
      // Markup, in the text and as the name of a variable.
      let evil = "</script><img src=x onerror='window.evil = 1'><script>window.evil = 1</script>"
      let held =
        [
          "t": "# \(evil)\nf(x) = x^2 at 3", "p": [evil: [1], "x": [4]], "s": 2,
          "o": ["direction": evil, "theme": evil],
        ] as [String: Any]
      let packed = try JSONSerialization.data(withJSONObject: held).base64EncodedString()
        .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
      try page.openAndWait("#lab=p" + packed)
      try page.browser.wait(for: "f = 16", Self.result)
      #expect(try page.browser.text("String(window.evil)") == "undefined")
      #expect(try page.browser.text("document.querySelectorAll('img').length") == "0")
      for wrong in ["#lab=q", "#lab=p%%%", "#lab=pe30", "#lab=zAAAA", "#lab=" + packed] {
        try page.openAndWait(wrong)
        #expect(
          try page.browser.text("document.querySelector('.lab .notice').textContent").contains("no lesson"), "\(wrong)")
        try page.browser.wait(for: "f = 8.141", Self.result)
      }
    }
  }

  @Test("Where WebAssembly is forbidden the still player is there, and a sentence") func forbidden() throws {
    try Self.with(change: { $0.replacing(" 'wasm-unsafe-eval'", with: "") }) { page throws in
      try page.open()
      let notice = "document.querySelector('.lab .notice').textContent"
      try page.browser.wait(for: "1", notice + ".includes('WebAssembly')")
      _ = try page.browser.value("\(Self.root).querySelector('[data-do=next]').click()")
      #expect(try page.browser.text("\(Self.root).querySelector('.count').textContent") == "1 / 12")
      #expect(try page.browser.text("document.querySelector('.lab .values').hidden") == "1")
    }
  }

  @Test("On 390 pixels nothing sticks out, and a finger drags a node") func narrow() throws {
    try Self.with(width: 390, height: 844) { page throws in
      try page.openAndWait()
      #expect(try page.browser.number("document.documentElement.scrollWidth") == 390)
      _ = try page.browser.value(
        "\(Self.root).querySelector(\".node[data-node='0']\").scrollIntoView({ block: 'center' })")
      let (x, y) = try page.center(".node[data-node='0']")
      func touch(_ type: String, _ points: [[String: Int]]) throws {
        try page.browser.tell("Input.dispatchTouchEvent", ["type": type, "touchPoints": points])
      }
      try touch("touchStart", [["x": x, "y": y]])
      for step in 1...6 { try touch("touchMove", [["x": x, "y": y - 8 * step]]) }
      try touch("touchEnd", [])
      page.rest()
      #expect(try #require(page.numbers()["x"]) > 1)
    }
  }

  @Test("Names of 300 letters stick out nowhere, and the values beside them can be read") func longNames() throws {
    let name = String(repeating: "n", count: 300)
    try Self.with("f(\(name), y) = \(name)^2 * y at (3, 2)", width: 390, height: 844) { page throws in
      try page.openAndWait()
      _ = try page.browser.value("document.querySelector('.lab .nudge').open = true")
      page.rest()
      #expect(try page.browser.number("document.documentElement.scrollWidth") == 390)
      let row = "document.querySelector('.lab .row')"
      #expect(try page.browser.number("\(row).getBoundingClientRect().height") < 120)
      #expect(try page.browser.text("\(row).querySelector('.slope').textContent").hasSuffix("… = 12"))
      #expect(try page.browser.text("\(row).querySelector('.name').title") == name)
      #expect(try page.browser.text("\(row).querySelector('input').getAttribute('aria-label')") == name)
    }
  }

  @Test("Whoever wants no motion sees none; with it, numbers travel and nodes glide") func reducedMotion() throws {
    var options = PictureOptions()
    options.groups = .all
    try Self.with(Repository.text(of: "Templates/expressions/two-layers.txt"), options: options) { page throws in
      for isWanted in [false, true] {
        try page.browser.prefer(["prefers-reduced-motion": isWanted ? "no-preference" : "reduce"])
        try page.openAndWait()
        _ = try page.browser.value(
          """
          (() => {
            window.moves = [];
            const { animate, scrollBy } = Element.prototype;
            Element.prototype.animate = function (...given) { moves.push("glide"); return animate.apply(this, given); };
            Element.prototype.scrollBy = function (...given) {
              if (given[0]?.behavior === "smooth") moves.push("scroll");
              return scrollBy.apply(this, given);
            };
            new MutationObserver((changes) => {
              for (const { addedNodes } of changes) {
                for (const node of addedNodes) if (node.matches?.(".travel")) moves.push("travel");
              }
            }).observe(\(Self.root), { childList: true, subtree: true });
          })() ?? 0
          """)
        _ = try page.browser.value("\(Self.root).querySelector('[data-do=next]').click() ?? 0")
        page.rest()
        try page.enter("0.75", into: ".lab .cells input[type=text]")
        page.rest()
        _ = try page.browser.value(
          "\(Self.root).querySelector('.toggle').dispatchEvent("
            + "new MouseEvent('click', { bubbles: true, composed: true }))")
        page.rest()
        try page.enter("f(x) = x^2 at 3", into: ".lab textarea")
        try page.browser.wait(for: "f = 9", Self.result)
        page.rest()
        let moves = Set(try page.browser.text("moves.join(' ')").split(separator: " "))
        #expect(isWanted ? moves.isSuperset(of: ["travel", "glide"]) : moves.isEmpty, "\(moves)")
        #expect(try page.browser.number("document.getAnimations().length") == 0)
        let step = "\(Self.root).querySelector('.count').textContent"
        let before = try page.browser.text(step)
        Thread.sleep(forTimeInterval: isThorough ? 3 : 0.5)
        #expect(try page.browser.text(step) == before, "nothing plays by itself")
      }
    }
  }

  @Test("A theme that the text sets turns the page; another choice stays until it sets another") func theme() throws {
    try Self.with { page throws in
      try page.openAndWait()
      let theme =
        "[document.querySelector('.adviz-player').dataset.theme, document.documentElement.dataset.theme, "
        + "document.querySelector('[data-choice=theme]').value].join(' ')"
      try page.enter("#! theme: dark\nf(x) = x^2 at 3", into: ".lab textarea")
      try page.browser.wait(for: "f = 9", Self.result)
      try page.browser.wait(for: "dark dark dark", theme)
      try page.enter("light", into: ".lab [data-choice=theme]")
      try page.enter("#! theme: dark\nf(x) = x^3 at 3", into: ".lab textarea")
      try page.browser.wait(for: "f = 27", Self.result)
      try page.browser.wait(for: "light light light", theme)
      try page.enter("f(x) = x^2 at 3", into: ".lab textarea")
      try page.browser.wait(for: "f = 9", Self.result)
      try page.browser.wait(for: "  ", theme)
    }
  }

  @Test("After a trap the page goes on with the last good picture") func trap() throws {
    let wrap = """
      <script>
      const make = WebAssembly.instantiate;
      WebAssembly.instantiate = async (...given) => {
        const { exports } = await make(...given);
        const load = (pointer, count) => {
          const text = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, pointer, count));
          if (text.includes("trap")) throw new WebAssembly.RuntimeError("unreachable");
          return exports.adviz_load(pointer, count);
        };
        return { exports: { ...exports, adviz_load: load } };
      };
      </script>
      """
    try Self.with(change: { $0.replacing("<title>", with: wrap + "<title>", maxReplacements: 1) }) { page throws in
      try page.openAndWait()
      try page.enter("# trap\nf(x) = x at 2", into: ".lab textarea")
      try page.browser.wait(for: "1", "document.querySelector('.lab .notice').textContent.includes('begun anew')")
      #expect(try page.browser.text("\(Self.root).querySelectorAll('.node').length") == "8")
      try page.enter("f(x) = 3x at 2", into: ".lab textarea")
      try page.browser.wait(for: "f = 6", Self.result)
      #expect(try page.browser.text("document.querySelector('.lab .notice').hidden") == "1")
    }
  }

  @Test("Whatever is typed, the page lives") func garbage() throws {
    let corpus = Repository.url("Tests/Fuzz/Corpus/expression")
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted()
    let texts =
      names.enumerated().filter { isThorough || $0.offset % 20 == 0 }.map {
        String(decoding: (try? Data(contentsOf: corpus.appendingPathComponent($0.element))) ?? Data(), as: UTF8.self)
      } + ["", "\u{0}", "f = zeros(3000, 3000)", String(repeating: "(", count: 30_000), "f = x\u{202E}", "f = 1/0"]
    try Self.with { page throws in
      try page.openAndWait()
      for text in texts {
        try page.enter(text, into: ".lab textarea")
        page.rest()
      }
      try page.enter("f(x) = 3x at 2", into: ".lab textarea")
      try page.browser.wait(for: "f = 6", Self.result)
      let memory = try page.browser.number("performance.memory.usedJSHeapSize")
      #expect(memory < 256e6)
    }
  }

  @Test("Groups open and close in any combination") func groups() throws {
    var options = PictureOptions()
    options.groups = .all
    try Self.with(Repository.text(of: "Templates/expressions/two-layers.txt"), options: options) { page throws in
      try page.openAndWait()
      let toggles = "\(Self.root).querySelectorAll('.toggle')"
      func press(_ index: Int) throws {
        _ = try page.browser.value(
          toggles + "[\(index)].dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))")
      }
      let closed = "\(Self.root).querySelectorAll('.node[data-kind=group]').length"
      #expect(try page.browser.text(closed) == "0" && page.browser.text(toggles + ".length") == "2")
      try press(0)
      try page.browser.wait(for: "1", closed)
      _ = try page.browser.value("\(Self.root).querySelector('[data-do=closed]').click()")
      try page.browser.wait(for: "2", closed)
      try press(1)
      try page.browser.wait(for: "1", closed)
      #expect(try page.browser.text(toggles + ".length") == "2")
    }
  }

  @Test("A nudge tells how the output and its tangent part") func nudge() throws {
    try Self.with("f(x) = x^2 at 3") { page throws in
      try page.openAndWait()
      _ = try page.browser.value("document.querySelector('.lab .nudge').open = true")
      try page.browser.wait(for: "1", "document.querySelector('.lab .plot path') !== null")
      try page.enter("0.1", into: ".lab .delta input[type=text]")
      let table = try page.browser.text(
        "[...document.querySelectorAll('.lab td')].map((cell) => cell.textContent).join(' ')")
      #expect(table == "0.1 0.01 0.001 0.61 0.0601 0.006001 0.6 0.06 0.006 0.01 0.0001 10⁻⁶")
    }
  }

  /// What a click saves is that of the program.
  @Test("Downloads are the step, all frames, and the expression at the point") func downloads() throws {
    let catching = """
      <script>
      const saved = [], click = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () {
        const { download, href } = this;
        saved.push({ download, href, blob: saved.last });
      };
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { saved.last = blob; return make(blob); };
      </script>
      """
    try Self.with(change: { $0.replacing("<title>", with: catching + "<title>", maxReplacements: 1) }) { page throws in
      try page.openAndWait()
      try page.enter("2", into: ".lab .row input[type=text]")
      page.rest()
      for name in ["svg", "png", "frames", "file"] {
        _ = try page.browser.value("document.querySelector('.lab [data-do=\(name)]').click()")
        page.rest()
      }
      let names = try page.browser.text("saved.map(({ download }) => download).join(' ')")
      #expect(
        names == "expression-0000.svg expression-0000.png expression.zip expression.txt"
          || names.hasPrefix("expression-0000.svg"))
      _ = try page.browser.value("(saved.at(-1).blob.text().then((text) => { window.file = text }), 0)")
      try page.browser.wait(for: "1", "(window.file ?? '').includes('#! at: x=2')")
    }
  }

  @Test("From input to the new page: 16 ms", .enabled(if: isThorough)) func speed() throws {
    try Self.with { page throws in
      try page.openAndWait()
      _ = try page.browser.value("document.querySelector('.adviz-player').showStep(8)")
      _ = try page.browser.value(
        """
        (async () => {
          const slider = document.querySelector('.lab .row input[type=range]'), times = [];
          for (let index = 0; index < 200; index++) {
            await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 2)));
            slider.value = 1 + 0.9 * Math.sin(index / 9);
            const start = performance.now();
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            \(Self.root).querySelector('.graph').getBoundingClientRect();
            times.push(performance.now() - start);
          }
          times.sort((one, other) => one - other);
          window.times = `${times[100].toFixed(1)}, of 95 % at most ${times[190].toFixed(1)}`;
        })() && 0
        """)
      try page.browser.wait(for: "1", "window.times !== undefined")
      let times = try page.browser.text("window.times")
      print("From input to the new page, ms: \(times)")
    }
  }
}

/// What the program hands to the engine of a page.
@Suite struct LabOptionTests {
  @Test("The engine is given every option that it has; theme and room are the page's") func names() {
    let given = Set(PictureOptions().engineOptions.keys)
    #expect(given.union(["room", "seconds-per-step", "theme"]) == PageEngine.options)
    #expect(given.isDisjoint(with: ["room", "theme"]))
  }
}

private func quoted(_ text: String) -> String {
  let data = try? JSONEncoder().encode([text])
  return String(decoding: data?.dropFirst().dropLast() ?? Data(), as: UTF8.self)
}

extension Browser {
  /// Presses the pointer at a place, moves it to another, and lets go.
  fileprivate func drag(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) throws {
    func send(_ type: String, _ x: Int, _ y: Int) throws {
      try tell(
        "Input.dispatchMouseEvent", ["type": type, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1])
    }
    try send("mousePressed", start.x, start.y)
    for step in 1...8 {
      try send("mouseMoved", start.x + (end.x - start.x) * step / 8, start.y + (end.y - start.y) * step / 8)
    }
    try send("mouseReleased", end.x, end.y)
  }
}
