import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files that a command line names, and where the result of each goes.
struct OutputPlan {
  /// A file and its result.
  struct Entry: Sendable {
    /// The file as messages call it; `-` is standard input.
    let file: String
    /// The file or folder to be written; `-` is standard output.
    let place: String
    /// Why there is nothing to be read.
    var failure: CommandError?
  }

  /// In the order of the command line.
  let entries: [Entry]
  /// Whether results go to places of their own below a folder.
  let isMany: Bool

  /// One result, which goes where the command line says.
  init(_ file: String, to place: String) {
    entries = [Entry(file: file, place: place)]
    isMany = false
  }

  /// Results below a folder.
  ///
  /// - Parameters:
  ///   - inputs: files and folders.
  ///   - folder: where the results go, each to the path of its file.
  ///   - ending: what the names of results end in.
  /// - Throws: `CommandError` where two results would have one place, or where the folder is a file.
  init(_ inputs: [String], below folder: String, ending: String = "") throws {
    var isFolder = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder {
      throw CommandError(
        .cannotWrite,
        "error: cannot write into \(folder.shown): a file of that name exists, and the results of several files go into a "
          + "folder; name another one with -o")
    }
    var entries: [Entry] = []
    for input in inputs {
      do {
        let isFolder = ExpressionFolder.isFolder(input)
        let found = isFolder ? try ExpressionFolder.files(in: input) : (files: [input], failures: [])
        entries += found.files.map { Entry(file: $0, place: OutputPlan.join(folder, OutputPlan.path(of: $0) + ending)) }
        entries += found.failures.map { Entry(file: $0.folder, place: "", failure: $0.reason) }
      } catch let error as CommandError {
        entries.append(Entry(file: input, place: "", failure: error))
      }
    }
    self.entries = entries
    isMany = true
    try refuseMeetings()
  }

  /// Two names are the same where their bytes are.
  private func refuseMeetings() throws {
    var files: [[UInt8]: String] = [:]
    for entry in entries where entry.failure == nil {
      guard let other = files.updateValue(entry.file, forKey: Array(entry.place.utf8)) else { continue }
      let sentence =
        other == entry.file
        ? "\(other.shown) is named twice; name it once"
        : "\(other.shown) and \(entry.file.shown) would both be written to \(entry.place.shown); draw them one by one,"
          + " each with its own -o"
      throw CommandError(.usage, "error: \(sentence). Nothing was written")
    }
  }

  /// The path of a result: that of the file without its ending, `..` and the slash at its beginning.
  static func path(of file: String) -> String {
    let folders = PathName.parts(file).dropLast().filter { $0 != "." && $0 != ".." }
    return (folders + [PathName.stem(file)]).joined(separator: "/")
  }

  private static func join(_ folder: String, _ path: String) -> String {
    folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// The entries that may be worked on at once: those whose places lie within each other follow one another.
  var lanes: [[Int]] {
    var lanes: [[Int]] = []
    var laneOf: [[UInt8]: Int] = [:]
    let order = entries.indices.sorted {
      (entries[$0].place.utf8.count, $0) < (entries[$1].place.utf8.count, $1)
    }
    for index in order {
      let place = Array(entries[index].place.utf8)
      let around = place.indices.first { place[$0] == UInt8(ascii: "/") && laneOf[Array(place[..<$0])] != nil }
      if let around, let lane = laneOf[Array(place[..<around])] {
        lanes[lane].append(index)
      } else {
        laneOf[place] = lanes.count
        lanes.append([index])
      }
    }
    return lanes.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }
}
