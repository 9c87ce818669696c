/* Prints an article or a passage with all that is known of it. */
#include "render/entry.h"

#include <inttypes.h>

static void print_field(const char *name, struct span value, const struct terminal *terminal, struct buf *out)
{
	if (value.bytes == 0)
		return;
	style_begin(out, terminal, STYLE_FAINT);
	buf_printf(out, "%-10s", name);
	style_end(out, terminal);
	add_safe(out, value);
	buf_add_string(out, "\n");
}

static void print_date_field(const char *name, struct date date, struct span from, const struct terminal *terminal,
			     struct buf *out)
{
	char text[DATE_TEXT], line[DATE_TEXT + 64];

	entry_date(date, text);
	if (!text[0])
		return;
	snprintf(line, sizeof(line), from.bytes > 0 ? "%s (from %.*s)" : "%s", text, (int)(from.bytes < 40 ? from.bytes : 40),
		 from.at ? from.at : "");
	print_field(name, span_of(line), terminal, out);
}

/* Where it came from, down to the bytes. */
static void print_provenance(const struct record *r, const struct terminal *terminal, struct buf *out)
{
	char line[200];

	print_field("path", r->path, terminal, out);
	snprintf(line, sizeof(line), "%" PRIu64 " to %" PRIu64, r->from_byte, r->to_byte);
	print_field("bytes", span_of(line), terminal, out);
	print_field("sha256", r->sha256, terminal, out);
	snprintf(line, sizeof(line), "%.*s (%.*s)", (int)(r->charset.bytes < 40 ? r->charset.bytes : 40),
		 r->charset.at ? r->charset.at : "", (int)(r->charset_why.bytes < 120 ? r->charset_why.bytes : 120),
		 r->charset_why.at ? r->charset_why.at : "");
	print_field("charset", span_of(line), terminal, out);
	print_field("title from", r->title_from, terminal, out);
	print_field("read by", r->reader, terminal, out);
	print_field("read at", r->read_at, terminal, out);
}

static void print_article(const struct record *r, const struct terminal *terminal, struct buf *out)
{
	style_span(out, terminal, STYLE_TITLE, r->title.bytes > 0 ? r->title : r->path);
	buf_add_string(out, "\n\n");
	print_field("article", span_of(r->article), terminal, out);
	print_field("own id", r->own_id, terminal, out);
	print_field("source", r->source, terminal, out);
	print_field("author", r->author, terminal, out);
	print_date_field("published", r->published, r->published_from, terminal, out);
	print_field("url", r->url, terminal, out);
	print_provenance(r, terminal, out);
}

static void print_list(const char *name, const struct span *list, size_t count, const struct terminal *terminal,
		       struct buf *out)
{
	struct buf line = BUF_INIT(1 << 20);

	entry_join(list, count, ", ", &line);
	print_field(name, buf_span(&line), terminal, out);
	buf_release(&line);
}

static struct span record_part(const struct record *r, bool in_heading, uint32_t at_byte, uint32_t bytes)
{
	struct span part = in_heading ? r->heading : r->text;

	if ((size_t)at_byte + bytes > part.bytes)
		return (struct span){ NULL, 0 };
	return span_make(part.at + at_byte, bytes);
}

/* "January 5" 2022-01-05, "the same day" 2022-01-05 */
static void print_dates(const struct record *r, const struct terminal *terminal, struct buf *out)
{
	struct buf line = BUF_INIT(1 << 20);

	for (size_t i = 0; i < r->date_count; i++) {
		struct span said = record_part(r, r->dates[i].in_heading, r->dates[i].at_byte, r->dates[i].bytes);
		char date[DATE_TEXT];

		entry_date(r->dates[i].date, date);
		buf_printf(&line, "%s%.*s = %s", i > 0 ? "; " : "", (int)said.bytes, said.at ? said.at : "",
			   date[0] ? date : "?");
	}
	print_field("dates", buf_span(&line), terminal, out);
	buf_release(&line);
}

static void print_text(struct span text, const struct terminal *terminal, struct buf *out)
{
	int width = terminal->width < 100 ? terminal->width : 100;

	while (text.at) {
		struct span line = span_cut(&text, '\n');

		if (line.bytes == 0)
			buf_add_string(out, "\n");
		else
			add_wrapped(out, line, width, 0);
	}
}

static void print_passage(const struct answer_hit *hit, const struct terminal *terminal, struct buf *out)
{
	const struct record *r = &hit->hit.record;
	char origin[40];

	buf_add_string(out, "\n");
	if (r->heading.bytes > 0) {
		style_span(out, terminal, STYLE_STRONG, r->heading);
		buf_add_string(out, "\n");
	}
	print_field("passage", span_of(r->id), terminal, out);
	snprintf(origin, sizeof(origin), "%s, %s", date_origin_text(r->origin), date_confidence_text(r->confidence));
	print_date_field("date", r->date, span_of(origin), terminal, out);
	if (!date_is_known(r->date))
		print_field("date", span_of("no date"), terminal, out);
	print_field("language", r->lang, terminal, out);
	print_list("places", hit->places, hit->place_count, terminal, out);
	print_list("persons", hit->persons, hit->person_count, terminal, out);
	print_dates(r, terminal, out);
	buf_add_string(out, "\n");
	print_text(r->text, terminal, out);
}

/* Articles that are near copies of this one, a line each. */
static void print_copies(const struct answer_hit *hit, const struct terminal *terminal, struct buf *out)
{
	for (size_t i = 0; i < hit->copy_count; i++) {
		const struct record *copy = &hit->copies[i];
		struct buf line = BUF_INIT(1 << 20);
		char published[DATE_TEXT];

		entry_date(copy->published, published);
		buf_printf(&line, "%s, ", copy->article);
		buf_add_span(&line, copy->source.bytes > 0 ? copy->source : copy->path);
		buf_printf(&line, "%s%s", published[0] ? ", " : "", published);
		print_field(i == 0 ? "copies" : "", buf_span(&line), terminal, out);
		buf_release(&line);
	}
}

void show_print_text(const struct answer_hit *hits, size_t count, bool whole_article, const struct terminal *terminal,
		     struct buf *out)
{
	if (count == 0)
		return;
	print_article(&hits[0].hit.record, terminal, out);
	print_copies(&hits[0], terminal, out);
	if (whole_article)
		buf_printf(out, "%zu passages\n", count);
	for (size_t i = 0; i < count; i++)
		print_passage(&hits[i], terminal, out);
}
