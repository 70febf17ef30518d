import Subprocess

#if canImport(Glibc)
  import Glibc
#endif

/// A program that makes a part of a result, and the errors of its run.
struct HelperProgram {
  /// Its name, which is that of its package.
  let name: String
  /// What errors call the part that it makes.
  let file: String

  /// Runs the program.
  ///
  /// - Parameter start: starts it and waits for its end.
  /// - Returns: the result of a run without an error.
  /// - Throws: ``EmbedError`` where it is missing or fails, `CancellationError`.
  func run<Output: OutputProtocol>(
    _ start: (Executable) async throws -> ExecutionResult<Void, Output, StringOutput<UTF8>>
  ) async throws -> ExecutionResult<Void, Output, StringOutput<UTF8>> {
    HelperProgram.surviveBrokenPipes()
    let result: ExecutionResult<Void, Output, StringOutput<UTF8>>
    do {
      result = try await start(.name(name))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw EmbedError.noProgram(name, package: name, file: file)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw failure("\(error)", code: error.underlyingError?.rawValue)
    }
    try Task.checkCancellation()
    guard result.terminationStatus.isSuccess else {
      let last = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init)
      throw failure(last ?? "\(result.terminationStatus)", code: last.flatMap(HelperProgram.systemError))
    }
    return result
  }

  /// The error for a run that went wrong.
  func failure(_ reason: String, code: Int32? = nil) -> EmbedError {
    .programFailed(name, file: file, reason: reason, code: code)
  }

  /// The system's error code where the words of a program, which tells no code, say that the system refused memory,
  /// processes or open files; nil otherwise.
  static func systemError(_ words: String) -> Int32? {
    [ENOMEM, EAGAIN, EMFILE, ENFILE].first { words.contains(String(cString: strerror($0))) }
  }

  /// A program that ends while it is written to is an error to be told, and must not end this process.
  private static func surviveBrokenPipes() {
    var action = sigaction()
    sigaction(SIGPIPE, nil, &action)
    if action.__sigaction_handler.sa_handler == nil { signal(SIGPIPE, SIG_IGN) }
  }
}
