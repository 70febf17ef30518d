import Adviz

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes a result into a file, and makes the folder for it where there is none.
///
/// - Parameters:
///   - bytes: the contents.
///   - path: the file.
/// - Throws: `OutputError`.
func writeResult(_ bytes: some ContiguousBytes, to path: String) throws {
  try makeParentFolder(of: path)
  try writeFile(bytes, to: path)
}
