/* Reads and writes the file of saved searches: [name], then "option = value" lines and the query. */
#include "commands/searches.h"
#include "commands/config.h"

#include "dateline/file.h"

#include <sys/stat.h>

#define SEARCHES_BYTES_MOST ((size_t)1 << 20)
#define NAME_BYTES_MOST 100

static const char heading[] =
	"# Saved searches of dateline: under its [name] what each asks, as options of dateline list and a query.\n"
	"# dateline new NAME tells what came since it was last asked.\n";

const char *searches_path(struct arena *arena)
{
	const char *settings = config_path(arena), *slash = strrchr(settings, '/');

	return arena_printf(arena, "%.*ssearches", slash ? (int)(slash - settings) + 1 : 0, settings).at;
}

/* ---- reading ---- */

static void fault(const struct searches *searches, size_t line, struct error *err, const char *what, struct span text)
{
	char where[512];

	snprintf(where, sizeof(where), "%s:%zu", searches->path, line);
	error_set(err, STATUS_USAGE, where, "%s \"%.*s\"", what, (int)text.bytes, text.at ? text.at : "");
}

static const struct option_row *row_named(struct span name)
{
	for (size_t i = 0; i < command_list.option_count; i++)
		if (span_is(name, command_list.options[i].name))
			return &command_list.options[i];
	for (size_t i = 0; i < common_option_count; i++)
		if (span_is(name, common_options[i].name))
			return &common_options[i];
	return NULL;
}

static void add_argument(struct saved_search *search, struct span text, struct arena *arena)
{
	search->arguments = arena_grow(arena, search->arguments, search->argument_count, search->argument_count + 2,
				       sizeof(*search->arguments));
	search->arguments[search->argument_count++] = arena_string(arena, text);
	search->arguments[search->argument_count] = NULL;
}

static void begin(struct searches *searches, struct span name, size_t line, struct arena *arena)
{
	struct saved_search *search = &(ARENA_PUSH(arena, searches->items, searches->count, searches->room));

	*search = (struct saved_search){ .name = arena_copy(arena, name), .query = span_of(""), .line = line };
	add_argument(search, span_of("list"), arena);
}

/* The query stands last, behind "--": it may begin with a minus. */
static void end(struct searches *searches, struct arena *arena)
{
	struct saved_search *search = searches->count > 0 ? &searches->items[searches->count - 1] : NULL;

	if (!search || search->query.bytes == 0)
		return;
	add_argument(search, span_of("--"), arena);
	add_argument(search, search->query, arena);
}

static void read_setting(struct searches *searches, struct span name, struct span value, size_t line, struct arena *arena,
			 struct error *err)
{
	struct saved_search *search = &searches->items[searches->count - 1];
	const struct option_row *row = row_named(name);

	if (span_is(name, "query"))
		search->query = arena_copy(arena, value);
	else if (!row)
		fault(searches, line, err, "dateline list has no option", name);
	else if (row->value)
		add_argument(search, arena_printf(arena, "--%s=%.*s", row->name, (int)value.bytes, value.at), arena);
	else if (span_is(value, "yes"))
		add_argument(search, arena_printf(arena, "--%s", row->name), arena);
	else if (!span_is(value, "no"))
		fault(searches, line, err, "yes or no is wanted, not", value);
}

static void read_line(struct searches *searches, struct span text, size_t line, struct arena *arena, struct error *err)
{
	struct span name;

	text = span_trim(text);
	if (text.bytes == 0 || text.at[0] == '#')
		return;
	if (text.at[0] == '[' && span_ends(text, "]")) {
		end(searches, arena);
		begin(searches, span_trim(span_make(text.at + 1, text.bytes - 2)), line, arena);
	} else if (searches->count == 0) {
		fault(searches, line, err, "a saved search begins with its [name], not", text);
	} else if (!memchr(text.at, '=', text.bytes)) {
		fault(searches, line, err, "a line of a saved search is \"option = value\", not", text);
	} else {
		name = span_trim(span_cut(&text, '='));
		read_setting(searches, name, span_trim(text), line, arena, err);
	}
}

void searches_read(struct searches *searches, struct arena *arena, struct error *err)
{
	struct buf bytes = BUF_INIT(SEARCHES_BYTES_MOST);
	struct stat status;
	size_t line = 0;
	struct span rest;

	*searches = (struct searches){ .path = searches_path(arena) };
	if (stat(searches->path, &status) != 0)
		return;
	file_read(searches->path, &bytes, err);
	rest = buf_span(&bytes);
	while (rest.bytes > 0 && err->status == STATUS_OK)
		read_line(searches, span_cut(&rest, '\n'), ++line, arena, err);
	end(searches, arena);
	buf_release(&bytes);
}

struct saved_search *searches_find(const struct searches *searches, struct span name, struct error *err)
{
	struct arena *scratch = arena_new();
	const char **names = arena_new_array(scratch, const char *, searches->count + 1);
	const char *nearest;
	struct saved_search *found = NULL;

	for (size_t i = 0; i < searches->count && err->status == STATUS_OK; i++) {
		names[i] = arena_string(scratch, searches->items[i].name);
		if (span_equal(searches->items[i].name, name))
			found = &searches->items[i];
	}
	if (!found && err->status == STATUS_OK) {
		nearest = nearest_name(arena_string(scratch, name), names, searches->count);
		error_set(err, STATUS_USAGE, NULL, nearest ? "no search is saved as \"%.*s\"; did you mean %s?"
				: "no search is saved as \"%.*s\"; see dateline saved", (int)name.bytes, name.at, nearest);
	}
	arena_free(scratch);
	return found;
}

/* ---- writing ---- */

/* The file's own lines stay as they are, but those of the search `name`. */
static void copy_others(const struct searches *searches, struct span name, struct buf *out, struct error *err)
{
	struct buf bytes = BUF_INIT(SEARCHES_BYTES_MOST);
	struct stat status;
	struct span rest;
	bool passing = false;

	if (stat(searches->path, &status) != 0) {
		buf_add_string(out, heading);
		return;
	}
	file_read(searches->path, &bytes, err);
	rest = buf_span(&bytes);
	while (rest.bytes > 0) {
		struct span line = span_cut(&rest, '\n'), text = span_trim(line);

		if (text.bytes > 1 && text.at[0] == '[' && span_ends(text, "]"))
			passing = span_equal(span_trim(span_make(text.at + 1, text.bytes - 2)), name);
		if (passing)
			continue;
		buf_add_span(out, line);
		buf_add_char(out, '\n');
	}
	buf_release(&bytes);
}

static void write_file(const struct searches *searches, struct buf *out, struct arena *arena, struct error *err)
{
	const char *slash = strrchr(searches->path, '/');

	if (slash && slash > searches->path)
		file_make_directories(arena_string(arena, span_make(searches->path, (size_t)(slash - searches->path))), err);
	if (out->overflowed)
		error_set(err, STATUS_USAGE, searches->path, "would grow past %zu bytes", out->most);
	if (err->status == STATUS_OK)
		file_write(searches->path, buf_span(out), err);
}

static bool is_one_line(struct span text)
{
	for (size_t i = 0; i < text.bytes; i++)
		if ((unsigned char)text.at[i] < ' ')
			return false;
	return true;
}

static void check_name(struct span name, struct error *err)
{
	if (name.bytes == 0 || name.bytes > NAME_BYTES_MOST || !is_one_line(name) || memchr(name.at, ']', name.bytes) ||
	    span_trim(name).bytes != name.bytes)
		error_set(err, STATUS_USAGE, NULL, "a name is one to %d bytes of one line, without \"]\" and outer spaces",
			  NAME_BYTES_MOST);
}

/* "--place=Aktau" as "place = Aktau". */
static void add_option(struct span option, struct buf *out, struct error *err)
{
	struct span value = option, name;

	if (!is_one_line(option) || span_ends(option, " "))
		error_set(err, STATUS_USAGE, NULL, "\"%.*s\" does not fit in a line of a file", (int)option.bytes, option.at);
	name = span_cut(&value, '=');
	buf_printf(out, "%.*s = ", (int)name.bytes - 2, name.at + 2);
	if (name.bytes == option.bytes)
		buf_add_string(out, "yes");
	else
		buf_add_span(out, value);
	buf_add_char(out, '\n');
}

/* Blanks of every kind are one to a query. */
static void add_query(const struct span *words, size_t count, struct buf *out)
{
	buf_add_string(out, "query = ");
	for (size_t i = 0; i < count; i++) {
		buf_add_string(out, i > 0 ? " " : "");
		for (size_t k = 0; k < words[i].bytes; k++)
			buf_add_char(out, (unsigned char)words[i].at[k] < ' ' ? ' ' : words[i].at[k]);
	}
	buf_add_char(out, '\n');
}

void searches_add(struct searches *searches, struct span name, const struct span *arguments, size_t count,
		  struct arena *arena, struct error *err)
{
	struct buf out = BUF_INIT(SEARCHES_BYTES_MOST);
	size_t i = 0;

	check_name(name, err);
	copy_others(searches, name, &out, err);
	buf_printf(&out, "\n[%.*s]\n", (int)name.bytes, name.at);
	for (; i < count && !span_is(arguments[i], "--"); i++)
		add_option(arguments[i], &out, err);
	if (i + 1 < count)
		add_query(arguments + i + 1, count - i - 1, &out);
	write_file(searches, &out, arena, err);
	buf_release(&out);
	if (err->status == STATUS_OK)
		searches_read(searches, arena, err);
}

void searches_remove(struct searches *searches, struct span name, struct arena *arena, struct error *err)
{
	struct buf out = BUF_INIT(SEARCHES_BYTES_MOST);

	if (searches_find(searches, name, err)) {
		copy_others(searches, name, &out, err);
		write_file(searches, &out, arena, err);
	}
	buf_release(&out);
}

/* ---- as command lines ---- */

static void add_quoted(struct span word, struct buf *out)
{
	bool plain = word.bytes > 0;

	for (size_t i = 0; i < word.bytes; i++)
		plain = plain && ((unsigned char)word.at[i] >= 0x80 || strchr("-_=./:,+@%", word.at[i]) ||
				  (word.at[i] >= '0' && word.at[i] <= '9') || ((word.at[i] | 0x20) >= 'a' && (word.at[i] | 0x20) <= 'z'));
	if (plain) {
		buf_add_span(out, word);
		return;
	}
	buf_add_char(out, '\'');
	for (size_t i = 0; i < word.bytes; i++) {
		if (word.at[i] == '\'')
			buf_add_string(out, "'\\'");
		buf_add_char(out, word.at[i]);
	}
	buf_add_char(out, '\'');
}

void search_print_line(const struct saved_search *search, struct buf *out)
{
	buf_add_string(out, "dateline search");
	for (size_t i = 1; i < search->argument_count; i++) {
		/* "--" is wanted only before a query that looks like an option. */
		if (strcmp(search->arguments[i], "--") == 0 && !span_starts(search->query, "-"))
			continue;
		buf_add_char(out, ' ');
		add_quoted(span_of(search->arguments[i]), out);
	}
}
