import CLZMA
import Output

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The engine of the Lab: the core as a WebAssembly module, which `.ci/wasm` makes.
struct LabEngine {
  /// The module.
  let module: [UInt8]
  /// The module as ``pack(_:)`` packs it, where `.ci/wasm` has done so: the program would take more than a second.
  let packed: [UInt8]?

  /// Finds the module.
  ///
  /// - Throws: ``EmbedError/noEngine(file:)`` where there is none, ``EmbedError/badOption(_:)`` where it is something else.
  init() throws(EmbedError) {
    guard let path = LabEngine.path, let data = FileManager.default.contents(atPath: path) else {
      throw .noEngine(file: LabExporter().fileName)
    }
    guard data.starts(with: [0x00, 0x61, 0x73, 0x6D]) else {
      throw .badOption("\(path) is no WebAssembly module; make it anew with .ci/wasm")
    }
    module = Array(data)
    // Its name holds the digest of the module, so that it is never that of another.
    let name = "\(path).\(Digest.sha256(data).prefix(16)).lzma"
    packed = FileManager.default.contents(atPath: name).map { Array($0) }
  }

  /// The path of the module; nil where there is none.
  static var path: String? { places.first { FileManager.default.fileExists(atPath: $0) } }

  /// The places of the module: the checkout that the program was built in, the folder of the program, `share` beside
  /// that, and the package that is the current folder.
  private static var places: [String] {
    let name = "adviz.wasm", built = ".build/wasm/\(name)"
    var places: [String] = []
    if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      let parts = program.split(separator: "/").dropLast()
      let folders = parts.indices.reversed().map { "/" + parts[...$0].joined(separator: "/") }
      places = folders.map { "\($0)/\(built)" }
      if let folder = folders.first { places += ["\(folder)/\(name)", "\(folder)/../share/adviz/\(name)"] }
    }
    return FileManager.default.fileExists(atPath: "Package.swift") ? places + [built] : places
  }

  /// The module for the script of a page: packed by LZMA, then each 13 bits as two characters.
  ///
  /// - Returns: the characters.
  /// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
  func text() throws(EmbedError) -> String {
    if let packed { return DenseText.text(packed) }
    return DenseText.text(try LabEngine.pack(module))
  }

  /// Packs a module by LZMA.
  ///
  /// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
  static func pack(_ module: [UInt8]) throws(EmbedError) -> [UInt8] {
    // What cannot be made smaller gets larger by less than this.
    let capacity = module.count + module.count / 8 + 1024
    let packed = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = module.withUnsafeBufferPointer {
        adviz_lzma_pack($0.baseAddress, $0.count, buffer.baseAddress, buffer.count)
      }
    }
    guard !packed.isEmpty else { throw .cannotDraw("there is no memory to pack the engine") }
    return packed
  }
}

/// Bytes as printable characters, 6.5 bits in each: less by 8 % than base64.
///
/// Two digits of 91 hold 13 bits. The digits are the characters of ASCII from `!` to `~` but those that mean something in
/// HTML. The method is that of basE91, without its fourteenth bit.
enum DenseText {
  private static let digits = (33..<127).map { UInt8($0) }.filter { !"\"&<".utf8.contains($0) }

  /// The text of some bytes.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 13 * 16 + 32)
    var (held, bits) = (0, 0)
    func write() {
      let (high, low) = (held & 8191).quotientAndRemainder(dividingBy: digits.count)
      text += [digits[high], digits[low]]
    }
    for byte in bytes {
      held |= Int(byte) << bits
      bits += 8
      guard bits >= 13 else { continue }
      write()
      held >>= 13
      bits -= 13
    }
    if bits > 0 { write() }
    return String(decoding: text, as: UTF8.self)
  }
}
