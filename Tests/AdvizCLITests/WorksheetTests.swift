import Foundation
import TestSupport
import Testing

/// `adviz worksheet`: questions on paper, and their key.
@Suite("A worksheet asks, and its key answers") struct WorksheetTests {
  private static let three = "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)\n"

  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write(Self.three, to: "expr.txt")
  }

  /// The texts of the pages of a PDF, spaces in a row as one.
  private func pages(_ name: String) throws -> [String] {
    let program = URL(fileURLWithPath: try tool.shell("command -v pdftotext").output.trimmingCharacters(in: .newlines))
    let text = try tool.run(program, ["-layout", name, "-"]).output
    return text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast().map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// The values and gradients of `adviz grad`, by the names of variables.
  private func gradients(_ name: String, at point: String? = nil) throws -> [String: Double] {
    let result = try tool.run(["grad", name, "--json"] + (point.map { ["--at", $0] } ?? []))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let gradients = try #require(json["gradients"] as? [String: [String: Any]])
    return try gradients.mapValues { try #require($0["value"] as? Double) }
  }

  /// The gradients at the end of a page of the key.
  private func answers(_ page: String) throws -> [String: Double] {
    let row = try #require(page.range(of: "Gradients"))
    let found = page[row.upperBound...].matches(of: /∂f\/∂(\w+) = (−?[0-9.]+)(×10(−?\d+))?/)
    return try Dictionary(
      uniqueKeysWithValues: found.map {
        (String($0.1), try #require(Double($0.2.replacing("−", with: "-"))))
      })
  }

  /// Whether a number is another, rounded to four digits.
  private func isRounded(_ shown: Double, _ exact: Double) -> Bool {
    let unit = exact == 0 ? 1 : pow(10, floor(log10(exact.magnitude)) - 3)
    return (shown - exact).magnitude <= 0.500001 * unit
  }

  @Test("The key has the gradients of 'adviz grad', and the page before it has none of them") func key() throws {
    defer { tool.remove() }
    let result = try tool.run("worksheet", "expr.txt", "-o", "sheet.pdf")
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    #expect(result.output.hasPrefix("sheet.pdf: 1 page and as many of the key, "))
    let pages = try pages("sheet.pdf")
    #expect(pages.count == 2)
    let (sheet, key) = (try #require(pages.first), try #require(pages.last))
    #expect(sheet.contains("Name") && sheet.contains("Date") && !sheet.contains("Key"))
    #expect(key.contains("Key") && !key.contains("____"))
    let exact = try gradients("expr.txt")
    let shown = try answers(key)
    #expect(Set(shown.keys) == ["x", "y", "z"])
    for (name, value) in exact { #expect(isRounded(try #require(shown[name]), value), "\(name)") }
    for answer in ["23.01", "11.01", "5.545", "0.99", "24", "× 1", "cos", "ln"] {
      #expect(!sheet.contains(answer), "\(answer) stands on the page of questions")
      #expect(key.contains(answer), "\(answer)")
    }
    // In the order of the pass, with what was there before the last contribution.
    let order = ["start", "→ pow", "→ z", "∂f/∂x += ∂f/∂mul · ∂mul/∂x = 12 × 2 = 24", "∂f/∂x = −0.99 + 24 = 23.01"]
    let places = order.map { key.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test("No answer is drawn or told on a page of questions, and each on its page of the key") func page() throws {
    defer { tool.remove() }
    #expect(try tool.run("worksheet", "expr.txt", "-o", "sheet.html").code == 0)
    let text = String(decoding: try #require(tool.read("sheet.html")), as: UTF8.self)
    let parts = text.components(separatedBy: "<section")
    #expect(parts.count == 3 && parts[2].hasPrefix(" class=\"key\""))
    let blank = /<rect class="blank"[^>]*\/>(<g )?/
    let (asked, answered) = (parts[1].matches(of: blank), parts[2].matches(of: blank))
    // Each use of the chain rule has three numbers at least; 8 edges, 3 variables and 3 results have theirs.
    #expect(asked.count == answered.count && asked.count > 9 * 3 + 8 + 3 + 3)
    #expect(asked.allSatisfy { $0.1 == nil } && answered.allSatisfy { $0.1 != nil })
    let labels = parts[1].matches(of: /aria-label="([^"]*)"/).map { String($0.1) }
    #expect(labels.contains { $0.contains("equals blank times blank equals blank") })
    for label in labels { #expect(!label.contains("23.01") && !label.contains("5.545"), "\(label)") }
    #expect(parts[2].contains("the derivative of f with respect to x equals 23.01"))
    // The glyphs that pages refer to are there, once.
    let known = Set(text.matches(of: /<path id="([^"]+)"/).map { String($0.1) })
    for use in text.matches(of: /xlink:href="#([^"]+)"/) { #expect(known.contains(String(use.1)), "\(use.1)") }
    #expect(known.count == text.matches(of: /<path id="/).count)
    #expect(text.contains("@page{size:A4;margin:0}"))
  }

  @Test("Variants differ, each with its key, and a seed gives the same bytes") func variants() throws {
    defer { tool.remove() }
    let count = isThorough ? 30 : 5
    try tool.write("f(x, y) = x * (x + y) at (3, 5)\n", to: "small.txt")
    let arguments = ["worksheet", "small.txt", "--variants", "\(count)", "-o"]
    #expect(try tool.run(arguments + ["one.html", "--seed", "7"]).code == 0)
    #expect(try tool.run(arguments + ["two.html", "--seed", "7"]).code == 0)
    #expect(try tool.run(arguments + ["three.html", "--seed", "8"]).code == 0)
    let one = try #require(tool.read("one.html"))
    #expect(one == tool.read("two.html") && one != tool.read("three.html"))
    let pages = String(decoding: one, as: UTF8.self).components(separatedBy: "<section").dropFirst()
    #expect(pages.count == 2 * count)
    let points = pages.compactMap { $0.firstMatch(of: /aria-label="at (x equals [^"]*)"/).map { String($0.1) } }
    #expect(points.count == 2 * count && Set(points).count == count)
    // All keys come last, each in its place.
    #expect(Array(points.prefix(count)) == Array(points.suffix(count)))
    #expect(pages.prefix(count).allSatisfy { !$0.hasPrefix(" class=\"key\"") })
    #expect(pages.suffix(count).allSatisfy { $0.hasPrefix(" class=\"key\"") })
    for (place, page) in pages.enumerated() {
      #expect(page.contains("<h2>\(place < count ? "" : "Key · ")Variant \(place % count + 1) · page 1 of 1</h2>"))
    }
    // At most four digits, and no power of ten; here even those of the answers.
    for number in points.joined(separator: " ").matches(of: /[0-9.]+/) {
      #expect(number.output.filter { $0 != "." }.count <= 4, "\(number.output)")
    }
  }

  @Test(
    "The key of each variant has the gradients at its point",
    arguments: sampled(
      [
        "f(x, y) = log(x) / y + sqrt(x - y) at (5, 1)\n", three,
        "f(a, b) = a * exp(sin(a)) + maximum(a, b) at (0.5, 2)\n",
      ], oneIn: 3))
  func variantsAreRight(_ expression: String) throws {
    defer { tool.remove() }
    try tool.write(expression, to: "f.txt")
    #expect(
      try tool.run("worksheet", "f.txt", "--variants", isThorough ? "4" : "2", "--seed", "3", "-o", "f.pdf").code == 0)
    let keys = try pages("f.pdf").filter { $0.contains("Key") }
    #expect(keys.count >= (isThorough ? 4 : 2))
    for key in keys where key.contains("Gradients") {
      let point = try #require(key.firstMatch(of: /at ((?:\w+ = −?[0-9.]+(?:, )?)+)/)).1
        .replacing("−", with: "-").replacing(" ", with: "")
      let exact = try gradients("f.txt", at: String(point))
      let shown = try answers(key)
      #expect(shown.count == exact.count)
      for (name, value) in exact { #expect(isRounded(try #require(shown[name]), value), "\(name) at \(point)") }
    }
  }

  @Test("Rounding errors at the file's own point let no tiny numbers in") func residues() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write(
      """
      Q = [[1, 0], [0, 1]]; K = [[1, 1], [0, 1]]
      s = Q @ K.T; e = exp(s - max(s, axis=1, keepdims=True)); A = e / sum(e, axis=1, keepdims=True)
      f = sum((A @ K)^2)
      """, to: "f.txt")
    let result = try tool.run("worksheet", "f.txt", "-o", "w.html", "--variants", isThorough ? "4" : "1", "--seed", "3")
    let text = tool.read("w.html").map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(result.code == 0 && !text.isEmpty, "\(result)")
    // What rounding leaves of zeros is all that needs a power of ten.
    let exponents = text.matches(of: /times 10 to the power minus (\d+)/).compactMap { Int($0.1) }
    #expect(exponents.allSatisfy { (13...18).contains($0) }, "\(Set(exponents).sorted())")
  }

  @Test("What an inactive relu hands on has the boxes of an active one") func masked() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("x = -2; y = 3; f = relu(x)*y + relu(y)*x", to: "f.txt")
    _ = try tool.run("worksheet", "f.txt", "-o", "w.pdf")
    let text = try tool.shell("pdftotext -layout w.pdf -").output
    let rows = text.split(separator: "\n").filter { $0.contains("relu") && $0.contains("+=") && $0.contains("____") }
    let boxes = rows.filter { $0.contains("relu_0 · ∂relu_0/∂x") || $0.contains("relu_1 · ∂relu_1/∂y") }
      .map { $0.matches(of: /____/).count }
    #expect(boxes.count == 2 && Set(boxes).count == 1, "\(rows)")
  }

  @Test("Large numbers of the file's own are no hindrance") func large() throws {
    defer { tool.remove() }
    try tool.write("f(x) = 1e6 * x at 3\n", to: "large.txt")
    let result = try tool.run("worksheet", "large.txt", "--variants", "3", "-o", "l.html")
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test("Arrays keep their shapes; of large ones the shape is asked for") func arrays() throws {
    defer { tool.remove() }
    try tool.write("X = [[1, 2], [3, 4]]\nw = [1.5, -1]\nf = sum(relu(X @ w))\n", to: "arrays.txt")
    #expect(try tool.run("worksheet", "arrays.txt", "--variants", "2", "-o", "a.pdf").code == 0)
    let key = try #require(try pages("a.pdf").last)
    #expect(key.contains("∂f/∂w (2,) = ["))
    try tool.write("X = ones(20, 30)\nf = sum(X * X)\n", to: "large.txt")
    #expect(try tool.run("worksheet", "large.txt", "-o", "l.pdf").code == 0)
    let pages = try pages("l.pdf")
    #expect(pages.first?.contains("of shape ____") == true && pages.first?.contains("(20, 30)") == true)
    #expect(pages.last?.contains("of shape (20, 30)") == true)
  }

  @Test("A page is as large as its paper, and the file's own settings hold") func paper() throws {
    defer { tool.remove() }
    try tool.write("#! paper: letter\n" + Self.three, to: "us.txt")
    for (name, size) in [("expr.txt", "595.275591 841.889764"), ("us.txt", "612 792")] {
      let result = try tool.run("worksheet", name, "-o", "p.pdf")
      #expect(result.code == 0, "\(result.errors)")
      let text = String(decoding: try #require(tool.read("p.pdf")), as: Unicode.ASCII.self)
      #expect(text.contains("/MediaBox [ 0 0 \(size)"), "\(text.firstMatch(of: /MediaBox[^\]]*/)?.output ?? "")")
    }
    let piped = try tool.run("worksheet", "-", "-o", "-", "--ending", "html", input: Self.three)
    #expect(piped.code == 0 && piped.output.hasPrefix("<!DOCTYPE html>"))
  }

  @Test(
    "What cannot be asked is told in a sentence",
    arguments: sampled(
      [
        (["expr.txt", "--variants", "0"], 64, "--variants is a number from 1 to 500."),
        (["expr.txt", "-o", "x.txt"], 64, "The name of the output ends in .pdf or .html"),
        (["expr.txt", "--seed", "7"], 64, "--seed is that of --variants"),
        (["expr.txt", "--theme", "none"], 64, "there is no theme 'none'"),
        (["expr.txt", "-o", "expr.txt"], 64, "The name of the output ends in"),
        (["constant.txt"], 65, "there is no variable, and so no derivative to ask for"),
        (["kink.txt", "--variants", "2"], 65, "no numbers were found for variant 1"),
        (["large.txt", "--variants", "2"], 65, "X has 600 elements, and variants are drawn of up to 256"),
        (["many.txt"], 65, "the worksheet would have 400 questions, and the most is 300"),
        (["saved.jsonl", "--variants", "2"], 64, "--variants needs an expression file"),
        (["forward.jsonl"], 65, "a worksheet asks for a right backward pass"),
        (["wrong.jsonl"], 65, "a worksheet asks for a right backward pass"),
      ] as [([String], Int32, String)], oneIn: 4))
  func mistakes(_ arguments: [String], _ code: Int32, _ sentence: String) throws {
    defer { tool.remove() }
    try tool.write("const c = 2\nf = c * c\n", to: "constant.txt")
    try tool.write("f(x) = abs(x - x) at 1\n", to: "kink.txt")
    try tool.write("X = ones(20, 30)\nf = sum(X * X)\n", to: "large.txt")
    try tool.write("x = 1\nf = \(Array(repeating: "x", count: 201).joined(separator: " + "))\n", to: "many.txt")
    for (option, name) in [
      ([], "saved"), (["--mode", "forward", "--wrt", "x"], "forward"), (["--mistake", "overwrite"], "wrong"),
    ] where arguments[0] == "\(name).jsonl" {
      #expect(try tool.run(["trace", "expr.txt", "-o", "\(name).jsonl"] + option).code == 0)
    }
    let result = try tool.run(["worksheet"] + arguments)
    #expect(result.code == code, "\(result.errors)")
    #expect(result.errors.contains(sentence), "\(result.errors)")
    #expect(tool.read("worksheet.pdf") == nil)
  }
}
