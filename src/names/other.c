/* Looks up words that are titles, organisations or common words, and the looks of surnames. */
#include "names/other.h"

#include "dateline/text.h"

#include <pthread.h>
#include <stdlib.h>

struct other_row {
	const char *word;
	size_t bytes;           /* of the word without its star */
	bool open;              /* it had a star: any end will do */
	const char *kind;       /* title, organisation, thing, where, speech or other */
};

static const struct other_row rows[] = {
#define ROW(line, word, kind, example, source) { word, sizeof(word) - 1, false, kind },
#include "names/others.tsv.inc"
#undef ROW
};

static const struct surname_row {
	const char *ending;
	size_t bytes;
	bool alone;             /* tells a surname where nothing else does */
} surname_ends[] = {
#define ROW(line, ending, alone, example, source) { ending, sizeof(ending) - 1, (alone)[0] == 'y' },
#include "names/surnames.tsv.inc"
#undef ROW
};

#define BUCKETS 2048            /* a power of two, more than the rows */

/* The rows by their first two letters, made once and then only read. */
static struct {
	struct other_row rows[COUNT(rows)];
	uint16_t first[BUCKETS + 1];
} table;
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

/* By the first two letters; of a row with a star no shorter part may be its word. */
static uint32_t bucket_of(const char *text, size_t bytes)
{
	const char *at = text, *end = text + bytes;
	uint32_t first = utf8_next(&at, end), second = at < end ? utf8_next(&at, end) : 0;

	return (first * 61 + second * 7) & (BUCKETS - 1);
}

static uint32_t row_bucket(const struct other_row *row)
{
	size_t bytes = strlen(row->word);

	return bucket_of(row->word, bytes - (row->word[bytes - 1] == '*'));
}

static int row_order(const void *left, const void *right)
{
	const struct other_row *a = left, *b = right;
	uint32_t bucket_a = row_bucket(a), bucket_b = row_bucket(b);

	if (bucket_a != bucket_b)
		return bucket_a < bucket_b ? -1 : 1;
	return strcmp(a->word, b->word);
}

static void table_make(void)
{
	size_t i = 0;

	memcpy(table.rows, rows, sizeof(rows));
	for (size_t k = 0; k < COUNT(rows); k++)
		if (table.rows[k].word[table.rows[k].bytes - 1] == '*') {
			table.rows[k].bytes--;
			table.rows[k].open = true;
		}
	qsort(table.rows, COUNT(rows), sizeof(rows[0]), row_order);
	for (uint32_t bucket = 0; bucket <= BUCKETS; bucket++) {
		while (i < COUNT(rows) && row_bucket(&table.rows[i]) < bucket)
			i++;
		table.first[bucket] = (uint16_t)i;
	}
}

static bool row_holds(const struct other_row *row, struct span folded)
{
	return (row->open ? folded.bytes >= row->bytes : folded.bytes == row->bytes) &&
		memcmp(folded.at, row->word, row->bytes) == 0;
}

static enum other_kind kind_of(const char *name)
{
	if (strcmp(name, "title") == 0)
		return OTHER_TITLE;
	if (strcmp(name, "thing") == 0)
		return OTHER_THING;
	if (strcmp(name, "where") == 0)
		return OTHER_WHERE;
	if (strcmp(name, "speech") == 0)
		return OTHER_SPEECH;
	return strcmp(name, "organisation") == 0 ? OTHER_ORGANISATION : OTHER_WORD;
}

enum other_kind other_find(struct span folded)
{
	uint32_t bucket;

	if (folded.bytes == 0)
		return OTHER_NONE;
	pthread_once(&table_once, table_make);
	bucket = bucket_of(folded.at, folded.bytes);
	for (size_t i = table.first[bucket]; i < table.first[bucket + 1]; i++)
		if (row_holds(&table.rows[i], folded))
			return kind_of(table.rows[i].kind);
	return OTHER_NONE;
}

static bool ends_as_surname(struct span folded, bool alone)
{
	for (size_t i = 0; i < COUNT(surname_ends); i++) {
		const struct surname_row *row = &surname_ends[i];

		if ((row->alone || !alone) && folded.bytes > row->bytes &&
		    memcmp(folded.at + folded.bytes - row->bytes, row->ending, row->bytes) == 0 &&
		    utf8_count(span_make(folded.at, folded.bytes - row->bytes)) >= 2)
			return true;
	}
	return false;
}

bool surname_by_look(struct span folded)
{
	return ends_as_surname(folded, false);
}

bool surname_alone_by_look(struct span folded)
{
	return ends_as_surname(folded, true);
}

bool given_by_look(struct span folded)
{
	static const struct { const char *ending; size_t bytes; } ends[] = {
#define ROW(line, ending, example, source) { ending, sizeof(ending) - 1 },
#include "names/given_ends.tsv.inc"
#undef ROW
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (folded.bytes > ends[i].bytes && span_ends(folded, ends[i].ending) &&
		    utf8_count(span_make(folded.at, folded.bytes - ends[i].bytes)) >= 2)
			return true;
	return false;
}
