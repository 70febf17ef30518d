import Foundation
import Output
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What lies in the folder that is written into: ours is replaced as a whole, everything else stays.
@Suite struct OutputFolderTests {

  private let scratch: Scratch
  private var path: String { "\(scratch.path)/f" }

  init() throws { scratch = try Scratch() }

  /// The files of two sets that differ in all of them.
  private static func names(_ number: Int) -> [String] {
    (0...(3 + number % 2)).map { "frames/frame-000\($0).svg" } + ["trace.jsonl", "player-\(number % 2).html"]
  }

  private static func write(_ number: Int, to path: String, isForced: Bool = false) throws -> OutputFolder.Exchanged {
    let folder = try OutputFolder(path, names: names(number) + [Manifest.name], isForced: isForced)
    do {
      try folder.makeFolder("frames")
      for name in names(number) { try folder.write(Data("\(number % 2): \(name)".utf8), to: name) }
      try folder.write(
        Manifest(version: "0", title: "\(number % 2)", steps: [], digests: folder.digests).data(), to: Manifest.name)
      return try folder.exchange()
    } catch {
      folder.discard()
      throw error
    }
  }

  @discardableResult
  private func write(_ number: Int = 0, to path: String? = nil, isForced: Bool = false) throws -> OutputFolder.Exchanged
  {
    try Self.write(number, to: path ?? self.path, isForced: isForced)
  }

  /// A run that fails.
  private func fail() throws {
    let folder = try OutputFolder(path, names: Self.names(0))
    #expect(throws: OutputError.self) { try folder.write(Data(), to: "no/such/file") }
    folder.discard()
  }

  private func put(_ text: String, _ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: "\(scratch.path)/\(name)").deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(name)"))
  }

  private func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(scratch.path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  /// What stands beside the folder.
  private var beside: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: scratch.path)).subtracting(["f"]) }
  }

  /// A process number that no process has.
  private static let deadProcess: pid_t = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try? process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }()

  // MARK: What stays

  @Test func otherFilesAreKept() throws {
    try write(0)
    let others = [
      "notes.txt", ".hidden", "frames/notes.txt", "frames/frame-9999.svg.bak", "mine/deep/file", "frames/mine/file",
      "frames/frame-00000.svg", "player.html",
    ]
    for name in others { try put("mine: \(name)", "f/\(name)") }
    try FileManager.default.createDirectory(atPath: "\(path)/empty", withIntermediateDirectories: false)
    for link in ["link", "frames/link"] {
      try FileManager.default.createSymbolicLink(atPath: "\(path)/\(link)", withDestinationPath: "/nowhere")
    }
    mkfifo("\(path)/pipe", 0o600)
    chmod("\(path)/notes.txt", 0o640)
    for number in 1...2 {
      try write(number)
      for name in others { #expect(read("f/\(name)") == "mine: \(name)") }
      for link in ["link", "frames/link"] {
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(path)/\(link)") == "/nowhere")
      }
      #expect(FileManager.default.fileExists(atPath: "\(path)/empty"))
      var status = stat()
      #expect(lstat("\(path)/pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
      #expect(stat("\(path)/notes.txt", &status) == 0 && status.st_mode & 0o777 == 0o640)
      #expect(try beside == [])
    }
    #expect(read("f/manifest.json")?.contains("notes.txt") == false)
  }

  @Test func foreignFolderIsWrittenInto() throws {
    try put("mine", "f/notes.txt")
    chmod(path, 0o711)
    try write()
    #expect(read("f/notes.txt") == "mine" && read("f/manifest.json") != nil)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o711, "the folder keeps its permissions")
  }

  @Test func linkToFolderIsFollowed() throws {
    try put("mine", "real/notes.txt")
    try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/link", withDestinationPath: "real")
    for number in 0..<2 { try write(number, to: "\(scratch.path)/link") }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(scratch.path)/link") == "real")
    #expect(read("real/manifest.json") != nil && read("real/notes.txt") == "mine")
    #expect(try beside == ["real", "link"])
  }

  // MARK: What is refused

  /// Every name of the set, and everything that can stand there: a file, a link, a folder.
  @Test func foreignFileOfSameNameIsRefused() throws {
    try write(to: "\(scratch.path)/whole")
    let names = try FileManager.default.subpathsOfDirectory(atPath: "\(scratch.path)/whole").sorted()
    #expect(names.count == 8)
    var count = 0
    for name in names {
      for kind in ["file", "link", "folder"] where name != "frames" || kind != "folder" {
        try? FileManager.default.removeItem(atPath: path)
        try put("mine", "f/notes.txt")
        if name.hasPrefix("frames/") {
          try FileManager.default.createDirectory(atPath: "\(path)/frames", withIntermediateDirectories: true)
        }
        switch kind {
        case "file": try put("mine", "f/\(name)")
        case "link":
          try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: "notes.txt")
        default: try put("mine", "f/\(name)/inside")
        }
        let before = scratch.files()
        #expect(throws: OutputError.foreignFile(folder: path, file: name)) { try write() }
        #expect(scratch.files() == before, "\(kind) \(name)")
        count += 1
      }
    }
    #expect(count == 23)
  }

  @Test func changedFileIsReplacedOnlyByForce() throws {
    try write(0)
    let names = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0 != "frames" }.sorted()
    for name in names {
      let written = try #require(FileManager.default.contents(atPath: "\(path)/\(name)"))
      try (written + Data(" ".utf8)).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
      let before = scratch.files()
      for number in 0..<2 {
        #expect(throws: OutputError.foreignFile(folder: path, file: name)) { try write(number) }
      }
      #expect(scratch.files() == before)
      try write(0, isForced: true)
      #expect(FileManager.default.contents(atPath: "\(path)/\(name)") == written)
    }
    #expect(names.count == 7)
  }

  @Test func forceReplacesOnlyNamesOfTheSet() throws {
    try put("mine", "f/manifest.json")
    try put("mine", "f/notes.txt")
    try FileManager.default.createSymbolicLink(atPath: "\(path)/trace.jsonl", withDestinationPath: "notes.txt")
    try write(isForced: true)
    #expect(read("f/notes.txt") == "mine" && read("f/manifest.json") != "mine" && read("f/trace.jsonl") != "mine")
    #expect(try beside == [])
  }

  @Test(arguments: [".", "./", "../f", "link", "../f/"]) func workingDirectoryIsRefused(_ name: String) throws {
    // The folder of the tests themselves: a process has only one, and they run beside each other.
    let here = FileManager.default.currentDirectoryPath
    try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/link", withDestinationPath: here)
    let last = URL(fileURLWithPath: here).lastPathComponent
    let path = name == "link" ? "\(scratch.path)/link" : name.replacingOccurrences(of: "f", with: last)
    #expect(throws: OutputError.self) { try write(to: path) }
  }

  // MARK: Early versions

  @Test func manifestWithoutDigestsIsRead() throws {
    try write(0)
    let data = try #require(FileManager.default.contents(atPath: "\(path)/manifest.json"))
    var manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in ["digests", "ownDigest"] { #expect(manifest.removeValue(forKey: key) != nil) }
    try JSONSerialization.data(withJSONObject: manifest).write(to: URL(fileURLWithPath: "\(path)/manifest.json"))
    try put("mine", "f/notes.txt")
    try write(1)
    try write(1, to: "\(scratch.path)/whole")
    #expect(scratch.files("f").filter { $0.key != "notes.txt" } == scratch.files("whole"))
  }

  // MARK: Runs that were killed

  /// Each state between two steps of a run, as a process that was killed leaves it.
  @Test(arguments: [
    "begun", "whole", "exchanged", "half emptied", "emptied", "aside", "aside and replaced", "same process number",
    "same process number, then a run that fails",
  ])
  func leftoversOfKilledRunAreCarriedOver(_ state: String) throws {
    let hasSameNumber = state.hasPrefix("same")
    let leftName = hasSameNumber ? ".f.adviz-\(getpid()).999999999" : ".f.adviz-\(Self.deadProcess).3"
    let left = "\(scratch.path)/\(leftName)"
    func addOthers(_ folder: String) throws {
      try put("mine", "\(folder)/notes.txt")
      try put("mine", "\(folder)/frames/notes.txt")
      try put("mine", "\(folder)/mine/file")
    }
    func writeLeft(_ number: Int) throws { try write(number, to: left) }
    switch hasSameNumber ? "exchanged" : state {
    case "begun":
      try write(0)
      try addOthers("f")
      try put("", "\(leftName)/.adviz-unfinished")
      try put("<svg", "\(leftName)/frames/frame-0000.svg")
    case "whole":
      try write(0)
      try addOthers("f")
      try writeLeft(1)
    case "exchanged", "half emptied", "emptied":
      try write(1)
      try writeLeft(0)
      try addOthers(leftName)
      if state == "exchanged" || hasSameNumber { break }
      try FileManager.default.moveItem(atPath: "\(left)/notes.txt", toPath: "\(path)/notes.txt")
      try FileManager.default.removeItem(atPath: "\(left)/frames/frame-0001.svg")
      if state == "half emptied" { break }
      for name in scratch.files(leftName).keys where !name.contains("mine") && name != "frames" {
        if name != "frames/notes.txt" { try FileManager.default.removeItem(atPath: "\(left)/\(name)") }
      }
    default:
      try write(0)
      try addOthers("f")
      try FileManager.default.moveItem(atPath: path, toPath: "\(left)-old")
      if state == "aside and replaced" { try write(1, to: "\(scratch.path)/g") }
      if state == "aside and replaced" {
        try FileManager.default.moveItem(atPath: "\(scratch.path)/g", toPath: path)
      }
    }
    if state.hasSuffix("fails") {
      try fail()
      #expect(read("f/notes.txt") == "mine" && read("f/frames/notes.txt") == "mine" && read("f/mine/file") == "mine")
    }
    try write(1)
    try write(1, to: "\(scratch.path)/whole")
    var files = scratch.files("f")
    for name in ["notes.txt", "frames/notes.txt", "mine/file"] {
      #expect(files.removeValue(forKey: name) == Data("mine".utf8), "\(name)")
    }
    #expect(files.filter { $0.key != "mine" } == scratch.files("whole"))
    #expect(try beside == ["whole"])
  }

  /// What has a name of ours in what a killed run left is kept under another.
  @Test func takenNameIsKeptUnderAnother() throws {
    try write(0)
    let left = ".f.adviz-\(Self.deadProcess)"
    for name in ["notes.txt", "trace.jsonl", "frames/frame-0000.svg"] { try put("left: \(name)", "\(left)/\(name)") }
    try put("mine", "f/notes.txt")
    try put("mine", "f/notes.txt.kept")
    try write(0)
    #expect(read("f/notes.txt") == "mine" && read("f/notes.txt.kept") == "mine")
    #expect(read("f/notes.txt.kept-2") == "left: notes.txt")
    #expect(read("f/trace.jsonl.kept") == "left: trace.jsonl")
    #expect(read("f/frames/frame-0000.svg.kept") == "left: frames/frame-0000.svg")
    #expect(try beside == [])
  }

  /// A lock tells whether a run is alive, not a process number.
  @Test func lockedFolderIsNoLeftover() throws {
    let names = [".f.adviz-\(Self.deadProcess).1", ".f.adviz-\(getppid()).1"]
    for name in names { try put("mine", "\(name)/\(name)") }
    let files = names.map { open("\(scratch.path)/\($0)", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    for file in files { #expect(flock(file, LOCK_EX | LOCK_NB) == 0) }
    try write(0)
    #expect(try beside == Set(names))
    // A process that another test starts may have them open for a moment longer.
    for file in files { #expect(flock(file, LOCK_UN) == 0 && close(file) == 0) }
    try write(1)
    #expect(try beside == [])
    for name in names { #expect(read("f/\(name)") == "mine") }
  }

  @Test func errorNamesFileThatCannotBeMoved() throws {
    let name = "mine/" + String(repeating: "n", count: 255)
    for folder in ["f", "old"] { try put(folder, "\(folder)/\(name)") }
    let old = "\(scratch.path)/old"
    var carryOver = CarryOver(from: "\(old)/mine", to: "\(path)/mine", Ownership(of: old))
    #expect(throws: OutputError.systemRefuses(path: "\(old)/\(name)", code: ENAMETOOLONG)) {
      try carryOver.run()
    }
    #expect(read("f/\(name)") == "f" && read("old/\(name)") == "old")
  }

  // MARK: At the same time

  /// Something that is no folder comes to the path after it was checked, and before the new folder takes its place.
  @Test(arguments: ["file", "link", "link to nothing"]) func lateFileIsKept(_ kind: String) throws {
    for isReplaced in [false, true] {
      if isReplaced { try write(0) }
      let folder = try OutputFolder(path, names: [])
      try folder.write(Data("ours".utf8), to: "trace.jsonl")
      try? FileManager.default.removeItem(atPath: path)
      if kind == "file" {
        try put("mine", "f")
      } else {
        let place = kind == "link" ? "/" : "/nowhere"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: place)
      }
      #expect(throws: OutputError.cannotWrite(path: path, reason: "a file of that name exists")) {
        try folder.takePlace()
      }
      folder.discard()
      if kind == "file" {
        #expect(read("f") == "mine")
      } else {
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path).hasPrefix("/"))
      }
      #expect(try beside == [])
      try FileManager.default.removeItem(atPath: path)
    }
  }

  /// Puts files into a folder from a thread of its own, until it is stopped.
  private final class Writer: Sendable {
    private let state = Mutex<(names: [String], isStopped: Bool, hasEnded: Bool)>(([], false, false))

    init(_ path: String) {
      Thread.detachNewThread { [self] in
        while !state.withLock(\.isStopped) {
          let number = names.count
          let name = number.isMultiple(of: 2) ? "note-\(number)" : "frames/note-\(number)"
          let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL, 0o644)
          guard file >= 0 else { continue }
          _ = writeAll(Data("note \(number)".utf8), to: file)
          close(file)
          state.withLock { $0.names.append(name) }
          usleep(500)
        }
        state.withLock { $0.hasEnded = true }
      }
    }

    var names: [String] { state.withLock { $0.names } }

    func stop() {
      state.withLock { $0.isStopped = true }
      while !state.withLock(\.hasEnded) { usleep(500) }
    }
  }

  /// Files that are put into the folder without a pause while it is replaced again and again.
  @Test func noConcurrentFileIsLost() throws {
    try write(0)
    let count = isThorough ? 1_000 : 150
    let writer = Writer(path)
    defer { writer.stop() }
    var runs = 0
    // Either may be slow on a busy machine.
    while writer.names.count < count || runs <= 10 {
      runs += 1
      try write(runs)
    }
    writer.stop()
    try write(0)
    let lost = writer.names.enumerated().filter { read("f/\($1)") != "note \($0)" }
    #expect(writer.names.count >= count && lost.isEmpty, "\(lost.map(\.element))")
    #expect(try beside == [])
  }

  @Test func concurrentRunsTakeTurns() async throws {
    for number in 0..<2 { try write(number, to: "\(scratch.path)/whole\(number)") }
    let wholes = (0..<2).map { scratch.files("whole\($0)") }
    try put("mine", "f/notes.txt")
    let path = path, runs = isThorough ? 400 : 40
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<runs { group.addTask { _ = try Self.write(number, to: path) } }
      try await group.waitForAll()
    }
    var files = scratch.files("f")
    #expect(files.removeValue(forKey: "notes.txt") == Data("mine".utf8))
    #expect(wholes.contains(files))
    #expect(try beside == ["whole0", "whole1"])
  }

  @Test func longestNameIsWritten() throws {
    let names = ["\(String(repeating: "l", count: 255))", "\(String(repeating: "ü", count: 127))"]
    for name in names {
      for number in 0..<2 { try write(number, to: "\(scratch.path)/\(name)") }
      #expect(read("\(name)/manifest.json") != nil)
      try writeFile(Data("text".utf8), to: "\(scratch.path)/\(name)/\(name)")
      #expect(read("\(name)/\(name)") == "text")
    }
    #expect(try beside == Set(names))
  }
}
