/* An asked name taken apart. */
#ifndef NAMES_QUERY_H
#define NAMES_QUERY_H

#include "dateline/name.h"
#include "names/word.h"

struct name_query {
	struct name name;       /* words without regnal numbers */
	size_t surname;         /* the word that every mention must hold */
	bool one_word;
	bool cyrillic;          /* asked in Cyrillic */
	struct name_options options;
};

#endif
