/* Tests that a database built in bulk is the one that Xapian makes, and stays so when Xapian writes to it. */
#include "cases.h"
#include "program.h"

#include "bulk/collection.h"

#include "dateline/file.h"
#include "index/xap_compare.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct collection collections[] = {
	{ "a few words", 1, 20, 40, 10, 3, 10, 100, 0, { 0 } },
	{ "one document", 2, 1, 10, 5, 2, 10, 50, 0, { 0 } },
	{ "chunks of postings, lengths and values; several levels", 3, 3000, 1500, 30, 6, 30, 200, 0,
	  { .block_bytes = 2048 } },
	{ "many runs that are merged", 4, 1200, 20000, 40, 4, 20, 200, 0, { .memory = 500000 } },
	{ "a run for each document", 5, 60, 200, 30, 3, 20, 300, 0, { .memory = 1 } },
	{ "docids left out", 6, 500, 500, 20, 5, 40, 300, 40, { .block_bytes = 4096 } },
	{ "tags in many pieces", 7, 30, 800, 9000, 5, 20000, 150000, 0, { .block_bytes = 2048 } },
	{ "large blocks", 8, 800, 3000, 50, 8, 100, 1000, 0, { .block_bytes = 65536 } },
	{ "plain term lists", 10, 150, 500, 40, 5, 40, 300, 0, { .term_lists = BULK_PLAIN_TERM_LISTS } },
	{ "no term lists", 11, 150, 500, 40, 5, 40, 300, 0, { .term_lists = BULK_NO_TERM_LISTS } },
	{ "everything at once", 9, 250, 10000, 200, 70, 3000, 20000, 20, { .memory = 2000000 } },
};

/* The same through Xapian. Left out docids are documents that are added and deleted. */
static void build_by_xapian(const struct collection *from, const char *directory, struct error *err)
{
	const struct xap_term gap_term = { span_of("a gap"), 0, 0 };
	const struct xap_document gap = { .terms = &gap_term, .term_count = 1 };
	struct xap_writer *writer = xap_writer_open(directory, err);
	struct arena *arena = arena_new();

	xap_writer_begin(writer, err);
	for (size_t i = 0; i < COUNT(notes); i++)
		xap_writer_set_note(writer, span_of(notes[i][0]), span_of(notes[i][1]), err);
	for (uint32_t i = 0; i < from->documents; i++) {
		struct xap_document document = document_at(from, i, arena);

		for (uint32_t left_out = gap_before(from, i); left_out > 0; left_out--)
			xap_writer_add(writer, &gap, err);
		xap_writer_add(writer, &document, err);
		arena_reset(arena);
	}
	xap_writer_commit(writer, err);
	xap_writer_begin(writer, err);
	xap_writer_delete(writer, gap_term.text, err);
	xap_writer_commit(writer, err);
	xap_writer_close(writer);
	arena_free(arena);
}

/* Deletes some, adds others, changes a note. */
static void update(const struct collection *from, const char *directory, struct error *err)
{
	struct xap_writer *writer = xap_writer_open(directory, err);
	struct arena *arena = arena_new();

	xap_writer_begin(writer, err);
	for (uint32_t i = 0; i < from->documents; i += 7)
		xap_writer_delete(writer, arena_printf(arena, "only %u", i), err);
	for (uint32_t i = from->documents; i < from->documents + 50; i++) {
		struct xap_document document = document_at(from, i, arena);

		xap_writer_add(writer, &document, err);
	}
	xap_writer_set_note(writer, span_of("version"), span_of("2"), err);
	xap_writer_delete(writer, term_at(3, arena), err);
	xap_writer_commit(writer, err);
	xap_writer_close(writer);
	arena_free(arena);
}

/* Where the two databases of a test lie. */
struct pair {
	char *directory;
	char bulk[128], xapian[128];
};

static struct pair pair_make(void)
{
	struct pair pair = { .directory = program_directory() };

	snprintf(pair.bulk, sizeof(pair.bulk), "%s/bulk", pair.directory);
	snprintf(pair.xapian, sizeof(pair.xapian), "%s/xapian", pair.directory);
	return pair;
}

static int shell(const char *format, const char *a, const char *b)
{
	char line[512];

	snprintf(line, sizeof(line), format, a, b);
	return system(line);
}

/* Differences and complaints, each told with `step`; 0 when all is well. */
static int compare(const struct collection *of, const char *step, const char *a, const char *b)
{
	unsigned lists = of->limits.term_lists != BULK_NO_TERM_LISTS ? XAP_COMPARE_TERM_LISTS : 0;
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	size_t differences = xap_compare(a, b, lists | XAP_COMPARE_DATA, &report, &err);
	int wrong = 0;

	if (differences || err.status != STATUS_OK) {
		print_error("%s, %s: %zu differences %s %s\n%s", of->why, step, differences, err.where, err.text,
			    report.bytes ? report.at : "");
		wrong++;
	}
	if (shell("xapian-check %s > %s.check 2>&1", a, a) != 0) {
		print_error("%s, %s: xapian-check complains\n", of->why, step);
		shell("tail -5 %s.check", a, a);
		wrong++;
	}
	buf_release(&report);
	return wrong;
}

static int compact_and_compare(const struct collection *of, const char *step, const struct pair *pair)
{
	char a[160], b[160];
	int wrong = 0;

	snprintf(a, sizeof(a), "%s.%s", pair->bulk, step);
	snprintf(b, sizeof(b), "%s.%s", pair->xapian, step);
	wrong += shell("xapian-compact --no-renumber %s %s > /dev/null 2>&1", pair->bulk, a) != 0;
	wrong += shell("xapian-compact --no-renumber %s %s > /dev/null 2>&1", pair->xapian, b) != 0;
	wrong += compare(of, step, a, b);
	/* Where Xapian has deleted documents its chunks lie otherwise. */
	if (of->gap == 0)
		wrong += shell("cmp %s/postlist.glass %s/postlist.glass", a, b) != 0;
	wrong += shell("cmp %s/position.glass %s/position.glass", a, b) != 0;
	if (wrong)
		print_error("%s: %s: not the same once compacted\n", of->why, step);
	return wrong;
}

static int play(const struct collection *of)
{
	struct pair pair = pair_make();
	struct error err = { 0 };
	int wrong = 0;

	build_in_bulk(of, pair.bulk, &err);
	build_by_xapian(of, pair.xapian, &err);
	wrong += compare(of, "built", pair.bulk, pair.xapian);
	wrong += compact_and_compare(of, "compacted", &pair);
	if (of->limits.term_lists != BULK_NO_TERM_LISTS) {
		update(of, pair.bulk, &err);
		update(of, pair.xapian, &err);
		wrong += compare(of, "updated", pair.bulk, pair.xapian);
	}
	if (err.status != STATUS_OK) {
		print_error("%s: %s %s\n", of->why, err.where, err.text);
		wrong++;
	}
	program_remove(pair.directory);
	return wrong;
}

static void equals_what_xapian_makes(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(collections); i++)
		wrong += play(&collections[i]);
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_what_xapian_makes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
