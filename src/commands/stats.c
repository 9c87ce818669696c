/* dateline stats: what the index holds. */
#include "commands/command.h"
#include "commands/gazetteer.h"

#include "dateline/index.h"
#include "dateline/json.h"

#include <inttypes.h>

/* Values of a facet that are told: the largest ones. */
#define ROWS_MOST 10

static const char *const counted[] = { "sources", "langs" };

struct contents {
	struct index_stats stats;
	struct found facets;    /* of all passages, by `counted` */
	uint32_t stale;
};

static void read_contents(const struct invocation *line, const char *directory, struct arena *arena, struct contents *out,
			  struct error *err)
{
	struct index_reader *reader = index_open(&directory, 1, err);
	struct gazetteer *gazetteer = places_open(line, err);
	struct facet_ask asks[COUNT(counted)];
	struct search search = { .match = match_new(MATCH_ALL, arena), .facets = asks, .facet_count = COUNT(asks) };

	for (size_t i = 0; i < COUNT(counted); i++)
		asks[i].slot = field_get(counted[i])->slot;
	if (err->status == STATUS_OK) {
		index_stats(reader, arena, &out->stats, err);
		index_search(reader, &search, arena, &out->facets, err);
		out->stale = index_stale(reader, gazetteer, err);
	}
	gazetteer_close(gazetteer);
	index_close(reader);
}

static void days_of(const struct contents *contents, char first[DATE_TEXT], char last[DATE_TEXT])
{
	first[0] = last[0] = '\0';
	if (date_is_known(contents->stats.first))
		day_print(contents->stats.first.from_day, first);
	if (date_is_known(contents->stats.last))
		day_print(contents->stats.last.to_day, last);
}

static void add_json(const char *directory, const struct contents *contents, struct buf *out)
{
	const struct index_stats *stats = &contents->stats;
	struct json json = { .out = out };
	char first[DATE_TEXT], last[DATE_TEXT];

	days_of(contents, first, last);
	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.stats/1");
	json_chars(&json, "index", directory);
	json_number(&json, "articles", stats->articles);
	json_number(&json, "passages", stats->passages);
	json_number(&json, "undated", stats->undated);
	json_chars(&json, "first", first);
	json_chars(&json, "last", last);
	json_number(&json, "bytes", (int64_t)stats->bytes);
	json_chars(&json, "uuid", stats->uuid);
	json_number(&json, "revision", (int64_t)stats->revision);
	json_span(&json, "version", stats->version);
	json_number(&json, "stale", contents->stale);
	for (size_t i = 0; i < COUNT(counted); i++) {
		json_open_array(&json, counted[i]);
		for (size_t j = 0; j < contents->facets.facets[i].count; j++) {
			json_open_object(&json, NULL);
			json_span(&json, "key", contents->facets.facets[i].counts[j].key);
			json_number(&json, "count", contents->facets.facets[i].counts[j].count);
			json_close_object(&json);
		}
		json_close_array(&json);
	}
	json_close_object(&json);
	buf_add_char(out, '\n');
}

static void add_facet(const char *name, const struct facet_answer *facet, struct buf *out)
{
	buf_printf(out, "%-10s", name);
	for (size_t i = 0; i < facet->count && i < ROWS_MOST; i++) {
		buf_add_string(out, i ? ", " : "");
		add_safe(out, facet->counts[i].key);
		buf_printf(out, " %u", (unsigned)facet->counts[i].count);
	}
	if (facet->count > ROWS_MOST)
		buf_printf(out, " and %zu more", facet->count - ROWS_MOST);
	if (facet->missing)
		buf_printf(out, "%snone %u", facet->count ? ", " : "", (unsigned)facet->missing);
	buf_add_char(out, '\n');
}

static void add_text(const char *directory, const struct contents *contents, struct buf *out)
{
	const struct index_stats *stats = &contents->stats;
	char first[DATE_TEXT], last[DATE_TEXT];

	days_of(contents, first, last);
	buf_printf(out, "%-10s%s\n", "index", directory);
	buf_printf(out, "%-10s%u\n", "articles", (unsigned)stats->articles);
	buf_printf(out, "%-10s%u, of them %u without a date\n", "passages", (unsigned)stats->passages, (unsigned)stats->undated);
	if (*first)
		buf_printf(out, "%-10s%s to %s\n", "days", first, *last ? last : "today");
	add_facet("sources", &contents->facets.facets[0], out);
	add_facet("languages", &contents->facets.facets[1], out);
	buf_printf(out, "%-10s%.1f MB on disk, form %.*s, revision %" PRIu64 "\n", "size", (double)stats->bytes / 1e6,
		   (int)stats->version.bytes, stats->version.at, stats->revision);
	if (contents->stale)
		buf_printf(out, "%-10s%u passages were made with other rules for names, dates or places: ingest them again\n",
			   "stale", (unsigned)contents->stale);
}

static enum status run(struct invocation *line, struct error *err)
{
	const char *directory = index_directory(line);
	struct contents contents = { 0 };
	struct buf out = BUF_INIT(BUF_TEXT_MOST);

	if (line->operand_count)
		error_set(err, STATUS_USAGE, NULL, "stats takes no operands; name the index by --index");
	read_contents(line, directory, line->arena, &contents, err);
	if (err->status == STATUS_OK && line->json)
		add_json(directory, &contents, &out);
	else if (err->status == STATUS_OK)
		add_text(directory, &contents, &out);
	print_screen(line, buf_span(&out), err);
	buf_release(&out);
	return STATUS_OK;
}

const struct command command_stats = {
	"stats", "Tells what the index holds", "", NULL, 0, run,
};
