import Expressions
import Foundation
import FoundationXML
import Rendering
import Storyboard
import TestSupport

/// An element of a parsed SVG, with its text.
final class Element {
  let name: String
  let attributes: [String: String]
  weak var parent: Element?
  var children: [Element] = []
  var text = ""

  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// This element and all within.
  var all: [Element] { [self] + children.flatMap(\.all) }

  func first(_ name: String) -> Element? { all.first { $0.name == name } }

  func having(_ attribute: String) -> [Element] { all.filter { $0.attributes[attribute] != nil } }

  func having(_ attribute: String, _ value: String) -> [Element] {
    all.filter { $0.attributes[attribute]?.split(separator: " ").contains(Substring(value)) == true }
  }

  func number(_ attribute: String) -> Double? { attributes[attribute].flatMap(Double.init) }
}

/// Parses XML strictly; what is not well-formed is an error.
final class SVGParser: NSObject, XMLParserDelegate {
  private var stack: [Element] = []
  private var root: Element?

  static func parse(_ bytes: [UInt8]) throws -> Element {
    let delegate = SVGParser()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = delegate
    guard parser.parse(), let root = delegate.root else {
      throw parser.parserError ?? CocoaError(.fileReadCorruptFile)
    }
    return root
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element(name, attributes)
    element.parent = stack.last
    stack.last?.children.append(element)
    root = root ?? element
    stack.append(element)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    stack.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    stack.last?.text += text
  }
}

/// The expressions most tests draw.
enum Example {
  static let threeVariables = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"
  static let twoPaths = "const 2; x = 4; f = x^2 + 2^x"
  static let dense = "f(x, y, z) = sin(x^(y + z)) - 3z * ln(x^2 * y^3) at (0.5, 4, -2.3)"
  static let named = "x = 0.5; a = 2x; f = a * exp(sin(a)) + x * x"
  static let arrays = "X = [[1, 2], [3, 4]]; b = [0.5, -1]; c = ones(9); f = sum((X @ X.T + b)^2) * sum(c)"
  static let constantOnly = "const c = 3; f = c * 2 + 1"
  static let single = "x = 2"

  static let all = [threeVariables, twoPaths, dense, named, arrays, constantOnly, single]

  /// As many of them as there is time for.
  static let some = sampled(all, oneIn: 3)

  private static let stories = Shared<String, Storyboard>()
  private static let renderers = Shared<String, FrameRenderer>()
  private static let drawn = Shared<String, [Element]>()

  static func story(_ source: String) throws -> Storyboard {
    try stories.value(of: source) { try Storyboard(Program(source).trace()) }
  }

  /// Draws with the options that hold when none are given.
  static func renderer(_ source: String) throws -> FrameRenderer {
    try renderers.value(of: source) { try FrameRenderer(story(source)) }
  }

  static func frames(_ source: String) throws -> [Element] {
    try drawn.value(of: source) {
      let renderer = try renderer(source)
      return try (0..<renderer.count).map { try SVGParser.parse(renderer.svg($0)) }
    }
  }
}
