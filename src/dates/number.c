/* Numbers in digits, in words and in Roman figures. */
#include "fields.h"

uint16_t gap_at(const struct source *s, size_t i)
{
	return i < s->text->count ? s->text->words[i].gap : UINT16_MAX;
}

bool gap_close(const struct source *s, size_t i)
{
	return i < s->text->count && (gap_at(s, i) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN)) == 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int digits_at(const struct source *s, size_t i, int *value)
{
	struct span word;
	int n = 0;

	if (i >= s->text->count || s->text->words[i].shape != WORD_NUMBER)
		return 0;
	word = s->text->words[i].folded;
	if (word.bytes > 9)
		return 0;
	for (size_t k = 0; k < word.bytes; k++) {
		if (!is_digit(word.at[k]))
			return 0;
		n = n * 10 + word.at[k] - '0';
	}
	*value = n;
	return (int)word.bytes;
}

/* The ending behind digits, as a sense of the tables. */
static const struct lexeme *suffix_find(const struct source *s, struct span letters)
{
	return lexicon_find(letters, LEX_SUFFIX, s->langs);
}

static void suffix_take(const struct lexeme *suffix, struct number *out)
{
	out->suffixed = true;
	out->year = suffix->value == 3;
	out->ordinal = suffix->value == 1;
	out->decade = suffix->value == 2 && out->value % 10 == 0 && out->digits != 1;
	out->ending = suffix->ending;
}

/* "2022", "5th", "80х", and "5-го", "1990-х" with the ending as a word of its own. */
static bool digits_parse(const struct source *s, size_t i, struct number *out)
{
	struct span word = s->text->words[i].folded;
	const struct lexeme *suffix = NULL;
	size_t n = 0;

	while (n < word.bytes && is_digit(word.at[n]) && n < 9)
		n++;
	if (n == 0 || n == 9)
		return false;
	*out = (struct number){ .digits = (int)n, .next = i + 1 };
	for (size_t k = 0; k < n; k++)
		out->value = out->value * 10 + word.at[k] - '0';
	if (n < word.bytes) {
		suffix = suffix_find(s, span_make(word.at + n, word.bytes - n));
		if (!suffix)
			return false;
	} else if (gap_at(s, i + 1) == GAP_HYPHEN) {
		suffix = suffix_find(s, s->text->words[i + 1].folded);
		out->next += suffix != NULL;
	}
	if (suffix)
		suffix_take(suffix, out);
	return true;
}

/* The greatest number that may still be added behind `value`: twenty takes one to
 * nine, a Kazakh ten too (он бес), other words nothing. */
static int room_behind(int value, const struct lexeme *l)
{
	if (value >= 100)
		return 100;
	if (value % 10 == 0 && (value >= 20 || (l->langs & LANG_TURKIC)))
		return 10;
	return 1;
}

struct sum {
	int total;
	int current;
	int room;       /* what is added must be less */
	bool paired;    /* nineteen + ninety */
};

static bool sum_add(struct sum *sum, const struct lexeme *l)
{
	int v = l->value;

	if (v == 1000 && l->kind != LEX_TENS) {
		if (sum->total)
			return false;
		sum->total = (sum->current ? sum->current : 1) * 1000;
		sum->current = 0;
		sum->room = 1000;
	} else if (v == 100 && sum->current > 0 && sum->current < 100 && (l->langs & (LANG_EN | LANG_KK)) && !sum->paired) {
		sum->current *= 100;
		sum->room = 100;
	} else if (v < sum->room) {
		sum->current += v;
		sum->room = room_behind(v, l);
	} else if ((l->langs & LANG_EN) && sum->total == 0 && !sum->paired && sum->current >= 10 && sum->current < 100 && v >= 10 && v < 100) {
		sum->total = sum->current * 100;
		sum->current = v;
		sum->room = room_behind(v, l);
		sum->paired = true;
	} else {
		return false;
	}
	return true;
}

static const struct lexeme *number_word(const struct source *s, size_t i)
{
	const struct lexeme *l = lex_at(s, i, LEX_ORDINAL);

	if (!l)
		l = lex_at(s, i, LEX_TENS);
	return l ? l : lex_at(s, i, LEX_NUMBER);
}

/* "a", "a few", "несколько": they count units and are no number by themselves. */
static bool is_vague(const struct lexeme *l)
{
	return l->kind == LEX_NUMBER && (l->flags & FLAG_WEAK) && !(l->langs & LANG_KK);
}

/* "two thousand and nineteen": the word behind "and", or `i` when there is none. */
static size_t skip_and(const struct source *s, size_t i, const struct sum *sum)
{
	const struct lexeme *l;

	if (sum->room < 100 || !(sum->total || sum->current >= 100) || !gap_close(s, i) || !span_is(s->text->words[i].folded, "and"))
		return i;
	l = number_word(s, i + 1);
	return l && l->value < 100 && gap_close(s, i + 1) ? i + 1 : i;
}

static bool words_parse(const struct source *s, size_t i, struct number *out)
{
	struct sum sum = { 0, 0, 3000, false };
	const struct lexeme *l = number_word(s, i);
	size_t at = i;

	if (!l)
		return false;
	*out = (struct number){ .next = i };
	while (l && sum_add(&sum, l)) {
		out->next = at + lex_words(l);
		out->ending = l->ending;
		out->ordinal = l->kind == LEX_ORDINAL;
		out->decade = l->kind == LEX_TENS || (out->ordinal && (l->flags & FLAG_PLURAL) && l->value % 10 == 0);
		out->vague = is_vague(l);
		if (out->ordinal || out->decade || out->vague)
			break;
		at = skip_and(s, out->next, &sum);
		l = (gap_at(s, at) & ~(GAP_SPACE | GAP_HYPHEN | GAP_LINE)) == 0 ? number_word(s, at) : NULL;
		if (l && is_vague(l))
			l = NULL;
	}
	out->value = sum.total + sum.current;
	return true;
}

bool roman_parse(const struct source *s, size_t i, struct number *out)
{
	const struct lexeme *l = lex_at(s, i, LEX_ROMAN);

	if (!l || s->text->words[i].shape == WORD_LOWER)
		return false;
	*out = (struct number){ .value = l->value, .ordinal = true, .roman = true, .next = i + 1 };
	if (gap_at(s, i + 1) == GAP_HYPHEN && suffix_find(s, s->text->words[i + 1].folded))
		out->next++;
	return true;
}

static bool number_read(const struct source *s, size_t i, struct number *out)
{
	uint8_t shape = s->text->words[i].shape;

	if (shape == WORD_NUMBER || shape == WORD_ALNUM)
		return digits_parse(s, i, out);
	return words_parse(s, i, out);
}

bool number_parse(const struct source *s, size_t i, struct number *out)
{
	struct number_memory *last = s->numbers;

	if (i >= s->text->count || !(lex_mask(s, i) & LEX_NUMBERS))
		return false;
	if (!last)
		return number_read(s, i, out);
	if (last->behind != i + 1) {
		last->behind = i + 1;
		last->is = number_read(s, i, &last->number);
	}
	*out = last->number;
	return last->is;
}

int year_of_two(int value)
{
	return value < 50 ? 2000 + value : 1900 + value;
}

bool is_counted(const struct source *s, size_t next)
{
	const struct text *text = s->text;
	size_t end = next < text->count ? text->words[next].at_byte : text->raw.bytes;
	size_t start = next > 0 && next <= text->count ? text->words[next - 1].at_byte + text->words[next - 1].bytes : end;

	for (size_t at = start; at < end && at < start + 3; at++)
		if (text->raw.at[at] == '%' || text->raw.at[at] == '$')
			return true;
	return next < text->count && (gap_at(s, next) & ~(GAP_SPACE | GAP_LINE | GAP_HYPHEN)) == 0 && lex_at(s, next, LEX_COUNT);
}

bool space_before(const struct source *s, size_t i)
{
	return i < s->text->count && (gap_at(s, i) & ~(GAP_SPACE | GAP_LINE)) == 0;
}

bool number_is_day(const struct number *n)
{
	return n->value >= 1 && n->value <= 31 && n->digits <= 2 && !n->vague && !n->decade && !n->roman && !n->year;
}
