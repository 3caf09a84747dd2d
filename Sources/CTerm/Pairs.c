#define NCURSES_WIDECHAR 1

#include "Pairs.h"

#include <curses.h>

/// More than any theme has.
enum { MOST = 1024 };

/// Pair number i + 1, and in which frame it was last used.
static struct {
  int foreground, background;
  unsigned frame;
} pairs[MOST];
static int count;
static unsigned frame;

void ct_pairs_begin_frame(void) { frame++; }

void ct_pairs_forget(void) {
  if (count > 0) reset_color_pairs();
  count = 0;
}

/// A place that no cell of this frame uses: an empty one, else the one that was used longest ago. -1 when
/// there is none.
static int free_place(void) {
  if (count < MOST && count + 1 < COLOR_PAIRS) return count++;
  int oldest = 0;
  for (int i = 1; i < count; i++) {
    if (pairs[i].frame < pairs[oldest].frame) oldest = i;
  }
  return count > 0 && pairs[oldest].frame < frame ? oldest : -1;
}

int ct_pair(int foreground, int background) {
  if (!has_colors()) return 0;
  if (foreground < 0 || foreground >= COLORS) foreground = -1;
  if (background < 0 || background >= COLORS) background = -1;
  if (foreground < 0 && background < 0) return 0;
  int place = 0;
  while (place < count && (pairs[place].foreground != foreground ||
                           pairs[place].background != background)) {
    place++;
  }
  if (place == count) {
    place = free_place();
    if (place < 0 || init_extended_pair(place + 1, foreground, background) != OK) return 0;
    pairs[place].foreground = foreground;
    pairs[place].background = background;
  }
  pairs[place].frame = frame;
  return place + 1;
}
