/* Prints search results for a person at a terminal or at the end of a pipe. */
#include "render/entry.h"

#include <inttypes.h>

/* A long path says little on a screen: the name of the file; `show` has it all. */
static struct span file_name(struct span path)
{
	for (size_t i = path.bytes; i > 0; i--) {
		if (path.at[i - 1] == '/')
			return span_make(path.at + i, path.bytes - i);
	}
	return path;
}

static void print_count(const struct answer *answer, const struct ask *ask, const struct terminal *terminal,
			struct buf *out)
{
	bool articles = ask->group == GROUP_ARTICLE;
	uint32_t hits = ask->group == GROUP_COPIES ? answer->groups : answer->total;
	const char *what = articles ? (answer->total == 1 ? "article" : "articles")
				    : (answer->total == 1 ? "passage" : "passages");

	style_begin(out, terminal, STYLE_STRONG);
	buf_printf(out, "%" PRIu32 " %s", answer->total, what);
	style_end(out, terminal);
	if (ask->words.bytes > 0) {
		buf_add_string(out, " for ");
		add_safe(out, ask->words);
	}
	if (hits < answer->total)
		buf_printf(out, ", %" PRIu32 " without their copies", hits);
	if (answer->hit_count > 0 && answer->hit_count < hits)
		buf_printf(out, ", %" PRIu32 " to %zu here", ask->offset + 1, ask->offset + answer->hit_count);
	buf_add_string(out, "\n");
}

static void print_title(const struct answer_hit *hit, size_t number, const struct terminal *terminal, struct buf *out)
{
	buf_printf(out, "\n%3zu. ", number);
	if (hit->title.text.bytes > 0)
		entry_marked(&hit->title, terminal, STYLE_TITLE, out);
	else
		add_safe(out, file_name(hit->hit.record.path));
	buf_add_string(out, "\n");
	if (hit->heading.text.bytes == 0 || span_equal(hit->heading.text, hit->title.text))
		return;
	buf_add_string(out, "     ");
	entry_marked(&hit->heading, terminal, STYLE_STRONG, out);
	buf_add_string(out, "\n");
}

static void print_list(const struct span *list, size_t count, size_t most, enum style style,
		       const struct terminal *terminal, struct buf *out)
{
	for (size_t i = 0; i < count && i < most; i++) {
		buf_add_string(out, i == 0 ? " · " : ", ");
		style_span(out, terminal, style, list[i]);
	}
	if (count > most)
		buf_printf(out, " +%zu", count - most);
}

static void print_when_where_who(const struct answer_hit *hit, const struct terminal *terminal, struct buf *out)
{
	char date[DATE_TEXT];

	entry_date(hit->hit.record.date, date);
	buf_add_string(out, "     ");
	style_span(out, terminal, STYLE_DATE, span_of(date[0] ? date : "no date"));
	print_list(hit->places, hit->place_count, 4, STYLE_PLACE, terminal, out);
	print_list(hit->persons, hit->person_count, 3, STYLE_PERSON, terminal, out);
	buf_add_string(out, "\n");
}

static void print_origin(const struct answer_hit *hit, const struct ask *ask, const struct terminal *terminal,
			 struct buf *out)
{
	const struct record *record = &hit->hit.record;
	char published[DATE_TEXT];

	entry_date(record->published, published);
	buf_add_string(out, "     ");
	style_begin(out, terminal, STYLE_FAINT);
	add_safe(out, record->source.bytes > 0 ? record->source : file_name(record->path));
	if (published[0])
		buf_printf(out, ", published %s", published);
	buf_printf(out, " · %s", record->id);
	if (ask->group == GROUP_ARTICLE && hit->hit.others > 0)
		buf_printf(out, " · %" PRIu32 " more in this article", hit->hit.others);
	style_end(out, terminal);
	buf_add_string(out, "\n");
}

#define COPIES_SHOWN 4

/* "+2 copies: Aktau Post 0123456789abcdef.0, Steppe Wire ..." */
static void print_copies(const struct answer_hit *hit, const struct terminal *terminal, struct buf *out)
{
	uint32_t others = hit->hit.others;

	if (hit->copy_count == 0)
		return;
	buf_printf(out, "     +%" PRIu32 " %s: ", others, others == 1 ? "copy" : "copies");
	style_begin(out, terminal, STYLE_FAINT);
	for (size_t i = 0; i < hit->copy_count && i < COPIES_SHOWN; i++) {
		const struct record *copy = &hit->copies[i];

		buf_add_string(out, i ? ", " : "");
		add_safe(out, copy->source.bytes > 0 ? copy->source : file_name(copy->path));
		buf_printf(out, " %s", copy->id);
	}
	if (others > COPIES_SHOWN)
		buf_add_string(out, " ... (--group passage shows each)");
	style_end(out, terminal);
	buf_add_string(out, "\n");
}

void search_print_text(const struct answer *answer, const struct ask *ask, const struct terminal *terminal,
		       struct buf *out)
{
	print_count(answer, ask, terminal, out);
	for (size_t i = 0; i < answer->hit_count; i++) {
		const struct answer_hit *hit = &answer->hits[i];

		print_title(hit, ask->offset + i + 1, terminal, out);
		print_when_where_who(hit, terminal, out);
		entry_wrapped(&hit->snippet, terminal, 5, out);
		print_origin(hit, ask, terminal, out);
		print_copies(hit, terminal, out);
	}
	facets_print_text(answer->facets, answer->facet_count, terminal, out);
}
