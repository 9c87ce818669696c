/* Words typed with the wrong keyboard layout on. */
#ifndef DATELINE_QUERY_KEYBOARD_H
#define DATELINE_QUERY_KEYBOARD_H

#include "dateline/arena.h"
#include "dateline/span.h"

#include <stddef.h>

/* What the keys of `typed` give on the other layouts: Latin keys as Russian and
 * Kazakh, Cyrillic ones as Latin. Lower case; in `arena`. Returns how many. */
#define KEYBOARD_READINGS_MOST 3
size_t keyboard_readings(struct span typed, struct arena *arena, struct span out[KEYBOARD_READINGS_MOST]);

#endif
