#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1

#include "Descriptions.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "CTerm.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// As the environment would hold them. `Descriptions/watchfloor.ti` is their source.

#define AS_VARIABLE 'T', 'E', 'R', 'M', 'I', 'N', 'F', 'O', '=', 'b', '6', '4', ':'

static char xterm_rgb[] = {
#embed "Descriptions/watchfloor-xterm.b64" prefix(AS_VARIABLE, ) suffix(, 0)
};
static char tmux_rgb[] = {
#embed "Descriptions/watchfloor-tmux.b64" prefix(AS_VARIABLE, ) suffix(, 0)
};

/// Calls newterm where $TERMINFO is `variable`.
///
/// Puts another list in the place of the environment, and then the same one back: setenv would move what
/// other threads may be reading, and could not be undone without a trace.
static SCREEN *newterm_with(char *variable, const char *name, FILE *output, FILE *input) {
  char **saved = environ;
  size_t count = 0;
  while (saved[count]) count++;
  // Never freed: another thread may have begun to read it.
  char **changed = calloc(count + 2, sizeof *changed);
  if (!changed) return NULL;
  changed[0] = variable;
  size_t last = 1;
  for (size_t i = 0; i < count; i++) {
    if (strncmp(saved[i], "TERMINFO=", 9) != 0) changed[last++] = saved[i];
  }
  environ = changed;
  SCREEN *screen = newterm(name, output, input);
  environ = saved;
  return screen;
}

SCREEN *ct_newterm_described(int description, FILE *output, FILE *input) {
  switch (description) {
    case CT_XTERM_RGB: return newterm_with(xterm_rgb, "watchfloor-xterm", output, input);
    case CT_TMUX_RGB: return newterm_with(tmux_rgb, "watchfloor-tmux", output, input);
    default: return NULL;
  }
}

/// Whether the description that was set up has an extended capability, of whatever type.
static bool has(const char *name) {
  char *string = tigetstr(name);
  return tigetflag(name) > 0 || tigetnum(name) > 0 || (string && string != (char *)-1);
}

struct ct_description ct_described(const char *name) {
  struct ct_description described = {0};
  int error;
  TERMINAL *before = cur_term;
  if (name && *name && setupterm(name, STDOUT_FILENO, &error) == OK) {
    described.is_known = true;
    described.has_rgb = has("RGB") || has("Tc");
    described.has_second_screen = enter_ca_mode && strstr(enter_ca_mode, "\033[?");
    TERMINAL *ours = cur_term;
    set_curterm(before);
    if (ours != before) del_curterm(ours);
  }
  return described;
}
