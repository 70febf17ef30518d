import Foundation

/// Files as others write them, without compression.
enum Packed {
  /// A gzip file (RFC 1952) of less than 64 KiB.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    packed += stored(bytes)
    packed += crc(bytes).bytes.reversed()
    return packed + UInt32(bytes.count).bytes.reversed()
  }

  /// A grey PNG file (ISO 15948) of less than 64 KiB.
  static func png(width: Int, _ pixels: [UInt8]) -> [UInt8] {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      UInt32(data.count).bytes + Array(name.utf8) + data + crc(Array(name.utf8) + data).bytes
    }
    let height = pixels.count / width
    var rows: [UInt8] = []
    for row in 0..<height { rows += [0] + Array(pixels[row * width..<(row + 1) * width]) }
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in rows { (a, b) = ((a + UInt32(byte)) % 65521, (b + a + UInt32(byte)) % 65521) }
    var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    png += chunk("IHDR", UInt32(width).bytes + UInt32(height).bytes + [8, 0, 0, 0, 0])
    png += chunk("IDAT", [0x78, 0x01] + stored(rows) + (b << 16 | a).bytes)
    return png + chunk("IEND", [])
  }

  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    return [1, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)] + bytes
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320 }
    }
    return ~crc
  }
}

extension UInt32 {
  /// Highest first.
  fileprivate var bytes: [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
