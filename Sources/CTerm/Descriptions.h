/// Terminals that terminfo does not describe as they are.
#ifndef DESCRIPTIONS_H
#define DESCRIPTIONS_H

#include <curses.h>
#include <stdio.h>

/// A screen by a description of ours, CT_XTERM_RGB or CT_TMUX_RGB. NULL for another, or when ncurses
/// cannot read ours.
SCREEN *ct_newterm_described(int description, FILE *output, FILE *input);

#endif
