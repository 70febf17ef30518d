import Rendering

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Theme {
  /// Reads a theme file: JSON with the name of a theme to begin with, and what differs from it.
  ///
  /// `{"base": "dark", "colors": {"variable": "#add8e6"}, "sizes": {"caption": 26}}`; each part may be left out. The
  /// names are those of the cases of ``Paint`` and ``Measure``.
  ///
  /// - Throws: ``ThemeError`` for what is no JSON, a name that is not known, a colour that cannot be read, a size that
  ///   is not a number from 1 to 200.
  public init(json: some Sequence<UInt8>) throws(ThemeError) {
    let file: ThemeFile
    do {
      file = try JSONDecoder().decode(ThemeFile.self, from: Data(json))
    } catch let error as DecodingError {
      throw ThemeError(description: error.sentence)
    } catch {
      throw ThemeError(description: "it is not JSON")
    }
    let base = file.base ?? "light"
    guard let found = Theme.named.first(where: { $0.name == base }) else {
      throw ThemeError(description: "there is no theme '\(base)' to begin with; " + Theme.choices)
    }
    self = found.theme
    for (name, text) in (file.colors ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let paint = Paint(rawValue: name) else {
        throw ThemeError(description: "no colour is called '\(name)'; there are " + names(of: Paint.self))
      }
      guard let color = Color(hex: text) else {
        throw ThemeError(description: "the colour '\(name)' is '\(text)'; write it as #rrggbb")
      }
      self[paint] = color
    }
    for (name, size) in (file.sizes ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let measure = Measure(rawValue: name) else {
        throw ThemeError(description: "no size is called '\(name)'; there are " + names(of: Measure.self))
      }
      guard (1...200).contains(size) else {
        throw ThemeError(description: "the size '\(name)' is \(size); it is a number of points from 1 to 200")
      }
      sizes[measure] = size
    }
  }

  /// The theme as a theme file that names every colour and size.
  public var json: [UInt8] {
    func object(_ name: String, _ lines: [String]) -> String {
      "  \"\(name)\": {\n" + lines.map { "    \($0)" }.joined(separator: ",\n") + "\n  }"
    }
    let colors = Paint.allCases.map { "\"\($0.rawValue)\": \"\(self[$0])\"" }
    let sizes = Measure.allCases.map { measure in
      let size = self.sizes[measure]
      return "\"\(measure.rawValue)\": " + (Int(exactly: size).map(String.init) ?? "\(size)")
    }
    return Array("{\n\(object("colors", colors)),\n\(object("sizes", sizes))\n}\n".utf8)
  }

  /// The names of the themes in a sentence.
  private static var choices: String { "the themes are " + named.map(\.name).joined(separator: ", ") }
}

/// The names of colours or sizes in a sentence.
private func names<Name: CaseIterable & RawRepresentable<String>>(of type: Name.Type) -> String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}

private struct ThemeFile: Decodable {
  let base: String?
  let colors: [String: String]?
  let sizes: [String: Double]?

  private enum Key: String, CodingKey, CaseIterable {
    case base, colors, sizes
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let all = try decoder.container(keyedBy: AnyKey.self)
    if let stranger = all.allKeys.map(\.stringValue).sorted().first(where: { Key(rawValue: $0) == nil }) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: [],
          debugDescription: "no part is called '\(stranger)'; there are base, colors and sizes"))
    }
    let parts = try decoder.container(keyedBy: Key.self)
    base = try parts.decodeIfPresent(String.self, forKey: .base)
    colors = try parts.decodeIfPresent([String: String].self, forKey: .colors)
    sizes = try parts.decodeIfPresent([String: Double].self, forKey: .sizes)
  }
}

extension DecodingError {
  /// The mistake and its place, as a sentence.
  fileprivate var sentence: String {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return place.isEmpty
        ? "it is not an object like {\"base\": \"dark\"}" : "what stands at '\(place)' is of the wrong kind"
    case .dataCorrupted(let context):
      // Only a part that is not known gives a sentence of ours.
      return context.debugDescription.hasPrefix("no part") ? context.debugDescription : "it is not valid JSON"
    @unknown default: return "it cannot be read"
    }
  }
}
