/// Pairs of colours, of which ncurses has a limited number.
#ifndef PAIRS_H
#define PAIRS_H

/// A pair of these colours; -1 is the default. 0, the pair of the defaults, where there is no room for
/// another or the terminal has no such colour, for ncurses refuses to draw with one that is not there.
int ct_pair(int foreground, int background);

/// What the frame before used may have to make room now.
void ct_pairs_begin_frame(void);

void ct_pairs_forget(void);

#endif
