/// What arrives from outside the loop: signals, and the wake-ups of other threads.
#ifndef CTERM_SIGNALS_H
#define CTERM_SIGNALS_H

/// Remembers how the terminal and the signals are before anybody touches them.
void ct_signals_save(int terminal_fd);

/// From here on a signal that ends the process gives the terminal back first.
void ct_signals_install(void);

/// What such a signal has to send, too. NULL: nothing. Never freed.
void ct_signals_leave_with(const char *sequences);

/// Puts the terminal and the signals back as they were saved.
void ct_signals_restore(void);

/// Stops the job. Returns when it goes on.
void ct_signals_stop(void);

/// Another program of the job has the terminal: SIGINT and SIGQUIT are its, and SIGTSTP stops both. When
/// the terminal goes, so does that program; who lent it then still has to clean up behind it.
void ct_signals_lend(void);

/// The terminal is ours again. Tells of CT_RESUMED.
void ct_signals_take_back(void);

/// Tells ct_wait of `events`. Safe in signal handlers and from any thread.
void ct_signals_raise(int events);

/// What was raised since the last time.
int ct_signals_take(void);

/// Readable while there is something to take.
int ct_signals_fd(void);

#endif
