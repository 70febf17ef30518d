// The functions that the WebAssembly module exports; the article on the Lab lists them.
//
// Text goes in as UTF-8, by pointer and number of bytes. What comes out is the result of the last call, which stays until
// the next. One thread calls them, one after the other.

import Rendering

/// What the module works on.
nonisolated(unsafe) private var engine = Engine()
/// The result of the last call, in memory of its own.
nonisolated(unsafe) private var result = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)

/// Memory for text that the caller hands over; `adviz_free` takes it back.
@c(adviz_allocate)
public func allocate(_ count: Int32) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: Int(max(1, count)), alignment: 8)
}

/// Gives memory back.
@c(adviz_free)
public func free(_ memory: UnsafeMutableRawPointer) { memory.deallocate() }

/// The bytes of the result of the last call.
@c(adviz_result)
public func resultBytes() -> UnsafeMutablePointer<UInt8>? { result.baseAddress }

/// The number of bytes of the result of the last call.
@c(adviz_result_count)
public func resultCount() -> Int32 { Int32(result.count) }

/// Sets an option of the program, by its long name, for the next `adviz_load`.
///
/// - Returns: 0; −1 where there is no such option or value, with a sentence as the result.
@c(adviz_set_option)
public func setOption(
  _ name: UnsafePointer<UInt8>, _ nameCount: Int32, _ value: UnsafePointer<UInt8>, _ valueCount: Int32
) -> Int32 {
  done { () throws(EngineError) in
    try engine.setOption(text(name, nameCount), to: text(value, valueCount))
    return 0
  }
}

/// Hands over the layers of another program, for the next `adviz_load` alone.
@c(adviz_set_order)
public func setOrder(_ order: UnsafePointer<UInt8>, _ count: Int32) -> Int32 {
  engine.order = text(order, count)
  return keep([])
}

/// Reads an expression file, differentiates it and lays its graph out.
///
/// - Returns: the number of frames; −1 where something is wrong, with the report as the result.
@c(adviz_load)
public func load(_ source: UnsafePointer<UInt8>, _ count: Int32) -> Int32 {
  done { () throws(EngineError) in try engine.load(text(source, count)) }
}

/// The mistakes of the last `adviz_load` that was refused, as JSON.
@c(adviz_diagnostics)
public func diagnostics() -> Int32 { keep(engine.diagnostics) }

/// Sets the value of one cell of a variable, 0 for a number, for the next `adviz_evaluate`.
///
/// - Returns: 0; −1 where there is no such variable or cell.
@c(adviz_set_value)
public func setValue(_ name: UnsafePointer<UInt8>, _ count: Int32, _ cell: Int32, _ value: Double) -> Int32 {
  done { () throws(EngineError) in
    try engine.setValue(of: text(name, count), cell: Int(cell), to: value)
    return 0
  }
}

/// Differentiates at the values that are set; everything in the picture stays at its place.
///
/// - Returns: the number of frames; −1 where something is wrong, and nothing changes.
@c(adviz_evaluate)
public func evaluate() -> Int32 { done { () throws(EngineError) in try engine.evaluate() } }

/// The output where one cell has another value; NaN where the output is no number.
@c(adviz_value_at)
public func valueAt(_ name: UnsafePointer<UInt8>, _ count: Int32, _ cell: Int32, _ value: Double) -> Double {
  engine.output(at: value, inCell: Int(cell), of: text(name, count))
}

/// The point and the derivatives there, as JSON.
@c(adviz_values)
public func values() -> Int32 { kept { $0.values } }

/// The picture for a player, as JSON.
@c(adviz_player)
public func player() -> Int32 { kept { $0.player } }

/// What is to be seen at one step, for a player that shows the same graph at another point, as JSON.
@c(adviz_step)
public func step(_ index: Int32) -> Int32 { kept(at: index) { $0.step($1) } }

/// A frame, as an SVG file.
///
/// - Returns: the number of bytes; −1 where there is no such frame.
@c(adviz_frame)
public func frame(_ index: Int32) -> Int32 { kept(at: index) { $0.renderer.svg($1) } }

/// The caption of a frame, as plain text.
@c(adviz_caption)
public func caption(_ index: Int32) -> Int32 { kept(at: index) { $0.caption($1) } }

/// The step of a frame in a sentence.
@c(adviz_speech)
public func speech(_ index: Int32) -> Int32 { kept(at: index) { $0.speech($1) } }

/// The trace, as the lines of a file.
@c(adviz_trace)
public func trace() -> Int32 {
  done { () throws(EngineError) in
    let lines = try engine.shownPicture().traceLines()
    return keep(lines)
  }
}

/// The expression file with the values that are set in it.
@c(adviz_file)
public func file() -> Int32 { keep(Array(engine.file.utf8)) }

private func text(_ bytes: UnsafePointer<UInt8>, _ count: Int32) -> String {
  String(decoding: UnsafeBufferPointer(start: bytes, count: Int(max(0, count))), as: UTF8.self)
}

/// Keeps a result.
///
/// - Returns: its number of bytes.
private func keep(_ bytes: [UInt8]) -> Int32 {
  result.deallocate()
  result = UnsafeMutableBufferPointer.allocate(capacity: bytes.count)
  _ = result.initialize(fromContentsOf: bytes)
  return Int32(bytes.count)
}

/// What a call returns; −1 for an error, whose sentence becomes the result.
private func done(_ call: () throws(EngineError) -> Int32) -> Int32 {
  do throws(EngineError) {
    return try call()
  } catch {
    _ = keep(Array(error.sentence.utf8))
    return -1
  }
}

private func kept(_ bytes: (ShownPicture) -> [UInt8]) -> Int32 {
  done { () throws(EngineError) in keep(bytes(try engine.shownPicture())) }
}

private func kept(at index: Int32, _ bytes: (ShownPicture, Int) -> [UInt8]) -> Int32 {
  done { () throws(EngineError) in
    let picture = try engine.shownPicture()
    guard (0..<picture.renderer.count).contains(Int(index)) else {
      throw EngineError(sentence: "there is no such frame")
    }
    return keep(bytes(picture, Int(index)))
  }
}
