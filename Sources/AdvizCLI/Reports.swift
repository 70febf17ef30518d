import Adviz
import FoundationEssentials

/// One JSON object for a machine, keys sorted, numbers as in a trace.
enum JSONReport {
  static func text(_ report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return escaped(String(decoding: try encoder.encode(report), as: UTF8.self))
  }
}

extension JSONReport {
  /// The same JSON without characters that a terminal would act upon; they stand in strings alone.
  private static func escaped(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: \.isInvisible) else { return json }
    return json.unicodeScalars.map { scalar in
      guard scalar.isInvisible else { return String(scalar) }
      return scalar.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }.joined()
  }
}

/// Rows for a person, in columns.
enum Table {
  static func text(_ rows: [[String]]) -> String {
    let rows = rows.map { row in row.map { $0.visible() } }
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension TraceValue {
  /// The value in one line; a number so that it reads back exactly.
  var text: String {
    switch self {
    case .array(let shape, let elements):
      guard !shape.isEmpty else { return elements.first.map { Tensor($0).description } ?? "" }
      return (try? Tensor(elements, shape: Shape(shape)).description) ?? ""
    case .summary(let summary):
      return "shape \(summary.shape), from \(summary.min) to \(summary.max), mean \(summary.mean), norm \(summary.norm)"
    }
  }
}
