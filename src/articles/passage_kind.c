/* Finds the title with its period, and tells a chronology from a report of its day. */
#include "articles/passage.h"

/* A dateline has no more words. */
#define DATELINE_WORDS 12

static const struct kind {
	const char *start, *kind, *example;
} kinds[] = {
#define ROW(line, start, kind, lang, example, source) { start, kind, example },
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
	for (size_t i = 0; i < title.count; i++) {
		for (size_t k = 0; k < COUNT(kinds); k++) {
			if (!span_starts(title.words[i].folded, kinds[k].start))
				continue;
			parting->chronicle |= strcmp(kinds[k].kind, "chronicle") == 0;
			parting->look_back |= strcmp(kinds[k].kind, "look-back") == 0;
		}
	}
}

/* The line of the text that is the title stands in no passage. So an article that has
 * no title, or has the same one elsewhere, gets it from there: no word of a text is
 * lost to search, and where the title stands is known. */
const struct article *parting_titled(const struct parting *parting, struct arena *arena)
{
	const struct article *article = parting->article;

	for (size_t i = 0; i < parting->count; i++) {
		struct article *titled;

		if (parting->parts[i].kind != PART_TITLE)
			continue;
		titled = arena_alloc(arena, sizeof(*titled));
		*titled = *article;
		titled->title = part_span(parting, &parting->parts[i]);
		if (article->title.bytes == 0)
			titled->from.title_from = span_of("first line");
		return titled;
	}
	return article;
}

/* ---- kind ---- */

/* Does the text speak of years far from that of its publication, and not of "today"? */
static bool looks_back(const struct parting *parting)
{
	return date_is_known(parting->article->published) &&
		dates_look_back(&parting->text, parting->lang, parting->article->published, parting->arena);
}

/* "ALMATY, January 5 (Agency) — ": does the first paragraph name the day of publication
 * among its first words? */
static bool opens_with_dateline(const struct parting *parting)
{
	struct date published = parting->article->published;
	struct date_frame frame = { .published = published };
	struct date_mention *mentions;
	const struct part *part = parting->parts;
	const struct part *end = part + parting->count;
	struct text text;

	while (part < end && part->kind != PART_TEXT)
		part++;
	if (part == end || !date_is_known(published))
		return false;
	text = part_text(parting, part);
	text.count = text.count < DATELINE_WORDS ? text.count : DATELINE_WORDS;
	return dates_find(&text, parting->lang, &frame, parting->arena, &mentions) > 0 && date_equal(mentions[0].date, published);
}

void parting_find_kind(struct parting *parting)
{
	size_t dated = 0;

	for (size_t i = 0; i < parting->count; i++)
		dated += parting->parts[i].kind == PART_HEADING && date_is_known(parting->parts[i].date);
	parting->chronicle |= dated >= 2 || looks_back(parting) || (parting->look_back && !opens_with_dateline(parting));
}
