/* Reads PDF, and what the user has a program for, through child processes with limits. */
#include "reader.h"

#include "dateline/child.h"

#include <stdio.h>
#include <strings.h>

#define WORDS_MOST 64u
#define BY_BYTES 120u           /* of a filter's words that are kept as provenance */

/* What a filter may use: a long book of scanned pages takes half a minute. */
static const struct child_limits limits = { 60, 120, (size_t)2 << 30, (size_t)1 << 30 };

/* ---- "pdf=pdftotext -layout - -" ---- */

/* The next word, quotes undone; {NULL, 0} at the end or where a quote is not closed. */
static struct span word_next(struct span *rest, struct arena *arena)
{
	struct buf word = BUF_INIT(4096);
	struct span got = { NULL, 0 };
	char quote = 0;
	size_t i = 0;

	*rest = span_trim(*rest);
	for (; i < rest->bytes && (quote || rest->at[i] != ' '); i++) {
		char c = rest->at[i];

		if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
		else
			buf_add_char(&word, c);
	}
	if (i > 0 && !quote)
		got = span_of(arena_string(arena, buf_span(&word)));
	*rest = span_make(rest->at + i, rest->bytes - i);
	buf_release(&word);
	return got;
}

struct read_filter read_filter_parse(const char *text, struct arena *arena, struct error *err)
{
	struct span rest = span_of(text), type = span_trim(span_cut(&rest, '=')), word;
	const char **words = arena_new_array(arena, const char *, WORDS_MOST + 1);
	struct read_filter filter = { arena_copy(arena, type), words };
	size_t count = 0;

	if (span_starts(filter.type, "."))
		filter.type = span_make(filter.type.at + 1, filter.type.bytes - 1);
	while (rest.at && count < WORDS_MOST && (word = word_next(&rest, arena)).at)
		words[count++] = word.at;
	if (filter.type.bytes == 0 || count == 0 || span_trim(rest).bytes > 0)
		error_set(err, STATUS_USAGE, NULL, "a filter is TYPE=PROGRAM ARGUMENT..., as 'pdf=pdftotext -layout - -', not \"%.80s\"",
			  text);
	return filter;
}

/* "pdf" for the name "a/b.PDF", "application/pdf" for the type "application/pdf; x=y". */
static bool is_for(const struct read_filter *filter, struct span type, struct span name)
{
	size_t n = filter->type.bytes;

	if (memchr(filter->type.at, '/', n))
		return type.bytes >= n && strncasecmp(type.at, filter->type.at, n) == 0 && (type.bytes == n || strchr("; ", type.at[n]));
	return name.bytes > n + 1 && name.at[name.bytes - n - 1] == '.' &&
	       strncasecmp(name.at + name.bytes - n, filter->type.at, n) == 0;
}

const struct read_filter *filter_find(const struct read_options *options, struct span type, struct span name)
{
	for (size_t i = 0; i < options->filter_count; i++)
		if (is_for(&options->filters[i], type, name))
			return &options->filters[i];
	return NULL;
}

bool filter_is_for(const struct read_options *options, struct span path)
{
	return filter_find(options, (struct span){ NULL, 0 }, path) != NULL;
}

/* ---- reading ---- */

static struct span words_joined(const char *const *words, struct arena *arena)
{
	struct buf all = BUF_INIT(4096);
	struct span joined;

	for (size_t i = 0; words[i] && all.bytes < BY_BYTES; i++)
		buf_printf(&all, "%s%.100s", i ? " " : "", words[i]);
	joined = arena_copy(arena, buf_span(&all));
	joined.bytes = joined.bytes < BY_BYTES ? joined.bytes : BY_BYTES;
	buf_release(&all);
	return joined;
}

void filter_read(const struct input *input, const struct read_filter *filter, struct error *err)
{
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	struct arena *arena = arena_new();
	struct record record = input_record(input, 0, input->raw.bytes);

	child_filter(filter->words, input->raw, &limits, &text, err);
	record.by = arena_printf(arena, "filter %.*s", (int)words_joined(filter->words, arena).bytes,
				 words_joined(filter->words, arena).at);
	record.charset = NULL;
	record.type = record.name = (struct span){ NULL, 0 };
	if (err->status == STATUS_OK && span_trim(buf_span(&text)).bytes == 0)
		error_set(err, STATUS_DATA, "", "%s found no text in it", filter->words[0]);
	if (err->status == STATUS_OK)
		input_read_inside(input, buf_span(&text), input->path, &record, NULL);
	buf_release(&text);
	arena_free(arena);
}
