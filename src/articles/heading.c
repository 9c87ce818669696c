/* Tells headings from paragraphs, by mark-up or by looks, and gives each its date and rank. */
#include "articles/passage.h"

#define HEADING_CHARS 120
#define HEADING_WORDS 16
/* A heading with its own final stop ("5 January. Seizing power.") has no more words. */
#define SENTENCE_WORDS 9
/* Headings without mark-up rank below all that have it. */
#define RANK_LEVEL 10
#define RANK_LOOKS 70
/* A day that the order of headings puts further off than this is doubted. */
#define LEAP_DAYS 200
#define NEAR_DAYS 62

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

	return last == '.' || last == '!' || last == 0x2026;
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

	return first == '-' || first == '*' || first == '+' || first == '(' || first == '[' || first == 0x2022 ||
	       (first >= 0x2010 && first <= 0x2015);
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

	if (part->block == BLOCK_ITEM || part->block == BLOCK_ROW || part->block == BLOCK_QUOTE)
		return false;
	return part->word_count > 0 && is_short(parting, part) && !ends_in_stop(line) && !ends_open(line) &&
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
	struct date_frame frame = { .title = parting->title, .published = parting->article->published, .chronicle = true };
	struct text line = part_text(parting, part);
	struct date_mention *mentions;
	size_t count = dates_find(&line, parting->lang, &frame, parting->arena, &mentions), covered = 0;

	for (size_t i = 0; i < count; i++)
		covered += text_word_at(&line, mentions[i].at_byte + mentions[i].bytes) -
			   text_word_at(&line, mentions[i].at_byte);
	return covered > 0 && covered + 1 >= line.count;
}

/* ---- candidates ---- */

enum looks { LOOKS_TEXT, LOOKS_SOFT, LOOKS_HEADING, LOOKS_DATED, LOOKS_MARKED };

static bool is_dated(const struct parting *parting, const struct part *part)
{
	struct date_frame frame = { .title = parting->title, .published = parting->article->published, .chronicle = true };
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

/* ---- order ---- */

/* Headings that are open where we stand, outermost first; [0] is the title. */
struct open {
	uint8_t rank;
	struct date date;       /* its own, or of the nearest around it */
	struct date child;      /* of the last heading right below it */
	bool falling;           /* its children run backwards, as live reports do */
	bool dated, marked;
};

#define OPEN_MOST 16

struct order {
	struct open open[OPEN_MOST];
	size_t depth;
	size_t last_dated;      /* number of the last part that is a dated heading by its looks */
};

static int32_t days_apart(struct date a, struct date b)
{
	return a.from_day > b.from_day ? a.from_day - b.from_day : b.from_day - a.from_day;
}

static struct date year_before(struct date date)
{
	int year, month, day, to_year, to_month, to_day;

	day_split(date.from_day, &year, &month, &day);
	day_split(date.to_day, &to_year, &to_month, &to_day);
	date.from_day = day_number(year - 1, month, day);
	date.to_day = day_number(to_year - 1, to_month, to_day);
	return date;
}

/* The heading's date in the order of those before it. A leap of most of a year is
 * doubted: where headings run backwards, or one is out of order, the year of the
 * one before is tried, and the year before that. */
static bool date_in_order(const struct parting *parting, const struct part *part, struct open *parent, struct date *out)
{
	struct date_frame frame = { .published = parting->article->published, .chronicle = true };
	struct date before = parent->child, free_date;
	int year, month, day;

	frame.title = date_is_known(parent->date) ? parent->date : parting->title;
	frame.heading = date_is_known(before) ? before : parent->date;
	frame.last = frame.heading;
	if (!heading_dated(parting, part, &frame, out))
		return false;
	if (!date_is_known(before) || out->from_day - before.from_day <= LEAP_DAYS)
		return true;
	day_split(before.from_day, &year, &month, &day);
	frame.title = (struct date){ day_number(year, 1, 1), day_number(year, 12, 31), DATE_YEAR, false };
	frame.heading = frame.last = (struct date){ 0 };
	if (!heading_dated(parting, part, &frame, &free_date))
		return true;
	if (parent->falling && days_apart(year_before(free_date), before) <= NEAR_DAYS)
		*out = year_before(free_date);
	else if (days_apart(free_date, before) <= NEAR_DAYS)
		*out = free_date;
	return true;
}

static uint8_t rank_of_precision(struct date date)
{
	switch (date.precision) {
	case DATE_CENTURY: case DATE_DECADE:
		return 1;
	case DATE_YEAR:
		return 2;
	case DATE_SEASON: case DATE_QUARTER: case DATE_MONTH:
		return 3;
	default:
		return 4;
	}
}

static bool any_dated(const struct order *order, bool marked_only)
{
	for (size_t i = 1; i < order->depth; i++)
		if (order->open[i].dated && (order->open[i].marked || !marked_only))
			return true;
	return false;
}

/* Does an undated heading of `level` stand inside a dated section, as a part of it? */
static bool is_inside_section(const struct order *order, const struct part *part, size_t i)
{
	if (part->level > 0) {
		for (size_t n = 1; n < order->depth; n++)
			if (order->open[n].dated && order->open[n].rank < part->level * RANK_LEVEL)
				return true;
		return false;
	}
	return any_dated(order, true) || (any_dated(order, false) && i < order->last_dated);
}

static void open_push(struct order *order, const struct part *part, bool dated)
{
	struct open *parent;

	while (order->depth > 1 && order->open[order->depth - 1].rank >= part->rank)
		order->depth--;
	parent = &order->open[order->depth - 1];
	if (dated) {
		parent->falling = date_is_known(parent->child) && part->date.from_day < parent->child.from_day;
		parent->child = part->date;
	}
	if (order->depth == OPEN_MOST)
		order->depth--;
	order->open[order->depth++] = (struct open){ .rank = part->rank, .date = part->frame, .dated = dated,
						     .marked = part->level > 0 };
}

/* The heading that would stand over one of `rank`. */
static struct open *parent_of(struct order *order, uint8_t rank)
{
	size_t depth = order->depth;

	while (depth > 1 && order->open[depth - 1].rank >= rank)
		depth--;
	return &order->open[depth - 1];
}

static uint8_t base_rank(const struct part *part)
{
	return part->level > 0 ? (uint8_t)(part->level * RANK_LEVEL) : RANK_LOOKS;
}

/* A heading's date, twice: its precision gives the rank, the rank its place in the order. */
static bool place_dated(struct parting *parting, struct order *order, struct part *part)
{
	struct date_frame frame = { .title = parting->title, .published = parting->article->published, .chronicle = true };
	struct date date;

	if (!heading_dated(parting, part, &frame, &date)) {
		frame.heading = order->open[order->depth - 1].child;
		if (!heading_dated(parting, part, &frame, &date))
			return false;
	}
	part->rank = (uint8_t)(base_rank(part) + rank_of_precision(date));
	if (!date_in_order(parting, part, parent_of(order, part->rank), &part->date))
		part->date = date;
	part->frame = part->date;
	return true;
}

static void place_heading(struct parting *parting, struct order *order, size_t i)
{
	struct part *part = &parting->parts[i];
	bool dated;

	part->kind = PART_HEADING;
	dated = place_dated(parting, order, part);
	if (!dated && is_inside_section(order, part, i)) {
		part->kind = PART_TEXT;
		return;
	}
	if (!dated) {
		part->rank = base_rank(part);
		part->frame = parent_of(order, part->rank)->date;
	}
	open_push(order, part, dated);
}

void parting_find_headings(struct parting *parting)
{
	struct date_frame frame = { .title = parting->title, .published = parting->article->published, .chronicle = true };
	enum looks *looks = arena_new_array(parting->arena, enum looks, parting->count + 1);
	struct order order = { .depth = 1 };

	for (size_t i = 0; i < parting->count; i++)
		looks[i] = looks_of(parting, i, &frame);
	settle_soft(looks, parting->count);
	settle_byline(parting, looks);
	for (size_t i = 0; i < parting->count; i++)
		if (looks[i] == LOOKS_DATED)
			order.last_dated = i;
	for (size_t i = 0; i < parting->count; i++)
		if (looks[i] >= LOOKS_HEADING)
			place_heading(parting, &order, i);
}
