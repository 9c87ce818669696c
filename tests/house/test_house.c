/* Tests the house itself: no include climbs a floor, Xapian stays behind its pane, files stay readable. */
#include "cases.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <stdlib.h>

/* Floors from the ground up; those of one height do not know one another. */
static const struct floor {
	const char *name;
	int height;
} floors[] = {
	{ "base", 0 }, { "text", 1 }, { "names", 2 }, { "dates", 2 }, { "places", 2 }, { "articles", 3 }, { "index", 4 },
	{ "ingest", 5 }, { "query", 5 }, { "render", 6 }, { "commands", 7 },
};

/* The doors of each floor in include/dateline/. */
static const struct door {
	const char *header, *floor;
} doors[] = {
	{ "error.h", "base" }, { "span.h", "base" }, { "arena.h", "base" }, { "buf.h", "base" }, { "map.h", "base" },
	{ "file.h", "base" }, { "child.h", "base" }, { "text.h", "text" }, { "copy.h", "text" }, { "name.h", "names" }, { "date.h", "dates" },
	{ "place.h", "places" }, { "gazetteer.h", "places" },
	{ "article.h", "articles" }, { "match.h", "index" }, { "index.h", "index" }, { "ingest.h", "ingest" }, { "query.h", "query" },
	{ "json.h", "render" }, { "render.h", "render" }, { "answer.h", "render" },
};

static const struct floor *floor_of(struct span name)
{
	for (size_t i = 0; i < COUNT(floors); i++)
		if (span_is(name, floors[i].name))
			return &floors[i];
	return NULL;
}

/* The floor of "dateline/x.h" or "names/x.h"; `here` for a bare "x.h" that stands
 * beside its reader; NULL when it is nobody's. */
static const struct floor *floor_of_include(struct span path, const struct floor *here)
{
	struct span rest = path, first = span_cut(&rest, '/');

	if (!rest.at)
		return here;
	if (!span_is(first, "dateline"))
		return floor_of(first);
	for (size_t i = 0; i < COUNT(doors); i++)
		if (span_is(rest, doors[i].header))
			return floor_of(span_of(doors[i].floor));
	return NULL;
}

struct look {
	int wrong, files;
	void (*at)(struct look *look, const char *path, struct span text);
};

static bool look_at(const char *path, void *with)
{
	struct look *look = with;
	struct buf text = BUF_INIT((size_t)8 << 20);
	struct error err = { 0 };
	struct span name = span_of(path);

	if (!span_ends(name, ".c") && !span_ends(name, ".h") && !span_ends(name, ".cc"))
		return true;
	file_read(path, &text, &err);
	assert_int_equal(err.status, STATUS_OK);
	look->files++;
	look->at(look, path, buf_span(&text));
	buf_release(&text);
	return true;
}

static void no_fault(const struct error *err, void *with)
{
	(void)with;
	fail_msg("%s: %s", err->where, err->text);
}

static void look_through(const char *root, struct look *look)
{
	file_walk(root, look_at, no_fault, look);
}

/* The path between the quotes of an #include line; empty for any other line. */
static struct span included(struct span line)
{
	struct span rest = line;

	if (!span_starts(line, "#include \""))
		return (struct span){ NULL, 0 };
	span_cut(&rest, '"');
	return span_cut(&rest, '"');
}

static void check_climb(struct look *look, const char *path, struct span text)
{
	struct span here = span_of(path + strlen("src/"));
	const struct floor *mine = floor_of(span_cut(&here, '/'));
	int number = 0;

	if (!mine)
		return;
	for (struct span rest = text; rest.at;) {
		struct span target = included(span_cut(&rest, '\n'));
		const struct floor *theirs;

		number++;
		if (target.bytes == 0)
			continue;
		theirs = floor_of_include(target, mine);
		if (theirs == mine || (theirs && theirs->height < mine->height))
			continue;
		look->wrong++;
		print_error("%s:%d includes %.*s: not below the floor %s\n", path, number, (int)target.bytes, target.at,
			    mine->name);
	}
}

static void no_include_climbs_a_floor(void **state)
{
	struct look look = { .at = check_climb };

	look_through("src", &look);
	assert_true(look.files > 10);
	assert_int_equal(look.wrong, 0);
	(void)state;
}

static void check_door(struct look *look, const char *path, struct span text)
{
	struct span name = span_of(path + strlen("include/"));
	const struct floor *mine = floor_of_include(name, NULL);

	if (!mine) {
		look->wrong++;
		print_error("%s belongs to no floor: name it in tests/house/test_house.c\n", path);
		return;
	}
	for (struct span rest = text; rest.at;) {
		struct span target = included(span_cut(&rest, '\n'));
		const struct floor *theirs = target.bytes ? floor_of_include(target, mine) : mine;

		if (theirs == mine || (theirs && theirs->height < mine->height))
			continue;
		look->wrong++;
		print_error("%s includes %.*s from above\n", path, (int)target.bytes, target.at);
	}
}

static void the_doors_keep_the_same_rule(void **state)
{
	struct look look = { .at = check_door };

	look_through("include", &look);
	assert_int_equal(look.wrong, 0);
	(void)state;
}

static void check_pane(struct look *look, const char *path, struct span text)
{
	bool is_pane = span_starts(span_of(path), "src/index/xap");

	if (is_pane || span_find(text, span_of("#include <" "xapian")) == text.bytes)
		return;
	look->wrong++;
	print_error("%s includes Xapian outside src/index/xap*\n", path);
}

static void xapian_stays_behind_its_pane(void **state)
{
	struct look look = { .at = check_pane };

	look_through("src", &look);
	look_through("include", &look);
	assert_int_equal(look.wrong, 0);
	(void)state;
}

#define LINES_MOST 400

static void check_reading(struct look *look, const char *path, struct span text)
{
	int lines = 0;

	for (size_t i = 0; i < text.bytes; i++)
		lines += text.at[i] == '\n';
	if (!span_starts(text, "/* ")) {
		look->wrong++;
		print_error("%s does not begin with what it is for\n", path);
	}
	if (lines > LINES_MOST) {
		look->wrong++;
		print_error("%s has %d lines: look for the second noun in it\n", path, lines);
	}
}

static void files_say_what_they_are_and_stay_short(void **state)
{
	struct look look = { .at = check_reading };

	look_through("src", &look);
	look_through("include", &look);
	assert_int_equal(look.wrong, 0);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_include_climbs_a_floor),
		cmocka_unit_test(the_doors_keep_the_same_rule),
		cmocka_unit_test(xapian_stays_behind_its_pane),
		cmocka_unit_test(files_say_what_they_are_and_stay_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
