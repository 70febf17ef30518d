import FlyingFox
import FlyingSocks
import Watching

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
    _ files: [WatchedFile], _ pages: WatchPages, port: UInt16?, onListening: @escaping @Sendable (String) throws -> Void
  ) async throws {
    do {
      let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port ?? 0)
      let server = HTTPServer(address: address, logger: .disabled, handler: pages)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask {
          try await server.waitUntilListening()
          guard case .ip4(_, let port) = await server.listeningAddress else { return }
          pages.listens(at: port)
          try onListening("http://127.0.0.1:\(port)/")
        }
        group.addTask {
          for await saved in FileObserver.saves(of: files.map(\.path)) { await files[saved.file].show(saved.reading) }
        }
        defer { group.cancelAll() }
        for try await _ in group {}
      }
    } catch SocketError.failed(_, let code, _) {
      try Task.checkCancellation()
      if code == EADDRINUSE, let port { throw ServingError.portInUse(port) }
      throw ServingError.refused(port: port, code: code)
    } catch {
      try Task.checkCancellation()
      throw error
    }
  }
}
