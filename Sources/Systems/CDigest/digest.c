#include "digest.h"

#include <string.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

// FIPS 180-4, section 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes.
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

typedef void (*compression)(uint32_t state[8], const uint8_t *bytes, size_t blocks);

static inline uint32_t rotated(uint32_t x, int places) { return x >> places | x << (32 - places); }

static inline uint32_t word(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

// Section 6.2.2, for each block of 64 bytes.
static void compress(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  for (; blocks; blocks--, bytes += 64) {
    uint32_t schedule[64];
    for (int t = 0; t < 16; t++) schedule[t] = word(bytes + 4 * t);
    for (int t = 16; t < 64; t++) {
      uint32_t early = schedule[t - 15], late = schedule[t - 2];
      schedule[t] = schedule[t - 16] + (rotated(early, 7) ^ rotated(early, 18) ^ early >> 3) + schedule[t - 7] +
                    (rotated(late, 17) ^ rotated(late, 19) ^ late >> 10);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int t = 0; t < 64; t++) {
      uint32_t first = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + constants[t] +
                       schedule[t];
      uint32_t second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    uint32_t sums[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++) state[i] += sums[i];
  }
}

#ifdef __x86_64__
// The same by the instructions of Intel's SHA extensions: four words of the schedule a register, two rounds a step.
__attribute__((target("sha,sse4.1"))) static void compress_by_instructions(uint32_t state[8], const uint8_t *bytes,
                                                                           size_t blocks) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abef = _mm_set_epi32((int)state[0], (int)state[1], (int)state[4], (int)state[5]);
  __m128i cdgh = _mm_set_epi32((int)state[2], (int)state[3], (int)state[6], (int)state[7]);
  for (; blocks; blocks--, bytes += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i words[4];
    for (int i = 0; i < 16; i++) {
      __m128i *now = &words[i & 3];
      if (i < 4) {
        *now = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), big_endian);
      } else {
        const __m128i last = words[(i + 3) & 3];
        const __m128i seventh = _mm_alignr_epi8(last, words[(i + 2) & 3], 4);
        *now = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(*now, words[(i + 1) & 3]), seventh), last);
      }
      const __m128i sums = _mm_add_epi32(*now, _mm_loadu_si128((const __m128i *)(constants + 4 * i)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sums);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sums, 0x0e));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  uint32_t parts[8];
  _mm_storeu_si128((__m128i *)parts, abef);
  _mm_storeu_si128((__m128i *)(parts + 4), cdgh);
  const int places[8] = {5, 4, 1, 0, 7, 6, 3, 2};
  for (int i = 0; i < 8; i++) state[places[i]] = parts[i];
}

// Asked once: on a virtual machine the question takes longer than the digest of a small file.
static int has_instructions(void) {
  static _Atomic int known = -1;
  if (known < 0) {
    unsigned int a, b, c, d;
    const int has_vectors = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1);
    known = has_vectors && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
  }
  return known;
}
#endif

// Section 5.1.1: after the whole blocks come the rest, a one, zeros, and the number of bits.
static void hash(compression compress, uint32_t state[8], const void *bytes, size_t count, uint8_t *digest, int words) {
  const size_t whole = count / 64, rest = count % 64;
  compress(state, bytes, whole);
  uint8_t end[128] = {0};
  const size_t blocks = rest < 56 ? 1 : 2;
  if (rest) memcpy(end, (const uint8_t *)bytes + 64 * whole, rest);
  end[rest] = 0x80;
  for (int i = 0; i < 8; i++) end[64 * blocks - 1 - i] = (uint8_t)((uint64_t)count << 3 >> (8 * i));
  compress(state, end, blocks);
  for (int i = 0; i < 4 * words; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void sha256(compression compress, const void *bytes, size_t count, uint8_t *digest) {
  // Section 5.3.3: the first 32 bits of the fractions of the square roots of the first eight primes.
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  hash(compress, state, bytes, count, digest, 8);
}

// Section 6.1.2, for each block of 64 bytes.
static void compress_sha1(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  for (; blocks; blocks--, bytes += 64) {
    uint32_t schedule[80];
    for (int t = 0; t < 16; t++) schedule[t] = word(bytes + 4 * t);
    for (int t = 16; t < 80; t++)
      schedule[t] = rotated(schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16], 31);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int t = 0; t < 80; t++) {
      uint32_t mixed = t < 20   ? ((b & c) ^ (~b & d)) + 0x5a827999
                       : t < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                       : t < 60 ? ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc
                                : (b ^ c ^ d) + 0xca62c1d6;
      uint32_t next = rotated(a, 27) + mixed + e + schedule[t];
      e = d, d = c, c = rotated(b, 2), b = a, a = next;
    }
    uint32_t sums[5] = {a, b, c, d, e};
    for (int i = 0; i < 5; i++) state[i] += sums[i];
  }
}

void adviz_sha1(const void *bytes, size_t count, uint8_t *digest) {
  uint32_t state[8] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  hash(compress_sha1, state, bytes, count, digest, 5);
}

void adviz_sha256_portable(const void *bytes, size_t count, uint8_t *digest) { sha256(compress, bytes, count, digest); }

void adviz_sha256(const void *bytes, size_t count, uint8_t *digest) {
#ifdef __x86_64__
  if (has_instructions()) return sha256(compress_by_instructions, bytes, count, digest);
#endif
  sha256(compress, bytes, count, digest);
}
