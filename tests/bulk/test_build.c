/* Tests the door of the bulk builder: what it refuses, what a cut leaves, and the parts it is made of. */
#include "cases.h"
#include "program.h"

#include "bulk/collection.h"

#include "dateline/file.h"
#include "index/bulk/glossary.h"
#include "index/bulk/pack.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct place_of_test {
	char *directory;
	char index[128], building[160];
};

static struct place_of_test place_make(void)
{
	struct place_of_test place = { .directory = program_directory() };

	snprintf(place.index, sizeof(place.index), "%s/index", place.directory);
	snprintf(place.building, sizeof(place.building), "%s.new", place.index);
	return place;
}

static uint32_t documents_in(const char *directory, struct error *err)
{
	struct xap_reader *reader = xap_reader_open(&(struct xap_place){ directory, 0, 1 }, 1, err);
	uint32_t count = xap_reader_document_count(reader, err);

	xap_reader_close(reader);
	return count;
}

static char long_term[400];

static void refuses_what_xapian_does_not_take(void **state)
{
	static const char zeros[130] = { 0 };
	const struct {
		const char *why;
		uint32_t docid;
		struct xap_term term;
		struct xap_value value;
	} rows[] = {
		{ "a term without bytes", 5, { { "", 0 }, 0, 0 }, { 0, { "v", 1 } } },
		{ "a term of 246 bytes", 5, { { long_term, 246 }, 0, 0 }, { 0, { "v", 1 } } },
		{ "a term of 123 zeros, which take two bytes each", 5, { { zeros, 123 }, 0, 0 }, { 0, { "v", 1 } } },
		{ "the slot that stands for none", 5, { { "t", 1 }, 1, 1 }, { UINT32_MAX, { "v", 1 } } },
		{ "a docid again", 4, { { "t", 1 }, 1, 1 }, { 0, { "v", 1 } } },
		{ "a docid that falls", 3, { { "t", 1 }, 1, 1 }, { 0, { "v", 1 } } },
		{ "docid 0", 0, { { "t", 1 }, 1, 1 }, { 0, { "v", 1 } } },
	};
	const struct xap_term good = { { "good", 4 }, 1, 1 };
	const struct xap_document taken = { .terms = &good, .term_count = 1 };
	struct place_of_test place = place_make();
	struct error err = { 0 };
	struct bulk *bulk = bulk_begin(place.index, NULL, &err);
	int wrong = 0;

	bulk_add(bulk, 4, &taken, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct xap_document refused = {
			.terms = &rows[i].term, .term_count = 1, .values = &rows[i].value, .value_count = 1, .data = { "data", 4 },
		};

		bulk_add(bulk, rows[i].docid, &refused, &err);
		if (err.status != STATUS_DATA && ++wrong)
			print_error("%s: status %d\n", rows[i].why, err.status);
		error_clear(&err);
	}
	bulk_set_note(bulk, span_make(long_term, 254), span_of("x"), &err);
	assert_int_equal(err.status, STATUS_DATA);
	error_clear(&err);
	bulk_add(bulk, 5, &taken, &err);
	bulk_finish(bulk, &err);
	assert_int_equal(documents_in(place.index, &err), 2);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(wrong, 0);
	program_remove(place.directory);
	(void)state;
}

static void an_index_without_documents_opens(void **state)
{
	struct place_of_test place = place_make();
	struct error err = { 0 };
	struct xap_writer *writer;
	const struct xap_term term = { { "first", 5 }, 1, 1 };
	const struct xap_document document = { .terms = &term, .term_count = 1 };

	bulk_finish(bulk_begin(place.index, NULL, &err), &err);
	assert_int_equal(documents_in(place.index, &err), 0);
	writer = xap_writer_open(place.index, &err);
	xap_writer_begin(writer, &err);
	xap_writer_add(writer, &document, &err);
	xap_writer_commit(writer, &err);
	xap_writer_close(writer);
	assert_int_equal(documents_in(place.index, &err), 1);
	assert_int_equal(err.status, STATUS_OK);
	program_remove(place.directory);
	(void)state;
}

static void leaves_alone_what_is_there(void **state)
{
	struct place_of_test place = place_make();
	struct error err = { 0 };
	struct bulk *first, *second;
	char path[200];

	first = bulk_begin(place.index, NULL, &err);
	assert_int_equal(err.status, STATUS_OK);
	second = bulk_begin(place.index, NULL, &err);
	assert_null(second);
	assert_int_equal(err.status, STATUS_BUSY);
	error_clear(&err);
	bulk_cancel(first);
	assert_false(file_is_directory(place.building));
	file_make_directories(place.index, &err);
	snprintf(path, sizeof(path), "%s/letter.txt", place.index);
	file_write(path, span_of("mine"), &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_null(bulk_begin(place.index, NULL, &err));
	assert_int_equal(err.status, STATUS_IO);
	assert_int_equal(access(path, F_OK), 0);
	program_remove(place.directory);
	(void)state;
}

/* Builds in a child that is killed after a while; then the next build must find
 * its way, and what is called the index must be whole or not there. */
static void a_killed_build_leaves_no_index(void **state)
{
	static const struct collection many = { "killed", 11, 900, 2000, 40, 4, 20, 300, 0, { .memory = 100000 } };
	static const struct collection few = { "after it", 12, 10, 20, 10, 2, 10, 50, 0, { 0 } };
	int wrong = 0;

	for (long wait = 500; wait < 200000; wait = wait * 3 / 2) {
		struct timespec nap = { .tv_nsec = wait * 1000 };
		struct place_of_test place = place_make();
		struct error err = { 0 };
		pid_t child = fork();

		if (child == 0) {
			build_in_bulk(&many, place.index, &err);
			_exit(0);
		}
		nanosleep(&nap, NULL);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		if (file_is_directory(place.index)) {
			wrong += documents_in(place.index, &err) != many.documents;
		} else {
			build_in_bulk(&few, place.index, &err);
			wrong += documents_in(place.index, &err) != few.documents;
		}
		if (err.status != STATUS_OK && ++wrong)
			print_error("killed after %ld us: %s %s\n", wait, err.where, err.text);
		wrong += file_is_directory(place.building);
		program_remove(place.directory);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* A file that cannot grow any more stands for a full disk. */
static void a_full_disk_leaves_nothing(void **state)
{
	static const struct collection many = { "full", 13, 900, 2000, 40, 4, 20, 300, 0, { .memory = 100000 } };
	int wrong = 0;

	for (rlim_t most = 1000; most < 3000000; most *= 3) {
		struct place_of_test place = place_make();
		struct error err = { 0 };
		struct rlimit before, full;

		getrlimit(RLIMIT_FSIZE, &before);
		full = (struct rlimit){ most, before.rlim_max };
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &full);
		build_in_bulk(&many, place.index, &err);
		setrlimit(RLIMIT_FSIZE, &before);
		if (file_is_directory(place.index) != (err.status == STATUS_OK) || file_is_directory(place.building)) {
			wrong++;
			print_error("%lu bytes: status %d %s\n", (unsigned long)most, err.status, err.text);
		}
		program_remove(place.directory);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* Xapian's own reader would not come to the end of these if they were deflated. */
static void long_repetitions_are_read_back(void **state)
{
	static const size_t sizes[] = { 8192, 8193, 8200, 8300, 8650, 16384, 16500, 24700, 100000 };
	struct place_of_test place = place_make();
	struct error err = { 0 };
	struct bulk *bulk = bulk_begin(place.index, NULL, &err);
	struct arena *arena = arena_new();
	char *same = arena_alloc(arena, 100000);
	struct xap_reader *reader;
	int wrong = 0;

	memset(same, 'x', 100000);
	for (uint32_t i = 0; i < COUNT(sizes); i++)
		bulk_add(bulk, i + 1, &(struct xap_document){ .data = span_make(same, sizes[i]) }, &err);
	bulk_finish(bulk, &err);
	reader = xap_reader_open(&(struct xap_place){ place.index, 0, 1 }, 1, &err);
	for (uint32_t i = 0; i < COUNT(sizes); i++) {
		struct span data = xap_reader_data(reader, i + 1, arena, &err);

		if (span_equal(data, span_make(same, sizes[i])) && err.status == STATUS_OK)
			continue;
		wrong++;
		print_error("%zu bytes: %s\n", sizes[i], err.text);
		error_clear(&err);
	}
	xap_reader_close(reader);
	assert_int_equal(wrong, 0);
	arena_free(arena);
	program_remove(place.directory);
	(void)state;
}

static void packed_numbers_sort_as_numbers_do(void **state)
{
	static const uint32_t numbers[] = { 0, 1, 255, 256, 32767, 32768, 65536, 4194303, 4194304, 536870911, 536870912,
					    UINT32_MAX };
	uint8_t before[PACK_SORTING_MOST], now[PACK_SORTING_MOST];
	struct span last = { NULL, 0 };

	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct span packed = span_between(now, pack_sorting(now, numbers[i]));

		assert_true(span_compare(last, packed) < 0);
		memcpy(before, now, packed.bytes);
		last = span_make((const char *)before, packed.bytes);
	}
	(void)state;
}

static void a_glossary_numbers_and_sorts_terms(void **state)
{
	struct error err = { 0 };
	struct arena *arena = arena_new();
	struct glossary glossary;
	struct glossary_key *keys, *scratch;
	size_t count;

	glossary_init(&glossary, &err);
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 20000; i++) {
			struct span term = term_at(i, arena);
			uint32_t number = glossary_add(&glossary, term, glossary_hash(&glossary, term));

			assert_true(span_equal(glossary_text(&glossary, number), term));
		}
	count = glossary.count;
	assert_true(count > 10000 && count <= 20000);
	keys = arena_new_array(arena, struct glossary_key, count);
	scratch = arena_new_array(arena, struct glossary_key, count);
	for (uint32_t i = 0; i < count; i++)
		keys[i] = (struct glossary_key){ glossary.terms[i].front, i, 0 };
	glossary_sort(&glossary, keys, scratch, count);
	for (size_t i = 1; i < count; i++)
		assert_true(span_compare(glossary_text(&glossary, keys[i - 1].number),
					 glossary_text(&glossary, keys[i].number)) < 0);
	glossary_release(&glossary);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_what_xapian_does_not_take),
		cmocka_unit_test(an_index_without_documents_opens),
		cmocka_unit_test(leaves_alone_what_is_there),
		cmocka_unit_test(a_killed_build_leaves_no_index),
		cmocka_unit_test(a_full_disk_leaves_nothing),
		cmocka_unit_test(long_repetitions_are_read_back),
		cmocka_unit_test(packed_numbers_sort_as_numbers_do),
		cmocka_unit_test(a_glossary_numbers_and_sorts_terms),
	};

	memset(long_term, 'a', sizeof(long_term));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
