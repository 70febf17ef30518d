import Embedding
import Expressions
import Foundation
import Rendering
import Synchronization
import TestSupport
import Testing

@testable import Watching

/// What is to be seen of a file: the newest picture, its error, and nothing that is out of date.
@Suite struct WatchedFileTests {
  private struct Refused: Error {}

  /// Draws a text; one with a mistake is trouble.
  private static let draw: WatchedFile.Draw = { reading, isOutdated in
    guard case .contents(let data) = reading else { return .trouble("missing") }
    do {
      let trace = try Program(String(decoding: data, as: UTF8.self)).trace()
      return .picture(
        try LivePicture(trace, options: PictureOptions(), export: ExportOptions(), isOutdated: isOutdated),
        notes: trace.warnings)
    } catch let error as ExpressionError {
      return .trouble(error.report(file: "f.txt"))
    }
  }

  private static func text(_ text: String) -> FileReading { .contents(Data(text.utf8)) }

  @Test("An error leaves the last picture, and goes when the file is right again") func trouble() async throws {
    let file = WatchedFile("f.txt", draw: Self.draw)
    var states = await file.states().makeAsyncIterator()
    await file.show(Self.text("f(x) = x^2 at 3"))
    let first = try #require(await states.next())
    #expect(first.trouble == nil && first.picture?.drawn.title.contains("x") == true)
    await file.show(Self.text("f(x) = x^ at 3"))
    let wrong = try #require(await states.next())
    #expect(try #require(wrong.trouble).hasPrefix("f.txt:1:"))
    #expect(wrong.trouble?.split(separator: "\n").last?.contains("^") == true)
    #expect(wrong.picture?.number == first.picture?.number)
    await file.show(Self.text("f(x) = x^4 at 3"))
    let right = try #require(await states.next())
    #expect(right.trouble == nil)
    #expect(right.picture?.number == right.number)
  }

  @Test("A picture that takes long is dropped when something newer is saved") func outdated() async throws {
    let (begun, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let wasOutdated = Mutex(false)
    let file = WatchedFile("f.txt") { reading, isOutdated in
      guard case .contents(let data) = reading else { return .trouble("missing") }
      let text = String(decoding: data, as: UTF8.self)
      if text == "long" {
        begun.signal()
        released.wait()
        wasOutdated.withLock { $0 = isOutdated() }
      }
      // Although nobody wants it any more.
      return .trouble(text)
    }
    var states = await file.states().makeAsyncIterator()
    await file.show(Self.text("long"))
    await withCheckedContinuation { begin in
      DispatchQueue.global().async {
        begun.wait()
        begin.resume()
      }
    }
    // It is told while the long one still goes on.
    await file.show(Self.text("short"))
    #expect(await states.next()?.trouble == "short")
    released.signal()
    while !wasOutdated.withLock({ $0 }) { await Task.yield() }
    await file.show(Self.text("last"))
    let last = try #require(await states.next())
    #expect(last.trouble == "last" && last.number == 2)
  }

  @Test("Of many saves in a row the last is seen") func burst() async throws {
    let file = WatchedFile("f.txt", draw: Self.draw)
    for exponent in 2...21 { await file.show(Self.text("f(x) = x^\(exponent) at 1")) }
    for await state in await file.states() where state.picture?.drawn.json.contains("21") == true { break }
    #expect(await file.state.picture?.drawn.json.contains("20") == true)
  }

  @Test("A page hears of a picture that it does not have, and of no other") func message() async throws {
    let file = WatchedFile("f.txt", draw: Self.draw)
    await file.show(Self.text("f(x) = x^2 at 3"))
    var found: WatchedFile.State?
    for await state in await file.states() {
      found = state
      break
    }
    let state = try #require(found)
    func read(_ known: Int) throws -> [String: Any] {
      let text = try state.message(run: "a\"b", known: known)
      return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let all = try read(0)
    #expect(all["run"] as? String == "a\"b")
    #expect(all["number"] as? Int == 1 && all["pictureNumber"] as? Int == 1)
    let picture = try #require(all["picture"] as? [String: Any])
    #expect((picture["data"] as? [String: Any])?["setting"] != nil)
    #expect(try read(1)["picture"] == nil)
  }

  @Test("The same file gives the same JSON") func isDeterministic() throws {
    let trace = try Program("f(x, y) = sin(x * y) + x at (1, 2)").trace()
    let once = try LivePicture(trace, options: PictureOptions(), export: ExportOptions())
    #expect(try LivePicture(trace, options: PictureOptions(), export: ExportOptions()).json == once.json)
    #expect(throws: CancellationError.self) {
      try LivePicture(trace, options: PictureOptions(), export: ExportOptions(), isOutdated: { true })
    }
  }
}
