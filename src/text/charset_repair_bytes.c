/* Undoes one charset of one byte a letter read as another: Ïðåçèäåíò, оПЕГХДЕМР. */
#include "charset_guess.h"
#include "charset_repair.h"

#include "dateline/text.h"

#include <string.h>

#define LETTERS_LEAST 12        /* of a text that is judged */
#define COST_SUSPECT 4.3f       /* a letter: what costs less is language */
#define COST_MENDED 3.9f        /* what costs more is none */
#define COST_GAIN 1.2f

static const char *const outers[] = { "windows-1252", "windows-1251", "KOI8-R", "IBM866", "x-mac-cyrillic", "ISO-8859-5" };

/* A reading of `inner` as `outer`. */
struct mistake {
	const struct charset_candidate *outer, *inner;
};

static const char *mistake_text(struct mistake mistake)
{
	static const char *const texts[][3] = {
		{ "windows-1252", "windows-1251", "windows-1251 read as windows-1252" },
		{ "windows-1252", "KOI8-R", "KOI8-R read as windows-1252" },
		{ "windows-1252", "KOI8-U", "KOI8-U read as windows-1252" },
		{ "windows-1252", "IBM866", "IBM866 read as windows-1252" },
		{ "windows-1252", "KZ-1048", "KZ-1048 read as windows-1252" },
		{ "windows-1252", "PTCP154", "PTCP154 read as windows-1252" },
		{ "windows-1251", "KOI8-R", "KOI8-R read as windows-1251" },
		{ "windows-1251", "KOI8-U", "KOI8-U read as windows-1251" },
		{ "windows-1251", "IBM866", "IBM866 read as windows-1251" },
		{ "windows-1251", "ISO-8859-5", "ISO-8859-5 read as windows-1251" },
		{ "KOI8-R", "windows-1251", "windows-1251 read as KOI8-R" },
		{ "IBM866", "windows-1251", "windows-1251 read as IBM866" },
		{ "x-mac-cyrillic", "windows-1251", "windows-1251 read as x-mac-cyrillic" },
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		if (strcmp(mistake.outer->name, texts[i][0]) == 0 && strcmp(mistake.inner->name, texts[i][1]) == 0)
			return texts[i][2];
	return NULL; /* no mistake that is made */
}

/* The line as its bytes, and how many letters are none of the charset's. */
static size_t line_bytes(const struct repair_line *line, const struct charset_candidate *outer, char *out, size_t *foreign)
{
	*foreign = 0;
	for (size_t i = 0; i < line->count; i++) {
		int byte = repair_byte(outer, line->code[i]);

		*foreign += byte < 0;
		out[i] = (char)(byte < 0 ? ' ' : byte);
	}
	return line->count;
}

static void line_mend(const struct repair_line *from, struct mistake mistake, struct repair_line *to)
{
	to->count = from->count;
	for (size_t i = 0; i < from->count; i++) {
		int byte = repair_byte(mistake.outer, from->code[i]);
		uint32_t code = byte < 0 ? CHARSET_NONE : mistake.inner->code[byte];

		to->code[i] = code == CHARSET_NONE ? from->code[i] : code;
	}
}

/* The words beyond ASCII of a text, as much of them as a line takes. */
static void sample_take(struct span text, struct repair_line *out)
{
	const char *at = text.at, *end = text.at + text.bytes;
	size_t word = 0;
	bool high = false;

	out->count = 0;
	while (at < end && out->count < REPAIR_LETTERS / 4) {
		uint32_t code = utf8_next(&at, end);

		out->code[out->count++] = code;
		high |= code >= 0x80;
		if (code > ' ' && code != '<' && code != '>')
			continue;
		out->count = high ? out->count : word;
		word = out->count;
		high = false;
	}
}

static const char *mistake_find(const struct repair_line *sample, float cost, struct mistake *out)
{
	const char *how = NULL;
	float least = cost - COST_GAIN < COST_MENDED ? cost - COST_GAIN : COST_MENDED;

	for (size_t i = 0; i < COUNT(outers); i++) {
		struct mistake mistake = { .outer = charset_candidate_find(outers[i]) };
		char bytes[REPAIR_LETTERS];
		struct repair_line mended;
		size_t foreign, letters;

		if (!mistake.outer || line_bytes(sample, mistake.outer, bytes, &foreign) == 0 || foreign * 20 > sample->count)
			continue;
		mistake.inner = charset_guess(span_make(bytes, sample->count), NULL, NULL);
		if (!mistake.inner || !mistake_text(mistake))
			continue;
		line_mend(sample, mistake, &mended);
		cost = repair_cost(&mended, LETTERS_LEAST, &letters);
		if (letters < LETTERS_LEAST || cost >= least)
			continue;
		least = cost;
		*out = mistake;
		how = mistake_text(mistake);
	}
	return how;
}

const char *repair_bytes(struct span text, struct buf *out)
{
	struct repair_line from, to;
	struct mistake mistake;
	const char *how;
	size_t letters;
	float cost;

	sample_take(text, &from);
	cost = repair_cost(&from, LETTERS_LEAST, &letters);
	if (cost < COST_SUSPECT)
		return NULL;
	how = mistake_find(&from, cost, &mistake);
	if (!how)
		return NULL;
	for (struct span rest = text; repair_line_next(&rest, &from);) {
		line_mend(&from, mistake, &to);
		repair_line_print(repair_cost(&to, 1, &letters) < repair_cost(&from, 1, &letters) ? &to : &from, out);
	}
	return how;
}
