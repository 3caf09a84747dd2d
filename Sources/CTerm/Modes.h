/// What the terminal is asked for beyond what ncurses knows, and given back.
#ifndef MODES_H
#define MODES_H

/// `second_screen`: how the terminal goes to its second screen; those that have none are asked for nothing.
void ct_modes_open(int output, int input, const char *second_screen);

void ct_modes_begin_frame(void);
/// Also asks for all the rest, where the terminal has not been asked since it was ours.
void ct_modes_end_frame(void);

/// Gives everything back, for the next frame to ask for it anew, and waits a moment for answers that are on their way, so that the shell does not
/// find them typed into its prompt.
void ct_modes_leave(void);

#endif
