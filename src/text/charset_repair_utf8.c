/* Undoes UTF-8 that was read in a charset of one byte a letter: РџСЂРµ..., Ð¢Ð¾Ðº..., lossy ones too. */
#include "charset_repair.h"

#include "dateline/text.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu
#define LEADS_LEAST 2           /* so many letters of several bytes, or one sign of three */

/* What was read as what. */
static const struct outer {
	const char *name, *how;
} outers[] = {
	{ "windows-1251", "UTF-8 read as windows-1251" }, { "windows-1252", "UTF-8 read as windows-1252" },
	{ "KOI8-R", "UTF-8 read as KOI8-R" }, { "IBM866", "UTF-8 read as IBM866" },
	{ "x-mac-cyrillic", "UTF-8 read as x-mac-cyrillic" }, { "windows-1250", "UTF-8 read as windows-1250" },
};

struct mending {
	const struct charset_candidate *charset;
	const struct repair_line *from;
	struct repair_line *to;
	size_t sound;           /* letters that were whole sequences, */
	size_t signs;           /* dashes and quotation marks among them, */
	size_t strange;         /* letters of no language of ours among them, */
	size_t lost;            /* that had lost a byte, */
	size_t left;            /* beyond ASCII and in no sequence */
};

static int byte_at(const struct mending *mending, size_t i)
{
	return i < mending->from->count ? repair_byte(mending->charset, mending->from->code[i]) : -1;
}

static bool is_tail(int byte)
{
	return byte >= 0x80 && byte < 0xC0;
}

/* The letter whose bytes begin at `i`, and how many there are; 0 when they are no letter. */
static size_t sequence_at(const struct mending *mending, size_t i, uint32_t *code)
{
	int lead = byte_at(mending, i);
	size_t tails = lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : 0;

	uint32_t letter = (uint32_t)lead & (tails == 1 ? 0x1Fu : tails == 2 ? 0xFu : 7u);

	if (tails == 0)
		return 0;
	for (size_t k = 1; k <= tails; k++) {
		int tail = byte_at(mending, i + k);

		if (!is_tail(tail))
			return 0;
		letter = letter << 6 | ((uint32_t)tail & 0x3F);
	}
	if ((tails == 2 && letter < 0x800) || (tails == 3 && letter < 0x10000) || (letter >= 0xD800 && letter < 0xE000) ||
	    letter > 0x10FFFF)
		return 0;
	*code = letter;
	return tails + 1;
}

static unsigned pair_cost(uint32_t before, uint32_t after)
{
	return charset_models[0].cost[charset_letter(letter_lower(before))][charset_letter(letter_lower(after))];
}

/* The second byte that the charset does not define was lost: which letter fits between
 * its neighbours? 0 when none may be. */
static uint32_t lost_letter(const struct mending *mending, size_t i, uint32_t lead)
{
	uint32_t before = mending->to->count > 0 ? mending->to->code[mending->to->count - 1] : ' ', after = ' ', best = 0;
	unsigned least = 0;

	sequence_at(mending, i + 2, &after);
	for (uint32_t tail = 0x80; tail < 0xC0; tail++) {
		uint32_t code = (lead & 0x1F) << 6 | (tail & 0x3F);
		unsigned cost;

		if (mending->charset->code[tail] != CHARSET_NONE)
			continue;
		cost = pair_cost(before, code) + pair_cost(code, after);
		if (best == 0 || cost < least) {
			best = code;
			least = cost;
		}
	}
	return best;
}

/* A letter that lost its second byte at `i`: how many letters stand for it, 0 for none. */
static size_t lost_at(const struct mending *mending, size_t i, uint32_t *code)
{
	int lead = byte_at(mending, i);
	uint32_t next = i + 1 < mending->from->count ? mending->from->code[i + 1] : '\n';
	bool hole = next == REPLACEMENT || next == '?';

	/* The quotation mark that windows-1252 (”) and windows-1251 (‘) have no third byte for. */
	if (lead == 0xE2 && byte_at(mending, i + 1) == 0x80) {
		uint32_t third = i + 2 < mending->from->count ? mending->from->code[i + 2] : '\n';

		*code = mending->charset->code[0x98] == CHARSET_NONE ? 0x2018 : 0x201D;
		return third == REPLACEMENT || third == '?' ? 3 : 2;
	}
	if (lead < 0xD0 || lead > 0xD3)
		return 0;
	if (hole) {
		uint32_t letter = lost_letter(mending, i, (uint32_t)lead);

		*code = letter ? letter : *code;
		return letter ? 2 : 0;
	}
	if (next == ' ' || next == '\n') {      /* a no-break space (0xA0) that became a space */
		*code = ((uint32_t)lead & 0x1F) << 6 | 0x20;
		return next == ' ' ? 2 : 1;
	}
	if (byte_at(mending, i + 1) < 0xC2)
		return 0;
	*code = ((uint32_t)lead & 0x1F) << 6 | 0x2D; /* a soft hyphen (0xAD) that was taken away */
	return 1;
}

static void line_mend(struct mending *mending)
{
	mending->to->count = 0;
	for (size_t i = 0; i < mending->from->count;) {
		uint32_t code = mending->from->code[i];
		size_t used = code < 0x80 ? 0 : sequence_at(mending, i, &code);

		if (used > 0) {
			mending->sound++;
			mending->signs += code >= 0x2000;
			mending->strange += code < 0x2000 && code >= 0x100 && charset_letter(letter_lower(code)) == 0;
		} else if (code >= 0x80 && (used = lost_at(mending, i, &code)) > 0) {
			mending->lost++;
		} else {
			mending->left += code >= 0x80 && code != REPLACEMENT;
			used = 1;
		}
		mending->to->code[mending->to->count++] = code;
		i += used;
	}
}

/* Is nearly all beyond ASCII made of sequences, of letters that we know? */
static bool is_mended(const struct mending *mending, size_t least)
{
	return mending->sound + mending->signs >= least && mending->lost * 3 <= mending->sound &&
	       mending->left * 4 <= mending->sound && mending->strange * 8 <= mending->sound;
}

/* Is the pair one that bytes read wrongly make? It knows the leads as letters: of
 * windows-1251, windows-1252, KOI8-R, IBM866, Mac. */
static bool is_odd_pair(uint32_t before, uint32_t code)
{
	static const struct { const char *leads; uint32_t from; } rows[] = {
		{ "РСТУГДв", 0 }, { "ÐÑÒÓÂÃÄÅâ", 0 }, { "пярст", 0x2000 }, { "╨╤╥╙├─", 0 }, { "–—“”√ƒ", 1 },
	};
	char letter[5] = "";

	letter[utf8_write(before, letter)] = '\0';
	for (size_t i = 0; i < COUNT(rows); i++) {
		/* No letter of the Russian alphabet follows a lead, but behind the signs of Mac. */
		bool odd = rows[i].from == 1 || (code >= rows[i].from && !(code >= 0x410 && code < 0x450));

		if (odd && strstr(rows[i].leads, letter))
			return true;
	}
	return false;
}

/* Has any line so many odd pairs that most of it may be double? One look at a text. */
static bool is_suspect(struct span text)
{
	const char *at = text.at, *end = text.at + text.bytes;
	size_t found = 0, high = 0, all = 0;
	uint32_t before = 0;

	while (at < end) {
		uint32_t code;

		if ((unsigned char)*at < 0x80) {
			if (*at++ == '\n') {
				all += found * 6 >= high ? found : 0;
				found = high = 0;
			}
			before = 0;
			continue;
		}
		code = utf8_next(&at, end);
		high++;
		found += before && is_odd_pair(before, code);
		before = code;
	}
	all += found * 6 >= high ? found : 0;
	return all >= LEADS_LEAST;
}

/* How much of the text each charset would mend; the best, or NULL. */
static const struct outer *outer_find(struct span text)
{
	const struct outer *best = NULL;
	struct repair_line from, to;
	size_t most = 0;

	for (size_t k = 0; k < COUNT(outers); k++) {
		struct mending all = { .charset = charset_candidate_find(outers[k].name), .from = &from, .to = &to };
		size_t sound = 0;

		for (struct span rest = text; all.charset && repair_line_next(&rest, &from);) {
			struct mending line = { .charset = all.charset, .from = &from, .to = &to };

			line_mend(&line);
			sound += is_mended(&line, 1) ? line.sound + line.signs : 0;
		}
		if (sound <= most || sound < LEADS_LEAST)
			continue;
		most = sound;
		best = &outers[k];
	}
	return best;
}

const char *repair_utf8(struct span text, struct buf *out)
{
	struct repair_line from, to;
	const struct outer *outer = is_suspect(text) ? outer_find(text) : NULL;

	if (!outer)
		return NULL;
	for (struct span rest = text; repair_line_next(&rest, &from);) {
		struct mending line = { .charset = charset_candidate_find(outer->name), .from = &from, .to = &to };

		line_mend(&line);
		repair_line_print(line.sound > 0 && is_mended(&line, 1) ? &to : &from, out);
	}
	return outer->how;
}
