/* Prints articles as the tests of the readers want them. */
#ifndef TESTS_ARTICLES_READING_H
#define TESTS_ARTICLES_READING_H

#include "cases.h"

#include "dateline/article.h"
#include "dateline/file.h"

/* A line a block, its kind first, and the captions. */
static inline void print_blocks(const struct article *article, struct buf *out)
{
	static const char kinds[] = "PHIQR";

	for (size_t i = 0; i < article->block_count; i++) {
		const struct block *block = &article->blocks[i];

		buf_printf(out, "%c", kinds[block->kind]);
		if (block->level)
			buf_printf(out, "%d", block->level);
		buf_printf(out, " %.*s\n", (int)block->bytes, article->text.at + block->at_byte);
	}
	for (size_t i = 0; i < article->caption_count; i++)
		buf_printf(out, "C %.*s\n", (int)article->captions[i].bytes, article->captions[i].at);
}

static inline void print_fault(const struct error *err, void *with)
{
	/* What holds no article is no fault. */
	buf_printf(with, "%s %s: %s\n", err->status == STATUS_NO_MATCH ? "-" : "!", err->where, err->text);
}

/* What a reading of `raw` tells through `take` and as faults. */
static inline void print_reading(struct span raw, const char *path, article_take *take, struct buf *out)
{
	const struct read_options options = { .lang = "" };
	struct error err = { 0 };

	articles_read(raw, span_of(path), &options, take, print_fault, out, &err);
	if (err.status != STATUS_OK)
		buf_printf(out, "!!%d %s %s\n", (int)err.status, err.where, err.text);
}

#endif
