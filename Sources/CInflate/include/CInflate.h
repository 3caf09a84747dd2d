/* Unpacks gzip, in bounded memory, behind a header without zlib's types. */
#ifndef CINFLATE_H
#define CINFLATE_H

#include <stddef.h>
#include <stdint.h>

struct inflater;

enum inflate_result {
  INFLATE_MORE,  /* it goes on when there is more input, or more room */
  INFLATE_END,   /* a whole member is unpacked; what follows may be another */
  INFLATE_BAD    /* it is no gzip, or is damaged */
};

/* NULL when there is no memory. */
struct inflater *inflate_new(void);

/* Unpacks some of `input` into `output`, and says how much of each it used. */
enum inflate_result inflate_some(struct inflater *inflater, const uint8_t *input, size_t input_size,
                                 size_t *taken, uint8_t *output, size_t output_size,
                                 size_t *written);

/* Begins another member. */
void inflate_again(struct inflater *inflater);

void inflate_free(struct inflater *inflater);

#endif
