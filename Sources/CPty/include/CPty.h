#ifndef CPTY_H
#define CPTY_H

#include <sys/types.h>

/// Starts a program on a terminal of its own, which Swift cannot do: it may not fork.
///
/// Answers the terminal's other end and sets `*process`; answers -1 and leaves the reason in errno when
/// there is no terminal to be had. `arguments` begin with the program's path; both lists end with NULL.
int pty_start(
    char *const arguments[], char *const environment[], int width, int height, pid_t *process);

/// A terminal without a program: sets `*terminal` to the end that programs have, and answers the other
/// one, where a person would sit; -1 with the reason in errno.
int pty_open(int width, int height, int *terminal);

/// Another size, of which nobody is told by a signal. Answers 0, or -1 with the reason in errno.
int pty_resize(int person, int width, int height);

#endif
