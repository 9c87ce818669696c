/* Charsets: labels, marks, broken bytes, guesses by letter pairs. */
#include "dateline/text.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static size_t hex_bytes(const char *hex, char *out)
{
	size_t count = 0;

	for (; hex[0] && hex[1]; hex += 2) {
		unsigned byte;

		assert_int_equal(sscanf(hex, "%2x", &byte), 1);
		out[count++] = (char)byte;
	}
	return count;
}

/* Decodes and returns what came of it: the text, or the fault behind a "!". */
static const char *decoded(struct span raw, const char *given, const char *declared, char *out, size_t room)
{
	struct buf text = BUF_INIT(1 << 24);
	struct charset used = { .name = "" };
	struct error err = { 0 };

	charset_decode(raw, given, declared, &text, &used, &err);
	if (err.status != STATUS_OK)
		snprintf(out, room, "!%d %s: %s", (int)err.status, err.where, err.text);
	else
		snprintf(out, room, "%s, %s: %.*s", used.name, charset_why_text(used.why), (int)text.bytes,
			 text.at ? text.at : "");
	buf_release(&text);
	return out;
}

static void plays_the_rows_of_the_table(void **state)
{
	static const struct { const char *name, *labels, *hex, *text; int line; } rows[] = {
#define ROW(line, name, iconv, labels, guess, bytes, text, source) { name, labels, bytes, text, line },
#include "text/charset.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[64], got[600], want[600];
		size_t bytes = hex_bytes(rows[i].hex, raw);
		struct span labels = span_of(rows[i].labels);

		snprintf(want, sizeof(want), "%s, given: %s", rows[i].name, rows[i].text);
		if (strcmp(decoded(span_make(raw, bytes), rows[i].name, NULL, got, sizeof(got)), want) != 0) {
			wrong++;
			print_error("charset.tsv:%d: %s\n", rows[i].line, got);
		}
		while (labels.at) {
			struct span label = span_cut(&labels, ' ');
			const char *found = charset_find(label);

			if (!found || strcmp(found, rows[i].name) != 0) {
				wrong++;
				print_error("charset.tsv:%d: %.*s is %s\n", rows[i].line, (int)label.bytes, label.at,
					    found ? found : "unknown");
			}
		}
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void refuses_every_kind_of_binary_file(void **state)
{
	static const struct { int line; const char *at, *hex, *name; } rows[] = {
#define ROW(line, at, bytes, name, source) { line, at, bytes, name },
#include "text/binary.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[600], got[600], want[600];
		size_t at = strtoul(rows[i].at, NULL, 10);

		memset(raw, 'x', sizeof(raw));
		for (const char *hex = rows[i].hex; *hex; hex += 2, at++)
			if (hex[0] != '.')
				hex_bytes((const char[]){ hex[0], hex[1], '\0' }, raw + at);
		snprintf(want, sizeof(want), "!4 : looks like binary data (%s)", rows[i].name);
		if (strcmp(decoded(span_make(raw, sizeof(raw)), NULL, NULL, got, sizeof(got)), want) == 0)
			continue;
		wrong++;
		print_error("binary.tsv:%d: %.120s\n", rows[i].line, got);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void finds_labels_as_people_write_them(void **state)
{
	static const struct { const char *label, *name; } rows[] = {
		{ "Windows-1251", "windows-1251" }, { "WIN-1251", "windows-1251" }, { "CP1251", "windows-1251" },
		{ "cp-866", "IBM866" }, { "KOI8-R", "KOI8-R" }, { "koi8_u", "KOI8-U" }, { "utf8", "UTF-8" },
		{ "RK1048", "KZ-1048" }, { "latin1", "ISO-8859-1" }, { "x-mac-cyrillic", "x-mac-cyrillic" },
		{ "ISO_8859-5", "ISO-8859-5" }, { " \"utf-8\"", "UTF-8" }, { "klingon", NULL }, { "", NULL },
		{ "../../etc/passwd", NULL },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *found = charset_find(span_of(rows[i].label));

		if ((found == NULL) == (rows[i].name == NULL) && (!found || strcmp(found, rows[i].name) == 0))
			continue;
		wrong++;
		print_error("%s: %s\n", rows[i].label, found ? found : "unknown");
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void decodes_in_order_of_trust(void **state)
{
	static const struct { const char *hex, *given, *declared, *got, *why; } rows[] = {
		{ "d090", NULL, NULL, "UTF-8, valid UTF-8: А", "valid UTF-8 is UTF-8" },
		{ "d090", NULL, "windows-1251", "UTF-8, valid UTF-8: А", "whatever the page says" },
		{ "d090d090d090d090d090d090d090d090d090d090d090d090d090d090d090d090d090d090f4908080d090", NULL,
		  NULL, "UTF-8, guessed: АААААААААААААААААА\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" "А",
		  "no letter has a number beyond U+10FFFF" },
		{ "c0f1f2e0ede0", "cp1251", NULL, "windows-1251, given: Астана", "the user rules" },
		{ "efbbbfd090", NULL, NULL, "UTF-8, byte order mark: А", "the mark is no text" },
		{ "efbbbfd090", "utf-8", NULL, "UTF-8, given: А", "nor when the charset was given" },
		{ "fffe10044104", NULL, NULL, "UTF-16LE, byte order mark: Ас", "" },
		{ "feff04100441", NULL, NULL, "UTF-16BE, byte order mark: Ас", "" },
		{ "480065006c006c006f002000", NULL, NULL, "UTF-16LE, guessed: Hello ", "zero bytes betray it" },
		{ "00480065006c006c006f0020", NULL, NULL, "UTF-16BE, guessed: Hello ", "" },
		{ "10044104420430043d043004200033002000", NULL, NULL, "UTF-16LE, guessed: Астана 3 ", "page 4 too" },
		{ "93fa", NULL, "shift_jis", "Shift_JIS, declared: 日", "no opinion of ours: the page's word" },
		{ "c0f1f2e0ede020e820c0ebece0f2fb", NULL, "iso-8859-1", "windows-1251, guessed: Астана и Алматы",
		  "servers say latin1 of everything" },
		{ "c0f1f2e0ede020e820c0ebece0f2fb", NULL, "windows-1251", "windows-1251, declared: Астана и Алматы", "" },
		{ "49742773206120636166e92e", NULL, NULL, "windows-1252, guessed: It's a café.", "" },
		{ "89504e470d0a1a0a0000000d", NULL, NULL, "!4 : looks like binary data (PNG image)", "" },
		{ "255044462d312e340a", NULL, NULL, "!4 : looks like binary data (PDF document)", "ASCII, yet no text" },
		{ "61006200630064000500060007000800090101020304", NULL, NULL, "!4 : looks like binary data (zero bytes)", "" },
		{ "6101020304050607", NULL, NULL, "!4 : looks like binary data (control characters)", "" },
		{ "d0bfd180d0b8d0b2d0b5d182ff20d0bcd0b8d180", NULL, NULL, "UTF-8, guessed: привет\xEF\xBF\xBD мир",
		  "too much UTF-8 for anything else" },
		{ "d0bfd180d0", NULL, NULL, "UTF-8, guessed: пр\xEF\xBF\xBD", "cut in the middle of a letter" },
		{ "efbbbfd0bfd180d0", NULL, NULL, "UTF-8, byte order mark: пр\xEF\xBF\xBD", "the same behind a mark" },
		{ "d0bfd180d0b8d0b2d0b5d182ff20d0bcd0b8d180", NULL, "utf-8", "UTF-8, declared: привет\xEF\xBF\xBD мир",
		  "as a browser shows it" },
		{ "61ff", "utf-8", NULL, "!4 byte 1: is not UTF-8 (byte 0xFF)", "" },
		{ "61", "klingon", NULL, "!2 : unknown charset 'klingon'", "" },
		{ "", NULL, NULL, "UTF-8, valid UTF-8: ", "nothing is text" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[128], got[600];
		size_t bytes = hex_bytes(rows[i].hex, raw);

		decoded(span_make(raw, bytes), rows[i].given, rows[i].declared, got, sizeof(got));
		if (strcmp(got, rows[i].got) == 0)
			continue;
		wrong++;
		print_error("%s: got %s (%s)\n", rows[i].hex, got, rows[i].why);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* Other sentences than those of charset_sample.tsv. The capitals of x-mac-cyrillic
 * are those of IBM866, so headlines in capitals are not asked of it. */
static const struct { const char *text, *charsets; } guesses[] = {
	{ "Спасатели нашли в горах троих туристов, пропавших накануне; их состояние оценивают как удовлетворительное.",
	  "windows-1251 KOI8-R IBM866 ISO-8859-5 x-mac-cyrillic" },
	{ "ТУРИСТОВ НАШЛИ В ГОРАХ", "windows-1251 KOI8-R IBM866 ISO-8859-5" },
	{ "ГЛАВА РЕГИОНА ОТПРАВЛЕН В ОТСТАВКУ", "windows-1251 KOI8-R IBM866 ISO-8859-5" },
	{ "В Актау прошёл митинг", "windows-1251 KOI8-R IBM866 ISO-8859-5 x-mac-cyrillic" },
	{ "«Мы ждали этого решения десять лет», — говорит Нурлан, водитель автобуса №12.",
	  "windows-1251 x-mac-cyrillic" },
	{ "Құтқарушылар тауда адасқан үш туристі тапты, олардың жағдайы жақсы, өздері қалаға қайтты.", "KZ-1048" },
	{ "ЖАҢА ӘКІМ ҚЫЗМЕТІНЕ КІРІСТІ", "KZ-1048" },
	{ "Рятувальники знайшли в горах трьох туристів, які зникли напередодні; їхній стан задовільний, ґвалту не було.",
	  "windows-1251 KOI8-U" },
	{ "Ратавальнікі знайшлі ў гарах трох турыстаў, якія зніклі напярэдадні", "windows-1251" },
	{ "Die Bergretter fanden drei vermisste Wanderer; für die Männer war es höchste Zeit, sagte ein Ärzteteam.",
	  "windows-1252" },
	{ "Les secouristes ont retrouvé trois randonneurs égarés, déjà très fatigués, à côté d'un chalet.",
	  "windows-1252" },
	{ "Kurtarma ekipleri dağda kaybolan üç kişiyi buldu, sağlık durumları iyi, şehre döndüler ve açıklama yaptılar.",
	  "windows-1254" },
};

static size_t encode(const char *text, const char *charset, char *out, size_t room)
{
	iconv_t converter = iconv_open(strcmp(charset, "KZ-1048") == 0 ? "RK1048" :
				       strcmp(charset, "x-mac-cyrillic") == 0 ? "MAC-CYRILLIC" : charset, "UTF-8");
	char *from = (char *)(uintptr_t)text, *to = out;
	size_t left = strlen(text), before = room;

	assert_true(converter != (iconv_t)-1);
	assert_true(iconv(converter, &from, &left, &to, &room) != (size_t)-1);
	iconv_close(converter);
	return before - room;
}

static void guesses_by_letter_pairs(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(guesses); i++) {
		struct span names = span_of(guesses[i].charsets);

		while (names.at) {
			struct span name = span_cut(&names, ' ');
			char label[40], raw[600], got[1200], want[1200];

			snprintf(label, sizeof(label), "%.*s", (int)name.bytes, name.at);
			snprintf(want, sizeof(want), "%s, guessed: %s", label, guesses[i].text);
			decoded(span_make(raw, encode(guesses[i].text, label, raw, sizeof(raw))), NULL, NULL, got,
				sizeof(got));
			if (strcmp(got, want) == 0)
				continue;
			wrong++;
			print_error("%s\n  got %s\n", want, got);
		}
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void survives_any_bytes(void **state)
{
	uint32_t seed = 7;

	for (int round = 0; round < 300; round++) {
		char raw[257], got[1200];
		size_t bytes = (size_t)(round % 257);

		for (size_t i = 0; i < bytes; i++) {
			seed = seed * 1664525u + 1013904223u;
			raw[i] = (char)(seed >> 24);
		}
		decoded(span_make(raw, bytes), NULL, NULL, got, sizeof(got));
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plays_the_rows_of_the_table),
		cmocka_unit_test(refuses_every_kind_of_binary_file),
		cmocka_unit_test(finds_labels_as_people_write_them),
		cmocka_unit_test(decodes_in_order_of_trust),
		cmocka_unit_test(guesses_by_letter_pairs),
		cmocka_unit_test(survives_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
