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
      let pool = SocketPool<Poll>.make()
      try await pool.prepare()
      let socket = try Socket(domain: AF_INET)
      defer { try? socket.close() }
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: port ?? 0))
      try socket.listen()
      guard case .ip4(_, let listened) = try socket.sockname() else { throw SocketError.unsupportedAddress }
      let listening = try AsyncSocket(socket: socket, pool: pool)
      pages.listens(at: listened)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask { try await serve(pages, on: listening) }
        group.addTask { try onListening("http://127.0.0.1:\(listened)/") }
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

  /// Answers whoever connects, each in a task of its own.
  private static func serve(_ pages: WatchPages, on listening: AsyncSocket) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      for try await socket in listening.sockets {
        group.addTask {
          var connection = HTTPConnection(socket)
          await connection.serve { try await pages.response(to: $0) }
        }
      }
    }
  }
}
