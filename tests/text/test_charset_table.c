/* Charsets guessed: texts of six languages in every encoding that has them, at eight lengths, as written and in capitals. */
#include "sentences.h"

#include "dateline/text.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* An encoding, iconv's name of it and the languages whose letters it has. */
static const struct encoding {
	const char *name, *iconv, *langs;
} encodings[] = {
	{ "windows-1251", "CP1251", "ru uk be" },
	{ "KOI8-R", "KOI8-R", "ru" },
	{ "KOI8-U", "KOI8-U", "uk" },
	{ "IBM866", "CP866", "ru" },
	{ "ISO-8859-5", "ISO-8859-5", "ru uk be" },
	{ "x-mac-cyrillic", "MAC-CYRILLIC", "ru uk be" },
	{ "KZ-1048", "RK1048", "kk ky ru" },
	{ "PTCP154", "PT154", "kk ky" },
	{ "windows-1252", "CP1252", "en" },
	{ "UTF-16LE", "UTF-16LE", "ru uk be kk ky en" },
	{ "UTF-16BE", "UTF-16BE", "ru uk be kk ky en" },
};

static const size_t lengths[] = { 20, 40, 60, 100, 200, 500, 1000, 2000 };
static const char *const langs[] = { "ru", "uk", "be", "kk", "ky", "en" };

#define SHORT_LENGTH 60         /* from here on 95 of 100 are right, */
#define LONG_LENGTH 200         /* from here on 99 */
#define STARTS 9                /* samples of one text at each length */
#define TEXT_ROOM 65536

struct tally {
	unsigned right, all;
};

struct table {
	struct buf texts[COUNT(langs)];
	struct tally cells[COUNT(encodings)][COUNT(lengths)];
	bool tells;             /* what went wrong from SHORT_LENGTH on */
};

static void text_add(struct span lang, struct span sentence, void *with)
{
	struct table *table = with;

	for (size_t i = 0; i < COUNT(langs); i++)
		if (span_is(lang, langs[i])) {
			buf_add_span(&table->texts[i], sentence);
			buf_add_char(&table->texts[i], ' ');
		}
}

static struct span upper(struct span text, char *out)
{
	const char *at = text.at, *end = at + text.bytes;
	size_t bytes = 0;

	/* The first capital that becomes the letter: tables of ours are none of this test's. */
	while (at < end) {
		uint32_t code = utf8_next(&at, end), big = code;

		if (code >= 'a' && code <= 'z')
			big = code - 32;
		else if (code >= 0x430 && code <= 0x44F)
			big = code - 32;
		else if (code >= 0x450 && code <= 0x45F)
			big = code - 80;
		else if (code == 0x4CF || (code >= 0x490 && code < 0x4C0) || code >= 0x4D0)
			big = code < 0x530 ? code & ~1u : code;
		bytes += utf8_write(big, out + bytes);
	}
	return span_make(out, bytes);
}

static size_t converted(const char *to_name, const char *from_name, struct span text, char *out)
{
	iconv_t converter = iconv_open(to_name, from_name);
	char *from = (char *)(uintptr_t)text.at, *to = out;
	size_t left = text.bytes, room = TEXT_ROOM, before = room;

	assert_true(converter != (iconv_t)-1);
	while (left > 0 && iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
		/* A letter that the encoding has not: its writers left it out. */
		do {
			from++;
			left--;
		} while (left > 0 && (*from & 0xC0) == 0x80);
	}
	iconv_close(converter);
	return before - room;
}

/* Is a sample decoded to what it was? */
static bool sample_is_right(const struct encoding *encoding, struct span raw, bool tells)
{
	static char want[TEXT_ROOM];
	struct buf got = BUF_INIT(1 << 20);
	struct charset used = { .name = "" };
	struct error err = { 0 };
	size_t bytes = converted("UTF-8", encoding->iconv, raw, want);
	bool right;

	charset_decode(raw, NULL, NULL, &got, &used, &err);
	right = err.status == STATUS_OK && span_equal(buf_span(&got), span_make(want, bytes));
	if (!right && tells)
		print_error("%s as %s, %zu bytes: %.*s\n", encoding->name, used.name, raw.bytes,
			    (int)(bytes < 160 ? bytes : 160), want);
	buf_release(&got);
	return right;
}

static bool is_high(struct span raw)
{
	for (size_t i = 0; i < raw.bytes; i++)
		if ((unsigned char)raw.at[i] >= 0x80)
			return true;
	return false;
}

/* Samples of one text: from several starts at each length. Those in ASCII alone say nothing. */
static void text_try(struct table *table, size_t e, struct span text)
{
	static char raw[TEXT_ROOM];
	size_t bytes = converted(encodings[e].iconv, "UTF-8", text, raw);
	bool wide = strncmp(encodings[e].name, "UTF-16", 6) == 0;

	for (size_t l = 0; l < COUNT(lengths); l++) {
		for (size_t start = 0; start < STARTS; start++) {
			size_t from = (start * bytes / 2 / STARTS) & ~(size_t)1;
			struct span sample = span_make(raw + from, lengths[l]);
			struct tally *cell = &table->cells[e][l];

			if (from + sample.bytes > bytes || (!wide && !is_high(sample)))
				continue;
			cell->all++;
			cell->right += sample_is_right(&encodings[e], sample, table->tells && lengths[l] >= SHORT_LENGTH);
		}
	}
}

static void table_print(const struct table *table)
{
	printf("%-15s", "bytes");
	for (size_t l = 0; l < COUNT(lengths); l++)
		printf(" %7zu", lengths[l]);
	printf("\n");
	for (size_t e = 0; e < COUNT(encodings); e++) {
		printf("%-15s", encodings[e].name);
		for (size_t l = 0; l < COUNT(lengths); l++)
			printf(" %3u/%-3u", table->cells[e][l].right, table->cells[e][l].all);
		printf("\n");
	}
}

static bool langs_have(const char *list, const char *lang)
{
	struct span rest = span_of(list);

	while (rest.at)
		if (span_is(span_cut(&rest, ' '), lang))
			return true;
	return false;
}

static void guesses_the_charset_of_any_length(void **state)
{
	struct table table = { .tells = true };
	struct buf file = BUF_INIT(1 << 20);
	struct tally all = { 0, 0 }, from_short = { 0, 0 }, from_long = { 0, 0 };

	for (size_t i = 0; i < COUNT(langs); i++)
		table.texts[i] = (struct buf)BUF_INIT(TEXT_ROOM);
	/* Twice, so that the longest sample may begin anywhere. */
	sentences_visit(&file, text_add, &table);
	buf_clear(&file);
	sentences_visit(&file, text_add, &table);
	for (size_t e = 0; e < COUNT(encodings); e++) {
		for (size_t i = 0; i < COUNT(langs); i++) {
			static char big[TEXT_ROOM];

			if (!langs_have(encodings[e].langs, langs[i]))
				continue;
			text_try(&table, e, buf_span(&table.texts[i]));
			text_try(&table, e, upper(buf_span(&table.texts[i]), big));
		}
	}
	table_print(&table);
	for (size_t e = 0; e < COUNT(encodings); e++) {
		for (size_t l = 0; l < COUNT(lengths); l++) {
			const struct tally *cell = &table.cells[e][l];
			struct tally *of = lengths[l] >= LONG_LENGTH ? &from_long : &from_short;

			all.right += cell->right;
			all.all += cell->all;
			if (lengths[l] < SHORT_LENGTH)
				continue;
			of->right += cell->right;
			of->all += cell->all;
		}
	}
	printf("all %u/%u, from %d to %d bytes %u/%u, from %d %u/%u\n", all.right, all.all, SHORT_LENGTH, LONG_LENGTH - 1,
	       from_short.right, from_short.all, LONG_LENGTH, from_long.right, from_long.all);
	assert_true(all.all >= 400);
	assert_true(from_short.right * 100 >= from_short.all * 95);
	assert_true(from_long.right * 100 >= from_long.all * 99);
	for (size_t i = 0; i < COUNT(langs); i++)
		buf_release(&table.texts[i]);
	buf_release(&file);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(guesses_the_charset_of_any_length) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
