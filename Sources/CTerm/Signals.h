/// What arrives from outside the loop: signals, and the wake-ups of other threads.
#ifndef CTERM_SIGNALS_H
#define CTERM_SIGNALS_H

#include <sys/types.h>

/// Remembers how the terminal and the signals are before anybody touches them.
void ct_signals_save(int terminal_fd);

/// From here on a signal that ends the process gives the terminal back first. One that asks for an end is
/// told of as CT_CLOSED; the second one ends the process at once.
void ct_signals_install(void);

/// What such a signal has to send, too. NULL: nothing. Never freed.
void ct_signals_leave_with(const char *sequences);

/// Puts the terminal and the signals back as they were saved; but once the terminal is gone, SIGHUP says
/// nothing new and is ignored.
void ct_signals_restore(void);

/// Stops the job. Returns when it goes on.
void ct_signals_stop(void);

/// Another program of the job has the terminal: SIGINT and SIGQUIT are its, and SIGTSTP stops both. What
/// asks us to end asks that program first; who lent the terminal then cleans up behind it.
void ct_signals_lend(void);

/// Which program that is; 0: none any more.
void ct_signals_lent_to(pid_t process);

/// The terminal is ours again. Tells of CT_RESUMED, and of CT_CLOSED when we are asked to end.
void ct_signals_take_back(void);

/// The signal that asked for our end, which CT_CLOSED told of; 0: none did.
int ct_signals_ended_by(void);

/// Ends the process by that signal, as if nobody had listened.
void ct_signals_end(void);

/// Tells ct_wait of `events`. Safe in signal handlers and from any thread.
void ct_signals_raise(int events);

/// What was raised since the last time.
int ct_signals_take(void);

/// Readable while there is something to take.
int ct_signals_fd(void);

#endif
