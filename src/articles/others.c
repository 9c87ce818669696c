/* Knows by its name what holds no articles: a saved page comes with pictures, styles and scripts. */
#include "articles/others.h"

#include <strings.h>

static const struct kind {
	const char *ending, *what;
} kinds[] = {
#define ROW(line, ending, what, example, source) { ending, what },
#include "articles/others.tsv.inc"
#undef ROW
};

const char *others_kind(struct span path)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t n = strlen(kinds[i].ending);

		if (path.bytes > n && strncasecmp(path.at + path.bytes - n, kinds[i].ending, n) == 0)
			return kinds[i].what;
	}
	return NULL;
}
