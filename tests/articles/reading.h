/* Prints articles as the tests of the readers want them. */
#ifndef TESTS_ARTICLES_READING_H
#define TESTS_ARTICLES_READING_H

#include "cases.h"

#include "dateline/article.h"
#include "dateline/file.h"

/* "[title|lang|date origin|source|id|url]", a line a block, and the captions. */
static bool print_article(const struct article *article, struct arena *arena, void *with)
{
	static const char kinds[] = "PHIQR";
	struct buf *out = with;
	char date[DATE_TEXT];

	date_print_edtf(article->published, date);
	buf_add_char(out, '[');
	buf_add_span(out, article->title);
	buf_printf(out, "|%s|%s %s|", article->lang, date[0] ? date : "-",
		   date[0] ? date_origin_text(article->from.published_from) : "");
	buf_add_span(out, article->source);
	buf_add_char(out, '|');
	buf_add_span(out, article->id);
	buf_add_char(out, '|');
	buf_add_span(out, article->url);
	buf_add_string(out, "]\n");
	for (size_t i = 0; i < article->block_count; i++) {
		const struct block *block = &article->blocks[i];

		buf_printf(out, "%c", kinds[block->kind]);
		if (block->level)
			buf_printf(out, "%d", block->level);
		buf_printf(out, " %.*s\n", (int)block->bytes, article->text.at + block->at_byte);
	}
	for (size_t i = 0; i < article->caption_count; i++)
		buf_printf(out, "C %.*s\n", (int)article->captions[i].bytes, article->captions[i].at);
	(void)arena;
	return true;
}

static void print_fault(const struct error *err, void *with)
{
	buf_printf(with, "! %s: %s\n", err->where, err->text);
}

static void print_reading(struct span raw, const char *path, struct buf *out)
{
	const struct read_options options = { .lang = "" };
	struct error err = { 0 };

	articles_read(raw, span_of(path), &options, print_article, print_fault, out, &err);
	if (err.status != STATUS_OK)
		buf_printf(out, "!!%d %s %s\n", (int)err.status, err.where, err.text);
}

#endif
