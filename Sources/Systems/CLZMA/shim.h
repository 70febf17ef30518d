// The initial value of a stream of liblzma is a macro, which Swift does not see.
#ifndef ADVIZ_LZMA_H
#define ADVIZ_LZMA_H

#include <lzma.h>

/// Packs bytes as LZMA with `lc=4`, `lp=0`, `pb=0`, behind the 13 bytes of its header.
///
/// Returns the number of packed bytes; 0 where they do not fit or memory is refused.
static inline size_t adviz_lzma_pack(const uint8_t *bytes, size_t count, uint8_t *packed, size_t capacity) {
  lzma_options_lzma options;
  if (lzma_lzma_preset(&options, 6)) return 0;
  options.lc = 4;
  options.nice_len = 273;
  options.pb = 0;
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_alone_encoder(&stream, &options) != LZMA_OK) return 0;
  stream.next_in = bytes;
  stream.avail_in = count;
  stream.next_out = packed;
  stream.avail_out = capacity;
  const lzma_ret status = lzma_code(&stream, LZMA_FINISH);
  const size_t written = capacity - stream.avail_out;
  lzma_end(&stream);
  return status == LZMA_STREAM_END ? written : 0;
}

#endif
