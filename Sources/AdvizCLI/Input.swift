import Adviz
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
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
    self.path = path
    name = path == "-" ? "standard input" : path
    do throws(InputError) {
      data = try path == "-" ? InputFile.readAll(STDIN_FILENO) : InputFile.read(path)
    } catch .tooLarge(let limit) {
      throw CommandError(.badInput, "error: \(name.shown): \(InputError.tooLarge(limit: limit))", option: option)
    } catch {
      throw CommandError(
        error.isOfSystem ? .systemRefused : .noInput, "error: cannot read \(name.shown): \(error)", option: option)
    }
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
