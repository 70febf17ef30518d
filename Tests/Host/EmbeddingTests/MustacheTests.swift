import Embedding
import Foundation
import Mustache
import TestSupport
import Testing

/// The templates' language: what it makes, compared with the package swift-mustache, and where it ends.
@Suite struct MustacheTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Fills in `beamer.mustache` of these templates.
  private func render(_ texts: [String: String], _ values: [String: Any]) throws -> String {
    for (name, text) in texts { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(name)")) }
    return String(decoding: try Templates(folder: scratch.path).render(.beamer, values), as: UTF8.self)
  }

  private func render(_ text: String, _ values: [String: Any] = [:]) throws -> String {
    try render(["beamer.mustache": text], values)
  }

  // MARK: What it makes

  private static var values: [String: Any] {
    [
      "a": "one & <two>", "empty": "", "yes": true, "no": false, "none": [String](), "words": ["x", "y'", "z\n"],
      "items": [["name": "first", "inner": ["p", "q"]], ["name": "second", "inner": [String](), "a": "own"]]
        as [[String: Any]],
      "deep": ["b": ["c": "reached"]] as [String: Any], "which": "reveal.mustache", "lines": "l1\nl2\n",
    ]
  }

  /// A template of random lines: text with tags in it, tags that have a line for themselves, sections of lines.
  private struct Writer {
    var dice: SplitMix64
    var count = 0

    mutating func text(_ depth: Int = 0) -> String {
      (0..<Int.random(in: 1...4, using: &dice)).map { _ in lines(depth) }.joined()
    }

    private mutating func one(_ choices: [String]) -> String { choices.randomElement(using: &dice) ?? "" }

    private mutating func variable() -> String {
      count += 1
      let name = one([
        "a", "empty", "yes", "no", "name", ".name", "deep.b.c", "deep.x", "missing", "lines", "index()",
        "uppercased(a)",
      ])
      return one([
        "{{\(name)}}", "{{{ \(name) }}}", "{{& \(name) }}", "{{ \(name) }}", "{{=<% %>=}}<% \(name) %>|<%={{ }}=%>",
        "{{! a remark }}",
      ])
    }

    private mutating func list() -> String {
      count += 1
      return one([
        "yes", "no", "none", "words", "items", "inner", "empty", "deep", "missing", "last()", "first()", "odd()",
        "reversed(words)", "empty(none)",
      ])
    }

    private mutating func inline(_ depth: Int) -> String {
      guard depth < 3, Bool.random(using: &dice) else { return one(["text < ", "", "\t"]) + variable() }
      let (sign, list) = (one(["#", "^"]), list())
      return "{{\(sign)\(list)}}" + inline(depth + 1) + "{{/ \(list) }}" + inline(depth + 1)
    }

    private mutating func lines(_ depth: Int) -> String {
      let indent = one(["", "", "  ", "\t"]), end = one(["\n", "\n", " \n"])
      let kind = Int.random(in: 0..<(depth < 4 ? 6 : 4), using: &dice)
      switch kind {
      case 0: return indent + variable() + end
      case 1: return "w " + inline(depth) + end
      case 2:
        return indent + "{{> \(one(["reveal.mustache", "report.mustache", "nothing", "*which", "*a"]))}}" + end
      case 3: return indent + "{{#words}}{{.}}{{^last()}},{{/last()}}{{/words}}." + end
      default:
        let (sign, list) = (one(["#", "^"]), list())
        return indent + "{{\(sign) \(list) }}" + end + text(depth + 1) + indent + "{{/\(list)}}" + end
      }
    }
  }

  /// Seed 14; 100 templates, 3,000 with `ADVIZ_THOROUGH`.
  @Test func outputEqualsSwiftMustache() throws {
    var writer = Writer(dice: SplitMix64(14))
    let partials = [
      "reveal.mustache": "r1 {{a}}\nr2 {{#words}}{{.}}{{/words}}\n",
      "report.mustache": "  {{#yes}}\n  p {{name}}\n  {{/yes}}\n{{> reveal.mustache}}\n",
    ]
    let count = isThorough ? 3_000 : 100
    var compared = 0, length = 0
    for _ in 0..<count {
      let text = writer.text() + "end\n"
      var library = MustacheLibrary()
      for (name, text) in partials { try library.register(text, named: name) }
      try library.register(text, named: "beamer.mustache")
      let expected = library.render(Self.values, withTemplate: "beamer.mustache")
      let made = try render(partials.merging(["beamer.mustache": text]) { $1 }, Self.values)
      #expect(made == expected, "\(text.debugDescription)")
      compared += 1
      length += made.utf8.count
      if made != expected { break }
    }
    #expect(compared == count && writer.count > 5 * count && length > 40 * count)
  }

  /// Inheritance, as the specification of Mustache has it.
  @Test func blocksAreOverridden() throws {
    let parent = "<{{$title}}default{{/title}}|{{$body}}nothing{{/body}}>"
    let made = try render(
      [
        "reveal.mustache": parent,
        "beamer.mustache": "{{<reveal.mustache}} {{$title}}{{a}}{{/title}} {{/reveal.mustache}}!",
      ],
      ["a": "mine"])
    #expect(made == "<mine|nothing>!")
    let dynamic = try render("{{<*which}}{{$body}}b{{/body}}{{/*which}}", ["which": "reveal.mustache"])
    #expect(dynamic == "<default|b>")
  }

  @Test func reservedBytesAreEscaped() throws {
    #expect(try render("{{a}}", ["a": "<\u{301}&\"'>"]) == "&lt;\u{301}&amp;&quot;&#39;&gt;")
    #expect(try render("{{% CONTENT_TYPE: TEXT}}\n{{a}}", ["a": "<"]) == "<")
  }

  // MARK: What is no template

  /// Each mistake, where it is and what is said of it.
  @Test(arguments: [
    ("a\n{{#open}}\n{{/other}}", 3, 1, "'other' is closed where 'open' of line 2 is open"),
    ("a\n {{#open}}", 2, 2, "'open' is opened here and never closed with {{/open}}"),
    ("{{/x}}", 1, 1, "{{/x}} closes nothing that is open"), ("a {{x", 1, 3, "the tag is not closed with }}"),
    ("a {{", 1, 3, "the tag is not closed"), ("{{}}", 1, 1, "the tag has no name"),
    ("{{> }}", 1, 1, "the tag has no name"), ("{{>*}}", 1, 1, "the tag has no name"),
    ("{{x y}}", 1, 5, "a name has letters, digits and . - _ ? * ( ) /, and then the tag ends"),
    ("{{a+b}}", 1, 4, "a name has letters, digits"), ("{{{x}}", 1, 1, "the tag is not closed with }}}"),
    ("{{f(x}}", 1, 1, "'f(x' is no name"), ("{{(x)}}", 1, 1, "'(x)' is no name"), ("{{f(x))}}", 1, 1, "is no name"),
    ("{{! never", 1, 1, "the tag is not closed with }}"),
    ("{{=<%=}}", 1, 1, "other delimiters are set as in {{=<% %>=}}"),
    ("{{= }}", 1, 1, "other delimiters are set as in"), ("{{% LANGUAGE: C}}", 1, 1, "only {{% CONTENT_TYPE: TEXT}}"),
    ("{{<p}}{{x}}{{/p}}", 1, 1, "between {{<p}} and its end are only blocks"),
    ("{{<p}}{{#x}}{{/x}}{{/p}}", 1, 7, "'x' stands between {{<p}} and its end"),
    ("{{$f(x)}}{{/f(x)}}", 1, 1, "a block has no functions"),
  ])
  func mistakesHaveASentence(_ text: String, _ line: Int, _ column: Int, _ sentence: String) throws {
    do {
      _ = try render(text)
      Issue.record("\(text) is taken")
    } catch TemplateError.malformed(let file, let errorLine, let errorColumn, let reason) {
      #expect(file == "\(scratch.path)/beamer.mustache")
      #expect(
        (errorLine, errorColumn) == (line, column) && reason.hasPrefix(sentence) || reason.contains(sentence),
        "\(reason)")
      #expect((errorLine, errorColumn) == (line, column), "\(text)")
    }
  }

  // MARK: Where it ends

  private static var steps: [String: Any] {
    ["steps": (0..<13).map { ["number": "\($0)"] }, "title": "beamer.mustache"]
  }

  /// Templates that would not end, or only after days, or that take more stack or memory than there is.
  @Test(
    arguments: sampled(
      [
        "delimiters", "dynamic", "dynamic pair", "dynamic parent", "sections", "unclosed sections", "inverted",
        "blocks",
        "fan-out", "loops", "text loops", "wide", "doubled", "large", "endless file", "pipe",
        "long delimiters", "functions", "many blocks",
      ], oneIn: 4))
  func excessiveTemplateIsRefused(_ kind: String) throws {
    func many(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
    let others = ["reveal", "report", "snippet", "player", "notebook", "markdown", "animation"].map { "\($0).mustache" }
    var texts: [String: String] = [:]
    switch kind {
    case "delimiters": texts["beamer.mustache"] = "{{=<% %>=}}<%> beamer.mustache %>"
    case "dynamic": texts["beamer.mustache"] = "x{{> *title}}"
    case "dynamic pair": texts = ["beamer.mustache": "{{> reveal.mustache}}", "reveal.mustache": "{{>*title}}"]
    case "dynamic parent": texts["beamer.mustache"] = "{{<*title}}{{$a}}x{{/a}}{{/*title}}"
    case "sections": texts["beamer.mustache"] = many(3_000, "{{#steps}}") + many(3_000, "{{/steps}}")
    case "unclosed sections": texts["beamer.mustache"] = many(100_000, "{{#steps}}")
    case "inverted": texts["beamer.mustache"] = many(3_000, "{{^x}}") + many(3_000, "{{/x}}")
    case "blocks": texts["beamer.mustache"] = many(3_000, "{{$x}}") + many(3_000, "{{/x}}")
    case "fan-out":
      for (name, next) in zip(["beamer.mustache"] + others, others + [""]) {
        texts[name] = next.isEmpty ? "leaf" : many(12, "{{> \(next)}}")
      }
    case "loops": texts["beamer.mustache"] = many(12, "{{#steps}}") + "{{number}}" + many(12, "{{/steps}}")
    case "text loops": texts["beamer.mustache"] = many(12, "{{#steps}}") + "text" + many(12, "{{/steps}}")
    case "wide":
      texts["beamer.mustache"] = many(4, "{{#steps}}") + many(100, "{{#no}}x{{/no}}") + many(4, "{{/steps}}")
    case "doubled":
      texts["beamer.mustache"] = many(100, "{{> reveal.mustache}}")
      texts["reveal.mustache"] = many(1 << 20, "x")
    case "large": texts["beamer.mustache"] = many((4 << 20) + 1, "x")
    case "long delimiters": texts["beamer.mustache"] = "{{=" + many(20_000, "a") + "b c=}}" + many(400_000, "a")
    case "functions":
      texts["beamer.mustache"] = "{{" + many(100_000, "uppercased(") + "title" + many(100_000, ")") + "}}"
    case "many blocks":
      let names = (0..<1_000).map { "{{$a\($0)}}{{/a\($0)}}" }.joined()
      texts["beamer.mustache"] =
        many(4, "{{#steps}}") + "{{<reveal.mustache}}\(names){{/reveal.mustache}}" + many(4, "{{/steps}}")
      texts["reveal.mustache"] = ""
    case "endless file":
      try FileManager.default.createSymbolicLink(
        atPath: "\(scratch.path)/beamer.mustache", withDestinationPath: "/dev/zero")
    default: mkfifo("\(scratch.path)/beamer.mustache", 0o600)
    }
    let error = #expect(throws: TemplateError.self) { try render(texts, Self.steps) }
    let sentences = [
      "delimiters": "includes itself", "sections": "deeper than the limit of 50",
      "unclosed sections": "deeper than the limit of 50", "inverted": "deeper than the limit of 50",
      "blocks": "deeper than the limit of 50", "doubled": "makes a page of more than 64 MiB",
      "large": "larger than the limit of 4 MiB", "endless file": "cannot be read", "pipe": "cannot be read",
      "long delimiters": "a delimiter has at most 16 bytes", "functions": "is no name",
    ]
    let sentence =
      sentences[kind] ?? (kind.hasPrefix("dynamic") ? "within each other" : "takes more than 200000 pieces")
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
  }

  /// All levels are taken, with little stack.
  @Test func deepestTemplateNeedsLittleStack() async throws {
    let open = (0..<48).map { _ in "{{#x}}" }.joined(), close = (0..<48).map { _ in "{{/x}}" }.joined()
    try Data("\(open)deep\(close)".utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/beamer.mustache"))
    let templates = try Templates(folder: scratch.path)
    let made = Box()
    let thread = Thread { made.bytes = try? templates.render(.beamer, ["x": true]) }
    thread.stackSize = 256 << 10
    thread.start()
    for _ in 0..<6_000 where !thread.isFinished { usleep(10_000) }
    #expect(made.bytes == Array("deep".utf8))
  }

  private final class Box: @unchecked Sendable { var bytes: [UInt8]? }

  @Test func cancelledTaskStops() async throws {
    let text = String(repeating: "{{#steps}}{{number}}{{/steps}}", count: 1_000)
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/beamer.mustache"))
    let templates = try Templates(folder: scratch.path)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try templates.render(.beamer, Self.steps)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
