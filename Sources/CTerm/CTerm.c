#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1

#include "CTerm.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "Signals.h"

static SCREEN *screen;
/// Streams of /dev/tty that we opened, or NULL.
static FILE *own_input, *own_output;
static int input_fd = -1, output_fd = -1;
static bool has_utf8;
/// The style of the cells that follow.
static attr_t style_attributes;
static int style_pair;

static FILE *terminal_stream(FILE *standard, FILE **own, const char *mode) {
  if (isatty(fileno(standard))) return standard;
  *own = fopen("/dev/tty", mode);
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

int ct_open(void) {
  if (screen) return CT_ALREADY_OPEN;
  FILE *input = terminal_stream(stdin, &own_input, "r");
  FILE *output = terminal_stream(stdout, &own_output, "w");
  if (!input || !output) {
    close_own_streams();
    return CT_NO_TTY;
  }
  input_fd = fileno(input);
  output_fd = fileno(output);
  choose_locale();
  ct_signals_save(output_fd);

  set_escdelay(25);
  use_tioctl(true);  // the size of the window counts, not $LINES and $COLUMNS
  const char *names[] = {getenv("TERM"), "xterm-256color", "vt100"};
  for (size_t i = 0; !screen && i < sizeof names / sizeof *names; i++) {
    if (names[i] && *names[i]) screen = newterm(names[i], output, input);
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
  raw();
  noecho();
  nonl();
  keypad(stdscr, true);
  nodelay(stdscr, true);
  idlok(stdscr, true);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  curs_set(1);
  // A window that changed while nobody listened.
  ct_signals_raise(CT_RESIZED);
  return CT_OPEN;
}

void ct_close(void) {
  if (!screen) return;
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

/// The pair of two colours; that of the defaults where there is none, for ncurses refuses to draw
/// with an invalid one.
static int color_pair(int foreground, int background) {
  if ((foreground < 0 && background < 0) || !has_colors()) return 0;
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
}

void ct_style(int attributes, int foreground, int background) {
  style_attributes = curses_attributes(attributes);
  style_pair = color_pair(foreground, background);
}

void ct_begin(int attributes, int foreground, int background) {
  ct_style(attributes, foreground, background);
  cchar_t blank;
  setcchar(&blank, L" ", style_attributes, 0, &style_pair);
  bkgrndset(&blank);
  erase();
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
  if (wcwidth(text[0]) != width) {
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

void ct_end(int cursor_x, int cursor_y) {
  move(cursor_y, cursor_x);
  wnoutrefresh(stdscr);
  doupdate();
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

static int key_of(wint_t code) {
  switch (code) {
    case KEY_ENTER: return CT_KEY_ENTER;
    case KEY_BACKSPACE: return CT_KEY_BACKSPACE;
    case KEY_DC: return CT_KEY_DELETE;
    case KEY_IC: return CT_KEY_INSERT;
    case KEY_BTAB: return CT_KEY_BACK_TAB;
    case KEY_UP: return CT_KEY_UP;
    case KEY_DOWN: return CT_KEY_DOWN;
    case KEY_LEFT: return CT_KEY_LEFT;
    case KEY_RIGHT: return CT_KEY_RIGHT;
    case KEY_PPAGE: return CT_KEY_PAGE_UP;
    case KEY_NPAGE: return CT_KEY_PAGE_DOWN;
    case KEY_HOME: return CT_KEY_HOME;
    case KEY_END: return CT_KEY_END;
    default:
      return code >= KEY_F(1) && code <= KEY_F(12) ? CT_KEY_F1 + (int)(code - KEY_F(1))
                                                   : CT_KEY_NONE;
  }
}

int ct_key(uint32_t *character) {
  wint_t code;
  for (;;) {
    switch (get_wch(&code)) {
      case OK:
        *character = (uint32_t)code;
        return CT_KEY_CHARACTER;
      case KEY_CODE_YES: {
        int key = key_of(code);
        if (key != CT_KEY_NONE) return key;
        break;
      }
      default:
        return CT_KEY_NONE;
    }
  }
}

void ct_suspend(void) {
  if (!screen) return;
  endwin();
  ct_signals_stop();
}
