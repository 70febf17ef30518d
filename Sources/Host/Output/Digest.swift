import CNettle

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// SHA-256 (FIPS 180-4), by Nettle.
package enum Digest {
  /// The digest in hexadecimal.
  package static func sha256(_ bytes: some ContiguousBytes) -> String {
    var context = sha256_ctx()
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nettle_sha256_init(&context)
    bytes.withUnsafeBytes {
      nettle_sha256_update(&context, $0.count, $0.assumingMemoryBound(to: UInt8.self).baseAddress)
    }
    nettle_sha256_digest(&context, digest.count, &digest)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
