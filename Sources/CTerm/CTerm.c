#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1

#include "CTerm.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "Descriptions.h"
#include "Modes.h"
#include "Pairs.h"
#include "Signals.h"

static SCREEN *screen;
/// Streams that we opened ourselves, or NULL.
static FILE *own_input, *own_output;
static int input_fd = -1, output_fd = -1;
static bool has_utf8;
/// The style of the cells that follow.
static attr_t style_attributes;
static int style_pair;

/// The terminal behind `fd`; for -1, behind a standard stream or /dev/tty.
static FILE *terminal_stream(int fd, FILE *standard, FILE **own, const char *mode) {
  if (fd < 0 && isatty(fileno(standard))) return standard;
  if (fd < 0) return *own = fopen("/dev/tty", mode);
  int copy = dup(fd);
  if (copy >= 0) *own = fdopen(copy, mode);
  return *own;
}

static void close_own_streams(void) {
  if (own_input) fclose(own_input);
  if (own_output) fclose(own_output);
  own_input = own_output = NULL;
}

/// Characters and their widths as UTF-8. Only LC_CTYPE: a decimal comma is nobody's business here.
static void choose_locale(void) {
  static bool is_chosen;
  if (is_chosen) return;
  is_chosen = true;
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  has_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int ct_open(int input, int output, const char *name, int description) {
  if (screen) return CT_ALREADY_OPEN;
  FILE *in = terminal_stream(input, stdin, &own_input, "r");
  FILE *out = terminal_stream(output, stdout, &own_output, "w");
  if (!in || !out) {
    close_own_streams();
    return CT_NO_TTY;
  }
  input_fd = fileno(in);
  output_fd = fileno(out);
  choose_locale();
  ct_signals_save(output_fd);

  use_tioctl(true);  // the size of the window counts, not $LINES and $COLUMNS
  screen = ct_newterm_described(description, out, in);
  // A number of the palette means a colour where the description counts all of them.
  if (ct_described(name).has_rgb) name = NULL;
  const char *names[] = {name, "xterm-256color", "vt100"};
  for (size_t i = 0; !screen && i < sizeof names / sizeof *names; i++) {
    if (names[i] && *names[i]) screen = newterm(names[i], out, in);
  }
  if (!screen) {
    close_own_streams();
    return CT_NO_DESCRIPTION;
  }
  ct_signals_install();
  if (!cursor_address) {
    ct_close();
    return CT_TOO_SIMPLE;
  }
  // A frame is kept until it is whole: as long as its screen was never left, ncurses 6.4 writes after each
  // movement of the cursor, for every row at least once.
  endwin();
  doupdate();
  raw();
  noecho();
  nonl();
  keypad(stdscr, true);
  typeahead(-1);  // a frame goes out whole, whatever has been typed meanwhile
  idlok(stdscr, true);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  ct_pairs_forget();
  curs_set(1);
  ct_modes_open(output_fd, input_fd, enter_ca_mode);
  // A window that changed while nobody listened.
  ct_signals_raise(CT_RESIZED);
  return CT_OPEN;
}

void ct_close(void) {
  if (!screen) return;
  ct_modes_leave();
  endwin();
  ct_signals_restore();
  delscreen(screen);
  screen = NULL;
  input_fd = output_fd = -1;
  close_own_streams();
}

int ct_colors(void) { return has_colors() ? COLORS : 0; }
int ct_width(void) { return COLS; }
int ct_height(void) { return LINES; }

static attr_t curses_attributes(int attributes) {
  return (attributes & CT_BOLD ? A_BOLD : 0) | (attributes & CT_DIM ? A_DIM : 0) |
         (attributes & CT_ITALIC ? A_ITALIC : 0) |
         (attributes & CT_UNDERLINE ? A_UNDERLINE : 0) |
         (attributes & CT_REVERSE ? A_REVERSE : 0);
}

void ct_style(int attributes, int foreground, int background) {
  style_attributes = curses_attributes(attributes);
  style_pair = ct_pair(foreground, background);
}

void ct_begin(int attributes, int foreground, int background) {
  ct_pairs_begin_frame();
  ct_style(attributes, foreground, background);
  cchar_t blank;
  setcchar(&blank, L" ", style_attributes, 0, &style_pair);
  bkgrndset(&blank);
}

void ct_clear(void) { erase(); }

void ct_clear_row(int y) {
  move(y, 0);
  clrtoeol();
}

int ct_cell_width(uint32_t character) {
  choose_locale();
  return wcwidth((wchar_t)character);
}

void ct_put_marked(
    int x, int y, uint32_t character, const uint32_t *marks, int count, int width) {
  // 1 base, 4 marks and the end are what a cchar_t holds.
  wchar_t text[CCHARW_MAX + 1] = {(wchar_t)character};
  int length = 1;
  if (character >= 0x80 && wcwidth(text[0]) != width) {
    // A character newer than the C library: nobody could say how wide it would be.
    text[0] = has_utf8 ? L'\u25A1' : L'?';
    if (width == 2) ct_put(x + 1, y, ' ', 1);
  }
  for (int i = 0; i < count && length < CCHARW_MAX; i++) {
    if (wcwidth((wchar_t)marks[i]) == 0) text[length++] = (wchar_t)marks[i];
  }
  cchar_t cell;
  if (setcchar(&cell, text, style_attributes, 0, &style_pair) == OK) mvadd_wch(y, x, &cell);
}

void ct_put(int x, int y, uint32_t character, int width) {
  ct_put_marked(x, y, character, NULL, 0, width);
}

void ct_send(int cursor_x, int cursor_y) {
  ct_modes_begin_frame();
  move(cursor_y, cursor_x);
  wnoutrefresh(stdscr);
  doupdate();
}

void ct_end(int cursor_x, int cursor_y) {
  ct_send(cursor_x, cursor_y);
  ct_modes_end_frame();
}

void ct_forget_colors(void) {
  ct_pairs_forget();
  ct_repaint();
}

void ct_repaint(void) { clearok(curscr, true); }

/// Follows the window. Answers whether its size is another.
static bool resize(void) {
  struct winsize size;
  if (ioctl(output_fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
  if (size.ws_row == LINES && size.ws_col == COLS) return false;
  return resizeterm(size.ws_row, size.ws_col) == OK;
}

static int64_t now_milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int ct_wait(int milliseconds) {
  int64_t end = milliseconds < 0 ? 0 : now_milliseconds() + milliseconds;
  for (;;) {
    int events = ct_signals_take();
    if (!screen) return events | CT_CLOSED;
    if (events & CT_RESUMED) {
      // The shell had the terminal: leave it as ncurses knows how, and the next frame enters it again.
      ct_modes_leave();
      if (!isendwin()) endwin();
      ct_repaint();
      events |= CT_RESIZED;
    }
    if ((events & CT_RESIZED) && !resize()) events &= ~CT_RESIZED;

    int rest = -1;
    if (events) {
      rest = 0;
    } else if (milliseconds >= 0) {
      int64_t left = end - now_milliseconds();
      rest = left > 0 ? (int)left : 0;
    }
    struct pollfd files[] = {
        {.fd = input_fd, .events = POLLIN}, {.fd = ct_signals_fd(), .events = POLLIN}};
    int ready = poll(files, 2, rest);
    if (ready < 0 && errno != EINTR) return events | CT_CLOSED;
    if (ready > 0 && (files[0].revents & (POLLHUP | POLLERR | POLLNVAL))) {
      return events | CT_CLOSED;
    }
    if (ready > 0 && (files[0].revents & POLLIN)) events |= CT_INPUT;
    if (events || ready == 0) return events;
  }
}

int ct_read(uint8_t *bytes, int capacity) {
  ssize_t count = read(input_fd, bytes, (size_t)capacity);
  return count < 0 ? 0 : (int)count;
}

const char *ct_key_bytes(int key) {
  static const char *const names[] = {
      [CT_KEY_ENTER] = "kent",     [CT_KEY_BACKSPACE] = "kbs",  [CT_KEY_DELETE] = "kdch1",
      [CT_KEY_INSERT] = "kich1",   [CT_KEY_BACK_TAB] = "kcbt",  [CT_KEY_UP] = "kcuu1",
      [CT_KEY_DOWN] = "kcud1",     [CT_KEY_LEFT] = "kcub1",     [CT_KEY_RIGHT] = "kcuf1",
      [CT_KEY_PAGE_UP] = "kpp",    [CT_KEY_PAGE_DOWN] = "knp",  [CT_KEY_HOME] = "khome",
      [CT_KEY_END] = "kend",       [CT_KEY_F1] = "kf1",         [CT_KEY_F1 + 1] = "kf2",
      [CT_KEY_F1 + 2] = "kf3",     [CT_KEY_F1 + 3] = "kf4",     [CT_KEY_F1 + 4] = "kf5",
      [CT_KEY_F1 + 5] = "kf6",     [CT_KEY_F1 + 6] = "kf7",     [CT_KEY_F1 + 7] = "kf8",
      [CT_KEY_F1 + 8] = "kf9",     [CT_KEY_F1 + 9] = "kf10",    [CT_KEY_F1 + 10] = "kf11",
      [CT_KEY_F1 + 11] = "kf12",
  };
  if (!screen || key < 0 || key >= (int)(sizeof names / sizeof *names)) return NULL;
  const char *bytes = tigetstr(names[key]);
  return bytes && bytes != (char *)-1 && *bytes ? bytes : NULL;
}

void ct_lend(void) {
  if (!screen) return;
  ct_modes_leave();
  endwin();
  ct_signals_lend();
}

void ct_lent_to(int process) { ct_signals_lent_to(process); }

void ct_take_back(void) {
  if (screen) ct_signals_take_back();
}

int ct_ended_by(void) { return ct_signals_ended_by(); }

void ct_end_by_signal(void) {
  ct_close();
  ct_signals_end();
}

void ct_suspend(void) {
  if (!screen) return;
  ct_modes_leave();
  endwin();
  ct_signals_stop();
}
