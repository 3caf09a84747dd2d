#define _GNU_SOURCE 1

#include "Modes.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "CTerm.h"
#include "Signals.h"

// Letters are letters, whatever was written before us.
#define PLAIN_LETTERS "\033(B"
#define BEGIN_FRAME "\033[?2026h"
#define END_FRAME "\033[?2026l"
// Buttons, and motion while one is held; never all motion. Columns beyond 223 need 1006.
#define MOUSE_ON "\033[?1000;1002;1006h"
#define MOUSE_OFF "\033[?1006;1002;1000l"
// Pastes in brackets, coming and going of the focus, changes between light and dark. The letters of a row
// stay in the cells that we put them in, whatever their direction (ECMA-48 BDSM). The title is kept.
#define ENTER "\033[?2004;1004;2031h\033[8l\033[22;0t"
#define LEAVE END_FRAME MOUSE_OFF "\033[?2031;1004;2004l\033[8h\033[23;0t"
// The background; and what the terminal is, which every one answers: after that nothing is to come.
#define ASK "\033]11;?\033\\\033[c"

static int output_fd = -1, input_fd = -1;
/// The terminal speaks xterm's language.
static bool is_able;
/// The terminal is asked for everything, and does it.
static bool is_entered;
static bool is_in_frame;
static bool is_asked;
static bool has_mouse;
static char title[512];
static bool has_title;

static void send(const char *bytes) {
  size_t left = strlen(bytes);
  while (left > 0) {
    ssize_t count = write(output_fd, bytes, left);
    if (count < 0 && errno == EAGAIN) {
      poll(&(struct pollfd){.fd = output_fd, .events = POLLOUT}, 1, -1);
    } else if (count < 0 && errno != EINTR) {
      return;
    } else if (count > 0) {
      bytes += count;
      left -= (size_t)count;
    }
  }
}

static void send_title(void) {
  char sequence[sizeof title + 8];
  snprintf(sequence, sizeof sequence, "\033]2;%s\033\\", title);
  send(sequence);
}

void ct_modes_open(int output, int input, const char *second_screen) {
  output_fd = output;
  input_fd = input;
  is_able = second_screen && strstr(second_screen, "\033[?");
  is_entered = is_in_frame = is_asked = has_mouse = has_title = false;
}

void ct_modes_begin_frame(void) {
  if (!is_able || is_in_frame) return;
  is_in_frame = true;
  ct_signals_leave_with(LEAVE);
  send(is_entered ? BEGIN_FRAME : BEGIN_FRAME PLAIN_LETTERS);
}

void ct_modes_end_frame(void) {
  if (!is_able) return;
  is_in_frame = false;
  send(END_FRAME);
  if (is_entered) return;
  is_entered = true;
  send(ENTER);
  if (has_mouse) send(MOUSE_ON);
  if (has_title) send_title();
  // One question at a time: of two answers nobody could say which is the later.
  if (!is_asked) send(ASK);
  is_asked = true;
}

void ct_answered(void) { is_asked = false; }

/// Reads until the answer to ASK has come, which ends in "c", or for a quarter of a second.
static void await_answer(void) {
  bool is_reply = false;
  for (int waits = 0; is_asked && waits < 25;) {
    struct pollfd input = {.fd = input_fd, .events = POLLIN};
    int ready = poll(&input, 1, 10);
    if (ready == 0) waits++;
    if (ready <= 0) continue;
    char byte;
    if (read(input_fd, &byte, 1) != 1) return;
    if (byte == '?') is_reply = true;
    if (is_reply && byte == 'c') is_asked = false;
  }
}

void ct_modes_leave(void) {
  if (!is_entered) return;
  is_entered = is_in_frame = false;
  send(LEAVE);
  await_answer();
  ct_signals_leave_with(NULL);
}

void ct_set_mouse(int is_on) {
  has_mouse = is_on;
  if (is_entered) send(has_mouse ? MOUSE_ON : MOUSE_OFF);
}

bool ct_copy(const char *base64) {
  if (!is_entered) return false;
  send("\033]52;c;");
  send(base64);
  send("\033\\");
  return true;
}

void ct_set_title(const char *text) {
  size_t length = 0;
  for (; *text && length < sizeof title - 1; text++) {
    if ((unsigned char)*text >= ' ' && *text != 0x7F) title[length++] = *text;
  }
  title[length] = '\0';
  has_title = true;
  if (is_entered) send_title();
}
