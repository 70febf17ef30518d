#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system tells of changes in the folders of some files.
///
/// A folder is listened to rather than the file: a file that is renamed to the name of another is another file. Where the
/// system has no more of it to give, nothing is told, and files have to be looked at.
struct FolderEvents: ~Copyable {
  /// What was heard of a file.
  struct News {
    /// The place of the file.
    let file: Int
    /// Whether a writer has closed it, or it was renamed to its name.
    let isWhole: Bool
  }

  private let paths: [String]
  private let descriptor: Int32
  /// The files of each folder that is listened to, by their names there.
  private var files: [Int32: [String: Int]] = [:]

  /// Listens to the folders of files.
  ///
  /// - Parameter paths: the files, whether or not they are there.
  init(_ paths: [String]) {
    self.paths = paths
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    renew()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether anything can be heard.
  var isListening: Bool { !files.isEmpty }

  /// Listens to the folders as they are now: one may have been made again, and a link may lead elsewhere.
  mutating func renew() {
    guard descriptor >= 0 else { return }
    files = [:]
    let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM)
    for (file, path) in paths.enumerated() {
      for place in Set([path, realPath(path)].compactMap(\.self)) {
        let end = place.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = end.map { String(place[...$0]) } ?? "."
        let name = end.map { String(place[place.utf8.index(after: $0)...]) } ?? place
        let watch = inotify_add_watch(descriptor, folder, events)
        if watch >= 0 { files[watch, default: [:]][name] = file }
      }
    }
  }

  /// Waits until something is heard, at most as long as told.
  func wait(atMost duration: Duration) {
    let (seconds, rest) = duration.components
    let milliseconds = Int32(clamping: max(0, seconds * 1_000 + (rest + 999_999_999_999_999) / 1_000_000_000_000_000))
    var listened = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // A negative descriptor is not looked at.
    _ = poll(&listened, 1, milliseconds)
  }

  /// What has been heard, without waiting; nil for a file of which nothing was told, since more happened than is kept.
  func news() -> [News?] {
    var news: [News?] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while descriptor >= 0 {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      buffer.withUnsafeBytes { bytes in
        var place = 0
        // watch, mask, cookie, length of the name; and the name, with zeros at its end.
        while place + 16 <= count {
          let watch = bytes.loadUnaligned(fromByteOffset: place, as: Int32.self)
          let mask = bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
          let length = Int(bytes.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self))
          let end = min(place + 16 + length, count)
          let name = String(decoding: bytes[place + 16..<end].prefix { $0 != 0 }, as: UTF8.self)
          if mask & UInt32(IN_Q_OVERFLOW) != 0 {
            news.append(nil)
          } else if let file = files[watch]?[name] {
            news.append(News(file: file, isWhole: mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0))
          }
          place = end
        }
      }
    }
    return news
  }

  private func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
