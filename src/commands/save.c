/* dateline save: keeps a search under a name, and what it finds now. */
#include "commands/searches.h"

#include <stdlib.h>

static const struct option_row options[] = {
	FILTER_ROWS,
	{ "person", 0, "NAME", "that mention this person, however spelled; may be repeated" },
	NAME_ROWS,
	{ "sort", 0, "ORDER", "date (the default), -date or relevance: the order in which the new are told" },
	{ "group", 0, "WHAT", "article: the best passage of each" },
	{ "all", 0, NULL, "the first dateline new tells all there is, not only what came after today" },
};

/* What asks the same from any folder on any day. */
static size_t arguments_of(const struct invocation *line, struct span **out)
{
	size_t count = listing_arguments(line, out), kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct span word = (*out)[i], path = word;
		char *absolute = NULL;

		if (i < count - line->operand_count && span_is(word, "--all"))
			continue;
		span_cut(&path, '=');
		if (i < count - line->operand_count && span_starts(word, "--people="))
			absolute = realpath(arena_string(line->arena, path), NULL);
		(*out)[kept++] = absolute ? arena_printf(line->arena, "--people=%s", absolute) : word;
		free(absolute);
	}
	return kept;
}

static struct saved_search search_of(const struct invocation *line, struct span name, const struct span *arguments, size_t count)
{
	struct saved_search search = { .name = name, .query = operands_joined(line) };

	search.arguments = arena_new_array(line->arena, char *, count + 2);
	search.arguments[search.argument_count++] = arena_string(line->arena, span_of("list"));
	for (size_t i = 0; i < count; i++)
		search.arguments[search.argument_count++] = arena_string(line->arena, arguments[i]);
	return search;
}

static void save(const struct invocation *line, const struct saved_search *search, const struct span *arguments, size_t count,
		 struct error *err)
{
	struct searches searches;
	struct error absent = { 0 };
	struct listing listing;
	bool is_known;

	searches_read(&searches, line->arena, err);
	is_known = searches_find(&searches, search->name, &absent) != NULL;
	search_ask(line, search, &listing, err);
	if (err->status == STATUS_OK) {
		tell_lines(line, listing.answer.warnings);
		searches_add(&searches, search->name, arguments, count, line->arena, err);
	}
	if (err->status == STATUS_OK && given_has(line, "all"))
		mark_remove(line, search->name);
	else if (err->status == STATUS_OK)
		mark_write(line, search->name, &listing.answer, err);
	if (err->status == STATUS_OK)
		tell(line, "%s as \"%.*s\" in %s: %u %s now; dateline new tells what comes", is_known ? "saved anew" : "saved",
		     (int)search->name.bytes, search->name.at, searches.path, listing.answer.total,
		     listing.answer.total == 1 ? "passage" : "passages");
	listing_close(&listing);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct span name = span_of(line->operand_count > 0 ? line->operands[0] : "");
	struct saved_search search;
	struct span *arguments;
	size_t count;

	if (line->operand_count == 0) {
		error_set(err, STATUS_USAGE, NULL, "wants a name, and what is to be searched: dateline save NAME QUERY");
		return err->status;
	}
	line->operands++;
	line->operand_count--;
	count = arguments_of(line, &arguments);
	if (count == 1)
		error_set(err, STATUS_USAGE, NULL, "wants a query or a filter to be saved as \"%.*s\"", (int)name.bytes, name.at);
	if (err->status != STATUS_OK)
		return err->status;
	search = search_of(line, name, arguments, count);
	save(line, &search, arguments, count, err);
	return STATUS_OK;
}

const struct command command_save = {
	"save", "Keeps a search under a name, to ask again for what is new", "NAME [QUERY...]", options, COUNT(options), run
};
