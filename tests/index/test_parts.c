/* Tests what lies beside Xapian's tables: texts, values, rows of words, and phrases looked for in them. */
#include "texts.h"

#include "dateline/file.h"
#include "index/part/graves.h"
#include "index/part/part.h"
#include "index/phrase.h"

/* Changes one byte of a file, or with `to` 0 cuts the file at it. */
static void spoil(const char *directory, const char *name, size_t at_byte, char to)
{
	struct buf bytes = BUF_INIT(BUF_TEXT_MOST);
	struct error err = { 0 };
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file_read(path, &bytes, &err);
	assert_true(at_byte < bytes.bytes);
	if (to)
		bytes.at[at_byte] = (char)(bytes.at[at_byte] ^ to);
	else
		bytes.bytes = at_byte;
	file_write(path, buf_span(&bytes), &err);
	assert_string_equal(err.text, "");
	buf_release(&bytes);
}

/* ---- texts ---- */

#define ITEMS 3000

static struct span item_at(uint32_t i, struct arena *arena)
{
	if (i == 777) {
		char *big = arena_alloc(arena, 100000);

		memset(big, 'b', 100000);
		return span_make(big, 100000);
	}
	return i % 100 == 50 ? span_of("") : arena_printf(arena, "item %u of so many, some of them alike", i % 900);
}

static void write_vault(const char *directory, struct arena *arena)
{
	struct error err = { 0 };
	struct vault_writer *writer = vault_begin(directory, &err);

	for (uint32_t i = 1; i <= ITEMS; i++)
		vault_add(writer, item_at(i, arena), &err);
	vault_finish(writer, &err);
	vault_writer_free(writer);
	assert_string_equal(err.text, "");
}

static void texts_come_back_in_any_order(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct vault *vault;

	write_vault(*state, arena);
	vault = vault_open(*state, &err);
	assert_string_equal(err.text, "");
	assert_true(vault_is_sound(vault));
	for (uint32_t i = 0; i < ITEMS; i++) {
		uint32_t docid = i * 1237 % ITEMS + 1;

		assert_true(span_equal(vault_get(vault, docid, &err), item_at(docid, arena)));
	}
	assert_null(vault_get(vault, ITEMS + 1, &err).at);
	assert_null(vault_get(vault, 0, &err).at);
	assert_string_equal(err.text, "");
	vault_close(vault);
	arena_free(arena);
}

static void a_damaged_text_is_never_shown(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct vault *vault;
	int shown = 0;

	write_vault(*state, arena);
	spoil(*state, "texts", 300, 0x10);
	vault = vault_open(*state, &err);
	assert_string_equal(err.text, "");
	assert_false(vault_is_sound(vault));
	for (uint32_t i = 1; i <= ITEMS; i++) {
		struct error one = { 0 };
		struct span item = vault_get(vault, i, &one);

		assert_true(one.status == STATUS_INDEX || span_equal(item, item_at(i, arena)));
		shown += one.status == STATUS_OK;
	}
	assert_true(shown > 0 && shown < ITEMS);
	vault_close(vault);
	spoil(*state, "texts", 5000, 0);
	vault = vault_open(*state, &err);
	assert_null(vault);
	assert_int_equal(err.status, STATUS_INDEX);
	arena_free(arena);
}

/* ---- values ---- */

static void values_are_numbered_in_their_order(void **state)
{
	static const char *const words[] = { "pear", "apple", "fig", "apple", "", "zoo", "fig" };
	struct columns_maker *maker = columns_maker_new();
	struct error err = { 0 };
	const struct column *column;
	struct columns *columns;

	for (uint32_t i = 0; i < COUNT(words); i++)
		columns_add(maker, i + 1, 7, span_of(words[i]));
	columns_write(maker, COUNT(words), *state, &err);
	columns_maker_free(maker);
	columns = columns_open(*state, &err);
	assert_string_equal(err.text, "");
	assert_true(columns_are_sound(columns));
	assert_null(columns_find(columns, 6));
	column = columns_find(columns, 7);
	assert_int_equal(column->value_count, 4);
	for (uint32_t i = 0; i < COUNT(words); i++)
		assert_true(span_is(column_value(column, column_number(column, i + 1)), words[i]));
	assert_true(column_number(column, 2) < column_number(column, 3));
	assert_int_equal(column_number(column, 0) + column_number(column, 8), 0);
	assert_int_equal(column->counts[column_find(column, span_of("fig"))], 2);
	assert_int_equal(column->firsts[column_find(column, span_of("fig"))], 3);
	assert_int_equal(column_find(column, span_of("figs")), 0);
	assert_int_equal(column_rank(column, span_of("b")), column_find(column, span_of("fig")));
	assert_int_equal(column_rank(column, span_of("zz")), 5);
	columns_close(columns);
	spoil(*state, "columns", 40, 0x40);
	columns = columns_open(*state, &err);
	assert_true(!columns || !columns_are_sound(columns));
	columns_close(columns);
}

static void graves_are_kept_with_a_checksum(void **state)
{
	struct buf list = BUF_INIT(1000), back = BUF_INIT(1000);
	struct error err = { 0 };
	struct unpack from;
	struct grave grave;

	graves_read(*state, &back, &err);
	assert_int_equal(back.bytes, 0);
	grave_add(&list, (struct grave){ 3, 70000, 2 });
	grave_add(&list, (struct grave){ 5, 1, 1 });
	graves_write(*state, buf_span(&list), &err);
	graves_read(*state, &back, &err);
	assert_string_equal(err.text, "");
	from = (struct unpack){ back.at, back.at + back.bytes, true };
	assert_true(grave_take(&from, &grave) && grave.part == 3 && grave.first == 70000 && grave.count == 2);
	assert_true(grave_take(&from, &grave) && grave.part == 5);
	assert_false(grave_take(&from, &grave));
	spoil(*state, "graves", 9, 1);
	graves_read(*state, &back, &err);
	assert_int_equal(err.status, STATUS_INDEX);
	buf_release(&list);
	buf_release(&back);
}

/* ---- phrases ---- */

static void words_stand_in_a_window_or_not(void **state)
{
	static const struct {
		const char *places;     /* of each kid: "1 5|2|9" */
		bool in_order;
		uint32_t window;
		bool holds;
		const char *why;
	} rows[] = {
		{ "1|2", true, 2, true, "side by side" },
		{ "2|1", true, 2, false, "the wrong way round" },
		{ "2|1", false, 2, true, "which NEAR does not mind" },
		{ "1 7|3 8", true, 2, true, "the second place of each" },
		{ "1|3", true, 2, false, "a word between" },
		{ "1|3", true, 3, true, "a window of three" },
		{ "1|2|3", true, 3, true, "three in a row" },
		{ "1|3|2", true, 3, false, "three out of order" },
		{ "1|3|2", false, 3, true, "three in any order" },
		{ "4|4", false, 5, false, "one place is no two words" },
		{ "4 6|4", false, 5, true, "the other one gives way" },
		{ "1 4|1 4|9", false, 9, true, "two that share places" },
		{ "1|", true, 5, false, "a word that is not there" },
		{ "1 2 3|4 5 6|6", false, 6, true, "the middle one is moved" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t places[4][8];
		struct phrase_kid kids[4] = { { .places = places[0] } };
		struct phrase phrase = { rows[i].in_order, rows[i].window, kids, 1 };

		for (const char *at = rows[i].places; *at; at++) {
			struct phrase_kid *kid = &kids[phrase.count - 1];

			if (*at == '|') {
				kids[phrase.count] = (struct phrase_kid){ .places = places[phrase.count] };
				phrase.count++;
			} else if (*at != ' ') {
				places[phrase.count - 1][kid->place_count++] = (uint32_t)(*at - '0');
			}
		}
		if (phrase_holds(&phrase) == rows[i].holds)
			continue;
		wrong++;
		print_error("%s: %s\n", rows[i].places, rows[i].why);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* A word that shares its sixteen bits with `word`. */
static const char *twin_of(const char *word, char twin[32])
{
	uint16_t token = stream_token(span_of(word));

	for (unsigned i = 0;; i++) {
		snprintf(twin, 32, "zz%u", i);
		if (stream_token(span_of(twin)) == token)
			return twin;
	}
}

/* Articles enough for a load, the last ones with texts worth asking for. */
static void fill(const char *index, bool as_load, const char *const *texts, unsigned count)
{
	struct error err = { 0 };
	struct index_writer *writer = index_writer_open(index, false, &err);

	for (unsigned i = 0; i < (as_load ? 1600u : 10u); i++)
		put_text(writer, i + 100, "filling that says nothing");
	for (unsigned i = 0; i < count; i++)
		put_text(writer, i, texts[i]);
	index_writer_commit(writer, &err);
	index_writer_close(writer);
	assert_string_equal(err.text, "");
}

static void phrases_are_found_beside_and_in_xapian(void **state)
{
	char alpha_twin[32], beta_twin[32], texts[5][120];
	const char *const list[] = { texts[0], texts[1], texts[2], texts[3], texts[4] };

	twin_of("alpha", alpha_twin);
	twin_of("beta", beta_twin);
	snprintf(texts[0], sizeof(texts[0]), "alpha beta gamma");
	snprintf(texts[1], sizeof(texts[1]), "beta alpha and gamma");
	snprintf(texts[2], sizeof(texts[2]), "%s beta then alpha", alpha_twin);
	snprintf(texts[3], sizeof(texts[3]), "alpha %s not beta", beta_twin);
	snprintf(texts[4], sizeof(texts[4]), "ends with one word");
	for (int as_load = 0; as_load < 2; as_load++) {
		const struct { enum match_kind kind; uint32_t window; const char *words; bool in_title; uint32_t found; } rows[] = {
			{ MATCH_PHRASE, 2, "alpha beta", false, 1 },
			{ MATCH_PHRASE, 2, "beta alpha", false, 1 },
			{ MATCH_NEAR, 2, "alpha beta", false, 2 },
			{ MATCH_NEAR, 4, "alpha beta", false, 4 },
			{ MATCH_ORDERED, 3, "alpha gamma", false, 2 },
			{ MATCH_PHRASE, 2, "heading ends", false, as_load ? 1605 : 15 },
			{ MATCH_PHRASE, 2, "ends ends", false, 0 },
			{ MATCH_NEAR, 100, "heading word", false, 0 },
			{ MATCH_PHRASE, 3, "alpha in title", true, as_load ? 1605 : 15 },
			{ MATCH_PHRASE, 2, "title alpha", true, 0 },
		};
		char index[300];
		const char *path = index;
		struct error err = { 0 };
		struct index_reader *reader;
		int wrong = 0;

		snprintf(index, sizeof(index), "%s/%d", (char *)*state, as_load);
		fill(index, as_load, list, COUNT(list));
		reader = index_open(&path, 1, &err);
		for (size_t i = 0; i < COUNT(rows); i++) {
			uint32_t found = ask(reader, rows[i].kind, rows[i].window, rows[i].words, rows[i].in_title);

			if (found != rows[i].found && ++wrong)
				print_error("%s, load %d: %u\n", rows[i].words, as_load, found);
		}
		index_close(reader);
		assert_int_equal(wrong, 0);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(texts_come_back_in_any_order),
		CASE(a_damaged_text_is_never_shown),
		CASE(values_are_numbered_in_their_order),
		CASE(graves_are_kept_with_a_checksum),
		cmocka_unit_test(words_stand_in_a_window_or_not),
		CASE(phrases_are_found_beside_and_in_xapian),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
