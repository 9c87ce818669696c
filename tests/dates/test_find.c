/* Plays the lines of cases.txt, phrases.txt and headings.txt: "text ==> what it says". */
#include "cases.h"

#include "dateline/date.h"
#include "dateline/file.h"

#define LINE_MOST 2048

/* What the last line that began with @ has set. */
struct setting {
	char lang[LANG_TEXT];
	struct date_frame frame;
	struct date ref;
};

struct play {
	struct setting setting;
	struct arena *arena;
	int lines, wrong;
	/* What the text says, as the file writes it. */
	struct span (*read)(struct play *play, struct span text);
};

static struct date parse(struct span value)
{
	struct error err = { 0 };
	struct date date = date_parse_edtf(value, &err);

	if (err.status != STATUS_OK)
		fail_msg("setting %.*s: %s", (int)value.bytes, value.at, err.text);
	return date;
}

static void setting_read(struct setting *setting, struct span line)
{
	*setting = (struct setting){ .lang = "" };
	for (struct span rest = line; rest.at;) {
		struct span word = span_cut(&rest, ' '), value = word;
		struct span key = span_cut(&value, '=');

		if (span_is(key, "lang"))
			memcpy(setting->lang, value.at, value.bytes < LANG_TEXT ? value.bytes : LANG_TEXT - 1);
		else if (span_is(key, "published"))
			setting->frame.published = parse(value);
		else if (span_is(key, "title"))
			setting->frame.title = parse(value);
		else if (span_is(key, "heading"))
			setting->frame.heading = parse(value);
		else if (span_is(key, "last"))
			setting->frame.last = parse(value);
		else if (span_is(key, "chronicle"))
			setting->frame.chronicle = true;
		else if (span_is(key, "ref"))
			setting->ref = parse(value);
		else if (word.bytes && !span_is(word, "@"))
			fail_msg("unknown setting %.*s", (int)word.bytes, word.at);
	}
}

/* "\n" stands for a line end. */
static struct span unescape(struct span line, struct arena *arena)
{
	char *out = arena_alloc(arena, line.bytes + 1);
	size_t bytes = 0;

	for (size_t i = 0; i < line.bytes; i++)
		if (line.at[i] == '\\' && i + 1 < line.bytes && line.at[i + 1] == 'n') {
			out[bytes++] = '\n';
			i++;
		} else {
			out[bytes++] = line.at[i];
		}
	return span_make(out, bytes);
}

static void line_play(struct play *play, const char *path, int number, struct span line)
{
	size_t arrow = span_find(line, span_of(" ==> "));
	struct span text, want, got;

	if (line.bytes == 0 || line.at[0] == '#')
		return;
	if (line.at[0] == '@') {
		setting_read(&play->setting, line);
		return;
	}
	if (arrow == line.bytes)
		fail_msg("%s:%d: no ==>", path, number);
	text = unescape(span_make(line.at, arrow), play->arena);
	want = span_trim(span_make(line.at + arrow + 5, line.bytes - arrow - 5));
	got = play->read(play, text);
	play->lines++;
	if (span_equal(got, want))
		return;
	play->wrong++;
	print_error("%s:%d: %.*s\n  reads %.*s\n  not   %.*s\n", path, number, (int)text.bytes, text.at, (int)got.bytes, got.at,
		    (int)want.bytes, want.at);
}

static void file_play(const char *path, int least, struct span (*read)(struct play *, struct span))
{
	struct buf buf = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };
	struct play play = { .arena = arena_new(), .read = read };
	int number = 0;

	file_read(path, &buf, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (struct span rest = buf_span(&buf); rest.at;)
		line_play(&play, path, ++number, span_cut(&rest, '\n'));
	assert_int_equal(play.wrong, 0);
	assert_true(play.lines >= least);
	arena_free(play.arena);
	buf_release(&buf);
}

static struct span read_mentions(struct play *play, struct span raw)
{
	struct date_frame frame = play->setting.frame;
	struct date_mention *found;
	struct text text;
	struct buf out = BUF_INIT(LINE_MOST);
	struct span line;
	size_t count;

	text_read(raw, play->arena, &text);
	count = dates_find(&text, play->setting.lang, &frame, play->arena, &found);
	for (size_t i = 0; i < count; i++) {
		buf_add_string(&out, i ? " " : "");
		buf_add_span(&out, found[i].timex.bytes ? found[i].timex : span_of("?"));
		assert_true(found[i].at_byte + found[i].bytes <= raw.bytes);
		assert_true(i == 0 || found[i].at_byte >= found[i - 1].at_byte + found[i - 1].bytes);
	}
	line = arena_copy(play->arena, count ? buf_span(&out) : span_of("-"));
	buf_release(&out);
	return line;
}

static struct span read_phrase(struct play *play, struct span raw)
{
	struct text text;
	struct date date;
	char from[DATE_TEXT], to[DATE_TEXT];

	text_read(raw, play->arena, &text);
	date = date_of_phrase(&text, play->setting.lang, play->setting.ref, play->arena);
	if (!date_is_known(date))
		return span_of("-");
	day_print(date.from_day, from);
	day_print(date.to_day, to);
	return arena_printf(play->arena, "%s..%s", from, to);
}

static struct span read_heading(struct play *play, struct span raw)
{
	struct text text;
	struct date date;
	char *out = arena_alloc(play->arena, DATE_TEXT);

	text_read(raw, play->arena, &text);
	if (!date_of_heading(&text, play->setting.lang, &play->setting.frame, play->arena, &date))
		return span_of("-");
	date_print_edtf(date, out);
	return span_of(out);
}

static void dates_of_texts(void **state)
{
	file_play("tests/dates/cases.txt", 150, read_mentions);
	(void)state;
}

static void days_of_phrases(void **state)
{
	file_play("tests/dates/phrases.txt", 25, read_phrase);
	(void)state;
}

static void dates_of_headings(void **state)
{
	file_play("tests/dates/headings.txt", 25, read_heading);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_of_texts),
		cmocka_unit_test(days_of_phrases),
		cmocka_unit_test(dates_of_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
