/// The terminal, through ncursesw, without a type or macro of curses: those do not travel into Swift.
///
/// One terminal at a time. All of it belongs to the thread that called ct_open, except ct_wake.
#ifndef CTERM_H
#define CTERM_H

#include <stdbool.h>
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
  /// The terminal is gone, or a signal asks for our end.
  CT_CLOSED = 32,
};

/// Keys that terminals name by a sequence of bytes.
enum {
  CT_KEY_ENTER = 0,
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

/// Which description of the terminal to use.
enum {
  /// That of its name, or of what stands in for it.
  CT_OWN_DESCRIPTION = 0,
  /// One of ours, with 24-bit colour, for terminals that speak as xterm or as tmux does.
  CT_XTERM_RGB,
  CT_TMUX_RGB,
};

/// Attributes, united.
enum { CT_BOLD = 1, CT_DIM = 2, CT_ITALIC = 4, CT_UNDERLINE = 8, CT_REVERSE = 16 };

/// What terminfo says of a terminal by its name, before anything is opened.
struct ct_description {
  /// There is such a terminal. If not, the rest says nothing.
  bool is_known;
  /// It counts every colour of 24 bits.
  bool has_rgb;
  /// It has a second screen for programs like this, as all have that speak xterm's language.
  bool has_second_screen;
};
struct ct_description ct_described(const char *name);

/// Takes the terminal over: what is behind these descriptors; for -1, standard input and output where
/// they are a terminal, else /dev/tty. From here on, whatever ends the process gives it back first.
///
/// `name` is the terminal's, from $TERM. `description`: which one to use; where ours is not understood,
/// that of the name. The environment, which other programs see, stays as it is.
int ct_open(int input, int output, const char *name, int description);

/// Gives the terminal back. May be called at any time, and more than once.
void ct_close(void);

/// How many colours the terminal has; 0 when it has none.
int ct_colors(void);

int ct_width(void);
int ct_height(void);

/// How many cells a character takes, as ncurses counts; -1 when the C library does not know it.
int ct_cell_width(uint32_t character);

/// Begins a frame, whose blanks are in this style. It starts with what the one before it had. A colour is a
/// number of the palette, or -1 for the default; with a description of ours, from 16 on it is red, green and
/// blue, 8 bits each.
void ct_begin(int attributes, int foreground, int background);

/// Blanks all of the frame.
void ct_clear(void);

/// Blanks a row.
void ct_clear_row(int y);

/// The style of the cells that follow.
void ct_style(int attributes, int foreground, int background);

/// Puts a character that takes `width` cells.
void ct_put(int x, int y, uint32_t character, int width);

/// Puts a character with the `count` marks that stand on it, at most four.
void ct_put_marked(
    int x, int y, uint32_t character, const uint32_t *marks, int count, int width);

/// Sends what differs so far, and leaves the cursor at a place.
void ct_send(int cursor_x, int cursor_y);

/// Ends a frame with the hardware cursor at a place, and sends what differs from the last.
/// The terminal shows all of it at once, if it can (DEC mode 2026).
///
/// The first one also asks the terminal for its background, and tells it of what we want to be told.
void ct_end(int cursor_x, int cursor_y);

/// The colours of the frames so far will not come again: another theme.
void ct_forget_colors(void);

/// Has the next frame sent whole.
void ct_repaint(void);

/// Sleeps until something happens, or for `milliseconds`; -1: for as long as it takes.
/// Answers 0 when the time is over.
int ct_wait(int milliseconds);

/// Bytes that have arrived, at most `capacity`. Answers how many; 0 when there are none.
int ct_read(uint8_t *bytes, int capacity);

/// What this terminal sends for a key. NULL when it has no such key.
const char *ct_key_bytes(int key);

/// The terminal has answered all that it was asked.
void ct_answered(void);

/// Whether the terminal sends what is done with the mouse.
void ct_set_mouse(int is_on);

/// The title of the window, in UTF-8, without control characters.
void ct_set_title(const char *title);

/// Ends the sleep of ct_wait. From any thread or signal handler, open or not.
void ct_wake(void);

/// Puts text on the clipboard of the terminal, in base64 (OSC 52). Answers whether it could be sent; whether
/// the terminal heeds it, nobody says.
bool ct_copy(const char *base64);

/// Gives the terminal to another program of this job, which is to be waited for. What is typed to interrupt
/// it or to stop it means that program, as with system(3).
void ct_lend(void);

/// Who has it, by its number, and 0 when it has ended: what asks us to end asks that program.
void ct_lent_to(int process);

/// Ends ct_lend: ct_wait answers CT_RESUMED, and the next frame takes the terminal again.
void ct_take_back(void);

/// The signal that asked for our end; 0: none did.
int ct_ended_by(void);

/// Ends the process by that signal, if there was one, as if nobody had listened.
void ct_end_by_signal(void);

/// Gives the terminal back and stops the job. When it goes on, ct_wait answers CT_RESUMED, and the next
/// frame takes the terminal again.
void ct_suspend(void);

#endif
