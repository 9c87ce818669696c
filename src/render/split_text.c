/* Prints how an article falls into passages, for a person at a terminal. */
#include "render/entry.h"

#define WIDTH_MOST 100
#define INDENT 2
#define WORDS_MOST 40   /* letters of a date shown in the table of reasons */
#define COLUMN_GAP 2

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

static void print_told(const char *name, struct span value, const struct terminal *terminal, struct buf *out)
{
	if (value.bytes == 0)
		return;
	print_faint(name, terminal, out);
	add_safe(out, value);
	buf_add_string(out, "\n");
}

/* What the article's metadata say, and who said it. */
static void print_sources(const struct article *article, const struct terminal *terminal, struct arena *arena, struct buf *out)
{
	struct span how = charset_how(&article->from.charset, arena);

	print_told("title from ", article->from.title_from, terminal, out);
	print_told("published by ", article->from.published_by, terminal, out);
	print_told("author ", article->author, terminal, out);
	print_told("dateline ", article->dateline, terminal, out);
	print_told("written at ", article->written_at, terminal, out);
	print_told("about ", article->about, terminal, out);
	if (article->from.charset.name[0])
		print_told("charset ", arena_printf(arena, "%s (%.*s)", article->from.charset.name, (int)how.bytes, how.at), terminal, out);
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
static void print_marks(const struct document *document, const struct gazetteer *gazetteer, size_t i, bool explain,
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
		buf_printf(out, " (%s", date_origin_text(passage->origin));
		if (explain)
			buf_printf(out, ", confidence %s", date_confidence_text(passage->confidence));
		buf_add_string(out, ")");
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

/* The words of a date on one line, cut where they are many. */
static struct span words_of(const struct passage *passage, size_t n, struct arena *arena)
{
	struct span of = n < passage->heading_date_count ? passage->heading : passage->text;
	struct span words = entry_line(span_make(of.at + passage->dates[n].at_byte, passage->dates[n].bytes), arena);

	while (utf8_count(words) > WORDS_MOST)
		words.bytes--;
	return words;
}

static void print_padded(struct span text, size_t width, struct buf *out)
{
	size_t chars = utf8_count(text);

	add_safe(out, text);
	buf_printf(out, "%*s", (int)(chars < width ? width - chars : 0) + COLUMN_GAP, "");
}

/* The trail is "XXXX-12-17, year from the heading 2022-01-05": the unresolved form,
 * then how it was resolved. */
static struct span form_of(const struct date_mention *mention, struct span *how)
{
	struct span form = mention->trail;
	size_t comma = span_find(form, span_of(", "));

	*how = comma < form.bytes ? span_make(form.at + comma + 2, form.bytes - comma - 2) : form;
	form.bytes = comma < form.bytes ? comma : 0;
	return form;
}

static const char *aside(const struct date_mention *mention)
{
	static const char *const bounds[] = { [DATE_AT] = "", [DATE_UNTIL] = "; a bound: until", [DATE_BEFORE] = "; a bound: before",
		[DATE_SINCE] = "; a bound: since" };

	return mention->bound == DATE_AT && mention->weak ? "; an aside" : bounds[mention->bound];
}

/* December 17  XXXX-12-17  2021-12-17  day: year from the heading 2022-01-05; an aside */
static void print_reason(const struct date_mention *mention, struct span words, size_t word_width, size_t form_width,
			 const struct terminal *terminal, struct buf *out)
{
	struct span how, form = form_of(mention, &how);
	char value[DATE_TEXT] = "not resolved";

	if (date_is_known(mention->date))
		date_print_edtf(mention->date, value);
	buf_printf(out, "%*s", INDENT + 2, "");
	print_padded(words, word_width, out);
	print_padded(form, form_width, out);
	style_span(out, terminal, STYLE_DATE, span_of(value));
	buf_printf(out, "%*s%s", COLUMN_GAP, "", mention->rule ? mention->rule : "date");
	buf_add_string(out, ": ");
	add_safe(out, how);
	buf_printf(out, "%s\n", aside(mention));
}

/* The dates of a passage as a table: the words, their unresolved form, what they are
 * taken for, and by which rule and frame. */
static void print_reasons(const struct passage *passage, const struct terminal *terminal, struct arena *arena, struct buf *out)
{
	size_t word_width = strlen("words"), form_width = strlen("form");

	for (size_t n = 0; n < passage->date_count; n++) {
		struct span how;
		size_t words = utf8_count(words_of(passage, n, arena)), form = utf8_count(form_of(&passage->dates[n], &how));

		word_width = words > word_width ? words : word_width;
		form_width = form > form_width ? form : form_width;
	}
	if (passage->date_count == 0)
		return;
	buf_printf(out, "%*s", INDENT + 2, "");
	print_padded(span_of("words"), word_width, out);
	print_padded(span_of("form"), form_width, out);
	buf_add_string(out, "date, rule: how\n");
	for (size_t n = 0; n < passage->date_count; n++)
		print_reason(&passage->dates[n], words_of(passage, n, arena), word_width, form_width, terminal, out);
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
	print_marks(document, gazetteer, i, explain, terminal, arena, out);
	if (explain) {
		print_reasons(passage, terminal, arena, out);
		print_place_reasons(document, gazetteer, i, terminal, out);
	}
	print_body(passage->text, terminal, out);
}

void split_print_text(const struct document *document, const struct gazetteer *gazetteer, bool explain,
		      const struct terminal *terminal, struct arena *arena, struct buf *out)
{
	print_title(document->article, terminal, out);
	if (explain)
		print_sources(document->article, terminal, arena, out);
	if (explain)
		buf_printf(out, "read as a %s\n", document->chronicle ? "chronology or a look back: undated paragraphs stay undated"
								     : "report of its day: undated paragraphs take the publication day");
	for (size_t i = 0; i < document->passage_count; i++)
		print_passage(document, gazetteer, i, explain, terminal, arena, out);
}
