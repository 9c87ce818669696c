/* Keeps the rows of one query in N, as mentions_batch chooses them. */
#include "dateline/map.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	char line[16384];
	size_t one_in = argc > 1 ? (size_t)atoi(argv[1]) : 1;

	while (fgets(line, sizeof(line), stdin)) {
		struct span rest = span_make(line, strlen(line));

		if (hash_bytes(span_cut(&rest, '\t')) % one_in == 0)
			fputs(line, stdout);
	}
	return 0;
}
