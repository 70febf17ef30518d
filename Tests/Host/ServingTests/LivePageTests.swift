import Embedding
import Expressions
import Foundation
import Rendering
import Synchronization
import TestSupport
import Testing

@testable import Serving
@testable import Watching

/// A page that follows a file, in Chromium, while the file is edited.
///
/// Tests and server share the few threads of tasks, which other tests hold for minutes: `.ci/run` runs these by themselves.
@Suite(.serialized, .enabled(if: Browser.isWantedByName)) struct LivePageTests {
  private static let source = "# First\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"
  /// With fewer steps.
  private static let short = "# Short\nf(x) = x^2 at 3"

  private static let root = "document.querySelector('.adviz-player').shadowRoot"
  private static let count = root + ".querySelector('.count').textContent"
  private static let title = "document.title"

  private static func find(_ selector: String) -> String { "\(root).querySelector(\"\(selector)\")" }

  /// A file that is followed, and a browser that shows its page.
  private struct Opened {
    let browser: Browser
    let path: String
    let address: String

    func save(_ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path + ".new"))
      #expect(rename(path + ".new", path) == 0)
    }

    /// Saves a text that is right, and waits for its title.
    func saveAndWait(_ text: String) throws {
      try save(text)
      try browser.wait(for: String(text.dropFirst(2).prefix { $0 != "\n" }), LivePageTests.title)
    }
  }

  /// Draws as the command does.
  private static func drawing(_ options: PictureOptions) -> WatchedFile.Draw {
    { reading, isOutdated in
      guard case .contents(let data) = reading else {
        return .trouble("error: cannot read f.txt: there is no such file")
      }
      do {
        let trace = try Program(String(decoding: data, as: UTF8.self)).trace()
        let picture = try LivePicture(trace, options: options, export: ExportOptions(), isOutdated: isOutdated)
        return .picture(picture, notes: trace.warnings.map { "warning: \($0)" })
      } catch let error as ExpressionError {
        return .trouble(error.report(file: "f.txt"))
      }
    }
  }

  /// Follows a file, does something with its page and looks at console and requests.
  private func with(
    _ source: String = source, isRight: Bool = true, hash: String = "", options: PictureOptions = PictureOptions(),
    _ body: (Opened) throws -> Void
  ) async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/f.txt"
    try Data(source.utf8).write(to: URL(fileURLWithPath: path))
    let file = WatchedFile(path, draw: Self.drawing(options))
    let pages = WatchPages([file], templates: Templates())
    let (addresses, listening) = AsyncStream.makeStream(of: String.self)
    let server = Task {
      try await WatchServer.run([file], pages, port: nil) { listening.yield($0) }
    }
    defer { server.cancel() }
    var heard = addresses.makeAsyncIterator()
    let address = try #require(await heard.next())
    let browser = try Browser()
    defer { browser.close() }
    try browser.open()
    try browser.visit(address + hash)
    if isRight, let title = source.split(separator: "\n").first?.dropFirst(2) {
      try browser.wait(for: String(title), Self.title)
    }
    try body(Opened(browser: browser, path: path, address: address))
    #expect(try browser.console() == [])
    #expect(try browser.requests().filter { !$0.hasPrefix(address) && !$0.hasPrefix("data:") } == [])
  }

  @Test("Step, theme, speed and the open list stay when the picture changes") func stays() async throws {
    try await with { page throws in
      let browser = page.browser
      for _ in 0..<5 { _ = try browser.value(Self.find("[data-do=next]") + ".click()") }
      _ = try browser.value(Self.find("[data-do=theme]") + ".click()")
      _ = try browser.value(Self.find("select") + ".value = '4'")
      _ = try browser.value(Self.find(".transcript") + ".open = false")
      _ = try browser.value("window.mark = true")
      let before = try browser.text(Self.find(".graph svg") + ".innerHTML")
      try page.saveAndWait("# Second\nf(x, y, z) = cos(x + y) + (x * y)^z at (1, 2, 3)")
      #expect(try browser.text(Self.count) == "5 / 12")
      #expect(try browser.text("location.hash") == "#step-5")
      #expect(try browser.text("document.querySelector('.adviz-player').dataset.theme") == "dark")
      #expect(try browser.text(Self.find("select") + ".value") == "4")
      #expect(try browser.text(Self.find(".transcript") + ".open") == "0")
      #expect(try browser.text(Self.find(".graph svg") + ".innerHTML") != before)
      #expect(try browser.text(Self.find(".name") + ".textContent") == "Second")
      // In place: the page was not loaded anew.
      #expect(try browser.text("window.mark") == "1")
      // The keys, and the controls, move the new picture.
      try browser.press("Right")
      #expect(try browser.text(Self.count) == "6 / 12")
      #expect(try browser.text(Self.root + ".querySelectorAll('.transcript [aria-current]').length") == "1")
    }
  }

  @Test("Where there are fewer steps the last is shown, and when they are back the step that was") func clamped()
    async throws
  {
    try await with(hash: "#step-9") { page throws in
      #expect(try page.browser.text(Self.count) == "9 / 12")
      try page.saveAndWait(Self.short)
      #expect(try page.browser.text(Self.count) == "4 / 4")
      try page.saveAndWait("# Third\nf(x) = x^3 at 3")
      #expect(try page.browser.text(Self.count) == "4 / 4")
      try page.saveAndWait(Self.source)
      #expect(try page.browser.text(Self.count) == "9 / 12")
      // Whoever has moved meanwhile stays there.
      try page.saveAndWait(Self.short)
      try page.browser.press("Left")
      try page.saveAndWait(Self.source)
      #expect(try page.browser.text(Self.count) == "3 / 12")
    }
  }

  @Test("An error stands above the picture, which is dimmed, and goes when the file is right again") func error()
    async throws
  {
    try await with { page throws in
      let browser = page.browser
      let wrong = "# Wrong\nf(x) = sin(x + at 3"
      try page.save(wrong)
      try browser.wait(for: "0", Self.find(".trouble") + ".hidden")
      let told = try browser.text(Self.find(".trouble") + ".textContent")
      let program = Result { try Program(wrong) }
      guard case .failure(let error as ExpressionError) = program else { return #expect(Bool(false), "\(program)") }
      #expect(told == error.report(file: "f.txt"))
      #expect(try browser.text("getComputedStyle(\(Self.find(".band"))).opacity") == "0.35")
      // The colour of the page begins at its top.
      #expect(try browser.number("document.querySelector('.adviz-player').getBoundingClientRect().top") == 0)
      #expect(try browser.text(Self.title) == "First")
      // The mark stands below its place: every sign is as wide as another, and lines are not broken.
      let style = "getComputedStyle(\(Self.find(".trouble")))"
      #expect(try browser.text(style + ".whiteSpace") == "pre")
      #expect(try browser.text(style + ".fontFamily").contains("monospace"))
      // The picture can still be gone through.
      try browser.press("Right")
      #expect(try browser.text(Self.count) == "1 / 12")
      try page.saveAndWait(Self.short)
      #expect(try browser.text(Self.find(".trouble") + ".hidden") == "1")
      #expect(try browser.text("getComputedStyle(\(Self.find(".stage"))).opacity") == "1")
    }
  }

  @Test("The same picture again takes the error away") func undone() async throws {
    try await with { page throws in
      try page.save("f(x) = ")
      try page.browser.wait(for: "0", Self.find(".trouble") + ".hidden")
      try page.save(Self.source)
      try page.browser.wait(for: "1", Self.find(".trouble") + ".hidden")
    }
  }

  @Test("A file that is wrong from the beginning, and one that is deleted") func wrongFirst() async throws {
    try await with("f(x) = ", isRight: false) { page throws in
      let browser = page.browser
      try browser.wait(for: "1", "document.querySelector('.trouble').textContent.includes('error')")
      try page.saveAndWait(Self.source)
      #expect(try browser.text(Self.count) == "0 / 12")
      #expect(unlink(page.path) == 0)
      try browser.wait(for: "0", Self.find(".trouble") + ".hidden")
      #expect(try browser.text(Self.find(".trouble") + ".textContent").contains("no such file"))
      try page.saveAndWait(Self.short)
      #expect(try browser.text(Self.find(".trouble") + ".hidden") == "1")
    }
  }

  @Test("What there is to say of a picture stands above it, and dims nothing") func notes() async throws {
    try await with { page throws in
      try page.saveAndWait("# Log\nf(x) = log(x) at -1")
      #expect(try page.browser.text(Self.find(".trouble") + ".textContent").hasPrefix("warning: "))
      #expect(try page.browser.text(Self.find(".player") + ".classList.contains('stale')") == "0")
    }
  }

  @Test("Playing goes on, and a presentation stays one") func goesOn() async throws {
    try await with(hash: "#step-7") { page throws in
      let browser = page.browser
      try browser.press("p")
      _ = try browser.value(Self.find("select") + ".value = '4'")
      try browser.press("Space")
      try browser.wait(for: "8 / 12", Self.count)
      try page.saveAndWait("# Second\nf(x, y, z) = cos(x + y) + (x * y)^z at (1, 2, 3)")
      #expect(try browser.text("document.querySelector('.adviz-player').hasAttribute('data-presenting')") == "1")
      try browser.wait(for: "12 / 12", Self.count)
      // An error is seen by whoever presents.
      try page.save("f(x) = ")
      try browser.wait(for: "0", Self.find(".trouble") + ".hidden")
      #expect(try browser.number(Self.find(".trouble") + ".getBoundingClientRect().height") > 20)
    }
  }

  @Test("Groups that are closed stay closed, and come and go with the file") func groups() async throws {
    var options = PictureOptions()
    options.groups = .all
    let layer = "# Layer\nlayer(w, x) = tanh(w * x + 1)\nh = layer(2, 3)\nf(u) = layer(u, h) at 2"
    try await with(layer, options: options) { page throws in
      let browser = page.browser
      let nodes = Self.root + ".querySelectorAll('.node').length"
      let open = try browser.number(nodes)
      _ = try browser.value(Self.find("[data-do=closed]") + ".click()")
      let closed = try browser.number(nodes)
      #expect(closed < open)
      try page.saveAndWait(
        layer.replacingOccurrences(of: "# Layer", with: "# Again").replacingOccurrences(of: "+ 1", with: "+ 2"))
      #expect(try browser.number(nodes) == closed)
      #expect(try browser.text(Self.find("[data-do=closed]") + ".getAttribute('aria-pressed')") == "true")
      try page.saveAndWait(Self.source)
      #expect(try browser.text(Self.find("[data-do=closed]") + ".hidden") == "1")
      try page.saveAndWait(layer)
      #expect(try browser.text(Self.find("[data-do=closed]") + ".hidden") == "0")
    }
  }

  @Test("The picture that is put in place is the one that a new page shows") func sameAsNew() async throws {
    try await with { page throws in
      let browser = page.browser
      try page.saveAndWait(Self.short)
      try page.saveAndWait("# Two\nf(x, y) = (x + y) / log(x * y) at (2, 3)")
      try browser.press("End")
      let inPlace = try browser.screenshot()
      try browser.visit(page.address + "1")
      try browser.press("End")
      #expect(try browser.screenshot() == inPlace)
    }
  }

  @Test("Twenty saves in a row, half of them by renaming, are all seen") func saves() async throws {
    try await with { page throws in
      for number in 1...20 {
        let text = "# Save \(number)\nf(x, y) = sin(x * y) + \(number) * x at (1, 2)"
        if number % 2 == 0 {
          try page.saveAndWait(text)
        } else {
          let file = try #require(FileHandle(forWritingAtPath: page.path))
          try file.truncate(atOffset: 0)
          try file.write(contentsOf: Data(text.utf8))
          try file.close()
          try page.browser.wait(for: "Save \(number)", Self.title)
        }
      }
    }
  }
}
