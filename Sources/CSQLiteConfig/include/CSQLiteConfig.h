#ifndef CSQLITECONFIG_H
#define CSQLITECONFIG_H

/// Has SQLite keep no count of the memory that it uses: nobody asks for it, and it takes a lock at every
/// allocation. Only the first call before the first connection has any effect.
void csqlite_count_no_memory(void);

#endif
