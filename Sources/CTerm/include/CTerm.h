/// The terminal, through ncursesw, without a type or macro of curses: those do not travel into Swift.
///
/// One terminal at a time. All of it belongs to the thread that called ct_open, except ct_wake.
#ifndef CTERM_H
#define CTERM_H

#include <stdint.h>

/// What ct_open answers.
enum {
  CT_OPEN = 0,
  CT_ALREADY_OPEN,
  /// There is no terminal to talk to, not even /dev/tty.
  CT_NO_TTY,
  /// terminfo describes neither $TERM nor any of those that stand in for it.
  CT_NO_DESCRIPTION,
  /// The terminal cannot place its cursor.
  CT_TOO_SIMPLE,
};

/// What ct_wait answers, united.
enum {
  /// ct_key has something to give.
  CT_INPUT = 1,
  /// ct_width and ct_height have changed.
  CT_RESIZED = 2,
  /// Somebody called ct_wake.
  CT_WOKEN = 4,
  /// The process had been stopped; the screen has to be painted again.
  CT_RESUMED = 8,
  /// Somebody asks to suspend: call ct_suspend.
  CT_STOP = 16,
  /// The terminal is gone.
  CT_CLOSED = 32,
};

/// What ct_key answers.
enum {
  CT_KEY_NONE = 0,
  CT_KEY_CHARACTER,
  CT_KEY_ENTER,
  CT_KEY_BACKSPACE,
  CT_KEY_DELETE,
  CT_KEY_INSERT,
  CT_KEY_BACK_TAB,
  CT_KEY_UP,
  CT_KEY_DOWN,
  CT_KEY_LEFT,
  CT_KEY_RIGHT,
  CT_KEY_PAGE_UP,
  CT_KEY_PAGE_DOWN,
  CT_KEY_HOME,
  CT_KEY_END,
  /// F1; the next eleven follow.
  CT_KEY_F1,
};

/// Attributes, united.
enum { CT_BOLD = 1, CT_DIM = 2, CT_ITALIC = 4, CT_UNDERLINE = 8, CT_REVERSE = 16 };

/// Takes the terminal over: standard input and output where they are one, else /dev/tty.
/// From here on, whatever ends the process gives the terminal back first.
int ct_open(void);

/// Gives the terminal back. May be called at any time, and more than once.
void ct_close(void);

/// How many colours the terminal has; 0 when it has none.
int ct_colors(void);

int ct_width(void);
int ct_height(void);

/// How many cells a character takes, as ncurses counts; -1 when the C library does not know it.
int ct_cell_width(uint32_t character);

/// Begins a frame: blanks in this style. A colour is a number of the palette, or -1 for the default.
void ct_begin(int attributes, int foreground, int background);

/// The style of the cells that follow.
void ct_style(int attributes, int foreground, int background);

/// Puts a character that takes `width` cells.
void ct_put(int x, int y, uint32_t character, int width);

/// Puts a character with the `count` marks that stand on it, at most four.
void ct_put_marked(
    int x, int y, uint32_t character, const uint32_t *marks, int count, int width);

/// Ends a frame with the hardware cursor at a place, and sends what differs from the last.
void ct_end(int cursor_x, int cursor_y);

/// Has the next frame sent whole.
void ct_repaint(void);

/// Sleeps until something happens, or for `milliseconds`; -1: for as long as it takes.
/// Answers 0 when the time is over.
int ct_wait(int milliseconds);

/// The next key that has arrived; `*character` only for CT_KEY_CHARACTER. Never waits.
int ct_key(uint32_t *character);

/// Ends the sleep of ct_wait. From any thread or signal handler, open or not.
void ct_wake(void);

/// Gives the terminal back and stops the job. When it goes on, ct_wait answers CT_RESUMED, and the next
/// frame takes the terminal again.
void ct_suspend(void);

#endif
