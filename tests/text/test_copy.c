/* Tests that near copies are told from different stories: edits made of the corpus, counted. */
#include "cases.h"

#include "dateline/copy.h"
#include "dateline/file.h"
#include "dateline/text.h"

#include <ctype.h>
#include <iconv.h>
#include <stdlib.h>

#define TEXTS_MOST 64
#define WORDS_LEAST 38          /* a shorter one cut to a third is a line, of which nothing is said */

struct texts {
	struct span at[TEXTS_MOST];
	size_t count;
	struct arena *arena;
};

static size_t words_of(struct span text)
{
	size_t words = 0;

	while (text.at)
		words += span_cut(&text, ' ').bytes > 0;
	return words;
}

static bool take_text(const char *path, void *with)
{
	struct texts *texts = with;
	struct buf raw = BUF_INIT(BUF_TEXT_MOST), text = BUF_INIT(BUF_TEXT_MOST);
	struct charset charset;
	struct error err = { 0 };
	bool is_text = span_ends(span_of(path), ".txt") || span_ends(span_of(path), ".md");

	if (!is_text || span_ends(span_of(path), "SOURCES.md") || texts->count == TEXTS_MOST)
		return true;
	file_read(path, &raw, &err);
	charset_decode(buf_span(&raw), NULL, NULL, &text, &charset, &err);
	assert_int_equal(err.status, STATUS_OK);
	if (words_of(buf_span(&text)) >= WORDS_LEAST)
		texts->at[texts->count++] = arena_copy(texts->arena, buf_span(&text));
	buf_release(&raw);
	buf_release(&text);
	return true;
}

static void no_fault(const struct error *err, void *with)
{
	(void)with;
	fail_msg("%s: %s", err->where, err->text);
}

static struct texts read_texts(void)
{
	struct texts texts = { .arena = arena_new() };

	file_walk("corpus", take_text, no_fault, &texts);
	assert_true(texts.count >= 20);
	return texts;
}

/* ---- edits ---- */

/* Words [from, to) in hundredths of the text, with the spaces between them. */
static struct span piece(struct span text, size_t from, size_t to)
{
	size_t start = text.bytes * from / 100, end = text.bytes * to / 100;

	while (start > 0 && start < text.bytes && text.at[start - 1] != ' ' && text.at[start - 1] != '\n')
		start++;
	while (end < text.bytes && text.at[end] != ' ' && text.at[end] != '\n')
		end++;
	return span_make(text.at + start, end - start);
}

static void other_headline(struct span text, struct buf *out)
{
	buf_add_string(out, "What is known by this hour: the night, the morning and the questions that are left\n\n");
	span_cut(&text, '\n');
	buf_add_span(out, text);
}

static void corrected_figures(struct span text, struct buf *out)
{
	for (size_t i = 0; i < text.bytes; i++) {
		bool last = isdigit((unsigned char)text.at[i]) &&
			    (i + 1 == text.bytes || !isdigit((unsigned char)text.at[i + 1]));

		buf_add_char(out, last ? (char)('0' + (text.at[i] - '0' + 3) % 10) : text.at[i]);
	}
}

static void cut_tail(struct span text, struct buf *out)
{
	buf_add_span(out, piece(text, 0, 60));
}

static void cut_to_a_third(struct span text, struct buf *out)
{
	buf_add_span(out, piece(text, 0, 34));
}

static void added_lead(struct span text, struct buf *out)
{
	buf_add_string(out, "Our correspondent reports from the scene, where people have gathered since early morning and "
		       "where, as this newspaper has learned, more is expected in the coming hours.\n\n");
	buf_add_span(out, text);
}

static void agency_credit(struct span text, struct buf *out)
{
	buf_add_string(out, "АСТАНА. КазТАГ — ");
	buf_add_span(out, text);
	buf_add_string(out, "\nПри использовании материалов ссылка на агентство обязательна.\n");
}

/* Through the old code page that has all of its letters, or as it is. */
static void other_charset(struct span text, struct buf *out)
{
	static const char *const pages[] = { "WINDOWS-1251", "RK1048", "WINDOWS-1252" };
	char *raw = memory_get(text.bytes + 1);
	struct charset charset;
	struct error err = { 0 };

	for (size_t i = 0; i < COUNT(pages); i++) {
		iconv_t to = iconv_open(pages[i], "UTF-8");
		char *from = memory_get(text.bytes + 1), *at = from, *end = raw;
		size_t left = text.bytes, room = text.bytes;
		bool whole;

		memcpy(from, text.at, text.bytes);
		whole = to != (iconv_t)-1 && iconv(to, &at, &left, &end, &room) == 0 && left == 0;
		if (to != (iconv_t)-1)
			iconv_close(to);
		free(from);
		if (!whole)
			continue;
		charset_decode(span_make(raw, (size_t)(end - raw)), NULL, NULL, out, &charset, &err);
		free(raw);
		return;
	}
	buf_add_span(out, text);
	free(raw);
}

/* Every tenth word is another one. */
static void light_rewording(struct span text, struct buf *out)
{
	static const char *const others[] = { "also", "сегодня", "reportedly", "кеше", "meanwhile", "вчера", "several" };
	size_t words = 0;

	while (text.at) {
		struct span word = span_cut(&text, ' ');

		if (++words % 10 == 5)
			buf_add_string(out, others[words / 10 % COUNT(others)]);
		else
			buf_add_span(out, word);
		buf_add_char(out, ' ');
	}
}

static void capitals_and_marks(struct span text, struct buf *out)
{
	for (const char *at = text.at, *end = text.at + text.bytes; at < end;) {
		char bytes[4];
		uint32_t code = utf8_next(&at, end);

		code = code == 0x451 ? 0x435 : code == '"' ? 0xab : code == '-' ? 0x2013 : code;
		buf_add(out, bytes, utf8_write(code, bytes));
	}
}

static void all_at_once(struct span text, struct buf *out)
{
	struct buf a = BUF_INIT(BUF_TEXT_MOST), b = BUF_INIT(BUF_TEXT_MOST);

	other_headline(text, &a);
	corrected_figures(buf_span(&a), &b);
	buf_clear(&a);
	cut_tail(buf_span(&b), &a);
	agency_credit(buf_span(&a), out);
	buf_release(&a);
	buf_release(&b);
}

static const struct edit {
	const char *name;
	void (*make)(struct span text, struct buf *out);
} edits[] = {
	{ "another headline", other_headline }, { "corrected figures", corrected_figures }, { "cut to 60 %", cut_tail },
	{ "cut to a third", cut_to_a_third }, { "an added lead", added_lead }, { "an agency's credit", agency_credit },
	{ "another charset", other_charset }, { "every tenth word another", light_rewording },
	{ "other marks", capitals_and_marks }, { "headline, figures, cut and credit", all_at_once },
};

/* ---- counting ---- */

static bool is_copy(struct span a, struct span b)
{
	struct sketch x, y;

	sketch_make(a, &x);
	sketch_make(b, &y);
	return sketch_is_copy(&x, &y, false);
}

static size_t count_copies(const struct texts *texts, const struct edit *edit)
{
	size_t right = 0;

	for (size_t i = 0; i < texts->count; i++) {
		struct buf edited = BUF_INIT(BUF_TEXT_MOST);

		edit->make(texts->at[i], &edited);
		right += is_copy(texts->at[i], buf_span(&edited));
		buf_release(&edited);
	}
	print_message("%-36s %zu of %zu\n", edit->name, right, texts->count);
	return right;
}

/* Two stories of one event: each its own, and the same background and quotation below
 * both, a quarter of the whole. */
static size_t count_one_event(const struct texts *texts)
{
	size_t wrong = 0;

	for (size_t i = 0; i < texts->count; i++) {
		struct buf a = BUF_INIT(BUF_TEXT_MOST), b = BUF_INIT(BUF_TEXT_MOST);
		struct span first = texts->at[i], second = texts->at[(i + 1) % texts->count];
		struct span background = texts->at[(i + 2) % texts->count];
		size_t shorter = first.bytes < second.bytes ? first.bytes : second.bytes;

		background = piece(background, 0, background.bytes * 3 > shorter ? shorter * 100 / (background.bytes * 3) : 100);
		buf_add_span(&a, first);
		buf_add_span(&a, background);
		buf_add_span(&b, second);
		buf_add_span(&b, background);
		wrong += is_copy(buf_span(&a), buf_span(&b));
		buf_release(&a);
		buf_release(&b);
	}
	print_message("%-36s %zu of %zu\n", "joined: two stories of one event", wrong, texts->count);
	return wrong;
}

static size_t count_others(const struct texts *texts)
{
	size_t wrong = 0;

	for (size_t i = 0; i < texts->count; i++)
		for (size_t k = i + 1; k < texts->count; k++)
			wrong += is_copy(texts->at[i], texts->at[k]);
	print_message("%-36s %zu of %zu pairs\n", "joined: different texts", wrong, texts->count * (texts->count - 1) / 2);
	return wrong;
}

static void copies_are_told_from_other_stories(void **state)
{
	struct texts texts = read_texts();
	size_t right = 0, wrong = count_one_event(&texts) + count_others(&texts), all = COUNT(edits) * texts.count;

	for (size_t i = 0; i < COUNT(edits); i++)
		right += count_copies(&texts, &edits[i]);
	print_message("precision %.3f, recall %.3f\n", (double)right / (double)(right + wrong), (double)right / (double)all);
	assert_true((double)right >= .95 * (double)(right + wrong));
	assert_true((double)right >= .9 * (double)all);
	arena_free(texts.arena);
	(void)state;
}

static void what_is_printed_each_day_is_no_copy(void **state)
{
	static const char day[] = "Weather in %s on %d January: %d degrees of frost in the morning, %d by night, wind from the %s "
				  "at %d metres a second, snow on the passes, roads %s, and visibility of %d metres in the valley";
	char a[400], b[400];
	struct sketch x, y;

	snprintf(a, sizeof(a), day, "Almaty", 5, 12, 17, "north", 4, "icy", 500);
	snprintf(b, sizeof(b), day, "Almaty", 15, 3, 9, "south", 11, "clear", 4000);
	sketch_make(span_of(a), &x);
	sketch_make(span_of(b), &y);
	assert_false(sketch_is_copy(&x, &y, true));
	assert_true(sketch_is_copy(&x, &x, true));
	sketch_make(span_of("Rates on 25.10.2000"), &x);
	sketch_make(span_of("Rates on 26.10.2000"), &y);
	assert_false(sketch_is_copy(&x, &y, false));
	(void)state;
}

static uint64_t key(const struct copy_group *group, const char *heading, const char *text)
{
	return copy_key(group, span_of(heading), span_of(text));
}

static void a_passage_keeps_its_key(void **state)
{
	static const char first[] = "Armed men entered the terminal on Wednesday and all flights were cancelled\n\n"
				    "Smoke rose over the city hall, which had been set alight. Taxi drivers asked for cash only.";
	struct copy_group seven = { .id = 7 }, eight = { .id = 8 };
	uint64_t men, smoke;

	sketch_make(span_of(first), &seven.first);
	men = key(&seven, "", "Armed men entered the terminal on Wednesday and all flights were cancelled");
	smoke = key(&seven, "", "Smoke rose over the city hall, which had been set alight. Taxi drivers asked for cash only.");
	assert_false(men == smoke);
	assert_true(key(&seven, "Heading", "ARMED men entered the terminal, and on Wednesday, and all flights") == men);
	assert_true(key(&seven, "", "Smoke rose over the city hall.") == smoke);
	assert_true(key(&seven, "", "Agency. Taxi drivers asked for cash only, they said by telephone.") == smoke);
	assert_false(key(&eight, "", "Smoke rose over the city hall.") == smoke);
	assert_false(key(&seven, "One", "") == key(&seven, "Two", ""));
	assert_false(key(&seven, "", "two words") == key(&seven, "", "other words"));
	assert_true(key(&seven, "", "What the first article does not have") == key(&seven, "H", "What the first article does not have"));
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(copies_are_told_from_other_stories),
		cmocka_unit_test(what_is_printed_each_day_is_no_copy),
		cmocka_unit_test(a_passage_keeps_its_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
