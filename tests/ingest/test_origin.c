/* Tests what ingest makes of where articles come from: ids, versions, reports, dry runs and filters. */
#include "cases.h"

#include "dateline/file.h"
#include "dateline/index.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int make_directory(void **state)
{
	*state = program_directory();
	return 0;
}

static int remove_directory(void **state)
{
	program_remove(*state);
	return 0;
}

static const char *in_directory(const char *directory, const char *name, char path[512])
{
	snprintf(path, 512, "%s/%s", directory, name);
	return path;
}

/* Writes a file, its folders too. */
static void write_file(const char *directory, const char *name, const char *text)
{
	const char *slash = strrchr(name, '/');
	char path[512], folder[600];
	struct error err = { 0 };

	snprintf(folder, sizeof(folder), "%s/%.*s", directory, slash ? (int)(slash - name) : 0, name);
	file_make_directories(folder, &err);
	file_write(in_directory(directory, name, path), span_of(text), &err);
	assert_string_equal(err.text, "");
}

/* Runs the command line, each "@" in which is the directory; the first word is the command. */
static struct program_run run(const char *directory, const char *line)
{
	struct buf whole = BUF_INIT((size_t)1 << 16);
	struct program_run got;

	for (const char *at = line; *at; at++)
		if (*at == '@')
			buf_add_string(&whole, directory);
		else
			buf_add_char(&whole, *at);
	buf_printf(&whole, " --index %s/index", directory);
	got = program_run(whole.at, NULL);
	buf_release(&whole);
	return got;
}

/* Runs it; `out` and `err` must hold what is wanted, "!x" that they do not hold x. */
static void check(const char *directory, const char *line, int status, const char *out, const char *err)
{
	struct program_run got = run(directory, line);
	const struct { const char *want; const struct buf *in; } both[] = { { out, &got.out }, { err, &got.err } };

	if (got.status != status)
		fail_msg("%s: exit %d, wanted %d: %s", line, got.status, status, got.err.at);
	for (size_t i = 0; i < COUNT(both); i++) {
		bool none = both[i].want && both[i].want[0] == '!';
		struct span want = span_of(both[i].want ? both[i].want + none : "");

		if ((span_find(buf_span(both[i].in), want) < both[i].in->bytes) == none && want.bytes > 0)
			fail_msg("%s: wanted \"%s\" in: %.600s", line, both[i].want, both[i].in->at ? both[i].in->at : "");
	}
	program_release(&got);
}

/* The ids of all passages that are there, in order. */
static void ids(const char *directory, struct buf *out)
{
	struct program_run got = run(directory, "search --limit 100 --json");
	const char *at = got.out.at;

	while (at && (at = strstr(at, "{\"id\":\""))) {
		buf_printf(out, "%.16s ", at + 7);
		at += 7;
	}
	program_release(&got);
}

static void an_archive_that_is_moved_keeps_its_ids(void **state)
{
	struct buf before = BUF_INIT(4096), after = BUF_INIT(4096);
	char from[512], to[512];

	write_file(*state, "a/2021/one.txt", "The ferry was painted on Sunday.\n");
	write_file(*state, "a/two.html", "<html><body><p>The bridge was painted on Monday.</p></body></html>");
	check(*state, "ingest @/a", 0, NULL, "2 articles added");
	ids(*state, &before);
	assert_int_equal(rename(in_directory(*state, "a", from), in_directory(*state, "b", to)), 0);
	check(*state, "ingest @/b", 0, NULL, "2 replaced");
	ids(*state, &after);
	assert_string_equal(before.at, after.at);
	check(*state, "search ferry", 0, "one.txt", NULL);
	buf_release(&before);
	buf_release(&after);
}

static void two_files_of_one_name_are_two_articles(void **state)
{
	write_file(*state, "a/01.txt", "The ferry was painted on Sunday.\n");
	write_file(*state, "b/01.txt", "The bridge was painted on Monday.\n");
	check(*state, "ingest @/a", 0, NULL, "1 article added");
	check(*state, "ingest @/b", 0, NULL, "1 article added");
	check(*state, "search ferry", 0, "ferry", NULL);
	check(*state, "search bridge", 0, "bridge", NULL);
	write_file(*state, "b/01.txt", "The bridge was painted on Monday, in green.\n");
	check(*state, "ingest @/b @/a", 0, NULL, "1 replaced, 1 unchanged");
	check(*state, "search green", 0, "green", NULL);
}

static void a_copy_made_where_the_archive_was_takes_no_ids(void **state)
{
	char from[512], to[512];

	write_file(*state, "a/01.txt", "The ferry was painted on Sunday.\n");
	check(*state, "ingest @/a", 0, NULL, "1 article added");
	assert_int_equal(rename(in_directory(*state, "a", from), in_directory(*state, "b", to)), 0);
	check(*state, "ingest @/b", 0, NULL, "1 replaced");
	write_file(*state, "a/01.txt", "The bridge was painted on Monday.\n");
	check(*state, "ingest @/a", 0, NULL, "1 article added");
	check(*state, "search ferry", 0, "ferry", NULL);
	check(*state, "search bridge", 0, "bridge", NULL);
}

static void another_root_changes_no_id(void **state)
{
	struct buf before = BUF_INIT(4096), after = BUF_INIT(4096);

	write_file(*state, "a/2021/05/one.txt", "The ferry was painted on Sunday.\n");
	check(*state, "ingest @/a", 0, NULL, "1 article added");
	ids(*state, &before);
	write_file(*state, "a/2021/05/one.txt", "The ferry was painted on Sunday, in green.\n");
	check(*state, "ingest @/a/2021/05/one.txt @/a/2021", 0, NULL, "1 replaced");
	ids(*state, &after);
	assert_string_equal(before.at, after.at);
	buf_release(&before);
	buf_release(&after);
}

#define ITEM(version, status, text) \
	"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1' version='" version "'><itemMeta>" \
	"<versionCreated>2020-02-11T08:00:00Z</versionCreated><pubStatus qcode='stat:" status "'/></itemMeta><contentMeta>" \
	"<headline>Bath house</headline></contentMeta><contentSet><inlineXML><html><body><p>" text "</p></body></html></inlineXML>" \
	"</contentSet></newsItem>"

static void the_newest_version_wins_in_any_order(void **state)
{
	write_file(*state, "a/1.xml", ITEM("2", "usable", "The boiler leaked."));
	write_file(*state, "a/2.xml", ITEM("1", "usable", "The boiler burst."));
	check(*state, "ingest @/a", 0, NULL, "1 article added");
	check(*state, "search leaked", 0, "leaked", NULL);
	check(*state, "search burst", 1, NULL, NULL);
	write_file(*state, "a/3.xml", ITEM("3", "usable", "The boiler hummed."));
	check(*state, "ingest @/a", 0, NULL, "1 replaced");
	check(*state, "search hummed", 0, "hummed", NULL);
	check(*state, "search leaked", 1, NULL, NULL);
	/* The index remembers which was the newest. */
	write_file(*state, "b/1.xml", ITEM("2", "usable", "The boiler leaked again."));
	check(*state, "ingest @/b", 0, NULL, "1 older version");
	check(*state, "search leaked", 1, NULL, NULL);
}

static void what_was_withdrawn_is_found_no_more(void **state)
{
	write_file(*state, "a/1.xml", ITEM("1", "usable", "The boiler burst."));
	check(*state, "ingest @/a", 0, NULL, "1 article added");
	write_file(*state, "a/2.xml", ITEM("2", "canceled", "Kill the boiler story."));
	check(*state, "ingest @/a", 0, NULL, "1 withdrawn by");
	check(*state, "search boiler", 1, NULL, NULL);
	check(*state, "search title:withdrawn", 0, "by its agency", NULL);
	/* An older version that turns up later does not bring it back. */
	write_file(*state, "a/3.xml", ITEM("1", "usable", "The boiler burst on Monday."));
	check(*state, "ingest @/a", 0, NULL, "1 older version");
	check(*state, "search boiler", 1, NULL, NULL);
}

static void a_report_has_a_line_for_each(void **state)
{
	struct buf report = BUF_INIT((size_t)1 << 20);
	static const char *const wants[] = {
		"{\"what\":\"file\",\"status\":\"skipped\"", "\"why\":\"picture\"", "good.txt\",\"type\":\"text\",\"articles\":1,\"passages\":1}",
		"{\"what\":\"article\",\"status\":\"added\"", "\"charset\":\"UTF-8\",\"charset_why\":\"valid UTF-8\"",
		"{\"what\":\"file\",\"status\":\"failed\"", "binary data", "feed.jsonl:2\",\"why\":\"broken JSON",
	};
	struct error err = { 0 };
	char path[512];

	write_file(*state, "a/good.txt", "The ferry was painted on Sunday.\n");
	write_file(*state, "a/logo.png", "\x89PNG");
	write_file(*state, "a/bad.txt", "\x7f" "ELF\x01\x02\x03\x04");
	write_file(*state, "a/feed.jsonl", "{\"id\":\"1\",\"text\":\"The ferry.\"}\n{\"id\n");
	check(*state, "ingest --report @/r.jsonl @/a", 3, NULL, "not read, since they hold no articles: 1 file (picture 1)");
	file_read(in_directory(*state, "r.jsonl", path), &report, &err);
	for (size_t i = 0; i < COUNT(wants); i++)
		if (!strstr(report.at, wants[i]))
			fail_msg("\"%s\" is not in the report:\n%s", wants[i], report.at);
	buf_clear(&report);
	check(*state, "ingest --report @/r.jsonl @/a/good.txt", 0, NULL, NULL);
	file_read(path, &report, &err);
	assert_non_null(strstr(report.at, "\"status\":\"unchanged\""));
	check(*state, "ingest --report @/no/such/r.jsonl @/a", 3, NULL, "r.jsonl");
	buf_release(&report);
}

static void a_dry_run_writes_nothing(void **state)
{
	char path[512];

	write_file(*state, "a/good.txt", "The ferry was painted on Sunday.\n");
	check(*state, "ingest --dry-run --report - @/a", 0, "\"status\":\"added\"", "nothing was written; would be: 1 file, 1 article added");
	assert_int_equal(access(in_directory(*state, "index", path), F_OK), -1);
}

static void filters_read_what_we_do_not(void **state)
{
	write_file(*state, "a/one.rot", "Gur sreel jnf cnvagrq ba Fhaqnl.\n");
	write_file(*state, "a/two.rot", "Gur oevqtr jnf cnvagrq ba Zbaqnl.\n");
	check(*state, "ingest --filter 'rot=tr a-zA-Z n-za-mN-ZA-M' @/a", 0, NULL, "2 articles added");
	check(*state, "search ferry", 0, "ferry", NULL);
	check(*state, "ingest --filter 'rot=sh -c \"echo no paper >&2; exit 1\"' @/a/one.rot", 4, NULL,
	      "one.rot: sh failed (exit 1): no paper");
	check(*state, "ingest --filter 'rot=no-such-program' @/a/one.rot", 3, NULL, "no-such-program is not installed");
	check(*state, "ingest --filter 'rot' @/a", 2, NULL, "TYPE=PROGRAM");
	check(*state, "ingest --filter 'rot=\"tr' @/a", 2, NULL, "TYPE=PROGRAM");
	write_file(*state, "c/a.warc", "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: application/x-rot; a=b\r\nWARC-Target-URI: "
		   "http://x.example/1\r\nContent-Length: 33\r\n\r\nGur ebnq jnf cnvagrq ba Ghrfqnl.\n\r\n\r\n");
	check(*state, "ingest --filter 'application/x-rot=tr a-zA-Z n-za-mN-ZA-M' @/c", 0, NULL, "1 article added");
	check(*state, "search road", 0, "a.warc", NULL);
	/* A folder's pictures are read where somebody has a program for them. */
	write_file(*state, "b/scan.png", "\x89PNG");
	check(*state, "ingest --filter 'png=echo The scanned ferry was green.' @/b", 0, NULL, "1 article added");
}

static void a_missing_program_is_named_with_its_package(void **state)
{
	/* The test's own helpers. */
	static const char *const kept[] = { "sh", "rm", "chmod" };
	char path[4096], bin[512], from[64], to[600];

	write_file(*state, "bin/none", "");
	for (size_t i = 0; i < COUNT(kept); i++) {
		snprintf(from, sizeof(from), "/bin/%s", kept[i]);
		snprintf(to, sizeof(to), "%s/bin/%s", (char *)*state, kept[i]);
		assert_int_equal(symlink(from, to), 0);
	}
	snprintf(path, sizeof(path), "%s", getenv("PATH"));
	setenv("PATH", in_directory(*state, "bin", bin), 1);
	check(*state, "ingest corpus/formats/2010-03-lantern.en.pdf", 3, NULL, "Debian's package poppler-utils");
	setenv("PATH", path, 1);
	check(*state, "ingest corpus/formats/2010-03-lantern.en.pdf", 0, NULL, "1 article added");
	check(*state, "ingest --filter 'pdf=pdftotext -layout - -' corpus/formats/2010-03-lantern.en.pdf", 0, NULL, "1 replaced");
}

/* Runs show --raw for the first hit of `words`: its bytes must be `want`. */
static void check_raw(const char *directory, const char *words, const char *want)
{
	struct program_run found;
	char line[200];

	snprintf(line, sizeof(line), "search --json %s", words);
	found = run(directory, line);
	assert_non_null(strstr(found.out.at, "{\"id\":\""));
	snprintf(line, sizeof(line), "show --raw %.16s", strstr(found.out.at, "{\"id\":\"") + 7);
	check(directory, line, 0, want, NULL);
	program_release(&found);
}

static void the_very_bytes_come_back(void **state)
{
	write_file(*state, "a/feed.jsonl", "{\"id\":\"1\",\"text\":\"The ferry.\"}\n{\"id\":\"2\",\"text\":\"The bridge.\"}\n");
	check(*state, "ingest @/a", 0, NULL, "2 articles added");
	check_raw(*state, "bridge", "{\"id\":\"2\",\"text\":\"The bridge.\"}");
	write_file(*state, "a/feed.jsonl", "{\"id\":\"1\",\"text\":\"The ferry.\"}\n");
	check(*state, "show --raw 0123456789abcdef", 1, NULL, "no article");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(an_archive_that_is_moved_keeps_its_ids),
		CASE(two_files_of_one_name_are_two_articles),
		CASE(a_copy_made_where_the_archive_was_takes_no_ids),
		CASE(another_root_changes_no_id),
		CASE(the_newest_version_wins_in_any_order),
		CASE(what_was_withdrawn_is_found_no_more),
		CASE(a_report_has_a_line_for_each),
		CASE(a_dry_run_writes_nothing),
		CASE(filters_read_what_we_do_not),
		CASE(a_missing_program_is_named_with_its_package),
		CASE(the_very_bytes_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
