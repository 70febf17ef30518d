import Autodiff
import Expressions
import Foundation
import Formulas
import GraphLayout
import Output
import Player
import Rendering
import Storyboard
import Tensors
import TestSupport
import Testing

/// The core as WebAssembly gives what the native core gives.
///
/// `.ci/wasm` makes the module, and Node.js runs it. Where it was not made these tests are left out, but for a thorough
/// run.
@Suite(.enabled(if: WebAssemblyModule.isWanted, ".ci/wasm has not made .build/wasm/adviz.wasm"))
struct WebAssemblyTests {
  private static let examples: [String] = {
    let folder = Repository.url("Templates/expressions")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted().map { "Templates/expressions/\($0)" }
  }()

  @Test("Frames, captions, speech, trace and player of the examples are the native ones") func examples() throws {
    #expect(Self.examples.count >= 5)
    let tasks = try Self.examples.flatMap { path in
      try NumberRoom.allCases.map { room in
        try EngineTask(text: Repository.text(of: path), options: ["room": room.rawValue, "precision": "5"])
      }
    }
    for (task, answer) in zip(tasks, try answers(to: tasks)) {
      let native = try NativeAnswer(task)
      #expect(answer.trace == native.trace)
      #expect(answer.frames == native.frames && answer.captions == native.captions && answer.speech == native.speech)
      #expect(answer.player == native.player)
    }
  }

  /// The seeds 1801 and 1802: 10 programs, 250 in a thorough run, each at a point of its own: as its text has it, and
  /// changed while the picture is there.
  ///
  /// The libraries of elementary functions differ in the last bit. A number may differ by 2 units in the last place of
  /// itself or of the largest number of its trace, as subtraction keeps the error of what it takes away.
  @Test("Random programs of numbers and arrays at random points give the same", arguments: [false, true])
  func randomPrograms(_ isChanged: Bool) throws {
    let count = isThorough ? 250 : 10
    let tasks = try EngineTask.random(count).map { isChanged ? $0 : try $0.atItsPoint }
    let answers = try answers(to: tasks)
    #expect(answers.count == count)
    var (equal, drawn, near) = (0, 0, 0)
    for (task, answer) in zip(tasks, answers) {
      guard let native = try? NativeAnswer(task) else {
        #expect(answer.error != nil, "\(task.text)")
        continue
      }
      #expect(answer.error == nil, "\(task.text): \(answer.error ?? "")")
      drawn += 1
      if answer.trace == native.trace {
        equal += 1
        #expect(answer.frames == native.frames, "\(task)")
        #expect(answer.captions == native.captions && answer.speech == native.speech, "\(task)")
        #expect(answer.player == native.player, "\(task)")
      } else {
        #expect(answer.frames?.count == native.frames.count, "\(task)")
        let difference = try #require(NumericText.difference(answer.trace ?? "", native.trace), "\(task)")
        #expect(difference.ofLargest <= 2, "\(difference): \(task)")
        if difference.ofItself <= 2 { near += 1 }
      }
    }
    #expect(drawn > count * 2 / 3 && equal >= drawn / 2, "\(equal) of \(drawn)")
    print("\(drawn) programs: \(equal) to the same bytes, \(near) more within 2 units in the last place")
  }

  @Test("A mistake is reported as in the program") func mistake() throws {
    let answer = try #require(try answers(to: [EngineTask(text: "f = sinn(2)")]).first)
    #expect(answer.error?.contains("expression:1:5: error: unknown function 'sinn'; did you mean 'sin'?") == true)
  }

  @Test("A mistake in a setting is told at its place") func settingMistakes() throws {
    let cases = [
      ("#! at: x=\nf(x) = x^2 at 3", "1:10: error: expected a number"),
      ("f(x) = x^2 at 3\n#! precision: 5, at: y=2", "2:22: error: there is no variable 'y'"),
      ("f(x) = x^2 at 3\n#! collapse: nope", "2:14: error: there is no group 'nope'"),
      ("#! precision: 99\nf(x) = x^2 at 3", "1:15: error: precision is a number from 1 to 17"),
    ]
    for ((text, expected), answer) in zip(cases, try answers(to: cases.map { EngineTask(text: $0.0) })) {
      #expect(answer.error?.contains("expression:\(expected)") == true, "\(text): \(answer.error ?? "")")
    }
    let given = EngineTask(text: "f(x) = x^2 at 3", options: ["collapse": "nope"])
    #expect(try answers(to: [given])[0].error?.contains("there is no group 'nope'") == true)
  }

  @Test("The engine has every option that it is said to have") func options() throws {
    let values = [
      "caption": "false", "collapse": "none", "direction": "TB", "edge-numbers": "none", "elements-up-to": "3",
      "groups": "all", "legend": "false", "literals": "inside", "precision": "5", "queue": "false", "room": "shown",
      "seconds-per-step": "auto", "shared-leaves": "never", "size": "800x600", "theme": "dark", "values": "false",
    ]
    #expect(Set(values.keys) == PageEngine.options)
    let tasks = values.map { EngineTask(text: "f(x) = x^2 at 3", options: [$0.key: $0.value]) }
    for (task, answer) in zip(tasks, try answers(to: tasks)) { #expect(answer.error == nil, "\(task.options)") }
  }

  @Test("What goes beyond the limits of a page is refused in a sentence") func limits() throws {
    let answers = try answers(to: [
      EngineTask(text: "f = sum(zeros(4194305))"),
      EngineTask(text: "x = ones(2048, 2048); y = x + x; f = sum(y * y * y)"),
    ])
    #expect(answers[0].error?.contains("the limit of 4194304, which no page can raise; the program can") == true)
    #expect(answers[1].error?.contains("more than the limit of 100MB, which no page can raise") == true)
  }

  @Test("Call after call, the memory of the module stays as it is") func memory() throws {
    let output = try WebAssemblyModule.node("calls.mjs", WebAssemblyModule.url.path, isThorough ? "10000" : "300")
    #expect(output == "0\n")
  }

  /// 50 programs, or 10 where a browser alone is asked for.
  @Test("Chromium gives what Node.js gives", .enabled(if: Browser.isWanted)) func chromium() throws {
    let tasks = EngineTask.random(isThorough ? 50 : 10)
    let encoder = JSONEncoder()
    let lines = try tasks.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    let script = try Repository.text(of: "Tests/Web/LabTests/engine.mjs").replacing("export ", with: "")
    let page = """
      <!DOCTYPE html><meta charset="utf-8"><p></p><script type="module">
      \(script)
      const bytes = Uint8Array.from(atob("\(try Data(contentsOf: WebAssemblyModule.url).base64EncodedString())"), (byte) => byte.charCodeAt(0));
      const engine = await makeEngine(await WebAssembly.compile(bytes));
      const answers = [];
      for (const task of [\(lines.joined(separator: ",").replacing("<", with: "\\u003c"))]) {
        answers.push(answerTo(task, engine));
        // On a slow machine the browser is asked meanwhile whether there are answers.
        await new Promise((resume) => setTimeout(resume));
      }
      document.querySelector("p").textContent = JSON.stringify(answers);
      </script>
      """
    let scratch = try Scratch()
    try scratch.write(page.utf8, to: "page.html")
    let browser = try Browser()
    defer { browser.close() }
    try browser.open()
    try browser.visit("file://\(scratch.path)/page.html")
    try browser.wait(for: "1", "document.querySelector('p').textContent !== ''")
    let text = try browser.text("document.querySelector('p').textContent")
    let answers = try JSONDecoder().decode([Answer].self, from: Data(text.utf8))
    #expect(answers.count == tasks.count)
    for (answer, expected) in zip(answers, try self.answers(to: tasks)) {
      #expect(answer.trace == expected.trace && answer.error == expected.error)
      #expect(answer.frames?.map { Digest.sha256(Array($0.utf8)) } == expected.frames)
      #expect(answer.captions == expected.captions && answer.speech == expected.speech)
      #expect(answer.player.map { Digest.sha256(Array($0.utf8)) } == expected.player)
    }
  }

  private func answers(to tasks: [EngineTask]) throws -> [Answer] {
    let encoder = JSONEncoder()
    let lines = try tasks.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
    let scratch = try Scratch()
    try scratch.write(lines.joined().utf8, to: "tasks.jsonl")
    let output = try WebAssemblyModule.node("answers.mjs", WebAssemblyModule.url.path, "\(scratch.path)/tasks.jsonl")
    return try output.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
  }
}
