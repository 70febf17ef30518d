import Autodiff
import FoundationEssentials
import TestSupport
import Testing
import TraceFiles

/// The bytes that the core writes are those of Foundation's encoder, which it does without.
@Suite struct TraceBytesTests {
  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The lines of a trace of one variable, and further gradients, which no reader asks for.
  private static func lines(
    title: String = "", name: String = "x", value: TraceValue, gradients: [String: TraceValue] = [:]
  ) throws -> [String] {
    let node = TraceNode(id: 0, kind: .variable, name: name, label: name, shape: value.shape, value: value)
    let trace = Trace(
      recorded: title, source: nil, output: 0, nodes: [node],
      events: [.end(gradients: gradients)])
    return String(decoding: try trace.jsonLines(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func check(_ numbers: [Double]) throws {
    let value = TraceValue.array(shape: [numbers.count], elements: numbers)
    let line = try #require(lines(value: value).dropFirst().first)
    let expected = try encoded(value)
    #expect(line.hasSuffix(#""shape":[\#(numbers.count)],"value":\#(expected)}"#))
  }

  @Test func numbersOfEveryMagnitude() throws {
    var numbers: [Double] = [0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .leastNormalMagnitude]
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      numbers += [power, -power, power.nextUp, power.nextDown, power * 1.1]
    }
    for exponent in -330...309 {
      for digits in ["1", "9", "123", "5.0000000000000009", "-2.5"] {
        numbers.append(Double("\(digits)e\(exponent)") ?? 0)
      }
    }
    try Self.check(numbers)
  }

  @Test func wholeNumbers() throws {
    var numbers: [Double] = []
    for number in -1000...1000 { numbers.append(Double(number)) }
    for shift in 0..<63 { for near in -2...2 { numbers.append(Double((1 << shift) + near)) } }
    try Self.check(numbers)
  }

  @Test func randomNumbers() throws {
    var random = SplitMix64(7)
    try Self.check((0..<20_000).map { _ in Double(bitPattern: random.next()) })
    try Self.check((0..<5_000).map { _ in Double(Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))) })
    try Self.check((0..<5_000).map { _ in Double(Int64(bitPattern: random.next()) >> 12) / 1000 })
  }

  @Test func textWithControlCharactersAndAstralOnes() throws {
    var text = "\u{2028}\u{2029}\u{FEFF}\u{FFFF}\u{1F600}\u{10FFFF}é e\u{301}\r\n/\\\"</script>"
    for code in UInt8.min...UInt8.max { text.unicodeScalars.append(Unicode.Scalar(code)) }
    let line = try #require(Self.lines(title: text, value: .array(shape: [], elements: [1])).first)
    #expect(line.hasSuffix(#""title":\#(try Self.encoded(text)),"version":1}"#))
  }

  @Test func namesAreSortedAsTheEncoderSortsThem() throws {
    let names = [
      "a", "B", "b", "A", "a1", "a10", "a2", "é", "z", "Z", "_", "~", "x_1", "x1", "𝑥", "\u{FFFF}", "ﬁ", "", "å", "x'",
      "x′", "#", "x#1", "x#10", "x#2", "θ", "I", "i", "ı", "x\u{0}", "\"", "\u{1F600}",
    ]
    var gradients: [String: TraceValue] = [:]
    for (position, name) in names.enumerated() {
      gradients[name] = .array(shape: [], elements: [Double(position)])
    }
    let line = try Self.lines(value: .array(shape: [], elements: [1]), gradients: gradients).last
    #expect(line == #"{"event":"end","gradients":\#(try Self.encoded(gradients))}"#)
  }

  @Test(arguments: [[], [1], [0], [2, 3], [2, 0, 3], [0, 2], [3, 1, 2], [1, 1, 1, 1]] as [[Int]])
  func arraysOfEveryShape(_ shape: [Int]) throws {
    let elements = (0..<shape.reduce(1, *)).map { Double($0) / 4 }
    let value = TraceValue.array(shape: shape, elements: elements)
    let line = try #require(Self.lines(value: value).dropFirst().first)
    #expect(line.hasSuffix(#","value":\#(try Self.encoded(value))}"#))
  }

  @Test func summaries() throws {
    let value = TraceValue.summary(.init(shape: [70, 70], min: -.infinity, max: 1e22, mean: .nan, norm: -0.0))
    let line = try #require(Self.lines(value: value).dropFirst().first)
    #expect(line.hasSuffix(#","value":\#(try Self.encoded(value))}"#))
  }
}
