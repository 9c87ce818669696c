/* Plays the example of every row of the name tables. */
#include "cases.h"

#include "dateline/name.h"
#include "names/ending.h"
#include "names/given.h"
#include "names/other.h"
#include "names/role.h"
#include "names/query.h"
#include "names/sound.h"

/* "form=nominative" as two folded words. */
static void halves(const char *example, struct arena *arena, struct span *form, struct span *nominative)
{
	struct span rest = span_of(example);

	*form = text_fold(span_cut(&rest, '='), arena);
	*nominative = text_fold(rest, arena);
}

static bool has_symbol(struct span folded, uint8_t symbol)
{
	struct sounds sounds;

	sounds_read(folded, &sounds);
	for (size_t i = 0; i < sounds.count; i++)
		if (sounds.at[i] == symbol)
			return true;
	return false;
}

static void letters_are_read_as_their_rows_say(void **state)
{
	static const struct { int line; const char *letters, *symbols, *example; } rows[] = {
#define ROW(line, script, where, letters, symbols, example, source) { line, letters, symbols, example },
#include "names/letters.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span rest = span_of(rows[i].symbols);

		while (rest.at) {
			struct span name = span_cut(&rest, ',');

			if (has_symbol(text_fold(span_of(rows[i].example), arena), symbol_find(name)))
				continue;
			wrong++;
			print_error("letters.tsv:%d: %s has no %.*s\n", rows[i].line, rows[i].example, (int)name.bytes, name.at);
		}
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void every_symbol_stands_in_its_example(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < symbol_count(); i++) {
		const struct symbol *symbol = symbol_get((uint8_t)i);

		if (has_symbol(text_fold(span_of(symbol->example), arena), (uint8_t)i))
			continue;
		wrong++;
		print_error("sounds.tsv: %s has no %s\n", symbol->example, symbol->name);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static bool ending_gives(const struct ending *ending, struct span form, struct span nominative)
{
	struct span rest = span_of(ending->languages);
	char lang[16];
	struct span first = span_cut(&rest, ',');
	struct stems stems;

	snprintf(lang, sizeof(lang), "%.*s", (int)first.bytes, first.at);
	stems_read(form, lang, &stems);
	for (size_t i = 0; i < stems.count; i++)
		if (span_equal(stem_text(&stems, i), nominative))
			return true;
	return false;
}

static void endings_are_undone(void **state)
{
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < ending_count(); i++) {
		const struct ending *ending = ending_get(i);
		struct span form, nominative;

		halves(ending->example, arena, &form, &nominative);
		if (ending_gives(ending, form, nominative))
			continue;
		wrong++;
		print_error("endings.tsv: -%s (%s) does not make %s\n", ending->ending, ending->languages, ending->example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void spellings_of_a_given_name_meet(void **state)
{
	static const struct { int line; const char *example; } rows[] = {
#define ROW(line, name, gender, spellings, kin, brief, example, source) { line, example },
#include "names/given.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span one, other;
		struct givens a, b;

		halves(rows[i].example, arena, &one, &other);
		given_find(one, &a);
		given_find(other, &b);
		if (givens_meet(&a, &b) == GIVEN_SAME)
			continue;
		wrong++;
		print_error("given.tsv:%d: %s do not meet\n", rows[i].line, rows[i].example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void patronymics_lead_to_the_father(void **state)
{
	static const struct { int line; const char *gender, *example; } rows[] = {
#define ROW(line, script, ending, gender, father, example, source) { line, gender, example },
#include "names/patronymics.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct span form, father;
		struct patronymic patronymic;
		struct givens fathers;

		halves(rows[i].example, arena, &form, &father);
		given_find(father, &fathers);
		if (patronymic_read(form, &patronymic) && patronymic.gender == rows[i].gender[0] &&
		    (fathers.count == 0 || givens_meet(&fathers, &patronymic.fathers) == GIVEN_SAME))
			continue;
		wrong++;
		print_error("patronymics.tsv:%d: %s\n", rows[i].line, rows[i].example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void words_that_are_no_names_are_known(void **state)
{
	static const struct { int line; const char *kind, *example; } rows[] = {
#define ROW(line, word, kind, example, source) { line, kind, example },
#include "names/others.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (other_find(text_fold(span_of(rows[i].example), arena)) != OTHER_NONE)
			continue;
		wrong++;
		print_error("others.tsv:%d: %s\n", rows[i].line, rows[i].example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void surnames_are_known_by_their_look(void **state)
{
	static const struct { const char *example, *alone; } looks[] = {
#define ROW(line, ending, alone, example, source) { example, alone },
#include "names/surnames.tsv.inc"
#undef ROW
	};
	static const struct { const char *gender, *example; } genders[] = {
#define ROW(line, ending, gender, example, source) { gender, example },
#include "names/genders.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(looks); i++) {
		struct span folded = text_fold(span_of(looks[i].example), arena);

		if (surname_by_look(folded) && (looks[i].alone[0] != 'y' || surname_alone_by_look(folded)))
			continue;
		wrong++;
		print_error("surnames.tsv: %s\n", looks[i].example);
	}
	for (size_t i = 0; i < COUNT(genders); i++) {
		if (surname_gender(text_fold(span_of(genders[i].example), arena)) == genders[i].gender[0])
			continue;
		wrong++;
		print_error("genders.tsv: %s\n", genders[i].example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void kazakh_first_names_are_known_by_their_look(void **state)
{
	static const struct { int line; const char *example; } rows[] = {
#define ROW(line, ending, example, source) { line, example },
#include "names/given_ends.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (given_by_look(text_fold(span_of(rows[i].example), arena)))
			continue;
		wrong++;
		print_error("given_ends.tsv:%d: %s\n", rows[i].line, rows[i].example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void titles_are_known_in_their_cases(void **state)
{
	static const struct { int line; const char *kind, *lang, *example; } rows[] = {
#define ROW(line, title, kind, lang, endings, example, source) { line, kind, lang, example },
#include "names/roles.tsv.inc"
#undef ROW
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text text;
		size_t words;

		text_read(span_of(rows[i].example), arena, &text);
		if (strcmp(rows[i].kind, "title") == 0 ?
		    role_at(&text, 0, rows[i].lang, &words) == i + 1 && words == text.count :
		    role_goes_on(text.words[0].folded))
			continue;
		wrong++;
		print_error("roles.tsv:%d: %s\n", rows[i].line, rows[i].example);
	}
	arena_free(arena);
	assert_int_equal(wrong, 0);
	(void)state;
}

static void particles_may_be_left_out(void **state)
{
	static const struct { const char *word, *example; } rows[] = {
#define ROW(line, word, binds, example, source) { word, example },
#include "names/particles.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct name_word word;

		name_word_read(span_of(rows[i].word), NULL, &word);
		if (word.particle && name_match(span_of(rows[i].example), span_of(rows[i].example), NULL) > .5)
			continue;
		wrong++;
		print_error("particles.tsv: %s\n", rows[i].word);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_are_read_as_their_rows_say),
		cmocka_unit_test(every_symbol_stands_in_its_example),
		cmocka_unit_test(endings_are_undone),
		cmocka_unit_test(spellings_of_a_given_name_meet),
		cmocka_unit_test(patronymics_lead_to_the_father),
		cmocka_unit_test(words_that_are_no_names_are_known),
		cmocka_unit_test(surnames_are_known_by_their_look),
		cmocka_unit_test(kazakh_first_names_are_known_by_their_look),
		cmocka_unit_test(titles_are_known_in_their_cases),
		cmocka_unit_test(particles_may_be_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
