// The functions that the WebAssembly module exports. Text goes in and out as UTF-8, by pointer and number of bytes.
// One thread calls them, one after the other.

import Autodiff
import Expressions
import GraphLayout
import Rendering
import Storyboard
import Tensors

/// The result of the last call, an SVG file or a message, in memory of its own.
nonisolated(unsafe) private var result = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
nonisolated(unsafe) private var renderer: FrameRenderer?

/// Memory for text that the caller hands over; it is given back by `adviz_free`.
@c(adviz_allocate)
public func allocate(_ count: Int32) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: Int(max(1, count)), alignment: 8)
}

/// Gives memory back.
@c(adviz_free)
public func free(_ memory: UnsafeMutableRawPointer) { memory.deallocate() }

/// Reads an expression file, differentiates it and prepares its frames.
///
/// - Returns: the number of frames; −1 where something is wrong, with the message as the result.
@c(adviz_load)
public func load(_ text: UnsafePointer<UInt8>, _ count: Int32) -> Int32 {
  renderer = nil
  let text = String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
  do throws(ExpressionError) {
    return prepare(try Program(text))
  } catch {
    return fail(error.report(file: "expression"))
  }
}

/// Draws a frame.
///
/// - Returns: the number of bytes of the SVG file, which is the result; −1 where there is no such frame.
@c(adviz_frame)
public func frame(_ index: Int32) -> Int32 {
  guard let renderer, (0..<renderer.count).contains(Int(index)) else { return fail("there is no such frame") }
  keep(renderer.svg(Int(index)))
  return Int32(result.count)
}

/// The number of bytes of the result of the last call.
@c(adviz_result_count)
public func resultCount() -> Int32 { Int32(result.count) }

/// The bytes of the result of the last call, which stay until the next call.
@c(adviz_result)
public func resultBytes() -> UnsafeMutablePointer<UInt8>? { result.baseAddress }

private func keep(_ bytes: [UInt8]) {
  result.deallocate()
  result = UnsafeMutableBufferPointer.allocate(capacity: bytes.count)
  _ = result.initialize(fromContentsOf: bytes)
}

private func prepare(_ program: Program) -> Int32 {
  do throws(TensorError) {
    return prepare(Storyboard(try program.trace()))
  } catch {
    return fail(error.description)
  }
}

private func prepare(_ storyboard: Storyboard) -> Int32 {
  do throws(LayoutError) {
    let frames = try FrameRenderer(storyboard, ordering: BarycentreOrdering.shared)
    renderer = frames
    return Int32(frames.count)
  } catch {
    return fail(error.description)
  }
}

private func fail(_ message: String) -> Int32 {
  keep(Array(message.utf8))
  return -1
}
