/* Asks for a reading list, and keeps what asks for it again. */
#include "commands/listing.h"

#include <stdlib.h>
#include <time.h>

const struct list_format list_formats[] = {
	{ "markdown", list_print_markdown }, { "html", list_print_html },     { "csv", list_print_csv },
	{ "json", list_print_json },         { "ris", list_print_ris },       { "csl-json", list_print_csl },
	{ "biblatex", list_print_biblatex }, { "atom", list_print_atom },     { "timelinejs", list_print_timeline },
};
const size_t list_format_count = COUNT(list_formats);

static void add_part(struct buf *title, struct span text)
{
	if (text.bytes == 0)
		return;
	buf_add_string(title, title->bytes > 0 ? ", " : "");
	buf_add_span(title, text);
}

static void add_parts(struct buf *title, const struct span *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_part(title, texts[i]);
}

static void add_without(const struct invocation *line, struct buf *title, const struct span *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_part(title, arena_printf(line->arena, "without %.*s", (int)texts[i].bytes, texts[i].at));
}

/* "gas prices, Mangystau, 2022-01-01..2022-01-05" */
static struct span title_of(const struct invocation *line, const struct ask *ask)
{
	struct buf title = BUF_INIT((size_t)64 << 10);
	struct span text = span_of(given_text(line, "title", ""));

	if (text.bytes > 0)
		return text;
	add_part(&title, ask->words);
	add_parts(&title, ask->persons, ask->person_count);
	add_parts(&title, ask->places, ask->place_count);
	for (size_t i = 0; i < ask->near_count; i++)
		add_part(&title, arena_printf(line->arena, "near %.*s", (int)ask->nears[i].bytes, ask->nears[i].at));
	add_parts(&title, ask->sources, ask->source_count);
	add_parts(&title, ask->langs, ask->lang_count);
	add_without(line, &title, ask->not_persons, ask->not_person_count);
	add_without(line, &title, ask->not_places, ask->not_place_count);
	add_without(line, &title, ask->not_sources, ask->not_source_count);
	add_without(line, &title, ask->not_langs, ask->not_lang_count);
	if (ask->from.bytes + ask->to.bytes > 0)
		add_part(&title, arena_printf(line->arena, "%s..%s", ask->from.at, ask->to.at));
	if (title.bytes == 0)
		add_part(&title, span_of("Everything"));
	text = arena_copy(line->arena, buf_span(&title));
	buf_release(&title);
	return text;
}

/* The day of making, of UTC; SOURCE_DATE_EPOCH where a build wants the same bytes again. */
static void made_on(char out[DATE_TEXT])
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	time_t now = fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);

	day_print((int32_t)(now / 86400), out);
}

static void open_listing(struct listing *listing, const struct invocation *line, uint32_t whole, struct error *err)
{
	static const char *const units[] = { "day", "month", "year", NULL };
	struct index_stats stats = { 0 };
	struct ask *ask = &listing->ask;
	struct list *list = &listing->list;

	*listing = (struct listing){ .ask = { .words = operands_joined(line) } };
	ask_read(line, RESULTS_MOST - (uint32_t)given_number(line, "offset", 0, 0, RESULTS_MOST, err), ask, err);
	if (!given_has(line, "sort"))
		ask->sort = SORT_DATE;
	if (whole > 0) {
		ask->limit = whole;
		ask->offset = 0;
	}
	*list = (struct list){ .answer = &listing->answer, .ask = ask };
	list->by = (enum list_unit)given_choice(line, "by", units, LIST_BY_DAY, err);
	session_open(&listing->session, line, err);
	query_run(listing->session.reader, listing->session.gazetteer, ask, line->arena, &listing->answer, err);
	if (err->status != STATUS_OK)
		return;
	index_stats(listing->session.reader, line->arena, &stats, err);
	list->title = title_of(line, ask);
	list->index_id = arena_copy(line->arena, span_of(stats.uuid));
	list->revision = stats.revision;
	made_on(list->made_on);
	list_digest(&listing->answer, list->digest);
}

void listing_open(struct listing *listing, const struct invocation *line, struct error *err)
{
	open_listing(listing, line, 0, err);
}

void listing_open_whole(struct listing *listing, const struct invocation *line, uint32_t most, struct error *err)
{
	open_listing(listing, line, most, err);
}

void listing_close(struct listing *listing)
{
	session_close(&listing->session);
}

static bool asks_something(const char *name)
{
	static const char *const others[] = { "index", "places", "format", "json", "color", "quiet", "no-pager",
					    "output", "receipt" };

	for (size_t i = 0; i < COUNT(others); i++)
		if (strcmp(others[i], name) == 0)
			return false;
	return true;
}

size_t listing_arguments(const struct invocation *line, struct span **out)
{
	struct span *words = arena_new_array(line->arena, struct span, line->given_count + line->operand_count + 2);
	size_t count = 0;

	for (size_t i = 0; i < line->given_count; i++) {
		const struct given *given = &line->given[i];

		if (!asks_something(given->row->name))
			continue;
		words[count++] = given->value ? arena_printf(line->arena, "--%s=%s", given->row->name, given->value)
					      : arena_printf(line->arena, "--%s", given->row->name);
	}
	words[count++] = span_of("--");
	for (size_t i = 0; i < line->operand_count; i++)
		words[count++] = span_of(line->operands[i]);
	*out = words;
	return count;
}
