/* Tests the writer: what is put twice, taken out, refused, or written by another. */
#include "writing.h"

#include "index/conveyor.h"
#include "index/directory.h"

#include <signal.h>
#include <sys/wait.h>

static void a_changed_article_replaces_its_passages(void **state)
{
	struct gazetteer *gazetteer = fabric_gazetteer();
	struct index_writer *writer = open_writer(*state);
	struct error err = { 0 };

	assert_false(is_current(writer, &first, gazetteer));
	assert_int_equal(fabric_put(writer, &first, gazetteer), INDEX_ADDED);
	index_writer_commit(writer, &err);
	assert_true(is_current(writer, &first, gazetteer));
	assert_false(is_current(writer, &changed, gazetteer));
	commit_and_close(writer);
	assert_int_equal(count(*state, NULL), 2);
	writer = open_writer(*state);
	assert_true(is_current(writer, &first, gazetteer));
	assert_int_equal(fabric_put(writer, &changed, gazetteer), INDEX_REPLACED);
	commit_and_close(writer);
	assert_int_equal(count(*state, NULL), 1);
	assert_int_equal(count(*state, "gamma"), 0);
	assert_int_equal(count(*state, "epsilon"), 1);
	assert_true(is_sound(*state));
	gazetteer_close(gazetteer);
}

static void an_article_can_be_taken_out(void **state)
{
	struct gazetteer *gazetteer = fabric_gazetteer();
	struct index_writer *writer = open_writer(*state);
	struct arena *arena = arena_new();
	struct error err = { 0 };
	char id[ID_TEXT];

	article_id(fabric_make_article(&first, arena), id);
	fabric_put(writer, &first, gazetteer);
	fabric_put(writer, &second, gazetteer);
	index_writer_commit(writer, &err);
	assert_true(span_is(index_writer_path(writer, id, arena, &err), "/archive/fabric.jsonl"));
	assert_true(index_writer_remove(writer, id, &err));
	index_writer_commit(writer, &err);
	assert_false(index_writer_remove(writer, id, &err));
	commit_and_close(writer);
	assert_int_equal(count(*state, NULL), 1);
	arena_free(arena);
	gazetteer_close(gazetteer);
}

static void what_is_not_committed_is_not_there(void **state)
{
	struct gazetteer *gazetteer = fabric_gazetteer();
	struct index_writer *writer = open_writer(*state);

	fabric_put(writer, &first, gazetteer);
	index_writer_close(writer);
	assert_int_equal(count(*state, NULL), 0);
	gazetteer_close(gazetteer);
}

static void notes_are_kept_and_forgotten(void **state)
{
	struct index_writer *writer = open_writer(*state);
	struct arena *arena = arena_new();
	struct error err = { 0 };
	char longer[1000];

	memset(longer, 'x', sizeof(longer));
	index_writer_set_note(writer, span_of("file:/a"), span_of("1 2 3"), &err);
	index_writer_set_note(writer, span_make(longer, sizeof(longer)), span_of("long"), &err);
	commit_and_close(writer);
	writer = open_writer(*state);
	assert_true(span_is(index_writer_note(writer, span_of("file:/a"), arena, &err), "1 2 3"));
	assert_true(span_is(index_writer_note(writer, span_make(longer, sizeof(longer)), arena, &err), "long"));
	index_writer_set_note(writer, span_of("file:/a"), span_of(""), &err);
	index_writer_commit(writer, &err);
	assert_true(span_is(index_writer_note(writer, span_of("file:/a"), arena, &err), ""));
	commit_and_close(writer);
	arena_free(arena);
}

/* ---- faults ---- */

struct told {
	int count;
	struct error last;
};

static void keep_fault(const struct error *err, void *with)
{
	struct told *told = with;

	told->count++;
	told->last = *err;
}

/* Sends a change with one document of one term. */
static void send(struct conveyor *conveyor, const char *name, const char *term, size_t repeat, struct told *told,
		 struct error *err)
{
	struct arena *arena = conveyor_arena(conveyor);
	struct xap_document *document = arena_new_array(arena, struct xap_document, 1);
	struct xap_term *terms = arena_new_array(arena, struct xap_term, 2);
	struct buf text = BUF_INIT(BUF_TEXT_MOST);

	for (size_t i = 0; i < repeat; i++)
		buf_add_string(&text, term);
	terms[0] = (struct xap_term){ arena_copy(arena, buf_span(&text)), 1, 1 };
	terms[1] = (struct xap_term){ arena_printf(arena, "Q%s", name), 0, 0 };
	*document = (struct xap_document){ .terms = terms, .term_count = 2, .data = span_of("data") };
	conveyor_add(conveyor, (struct change){ .unique = terms[1].text, .documents = document, .document_count = 1,
						.name = span_of(name) }, keep_fault, told, err);
	buf_release(&text);
}

static void refuse_one(const char *directory, bool threaded)
{
	struct told told = { 0 };
	struct error err = { 0 };
	struct index_reader *reader;
	struct conveyor *conveyor;
	char name[16];

	directory_prepare(directory, &err);
	conveyor = conveyor_new(directory, threaded, &err);
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof(name), "good-%d", i);
		send(conveyor, name, "word", 1, &told, &err);
		if (i == 150)
			send(conveyor, "bad", "word", 100, &told, &err);
	}
	conveyor_commit(conveyor, keep_fault, &told, &err);
	assert_int_equal(conveyor_committed(conveyor), 301);
	conveyor_free(conveyor);
	assert_string_equal(err.text, "");
	assert_int_equal(told.count, 1);
	assert_string_equal(told.last.where, "bad");
	assert_int_equal(told.last.status, STATUS_DATA);
	reader = index_open(&directory, 1, &err);
	assert_int_equal(index_term_count(reader, span_of("word"), &err), 300);
	index_close(reader);
}

static void a_document_that_xapian_refuses_costs_no_other(void **state)
{
	refuse_one(*state, false);
}

static void nor_does_it_on_a_thread(void **state)
{
	refuse_one(*state, true);
}

static void only_one_may_write(void **state)
{
	struct index_writer *writer = open_writer(*state);
	struct error err = { 0 };

	assert_null(index_writer_open(*state, false, &err));
	assert_int_equal(err.status, STATUS_BUSY);
	index_writer_close(writer);
	index_writer_close(open_writer(*state));
}

static void what_is_no_index_is_left_alone(void **state)
{
	static const struct { const char *name, *text; enum status read, write; const char *why; } rows[] = {
		{ NULL, NULL, STATUS_INDEX, STATUS_OK, "an empty directory may become an index" },
		{ "letter.txt", "Dear John", STATUS_INDEX, STATUS_INDEX, "somebody's folder" },
		{ "dateline-index", "dateline index 99\n", STATUS_INDEX, STATUS_INDEX, "another version" },
		{ "dateline-index", "nonsense\n", STATUS_INDEX, STATUS_INDEX, "a version file that says nothing" },
		{ "dateline-index.x1y2z3", "dateline ind", STATUS_INDEX, STATUS_OK, "what a run cut at its start leaves" },
		{ "iamglass", "Xapian Glass", STATUS_INDEX, STATUS_INDEX, "some other program's index" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 }, reading = { 0 }, writing = { 0 };
		char *directory = program_directory();
		const char *asked = directory;
		char path[256];

		snprintf(path, sizeof(path), "%s/%s", directory, rows[i].name ? rows[i].name : "");
		if (rows[i].name)
			file_write(path, span_of(rows[i].text), &err);
		assert_null(index_open(&asked, 1, &reading));
		index_writer_close(index_writer_open(directory, true, &writing));
		if (reading.status != rows[i].read || writing.status != rows[i].write) {
			wrong++;
			print_error("%s: read %d (%s), write %d (%s)\n", rows[i].why, (int)reading.status, reading.text,
				    (int)writing.status, writing.text);
		}
		program_remove(directory);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void an_index_is_private(void **state)
{
	char path[256];
	struct stat st;

	snprintf(path, sizeof(path), "%s/a/b", (char *)*state);
	index_writer_close(open_writer(path));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(a_changed_article_replaces_its_passages),
		CASE(an_article_can_be_taken_out),
		CASE(what_is_not_committed_is_not_there),
		CASE(notes_are_kept_and_forgotten),
		CASE(a_document_that_xapian_refuses_costs_no_other),
		CASE(nor_does_it_on_a_thread),
		CASE(only_one_may_write),
		CASE(what_is_no_index_is_left_alone),
		CASE(an_index_is_private),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
