/* Finds the title with its period, and tells a chronology from a report of its day. */
#include "articles/passage.h"

/* Years named in the text are counted to tell a look back; so many must be far off. */
#define FAR_YEARS_LEAST 3

static const struct kind {
	const char *start, *example;
} kinds[] = {
#define ROW(line, start, lang, example, source) { start, example },
#include "articles/kinds.tsv.inc"
#undef ROW
};

/* ---- title ---- */

static struct text title_words(const struct parting *parting, struct span title)
{
	struct text text;

	text_read(title, parting->arena, &text);
	return text;
}

/* The part that says the title again, or one that looks like it where the article has none. */
static struct part *title_part(struct parting *parting)
{
	struct span title = span_trim(parting->article->title);
	size_t seen = 0;

	for (size_t i = 0; i < parting->count && seen < 2; i++) {
		struct part *part = &parting->parts[i];
		struct date_frame frame = { .published = parting->article->published, .chronicle = true };
		struct date date;

		if (part->kind != PART_TEXT)
			continue;
		seen++;
		if (title.bytes > 0 && span_equal(part_span(parting, part), title))
			return part;
		if (title.bytes > 0 || !heading_looks(parting, part) || i + 1 >= parting->count)
			continue;
		if (part->level <= 1 && !(heading_dated(parting, part, &frame, &date) && date.precision <= DATE_DAYS))
			return part;
		return NULL;
	}
	return NULL;
}

/* The period that a title names: of several dates all that they take in. */
static struct date title_period(const struct parting *parting, const struct text *title)
{
	struct date_frame frame = { .published = parting->article->published };
	struct date_mention *mentions;
	size_t count = dates_find(title, parting->lang, &frame, parting->arena, &mentions);
	struct date period = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct date date = mentions[i].date;

		if (!date_is_known(date) || date.from_day == DAY_OPEN_FROM || date.to_day == DAY_OPEN_TO)
			continue;
		if (!date_is_known(period)) {
			period = date;
			continue;
		}
		period.from_day = date.from_day < period.from_day ? date.from_day : period.from_day;
		period.to_day = date.to_day > period.to_day ? date.to_day : period.to_day;
		period.precision = DATE_RANGE;
	}
	return period;
}

void parting_find_title(struct parting *parting)
{
	struct part *part = title_part(parting);
	struct span words = parting->article->title;
	struct text title;

	if (part) {
		part->kind = PART_TITLE;
		words = part_span(parting, part);
	}
	title = title_words(parting, words);
	parting->title = title_period(parting, &title);
	for (size_t i = 0; i < title.count; i++)
		for (size_t k = 0; k < COUNT(kinds); k++)
			parting->chronicle |= span_starts(title.words[i].folded, kinds[k].start);
}

/* ---- kind ---- */

/* A number of four digits that can be a year; 0 for others. */
static int year_of(struct span folded)
{
	int year = 0;

	if (folded.bytes != 4)
		return 0;
	for (size_t i = 0; i < 4; i++)
		year = year * 10 + (folded.at[i] - '0');
	return year >= 1000 && year <= 2100 ? year : 0;
}

/* Does the text name years far from that of its publication more than near ones? */
static bool looks_back(const struct parting *parting)
{
	size_t far_years = 0, near_years = 0;
	int published, month, day;

	if (!date_is_known(parting->article->published))
		return false;
	day_split(parting->article->published.from_day, &published, &month, &day);
	for (size_t i = 0; i < parting->text.count; i++) {
		const struct word *word = &parting->text.words[i];
		int year = word->shape == WORD_NUMBER ? year_of(word->folded) : 0;

		if (year == 0)
			continue;
		if (year > published + 1 || year < published - 1)
			far_years++;
		else
			near_years++;
	}
	return far_years >= FAR_YEARS_LEAST && far_years > 2 * near_years;
}

void parting_find_kind(struct parting *parting)
{
	size_t dated = 0;

	for (size_t i = 0; i < parting->count; i++)
		dated += parting->parts[i].kind == PART_HEADING && date_is_known(parting->parts[i].date);
	parting->chronicle |= dated >= 2 || looks_back(parting);
}
