/* Tests saved searches: save, saved, new, and the file they are kept in. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <stdlib.h>

struct desk {
	char *directory;
	struct arena *arena;
};

static const char *at(const struct desk *desk, const char *name)
{
	return arena_printf(desk->arena, "%s/%s", desk->directory, name).at;
}

static void put(const struct desk *desk, const char *name, const char *text)
{
	struct error err = { 0 };

	file_write(at(desk, name), span_of(text), &err);
	assert_int_equal(err.status, STATUS_OK);
}

/* Runs a line in which @ is the directory; both outputs must hold their texts. */
static void check(const struct desk *desk, const char *line, int status, const char *out, const char *err)
{
	struct buf whole = BUF_INIT((size_t)64 << 10);
	struct program_run run;

	for (const char *c = line; *c; c++)
		if (*c == '@')
			buf_add_string(&whole, desk->directory);
		else
			buf_add_char(&whole, *c);
	run = program_run(whole.at, NULL);
	if (run.status != status || !strstr(run.out.at ? run.out.at : "", out) || !strstr(run.err.at ? run.err.at : "", err))
		fail_msg("%s: status %d\n%s%s\nwanted: %d, %s, %s", line, run.status, run.out.at ? run.out.at : "",
			 run.err.at ? run.err.at : "", status, out, err);
	program_release(&run);
	buf_release(&whole);
}

static int open_desk(void **state)
{
	static struct desk desk;

	desk = (struct desk){ program_directory(), arena_new() };
	setenv("DATELINE_CONFIG", at(&desk, "settings/config"), 1);
	setenv("XDG_DATA_HOME", at(&desk, "data"), 1);
	put(&desk, "a.jsonl", "{\"id\":\"1\",\"title\":\"Sailing\",\"date\":\"2022-01-03\",\"text\":\"The ferry sails to Aktau.\"}\n"
			      "{\"id\":\"2\",\"title\":\"Bread\",\"date\":\"2022-01-03\",\"text\":\"Bread is dearer in Aktau.\"}\n");
	check(&desk, "ingest @/a.jsonl", 0, "", "");
	*state = &desk;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;

	program_remove(desk->directory);
	arena_free(desk->arena);
	unsetenv("DATELINE_CONFIG");
	unsetenv("XDG_DATA_HOME");
	return 0;
}

static void without_a_search_it_tells_how_to_save_one(void **state)
{
	check(*state, "saved", 1, "", "dateline save NAME QUERY");
	check(*state, "new", 2, "", "dateline save NAME QUERY");
	check(*state, "save", 2, "", "wants a name");
	check(*state, "save boats", 2, "", "wants a query or a filter");
	check(*state, "save boats 'ferry OR ('", 2, "", "query:");
	check(*state, "saved", 1, "", "no search is saved");
}

static void what_came_since_is_new_once(void **state)
{
	struct desk *desk = *state;

	check(desk, "save boats ferry OR boat", 0, "", "1 passage now");
	check(desk, "save --place Aktau 'in Aktau' -- -bread", 0, "", "1 passage now");
	check(desk, "new", 1, "", "nothing new");
	put(desk, "b.jsonl", "{\"id\":\"3\",\"title\":\"Paint\",\"date\":\"2022-01-04\",\"text\":\"The ferry was painted.\"}\n");
	check(desk, "ingest @/b.jsonl", 0, "", "");
	check(desk, "new --peek", 0, "1 passage for boats (new; 2 in all)\n\n  1. Paint\n", "");
	check(desk, "new --peek 'in Aktau'", 1, "", "nothing new");
	check(desk, "new --peek --format atom boats", 0, "<title>boats</title>", "");
	check(desk, "new --peek --format atom", 2, "", "--format atom takes one search");
	check(desk, "new --json", 0, "{\"schema\":\"dateline.new/1\",\"searches\":[{\"name\":\"boats\",\"query\":\"ferry OR boat\",\"total\":2,"
				     "\"hits\":[{\"id\":", "");
	check(desk, "new --json", 1, "\"total\":2,\"hits\":[]},{\"name\":\"in Aktau\"", "");
}

static void a_changed_text_is_news_and_one_read_again_is_none(void **state)
{
	struct desk *desk = *state;

	check(desk, "ingest @/b.jsonl", 0, "", "");
	check(desk, "new boats", 1, "", "nothing new");
	put(desk, "b.jsonl", "{\"id\":\"3\",\"title\":\"Paint\",\"date\":\"2022-01-04\",\"text\":\"The ferry was painted blue.\"}\n");
	check(desk, "ingest @/b.jsonl", 0, "", "");
	check(desk, "new boats", 0, "painted blue", "");
	check(desk, "new boats", 1, "", "nothing new");
}

static void the_file_may_be_edited(void **state)
{
	struct desk *desk = *state;

	put(desk, "settings/searches", "# mine\n\n[bread]\nquery = bread\nplace = Aktau\n[broken]\nquery = ( bread\n");
	check(desk, "saved", 0, "bread   dateline search --place=Aktau bread\nbroken  dateline search '( bread'\n", "");
	check(desk, "new bread", 0, "1 passage for bread (new; 1 in all)", "");
	check(desk, "save harbour harbour", 0, "", "0 passages now");
	put(desk, "c.jsonl", "{\"id\":\"4\",\"title\":\"Harbour\",\"text\":\"The harbour freezes.\"}\n");
	check(desk, "ingest @/c.jsonl", 0, "", "");
	check(desk, "new", 2, "The *harbour* freezes", "\"broken\" could not be asked");
	check(desk, "new harbor", 2, "", "did you mean harbour?");
	check(desk, "saved --remove broken", 0, "", "broken is saved no more");
	check(desk, "save --all harbour harbour", 0, "", "saved anew");
	check(desk, "new harbour", 0, "The *harbour* freezes", "");
	check(desk, "saved --json", 0, "\"name\":\"bread\",\"query\":\"bread\",\"arguments\":[\"--place=Aktau\",\"--\",\"bread\"]", "");
	put(desk, "settings/searches", "[bread]\nplaces_near = Aktau\n");
	check(desk, "new", 2, "", "searches:2: dateline list has no option \"places_near\"");
	put(desk, "settings/searches", "query = bread\n");
	check(desk, "saved", 2, "", "searches:1: a saved search begins with its [name]");
}

/* sfeed reads lists of feeds; tidy knows well-formed XML. */
static void foreign_readers_read_the_opml(void **state)
{
	static const char *const readers[][3] = {
		{ "tidy -xml -errors -quiet", "&& echo well formed", "well formed" },
		{ "sfeed_opml_import <", "", "https://example.org/feeds/salt%20%26%20%3Cbread%3E.atom" },
	};
	struct desk *desk = *state;
	struct program_run run;
	struct error err = { 0 };

	put(desk, "settings/searches", "[salt & <bread>]\nquery = \"salt\" bread\n");
	run = program_run("saved --format opml --feeds https://example.org/feeds", NULL);
	assert_int_equal(run.status, 0);
	file_write(at(desk, "searches.opml"), buf_span(&run.out), &err);
	for (size_t i = 0; i < COUNT(readers); i++) {
		const char *command = arena_printf(desk->arena, "%s %s %s", readers[i][0], at(desk, "searches.opml"), readers[i][1]).at;
		FILE *pipe = popen(command, "r");
		char said[4096] = "";

		assert_non_null(pipe);
		said[fread(said, 1, sizeof(said) - 1, pipe)] = '\0';
		pclose(pipe);
		if (!strstr(said, readers[i][2]))
			fail_msg("%s says:\n%s", command, said);
	}
	program_release(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_search_it_tells_how_to_save_one),
		cmocka_unit_test(what_came_since_is_new_once),
		cmocka_unit_test(a_changed_text_is_news_and_one_read_again_is_none),
		cmocka_unit_test(the_file_may_be_edited),
		cmocka_unit_test(foreign_readers_read_the_opml),
	};

	return cmocka_run_group_tests_name("saved searches", tests, open_desk, close_desk);
}
