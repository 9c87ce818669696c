/* The dates of a plain text: its lines as title, dated headings and paragraphs. */
#include "find.h"

#define HEADING_BYTES_MOST 140
#define LINES_MOST 200000

struct line {
	size_t from, to;        /* words [from, to) */
	bool heading;           /* short, and stands by itself */
};

struct document_reader {
	const struct text *text;
	const char *lang;
	struct arena *arena;
	struct line *lines;
	size_t line_count, line_room;
	struct date_mention *found;
	size_t count, room;
	struct date_frame frame;
	struct date run;        /* the last dated heading: the next runs on from it */
};

static struct text words_of(const struct text *text, const struct line *line)
{
	return (struct text){ text->raw, text->words + line->from, line->to - line->from };
}

/* The last word of a line, with what stands behind it, ends no sentence. */
static bool is_short(const struct text *text, const struct line *line)
{
	const struct word *first = &text->words[line->from], *last = &text->words[line->to - 1];
	size_t end = last->at_byte + last->bytes;

	if (end - first->at_byte > HEADING_BYTES_MOST)
		return false;
	return end >= text->raw.bytes || text->raw.at[end] != '.' || line->to - line->from <= 5;
}

/* "Aftermath": a heading without a date closes the section before it. Captions and
 * credits ("Photo: ...") do not. */
static bool closes_section(const struct text *text, const struct line *line)
{
	const struct word *last = &text->words[line->to - 1];
	size_t end = last->at_byte + last->bytes;

	if (!line->heading || line->to - line->from > 8 || (end < text->raw.bytes && memchr(".!?:\"", text->raw.at[end], 5)))
		return false;
	for (size_t i = line->from + 1; i < line->to; i++)
		if (text->words[i].gap & (GAP_COLON | GAP_QUOTE))
			return false;
	return true;
}

static void lines_read(struct document_reader *d)
{
	const struct text *t = d->text;
	size_t from = 0;

	for (size_t i = 1; i <= t->count; i++) {
		struct line line = { from, i, false };

		if (i < t->count && !(t->words[i].gap & (GAP_LINE | GAP_PARAGRAPH)))
			continue;
		line.heading = is_short(t, &line) && d->line_count < LINES_MOST &&
			(from == 0 || (t->words[from].gap & GAP_PARAGRAPH) || i == t->count || (t->words[i].gap & GAP_PARAGRAPH));
		/* Wrapped lines of one paragraph are read as one. */
		if (d->line_count > 0 && from > 0 && !(t->words[from].gap & GAP_PARAGRAPH) && !line.heading && !d->lines[d->line_count - 1].heading)
			d->lines[d->line_count - 1].to = i;
		else
			ARENA_PUSH(d->arena, d->lines, d->line_count, d->line_room) = line;
		from = i;
	}
}

static void add(struct document_reader *d, const struct line *line)
{
	struct text words = words_of(d->text, line);
	struct date_mention *found;
	size_t count = dates_find(&words, d->lang, &d->frame, d->arena, &found);

	for (size_t k = 0; k < count; k++)
		ARENA_PUSH(d->arena, d->found, d->count, d->room) = found[k];
}

/* The title's date is the widest that it names with a year. */
static void title_read(struct document_reader *d, const struct line *line)
{
	struct date_frame frame = { .published = d->frame.published };
	struct text words = words_of(d->text, line);
	struct date_mention *found;
	size_t count = dates_find(&words, d->lang, &frame, d->arena, &found);

	for (size_t k = 0; k < count; k++)
		if (found[k].anchor == ORIGIN_TEXT && date_is_known(found[k].date) && !date_is_known(d->frame.title))
			d->frame.title = found[k].date;
}

static bool heading_read(struct document_reader *d, const struct line *line, struct date *date)
{
	struct text words = words_of(d->text, line);
	struct date_frame frame = d->frame;

	frame.heading = d->run;
	return line->heading && date_of_heading(&words, d->lang, &frame, d->arena, date);
}

static size_t headings_count(struct document_reader *d)
{
	size_t count = 0;
	struct date date;

	for (size_t k = 1; k < d->line_count; k++)
		count += heading_read(d, &d->lines[k], &date);
	return count;
}

bool dates_look_back(const struct text *text, const char *lang, struct date published, struct arena *arena)
{
	struct source s = { .text = text, .looked = lexicon_read(text, arena), .langs = lang_mask(lang) };
	int year, month, day, value, all = 0, far = 0, deictic = 0;

	if (!date_is_known(published))
		return true;
	day_split(published.from_day, &year, &month, &day);
	for (size_t i = 0; i < text->count; i++)
		if (digits_at(&s, i, &value) == 4 && value >= 1000 && value <= 2100) {
			all++;
			far += value < year - 1 || value > year + 1;
		} else if (lex_mask(&s, i) & LEX_BIT(LEX_ERA)) {
			const struct lexeme *era = lex_at(&s, i, LEX_ERA);

			all += era && era->value < 0;   /* "in 480 BC" */
			far += era && era->value < 0;
		} else if (!(lex_mask(&s, i) & LEX_DIGITS) && (lex_kinds(&s, i) & (LEX_BIT(LEX_TODAY) | LEX_BIT(LEX_WEEKDAY)))) {
			deictic++;
		}
	/* A history may say "now" on every page. */
	return (all >= 4 && far * 3 > all * 2 && deictic * 6 < all) || (all >= 8 && far == all);
}

static void section_begin(struct document_reader *d, const struct line *line, struct date date)
{
	d->run = date;
	d->frame.chronicle = true;
	d->frame.heading = date;
	d->frame.last = (struct date){ 0 };
	add(d, line);
	d->frame.last = date;
}

/* Behind the last dated section "this July" is said from the day of publication,
 * unless the article was published long after what it tells. */
static void section_end(struct document_reader *d)
{
	const struct date *published = &d->frame.published;

	d->frame.heading = (struct date){ 0 };
	d->frame.last = d->run;
	if ((d->run.precision == DATE_DAY || d->run.precision == DATE_DAYS) && date_is_known(*published) &&
	    published->from_day - d->run.to_day < 400)
		d->frame.chronicle = false;
}

size_t dates_of_document(const struct text *text, const char *lang, struct date published, struct arena *arena, struct date_mention **out)
{
	struct document_reader d = { .text = text, .lang = lang, .arena = arena, .frame = { .published = published } };
	bool sections;

	lines_read(&d);
	if (d.line_count > 0)
		title_read(&d, &d.lines[0]);
	sections = headings_count(&d) >= 2;
	d.frame.chronicle = sections || dates_look_back(text, lang, published, arena);
	for (size_t k = 0; k < d.line_count; k++) {
		struct date date;

		if (k > 0 && sections && heading_read(&d, &d.lines[k], &date)) {
			section_begin(&d, &d.lines[k], date);
			continue;
		}
		if (sections && k > 0 && closes_section(text, &d.lines[k]))
			section_end(&d);
		add(&d, &d.lines[k]);
	}
	*out = d.found;
	return d.count;
}
