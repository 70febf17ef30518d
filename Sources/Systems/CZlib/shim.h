// zlib's inflateInit2 is a macro, which Swift does not see.
#ifndef ADVIZ_ZLIB_H
#define ADVIZ_ZLIB_H

#include <zlib.h>

/// Prepares to unpack one or more gzip members. Returns Z_OK, or what went wrong.
static inline int adviz_gunzip_begin(z_stream *stream) {
  const int gzip = 16 + MAX_WBITS;
  return inflateInit2(stream, gzip);
}

#endif
