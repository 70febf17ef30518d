import Output
import Subprocess

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

/// Fetches the files of a data set by `curl`.
///
/// A file grows under its name and `.part`, which a later download goes on with, and takes its own name only once its
/// digest is right.
package struct Download: Sendable {
  private let files: [RemoteFile]
  private let mirrors: [String]

  /// Files that each of some addresses has.
  ///
  /// - Parameters:
  ///   - files: what to fetch.
  ///   - mirrors: addresses that end with a slash; a later one is asked where an earlier one fails.
  package init(_ files: [RemoteFile], from mirrors: [String]) {
    self.files = files
    self.mirrors = mirrors
  }

  /// Fetches what a folder lacks.
  ///
  /// - Parameters:
  ///   - folder: the folder, which is made if need be.
  ///   - progress: is told now and then the share that is done, 0 to 1.
  /// - Throws: ``TrainingError/noDownload(reason:folder:files:)``, `OutputError`, `CancellationError`.
  package func fetch(into folder: String, progress: @escaping @Sendable (Double) -> Void = { _ in }) async throws {
    try makeParentFolder(of: "\(folder)/.")
    let total = Double(max(1, files.reduce(0) { $0 + $1.packedSize }))
    var done = 0
    for file in files {
      let path = "\(folder)/\(file.name).gz"
      if ![path, "\(folder)/\(file.name)"].contains(where: { FileManager.default.fileExists(atPath: $0) }) {
        let before = done
        try await fetch(file, to: path, in: folder) { size in
          progress(min(1, Double(before + min(size, file.packedSize)) / total))
        }
      }
      done += file.packedSize
      progress(min(1, Double(done) / total))
    }
  }

  private func fetch(
    _ file: RemoteFile, to path: String, in folder: String, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let part = path + ".part"
    var reasons: [String] = []
    for mirror in mirrors {
      // Twice: what an earlier download has left may be of no use.
      for _ in 0..<2 {
        if try take(part, as: file, to: path) { return }
        let wasBegun = size(of: part) > 0
        let problem = try await curl("\(mirror)\(file.name).gz", to: part, progress)
        if problem == nil, try take(part, as: file, to: path) { return }
        reasons.append(problem?.sentence ?? "what \(mirror) sends as \(file.name).gz is another file")
        // A connection that broke can be taken up again; anything else cannot.
        if problem?.isOfConnection != true { unlink(part) }
        guard wasBegun, problem?.isOfConnection != true else { break }
      }
    }
    var told: [String] = []
    for reason in reasons where !told.contains(reason) { told.append(reason) }
    throw TrainingError.noDownload(
      reason: told.joined(separator: "; "), folder: folder, files: files.map { "\($0.name).gz" })
  }

  /// Gives a file that has arrived whole its name.
  private func take(_ part: String, as file: RemoteFile, to path: String) throws(OutputError) -> Bool {
    guard size(of: part) > 0, let packed = try? InputBytes.read(part), file.isThis(packed) else { return false }
    guard rename(part, path) == 0 else {
      throw .systemRefuses(path: path, code: errno)
    }
    return true
  }

  private func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Why curl did not succeed.
  private struct Problem {
    let sentence: String
    let isOfConnection: Bool
  }

  /// Fetches one file, or the rest of it; nil where it succeeds.
  private func curl(
    _ address: String, to part: String, _ progress: @escaping @Sendable (Int) -> Void
  ) async throws -> Problem? {
    let watcher = Task {
      while !Task.isCancelled {
        progress(size(of: part))
        try await Task.sleep(for: .milliseconds(100))
      }
    }
    defer { watcher.cancel() }
    let arguments = [
      "--fail", "--silent", "--show-error", "--location", "--max-redirs", "5", "--proto", "=https,http,file",
      "--proto-redir", "=https", "--max-filesize", "67108864", "--connect-timeout", "20", "--speed-limit", "500",
      "--speed-time", "30", "--continue-at", "-", "--output", part, address,
    ]
    let result: ExecutionResult<Void, DiscardedOutput, StringOutput<UTF8>>
    do {
      result = try await run(
        .name("curl"), arguments: Arguments(arguments), input: .none, output: .discarded, error: .string(limit: 1 << 16)
      )
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return Problem(sentence: "the program curl is missing; install Debian's package curl", isOfConnection: true)
    }
    try Task.checkCancellation()
    guard !result.terminationStatus.isSuccess else { return nil }
    let last = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init)
    var code: CInt = 0
    if case .exited(let number) = result.terminationStatus { code = number }
    // 23: curl cannot write the file.
    if code == 23 {
      throw OutputError.cannotWrite(path: part, reason: last ?? "the disk is full")
    }
    // The codes of curl for names, connections and times that run out, and a file that is cut off.
    return Problem(
      sentence: "\(address): \(last ?? "curl failed")",
      isOfConnection: [5, 6, 7, 18, 28, 35, 52, 55, 56].contains(code))
  }
}
