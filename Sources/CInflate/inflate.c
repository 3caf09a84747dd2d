#include "CInflate.h"

#include <stdlib.h>
#include <zlib.h>

struct inflater {
  z_stream stream;
};

/* The largest window, and gzip's header rather than zlib's. */
enum { GZIP_WINDOW = 15 + 16 };

struct inflater *inflate_new(void) {
  struct inflater *inflater = calloc(1, sizeof *inflater);
  if (inflater == NULL) return NULL;
  if (inflateInit2(&inflater->stream, GZIP_WINDOW) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

enum inflate_result inflate_some(struct inflater *inflater, const uint8_t *input, size_t input_size,
                                 size_t *taken, uint8_t *output, size_t output_size,
                                 size_t *written) {
  z_stream *stream = &inflater->stream;
  stream->next_in = (Bytef *)input;
  stream->avail_in = (uInt)input_size;
  stream->next_out = output;
  stream->avail_out = (uInt)output_size;
  int result = inflate(stream, Z_NO_FLUSH);
  *taken = input_size - stream->avail_in;
  *written = output_size - stream->avail_out;
  if (result == Z_STREAM_END) return INFLATE_END;
  return result == Z_OK || result == Z_BUF_ERROR ? INFLATE_MORE : INFLATE_BAD;
}

void inflate_again(struct inflater *inflater) { inflateReset(&inflater->stream); }

void inflate_free(struct inflater *inflater) {
  inflateEnd(&inflater->stream);
  free(inflater);
}
