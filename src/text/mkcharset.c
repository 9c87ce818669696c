/* Build-time program: makes the pairs of letters of each language, and what bytes read in each charset, as C rows. */
#include "charset_model.h"

#include "dateline/text.h"

#include <iconv.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *lang, *text;
} samples[] = {
#define ROW(line, lang, text, source) { lang, text },
#include "text/charset_sample.tsv.inc"
#undef ROW
};

static const struct {
	const char *name, *iconv, *guess;
} charsets[] = {
#define ROW(line, name, iconv, labels, guess, bytes, text, source) { name, iconv, guess },
#include "text/charset.tsv.inc"
#undef ROW
};

struct pairs {
	unsigned pair[CHARSET_LETTERS][CHARSET_LETTERS];
	unsigned after[CHARSET_LETTERS];        /* pairs that begin with the letter */
	unsigned single[CHARSET_LETTERS];
	unsigned total;
};

static void pairs_add(struct pairs *pairs, struct span text)
{
	const char *at = text.at, *end = at + text.bytes;
	uint8_t before = 0;

	while (at < end) {
		uint8_t letter = charset_letter(letter_lower(utf8_next(&at, end)));

		pairs->pair[before][letter]++;
		pairs->after[before]++;
		pairs->single[letter]++;
		pairs->total++;
		before = letter;
	}
}

/* Pairs never seen borrow from how common the letter is by itself. */
static unsigned pair_cost(const struct pairs *pairs, size_t before, size_t letter)
{
	double single = (pairs->single[letter] + .05) / (pairs->total + 4.);
	double share = (pairs->pair[before][letter] + 6. * single) / (pairs->after[before] + 6.);
	double cost = -log(share) * CHARSET_COST_UNIT + .5;

	return cost < 255. ? (unsigned)cost : 255;
}

static void model_print(const char *lang, const struct pairs *pairs)
{
	printf("\t{ \"%s\", {\n", lang);
	for (size_t before = 0; before < CHARSET_LETTERS; before++) {
		printf("\t\t{");
		for (size_t letter = 0; letter < CHARSET_LETTERS; letter++)
			printf("%u,", pair_cost(pairs, before, letter));
		printf("},\n");
	}
	printf("\t} },\n");
}

/* One model a language: rows of one language stand together in the table. */
static void models_print(void)
{
	static struct pairs pairs;
	size_t count = 0;

	printf("const struct charset_model charset_models[] = {\n");
	for (size_t i = 0; i < COUNT(samples); i++) {
		pairs_add(&pairs, span_of(samples[i].text));
		if (i + 1 < COUNT(samples) && strcmp(samples[i].lang, samples[i + 1].lang) == 0)
			continue;
		model_print(samples[i].lang, &pairs);
		memset(&pairs, 0, sizeof(pairs));
		count++;
	}
	printf("};\nconst size_t charset_model_count = %zu;\n", count);
}

/* The converter by the first of the names that this iconv knows. */
static iconv_t converter_open(struct span names)
{
	while (names.at) {
		struct span name = span_cut(&names, ' ');
		iconv_t converter;
		char text[64];

		snprintf(text, sizeof(text), "%.*s", (int)name.bytes, name.at);
		converter = iconv_open("UTF-8", text);
		if (converter != (iconv_t)-1)
			return converter;
	}
	return (iconv_t)-1;
}

static uint32_t code_of(iconv_t converter, unsigned byte)
{
	char in = (char)byte, text[8], *from = &in, *to = text;
	size_t left = 1, room = sizeof(text);
	const char *at = text;

	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &from, &left, &to, &room) == (size_t)-1 || to == text)
		return CHARSET_NONE;
	return utf8_next(&at, to);
}

/* A charset that this system's iconv lacks is not guessed. */
static void candidates_print(void)
{
	size_t count = 0;

	printf("const struct charset_candidate charset_candidates[] = {\n");
	for (size_t i = 0; i < COUNT(charsets); i++) {
		iconv_t converter = strcmp(charsets[i].guess, "yes") == 0 ? converter_open(span_of(charsets[i].iconv)) : (iconv_t)-1;

		if (converter == (iconv_t)-1)
			continue;
		printf("\t{ \"%s\", {", charsets[i].name);
		for (unsigned byte = 0; byte < 256; byte++)
			printf("%" PRIu32 "u,", code_of(converter, byte));
		printf("} },\n");
		iconv_close(converter);
		count++;
	}
	printf("};\nconst size_t charset_candidate_count = %zu;\n", count);
}

int main(void)
{
	models_print();
	candidates_print();
	return fflush(stdout) == 0 ? 0 : 1;
}
