/* Prints a reading list as biblatex: EDTF dates, ASCII keys. */
#include "render/entry.h"

#include <string.h>

/* Braces keep capitals; TeX's own signs are escaped; others go as they are, for
 * biblatex reads UTF-8. */
static void add_field(const char *name, struct span value, struct arena *arena, struct buf *out)
{
	struct span line = entry_line(value, arena);

	if (line.bytes == 0)
		return;
	buf_printf(out, "  %s = {", name);
	for (size_t i = 0; i < line.bytes; i++) {
		char c = line.at[i];

		if (c == '\\')
			buf_add_string(out, "\\textbackslash{}");
		else if (c == '~')
			buf_add_string(out, "\\textasciitilde{}");
		else if (c == '^')
			buf_add_string(out, "\\textasciicircum{}");
		else if (c == '{' || c == '}')
			buf_add_char(out, c == '{' ? '(' : ')'); /* an escaped brace still counts for BibTeX */
		else if (strchr("&%$#_", c))
			buf_printf(out, "\\%c", c);
		else
			buf_add_char(out, c);
	}
	buf_add_string(out, "},\n");
}

/* biblatex takes an address as it is. */
static void add_url(struct span url, struct arena *arena, struct buf *out)
{
	struct span address = entry_url(url, arena);

	if (address.bytes > 0)
		buf_printf(out, "  url = {%.*s},\n", (int)address.bytes, address.at);
}

static void print_entry(const struct answer_hit *hit, struct arena *arena, struct buf *out)
{
	const struct record *r = &hit->hit.record;
	char published[DATE_TEXT], event[DATE_TEXT];

	entry_date(r->published, published);
	entry_date(r->date, event);
	buf_printf(out, "@article{p%s,\n  entrysubtype = {newspaper},\n", r->id);
	add_field("title", r->title.bytes > 0 ? r->title : r->path, arena, out);
	add_field("author", r->author, arena, out);
	add_field("journaltitle", r->source, arena, out);
	if (published[0])
		buf_printf(out, "  date = {%s},\n", published);
	if (event[0])
		buf_printf(out, "  eventdate = {%s},\n", event);
	add_field("titleaddon", r->heading, arena, out);
	add_field("langid", span_is(r->lang, "ru") ? span_of("russian") : span_is(r->lang, "kk") ? span_of("kazakh")
				: span_is(r->lang, "en") ? span_of("english") : r->lang, arena, out);
	add_url(r->url, arena, out);
	add_field("abstract", hit->snippet.text, arena, out);
	add_field("note", entry_origin(r, arena), arena, out);
	buf_add_string(out, "}\n\n");
}

void list_print_biblatex(const struct list *list, struct buf *out)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < list->answer->hit_count; i++) {
		print_entry(&list->answer->hits[i], arena, out);
		arena_reset(arena);
	}
	arena_free(arena);
}
