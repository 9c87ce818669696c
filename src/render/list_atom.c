/* Prints a reading list as an Atom feed with ids that stay. */
#include "render/entry.h"

#include <inttypes.h>

static void add_element(const char *name, struct span text, struct buf *out)
{
	if (text.bytes == 0)
		return;
	buf_printf(out, "<%s>", name);
	entry_xml(text, out);
	buf_printf(out, "</%s>\n", name);
}

/* Atom wants an instant: the day of publication, else of the event, else the
 * epoch; a day is told at midnight, UTC. */
static void add_updated(const struct record *r, struct buf *out)
{
	struct date date = date_is_known(r->published) ? r->published : r->date;
	int year = 1970, month = 1, day = 1;

	if (date_is_known(date) && date.from_day != DAY_OPEN_FROM)
		day_split(date.from_day, &year, &month, &day);
	year = year < 0 ? 0 : year > 9999 ? 9999 : year;
	buf_printf(out, "<updated>%04d-%02d-%02dT00:00:00Z</updated>\n", year, month, day);
}

static void print_entry(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *r = &hit->hit.record;
	struct span url = entry_url(r->url, arena);
	char event[DATE_TEXT];

	entry_date(r->date, event);
	buf_add_string(out, "<entry>\n");
	buf_printf(out, "<id>tag:dateline,2026:%s</id>\n", r->id);
	add_element("title", r->title.bytes > 0 ? r->title : r->path, out);
	add_updated(r, out);
	buf_add_string(out, "<author>");
	add_element("name", r->author.bytes > 0 ? r->author : r->source.bytes > 0 ? r->source : r->path, out);
	buf_add_string(out, "</author>\n");
	if (url.bytes > 0) {
		buf_add_string(out, "<link rel=\"alternate\" href=\"");
		entry_xml(url, out);
		buf_add_string(out, "\"/>\n");
	}
	for (size_t i = 0; i < hit->place_count; i++) {
		buf_add_string(out, "<category term=\"");
		entry_xml(hit->places[i], out);
		buf_add_string(out, "\"/>\n");
	}
	buf_add_string(out, "<summary>");
	if (event[0])
		buf_printf(out, "%s. ", event);
	entry_xml(hit->snippet.text, out);
	buf_add_string(out, "</summary>\n</entry>\n");
}

void list_print_atom(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();
	char id[DIGEST_TEXT];

	digest_hex(list->title, id);
	buf_add_string(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
			    "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
	buf_printf(out, "<id>tag:dateline,2026:list-%s</id>\n", id);
	add_element("title", list->title, out);
	buf_printf(out, "<updated>%sT00:00:00Z</updated>\n", list->made_on[0] ? list->made_on : "1970-01-01");
	buf_add_string(out, "<generator>dateline " DATELINE_VERSION "</generator>\n");
	buf_printf(out, "<opensearch:totalResults>%" PRIu32 "</opensearch:totalResults>\n", list->answer->total);
	buf_printf(out, "<opensearch:startIndex>%" PRIu32 "</opensearch:startIndex>\n", list->ask->offset + 1);
	buf_printf(out, "<opensearch:itemsPerPage>%zu</opensearch:itemsPerPage>\n", list->answer->hit_count);
	for (size_t i = 0; i < list->answer->hit_count; i++) {
		print_entry(&list->answer->hits[i], arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
	buf_add_string(out, "</feed>\n");
}
