/* Tests the writer: what is put twice, taken out, refused, cut, or written by another. */
#include "fabric.h"

#include "dateline/file.h"
#include "index/conveyor.h"
#include "index/identity.h"
#include "index/record.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct fabric_article first = {
	"1", "wire", "One", "2022-01-06", {
		{ "", "alpha beta", "en", "2022-01-02", NULL, NULL },
		{ "", "gamma delta", "en", "2022-01-03", NULL, NULL },
	},
};

static const struct fabric_article changed = {
	"1", "wire", "One", "2022-01-06", { { "", "alpha epsilon", "en", "2022-01-02", NULL, NULL } },
};

static const struct fabric_article second = {
	"2", "wire", "Two", "2022-01-06", { { "", "beta zeta", "en", "2022-01-02", NULL, NULL } },
};

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

static struct index_writer *open_writer(const char *directory)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(directory, true, &err);

	assert_string_equal(err.text, "");
	return writer;
}

static void commit_and_close(struct index_writer *writer)
{
	struct error err = { 0 };

	index_writer_commit(writer, &err);
	assert_string_equal(err.text, "");
	index_writer_close(writer);
}

/* Passages that hold `word`, or all with NULL. */
static uint32_t count(const char *directory, const char *word)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct index_reader *reader = index_open(&directory, 1, &err);
	struct search search = {
		.match = word ? match_term(word_term(span_of(word), arena), arena) : match_new(MATCH_ALL, arena),
	};
	struct found found = { 0 };

	if (reader)
		index_search(reader, &search, arena, &found, &err);
	assert_string_equal(err.text, "");
	index_close(reader);
	arena_free(arena);
	return found.total;
}

static bool is_there(const char *directory, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return access(path, F_OK) == 0;
}

static bool is_sound(const char *directory)
{
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	bool sound = index_check(directory, &report, &err);

	assert_string_equal(err.text, "");
	if (!sound)
		print_message("%s", report.at ? report.at : "the check said nothing");
	buf_release(&report);
	return sound;
}

static bool is_current(struct index_writer *writer, const struct fabric_article *row, const struct gazetteer *gazetteer)
{
	struct arena *arena = arena_new();
	struct article *article = fabric_make_article(row, arena);
	struct error err = { 0 };
	char id[ID_TEXT];
	bool current;

	article_id(article, id);
	current = index_writer_is_current(writer, id, article, gazetteer, &err);
	assert_string_equal(err.text, "");
	arena_free(arena);
	return current;
}

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
	struct conveyor *conveyor = conveyor_new(directory, threaded, &err);
	struct xap_reader *reader;
	char name[16];

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
	reader = xap_reader_open(&directory, 1, &err);
	assert_int_equal(xap_reader_term_count(reader, span_of("word"), &err), 300);
	xap_reader_close(reader);
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

/* Fills an index until the process dies or is told that there is no room. */
static int write_until_stopped(const char *directory, rlim_t bytes)
{
	struct rlimit limit = { bytes, bytes };
	struct gazetteer *gazetteer = fabric_gazetteer();
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(directory, true, &err);

	signal(SIGXFSZ, SIG_IGN);
	if (bytes)
		setrlimit(RLIMIT_FSIZE, &limit);
	for (int i = 0; i < 3000 && err.status == STATUS_OK; i++) {
		struct arena *arena = arena_new();
		char own[16];
		struct fabric_article row = first;
		struct document document;
		char id[ID_TEXT];

		snprintf(own, sizeof(own), "n%d", i);
		row.id = own;
		document = fabric_document(&row, gazetteer, arena);
		article_id(document.article, id);
		index_writer_put(writer, id, &document, gazetteer, &err);
		if (i % 50 == 49)
			index_writer_commit(writer, &err);
		arena_free(arena);
	}
	index_writer_close(writer);
	gazetteer_close(gazetteer);
	return (int)err.status;
}

static void a_full_disk_loses_nothing_that_was_done(void **state)
{
	int status = 0;
	pid_t child = fork();
	uint32_t kept;

	if (child == 0)
		_exit(write_until_stopped(*state, (rlim_t)200 << 10));
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_IO);
	kept = count(*state, NULL);
	assert_true(kept > 0 && kept % 100 == 0);
	assert_true(is_sound(*state));
	assert_int_equal(write_until_stopped(*state, 0), STATUS_OK);
	assert_int_equal(count(*state, NULL), 6000);
}

/* False when nothing was ever stored there; any other fault fails the test. */
static bool can_be_opened(const char *directory)
{
	struct error err = { 0 };
	struct index_reader *reader = index_open(&directory, 1, &err);

	assert_true(reader || err.status == STATUS_IO);
	index_close(reader);
	return reader != NULL;
}

static void a_killed_writer_leaves_a_sound_index(void **state)
{
	for (int i = 1; i <= 5; i++) {
		struct timespec nap = { 0, 60000000L * i };
		int status;
		pid_t child = fork();

		if (child == 0)
			_exit(write_until_stopped(*state, 0));
		nanosleep(&nap, NULL);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		if (!can_be_opened(*state))
			continue;       /* killed before anything was stored */
		assert_true(count(*state, NULL) % 2 == 0);
		assert_true(is_sound(*state));
	}
	assert_int_equal(write_until_stopped(*state, 0), STATUS_OK);
	assert_int_equal(count(*state, NULL), 6000);
}

/* ---- packing ---- */

static void make_leftover(const char *directory, const char *name)
{
	struct error err = { 0 };
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file_make_directories(path, &err);
	snprintf(path, sizeof(path), "%s/%s/postlist.glass", directory, name);
	file_write(path, span_of("half a table"), &err);
	assert_string_equal(err.text, "");
}

static void a_first_segment_that_was_cut_is_made_again(void **state)
{
	struct gazetteer *gazetteer = fabric_gazetteer();
	struct index_writer *writer;
	struct error err = { 0 };
	char path[256], version[64];

	snprintf(path, sizeof(path), "%s/dateline-index", (char *)*state);
	snprintf(version, sizeof(version), "dateline index %d\nsegment 0\n", INDEX_VERSION);
	file_write(path, span_of(version), &err);
	make_leftover(*state, "segment-1");
	make_leftover(*state, "segment-1.new");
	writer = open_writer(*state);
	fabric_put(writer, &first, gazetteer);
	commit_and_close(writer);
	assert_int_equal(count(*state, NULL), 2);
	gazetteer_close(gazetteer);
}

static void packed_tables_take_the_place_of_the_others(void **state)
{
	const char *directory = *state;
	struct error err = { 0 };
	struct arena *arena = arena_new();
	struct search search = { .match = match_new(MATCH_ALL, arena), .sort = SORT_DATE, .limit = 10000 };
	struct index_writer *writer;
	struct index_reader *reader;
	struct found before, after;
	struct record *records;

	assert_int_equal(write_until_stopped(directory, 0), STATUS_OK);
	make_leftover(directory, "segment-2.new");
	make_leftover(directory, "segment-9");
	reader = index_open(&directory, 1, &err);
	index_search(reader, &search, arena, &before, &err);
	writer = open_writer(directory);
	assert_false(is_there(directory, "segment-2.new"));
	assert_false(is_there(directory, "segment-9"));
	for (size_t i = 0; i < 2600; i++) {
		struct gazetteer *gazetteer = i ? NULL : fabric_gazetteer();
		struct fabric_article row = first;
		char own[16];

		snprintf(own, sizeof(own), "more-%zu", i);
		row.id = own;
		fabric_put(writer, &row, gazetteer);
		gazetteer_close(gazetteer);
	}
	index_writer_pack(writer, &err);
	assert_string_equal(err.text, "");
	assert_true(is_there(directory, "segment-2") && !is_there(directory, "segment-1"));
	fabric_put(writer, &second, NULL);
	commit_and_close(writer);
	index_search(reader, &search, arena, &after, &err);
	assert_string_equal(err.text, "");
	assert_int_equal(before.total, 6000);
	assert_int_equal(after.total, 6000 + 5200 + 1);
	assert_int_equal(index_article(reader, before.hits[5].record.article, arena, &records, &err), 2);
	assert_int_equal(count(directory, "alpha"), 5600);
	assert_true(is_sound(directory));
	index_close(reader);
	arena_free(arena);
}

/* ---- readers beside a writer ---- */

/* One query with its records; the passages of each article found must all be there. */
static void read_beside(struct index_reader *reader)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct search search = { .match = match_term(word_term(span_of("alpha"), arena), arena), .limit = 3 };
	struct record *records;
	struct found found;

	index_search(reader, &search, arena, &found, &err);
	assert_string_equal(err.text, "");
	for (size_t i = 0; i < found.hit_count; i++) {
		size_t passages = index_article(reader, found.hits[i].record.article, arena, &records, &err);

		assert_string_equal(err.text, "");
		assert_true(passages == 0 || passages == records[0].passage_count);
	}
	arena_free(arena);
}

static void readers_never_fail_because_somebody_writes(void **state)
{
	const char *directory = *state;
	struct error err = { 0 };
	struct index_reader *reader;
	int status = 0, reads = 0;
	pid_t child;

	index_writer_close(open_writer(directory));
	child = fork();
	if (child == 0)
		_exit(write_until_stopped(directory, 0));
	reader = index_open(&directory, 1, &err);
	assert_non_null(reader);
	while (waitpid(child, &status, WNOHANG) == 0) {
		read_beside(reader);
		reads++;
	}
	assert_int_equal(WEXITSTATUS(status), STATUS_OK);
	assert_true(reads > 0);
	index_close(reader);
	assert_int_equal(count(directory, "alpha"), 3000);
}

/* ---- records ---- */

static void records_survive_the_trip_and_show_damage(void **state)
{
	struct arena *arena = arena_new();
	struct record_person person = { true, 3, 4, { "Aman", 4 }, { "aman", 4 } };
	struct record_date day = { false, 7, 8, { 18994, 18994, DATE_DAY, true }, { "2022-01-02", 10 } };
	struct record in = {
		.article = "0123456789abcdef", .number = 7, .passage_count = 9, .title = { "T", 1 }, .text = { "text", 4 },
		.sha256 = { "00ff", 4 }, .from_byte = 1ull << 40, .date = { DAY_OPEN_FROM, 5, DATE_RANGE, false },
		.persons = &person, .person_count = 1, .dates = &day, .date_count = 1, .origin = ORIGIN_HEADING,
	};
	struct buf bytes = BUF_INIT(RECORD_BYTES_MOST);
	struct error err = { 0 };
	struct record out;

	record_write(&in, span_of("made"), &bytes);
	record_read(buf_span(&bytes), arena, &out, &err);
	assert_string_equal(err.text, "");
	assert_string_equal(out.id, "0123456789abcdef.7");
	assert_true(span_is(out.text, "text") && span_is(out.sha256, "00ff") && out.from_byte == 1ull << 40);
	assert_true(date_equal(out.date, in.date) && out.origin == ORIGIN_HEADING);
	assert_true(out.persons[0].in_heading && span_is(out.persons[0].key, "aman"));
	assert_true(out.dates[0].at_byte == 7 && out.dates[0].date.approximate && span_is(out.dates[0].timex, "2022-01-02"));
	assert_true(span_is(record_made(buf_span(&bytes)), "made"));
	for (size_t i = 0; i < bytes.bytes; i++) {
		struct error damage = { 0 };

		bytes.at[i] ^= 0x10;
		record_read(buf_span(&bytes), arena, &out, &damage);
		assert_int_equal(damage.status, STATUS_INDEX);
		assert_int_equal(out.text.bytes, 0);
		bytes.at[i] ^= 0x10;
	}
	for (size_t i = 0; i < bytes.bytes; i++) {
		struct error damage = { 0 };

		record_read(span_make(bytes.at, i), arena, &out, &damage);
		assert_int_equal(damage.status, STATUS_INDEX);
	}
	buf_release(&bytes);
	arena_free(arena);
	(void)state;
}

/* Texts that Xapian 1.4 and 2.1 write and then cannot read: see record.c. */
static void long_repeating_texts_can_be_read_again(void **state)
{
	struct gazetteer *gazetteer = fabric_gazetteer();
	struct index_writer *writer = open_writer(*state);
	struct arena *arena = arena_new();
	struct error err = { 0 };
	const char *directory = *state;
	struct index_reader *reader;
	struct search search = { .match = match_new(MATCH_ALL, arena), .limit = 1000 };
	struct found found;

	for (size_t n = 0; n < 500; n++) {
		char own[16];
		size_t bytes = 7600 + n % 250 * 4 + n / 250 * 8192;
		char *text = arena_alloc(arena, bytes + 1);
		struct fabric_article row = { own, "wire", "x", "", { { "", text, "en", "", NULL, NULL } } };

		memset(text, 'x', bytes);
		snprintf(own, sizeof(own), "n%zu", n);
		fabric_put(writer, &row, gazetteer);
	}
	commit_and_close(writer);
	reader = index_open(&directory, 1, &err);
	index_search(reader, &search, arena, &found, &err);
	assert_string_equal(err.text, "");
	assert_int_equal(found.hit_count, 500);
	index_close(reader);
	arena_free(arena);
	gazetteer_close(gazetteer);
}

/* Damages the table of records somewhere in every block. */
static void damage(const char *directory, size_t at)
{
	char path[256];
	struct buf bytes = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/segment-1/docdata.glass", directory);
	file_read(path, &bytes, &err);
	for (size_t i = at; i < bytes.bytes; i += 8192)
		bytes.at[i] ^= 0x55;
	file_write(path, buf_span(&bytes), &err);
	assert_string_equal(err.text, "");
	buf_release(&bytes);
}

static void damage_is_found_and_never_shown(void **state)
{
	struct buf report = BUF_INIT(BUF_TEXT_MOST);
	struct arena *arena = arena_new();
	const char *directory = *state;
	struct search search = { .match = match_new(MATCH_ALL, arena), .limit = 10000 };
	struct index_reader *reader;
	struct error err = { 0 };
	struct found found;

	assert_int_equal(write_until_stopped(directory, 0), STATUS_OK);
	damage(directory, 7000);
	reader = index_open(&directory, 1, &err);
	index_search(reader, &search, arena, &found, &err);
	assert_int_equal(err.status, STATUS_INDEX);
	index_close(reader);
	err = (struct error){ 0 };
	assert_false(index_check(directory, &report, &err));
	assert_true(report.bytes > 0);
	buf_release(&report);
	arena_free(arena);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

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
		CASE(a_full_disk_loses_nothing_that_was_done),
		CASE(a_killed_writer_leaves_a_sound_index),
		CASE(a_first_segment_that_was_cut_is_made_again),
		CASE(packed_tables_take_the_place_of_the_others),
		CASE(readers_never_fail_because_somebody_writes),
		CASE(records_survive_the_trip_and_show_damage),
		CASE(long_repeating_texts_can_be_read_again),
		CASE(damage_is_found_and_never_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
