import Foundation
import TestSupport
import Testing

@testable import Watching

#if canImport(Glibc)
  import Glibc
#endif

/// Every way in which editors save, on real files: each save is told, and nothing that was never saved.
@Suite struct FileObserverTests {
  /// A folder with a file, and what is told of it.
  private struct Followed {
    let scratch: Scratch
    let path: String
    private var saves: AsyncStream<FileObserver.Saved>.Iterator

    init(_ name: String = "f.txt", link: Bool = false) async throws {
      scratch = try Scratch()
      path = "\(scratch.path)/\(name)"
      try Data("first".utf8).write(to: URL(fileURLWithPath: path))
      var followed = path
      if link {
        followed = "\(scratch.path)/link"
        #expect(symlink(path, followed) == 0)
      }
      saves = FileObserver.saves(of: [followed]).makeAsyncIterator()
      #expect(await next() == "first")
    }

    /// The next text that is told; nil for a file that is not there.
    mutating func next() async -> String? {
      guard case .contents(let data) = await saves.next()?.reading else { return nil }
      return String(decoding: data, as: UTF8.self)
    }
  }

  private static func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    try #require(file >= 0)
    for byte in text.utf8 { withUnsafeBytes(of: byte) { _ = Glibc.write(file, $0.baseAddress, 1) } }
    close(file)
  }

  @Test(arguments: [false, true]) func truncateAndWrite(byLink: Bool) async throws {
    var file = try await Followed(link: byLink)
    for text in ["second", "third", "a longer one", "x"] {
      try Self.write(text, to: file.path)
      #expect(await file.next() == text)
    }
  }

  @Test(arguments: [false, true]) func rename(byLink: Bool) async throws {
    var file = try await Followed(link: byLink)
    for text in ["second", "third", "fourth"] {
      try Self.write(text, to: file.path + ".new")
      #expect(Glibc.rename(file.path + ".new", file.path) == 0)
      #expect(await file.next() == text)
    }
  }

  /// The old file becomes the backup, and a new one is made.
  @Test func backup() async throws {
    var file = try await Followed()
    for text in ["second", "third"] {
      #expect(Glibc.rename(file.path, file.path + "~") == 0)
      try Self.write(text, to: file.path)
      #expect(await file.next() == text)
    }
  }

  @Test func deletedAndMadeAgain() async throws {
    var file = try await Followed()
    #expect(unlink(file.path) == 0)
    #expect(await file.next() == nil)
    try Self.write("again", to: file.path)
    #expect(await file.next() == "again")
  }

  @Test func keptOpen() async throws {
    var file = try await Followed()
    let writer = open(file.path, O_WRONLY | O_APPEND | O_CLOEXEC)
    defer { close(writer) }
    #expect(Glibc.write(writer, " and more", 9) == 9)
    #expect(await file.next() == "first and more")
  }

  @Test func folderMadeAgain() async throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/folder"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try Self.write("first", to: folder + "/f.txt")
    var saves = FileObserver.saves(of: [folder + "/f.txt"]).makeAsyncIterator()
    func next() async -> FileReading? { await saves.next()?.reading }
    #expect(await next() == .contents(Data("first".utf8)))
    try FileManager.default.removeItem(atPath: folder)
    #expect(await next() == .failed(.missing))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try Self.write("second", to: folder + "/f.txt")
    #expect(await next() == .contents(Data("second".utf8)))
  }

  @Test func otherFilesAreNothing() async throws {
    var file = try await Followed()
    try Self.write("other", to: file.path + ".swp")
    try Self.write("other", to: file.path.replacingOccurrences(of: "f.txt", with: "g.txt"))
    try Self.write("second", to: file.path)
    #expect(await file.next() == "second")
  }

  @Test("A pipe in the place of a file is not waited for") func pipe() async throws {
    var file = try await Followed()
    #expect(unlink(file.path) == 0)
    #expect(mkfifo(file.path, 0o600) == 0)
    #expect(await file.next() == nil)
    #expect(FileReading(file.path) == .special)
  }
}
