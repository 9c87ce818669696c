/* Double encodings: every mistake that is made, undone; sound text of every language left alone. */
#include "sentences.h"

#include "dateline/text.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* How a converter takes what it cannot: stands '?' for it, U+FFFD, or lets a control character through. */
enum loss { LOSS_MARK, LOSS_REPLACEMENT, LOSS_CONTROL };

static void converted(const char *to_name, const char *from_name, struct span text, enum loss loss, struct buf *out)
{
	iconv_t converter = iconv_open(to_name, from_name);
	char *from = (char *)(uintptr_t)text.at;
	size_t left = text.bytes;

	assert_true(converter != (iconv_t)-1);
	while (left > 0) {
		char room[4096], *to = room;
		size_t free_bytes = sizeof(room);
		bool stuck = iconv(converter, &from, &left, &to, &free_bytes) == (size_t)-1 && free_bytes > 8;

		buf_add(out, room, sizeof(room) - free_bytes);
		if (!stuck)
			continue;
		if (loss == LOSS_CONTROL) {
			buf_add_char(out, (char)0xC2);
			buf_add_char(out, *from);
		} else {
			buf_add_string(out, loss == LOSS_MARK ? "?" : "\xEF\xBF\xBD");
		}
		do {
			from++;
			left--;
		} while (left > 0 && strcmp(from_name, "UTF-8") == 0 && (*from & 0xC0) == 0x80);
	}
	iconv_close(converter);
}

static void undoes_what_is_seen_in_archives(void **state)
{
	static const struct { const char *text, *want, *how; } rows[] = {
		{ "РџСЂРµР·РёРґРµРЅС‚", "Президент", "UTF-8 read as windows-1251" },
		{ "Ð¢Ð¾ÐºÐ°ÐµÐ²", "Токаев", "UTF-8 read as windows-1252" },
		{ "Р\xEF\xBF\xBDРІР°РЅРѕРІ СѓС€С‘Р» РёР· РѕС‚РґРµР»Р°", "Иванов ушёл из отдела", "UTF-8 read as windows-1251" },
		{ "Р?РІР°РЅРѕРІ СѓС€С‘Р» РёР· РѕС‚РґРµР»Р°", "Иванов ушёл из отдела", "UTF-8 read as windows-1251" },
		{ "The mayorâ€™s house â€“ and cafÃ©s", "The mayor’s house – and cafés", "UTF-8 read as windows-1252" },
		{ "РњРµСЌСЂС‹ СЃРєР°Р·Р°Р»Рё: В«РќРµС‚В».\nА эта строка цела.\n", "Мемэры", NULL },
		{ "Ïðåçèäåíò ïîäïèñàë óêàç î íàãðàæäåíèè", "Президент подписал указ о награждении", "windows-1251 read as windows-1252" },
		{ "оПЕГХДЕМР ОНДОХЯЮК СЙЮГ Н МЮЦПЮФДЕМХХ", "Президент подписал указ о награждении", "windows-1251 read as KOI8-R" },
		{ "рТЕЪЙДЕОФ РПДРЙУБМ ХЛБЪ П ОБЗТБЦДЕОЙЙ", "Президент подписал указ о награждении", "KOI8-R read as windows-1251" },
		{ "Президент подписал указ", NULL, NULL },
		{ "Рівне, Сєвєродонецьк, Дії — «Її» життя", NULL, NULL },
		{ "It is naïve – a “café” for £3", NULL, NULL },
		{ "Ελληνικά νέα από την Αθήνα σήμερα το πρωί", NULL, NULL },
		{ "Árvíztűrő tükörfúrógép és különböző őszi gyümölcsök", NULL, NULL },
		{ "Þórður fór út í búð og keypti sér nýja skó í gær, sagði Ásta", NULL, NULL },
		{ "ÚLTIMA HORA: ÑANDÚ EN LA AUTOPISTA", NULL, NULL },
		{ "", NULL, NULL },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf got = BUF_INIT(1 << 20);
		const char *how = charset_repair(span_of(rows[i].text), &got);

		/* A line that is sound stays beside one that was not. */
		if (i == 5) {
			if (!how || span_find(buf_span(&got), span_of("«Нет».\nА эта строка цела.\n")) == got.bytes)
				wrong++;
		} else if ((how == NULL) != (rows[i].how == NULL) || (how && strcmp(how, rows[i].how) != 0) ||
			   (how && !span_is(buf_span(&got), rows[i].want))) {
			wrong++;
			print_error("%s: %s: %.*s\n", rows[i].text, how ? how : "left alone", (int)got.bytes, got.at ? got.at : "");
		}
		buf_release(&got);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

struct trying {
	unsigned right, all, changed;
	const char *outer, *inner;
	enum loss loss;
	bool twice;
	size_t letters_wrong, letters;
};

/* How many letters differ; a lost one may have become another. */
static void letters_compare(struct span want, struct span got, struct trying *trying)
{
	const char *a = want.at, *b = got.at, *a_end = want.at + want.bytes, *b_end = got.at + got.bytes;

	while (a < a_end && b < b_end) {
		uint32_t x = utf8_next(&a, a_end), y = utf8_next(&b, b_end);

		trying->letters++;
		trying->letters_wrong += x != y && !(x == 0xA0 && y == ' ');
	}
}

static void double_try(struct span lang, struct span sentence, void *with)
{
	struct trying *trying = with;
	struct buf bytes = BUF_INIT(1 << 20), text = BUF_INIT(1 << 20), got = BUF_INIT(1 << 20);
	bool utf8 = strcmp(trying->inner, "UTF-8") == 0;
	const char *how;

	if (!utf8 && !span_is(lang, "ru"))
		return;
	if (span_is(lang, "en") || span_is(lang, "uz"))
		return; /* hardly a letter beyond ASCII */
	if (utf8)
		converted("UTF-8", trying->outer, sentence, trying->loss, &text);
	else {
		converted(trying->inner, "UTF-8", sentence, LOSS_MARK, &bytes);
		converted("UTF-8", trying->outer, buf_span(&bytes), trying->loss, &text);
	}
	if (trying->twice) {
		buf_clear(&bytes);
		converted("UTF-8", trying->outer, buf_span(&text), trying->loss, &bytes);
		buf_clear(&text);
		buf_add_span(&text, buf_span(&bytes));
	}
	how = charset_repair(buf_span(&text), &got);
	trying->all++;
	if (how)
		letters_compare(sentence, buf_span(&got), trying);
	trying->right += how && span_equal(buf_span(&got), sentence);
	buf_release(&bytes);
	buf_release(&text);
	buf_release(&got);
}

static void undoes_double_encodings(void **state)
{
	static const struct { const char *outer, *inner; enum loss loss; bool twice; unsigned least, letters_least; } rows[] = {
		{ "CP1251", "UTF-8", LOSS_MARK, false, 90, 99 },
		{ "CP1251", "UTF-8", LOSS_REPLACEMENT, false, 99, 99 },
		{ "CP1251", "UTF-8", LOSS_CONTROL, false, 99, 99 },
		{ "CP1252", "UTF-8", LOSS_CONTROL, false, 99, 99 },
		{ "CP1252", "UTF-8", LOSS_REPLACEMENT, false, 40, 98 }, /* five bytes are lost, of two letters and more each */
		{ "CP866", "UTF-8", LOSS_MARK, false, 99, 99 },
		{ "KOI8-R", "UTF-8", LOSS_MARK, false, 99, 99 },
		{ "MAC-CYRILLIC", "UTF-8", LOSS_MARK, false, 90, 99 },
		{ "CP1251", "UTF-8", LOSS_CONTROL, true, 95, 99 },
		{ "CP1252", "CP1251", LOSS_CONTROL, false, 90, 99 },
		{ "CP1252", "KOI8-R", LOSS_CONTROL, false, 90, 99 },
		{ "CP1251", "KOI8-R", LOSS_CONTROL, false, 90, 99 },
		{ "KOI8-R", "CP1251", LOSS_CONTROL, false, 90, 99 },
		{ "CP866", "CP1251", LOSS_CONTROL, false, 90, 99 },
		{ "CP1251", "CP866", LOSS_CONTROL, false, 90, 99 },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct trying trying = { .outer = rows[i].outer, .inner = rows[i].inner, .loss = rows[i].loss, .twice = rows[i].twice };
		struct buf file = BUF_INIT(1 << 20);

		sentences_visit(&file, double_try, &trying);
		printf("%-8s read as %-12s loss %d: %u of %u whole, %zu of %zu letters wrong\n", rows[i].inner, rows[i].outer,
		       (int)rows[i].loss, trying.right, trying.all, trying.letters_wrong, trying.letters);
		if (trying.right * 100 < trying.all * rows[i].least ||
		    trying.letters_wrong * 100 > trying.letters * (100 - rows[i].letters_least)) {
			wrong++;
			print_error("%s read as %s: fewer than %u in a hundred\n", rows[i].inner, rows[i].outer, rows[i].least);
		}
		buf_release(&file);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void sound_try(struct span lang, struct span sentence, void *with)
{
	struct buf got = BUF_INIT(1 << 20);
	const char *how = charset_repair(sentence, &got);

	if (how) {
		(*(int *)with)++;
		print_error("%.*s is no %s: %.*s\n", (int)lang.bytes, lang.at, how, (int)sentence.bytes, sentence.at);
	}
	buf_release(&got);
}

static void leaves_sound_text_alone(void **state)
{
	struct buf file = BUF_INIT(1 << 20), got = BUF_INIT(1 << 20);
	int wrong = 0;

	sentences_visit(&file, sound_try, &wrong);
	assert_null(charset_repair(buf_span(&file), &got));
	assert_int_equal(wrong, 0);
	buf_release(&file);
	buf_release(&got);
	(void)state;
}

static void survives_any_letters(void **state)
{
	uint32_t seed = 11;

	for (int round = 0; round < 300; round++) {
		static const uint32_t ranges[] = { 0x80, 0x400, 0x2500, 0x2000, 0x20 };
		struct buf text = BUF_INIT(1 << 20), got = BUF_INIT(1 << 20);

		for (int i = 0; i < round * 4; i++) {
			char letter[4];

			seed = seed * 1664525u + 1013904223u;
			buf_add(&text, letter, utf8_write(ranges[(seed >> 20) % 5] + (seed >> 24) % 96, letter));
		}
		charset_repair(buf_span(&text), &got);
		assert_int_equal(utf8_check(buf_span(&got)), got.bytes);
		buf_release(&text);
		buf_release(&got);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undoes_what_is_seen_in_archives),
		cmocka_unit_test(undoes_double_encodings),
		cmocka_unit_test(leaves_sound_text_alone),
		cmocka_unit_test(survives_any_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
