/* Tells why a name was taken for one place and not for another. */
#ifndef PLACES_WHY_H
#define PLACES_WHY_H

#include "places/local.h"

/* Why spot `at` is its first candidate; `dateline` is the spot that opens the news, or NULL. */
enum place_why spot_why(const struct locals *locals, const struct spot *spots, size_t count, size_t at, const struct spot *dateline);

#endif
