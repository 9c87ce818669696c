/* Plays newswire.txt: agency news with every date marked, each to be found and read right. */
#include "cases.h"

#include "dateline/date.h"
#include "dateline/file.h"

#define MARKS_MOST 64

/* What a marked line says: words [from, to) of the bare text, and their value. */
struct mark {
	size_t from, to;
	struct span value;
	bool free;              /* {words}: a date or none */
};

struct line {
	struct buf text;
	struct mark marks[MARKS_MOST];
	size_t count;
};

struct play {
	char lang[LANG_TEXT];
	struct date published;
	struct arena *arena;
	int number, dates, wrong;
};

static void line_read(struct span raw, struct line *out)
{
	for (size_t i = 0; i < raw.bytes; i++) {
		struct mark *mark = &out->marks[out->count];
		char close = raw.at[i] == '[' ? '|' : '}';
		struct span words;

		if (raw.at[i] != '[' && raw.at[i] != '{') {
			buf_add(&out->text, raw.at + i, 1);
			continue;
		}
		words = span_make(raw.at + i + 1, raw.bytes - i - 1);
		words.bytes = span_find(words, span_make(&close, 1));
		*mark = (struct mark){ .from = out->text.bytes, .to = out->text.bytes + words.bytes, .free = close == '}' };
		buf_add_span(&out->text, words);
		i += words.bytes + 1;
		if (!mark->free) {
			mark->value = span_make(raw.at + i + 1, raw.bytes - i - 1);
			mark->value.bytes = span_find(mark->value, span_of("]"));
			i += mark->value.bytes + 1;
		}
		assert_true(++out->count < MARKS_MOST);
	}
}

static bool overlap(const struct mark *mark, const struct date_mention *found)
{
	return found->at_byte < mark->to && mark->from < (size_t)found->at_byte + found->bytes;
}

static void line_compare(struct play *play, const struct line *line, const struct date_mention *found, size_t count)
{
	bool taken[MARKS_MOST] = { false };

	for (size_t i = 0; i < count; i++) {
		bool known = false;

		for (size_t k = 0; k < line->count; k++) {
			if (!overlap(&line->marks[k], &found[i]))
				continue;
			known = true;
			taken[k] = taken[k] || span_equal(found[i].timex, line->marks[k].value);
		}
		if (known)
			continue;
		play->wrong++;
		print_error("newswire.txt:%d: no date: %.*s (%.*s)\n", play->number, (int)found[i].bytes, line->text.at + found[i].at_byte,
			    (int)found[i].timex.bytes, found[i].timex.at);
	}
	for (size_t k = 0; k < line->count; k++) {
		const struct mark *mark = &line->marks[k];

		play->dates += !mark->free;
		if (mark->free || taken[k])
			continue;
		play->wrong++;
		print_error("newswire.txt:%d: not read as %.*s: %.*s\n", play->number, (int)mark->value.bytes, mark->value.at,
			    (int)(mark->to - mark->from), line->text.at + mark->from);
	}
}

static void setting_read(struct play *play, struct span line)
{
	for (struct span rest = line; rest.at;) {
		struct span value = span_cut(&rest, ' '), key = span_cut(&value, '=');
		struct error err = { 0 };

		if (span_is(key, "lang"))
			snprintf(play->lang, sizeof(play->lang), "%.*s", (int)value.bytes, value.at);
		else if (span_is(key, "published"))
			play->published = date_parse_edtf(value, &err);
		assert_int_equal(err.status, STATUS_OK);
	}
}

static void line_play(struct play *play, struct span raw)
{
	struct line line = { .text = BUF_INIT(65536) };
	struct date_mention *found;
	struct text text;
	size_t count;

	play->number++;
	if (raw.bytes && raw.at[0] == '@')
		setting_read(play, raw);
	if (raw.bytes == 0 || raw.at[0] == '@' || raw.at[0] == '#')
		return;
	line_read(raw, &line);
	text_read(buf_span(&line.text), play->arena, &text);
	count = dates_of_document(&text, play->lang, play->published, play->arena, &found);
	line_compare(play, &line, found, count);
	buf_release(&line.text);
	arena_reset(play->arena);
}

static void news_is_dated(void **state)
{
	struct buf buf = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };
	struct play play = { .arena = arena_new() };

	file_read("tests/dates/newswire.txt", &buf, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (struct span rest = buf_span(&buf); rest.at;)
		line_play(&play, span_cut(&rest, '\n'));
	assert_int_equal(play.wrong, 0);
	assert_true(play.dates >= 200);
	arena_free(play.arena);
	buf_release(&buf);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(news_is_dated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
