import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Tensors with names in one file: the safetensors format, which PyTorch, JAX and others read.
///
/// Eight bytes tell the length of the header, lowest byte first; the header is a JSON object that gives each tensor its
/// type, shape and place in the data behind it, and `__metadata__`, text by name; the data are row-major and lowest byte
/// first, without gaps.
struct SafeTensors {
  /// The tensors by name.
  var tensors: [String: Tensor]
  /// Text by name.
  var metadata: [String: String]

  private struct Entry: Codable {
    var dtype: String
    var shape: [Int]
    // The name is the format's.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var data_offsets: [Int]
  }

  /// An entry of the header: a tensor, or the metadata.
  private enum Part: Codable {
    case tensor(Entry)
    case metadata([String: String])

    init(from decoder: any Decoder) throws {
      if let text = try? [String: String](from: decoder) {
        self = .metadata(text)
      } else {
        self = .tensor(try Entry(from: decoder))
      }
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .tensor(let entry): try entry.encode(to: encoder)
      case .metadata(let text): try text.encode(to: encoder)
      }
    }
  }

  private static let metadataName = "__metadata__"

  /// The bytes of the file, the same for the same contents.
  func bytes() throws -> [UInt8] {
    var parts: [String: Part] = [Self.metadataName: .metadata(metadata)]
    var data: [UInt8] = []
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let start = data.count
      switch tensor.dtype {
      case .float32:
        for element in tensor.elements { Self.append(Float(element).bitPattern, to: &data) }
      case .float64:
        for element in tensor.elements { Self.append(element.bitPattern, to: &data) }
      }
      parts[name] = .tensor(
        Entry(
          dtype: tensor.dtype == .float32 ? "F32" : "F64", shape: tensor.shape.sizes,
          data_offsets: [start, data.count]))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var header = Array(try encoder.encode(parts))
    // Spaces, so that the data begin where numbers of eight bytes may.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var bytes: [UInt8] = []
    Self.append(UInt64(header.count), to: &bytes)
    return bytes + header + data
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: ``TrainingError/malformed(file:reason:)`` for whatever is not as the format says.
  init(_ bytes: [UInt8], calling file: String) throws(TrainingError) {
    func wrong(_ reason: String) -> TrainingError { .malformed(file: file, reason: reason) }
    let (parts, data) = try Self.split(bytes, wrong)
    tensors = [:]
    metadata = [:]
    var entries: [(name: String, entry: Entry)] = []
    for (name, part) in parts {
      switch part {
      case .metadata(let text) where name == Self.metadataName: metadata = text
      case .metadata: throw wrong("its header does not say where '\(name)' is")
      case .tensor(let entry): entries.append((name, entry))
      }
    }
    let inOrder = entries.sorted {
      ($0.entry.data_offsets.first ?? 0, $0.name) < ($1.entry.data_offsets.first ?? 0, $1.name)
    }
    var end = 0
    for (name, entry) in inOrder {
      tensors[name] = try Self.tensor(name, entry, in: data, after: end, wrong)
      end = entry.data_offsets[1]
    }
    guard end == data.count else { throw wrong("\(data.count - end) bytes at its end belong to nothing") }
  }

  /// Splits a file into the entries of its header and the data behind it.
  private static func split(
    _ bytes: [UInt8], _ wrong: (String) -> TrainingError
  ) throws(TrainingError) -> ([String: Part], ArraySlice<UInt8>) {
    guard bytes.count >= 8 else { throw wrong("this is no checkpoint: it has less than eight bytes") }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= 100_000_000 else {
      throw wrong("this is no checkpoint in the safetensors format: its header would have \(length) bytes")
    }
    guard Int(length) <= bytes.count - 8 else { throw wrong("it is cut off within its header") }
    let header = Data(bytes[8..<8 + Int(length)])
    guard header.first == UInt8(ascii: "{"), let parts = try? JSONDecoder().decode([String: Part].self, from: header)
    else { throw wrong("its header is not that of the safetensors format") }
    return (parts, bytes[(8 + Int(length))...])
  }

  /// Reads a tensor, which must begin where the one before ends.
  private static func tensor(
    _ name: String, _ entry: Entry, in data: ArraySlice<UInt8>, after end: Int, _ wrong: (String) -> TrainingError
  ) throws(TrainingError) -> Tensor {
    guard let dtype = ["F32": DType.float32, "F64": .float64][entry.dtype] else {
      throw wrong("'\(name)' is of type \(entry.dtype), and only F32 and F64 are read")
    }
    guard let shape = try? Shape(entry.shape) else {
      throw wrong("'\(name)' has a shape that no array can have: \(entry.shape)")
    }
    let width = dtype == .float32 ? 4 : 8
    let (start, stop) = (entry.data_offsets.first ?? -1, entry.data_offsets.last ?? -1)
    guard entry.data_offsets.count == 2, start == end, stop >= start, stop - start == shape.count * width else {
      throw wrong("its header places '\(name)' of shape \(shape) wrongly, from byte \(start) to \(stop)")
    }
    guard stop <= data.count else { throw wrong("it is cut off within '\(name)'") }
    let elements = (0..<shape.count).map { element(at: start + $0 * width, of: data, dtype) }
    guard elements.allSatisfy(\.isFinite) else { throw wrong("'\(name)' holds numbers that are not finite") }
    guard let tensor = try? Tensor(elements, shape: shape, dtype: dtype) else {
      throw wrong("'\(name)' cannot be read")
    }
    return tensor
  }

  /// Tensors by name, and text about them.
  init(tensors: [String: Tensor], metadata: [String: String]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  private static func element(at place: Int, of data: ArraySlice<UInt8>, _ dtype: DType) -> Double {
    let start = data.startIndex + place
    switch dtype {
    case .float32:
      return Double(Float(bitPattern: data[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
    case .float64:
      return Double(bitPattern: data[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}
