/* The tables that mkcharset makes at build time, carried in the program as they are. */
#include "charset_model.h"

#include <string.h>

#include "text/charset_model.inc"

const struct charset_candidate *charset_candidate_find(const char *name)
{
	for (size_t i = 0; i < charset_candidate_count; i++)
		if (strcmp(charset_candidates[i].name, name) == 0)
			return &charset_candidates[i];
	return NULL;
}
