/* Tests the reading of letters and words: UTF-8, folding, shapes, gaps, sentence starts. */
#include "cases.h"

#include "dateline/text.h"

#include <unicode/uchar.h>

static void finds_broken_utf8(void **state)
{
	static const struct { const char *text; size_t at; const char *why; } rows[] = {
		{ "Қазақстан", 18, "whole" },
		{ "a\xc0\xaf", 1, "over-long" },
		{ "ab\xed\xa0\x80", 2, "a surrogate" },
		{ "\xd0", 0, "cut short" },
		{ "\xf4\x90\x80\x80", 0, "past the last code point" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t at = utf8_check(span_of(rows[i].text));

		if (at == rows[i].at)
			continue;
		wrong++;
		print_error("%s: broken at %zu, wanted %zu\n", rows[i].why, at, rows[i].at);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* Our quick ways for Latin and Cyrillic letters say what ICU says of every code point. */
static void letters_are_icus(void **state)
{
	int wrong = 0;

	for (uint32_t code = 1; code < 0x110000; code++) {
		bool upper = u_isupper((UChar32)code) || u_istitle((UChar32)code);
		uint32_t lower = code == 0x130 ? 'i' : (uint32_t)u_tolower((UChar32)code);
		bool mark = (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK) != 0;
		bool letter = u_isalpha((UChar32)code) || (code >= 0x80 && mark);

		if (letter_is_upper(code) == upper && letter_lower(code) == lower && letter_is(code) == letter)
			continue;
		wrong++;
		print_error("U+%04X: upper %d, lower U+%04X, letter %d\n", (unsigned)code, letter_is_upper(code),
			    (unsigned)letter_lower(code), letter_is(code));
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* UTF-8 is counted and walked alike where it is sound and where it is not. */
static void walks_broken_bytes_one_by_one(void **state)
{
	static const struct { const char *text; uint32_t second; size_t chars; } rows[] = {
		{ "aя", 0x44f, 2 }, { "a\xd1", 0xfffd, 2 }, { "a\xd1z", 0xfffd, 3 }, { "a\xc1\x80", 0xfffd, 3 },
		{ "a\xdf\xbf", 0x7ff, 2 }, { "a\xe2\x80\x94", 0x2014, 2 }, { "a\xe2\x80", 0xfffd, 3 },
		{ "abcdefghijя", 'b', 11 }, { "abcdefgh\xff", 'b', 9 }, { "a\x80", 0xfffd, 2 },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span text = span_of(rows[i].text);
		const char *at = text.at + 1;
		uint32_t second = utf8_next(&at, text.at + text.bytes);

		if (second == rows[i].second && utf8_count(text) == rows[i].chars)
			continue;
		wrong++;
		print_error("row %zu: U+%04X, %zu characters\n", i, (unsigned)second, utf8_count(text));
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void folds_every_way_of_writing_to_one(void **state)
{
	static const struct { const char *text, *folded, *why; } rows[] = {
		{ "ТОКАЕВ", "токаев", "capitals" },
		{ "Семёнов", "семенов", "ё is е" },
		{ "Семе\u0308нов", "семенов", "a composed ё" },
		{ "Пу\u0301тин", "путин", "a stress mark" },
		{ "Алексеи\u0306", "алексей", "й in two parts" },
		{ "Зеленский", "зеленский", "й stays" },
		{ "Ма\u00adсимов", "масимов", "a soft hyphen" },
		{ "О\u2019Брайен", "о'брайен", "an apostrophe" },
		{ "Phоtо credit", "photo credit", "Cyrillic о in a Latin word" },
		{ "Tокаев сказал", "токаев сказал", "Latin T in a Cyrillic word" },
		{ "İstanbul", "istanbul", "the Turkish capital i" },
		{ "José", "josé", "Latin marks stay" },
		{ "Тоқаев", "тоқаев", "Kazakh letters stay" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span got = text_fold(span_of(rows[i].text), arena);

		if (span_is(got, rows[i].folded))
			continue;
		wrong++;
		print_error("%s: got %.*s (%s)\n", rows[i].text, (int)got.bytes, got.at, rows[i].why);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void terms_lose_latin_marks_and_possessives(void **state)
{
	static const struct { const char *folded, *term; } rows[] = {
		{ "josé", "jose" }, { "tokayev's", "tokayev" }, { "o'brien", "obrien" }, { "łódź", "lodz" },
		{ "тоқаев", "тоқаев" }, { "straße", "strasse" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span got = text_term(span_of(rows[i].folded), arena);

		if (span_is(got, rows[i].term))
			continue;
		wrong++;
		print_error("%s: got %.*s\n", rows[i].folded, (int)got.bytes, got.at);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static const struct lookalike_row {
	int line;
	const char *latin, *cyrillic, *example;
} lookalike_rows[] = {
#define ROW(line, latin, cyrillic, example, source) { line, latin, cyrillic, example },
#include "text/lookalikes.tsv.inc"
#undef ROW
};

static void every_lookalike_plays_its_example(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(lookalike_rows); i++) {
		struct span example = span_of(lookalike_rows[i].example);
		size_t arrow = span_find(example, span_of(" ==> "));
		struct span got = text_fold(span_make(example.at, arrow), arena);

		if (span_is(got, example.at + arrow + 5))
			continue;
		wrong++;
		print_error("lookalikes.tsv:%d: %s: got %.*s\n", lookalike_rows[i].line, example.at, (int)got.bytes, got.at);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void words_know_their_shape_and_gap(void **state)
{
	static const struct { const char *word; enum word_shape shape; int gap; bool starts; } want[] = {
		{ "Касым", WORD_CAPITAL, 0, true },
		{ "Жомарт", WORD_CAPITAL, GAP_HYPHEN, false },
		{ "ТОКАЕВ", WORD_UPPER, GAP_SPACE, false },
		{ "прибыл", WORD_LOWER, GAP_SPACE, false },
		{ "5", WORD_NUMBER, GAP_SPACE, false },
		{ "го", WORD_LOWER, GAP_HYPHEN, false },
		{ "в", WORD_LOWER, GAP_SPACE, false },
		{ "КазТАГ", WORD_MIXED, GAP_SPACE, false },
		{ "80х", WORD_ALNUM, GAP_COMMA | GAP_SPACE, false },
		{ "А", WORD_CAPITAL, GAP_STOP | GAP_SPACE, true },
		{ "Смаилов", WORD_CAPITAL, GAP_STOP | GAP_SPACE, false },
		{ "ул", WORD_LOWER, GAP_PARAGRAPH | GAP_LINE | GAP_STOP, true },
		{ "Абая", WORD_CAPITAL, GAP_STOP | GAP_SPACE, false },
	};
	struct arena *arena = arena_new();
	struct text text;
	int wrong = 0;

	text_read(span_of("Касым-Жомарт ТОКАЕВ прибыл 5-го в КазТАГ, 80х. А. Смаилов.\n\nул. Абая"), arena, &text);
	assert_int_equal(text.count, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++) {
		const struct word *word = &text.words[i];

		if (span_is(text_word(&text, i), want[i].word) && word->shape == want[i].shape && word->gap == want[i].gap &&
		    word->starts_sentence == want[i].starts)
			continue;
		wrong++;
		print_error("%s: shape %d, gap %d, starts %d\n", want[i].word, word->shape, word->gap, word->starts_sentence);
	}
	assert_int_equal(wrong, 0);
	assert_true(span_is(text_words(&text, 0, 3), "Касым-Жомарт ТОКАЕВ"));
	assert_int_equal(text_word_at(&text, text.words[4].at_byte), 4);
	arena_free(arena);
	(void)state;
}

static void any_bytes_can_be_read(void **state)
{
	struct arena *arena = arena_new();
	char bytes[256];
	struct text text;

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)(255 - i);
	text_read(span_make(bytes, sizeof(bytes)), arena, &text);
	assert_true(text.count > 0);
	text_read((struct span){ NULL, 0 }, arena, &text);
	assert_int_equal(text.count, 0);
	arena_free(arena);
	(void)state;
}

static void offsets_turn_into_code_points(void **state)
{
	struct char_counter counter = { span_of("5 қаңтар: ok"), 0, 0 };

	assert_int_equal(char_at(&counter, 2), 2);
	assert_int_equal(char_at(&counter, 14), 8);
	assert_int_equal(char_at(&counter, 4), 3);
	assert_int_equal(utf8_count(counter.text), 12);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_broken_utf8),
		cmocka_unit_test(letters_are_icus),
		cmocka_unit_test(walks_broken_bytes_one_by_one),
		cmocka_unit_test(folds_every_way_of_writing_to_one),
		cmocka_unit_test(terms_lose_latin_marks_and_possessives),
		cmocka_unit_test(every_lookalike_plays_its_example),
		cmocka_unit_test(words_know_their_shape_and_gap),
		cmocka_unit_test(any_bytes_can_be_read),
		cmocka_unit_test(offsets_turn_into_code_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
