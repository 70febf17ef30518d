import Embedding
import Expressions
import Foundation
import Rendering
import Testing

@testable import Serving
@testable import Watching

/// The pages by themselves, asked without a connection: who is answered, and what there is.
@Suite struct WatchPagesTests {
  private static let port: UInt16 = 4321

  private static func pages(_ count: Int = 1) async throws -> WatchPages {
    var files: [WatchedFile] = []
    for number in 1...count {
      let file = WatchedFile("folder/<f>\(number).txt") { _, _ in
        let trace = try Program("f(x) = x^\(number + 1) at 3").trace()
        return .picture(try LivePicture(trace, options: PictureOptions(), export: ExportOptions()), notes: [])
      }
      await file.show(.contents(Data()))
      for await _ in await file.states() { break }
      files.append(file)
    }
    let pages = WatchPages(files, templates: Templates())
    pages.listens(at: port)
    return pages
  }

  private static func ask(
    _ pages: WatchPages, _ path: String = "/", host: String? = "127.0.0.1:4321", origin: String? = nil,
    method: String = "GET", more: HTTPHeaders = [:]
  ) async throws -> HTTPResponse {
    var headers = more
    headers["Host"] = host
    headers["Origin"] = origin
    return try await pages.response(to: HTTPRequest(method: method, path: path, headers: headers))
  }

  @Test("Only this machine by its own names, at our port, is answered") func host() async throws {
    let cases: [(String?, Int)] = [
      ("127.0.0.1:4321", 200), ("localhost:4321", 200), ("LOCALHOST:4321", 200), ("[::1]:4321", 200),
      ("127.0.0.1", 403), ("127.0.0.1:4322", 403), ("localhost", 403), ("evil.example", 403), ("", 403),
      ("evil.example:4321", 403), ("127.0.0.1.evil.example:4321", 403), ("localhost.evil.example:4321", 403),
      ("127.0.0.1:4321.evil.example", 403), ("127.0.0.1:43210", 403), ("evil@127.0.0.1:4321", 403), ("[::1]", 403),
      ("0.0.0.0:4321", 403), ("127.0.0.1:4321, evil.example", 403), (nil, 403),
    ]
    let pages = try await Self.pages()
    for (host, expected) in cases {
      #expect(try await Self.ask(pages, host: host).status.rawValue == expected, "\(host ?? "none")")
    }
  }

  @Test("At port 80 browsers leave the port out") func standardPort() {
    #expect(RequestCheck.isOurs(["host": "localhost"], port: 80))
    #expect(!RequestCheck.isOurs(["host": "localhost:81"], port: 80))
  }

  @Test("A page of somebody else's is not answered, although it asks by our name") func origin() async throws {
    let pages = try await Self.pages()
    for path in ["/", "/1/changes"] {
      for origin in ["http://evil.example", "null", "https://127.0.0.1:4321", "http://127.0.0.1:99", "file://"] {
        #expect(try await Self.ask(pages, path, origin: origin).status == .forbidden, "\(origin)")
      }
    }
    #expect(try await Self.ask(pages, origin: "http://localhost:4321").status == .ok)
  }

  @Test("Nothing is answered before the port is known") func early() async throws {
    let pages = WatchPages([WatchedFile("f.txt") { _, _ in .trouble("") }], templates: Templates())
    #expect(try await Self.ask(pages).status == .forbidden)
  }

  @Test("There is nothing beside the pages of the files") func unknown() async throws {
    let pages = try await Self.pages(2)
    for path in [
      "/3", "/0", "/-1", "/01", "/+1", "/1/", "//1", "/1/changes/", "/1/other", "/1/../2", "/../../etc/passwd",
      "/..%2f..%2fetc/passwd", "/etc/passwd", "/folder/f1.txt", "/1.txt", "1", "", "*", "/favicon.ico", "/%31",
      "/99999999999999999999", "/１", "/1\u{0}",
    ] {
      #expect(try await Self.ask(pages, path).status == .notFound, "\(path)")
    }
  }

  @Test func onlyReading() async throws {
    let pages = try await Self.pages()
    for method in ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "get"] {
      #expect(try await Self.ask(pages, method: method).status == .methodNotAllowed)
    }
  }

  @Test("One file is at the root, several have a list of links") func addresses() async throws {
    let one = try await Self.pages()
    let page = String(decoding: try await Self.ask(one).body, as: UTF8.self)
    #expect(page.contains("adviz-player") && page.contains(#"data-changes="/1/changes""#))
    #expect(try await Self.ask(one, "/1").body == Array(page.utf8))
    let two = try await Self.pages(2)
    let list = String(decoding: try await Self.ask(two).body, as: UTF8.self)
    #expect(list.contains(#"<li><a href="/1">folder/&lt;f&gt;1.txt</a></li>"#))
    #expect(list.contains(#"<li><a href="/2">folder/&lt;f&gt;2.txt</a></li>"#))
    #expect(!list.contains("adviz-player"))
    #expect(String(decoding: try await Self.ask(two, "/2").body, as: UTF8.self).contains("/2/changes"))
  }

  @Test("Another page cannot hold ours, and nothing is kept") func headers() async throws {
    let headers = try await Self.ask(try await Self.pages()).headers
    #expect(headers["Content-Security-Policy"] == "frame-ancestors 'none'")
    #expect(headers["Cross-Origin-Resource-Policy"] == "same-origin")
    #expect(headers["Cache-Control"] == "no-store")
  }

  @Test("Changes are told over a WebSocket, and nothing else") func changes() async throws {
    let pages = try await Self.pages()
    #expect(try await Self.ask(pages, "/1/changes").status == .badRequest)
    #expect(try await Self.ask(pages, "/1/changes", more: ["Upgrade": "7"]).status == .badRequest)
    let upgrade: HTTPHeaders = ["Upgrade": "WebSocket"]
    #expect(try await Self.ask(pages, "/1/changes", more: upgrade).status == .switchingProtocols)
    #expect(
      try await Self.ask(pages, "/1/changes", origin: "http://evil.example", more: upgrade).status == .forbidden)
  }

  @Test("A page before the first picture says so") func waiting() async throws {
    let pages = WatchPages([WatchedFile("f.txt") { _, _ in throw CancellationError() }], templates: Templates())
    pages.listens(at: Self.port)
    let page = String(decoding: try await Self.ask(pages).body, as: UTF8.self)
    #expect(page.contains("<h1>f.txt</h1>") && page.contains("Drawing") && page.contains("new WebSocket"))
  }
}
