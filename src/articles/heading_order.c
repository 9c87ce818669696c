/* Puts headings in order: gives each its rank, its date after those before it, and the frame of its section. */
#include "articles/heading.h"

/* Headings without mark-up rank below all that have it. */
#define RANK_LEVEL 10
#define RANK_LOOKS 70
/* A day that the order of headings puts further off than this is doubted. */
#define LEAP_DAYS 200
#define NEAR_DAYS 62

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
	if (!heading_dated(parting, part, &frame, out)) {
		frame.heading = parent->date;   /* "17" needs its month, "5" before it is none */
		if (!heading_dated(parting, part, &frame, out))
			return false;
	}
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

/* A heading dated by the nearest of those around it ("17" after "5" under "April"). */
static bool dated_by_open(const struct parting *parting, const struct order *order, const struct part *part,
			  struct date *out)
{
	struct date_frame frame = heading_frame(parting);

	for (size_t n = order->depth; n-- > 0;) {
		frame.heading = order->open[n].date;
		if (date_is_known(frame.heading) && heading_dated(parting, part, &frame, out))
			return true;
	}
	return false;
}

/* A heading's date, twice: its precision gives the rank, the rank its place in the order. */
static bool place_dated(const struct parting *parting, struct order *order, struct part *part)
{
	struct date_frame frame = heading_frame(parting);
	struct date date;

	if (!heading_dated(parting, part, &frame, &date) && !dated_by_open(parting, order, part, &date))
		return false;
	part->rank = (uint8_t)(base_rank(part) + rank_of_precision(date));
	if (!date_in_order(parting, part, parent_of(order, part->rank), &part->date))
		return false;
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
	enum looks *looks = headings_find(parting);
	struct order order = { .depth = 1 };

	for (size_t i = 0; i < parting->count; i++)
		if (looks[i] == LOOKS_DATED)
			order.last_dated = i;
	for (size_t i = 0; i < parting->count; i++)
		if (looks[i] >= LOOKS_HEADING)
			place_heading(parting, &order, i);
}
