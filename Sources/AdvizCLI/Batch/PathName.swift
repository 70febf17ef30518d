/// The path of a file as names, and the name of its result.
enum PathName {
  /// The names between slashes.
  static func parts(_ path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: Array($0), as: UTF8.self) }
  }

  /// The name of a result after that of its file.
  static func stem(_ file: String) -> String {
    guard file != "-" else { return "stdin" }
    let name = parts(file).last ?? "expression"
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return stem.allSatisfy { $0 == "." } ? "expression" : stem
  }
}
