/* Reads what stands before a news story: place, date, agency ("ALMATY, January 5 (Kazinform) — "). */
#include "reader.h"

#define HEAD_BYTES 240u         /* a dateline is no longer */
#define HEAD_WORDS 12u
#define WHOLE_BYTES 160u
#define WHOLE_WORDS 14u

static bool is_one_day(struct date date)
{
	return date.precision == DATE_DAY && date.from_day == date.to_day;
}

/* The last place at or before `before` where a dateline may end: behind a dash,
 * behind "/Agency/" or "(Agency)", behind a full stop. 0: nowhere. */
static size_t head_end(struct span head, size_t before)
{
	static const char *const ends[] = { " — ", " – ", " - ", " -- ", "\xC2\xA0— ", "/ ", "/. ", ") ", ". " };
	size_t last = 0;

	for (size_t i = 0; i < COUNT(ends); i++) {
		size_t bytes = strlen(ends[i]);

		for (size_t at = 1; at + bytes <= before; at++)
			if (at + bytes > last && memcmp(head.at + at, ends[i], bytes) == 0)
				last = at + bytes;
	}
	return last;
}

/* What stands between slashes, brackets or quotation marks, or "". */
static struct span agency_of(struct span head)
{
	static const char *const pairs[][2] = { { "/", "/" }, { "(", ")" }, { "«", "»" }, { "\"", "\"" } };

	for (size_t i = 0; i < COUNT(pairs); i++) {
		size_t open = span_find(head, span_of(pairs[i][0])), from = open + strlen(pairs[i][0]);
		size_t bytes;

		if (open == head.bytes)
			continue;
		bytes = span_find(span_make(head.at + from, head.bytes - from), span_of(pairs[i][1]));
		if (bytes > 2 && from + bytes < head.bytes)
			return span_trim(span_make(head.at + from, bytes));
	}
	return (struct span){ NULL, 0 };
}

/* Does `at` stand between slashes, brackets or quotation marks? */
static bool is_enclosed(struct span head, size_t at)
{
	static const char *const opens[] = { "(", "«", "“", "„" }, *const shuts[] = { ")", "»", "”", "“" };
	bool slash = false, quote = false;
	int depth = 0;

	for (size_t i = 0; i < at; i++) {
		struct span rest = span_make(head.at + i, head.bytes - i);

		slash ^= head.at[i] == '/';
		quote ^= head.at[i] == '"';
		for (size_t k = 0; k < COUNT(opens); k++)
			depth += span_starts(rest, opens[k]) - span_starts(rest, shuts[k]);
	}
	return slash || quote || depth > 0;
}

static bool is_dated(const struct word *word, const struct date_mention *dates, size_t count)
{
	for (size_t d = 0; d < count; d++)
		if (word->at_byte >= dates[d].at_byte && word->at_byte < dates[d].at_byte + dates[d].bytes)
			return true;
	return false;
}

/* A head is a place, which ends at the first comma, stop or bracket, then dates,
 * words in capitals, and names between slashes, brackets or quotation marks. One
 * small word more ("for", "год") is let pass. */
static bool looks_like_head(const struct text *head, const struct date_mention *dates, size_t date_count)
{
	size_t small = 0;
	bool in_place = true;

	if (head->count == 0 || head->count > HEAD_WORDS || head->words[0].shape == WORD_LOWER)
		return false;
	for (size_t i = 0; i < head->count; i++) {
		const struct word *word = &head->words[i];

		if (i > 0 && (word->gap & (GAP_COMMA | GAP_STOP | GAP_BRACKET | GAP_SLASH | GAP_DASH)))
			in_place = false;
		if (is_dated(word, dates, date_count) || word->shape == WORD_UPPER || word->shape == WORD_NUMBER ||
		    is_enclosed(head->raw, word->at_byte) || (in_place && i < 4 && word->shape != WORD_LOWER))
			continue;
		if (word->shape != WORD_LOWER || ++small > 1)
			return false;
	}
	return true;
}

/* Reads [0, end) as a dateline; false when it is none. */
static bool head_read(struct span head, const char *lang, const struct date_frame *frame, struct arena *arena,
		      struct dateline *found)
{
	struct date_frame own = *frame;
	struct date_mention *dates;
	struct text text;
	size_t count;

	text_read(head, arena, &text);
	count = dates_find(&text, lang, &own, arena, &dates);
	if (!looks_like_head(&text, dates, count))
		return false;
	found->agency = agency_of(head);
	found->bytes = head.bytes;
	if (count > 0 && is_one_day(dates[0].date))
		found->date = dates[0].date;
	return count > 0 || found->agency.bytes > 0 || (text.words[0].shape == WORD_UPPER && !span_ends(head, ". "));
}

struct dateline dateline_read(struct span text, const char *lang, const struct date_frame *frame, struct arena *arena)
{
	struct span head = span_make(text.at, text.bytes < HEAD_BYTES ? text.bytes : HEAD_BYTES);
	const char *line = memchr(head.at, '\n', head.bytes);
	const struct dateline none = { { 0 }, { NULL, 0 }, 0 };
	size_t end;

	if (line)
		head.bytes = (size_t)(line - head.at);
	/* The longest head that reads as one. */
	for (end = head_end(head, head.bytes); end > 0; end = head_end(head, end - 1)) {
		struct dateline found = none;

		if (head_read(span_make(head.at, end), lang, frame, arena, &found))
			return found;
	}
	return none;
}

/* "The bridge opened on 3 May 1968.": beside the date a word of its own, and a full stop. */
static bool is_sentence(const struct text *line, const struct date_mention *dates, size_t count)
{
	struct span raw = span_trim(line->raw);

	if (raw.bytes == 0 || raw.at[raw.bytes - 1] != '.')
		return false;
	for (size_t i = 1; i < line->count; i++)
		if (!is_dated(&line->words[i], dates, count) && line->words[i].shape == WORD_LOWER && line->words[i].letters > 2)
			return true;
	return false;
}

bool dateline_is_whole(struct span line, const char *lang, const struct date_frame *frame, struct arena *arena,
		       struct date *out)
{
	struct date_frame own = *frame;
	struct date_mention *dates;
	struct text text;
	size_t count, others = 0;

	if (line.bytes > WHOLE_BYTES)
		return false;
	text_read(line, arena, &text);
	if (text.count == 0 || text.count > WHOLE_WORDS)
		return false;
	count = dates_find(&text, lang, &own, arena, &dates);
	if (count == 0 || !is_one_day(dates[0].date))
		return false;
	/* Beside the date only numbers (the time), a place, or one word such as
	 * "Published" may stand. */
	for (size_t i = 0; i < text.count; i++) {
		const struct word *word = &text.words[i];

		others += !is_dated(word, dates, count) && word->shape != WORD_NUMBER;
	}
	*out = dates[0].date;
	return others <= 2 && !is_sentence(&text, dates, count);
}
