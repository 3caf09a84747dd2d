#pragma once

#include <stddef.h>

/// A file that the program carries inside itself.
typedef struct {
  const unsigned char *bytes;
  size_t length;
} embedded_file_t;

/// The embedded file called `name` ("regions.tsv", "terminal.toml"). Its `bytes` live as long as the
/// program; they are NULL when there is no such file.
embedded_file_t embedded_file(const char *name);
