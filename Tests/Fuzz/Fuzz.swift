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

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer's own loop, which calls a function with each input.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
  _ tryOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where the package manager lets an executable begin.
@_cdecl("Fuzz_main")
public func begin(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runFuzzer(&count, &arguments) { start, count in
    reader.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
}
