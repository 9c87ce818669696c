/* How a date was resolved, told to a person: its unresolved form and where the rest came from. */
#include "find.h"

#include <stdio.h>

#define FORM_MOST 48

/* EDTF's X stands for what was not written: "XXXX-12-17", "2022-01", "XXXX-W-3". */
static void form_print(const struct fields *f, char out[FORM_MOST])
{
	char year[16] = "XXXX";

	if (f->has & HAS_YEAR)
		snprintf(year, sizeof(year), f->year < 0 ? "-%04d" : "%04d", f->year < 0 ? -f->year : f->year);
	if ((f->has & HAS_DAY) && (f->has & HAS_MONTH))
		snprintf(out, FORM_MOST, "%s-%02d-%02d", year, f->month, f->day);
	else if (f->has & HAS_DAY)
		snprintf(out, FORM_MOST, "%s-XX-%02d", year, f->day);
	else if (f->has & HAS_MONTH)
		snprintf(out, FORM_MOST, "%s-%02d", year, f->month);
	else if (f->has & HAS_SEASON)
		snprintf(out, FORM_MOST, "%s-%d", year, 20 + f->season);
	else if (f->has & HAS_QUARTER)
		snprintf(out, FORM_MOST, "%s-%d", year, 32 + f->quarter);
	else if (f->has & HAS_HALF)
		snprintf(out, FORM_MOST, "%s-%d", year, 39 + f->half);
	else if (f->has & HAS_WEEKDAY)
		snprintf(out, FORM_MOST, "weekday %d", f->weekday);
	else if (f->has & HAS_YEAR)
		snprintf(out, FORM_MOST, "%s", year);
	else
		out[0] = '\0';
}

static void steps_print(const struct fields *f, char out[FORM_MOST])
{
	static const char *const rels[] = {
		[REL_THIS] = "this one", [REL_LAST] = "the last", [REL_BEFORE_LAST] = "the last but one", [REL_NEXT] = "the next",
		[REL_SAME] = "the same", [REL_PREVIOUS] = "the one before", [REL_FOLLOWING] = "the one after", [REL_COMING] = "the next ahead", [REL_LATEST] = "the one told of", [REL_YEAR_AGO] = "a year before the one told of",
		[REL_EACH] = "each",
	};

	out[0] = '\0';
	if (f->has & HAS_SHIFT)
		snprintf(out, FORM_MOST, "%d %s", f->shift_count[0],
			 f->shift == SHIFT_AGO || f->shift == SHIFT_EARLIER || f->shift == SHIFT_BEFORE ? "back" : "on");
	else if (f->has & (HAS_TODAY | HAS_THATDAY))
		snprintf(out, FORM_MOST, "%+d days", f->offset);
	else if (f->has & HAS_REL)
		snprintf(out, FORM_MOST, "%s", rels[f->rel]);
}

struct span trail_print(const struct fields *f, const struct reading *r, struct arena *arena)
{
	char form[FORM_MOST], steps[FORM_MOST];
	bool written = r->outcome.anchor == ORIGIN_TEXT || !r->outcome.what[0];

	form_print(f, form);
	steps_print(f, steps);
	if (!date_is_known(r->date))
		return arena_printf(arena, "%s%s%s, nothing to count from", form, form[0] && steps[0] ? ", " : "", steps);
	if (f->julian)
		return arena_printf(arena, "%s Old Style, %s in our calendar", form, r->timex);
	if (written)
		return arena_printf(arena, "%s%sas written", form, form[0] ? ", " : "");
	return arena_printf(arena, "%s%s%s%s%s from %s%s", form, form[0] ? ", " : "", steps, steps[0] ? ", " : "", r->outcome.what,
			    r->outcome.anchor == ORIGIN_INHERITED ? "the date before it" : "the ",
			    r->outcome.anchor == ORIGIN_INHERITED ? "" : date_origin_text(r->outcome.anchor));
}
