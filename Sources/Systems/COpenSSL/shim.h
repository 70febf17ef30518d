// SHA-256 as one call; the rest of OpenSSL stays out of Swift's sight.
#ifndef ADVIZ_OPENSSL_H
#define ADVIZ_OPENSSL_H

#include <openssl/sha.h>
#include <stddef.h>

/// Writes the 32 bytes of the digest.
static inline void adviz_sha256(const void *bytes, size_t count, unsigned char *digest) {
  SHA256((const unsigned char *)bytes, count, digest);
}

#endif
