/* Reads pairs of names and prints the score of each: name_match() as a filter. */
#include "dateline/name.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	char line[8192];

	(void)argv;
	while (fgets(line, sizeof(line), stdin)) {
		struct span rest = span_make(line, strcspn(line, "\n"));
		struct span a = span_cut(&rest, '\t');
		struct buf why = BUF_INIT(BUF_TEXT_MOST);

		printf("%.5f\t", name_match(a, rest, argc > 1 ? &why : NULL));
		printf("%.*s\n", (int)why.bytes, why.bytes ? why.at : "");
		buf_release(&why);
	}
	return 0;
}
