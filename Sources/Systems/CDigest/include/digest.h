// SHA-256 and SHA-1 as one call each.
#ifndef ADVIZ_DIGEST_H
#define ADVIZ_DIGEST_H

#include <stddef.h>
#include <stdint.h>

/// Writes the 32 bytes of the digest (FIPS 180-4).
void adviz_sha256(const void *bytes, size_t count, uint8_t *digest);

/// Writes the 20 bytes of SHA-1 (FIPS 180-4), which proves nothing any more; WebSocket asks for it.
void adviz_sha1(const void *bytes, size_t count, uint8_t *digest);

/// The same as ``adviz_sha256`` without instructions of its own for it that the processor may have, for tests.
void adviz_sha256_portable(const void *bytes, size_t count, uint8_t *digest);

#endif
