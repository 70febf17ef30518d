import Watching

/// Serves pages to the browsers of this machine.
package enum WatchServer {
  /// Follows files and serves their pages until the task is cancelled.
  ///
  /// - Parameters:
  ///   - files: what is followed.
  ///   - pages: the pages of them.
  ///   - port: the port to listen at; nil for a free one.
  ///   - onListening: called with the address when pages can be had.
  /// - Throws: ``ServingError``, and `CancellationError` where the task is cancelled.
  package static func run(
    _ files: [WatchedFile], _ pages: WatchPages, port: UInt16?, onListening: (String) throws -> Void
  ) async throws {
    let server = try HTTPServer(port: port) { try await pages.response(to: $0) }
    defer { server.stop() }
    pages.listens(at: server.port)
    try onListening("http://127.0.0.1:\(server.port)/")
    for await saved in FileObserver.saves(of: files.map(\.path)) { await files[saved.file].show(saved.reading) }
    try Task.checkCancellation()
  }
}
