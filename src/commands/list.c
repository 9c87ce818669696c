/* dateline list: a reading list in the order of dates, in a format to take away. */
#include "commands/listing.h"

static const struct option_row options[] = {
	SEARCH_ROWS,
	{ "by", 0, "UNIT", "day, month or year: the headings of the list" },
	{ "title", 0, "TEXT", "the title of the list" },
	{ "output", 'o', "FILE", "writes the list to FILE, and its receipt to FILE.receipt.json" },
	{ "receipt", 0, "FILE", "writes the receipt to FILE: dateline replay asks the same again" },
};

static const struct list_format *format_asked(const struct invocation *line, struct error *err)
{
	const char **names = arena_new_array(line->arena, const char *, list_format_count + 1);
	int otherwise = 0;

	for (size_t i = 0; i < list_format_count; i++) {
		names[i] = list_formats[i].name;
		if (line->json && strcmp(names[i], "json") == 0)
			otherwise = (int)i;
	}
	return &list_formats[given_choice(line, "format", names, otherwise, err)];
}

static void write_receipt(const struct invocation *line, const struct list *list, const char *output, struct error *err)
{
	const char *path = given_text(line, "receipt", NULL);
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct span *arguments;
	size_t count = listing_arguments(line, &arguments);

	if (!path && output)
		path = arena_printf(line->arena, "%s.receipt.json", output).at;
	if (!path)
		return;
	receipt_print(list, arguments, count, &out);
	if (err->status == STATUS_OK)
		file_write(path, buf_span(&out), err);
	buf_release(&out);
}

static void print_list(const struct invocation *line, const struct list *list, const struct list_format *format,
		       struct error *err)
{
	const char *output = given_text(line, "output", NULL);
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);

	format->print(list, &out);
	if (output && !out.overflowed) {
		file_write(output, buf_span(&out), err);
		buf_clear(&out);
	}
	refuse_overflow(&out, err);
	print_out(buf_span(&out), err);
	buf_release(&out);
	write_receipt(line, list, output, err);
}

static void tell_count(const struct invocation *line, const struct listing *listing)
{
	const struct answer *answer = &listing->answer;

	if (answer->total > listing->ask.offset + answer->hit_count)
		tell(line, "%zu of %u passages are listed; narrow the dates, or go on with --offset", answer->hit_count,
		     answer->total);
	if (answer->total > 0)
		return;
	tell(line, "nothing found");
	tell_lines(line, answer->advice);
}

static enum status run(struct invocation *line, struct error *err)
{
	const struct list_format *format = format_asked(line, err);
	struct listing listing;

	listing_open(&listing, line, err);
	if (err->status == STATUS_OK) {
		tell_lines(line, listing.answer.warnings);
		if (listing.answer.total > 0 || line->json)
			print_list(line, &listing.list, format, err);
		tell_count(line, &listing);
	} else {
		tell_column(line, listing.ask.words, err);
	}
	listing_close(&listing);
	return listing.answer.total > 0 ? STATUS_OK : STATUS_NO_MATCH;
}

const struct command command_list = {
	"list", "Makes a reading list by date, to take away", "[QUERY...]", options, COUNT(options), run
};
