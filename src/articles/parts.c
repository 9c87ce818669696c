/* Tells what each block of an article is: text, heading, dated heading, or nothing to search. */
#include "split.h"

#define HEADING_CHARS 140
#define LOOSE_WORDS 7u          /* "5 января 2022 года, среда:" - a heading though it ends as a sentence */
#define CHRONICLE_HEADINGS 2u

static const char *const chronicle_words[] = {
#define ROW(line, words, lang, example, source) words,
#include "articles/chronicle.tsv.inc"
#undef ROW
};

static bool word_begins(struct span word, struct span stem)
{
	return word.bytes >= stem.bytes && memcmp(word.at, stem.at, stem.bytes) == 0;
}

/* Do the row's words stand in the title from word `from` on? */
static bool words_stand(const struct text *title, size_t from, const char *words)
{
	struct span rest = span_of(words);

	for (size_t i = from; rest.at; i++) {
		struct span stem = span_cut(&rest, ' ');

		if (i >= title->count || !word_begins(title->words[i].folded, stem))
			return false;
	}
	return true;
}

static bool title_is_chronicle(const struct text *title)
{
	for (size_t i = 0; i < title->count; i++)
		for (size_t k = 0; k < COUNT(chronicle_words); k++)
			if (words_stand(title, i, chronicle_words[k]))
				return true;
	return false;
}

/* The first date that the title names and that is known. */
static struct date title_date(const struct text *title, const char *lang, const struct date_frame *frame,
			      struct arena *arena)
{
	struct date_frame own = *frame;
	struct date_mention *dates;
	size_t count = dates_find(title, lang, &own, arena, &dates);

	for (size_t i = 0; i < count; i++)
		if (date_is_known(dates[i].date))
			return dates[i].date;
	return (struct date){ 0 };
}

/* Are all lines of the block credits and their like? */
static bool is_credits(struct span text, struct arena *arena)
{
	while (text.at) {
		struct span line = span_trim(span_cut(&text, '\n'));

		if (line.bytes > 0 && !credit_find(line, arena))
			return false;
	}
	return true;
}

/* "5", "5-7", "5. Захват" below a heading that gave the month: the days, else {0}. */
static struct date bare_days(const struct text *line, struct date month)
{
	int year, number, first_day, day, last;

	if (month.precision != DATE_MONTH || line->count == 0 || line->words[0].shape != WORD_NUMBER ||
	    line->words[0].bytes > 2 || line->words[0].at_byte > 0)
		return (struct date){ 0 };
	if (line->count > 1 && !(line->words[1].gap & (GAP_STOP | GAP_HYPHEN | GAP_DASH | GAP_COLON)))
		return (struct date){ 0 };
	day_split(month.from_day, &year, &number, &first_day);
	day = line->words[0].folded.at[0] - '0';
	if (line->words[0].bytes == 2)
		day = day * 10 + line->words[0].folded.at[1] - '0';
	last = day;
	if (line->count > 1 && line->words[1].shape == WORD_NUMBER && line->words[1].bytes <= 2 &&
	    (line->words[1].gap & (GAP_HYPHEN | GAP_DASH))) {
		last = line->words[1].folded.at[0] - '0';
		if (line->words[1].bytes == 2)
			last = last * 10 + line->words[1].folded.at[1] - '0';
	}
	if (!day_exists(year, number, day) || !day_exists(year, number, last) || last < day)
		return (struct date){ 0 };
	return (struct date){ day_number(year, number, day), day_number(year, number, last),
			      day == last ? DATE_DAY : DATE_DAYS, false };
}

/* Does the line say more than its first date? */
static bool line_says_more(const struct text *line, const char *lang, const struct date_frame *frame,
			   struct arena *arena)
{
	struct date_frame own = *frame;
	struct date_mention *dates;
	size_t count = dates_find(line, lang, &own, arena, &dates), others = 0;

	for (size_t i = 0; i < line->count; i++)
		others += count == 0 || line->words[i].at_byte >= dates[0].at_byte + dates[0].bytes;
	return count > 0 && others >= 2;
}

/* Running knowledge of the walk: the heading dates so far. */
struct walk {
	const struct article *article;
	struct date_frame *frame;
	struct date month;      /* of the last heading that was a month */
	struct arena *arena;
};

static struct part part_of(struct walk *walk, const struct block *block)
{
	struct part part = { PART_TEXT, block->level, span_make(walk->article->text.at + block->at_byte, block->bytes),
			     { 0 }, false };
	bool heading = block->kind == BLOCK_HEADING;
	struct text line;

	if (is_credits(part.text, walk->arena)) {
		part.kind = PART_NOTHING;
		return part;
	}
	if (!heading && (block->kind == BLOCK_ROW || utf8_count(part.text) > HEADING_CHARS))
		return part;
	text_read(part.text, walk->arena, &line);
	/* What ends as a sentence is a heading only when it is hardly more than a date. */
	if (!heading && line.count > LOOSE_WORDS)
		return part;
	if (heading)
		part.kind = PART_HEADING;
	part.date = bare_days(&line, walk->month);
	if (!date_is_known(part.date) &&
	    !date_of_heading(&line, walk->article->lang, walk->frame, walk->arena, &part.date))
		return part;
	part.says_more = line_says_more(&line, walk->article->lang, walk->frame, walk->arena);
	if (!heading && part.says_more)
		return part;
	part.kind = PART_DATED;
	walk->frame->heading = part.date;
	if (part.date.precision == DATE_MONTH)
		walk->month = part.date;
	return part;
}

struct part *parts_find(const struct article *article, struct date_frame *frame, struct arena *arena)
{
	struct part *parts = arena_new_array(arena, struct part, article->block_count + 1);
	struct walk walk = { article, frame, { 0 }, arena };
	size_t dated = 0;
	struct text title;

	text_read(article->title, arena, &title);
	frame->published = article->published;
	frame->title = title_date(&title, article->lang, frame, arena);
	frame->chronicle = title_is_chronicle(&title);
	for (size_t i = 0; i < article->block_count; i++) {
		parts[i] = part_of(&walk, &article->blocks[i]);
		dated += parts[i].kind == PART_DATED;
	}
	frame->chronicle |= dated >= CHRONICLE_HEADINGS;
	frame->heading = (struct date){ 0 };
	return parts;
}
