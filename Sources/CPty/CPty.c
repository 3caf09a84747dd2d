#include "CPty.h"

#include <pty.h>
#include <sys/ioctl.h>
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

int pty_open(int width, int height, int *terminal) {
  struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};
  int person;
  return openpty(&person, terminal, NULL, NULL, &size) == 0 ? person : -1;
}

int pty_resize(int person, int width, int height) {
  struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};
  return ioctl(person, TIOCSWINSZ, &size);
}
