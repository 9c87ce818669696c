/* Guesses a charset by letter pairs: read rightly, bytes make the pairs of a language. */
#include "charset_guess.h"

#include "dateline/text.h"

#include <math.h>

/* Letters have small numbers, 0 stands for all that is none: the edge of a word. */
#define LETTERS 144
#define UNKNOWN_LETTER (LETTERS - 1)
#define PAIRS_MOST 1500         /* letters looked at: more do not change the mind */

/* Costs in natural logarithms, a letter each. A right reading costs about 2.5 a
 * letter, a wrong one 5 and more. */
#define COST_ORDINARY 4.0       /* a quotation mark, a dash, № ... */
#define COST_STRANGE 10.0       /* line drawing, control characters, rare signs */
#define COST_UNDEFINED 15.0
#define COST_SCRIPTS 6.0        /* Latin beside Cyrillic within a word */
#define COST_RISING 4.0         /* a capital after a small letter */
#define COST_REFUSED 7.5        /* worse than this is no text */
#define BONUS_DECLARED 0.6
#define BONUS_VOTED 0.12
#define MARGIN 0.015            /* who comes later must be better by so much */

static const struct sample {
	const char *lang, *text;
} samples[] = {
#define ROW(line, lang, text, source) { lang, text },
#include "text/charset_sample.tsv.inc"
#undef ROW
};

struct model {
	const char *lang;
	uint16_t pair[LETTERS][LETTERS];
	uint16_t after[LETTERS];        /* pairs that begin with the letter */
	uint16_t single[LETTERS];
	uint32_t total;
};

static const uint32_t extra_letters[] = {
	0x491, 0x493, 0x49B, 0x4A3, 0x4AF, 0x4B1, 0x4BB, 0x4D9, 0x4E9,
	0x105, 0x107, 0x10D, 0x10F, 0x119, 0x11B, 0x11F, 0x131, 0x142, 0x144, 0x148, 0x153, 0x159,
	0x15B, 0x15F, 0x161, 0x165, 0x16F, 0x17A, 0x17C, 0x17E,
};

/* a-z, then Cyrillic, then Latin-1, then the others. */
static uint8_t letter_number(uint32_t lower)
{
	if (lower >= 'a' && lower <= 'z')
		return (uint8_t)(lower - 'a' + 1);
	if (lower >= 0x430 && lower <= 0x45F)
		return (uint8_t)(lower - 0x430 + 27);
	if (lower >= 0xDF && lower <= 0xFF && lower != 0xF7)
		return (uint8_t)(lower - 0xDF + 75);
	for (size_t i = 0; i < COUNT(extra_letters); i++)
		if (extra_letters[i] == lower)
			return (uint8_t)(108 + i);
	return letter_is(lower) ? UNKNOWN_LETTER : 0;
}

static void model_add(struct model *model, struct span text)
{
	const char *at = text.at, *end = at + text.bytes;
	uint8_t before = 0;

	while (at < end) {
		uint8_t letter = letter_number(letter_lower(utf8_next(&at, end)));

		model->pair[before][letter]++;
		model->after[before]++;
		model->single[letter]++;
		model->total++;
		before = letter;
	}
}

/* One model a language: rows of one language stand together in the table. */
static size_t models_make(struct arena *arena, struct model **out)
{
	struct model *models = arena_new_array(arena, struct model, COUNT(samples));
	size_t count = 0;

	for (size_t i = 0; i < COUNT(samples); i++) {
		if (count == 0 || strcmp(models[count - 1].lang, samples[i].lang) != 0)
			models[count++].lang = samples[i].lang;
		model_add(&models[count - 1], span_of(samples[i].text));
	}
	*out = models;
	return count;
}

/* Pairs never seen borrow from how common the letter is by itself. */
static float pair_cost(const struct model *model, uint8_t before, uint8_t letter)
{
	float single = ((float)model->single[letter] + .05f) / ((float)model->total + 4.f);

	return -logf(((float)model->pair[before][letter] + 6.f * single) / ((float)model->after[before] + 6.f));
}

/* What a byte is when read in one charset. */
struct reading {
	uint8_t letter;
	uint8_t script;
	bool upper;
	float cost;             /* of the sign by itself, when it is no letter */
};

/* Signs that newspapers print. */
static bool is_ordinary(uint32_t code)
{
	return code == 0xA0 || code == 0xAB || code == 0xBB || code == 0xAD || code == 0xB0 || code == 0xA9 ||
	       code == 0xA7 || code == 0xB7 || code == 0xAE || (code >= 0x2013 && code <= 0x2026) ||
	       code == 0x2116 || code == 0x20AC || code == 0x2039 || code == 0x203A || code == 0x2122;
}

static struct reading reading_of(uint32_t code, unsigned byte)
{
	struct reading reading = { 0, SCRIPT_NONE, false, 0.f };

	if (code == CHARSET_NONE) {
		reading.cost = (float)COST_UNDEFINED;
		return reading;
	}
	reading.letter = letter_number(letter_lower(code));
	if (reading.letter) {
		reading.script = (uint8_t)letter_script(code);
		reading.upper = letter_is_upper(code);
	} else if (byte >= 0x80) {
		reading.cost = (float)(is_ordinary(code) ? COST_ORDINARY : COST_STRANGE);
	}
	return reading;
}

/* The cost of reading `bytes` in one charset as one language; only pairs with a
 * byte above 127 count, since the others read the same everywhere. */
static float text_cost(struct span bytes, const struct reading readings[256], const struct model *model)
{
	const struct reading nothing = { 0, SCRIPT_NONE, false, 0.f }, *before = &nothing;
	bool before_high = false;
	float cost = 0.f;

	for (size_t i = 0; i < bytes.bytes; i++) {
		unsigned byte = (unsigned char)bytes.at[i];
		const struct reading *now = &readings[byte];
		bool high = byte >= 0x80;

		cost += now->cost;
		if ((high && now->letter) || (before_high && before->letter))
			cost += pair_cost(model, before->letter, now->letter);
		if ((high || before_high) && now->letter && before->letter) {
			cost += now->script != before->script ? (float)COST_SCRIPTS : 0.f;
			cost += now->upper && !before->upper ? (float)COST_RISING : 0.f;
		}
		before = now;
		before_high = high;
	}
	return cost;
}

/* The words of `raw` that hold a byte above 127, a space between. */
static struct span high_words(struct span raw, struct arena *arena)
{
	char *out = arena_alloc(arena, PAIRS_MOST + 1);
	size_t bytes = 0, from = 0;
	bool high = false;

	for (size_t i = 0; i <= raw.bytes && bytes < PAIRS_MOST; i++) {
		unsigned char c = i < raw.bytes ? (unsigned char)raw.at[i] : ' ';

		high |= c >= 0x80;
		if (c > ' ' && c != '<' && c != '>')
			continue;
		for (size_t k = from; high && k < i && bytes < PAIRS_MOST; k++)
			out[bytes++] = raw.at[k];
		if (high && bytes < PAIRS_MOST)
			out[bytes++] = ' ';
		from = i + 1;
		high = false;
	}
	return span_make(out, bytes);
}

/* Are nine of ten letters ASCII? Then signs alone speak for a Latin charset. */
static bool is_mostly_ascii(struct span raw)
{
	size_t ascii = 0, high = 0;

	for (size_t i = 0; i < raw.bytes && i < 65536; i++) {
		unsigned char c = (unsigned char)raw.at[i];

		high += c >= 0x80;
		ascii += (c | 32) >= 'a' && (c | 32) <= 'z';
	}
	return high * 10 < ascii;
}

static float bonus_of(const char *name, const char *declared, const char *voted, bool latin)
{
	float bonus = 0.f;

	if (declared && strcmp(name, declared) == 0)
		bonus += (float)BONUS_DECLARED;
	if (voted && strcmp(name, voted) == 0)
		bonus += (float)BONUS_VOTED;
	if (latin && (strcmp(name, "windows-1252") == 0 || strcmp(name, "windows-1254") == 0 ||
		      strcmp(name, "windows-1250") == 0))
		bonus += .05f;
	return bonus;
}

size_t charset_guess(struct span raw, const struct charset_candidate *candidates, size_t count,
		     const char *declared, const char *voted, struct arena *arena)
{
	struct span bytes = high_words(raw, arena);
	bool latin = is_mostly_ascii(raw);
	struct model *models;
	size_t model_count = models_make(arena, &models), best = count, high = 0;
	float least = (float)COST_REFUSED;

	for (size_t i = 0; i < bytes.bytes; i++)
		high += (unsigned char)bytes.at[i] >= 0x80;
	for (size_t c = 0; c < count && high > 0; c++) {
		struct reading readings[256];
		float bonus = bonus_of(candidates[c].name, declared, voted, latin);

		for (unsigned byte = 0; byte < 256; byte++)
			readings[byte] = reading_of(candidates[c].code[byte], byte);
		for (size_t m = 0; m < model_count; m++) {
			float cost = text_cost(bytes, readings, &models[m]) / (float)high - bonus;

			if (cost < least - (float)MARGIN) {
				least = cost;
				best = c;
			}
		}
	}
	return best;
}
