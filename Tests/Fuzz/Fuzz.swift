import Adviz
import Foundation

/// The reader that is tried; the environment names it.
private let reader: Reader = {
  // A few characters can ask for much memory: that is what the limit on arrays is for.
  Shape.maximumCount = 1 << 12
  guard let name = ProcessInfo.processInfo.environment["ADVIZ_FUZZ"], let reader = Reader(rawValue: name) else {
    fatalError("ADVIZ_FUZZ is one of \(Reader.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return reader
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  reader.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
