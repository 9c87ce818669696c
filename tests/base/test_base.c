/* Tests the base: spans, buffers, packed numbers, arenas, maps, files. */
#include "cases.h"

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/file.h"
#include "dateline/map.h"

#include <stdlib.h>
#include <unistd.h>

static void cuts_and_trims_spans(void **state)
{
	struct span rest = span_of("a,,b");
	struct span piece = span_cut(&rest, ',');

	assert_true(span_is(piece, "a"));
	piece = span_cut(&rest, ',');
	assert_true(span_is(piece, ""));
	piece = span_cut(&rest, ',');
	assert_true(span_is(piece, "b"));
	assert_null(rest.at);
	assert_true(span_is(span_trim(span_of(" \t x y\r\n")), "x y"));
	assert_true(span_compare(span_of("ab"), span_of("abc")) < 0);
	assert_int_equal(span_find(span_of("январь"), span_of("вар")), 4);
	(void)state;
}

static void a_buffer_refuses_to_outgrow_its_limit(void **state)
{
	struct buf buf = BUF_INIT(10);

	buf_add_string(&buf, "12345");
	buf_add_string(&buf, "678901");
	assert_true(buf.overflowed);
	assert_true(span_is(buf_span(&buf), "12345"));
	buf_clear(&buf);
	buf_printf(&buf, "%d-%s", 7, "x");
	assert_true(span_is(buf_span(&buf), "7-x"));
	buf_release(&buf);
	(void)state;
}

static void packed_numbers_come_back(void **state)
{
	static const uint64_t numbers[] = { 0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX };
	static const char short_text[] = "\x05" "ab";
	struct buf buf = BUF_INIT(1024);
	struct unpack from;

	for (size_t i = 0; i < COUNT(numbers); i++)
		buf_add_number(&buf, numbers[i]);
	buf_add_counted(&buf, span_of("Тоқаев"));
	from = (struct unpack){ buf.at, buf.at + buf.bytes, true };
	for (size_t i = 0; i < COUNT(numbers); i++)
		assert_int_equal(unpack_number(&from), numbers[i]);
	assert_true(span_is(unpack_counted(&from), "Тоқаев"));
	assert_true(from.ok);
	unpack_number(&from);
	assert_false(from.ok);
	from = (struct unpack){ short_text, short_text + 3, true };
	assert_int_equal(unpack_counted(&from).bytes, 0);
	assert_false(from.ok);
	buf_release(&buf);
	(void)state;
}

static void an_arena_gives_zeroed_memory(void **state)
{
	struct arena *arena = arena_new();
	char *large = arena_alloc(arena, (size_t)9 << 20);
	int *list = NULL;
	size_t count = 0, room = 0;

	assert_int_equal(large[(9 << 20) - 1], 0);
	for (int i = 0; i < 1000; i++)
		ARENA_PUSH(arena, list, count, room) = i;
	assert_int_equal(list[999], 999);
	assert_true(span_is(arena_printf(arena, "%s-%d", "a", 5), "a-5"));
	arena_reset(arena);
	assert_int_equal(*(char *)arena_alloc(arena, 100), 0);
	arena_free(arena);
	(void)state;
}

static void a_map_finds_what_was_put(void **state)
{
	struct map *map = map_new();
	char key[16];
	bool is_new;

	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(key, sizeof(key), "k%u", i);
		map_put(map, span_of(key), i);
	}
	assert_int_equal(map_count(map), 5000);
	assert_int_equal(map_find(map, span_of("k4321"), 0), 4321);
	assert_int_equal(map_find(map, span_of("k5000"), 99), 99);
	assert_int_equal(*map_slot(map, span_of("k7"), 1, &is_new), 7);
	assert_false(is_new);
	assert_true(span_is(map_key_at(map, 12), "k12"));
	map_free(map);
	(void)state;
}

static void a_file_comes_back_and_its_faults_are_told(void **state)
{
	char directory[] = "/tmp/dateline-base-XXXXXX", path[64];
	struct buf buf = BUF_INIT(1024);
	struct error err = { 0 };

	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/a.txt", directory);
	file_write(path, span_of("text"), &err);
	file_read(path, &buf, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_true(span_is(buf_span(&buf), "text"));
	file_read(directory, &buf, &err);
	assert_int_equal(err.status, STATUS_IO);
	error_clear(&err);
	file_read("/tmp/dateline-no-such-file", &buf, &err);
	assert_int_equal(err.status, STATUS_IO);
	assert_string_equal(err.where, "/tmp/dateline-no-such-file");
	unlink(path);
	rmdir(directory);
	buf_release(&buf);
	(void)state;
}

static void digests_are_the_known_ones(void **state)
{
	char hex[SHA256_TEXT];

	sha256_hex(span_of("abc"), hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_and_trims_spans),
		cmocka_unit_test(a_buffer_refuses_to_outgrow_its_limit),
		cmocka_unit_test(packed_numbers_come_back),
		cmocka_unit_test(an_arena_gives_zeroed_memory),
		cmocka_unit_test(a_map_finds_what_was_put),
		cmocka_unit_test(a_file_comes_back_and_its_faults_are_told),
		cmocka_unit_test(digests_are_the_known_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
