/* Dates in figures (05.01.2022, 2022-01-05, 31-Oct-74) and times of the day. */
#include "fields.h"

#define PARTS_MOST 3

/* Figures, or the name of a month, between two signs of one kind. */
struct chain {
	int value[PARTS_MOST];
	int digits[PARTS_MOST];         /* 0: the name of a month */
	int count;
	uint16_t sign;                  /* the gap between its parts */
	size_t next;
	bool longer;                    /* 1.2.3.4 */
};

/* The day of "2016-12-16T12:23:59", where the hour has grown onto it. */
static int digits_before_hour(const struct source *s, size_t i, int *value)
{
	struct span word = s->text->words[i].folded;

	if (s->text->words[i].shape != WORD_ALNUM || word.bytes < 3 || word.at[2] != 't' ||
	    word.at[0] < '0' || word.at[0] > '3' || word.at[1] < '0' || word.at[1] > '9')
		return 0;
	*value = (word.at[0] - '0') * 10 + word.at[1] - '0';
	return 2;
}

static bool part_parse(const struct source *s, size_t i, struct chain *chain)
{
	const struct lexeme *month;
	struct number year;
	int k = chain->count;

	if (i >= s->text->count)
		return false;
	chain->digits[k] = digits_at(s, i, &chain->value[k]);
	if (!chain->digits[k] && k == 2)
		chain->digits[k] = digits_before_hour(s, i, &chain->value[k]);
	if (!chain->digits[k] && k == 2 && number_parse(s, i, &year) && year.year && year.digits == 4) {
		chain->digits[k] = year.digits;         /* 29.09.2016ж. */
		chain->value[k] = year.value;
	}
	if (!chain->digits[k]) {
		month = lex_at(s, i, LEX_MONTH);
		if (!month || month->tail[0])
			return false;
		chain->value[k] = month->value;
	}
	chain->count++;
	chain->next = i + 1;
	return true;
}

static bool chain_parse(const struct source *s, size_t i, struct chain *chain)
{
	*chain = (struct chain){ .next = i };
	if (!part_parse(s, i, chain))
		return false;
	chain->sign = gap_at(s, i + 1);
	if (chain->sign != GAP_STOP && chain->sign != GAP_SLASH && chain->sign != GAP_HYPHEN)
		return false;
	while (chain->count < PARTS_MOST && gap_at(s, chain->next) == chain->sign && part_parse(s, chain->next, chain))
		;
	/* "25.01. 2023" */
	if (chain->count == 2 && chain->sign == GAP_STOP && gap_at(s, chain->next) == (GAP_STOP | GAP_SPACE) && chain->digits[0] == 2 &&
	    chain->digits[1] == 2 && digits_at(s, chain->next, &(int){ 0 }) == 4)
		part_parse(s, chain->next, chain);
	chain->longer = chain->count == PARTS_MOST && gap_at(s, chain->next) == chain->sign && digits_at(s, chain->next, &(int){ 0 });
	return chain->count > 1;
}

static bool set_date(struct fields *out, int year, int month, int day)
{
	if (!day_exists(year, month, day) || year < 1000 || year > 2199)
		return false;
	out->has = HAS_YEAR | HAS_MONTH | HAS_DAY;
	out->year = year;
	out->month = month;
	out->day = day;
	return true;
}

static bool is_year_width(int digits)
{
	return digits == 4 || digits == 2;
}

static bool three_parts(const struct source *s, const struct chain *c, struct fields *out)
{
	int year, a = c->value[0], b = c->value[1];

	if (c->digits[0] == 4)
		return set_date(out, a, b, c->value[2]) || (c->digits[1] && set_date(out, a, c->value[2], b));
	if (!c->digits[0] && c->digits[1] == 4)         /* September-2020-23 */
		return set_date(out, b, a, c->value[2]);
	if (!is_year_width(c->digits[2]) || (c->digits[0] > 2 || c->digits[1] > 2))
		return false;
	year = c->digits[2] == 4 ? c->value[2] : year_of_two(c->value[2]);
	if (c->digits[2] == 2 && c->digits[1] == 1 && c->sign == GAP_STOP)
		return false;                           /* 5.1.22: a version as likely */
	if (!c->digits[0])
		return set_date(out, year, a, b);
	if (!c->digits[1] || s->day_first || c->sign == GAP_STOP)
		return set_date(out, year, b, a) || (c->digits[1] && c->sign != GAP_STOP && set_date(out, year, a, b));
	return set_date(out, year, a, b) || set_date(out, year, b, a);
}

/* 2015-03, 3/2015; a day and a month alone only where somebody was asked for a date. */
static bool two_parts(const struct source *s, const struct chain *c, struct fields *out)
{
	int year = c->digits[0] == 4 ? 0 : 1;
	int other = 1 - year;
	bool sure = s->asked || c->digits[other] == 0 || (c->digits[other] == 2 && c->value[other] < 10);
	int day, month;

	if (c->digits[year] == 4 && c->value[other] >= 1 && c->value[other] <= 12 && c->digits[other] <= 2) {
		if (!s->asked && year == 0 && c->sign == GAP_HYPHEN && c->value[other] == (c->value[year] + 1) % 100)
			return false;           /* 2007-08: the year after, rather than August */
		if (!sure || c->value[year] < 1000 || c->value[year] > 2199 || (c->sign == GAP_STOP && c->digits[other] != 2))
			return false;
		out->has = HAS_YEAR | HAS_MONTH;
		out->year = c->value[year];
		out->month = c->value[other];
		return true;
	}
	if (!s->asked || !c->digits[0] || !c->digits[1] || c->digits[0] > 2 || c->digits[1] > 2 || is_counted(s, c->next))
		return false;
	if (c->sign == GAP_STOP && (c->digits[1] != 2 || (c->digits[0] != 2 && !s->day_first && c->value[1] < 13)))
		return false;
	if (c->sign == GAP_HYPHEN || lex_at(s, c->next, LEX_UNIT))
		return false;
	day = s->day_first ? c->value[0] : c->value[1];
	month = s->day_first ? c->value[1] : c->value[0];
	if (month > 12) {
		int swap = month;

		month = day;
		day = swap;
	}
	if (!day_exists(2020, month, day))
		return false;
	out->has = HAS_MONTH | HAS_DAY;
	out->month = month;
	out->day = day;
	return true;
}

/* 20170302 */
static bool compact(const struct source *s, size_t i, struct fields *out)
{
	int value;

	return digits_at(s, i, &value) == 8 && value > 19000000 && value < 21000000 &&
		set_date(out, value / 10000, value / 100 % 100, value % 100);
}

/* 2018Q4, 18q4, Q4 2018. */
static bool quarter_code(const struct source *s, size_t i, struct fields *out)
{
	struct span word = s->text->words[i].folded;
	const char *q = memchr(word.at, 'q', word.bytes);
	size_t head;
	int year = 0;

	if (!q || (size_t)(q - word.at) + 2 != word.bytes || q[1] < '1' || q[1] > '4')
		return false;
	head = (size_t)(q - word.at);
	if (head != 0 && head != 2 && head != 4)
		return false;
	for (size_t k = 0; k < head; k++) {
		if (word.at[k] < '0' || word.at[k] > '9')
			return false;
		year = year * 10 + word.at[k] - '0';
	}
	out->has = HAS_QUARTER | (head ? HAS_YEAR : 0);
	out->quarter = q[1] - '0';
	out->year = head == 2 ? year_of_two(year) : year;
	return true;
}

size_t numeric_parse(const struct source *s, size_t i, struct fields *out)
{
	struct chain chain;
	uint16_t before = gap_at(s, i);
	bool grown;

	*out = (struct fields){ 0 };
	if (s->text->words[i].shape == WORD_ALNUM)
		return quarter_code(s, i, out) ? i + 1 : i;
	if (compact(s, i, out))
		return i + 1;
	if (!chain_parse(s, i, &chain))
		return i;
	grown = i > 0 && before == chain.sign && digits_at(s, i - 1, &(int){ 0 });
	if (grown || chain.longer || (chain.count == 3 ? !three_parts(s, &chain, out) : !two_parts(s, &chain, out)))
		return i;
	return chain.next;
}

/* ---- times of the day ---- */

/* "a.m.", "PM", "утра": the word behind it, or `i`. */
static size_t half_of_day(const struct source *s, size_t i)
{
	const struct lexeme *l;

	if (!gap_close(s, i))
		return i;
	l = lex_at(s, i, LEX_DAYPART);
	return l && !span_is(s->text->words[i].folded, "noon") ? i + lex_words(l) : i;
}

/* "GMT", "EST" behind a time. */
static size_t zone(const struct source *s, size_t i)
{
	const struct word *w = &s->text->words[i];

	if (i >= s->text->count || w->shape != WORD_UPPER || w->bytes > 4 || w->script != SCRIPT_LATIN ||
	    (w->gap & ~(GAP_SPACE | GAP_BRACKET)) || lex_kinds(s, i))
		return i;
	return i + 1;
}

/* "8am", "16h", "9h30". */
static bool grown_hour(const struct source *s, size_t i)
{
	struct span word = s->text->words[i].folded;
	size_t n = 0;
	struct span rest;

	while (n < word.bytes && word.at[n] >= '0' && word.at[n] <= '9')
		n++;
	if (n == 0 || n > 2)
		return false;
	rest = span_make(word.at + n, word.bytes - n);
	return span_is(rest, "am") || span_is(rest, "pm") || span_is(rest, "h") ||
		(rest.bytes == 3 && rest.at[0] == 'h' && rest.at[1] >= '0' && rest.at[1] <= '5' && rest.at[2] >= '0' && rest.at[2] <= '9');
}

bool clock_has_half(const struct source *s, size_t next)
{
	return next > 0 && s->text->words[next - 1].shape != WORD_NUMBER && s->text->words[next - 1].shape != WORD_UPPER;
}

size_t clock_parse(const struct source *s, size_t i)
{
	int hour, minute;
	size_t next = i, end;

	if (i >= s->text->count)
		return i;
	if (s->text->words[i].shape == WORD_ALNUM)
		return grown_hour(s, i) ? zone(s, i + 1) : i;
	if (!digits_at(s, i, &hour) || hour > 24)
		return i;
	for (int parts = 0; parts < 2 && gap_at(s, next + 1) == GAP_COLON && digits_at(s, next + 1, &minute) == 2 && minute < 60; parts++)
		next++;
	end = half_of_day(s, next + 1);
	if (next == i && end == next + 1)
		return i;
	return zone(s, end);
}
