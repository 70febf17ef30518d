import Adviz

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file or of standard input.
struct Input: Sendable {
  /// The path, `-` for standard input.
  let path: String
  /// The path as messages have it.
  let name: String
  let data: Data

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - option: the option that names it, if a file may set that.
  /// - Throws: `CommandError`.
  init(_ path: String, option: String? = nil) throws {
    guard !path.isEmpty else {
      throw CommandError(
        .noInput, "error: the name of a file is empty; name one, or - for standard input", option: option)
    }
    self.path = path
    name = path == "-" ? "standard input" : path
    do throws(InputError) {
      data = try path == "-" ? InputFile.readAll(STDIN_FILENO) : InputFile.read(path)
    } catch {
      throw Input.refusal(error, name: name, option: option)
    }
  }

  /// Bytes that have been read already.
  init(path: String, data: Data) { (self.path, name, self.data) = (path, path, data) }

  /// The sentence and the exit code where something cannot be read.
  static func refusal(_ error: InputError, name: String, option: String? = nil) -> CommandError {
    if case .tooLarge = error { return CommandError(.badInput, "error: \(name.shown): \(error)", option: option) }
    return CommandError(
      error.isOfSystem ? .systemRefused : .noInput, "error: cannot read \(name.shown): \(error)", option: option)
  }

  /// Whether this is a trace: JSON lines, which no expression can begin like.
  var holdsTrace: Bool {
    name.hasSuffix(".jsonl") || data.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
  }

  func text() throws -> String {
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError(.badInput, "error: \(name.shown) is not UTF-8 text; save it in that encoding")
    }
    return text
  }
}
