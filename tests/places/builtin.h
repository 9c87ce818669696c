/* What the tests of places share: the built-in gazetteer, open while a program runs. */
#ifndef TESTS_PLACES_BUILTIN_H
#define TESTS_PLACES_BUILTIN_H

#include "cases.h"

#include "dateline/place.h"

static struct gazetteer *gazetteer;

static inline int open_gazetteer(void **state)
{
	struct error err = { 0 };

	(void)state;
	gazetteer = gazetteer_open(NULL, &err);
	return gazetteer ? 0 : -1;
}

static inline int close_gazetteer(void **state)
{
	(void)state;
	gazetteer_close(gazetteer);
	return 0;
}

#endif
