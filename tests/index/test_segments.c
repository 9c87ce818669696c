/* Tests an index of several segments: what later ones take away, and how they become one. */
#include "texts.h"

#include "index/directory.h"

static uint32_t count_word(const char *index, const char *word)
{
	struct error err = { 0 };
	struct index_reader *reader = index_open(&index, 1, &err);
	uint32_t found = ask(reader, MATCH_OR, 0, word, false);

	index_close(reader);
	return found;
}

static void check_sound(const char *index)
{
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };

	if (!index_check(index, &report, &err))
		fail_msg("%s%s", report.bytes ? report.at : "", err.text);
	buf_release(&report);
}

static void load_words(const char *index, unsigned from, unsigned to, const char *word, bool packs)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(index, true, &err);

	for (unsigned i = from; i < to; i++)
		put_text(writer, i, word);
	if (packs)
		index_writer_pack(writer, &err);
	else
		index_writer_commit(writer, &err);
	index_writer_close(writer);
	assert_string_equal(err.text, "");
}

static void newer_segments_take_the_place_of_articles(void **state)
{
	char index[300];
	struct error err = { 0 };
	struct index_writer *writer;
	const struct article fifth = { .id = span_of("n5"), .source = span_of("wire") };
	char id[ID_TEXT];

	snprintf(index, sizeof(index), "%s/i", (char *)*state);
	load_words(index, 0, 2000, "older", false);
	load_words(index, 1000, 3000, "newer", false);   /* a load over a load */
	load_words(index, 2990, 3010, "newest", false);  /* through Xapian over a load */
	assert_int_equal(count_word(index, "older"), 1000);
	assert_int_equal(count_word(index, "newer"), 1990);
	assert_int_equal(count_word(index, "newest"), 20);
	writer = index_writer_open(index, true, &err);
	article_id(&fifth, id);
	assert_true(index_writer_remove(writer, id, &err));
	index_writer_commit(writer, &err);
	assert_false(index_writer_has(writer, id, &err));
	index_writer_close(writer);
	assert_int_equal(count_word(index, "older"), 999);
	check_sound(index);
	load_words(index, 10000, 12000, "last", true);   /* all becomes one */
	assert_int_equal(count_word(index, "older"), 999);
	assert_int_equal(count_word(index, "newer"), 1990);
	assert_int_equal(count_word(index, "newest"), 20);
	assert_int_equal(count_word(index, "last"), 2000);
	check_sound(index);
	load_words(index, 0, 3, "again", false);
	assert_int_equal(count_word(index, "older"), 996 + 0);
	assert_int_equal(count_word(index, "again"), 3);
	check_sound(index);
}

static size_t segments_of(const char *index)
{
	unsigned numbers[SEGMENTS_MOST];
	struct error err = { 0 };

	return directory_segments(index, numbers, &err);
}

static void set_note(const char *index, const char *value)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(index, true, &err);

	for (unsigned i = 0; i < 2000; i++)
		put_text(writer, i + (unsigned)value[0] * 10000, value);
	index_writer_set_note(writer, span_of("file:/a"), span_of(value), &err);
	index_writer_commit(writer, &err);
	index_writer_close(writer);
	assert_string_equal(err.text, "");
}

/* Of segments from which nothing is gone Xapian joins the tables itself. */
static void whole_segments_are_joined(void **state)
{
	char index[300];
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct index_writer *writer;

	snprintf(index, sizeof(index), "%s/i", (char *)*state);
	set_note(index, "first");
	set_note(index, "second");
	assert_int_equal(segments_of(index), 2);
	load_words(index, 0, 2000, "third", true);
	assert_int_equal(segments_of(index), 1);
	assert_int_equal(count_word(index, "first"), 2000);
	assert_int_equal(count_word(index, "second"), 2000);
	assert_int_equal(count_word(index, "third"), 2000);
	check_sound(index);
	writer = index_writer_open(index, false, &err);
	assert_true(span_is(index_writer_note(writer, span_of("file:/a"), arena, &err), "second"));
	index_writer_set_note(writer, span_of("file:/a"), span_of(""), &err);
	index_writer_commit(writer, &err);
	assert_int_equal(index_writer_note(writer, span_of("file:/a"), arena, &err).bytes, 0);
	index_writer_close(writer);
	assert_string_equal(err.text, "");
	arena_free(arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(newer_segments_take_the_place_of_articles),
		CASE(whole_segments_are_joined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
