import Autodiff

extension Trace {
  /// A short name for exactly this trace: six letters and digits from a hash of its events.
  ///
  /// FNV-1a (Fowler, Noll and Vo) over the names, values and order of what happened; the same on every machine.
  var identifier: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    func mix(_ text: String) {
      for byte in text.utf8 { mix(byte) }
      mix(0)
    }
    func mix(_ word: UInt64) {
      for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    func mix(_ integer: Int) { mix(UInt64(truncatingIfNeeded: integer)) }
    func mix(_ value: TraceValue) {
      if case .array(_, let elements) = value {
        for element in elements { mix(element.isNaN ? 0 : element.bitPattern) }
      }
    }
    mix(title)
    for node in nodes {
      mix(node.name)
      for operand in node.operands { mix(operand) }
      mix(node.value)
    }
    for case .propagate(let step) in events {
      mix(step.from)
      mix(step.to)
      mix(step.contribution)
    }
    // A letter first, as ids in XML need one.
    let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    var text = ""
    for position in 0..<6 {
      let base: UInt64 = position == 0 ? 26 : 36
      text.append(digits[Int(hash % base)])
      hash /= base
    }
    return text
  }
}
