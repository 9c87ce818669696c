/* Tests what an index survives: a full disk, a kill, a cut, readers beside a writer, damage. */
#include "writing.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

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
	snprintf(version, sizeof(version), "dateline index %d\n", INDEX_VERSION);
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
	assert_true(is_there(directory, "segment-3") && !is_there(directory, "segment-1") && !is_there(directory, "segment-2"));
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
	struct record_date day = { false, 7, 8, { 18994, 18994, DATE_DAY, DATE_APPROXIMATE | DATE_UNCERTAIN },
				   { "2022-01-02", 10 } };
	struct record in = {
		.article = "0123456789abcdef", .number = 7, .passage_count = 9, .title = { "T", 1 }, .text = { "text", 4 },
		.sha256 = { "00ff", 4 }, .from_byte = 1ull << 40, .date = { DAY_OPEN_FROM, 5, DATE_RANGE, false },
		.persons = &person, .person_count = 1, .dates = &day, .date_count = 1, .origin = ORIGIN_HEADING,
		.confidence = CONFIDENCE_CERTAIN,
	};
	struct buf bytes = BUF_INIT(RECORD_BYTES_MOST), head = BUF_INIT(RECORD_BYTES_MOST), body = BUF_INIT(RECORD_BYTES_MOST);
	static const uint16_t tokens[] = { 1, 515 };
	struct error err = { 0 };
	struct stored stored;
	struct record out;

	record_write_head(&in, span_of("made"), &head);
	record_write_body(&in, &body);
	stored = (struct stored){ buf_span(&head), buf_span(&body), tokens, COUNT(tokens) };
	stored_pack(&stored, &bytes);
	assert_true(stored_unpack(buf_span(&bytes), arena, &stored));
	assert_true(stored.token_count == 2 && stored.tokens[1] == 515);
	record_read(stored.head, stored.body, arena, &out, &err);
	assert_string_equal(err.text, "");
	assert_string_equal(out.id, "0123456789abcdef.7");
	assert_true(span_is(out.text, "text") && span_is(out.sha256, "00ff") && out.from_byte == 1ull << 40);
	assert_true(date_equal(out.date, in.date) && out.origin == ORIGIN_HEADING && out.confidence == CONFIDENCE_CERTAIN);
	assert_true(out.persons[0].in_heading && span_is(out.persons[0].key, "aman"));
	assert_true(out.dates[0].at_byte == 7 && out.dates[0].date.approximate == (DATE_APPROXIMATE | DATE_UNCERTAIN) && span_is(out.dates[0].timex, "2022-01-02"));
	assert_true(span_is(record_made(stored.head), "made"));
	for (size_t i = 0; i < bytes.bytes; i++) {
		bytes.at[i] ^= 0x10;
		assert_false(stored_unpack(buf_span(&bytes), arena, &stored));
		bytes.at[i] ^= 0x10;
	}
	for (size_t i = 0; i < bytes.bytes; i++)
		assert_false(stored_unpack(span_make(bytes.at, i), arena, &stored));
	for (size_t i = 0; i < body.bytes; i++) {
		struct error damage = { 0 };

		record_read(buf_span(&head), span_make(body.at, i), arena, &out, &damage);
		assert_int_equal(damage.status, STATUS_INDEX);
		assert_int_equal(out.text.bytes, 0);
	}
	buf_release(&bytes);
	buf_release(&head);
	buf_release(&body);
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
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
