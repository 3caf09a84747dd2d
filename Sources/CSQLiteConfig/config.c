#include "CSQLiteConfig.h"

#include <sqlite3.h>

// The function takes as many arguments as its first one says, which Swift cannot call.
void csqlite_count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
