/* Lines that are dated headings: "5 января. Захват", "January 5–7", "2022 жыл", "Day 3". */
#include "find.h"

#define HEADING_WORDS_MOST 24
#define BARE_WORDS_MOST 12      /* of a heading whose date has no stop behind it */

/* The date may have words of its own behind it: a stop, a dash or a colon parts
 * them, or the line is short and no sentence. */
static bool ends_well(const struct text *line, size_t next)
{
	const struct word *last = &line->words[line->count - 1];
	size_t end = last->at_byte + last->bytes;

	if (next >= line->count)
		return true;
	if (line->words[next].gap & (GAP_STOP | GAP_COLON | GAP_DASH | GAP_BRACKET | GAP_LINE | GAP_COMMA | GAP_OTHER))
		return line->count <= HEADING_WORDS_MOST;
	return line->count <= BARE_WORDS_MOST && (end >= line->raw.bytes || line->raw.at[end] != '.');
}

/* Headings run on: one without a year is the first such day at or after the last. */
static struct date heading_date(struct finder *f, const struct item *item)
{
	struct reading r;
	const struct date_frame *frame = &f->frame;
	struct fields a = item->a;
	bool named = (a.has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_FEAST)) != 0;

	if (named && !(a.has & (HAS_YEAR | HAS_REL)) && date_is_known(frame->heading)) {
		struct context c = { .frame = frame, .told = &f->told, .after = frame->heading };
		struct item copy = *item;
		struct stretch first;

		c.after.to_day = c.after.precision == DATE_DAYS ? c.after.from_day : c.after.to_day;
		first = fields_resolve(&a, &c).stretch;
		if (first.unit == UNIT_NONE)
			return (struct date){ 0 };
		copy.a.has |= HAS_YEAR;
		copy.a.year = day_year(first.from_day) + (a.night && first.unit == UNIT_DAYS && a.month == 1 && a.day == 1);
		finder_resolve(f, &copy, &r);
		return r.date;
	}
	finder_resolve(f, item, &r);
	return r.date;
}

/* "Day 3", "День третий", "3-күн": counted from the day that the title names. */
static bool counted_day(const struct source *s, const struct date_frame *frame, struct date *out)
{
	const struct lexeme *unit = lex_at(s, 0, LEX_UNIT);
	struct number n;
	size_t next;

	if (frame->title.precision != DATE_DAY && frame->title.precision != DATE_DAYS && frame->title.precision != DATE_RANGE)
		return false;
	if (unit && unit->value == UNIT_DAY && number_parse(s, 1, &n)) {
		next = n.next;
	} else if (number_parse(s, 0, &n) && n.next < s->text->count && (n.ordinal || gap_at(s, n.next) == GAP_HYPHEN)) {
		unit = lex_at(s, n.next, LEX_UNIT);
		next = n.next + 1;
	} else {
		return false;
	}
	if (!unit || unit->value != UNIT_DAY || n.value < 1 || n.value > 366 || n.vague || !ends_well(s->text, next) ||
	    frame->title.from_day == DAY_OPEN_FROM)
		return false;
	*out = stretch_date(stretch_day(frame->title.from_day + n.value - 1));
	return true;
}

/* "5" or "5." alone under a heading that is a month. */
static bool lone_day(const struct source *s, const struct date_frame *frame, struct date *out)
{
	struct number n;
	int year, month, day;

	if (frame->heading.precision != DATE_MONTH || !number_parse(s, 0, &n) || n.next != s->text->count || n.digits == 0)
		return false;
	day_split(frame->heading.from_day, &year, &month, &day);
	if (!day_exists(year, month, n.value))
		return false;
	*out = stretch_date(stretch_day(day_number(year, month, n.value)));
	return true;
}

static bool is_heading_item(const struct item *item)
{
	return (item->a.has & (HAS_DAY | HAS_MONTH | HAS_YEAR | HAS_SEASON | HAS_QUARTER | HAS_DECADE | HAS_CENTURY | HAS_WEEKDAY | HAS_FEAST)) &&
		!(item->a.has & HAS_SHIFT);
}

bool date_of_heading(const struct text *line, const char *lang, const struct date_frame *frame, struct arena *arena, struct date *out)
{
	struct finder f;
	struct group g;
	struct date last;
	size_t start = 0, behind;
	const struct lexeme *lead;

	*out = (struct date){ 0 };
	if (line->count == 0)
		return false;
	finder_begin(&f, line, lang, frame, arena);
	f.frame.chronicle = true;
	if (counted_day(&f.source, frame, out) || lone_day(&f.source, frame, out))
		return true;
	finder_step(&f, 0, &g);
	lead = g.count == 0 ? lex_at(&f.source, 0, LEX_BOUND) : NULL;
	if (lead && lead->value != BOUND_BEFORE && line->count > lex_words(lead)) {
		start = lex_words(lead);
		finder_step(&f, start, &g);
	}
	if (g.count == 0 || !is_heading_item(&g.items[0]))
		return false;
	behind = g.items[g.count - 1].to;
	if (!ends_well(line, behind) || (start > 0 && behind < line->count && !(line->words[behind].gap & (GAP_STOP | GAP_COLON))))
		return false;
	*out = heading_date(&f, &g.items[0]);
	if (g.count > 1 && date_is_known(*out)) {
		f.frame.heading = *out;
		last = heading_date(&f, &g.items[g.count - 1]);
		if (date_is_known(last) && last.to_day >= out->from_day) {
			out->to_day = last.to_day;
			out->precision = out->precision == DATE_DAY ? DATE_DAYS : DATE_RANGE;
		}
	}
	return date_is_known(*out);
}
