/* Dates that somebody asks for: filters, and phrases with a day of reference. */
#include "find.h"

/* "since", "until": the side that is left open. */
static struct date open_side(struct date date, const struct item *item, struct date ref)
{
	switch (item->bound) {
	case BOUND_UNTIL:
		date.from_day = DAY_OPEN_FROM;
		break;
	case BOUND_BEFORE:
		date.to_day = date.from_day - 1;
		date.from_day = DAY_OPEN_FROM;
		break;
	case BOUND_SINCE:
		/* "с начала года": what begins with the year we are in runs until today. */
		date.to_day = item->a.part == PART_START && date_is_known(ref) && ref.from_day >= date.from_day && ref.to_day <= date.to_day ?
			ref.to_day : DAY_OPEN_TO;
		break;
	default:
		return date;
	}
	date.precision = DATE_RANGE;
	return date;
}

static bool time_only(const struct fields *f)
{
	return (f->has & ~(HAS_CLOCK | HAS_DAYPART)) == 0;
}

/* The first date of the phrase; `*from` and `*to` become its words. */
static struct date first_date(struct finder *f, struct date ref, size_t *from, size_t *to)
{
	const struct text *text = f->source.text;
	struct group g;
	struct reading r;
	struct date date, fallback = { 0 };

	for (size_t i = 0; i < text->count;) {
		if (!may_start(&f->source, i)) {
			i++;
			continue;
		}
		i = finder_step(f, i, &g);
		if (g.count == 0)
			continue;
		finder_resolve(f, &g.items[0], &r);
		*from = g.items[0].from;
		*to = g.next;
		date = date_is_known(r.date) ? open_side(r.date, &g.items[0], ref) : r.date;
		if (g.count > 1 && date_is_known(date)) {
			finder_resolve(f, &g.items[g.count - 1], &r);
			if (date_is_known(r.date) && r.date.to_day >= date.to_day) {
				date.to_day = r.date.to_day;
				date.precision = DATE_RANGE;
			}
		}
		if (date_is_known(date) && !time_only(&g.items[0].a))
			return date;
		fallback = date_is_known(fallback) ? fallback : date;   /* a time: its day may follow */
	}
	return fallback;
}

static void begin(struct finder *f, const struct text *text, const char *lang, struct date ref, struct arena *arena)
{
	struct date_frame frame = { .published = ref };

	finder_begin(f, text, lang, &frame, arena);
	f->source.asked = true;
	f->sectioned = true;
	if (date_is_known(ref))
		finder_tell(f, ref);
}

struct date date_of_phrase(const struct text *text, const char *lang, struct date ref, struct arena *arena)
{
	struct finder f;
	size_t from, to;

	begin(&f, text, lang, ref, arena);
	return first_date(&f, ref, &from, &to);
}

/* Words that lead a date and say nothing else: "on", "в", "the". */
static bool only_leads(const struct source *s, size_t to)
{
	for (size_t i = 0; i < to; i++)
		if (!lex_at(s, i, LEX_BOUND) && !lex_at(s, i, LEX_OF) && !lex_at(s, i, LEX_BETWEEN) && !lex_at(s, i, LEX_ABOUT))
			return false;
	return true;
}

struct date date_parse_asked(struct span text, struct date today, struct error *err)
{
	struct error strict = { 0 };
	struct date date;
	struct arena *arena;
	struct text words;
	struct finder f;
	size_t from = 0, to = 0;

	if (err->status != STATUS_OK)
		return (struct date){ 0 };
	date = date_parse_edtf(text, &strict);
	if (strict.status == STATUS_OK)
		return date;
	arena = arena_new();
	text_read(text, arena, &words);
	begin(&f, &words, "", today, arena);
	date = first_date(&f, today, &from, &to);
	if (to == 0)
		error_set(err, strict.status, "date", "%s", strict.text);
	else if (to < words.count || !only_leads(&f.source, from))
		error_set(err, STATUS_DATA, "date", "only a part of \"%.*s\" is a date", (int)(text.bytes < 120 ? text.bytes : 120), text.at);
	else if (!date_is_known(date) && !date_is_known(today))
		error_set(err, STATUS_USAGE, "date", "\"%.*s\" counts from a day that is not known here", (int)(text.bytes < 120 ? text.bytes : 120), text.at);
	else if (!date_is_known(date))
		error_set(err, STATUS_DATA, "date", "there is no such day as \"%.*s\"", (int)(text.bytes < 120 ? text.bytes : 120), text.at);
	arena_free(arena);
	return err->status == STATUS_OK ? date : (struct date){ 0 };
}
