/* Tells headings from paragraphs, by mark-up or by looks. */
#include "articles/heading.h"

#define HEADING_CHARS 120
#define HEADING_WORDS 16
/* A heading with its own final stop ("5 January. Seizing power.") has no more words. */
#define SENTENCE_WORDS 9
/* So many dated lines in a row, said again below, are links to the sections. */
#define LINKS_LEAST 3
#define LINKS_WITHIN 60         /* parts from the front */

/* ---- looks ---- */

/* The last sign of a line, closing quotes and brackets left out. */
static uint32_t last_sign(struct span line)
{
	const char *at = line.at, *end = line.at + line.bytes;
	uint32_t last = 0;

	while (at < end) {
		uint32_t code = utf8_next(&at, end);

		if (code != '"' && code != ')' && code != 0xbb && code != 0x201d && code != 0x2019)
			last = code;
	}
	return last;
}

static bool ends_in_stop(struct span line)
{
	uint32_t last = last_sign(line);

	return last == '.' || last == '!' || last == '?' || last == 0x2026;
}

static bool ends_open(struct span line)
{
	uint32_t last = last_sign(line);

	return last == ',' || last == ';' || last == ':' || last == '-' || last == 0x2014 || last == 0x2013;
}

/* A dash, a bullet or a bracket first is speech or an entry of a list. */
static bool opens_as_entry(struct span line)
{
	const char *at = line.at;
	uint32_t first = utf8_next(&at, line.at + line.bytes);

	return first == '-' || first == '`' || first == '*' || first == '+' || first == '(' || first == '[' || first == 0x2022 ||
	       (first >= 0x2010 && first <= 0x2015);
}

/* "2. Fence" is an entry of a list; "12:40" is all numbers. */
static bool is_numbered(const struct parting *parting, const struct part *part)
{
	const struct word *first = &parting->text.words[part->word];

	return first->shape == WORD_NUMBER && first->bytes <= 2 && part->word_count > 1 && (first[1].gap & (GAP_STOP | GAP_BRACKET));
}

static bool is_all_numbers(const struct parting *parting, const struct part *part)
{
	for (size_t i = 0; i < part->word_count; i++)
		if (parting->text.words[part->word + i].shape != WORD_NUMBER)
			return false;
	return part->word_count > 0;
}

static bool is_short(const struct parting *parting, const struct part *part)
{
	struct span line = part_span(parting, part);

	return part->word_count <= HEADING_WORDS && part->bytes <= HEADING_CHARS * 2 && utf8_count(line) <= HEADING_CHARS &&
	       !memchr(line.at, '\n', line.bytes);
}

bool heading_looks(const struct parting *parting, const struct part *part)
{
	struct span line = part_span(parting, part);
	const struct word *first = &parting->text.words[part->word];

	if (part->block == BLOCK_ROW || part->block == BLOCK_QUOTE ||
	    (part->block == BLOCK_ITEM && !is_all_numbers(parting, part)))
		return false;
	return part->word_count > 0 && !is_numbered(parting, part) && is_short(parting, part) && !ends_in_stop(line) && !ends_open(line) &&
	       !opens_as_entry(line) && first->shape != WORD_LOWER;
}

/* The next part that is no credit, or NULL. */
static const struct part *part_after(const struct parting *parting, size_t i)
{
	while (++i < parting->count)
		if (parting->parts[i].kind != PART_CREDIT)
			return &parting->parts[i];
	return NULL;
}

/* Is it prose: longer than the heading over it, or whole sentences? */
static bool is_paragraph_under(const struct parting *parting, const struct part *part, const struct part *heading)
{
	if (!part || part->level > 0)
		return false;
	return part->bytes > heading->bytes + heading->bytes / 2 || ends_in_stop(part_span(parting, part));
}

/* ---- dates of lines ---- */

struct date_frame heading_frame(const struct parting *parting)
{
	struct date_frame frame = { .title = parting->title, .published = parting->article->published, .chronicle = true };

	if (!date_is_known(frame.title))
		frame.title = date_is_known(frame.published) ? frame.published
							     : (struct date){ day_number(2000, 1, 1), day_number(2000, 12, 31), DATE_YEAR, false };
	return frame;
}

bool heading_dated(const struct parting *parting, const struct part *part, const struct date_frame *frame,
		   struct date *out)
{
	struct text line;

	*out = (struct date){ 0 };
	if (part->word_count == 0 || !is_short(parting, part) || part->block == BLOCK_ROW)
		return false;
	line = part_text(parting, part);
	return date_of_heading(&line, parting->lang, frame, parting->arena, out) && date_is_known(*out);
}

/* Is the line a date and next to nothing else ("5 January.", "Wednesday, 5 January 2022")? */
static bool is_all_date(const struct parting *parting, const struct part *part)
{
	struct date_frame frame = heading_frame(parting);
	struct text line = part_text(parting, part);
	struct date_mention *mentions;
	size_t count = dates_find(&line, parting->lang, &frame, parting->arena, &mentions), covered = 0;

	for (size_t i = 0; i < count; i++)
		covered += text_word_at(&line, mentions[i].at_byte + mentions[i].bytes) -
			   text_word_at(&line, mentions[i].at_byte);
	return covered > 0 && covered + 1 >= line.count;
}

/* ---- candidates ---- */

static bool is_dated(const struct parting *parting, const struct part *part)
{
	struct date_frame frame = heading_frame(parting);
	struct date date;

	return heading_dated(parting, part, &frame, &date);
}

static enum looks looks_of_dated(const struct parting *parting, size_t i)
{
	const struct part *part = &parting->parts[i], *next = part_after(parting, i);
	struct span line = part_span(parting, part);

	if (opens_as_entry(line) || part->block == BLOCK_ITEM)
		return LOOKS_TEXT;
	if (!ends_in_stop(line) && !ends_open(line))
		return LOOKS_DATED;
	if (is_all_date(parting, part))
		return LOOKS_DATED;
	if (part->word_count <= SENTENCE_WORDS && is_paragraph_under(parting, next, part) && !is_dated(parting, next))
		return LOOKS_SOFT;
	return LOOKS_TEXT;
}

static enum looks looks_of(const struct parting *parting, size_t i, const struct date_frame *frame)
{
	const struct part *part = &parting->parts[i];
	struct date date;

	if (part->kind != PART_TEXT)
		return LOOKS_TEXT;
	if (part->level > 0)
		return LOOKS_MARKED;
	if (heading_dated(parting, part, frame, &date))
		return looks_of_dated(parting, i);
	if (heading_looks(parting, part) && is_paragraph_under(parting, part_after(parting, i), part))
		return LOOKS_HEADING;
	return LOOKS_TEXT;
}

/* A dated sentence is a heading where there are two such; "5 January. He came." alone is text. */
static void settle_soft(enum looks *looks, size_t count)
{
	size_t soft = 0;

	for (size_t i = 0; i < count; i++)
		soft += looks[i] == LOOKS_SOFT;
	for (size_t i = 0; i < count; i++)
		if (looks[i] == LOOKS_SOFT)
			looks[i] = soft > 1 ? LOOKS_DATED : LOOKS_TEXT;
}

/* Dates in a row near the front that stand again over their sections are links to them. */
static void settle_links(struct parting *parting, enum looks *looks)
{
	for (size_t i = 0; i < parting->count && i < LINKS_WITHIN; i++) {
		size_t to = i;
		bool again = false;

		while (to < parting->count && looks[to] == LOOKS_DATED && parting->parts[to].level == 0 &&
		       is_all_date(parting, &parting->parts[to]))
			to++;
		for (size_t n = to; to - i >= LINKS_LEAST && n < parting->count && !again; n++)
			again = looks[n] >= LOOKS_DATED &&
				span_equal(part_span(parting, &parting->parts[n]), part_span(parting, &parting->parts[i]));
		for (size_t n = i; again && n < to; n++) {
			looks[n] = LOOKS_TEXT;
			parting->parts[n].kind = PART_CREDIT;
		}
		i = to > i ? to : i;
	}
}

/* The only line with a date, near the front and nothing else: it says when the article came out. */
static void settle_byline(struct parting *parting, enum looks *looks)
{
	size_t dated = 0, first = 0, before = 0;

	for (size_t i = 0; i < parting->count; i++) {
		first = looks[i] == LOOKS_DATED && dated == 0 ? i : first;
		dated += looks[i] == LOOKS_DATED;
	}
	for (size_t i = 0; i < first; i++)
		before += parting->parts[i].kind == PART_TEXT;
	if (dated == 1 && before == 0 && is_all_date(parting, &parting->parts[first]) && first + 1 < parting->count) {
		parting->parts[first].kind = PART_BYLINE;
		looks[first] = LOOKS_TEXT;
	}
}

enum looks *headings_find(struct parting *parting)
{
	enum looks *looks = arena_new_array(parting->arena, enum looks, parting->count + 1);
	struct date_frame frame = heading_frame(parting);

	for (size_t i = 0; i < parting->count; i++)
		looks[i] = looks_of(parting, i, &frame);
	settle_soft(looks, parting->count);
	settle_links(parting, looks);
	settle_byline(parting, looks);
	return looks;
}
