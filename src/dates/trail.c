/* How a date was resolved, told to a person: its unresolved form and where the rest came from. */
#include "find.h"
#include "put.h"

#define TRAIL_MOST 160

/* EDTF's X stands for what was not written: "XXXX-12-17", "2022-01", "weekday 3". */
static void form_print(struct put *p, const struct fields *f)
{
	if (!(f->has & (HAS_DAY | HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF)) && (f->has & HAS_WEEKDAY)) {
		put_text(p, "weekday ");
		put_number(p, f->weekday, 1);
		return;
	}
	if (!(f->has & (HAS_DAY | HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF | HAS_YEAR)))
		return;
	if (f->has & HAS_YEAR)
		put_number(p, f->year, 4);
	else
		put_text(p, "XXXX");
	if (!(f->has & (HAS_DAY | HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF)))
		return;
	put_text(p, "-");
	if (f->has & HAS_MONTH)
		put_number(p, f->month, 2);
	else if (f->has & HAS_DAY)
		put_text(p, "XX");
	else
		put_number(p, f->has & HAS_SEASON ? 20 + f->season : f->has & HAS_QUARTER ? 32 + f->quarter : 39 + f->half, 2);
	if (!(f->has & HAS_DAY))
		return;
	put_text(p, "-");
	put_number(p, f->day, 2);
}

static void steps_print(struct put *p, const struct fields *f)
{
	static const char *const rels[] = {
		[REL_THIS] = "this one", [REL_LAST] = "the last", [REL_BEFORE_LAST] = "the last but one", [REL_NEXT] = "the next",
		[REL_SAME] = "the same", [REL_PREVIOUS] = "the one before", [REL_FOLLOWING] = "the one after",
		[REL_COMING] = "the next ahead", [REL_LATEST] = "the one told of", [REL_YEAR_AGO] = "a year before the one told of",
		[REL_EACH] = "each",
	};
	static const char *const units[] = {
		[UNIT_NONE] = "", [UNIT_HOUR] = " hours", [UNIT_DAY] = " days", [UNIT_WORKDAY] = " working days", [UNIT_WEEKEND] = " weekends",
		[UNIT_WEEK] = " weeks", [UNIT_FORTNIGHT] = " fortnights", [UNIT_MONTH] = " months", [UNIT_QUARTER] = " quarters",
		[UNIT_SEASON] = " seasons", [UNIT_HALF] = " half-years", [UNIT_YEAR] = " years", [UNIT_DECADE] = " decades",
		[UNIT_CENTURY] = " centuries", [UNIT_DAYS] = "",
	};

	if (f->has & HAS_SHIFT) {
		put_number(p, f->shift_count[0], 1);
		put_text(p, units[f->shift_unit[0]]);
		put_text(p, f->shift == SHIFT_AGO || f->shift == SHIFT_EARLIER || f->shift == SHIFT_BEFORE ? " back" : " on");
	} else if (f->has & (HAS_TODAY | HAS_THATDAY)) {
		put_text(p, f->offset == 0 ? "that day" : f->offset < 0 ? "days back: " : "days on: ");
		if (f->offset)
			put_number(p, f->offset < 0 ? -f->offset : f->offset, 1);
	} else if (f->has & HAS_REL) {
		put_text(p, rels[f->rel]);
	}
}

/* As a year, a month or a day, or as its first day and its last. */
static void date_put(struct put *p, struct date date)
{
	int32_t days[2] = { date.from_day, date.to_day };

	for (int side = 0; side < (date.precision >= DATE_DECADE || date.precision == DATE_DAYS || date.precision == DATE_WEEK ? 2 : 1); side++) {
		int year, month, day;

		day_split(days[side], &year, &month, &day);
		put_text(p, side ? "/" : "");
		put_number(p, year, 4);
		if (date.precision == DATE_YEAR)
			return;
		put_text(p, "-");
		put_number(p, month, 2);
		if (date.precision == DATE_MONTH)
			return;
		put_text(p, "-");
		put_number(p, day, 2);
	}
}

static void source_print(struct put *p, const struct reading *r)
{
	put_text(p, r->outcome.what);
	put_text(p, " from the ");
	put_text(p, r->outcome.anchor == ORIGIN_INHERITED ? "date before it" : date_origin_text(r->outcome.anchor));
	if (!date_is_known(r->outcome.from))
		return;
	put_text(p, " ");
	date_put(p, r->outcome.from);
}

/* A part of its own behind a comma, unless nothing stands before it. */
static void comma(struct put *p)
{
	if (p->bytes)
		put_text(p, ", ");
}

struct span trail_print(const struct fields *f, const struct reading *r, struct arena *arena)
{
	char line[TRAIL_MOST];
	struct put p = put_begin(line, sizeof(line));

	form_print(&p, f);
	if (f->julian) {
		put_text(&p, " Old Style, ");
		put_text(&p, r->timex);
		put_text(&p, " in our calendar");
		return arena_copy(arena, span_make(line, p.bytes));
	}
	if (f->has & (HAS_SHIFT | HAS_TODAY | HAS_THATDAY | HAS_REL)) {
		comma(&p);
		steps_print(&p, f);
	}
	comma(&p);
	if (!date_is_known(r->date))
		put_text(&p, "nothing to count from");
	else if (r->outcome.anchor == ORIGIN_TEXT || !r->outcome.what[0])
		put_text(&p, "as written");
	else
		source_print(&p, r);
	return arena_copy(arena, span_make(line, p.bytes));
}
