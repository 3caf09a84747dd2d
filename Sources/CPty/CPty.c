#include "CPty.h"

#include <pty.h>
#include <unistd.h>

int pty_start(
    char *const arguments[], char *const environment[], int width, int height, pid_t *process) {
  struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};
  int terminal;
  *process = forkpty(&terminal, NULL, NULL, &size);
  if (*process == 0) {
    execve(arguments[0], arguments, environment);
    _exit(127);
  }
  return *process < 0 ? -1 : terminal;
}
