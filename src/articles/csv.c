/* Reads tables with named columns: an article a row of CSV or TSV. */
#include "reader.h"

#include <stdio.h>
#include <strings.h>

#define COLUMNS_MOST 200u
#define FIELD_MOST ((size_t)64 << 20)
#define UNCLOSED_MOST 100u

enum column { COLUMN_ID, COLUMN_TITLE, COLUMN_TEXT, COLUMN_DATE, COLUMN_LANG, COLUMN_SOURCE, COLUMN_URL, COLUMN_AUTHOR, COLUMN_COUNT };

static const struct { const char *name; enum column column; } names[] = {
	{ "id", COLUMN_ID }, { "title", COLUMN_TITLE }, { "headline", COLUMN_TITLE }, { "text", COLUMN_TEXT },
	{ "body", COLUMN_TEXT }, { "date", COLUMN_DATE }, { "published", COLUMN_DATE }, { "lang", COLUMN_LANG },
	{ "language", COLUMN_LANG }, { "source", COLUMN_SOURCE }, { "src", COLUMN_SOURCE }, { "url", COLUMN_URL },
	{ "link", COLUMN_URL }, { "author", COLUMN_AUTHOR },
};

struct table {
	const struct input *input;
	struct span text;
	size_t at, line;        /* where the reader is; lines from 1 */
	char mark;              /* between fields */
	enum column columns[COLUMNS_MOST];      /* COLUMN_COUNT: none of ours */
	size_t column_count;
	struct arena *arena;    /* of the row at hand */
	struct span fields[COLUMNS_MOST];
	size_t field_count;
	bool unclosed;          /* a quoted field never ends */
	unsigned unclosed_count;
};

static bool at_end(const struct table *table)
{
	return table->at >= table->text.bytes;
}

/* A field in quotes, a doubled quote standing for one, as RFC 4180 has it. */
static struct span quoted_read(struct table *table)
{
	struct buf out = BUF_INIT(FIELD_MOST);
	struct span field;

	table->at++;
	for (;; table->at++) {
		if (at_end(table)) {
			table->unclosed = true;
			break;
		}
		if (table->text.at[table->at] == '"') {
			if (table->at + 1 >= table->text.bytes || table->text.at[table->at + 1] != '"')
				break;
			table->at++;
		}
		table->line += table->text.at[table->at] == '\n';
		buf_add_char(&out, table->text.at[table->at]);
	}
	table->at += !at_end(table);
	field = arena_copy(table->arena, buf_span(&out));
	buf_release(&out);
	return field;
}

static struct span bare_read(struct table *table)
{
	size_t from = table->at;

	while (!at_end(table) && table->text.at[table->at] != table->mark && table->text.at[table->at] != '\n')
		table->at++;
	return span_trim(span_make(table->text.at + from, table->at - from));
}

/* The next row; false at the end. Fields beyond the 200th are left out. */
static bool row_read(struct table *table)
{
	bool more = true;

	table->field_count = 0;
	if (at_end(table))
		return false;
	while (more) {
		size_t from = table->at;
		bool quoted = !at_end(table) && table->text.at[from] == '"';
		struct span field = quoted ? quoted_read(table) : (struct span){ NULL, 0 };
		struct span rest = bare_read(table);

		/* Words behind the quotes: they were a quotation, no fence. */
		if (rest.bytes > 0)
			field = span_trim(span_make(table->text.at + from, table->at - from));
		if (table->field_count < COLUMNS_MOST)
			table->fields[table->field_count++] = field;
		more = !at_end(table) && table->text.at[table->at] == table->mark;
		table->at++;
	}
	table->line++;
	return true;
}

static bool row_is_empty(const struct table *table)
{
	return table->field_count == 0 || (table->field_count == 1 && table->fields[0].bytes == 0);
}

/* The mark that stands oftenest in the heading. */
static char mark_find(struct span text)
{
	static const char marks[] = { '\t', ',', ';', '|' };
	struct span heading = span_cut(&text, '\n');
	size_t most = 0;
	char mark = ',';

	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t count = 0;

		for (size_t k = 0; k < heading.bytes; k++)
			count += heading.at[k] == marks[i];
		if (count > most) {
			most = count;
			mark = marks[i];
		}
	}
	return mark;
}

static enum column column_of(struct span name)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (name.bytes == strlen(names[i].name) && strncasecmp(name.at, names[i].name, name.bytes) == 0)
			return names[i].column;
	return COLUMN_COUNT;
}

/* Reads the heading; false when it names no text. */
static bool heading_read(struct table *table)
{
	bool has_text = false;

	table->mark = mark_find(table->text);
	if (!row_read(table))
		return false;
	table->column_count = table->field_count;
	for (size_t i = 0; i < table->column_count; i++) {
		table->columns[i] = column_of(span_trim(table->fields[i]));
		has_text |= table->columns[i] == COLUMN_TEXT;
	}
	return has_text;
}

static struct span field_of(const struct table *table, enum column column)
{
	for (size_t i = 0; i < table->column_count && i < table->field_count; i++)
		if (table->columns[i] == column)
			return arena_copy(table->arena, span_trim(table->fields[i]));
	return (struct span){ NULL, 0 };
}

static bool row_take(const struct table *table, const struct charset *used, size_t from, size_t to)
{
	struct draft draft = draft_new(table->input, from, to, "csv/1", table->arena);
	struct article *article = draft.article;
	struct span lang = field_of(table, COLUMN_LANG);

	article->from.charset = *used;
	article->id = field_of(table, COLUMN_ID);
	article->url = field_of(table, COLUMN_URL);
	article->source = field_of(table, COLUMN_SOURCE);
	article->author = field_of(table, COLUMN_AUTHOR);
	article->text = field_of(table, COLUMN_TEXT);
	if (lang.bytes >= 2 && lang.bytes < LANG_TEXT)
		snprintf(article->lang, LANG_TEXT, "%.*s", (int)lang.bytes, lang.at);
	draft_title(&draft, field_of(table, COLUMN_TITLE), "column");
	draft_published(&draft, stamp_read(field_of(table, COLUMN_DATE)), ORIGIN_METADATA);
	article_complete(article, table->input->options);
	plain_blocks(article, false, table->arena);
	return table->input->take(article, table->arena, table->input->with);
}

/* Tells of a quote that is never closed and goes on in the next line, though not for
 * ever: each such quote costs a look at all the rest. */
static bool unclosed_pass(struct table *table, size_t from, size_t line)
{
	struct span rest = span_make(table->text.at + from, table->text.bytes - from);

	input_fault(table->input, "", line, "a quoted field that does not end");
	table->unclosed = false;
	table->at = from + span_find(rest, span_of("\n")) + 1;
	table->line = line + 1;
	return ++table->unclosed_count < UNCLOSED_MOST;
}

static void rows_take(struct table *table, const struct charset *used, struct origin *origin)
{
	bool goes_on = true;

	while (goes_on) {
		size_t from = table->at, line = table->line, to;

		arena_reset(table->arena);
		if (!row_read(table))
			break;
		to = table->at < table->text.bytes ? table->at : table->text.bytes;
		if (table->unclosed)
			goes_on = unclosed_pass(table, from, line);
		else if (row_is_empty(table))
			continue;
		else if (table->field_count != table->column_count)
			input_fault(table->input, "", line, "%zu fields, and %zu columns are named", table->field_count,
				    table->column_count);
		else if (field_of(table, COLUMN_TEXT).bytes == 0)
			input_fault(table->input, "", line, "a row without text");
		else {
			struct byte_range range = origin_range(origin, from, to);

			goes_on = row_take(table, used, range.from, range.to);
		}
	}
}

void read_csv(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct table *table = arena_alloc(arena, sizeof(*table));
	struct charset used = { .name = "" };
	struct origin origin;

	table->input = input;
	table->line = 1;
	table->text = input_decode(input, NULL, arena, &used, err);
	origin = origin_start(input, table->text, &used);
	table->at = span_starts(table->text, "\xEF\xBB\xBF") ? 3 : 0;
	table->arena = arena_new();
	if (err->status == STATUS_OK && !heading_read(table))
		error_set(err, STATUS_DATA, "", "the first line names no column \"text\"");
	if (err->status == STATUS_OK)
		rows_take(table, &used, &origin);
	arena_free(table->arena);
	arena_free(arena);
}
