/* Prints how an article falls into passages, for a person at a terminal. */
#include "render/entry.h"

#define WIDTH_MOST 100
#define INDENT 2

static void print_faint(const char *text, const struct terminal *terminal, struct buf *out)
{
	style_span(out, terminal, STYLE_FAINT, span_of(text));
}

static void print_title(const struct article *article, const struct terminal *terminal, struct buf *out)
{
	char published[DATE_TEXT];

	style_span(out, terminal, STYLE_TITLE, article->title.bytes ? article->title : article->from.path);
	buf_add_string(out, "\n");
	if (date_is_known(article->published)) {
		date_print_edtf(article->published, published);
		print_faint("published ", terminal, out);
		style_span(out, terminal, STYLE_DATE, span_of(published));
		print_faint(" from ", terminal, out);
		print_faint(date_origin_text(article->from.published_from), terminal, out);
		buf_add_string(out, "  ");
	}
	if (*article->lang) {
		print_faint("language ", terminal, out);
		buf_printf(out, "%s  ", article->lang);
	}
	if (article->source.bytes) {
		print_faint("source ", terminal, out);
		add_safe(out, article->source);
	}
	buf_add_string(out, "\n");
}

static void print_names(const struct span *names, size_t count, enum style style, const struct terminal *terminal,
			struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_string(out, i ? ", " : "  ");
		style_span(out, terminal, style, names[i]);
	}
}

/* 2022-01-05 (heading)  Almaty, Taldykorgan  Karim Massimov */
static void print_marks(const struct document *document, const struct gazetteer *gazetteer, size_t i,
			const struct terminal *terminal, struct arena *arena, struct buf *out)
{
	const struct passage *passage = &document->passages[i];
	char value[DATE_TEXT];
	struct span *names;
	size_t count;

	buf_printf(out, "%*s", INDENT, "");
	if (date_is_known(passage->date)) {
		date_print_edtf(passage->date, value);
		style_span(out, terminal, STYLE_DATE, span_of(value));
		buf_printf(out, " (%s)", date_origin_text(passage->origin));
	} else {
		print_faint("no date", terminal, out);
	}
	count = split_places(document, gazetteer, i, arena, &names);
	print_names(names, count, STYLE_PLACE, terminal, out);
	count = split_persons(document, i, arena, &names);
	print_names(names, count, STYLE_PERSON, terminal, out);
	buf_add_string(out, "\n");
}

static void print_body(struct span text, const struct terminal *terminal, struct buf *out)
{
	int width = terminal->width < WIDTH_MOST ? terminal->width : WIDTH_MOST;

	while (text.at) {
		struct span line = span_cut(&text, '\n');

		if (line.bytes == 0)
			buf_add_string(out, "\n");
		else
			add_wrapped(out, line, width, INDENT);
	}
	if (out->bytes && out->at[out->bytes - 1] != '\n')
		buf_add_string(out, "\n");
}

/* "December 17" = 2021-12-17: rule day-month, from heading; nearest to the frame */
static void print_reason(const struct date_mention *mention, struct span of, const struct terminal *terminal, struct buf *out)
{
	char value[DATE_TEXT] = "not resolved";

	if (date_is_known(mention->date))
		date_print_edtf(mention->date, value);
	buf_printf(out, "%*s\"", INDENT + 2, "");
	add_safe(out, span_make(of.at + mention->at_byte, mention->bytes));
	buf_add_string(out, "\" = ");
	style_span(out, terminal, STYLE_DATE, span_of(value));
	buf_printf(out, ": rule %s, anchor %s%s", mention->rule ? mention->rule : "none", date_origin_text(mention->anchor),
		   mention->weak ? ", weak" : "");
	if (mention->trail.bytes) {
		buf_add_string(out, "; ");
		add_safe(out, mention->trail);
	}
	buf_add_string(out, "\n");
}

/* "Paris" = Paris (US.TX.4717560): name; its country, region or part stands beside it; 0.95 */
static void print_place_reason(const struct place_mention *mention, struct span of, const struct gazetteer *gazetteer,
			       const struct terminal *terminal, struct buf *out)
{
	struct place place = place_get(gazetteer, mention->place);

	buf_printf(out, "%*s\"", INDENT + 2, "");
	add_safe(out, span_make(of.at + mention->at_byte, mention->bytes));
	buf_add_string(out, "\" = ");
	style_span(out, terminal, STYLE_DATE, place.name);
	buf_printf(out, " (%s): %s; %s; %.2f\n", place.code.at, mention->rule, place_why_text(mention->why), (double)mention->confidence);
}

static void print_place_reasons(const struct document *document, const struct gazetteer *gazetteer, size_t i,
				const struct terminal *terminal, struct buf *out)
{
	for (size_t n = 0; n < document->place_count; n++) {
		const struct passage_place *place = &document->places[n];

		if (place->passage == i)
			print_place_reason(&place->mention, place->in_heading ? document->passages[i].heading : document->passages[i].text,
					   gazetteer, terminal, out);
	}
}

static void print_passage(const struct document *document, const struct gazetteer *gazetteer, size_t i, bool explain,
			  const struct terminal *terminal, struct arena *arena, struct buf *out)
{
	const struct passage *passage = &document->passages[i];

	buf_printf(out, "\n%zu ", i + 1);
	if (passage->heading.bytes)
		style_span(out, terminal, STYLE_STRONG, passage->heading);
	buf_add_string(out, "\n");
	print_marks(document, gazetteer, i, terminal, arena, out);
	for (size_t n = 0; explain && n < passage->date_count; n++)
		print_reason(&passage->dates[n], n < passage->heading_date_count ? passage->heading : passage->text, terminal, out);
	if (explain)
		print_place_reasons(document, gazetteer, i, terminal, out);
	print_body(passage->text, terminal, out);
}

void split_print_text(const struct document *document, const struct gazetteer *gazetteer, bool explain,
		      const struct terminal *terminal, struct arena *arena, struct buf *out)
{
	print_title(document->article, terminal, out);
	if (explain)
		buf_printf(out, "read as a %s\n", document->chronicle ? "chronology or a look back: undated paragraphs stay undated"
								     : "report of its day: undated paragraphs take the publication day");
	for (size_t i = 0; i < document->passage_count; i++)
		print_passage(document, gazetteer, i, explain, terminal, arena, out);
}
