#define _GNU_SOURCE 1

#include "Signals.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include "CTerm.h"

/// A bug of ours, in whatever thread it shows.
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
/// Somebody wants us gone: at SIGQUIT at once, else as soon as what is at hand is put away.
static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
/// What the loop has to know.
static const int notices[] = {SIGWINCH, SIGCONT, SIGTSTP};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct sigaction saved_actions[NSIG];
static struct termios saved_modes;
static bool has_saved_modes;
static int terminal_fd = -1;
static pthread_t terminal_thread;
/// Set while the terminal is ours.
static atomic_bool is_taken;
static _Atomic(const char *) leave_sequences;
/// The first signal that asked for our end, or 0.
static atomic_int ended_by;
/// Set while another program has the terminal, and which one that is, or 0.
static atomic_bool is_lent;
static _Atomic(pid_t) borrower;

static atomic_int raised;
/// Never closed: a thread may wake us while we close.
static int raised_fd = -1;

__attribute__((constructor)) static void make_raised_fd(void) {
  raised_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

void ct_signals_raise(int events) {
  int error = errno;
  atomic_fetch_or(&raised, events);
  // Fails only when it is readable already.
  (void)!write(raised_fd, &(uint64_t){1}, sizeof(uint64_t));
  errno = error;
}

int ct_signals_take(void) {
  uint64_t count;
  (void)!read(raised_fd, &count, sizeof count);
  return atomic_exchange(&raised, 0);
}

int ct_signals_fd(void) { return raised_fd; }

void ct_wake(void) { ct_signals_raise(CT_WOKEN); }

/// Gives the terminal back with nothing but write and tcsetattr, for it runs in signal handlers.
static void give_back(void) {
  if (!atomic_exchange(&is_taken, false)) return;
  // Another job has the terminal now: it is not ours to change.
  if (tcgetpgrp(terminal_fd) != getpgrp()) return;
  const char *leave = atomic_load(&leave_sequences);
  if (leave) (void)!write(terminal_fd, leave, strlen(leave));
  static const char reset[] =
      "\033[0m\033(B"          // plain words
      "\033[r\033[999;1H\r\n"  // below what was painted, where there is no second screen to leave
      "\033[?1l\033>"          // keys as usual
      "\033[?25h\033[?1049l";  // the cursor, and the first screen
  (void)!write(terminal_fd, reset, sizeof reset - 1);
  if (has_saved_modes) tcsetattr(terminal_fd, TCSANOW, &saved_modes);
}

/// Goes on as if we had never listened: by default the process ends, by this very signal.
static void die(int signal) {
  give_back();
  sigaction(signal, &saved_actions[signal], NULL);
  raise(signal);
}

/// Whether the loop is there to be told, and may write on the terminal, or there is none left to write on.
static bool can_leave(void) {
  pid_t front = tcgetpgrp(terminal_fd);
  return atomic_load(&is_taken) && (front == -1 || front == getpgrp());
}

/// The first time it is a request, to us and to who has the terminal meanwhile. Who insists gets their way;
/// a terminal that goes away does not insist: it says so of itself, and of the shell that went with it.
static void end(int signal) {
  // The thread that paints must not go on painting.
  if (!pthread_equal(pthread_self(), terminal_thread)) {
    pthread_kill(terminal_thread, signal);
    return;
  }
  int none = 0;
  bool is_first = atomic_compare_exchange_strong(&ended_by, &none, signal);
  if (!is_first && signal == SIGHUP) return;
  pid_t program = atomic_load(&borrower);
  if (atomic_load(&is_lent) && (is_first || program > 0)) {
    if (program > 0) kill(program, is_first ? signal : SIGKILL);
  } else if (is_first && signal != SIGQUIT && can_leave()) {
    ct_signals_raise(CT_CLOSED);
  } else {
    die(signal);
  }
}

static void notice(int signal) {
  switch (signal) {
    case SIGWINCH: return ct_signals_raise(CT_RESIZED);
    case SIGCONT: return ct_signals_raise(CT_RESUMED);
    case SIGTSTP: return ct_signals_raise(CT_STOP);
  }
}

static void handle(const int *signals, size_t count, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < count; i++) {
    // What a parent has us ignore, as nohup does, stays ignored.
    if (saved_actions[signals[i]].sa_handler == SIG_IGN) continue;
    sigaction(signals[i], &action, NULL);
  }
}

static void save(const int *signals, size_t count) {
  for (size_t i = 0; i < count; i++) sigaction(signals[i], NULL, &saved_actions[signals[i]]);
}

static void restore(const int *signals, size_t count) {
  for (size_t i = 0; i < count; i++) sigaction(signals[i], &saved_actions[signals[i]], NULL);
}

void ct_signals_save(int fd) {
  atomic_store(&ended_by, 0);
  terminal_fd = fd;
  terminal_thread = pthread_self();
  has_saved_modes = tcgetattr(fd, &saved_modes) == 0;
  save(crashes, COUNT(crashes));
  save(ends, COUNT(ends));
  save(notices, COUNT(notices));
}

void ct_signals_install(void) {
  // A stack that overflowed leaves no room for a handler.
  static char stack[64 * 1024];
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
  static bool is_registered;
  if (!is_registered) is_registered = atexit(ct_close) == 0;
  atomic_store(&is_taken, true);
  // Not blocked while it runs, so that raising it again takes effect at once.
  handle(crashes, COUNT(crashes), die, SA_ONSTACK | SA_NODEFER);
  handle(ends, COUNT(ends), end, SA_ONSTACK | SA_NODEFER);
  handle(notices, COUNT(notices), notice, SA_RESTART);
}

void ct_signals_leave_with(const char *sequences) { atomic_store(&leave_sequences, sequences); }

void ct_signals_restore(void) {
  // Once it is gone it need not say so again while what is at hand is put away.
  bool is_gone = atomic_load(&ended_by) == SIGHUP || tcgetpgrp(terminal_fd) == -1;
  struct sigaction hangup = saved_actions[SIGHUP];
  if (is_gone) saved_actions[SIGHUP].sa_handler = SIG_IGN;
  atomic_store(&is_taken, false);
  atomic_fetch_and(&raised, CT_WOKEN);
  if (has_saved_modes) tcsetattr(terminal_fd, TCSANOW, &saved_modes);
  restore(crashes, COUNT(crashes));
  restore(ends, COUNT(ends));
  restore(notices, COUNT(notices));
  saved_actions[SIGHUP] = hangup;
}

void ct_signals_end(void) {
  int signal = atomic_load(&ended_by);
  if (!signal) return;
  sigaction(signal, &saved_actions[signal], NULL);
  raise(signal);
}

void ct_signals_stop(void) {
  atomic_store(&is_taken, false);
  atomic_fetch_and(&raised, ~(CT_RESUMED | CT_STOP));
  struct sigaction handler, standard = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &standard, &handler);
  // The whole job, so that a program at the other end of a pipe stops too.
  kill(0, SIGTSTP);
  // Another thread may be the one that takes the signal, a moment later; a job that no shell looks
  // after does not stop at all.
  for (int waits = 0; waits < 10 && !(atomic_load(&raised) & CT_RESUMED); waits++) {
    poll(NULL, 0, 10);
  }
  sigaction(SIGTSTP, &handler, NULL);
  atomic_store(&is_taken, true);
  ct_signals_raise(CT_RESUMED);
}

static const int lent[] = {SIGINT, SIGQUIT, SIGTSTP};
static struct sigaction kept[COUNT(lent)];

void ct_signals_lend(void) {
  atomic_store(&is_lent, true);
  atomic_store(&is_taken, false);
  for (size_t i = 0; i < COUNT(lent); i++) {
    struct sigaction action = {.sa_handler = lent[i] == SIGTSTP ? SIG_DFL : SIG_IGN};
    sigaction(lent[i], &action, &kept[i]);
  }
}

void ct_signals_lent_to(pid_t process) {
  atomic_store(&borrower, process);
  int signal = atomic_load(&ended_by);
  // It came before there was anybody to pass it on to.
  if (process > 0 && signal) kill(process, signal);
}

void ct_signals_take_back(void) {
  for (size_t i = 0; i < COUNT(lent); i++) sigaction(lent[i], &kept[i], NULL);
  atomic_store(&borrower, 0);
  atomic_store(&is_taken, true);
  atomic_store(&is_lent, false);
  ct_signals_raise(atomic_load(&ended_by) ? CT_RESUMED | CT_CLOSED : CT_RESUMED);
}

int ct_signals_ended_by(void) { return atomic_load(&ended_by); }
