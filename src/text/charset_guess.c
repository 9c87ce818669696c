/* Guesses a charset by letter pairs: read rightly, bytes make the pairs of a language. */
#include "charset_guess.h"

#include "dateline/text.h"

#include <string.h>

/* How much is looked at: more does not change the mind. */
#define BYTES_MOST 1500
#define CANDIDATES_MOST 32

/* Costs in natural logarithms, a letter each. A right reading costs about 2.5 a
 * letter, a wrong one 5 and more. */
#define COST_ORDINARY 4.f       /* a quotation mark, a dash, № ... */
#define COST_RARE 7.f           /* ™, °, a fraction ... */
#define COST_STRANGE 10.f       /* line drawing, control characters, rare signs */
#define COST_UNDEFINED 15.f
#define COST_SCRIPTS 6.f        /* Latin beside Cyrillic within a word */
#define COST_RISING 4.f         /* a capital after a small letter */
#define COST_FALLING 3.f        /* a small letter after two capitals */
#define COST_REFUSED 7.5f       /* worse than this is no text; */
#define COST_REFUSED_SIGNS 12.f /* but few signs among ASCII may all be rare */
#define BONUS_DECLARED .6f
#define BONUS_VOTED .12f
#define BONUS_LATIN 2.5f        /* where single signs stand among ASCII */
#define MARGIN .015f            /* who comes later must be better by so much */
#define SAME .0001f             /* readings that cost the same are the same */

/* What a byte is when read in one charset. */
struct reading {
	uint8_t letter;
	uint8_t script;
	bool upper;
	float cost;             /* of the sign by itself, when it is no letter */
};

/* Signs that newspapers print, and those that they print at times. */
static float sign_cost(uint32_t code)
{
	if (code == CHARSET_NONE)
		return COST_UNDEFINED;
	if (code == 0xA0 || code == 0xAB || code == 0xBB || code == 0xAD || (code >= 0x2013 && code <= 0x2026) ||
	    code == 0x2116 || code == 0x20AC || code == 0x2039 || code == 0x203A)
		return COST_ORDINARY;
	return code == 0xB0 || code == 0xA9 || code == 0xA7 || code == 0xB7 || code == 0xAE || code == 0x2122 ||
	       code == 0xA3 || code == 0xB1 || (code >= 0xBC && code <= 0xBE) ? COST_RARE : COST_STRANGE;
}

static struct reading reading_of(uint32_t code, unsigned byte)
{
	struct reading reading = { 0, SCRIPT_NONE, false, 0.f };

	if (code != CHARSET_NONE)
		reading.letter = charset_letter(letter_lower(code));
	if (reading.letter) {
		reading.script = (uint8_t)letter_script(code);
		reading.upper = letter_is_upper(code);
	} else if (byte >= 0x80) {
		reading.cost = sign_cost(code);
	}
	return reading;
}

/* What case and script say against two letters side by side, `older` before them. */
static float join_cost(const struct reading *older, const struct reading *before, const struct reading *now)
{
	float cost = now->script != before->script ? COST_SCRIPTS : 0.f;

	if (now->upper && !before->upper)
		cost += COST_RISING;
	if (!now->upper && before->upper && older->letter && older->upper)
		cost += COST_FALLING;
	return cost;
}

/* The cost of reading `bytes` in one charset as one language; only pairs with a
 * byte above 127 count, since the others read the same everywhere. Stops at `most`. */
static float text_cost(struct span bytes, const struct reading readings[256], const struct charset_model *model, float most)
{
	const struct reading nothing = { 0, SCRIPT_NONE, false, 0.f }, *before = &nothing, *older = &nothing;
	bool before_high = false;
	float cost = 0.f;

	for (size_t i = 0; i < bytes.bytes && cost <= most; i++) {
		unsigned byte = (unsigned char)bytes.at[i];
		const struct reading *now = &readings[byte];
		bool high = byte >= 0x80;

		cost += now->cost;
		if ((high && now->letter) || (before_high && before->letter))
			cost += (float)model->cost[before->letter][now->letter] / CHARSET_COST_UNIT;
		if ((high || before_high) && now->letter && before->letter)
			cost += join_cost(older, before, now);
		older = before;
		before = now;
		before_high = high;
	}
	return cost;
}

/* The words of `raw` that hold a byte above 127, a space between; returns their bytes. */
static size_t high_words(struct span raw, char out[BYTES_MOST])
{
	size_t bytes = 0, from = 0;
	bool high = false;

	for (size_t i = 0; i <= raw.bytes && bytes < BYTES_MOST; i++) {
		unsigned char c = i < raw.bytes ? (unsigned char)raw.at[i] : ' ';

		high |= c >= 0x80;
		if (c > ' ' && c != '<' && c != '>')
			continue;
		for (size_t k = from; high && k < i && bytes < BYTES_MOST; k++)
			out[bytes++] = raw.at[k];
		if (high && bytes < BYTES_MOST)
			out[bytes++] = ' ';
		from = i + 1;
		high = false;
	}
	return bytes;
}

/* Do high bytes stand alone or in pairs among ASCII? Then they are accents and signs
 * of a Latin charset: words of another alphabet would be runs. */
static bool is_mostly_ascii(struct span raw)
{
	size_t ascii = 0, high = 0, in_runs = 0, run = 0;

	for (size_t i = 0; i < raw.bytes && i < 65536; i++) {
		unsigned char c = (unsigned char)raw.at[i];

		run = c >= 0x80 ? run + 1 : 0;
		high += c >= 0x80;
		in_runs += run == 3 ? 3 : run > 3;
		ascii += (c | 32) >= 'a' && (c | 32) <= 'z';
	}
	return high * 10 < ascii && in_runs * 10 <= high;
}

static bool is_latin(const char *name)
{
	return strcmp(name, "windows-1252") == 0 || strcmp(name, "windows-1254") == 0 || strcmp(name, "windows-1250") == 0;
}

struct guessing {
	struct span words;
	size_t high;            /* bytes above 127 in them */
	bool latin;
	float cost[CANDIDATES_MOST];
};

/* What the best language makes of each candidate, a letter. */
static void candidates_weigh(struct guessing *guessing, const char *declared)
{
	float least = guessing->latin ? COST_REFUSED_SIGNS : COST_REFUSED;

	for (size_t c = 0; c < charset_candidate_count; c++) {
		const struct charset_candidate *candidate = &charset_candidates[c];
		float bonus = declared && strcmp(candidate->name, declared) == 0 ? BONUS_DECLARED : 0.f;
		struct reading readings[256];

		bonus += guessing->latin && is_latin(candidate->name) ? BONUS_LATIN : 0.f;
		guessing->cost[c] = COST_UNDEFINED * 2;
		for (unsigned byte = 0; byte < 256; byte++)
			readings[byte] = reading_of(candidate->code[byte], byte);
		for (size_t m = 0; m < charset_model_count; m++) {
			float most = (least + BONUS_VOTED + MARGIN + bonus) * (float)guessing->high;
			float cost = text_cost(guessing->words, readings, &charset_models[m], most) / (float)guessing->high - bonus;

			if (cost < guessing->cost[c])
				guessing->cost[c] = cost;
			if (cost < least)
				least = cost;
		}
	}
}

/* uchardet knows one KOI8. */
static bool is_voted(const char *name, const char *voted)
{
	return voted && (strcmp(name, voted) == 0 || (strncmp(name, "KOI8", 4) == 0 && strncmp(voted, "KOI8", 4) == 0));
}

/* The first that no later one is better than by the margin; the count for none. */
static size_t candidate_pick(const struct guessing *guessing, const char *voted)
{
	float least = guessing->latin ? COST_REFUSED_SIGNS : COST_REFUSED;
	size_t best = charset_candidate_count;

	for (size_t c = 0; c < charset_candidate_count; c++) {
		float cost = guessing->cost[c] - (is_voted(charset_candidates[c].name, voted) ? BONUS_VOTED : 0.f);

		if (cost >= least - MARGIN)
			continue;
		least = cost;
		best = c;
	}
	return best;
}

/* May a vote change the mind? Not where the others are far, or read the same. */
static bool is_close(const struct guessing *guessing, size_t best)
{
	float least = best < charset_candidate_count ? guessing->cost[best] : COST_REFUSED;

	for (size_t c = 0; c < charset_candidate_count; c++) {
		float behind = guessing->cost[c] - least;

		if (behind < BONUS_VOTED + MARGIN && (behind > SAME || behind < -SAME))
			return true;
	}
	return false;
}

const struct charset_candidate *charset_guess(struct span raw, const char *declared, const char *(*vote)(struct span raw))
{
	struct guessing guessing = { .latin = is_mostly_ascii(raw) };
	char words[BYTES_MOST];
	size_t best;

	guessing.words = span_make(words, high_words(raw, words));
	for (size_t i = 0; i < guessing.words.bytes; i++)
		guessing.high += (unsigned char)words[i] >= 0x80;
	if (guessing.high == 0 || charset_candidate_count > CANDIDATES_MOST)
		return NULL;
	candidates_weigh(&guessing, declared);
	best = candidate_pick(&guessing, NULL);
	if (vote && is_close(&guessing, best))
		best = candidate_pick(&guessing, vote(raw));
	return best < charset_candidate_count ? &charset_candidates[best] : NULL;
}
