/* dateline names: the normal form of a name with the spellings of an index, or the keys of many. */
#include "commands/asking.h"

#include "dateline/file.h"
#include "dateline/name.h"

#include <inttypes.h>

#define NAMES_BYTES_MOST ((size_t)1 << 30)
#define FLUSH_BYTES ((size_t)1 << 16)

static const struct option_row options[] = {
	{ "keys", 0, NULL, "reads names, one a line, and prints the keys of each word, closed by |" },
};

/* "name<TAB>key key | key |" */
static void keys_print(struct span name, struct arena *arena, struct buf *out)
{
	struct text text;

	text_read(name, arena, &text);
	buf_add_span(out, name);
	for (size_t i = 0; i < text.count; i++) {
		struct name_key keys[NAME_KEYS_MOST];
		size_t count = name_keys(text.words[i].folded, keys);

		buf_add_char(out, i == 0 ? '\t' : ' ');
		for (size_t k = 0; k < count; k++)
			buf_printf(out, "%s ", keys[k].text);
		buf_add_char(out, '|');
	}
	buf_add_string(out, text.count == 0 ? "\t\n" : "\n");
}

static void run_keys(struct error *err)
{
	struct buf in = BUF_INIT(NAMES_BYTES_MOST), out = BUF_INIT(BUF_TEXT_MOST);
	struct arena *arena = arena_new();
	struct span rest;

	file_read("-", &in, err);
	rest = buf_span(&in);
	if (span_ends(rest, "\n"))
		rest.bytes--;
	while (err->status == STATUS_OK && rest.bytes > 0) {
		struct span row = span_cut(&rest, '\n');

		if (span_ends(row, "\r"))
			row.bytes--;
		keys_print(row, arena, &out);
		arena_reset(arena);
		if (out.bytes >= FLUSH_BYTES) {
			print_out(buf_span(&out), err);
			buf_clear(&out);
		}
	}
	print_out(buf_span(&out), err);
	arena_free(arena);
	buf_release(&out);
	buf_release(&in);
}

/* The spellings of the surname in the index, where there is one: nobody needs one to
 * ask for a normal form. */
static void add_spellings(const struct invocation *line, struct span name, struct buf *out, struct error *err)
{
	const char *directory = index_directory(line);
	const struct name_options any = { 0 };
	struct error none = { 0 };
	struct index_reader *reader = index_open(&directory, 1, &none);
	struct spelling *spellings;
	size_t count;

	if (!reader) {
		if (given_has(line, "index"))
			*err = none;
		return;
	}
	count = query_spellings(reader, name, &any, line->arena, &spellings, err);
	for (size_t i = 0; i < count; i++) {
		buf_add_string(out, "in the index\t");
		add_safe(out, spellings[i].surface);
		buf_printf(out, "\t%" PRIu32 "\n", spellings[i].count);
	}
	index_close(reader);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span name;

	if (given_has(line, "keys")) {
		run_keys(err);
		return STATUS_OK;
	}
	name = span_trim(operands_joined(line));
	if (name.bytes == 0) {
		error_set(err, STATUS_USAGE, NULL, "wants a name, or --keys and names on standard input");
		return STATUS_USAGE;
	}
	name_describe(name, &out);
	add_spellings(line, name, &out, err);
	print_screen(line, buf_span(&out), err);
	buf_release(&out);
	return STATUS_OK;
}

const struct command command_names = {
	"names", "Shows a name in every spelling: romanisations, keys, what the index holds", "NAME | --keys < NAMES",
	options, COUNT(options), run
};
