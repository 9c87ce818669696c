/* Places in local news: most are small, many bear a great town's name, and the text must tell which is meant. */
#include "builtin.h"

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/file.h"
#include "dateline/text.h"

#define MARKS_MOST 40

/* A name that is marked in a passage. */
struct mark {
	size_t at_byte, bytes;
	struct span code;       /* "" where the table need not have it */
	bool trap;
};

struct passage {
	struct buf text;        /* without the marks */
	struct mark marks[MARKS_MOST];
	size_t count;
};

struct tally {
	size_t wanted, right, wrong, missed, extra;
};

/* Reads "!{Austin} of {Paris|4717560}" into text and marks. */
static void passage_read(struct span line, struct passage *passage)
{
	passage->count = 0;
	buf_clear(&passage->text);
	for (const char *at = line.at, *end = line.at + line.bytes; at < end; at++) {
		struct mark *mark = &passage->marks[passage->count];
		struct span inside, rest;

		if (*at != '{' || passage->count == MARKS_MOST) {
			if (*at != '!' || at + 1 == end || at[1] != '{')
				buf_add_char(&passage->text, *at);
			continue;
		}
		mark->trap = at > line.at && at[-1] == '!';
		rest = span_make(at + 1, (size_t)(end - at - 1));
		inside = span_cut(&rest, '}');
		at += inside.bytes + 1;
		mark->at_byte = passage->text.bytes;
		mark->code = inside;
		mark->bytes = span_cut(&mark->code, '|').bytes;
		buf_add(&passage->text, inside.at, mark->bytes);
		passage->count++;
	}
}

static bool overlaps(const struct mark *mark, const struct place_mention *mention)
{
	return mark->at_byte < mention->at_byte + mention->bytes && mention->at_byte < mark->at_byte + mark->bytes;
}

static bool is_right(const struct mark *mark, const struct place_mention *mention)
{
	return span_equal(place_get(gazetteer, mention->place).code, mark->code);
}

static void judge(const struct passage *passage, const struct place_mention *mentions, size_t count, struct tally *tally)
{
	for (size_t i = 0; i < passage->count; i++) {
		const struct mark *mark = &passage->marks[i];
		const struct place_mention *found = NULL;

		for (size_t n = 0; n < count && !found; n++)
			found = overlaps(mark, &mentions[n]) ? &mentions[n] : NULL;
		if (mark->trap)
			tally->extra += found != NULL;
		if (mark->trap || mark->code.bytes == 0)
			continue;
		tally->wanted++;
		tally->missed += !found;
		tally->right += found && is_right(mark, found);
		tally->wrong += found && !is_right(mark, found);
	}
	for (size_t n = 0; n < count; n++) {
		bool marked = false;

		for (size_t i = 0; i < passage->count; i++)
			marked |= overlaps(&passage->marks[i], &mentions[n]);
		tally->extra += !marked;
	}
}

static void finds_small_towns_where_they_are(void **state)
{
	struct arena *arena = arena_new();
	struct passage passage = { .text = BUF_INIT(1 << 16) };
	struct place_context context = { .lang = "en" };
	struct buf file = BUF_INIT(1 << 20);
	struct error err = { 0 };
	struct tally tally = { 0 };
	struct span rest;

	(void)state;
	file_read("tests/places/local_news.txt", &file, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (rest = buf_span(&file); rest.at;) {
		struct span line = span_cut(&rest, '\n');
		struct place_mention *mentions;
		struct text text;
		size_t count;

		if (line.bytes == 0 || line.at[0] == '#')
			continue;
		passage_read(line, &passage);
		text_read(buf_span(&passage.text), arena, &text);
		count = places_find(gazetteer, &text, &context, arena, &mentions);
		judge(&passage, mentions, count, &tally);
	}
	print_message("%zu names: %zu right, %zu another place, %zu missed; %zu that are none\n", tally.wanted, tally.right, tally.wrong,
		      tally.missed, tally.extra);
	assert_true(tally.wanted > 350);
	assert_true(tally.right * 100 >= tally.wanted * 85);
	assert_true(tally.wrong * 100 <= tally.wanted * 6);
	assert_true(tally.extra * 100 <= tally.wanted * 2);
	buf_release(&passage.text);
	buf_release(&file);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_small_towns_where_they_are),
	};

	return cmocka_run_group_tests(tests, open_gazetteer, close_gazetteer);
}
