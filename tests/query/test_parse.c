/* Tests how queries are read: trees, and errors that point at their column. */
#include "cases.h"

#include "query/lex.h"
#include "query/tree.h"

#include "dateline/text.h"

#include <string.h>

static const char *name_of(const struct node *node)
{
	static const char *const names[] = {
		[NODE_ALL] = "all", [NODE_AND] = "and", [NODE_OR] = "or", [NODE_NOT] = "not", [NODE_WORD] = "word",
		[NODE_PREFIX] = "prefix", [NODE_PHRASE] = "phrase", [NODE_NEAR] = "near", [NODE_ORDERED] = "adj",
		[NODE_PERSON] = "person", [NODE_PLACE] = "place", [NODE_AROUND] = "around", [NODE_DATE] = "date",
		[NODE_PUBLISHED] = "published", [NODE_SOURCE] = "source", [NODE_LANG] = "lang",
	};

	return names[node->kind];
}

/* (and gas (not Aktau)): a word alone for itself, everything else with its name. */
static void write_tree(const struct node *node, struct buf *out)
{
	bool plain = node->kind == NODE_WORD && !node->exact && !node->in_title;

	if (plain) {
		buf_add_span(out, node->text);
		return;
	}
	buf_printf(out, "(%s%s%s", node->in_title ? "title-" : "", node->exact ? "=" : "", name_of(node));
	if (node->window)
		buf_printf(out, "/%u", node->window);
	if (node->kid_count == 0 && (node->text.bytes > 0 || node->is_range)) {
		buf_printf(out, " %.*s", (int)node->text.bytes, node->text.bytes ? node->text.at : "");
		buf_printf(out, "%s%.*s", node->is_range ? ".." : "", (int)node->to.bytes, node->to.bytes ? node->to.at : "");
	}
	for (size_t i = 0; i < node->kid_count; i++) {
		buf_add_string(out, " ");
		write_tree(node->kids[i], out);
	}
	buf_add_string(out, ")");
}

static void reads_queries_into_trees(void **state)
{
	static const struct { const char *query, *tree, *why; } rows[] = {
		{ "", "(all)", "an empty query" },
		{ "  \t ", "(all)", "white space" },
		{ "gas", "gas", "a word" },
		{ "gas prices", "(and gas prices)", "words are ANDed" },
		{ "gas AND prices", "(and gas prices)", "AND may be said" },
		{ "gas OR fuel price", "(or gas (and fuel price))", "AND binds closer than OR" },
		{ "(gas OR fuel) price", "(and (or gas fuel) price)", "brackets" },
		{ "gas -Aktau", "(and gas (not Aktau))", "a minus before a word" },
		{ "gas NOT Aktau", "(and gas (not Aktau))", "NOT" },
		{ "NOT NOT gas", "(not (not gas))", "NOT of NOT" },
		{ "-(gas OR oil)", "(not (or gas oil))", "a minus before a bracket" },
		{ "gas - prices", "(and gas prices)", "a lone dash says nothing" },
		{ "Усть-Каменогорск", "Усть-Каменогорск", "a hyphen inside a word is no minus" },
		{ "or and not near", "(and or and not near)", "small letters are words" },
		{ "\"state of emergency\"", "(phrase state of emergency)", "a phrase" },
		{ "«чрезвычайное положение»", "(phrase чрезвычайное положение)", "Russian quotation marks" },
		{ "“state of emergency”", "(phrase state of emergency)", "English quotation marks" },
		{ "„төтенше жағдай“", "(phrase төтенше жағдай)", "low quotation marks" },
		{ "demonstr*", "(prefix demonstr)", "a prefix" },
		{ "=Gas", "(=word Gas)", "exact" },
		{ "=\"Gas Prices\"", "(=phrase Gas Prices)", "an exact phrase" },
		{ "gas NEAR/5 price", "(near/5 gas price)", "NEAR" },
		{ "gas NEAR price", "(near/10 gas price)", "NEAR without a number" },
		{ "gas ADJ/3 price ADJ/3 rise", "(adj/3 gas price rise)", "a chain is one window" },
		{ "(gas OR fuel) NEAR/5 pri*", "(near/5 (or gas fuel) (prefix pri))", "ORs and prefixes in NEAR" },
		{ "a gas NEAR/5 price b", "(and a (near/5 gas price) b)", "NEAR binds closest" },
		{ "person:Токаев", "(person Токаев)", "a person" },
		{ "person:\"Карим Масимов\" gas", "(and (person Карим Масимов) gas)", "a name of two words" },
		{ "person:«Карим Масимов»", "(person Карим Масимов)", "a name in Russian marks" },
		{ "place:=Almaty", "(=place Almaty)", "a place alone" },
		{ "place:=\"West Kazakhstan\"", "(=place West Kazakhstan)", "= before quotation marks" },
		{ "date:2022-01-05", "(date 2022-01-05)", "a date" },
		{ "date:2022-01-01..2022-01-05", "(date 2022-01-01..2022-01-05)", "a period" },
		{ "date:2022..", "(date 2022..)", "open at the end" },
		{ "date:..2022", "(date ..2022)", "open at the start" },
		{ "date:2022-01-05/..", "(date 2022-01-05/..)", "EDTF's own open end" },
		{ "date:/2022-01-05", "(date /2022-01-05)", "an unknown beginning" },
		{ "after:2022 before:2023", "(and (date 2022..) (date ..2023))", "after and before" },
		{ "date:none", "(date none)", "undated" },
		{ "published:2025 source:vlast.kz lang:kk", "(and (published 2025) (source vlast.kz) (lang kk))", "fields" },
		{ "title:chronology title:\"January events\"", "(and (title-word chronology) (title-phrase January events))", "title" },
		{ "http://vlast.kz/a", "http://vlast.kz/a", "an address is no field" },
		{ "12:30", "12:30", "nor is a time" },
		{ "(date:2022)", "(date 2022)", "a bracket ends a value" },
		{ "((gas))", "gas", "brackets round brackets" },
		{ "gas OR oil OR coal", "(or gas oil coal)", "a chain of ORs is one" },
		{ "gas oil OR coal tar", "(or (and gas oil) (and coal tar))", "words side by side bind closer" },
		{ "gas AND oil OR coal", "(or (and gas oil) coal)", "and so does AND" },
		{ "gas (oil OR (coal tar))", "(and gas (or oil (and coal tar)))", "brackets in brackets" },
		{ "NOT gas", "(not gas)", "a NOT alone" },
		{ "-gas -oil", "(and (not gas) (not oil))", "two of them" },
		{ "NOT (gas OR oil) coal", "(and (not (or gas oil)) coal)", "NOT takes the bracket alone" },
		{ "gas AND NOT oil", "(and gas (not oil))", "AND before NOT" },
		{ "gas OR NOT oil", "(or gas (not oil))", "NOT in an OR" },
		{ "gas OR -oil", "(or gas (not oil))", "a minus in an OR" },
		{ "- gas", "gas", "a dash that stands apart, at the start" },
		{ "gas-oil", "gas-oil", "a minus inside a word" },
		{ "gas--oil", "gas--oil", "two of them" },
		{ "--gas", "(not (not gas))", "a minus before a minus" },
		{ "gas -\"state of emergency\"", "(and gas (not (phrase state of emergency)))", "a phrase taken away" },
		{ "-person:Токаев", "(not (person Токаев))", "a person taken away" },
		{ "-place:=Almaty", "(not (=place Almaty))", "a place alone taken away" },
		{ "NOT date:none", "(not (date none))", "the dated" },
		{ "person:Токаев OR place:Актау", "(or (person Токаев) (place Актау))", "fields in an OR" },
		{ "(person:\"A B\" OR place:C) -source:D", "(and (or (person A B) (place C)) (not (source D)))", "fields anywhere" },
		{ "title:газ OR газ", "(or (title-word газ) газ)", "the title or the text" },
		{ "title:=Газ", "(title-=word Газ)", "the title letter for letter" },
		{ "title:=\"January events\"", "(title-=phrase January events)", "and a phrase of it" },
		{ "-title:газ", "(not (title-word газ))", "and what it must not have" },
		{ "PERSON:Токаев Place:Актау", "(and (person Токаев) (place Актау))", "fields in any case" },
		{ "Reuters:gas", "Reuters:gas", "a capital and a colon are no field" },
		{ "газ:цена", "газ:цена", "nor are Cyrillic letters" },
		{ "date:«5 января 2022»", "(date 5 января 2022)", "a date in words" },
		{ "date:\"January 2022\"", "(date January 2022)", "in English" },
		{ "date:2022-01~", "(date 2022-01~)", "about" },
		{ "date:2022?", "(date 2022?)", "uncertain" },
		{ "date:2022-01/2022-03", "(date 2022-01/2022-03)", "a period of EDTF" },
		{ "date:2022-01 .. 2022-03", "(and (date 2022-01) .. 2022-03)", "spaces end a value; planning refuses the stops" },
		{ "date:\"2022-01 .. 2022-03\"", "(date 2022-01..2022-03)", "in quotation marks they do not" },
		{ "date:\"5 января 2022..7 января 2022\"", "(date 5 января 2022..7 января 2022)", "a period in words" },
		{ "published:2022..2023", "(published 2022..2023)", "a period of publication" },
		{ "before:\"5 января 2022\"", "(date ..5 января 2022)", "before a day in words" },
		{ "near:Aktau", "(around/100 Aktau)", "near a place" },
		{ "near:Aktau/200", "(around/200 Aktau)", "so many kilometres" },
		{ "near:\"Алма-Ата/50\"", "(around/50 Алма-Ата)", "of a name in quotation marks" },
		{ "-near:Aktau", "(not (around/100 Aktau))", "and far from it" },
		{ "person:Токаев NEAR/5 газ", "(near/5 (person Токаев) газ)", "a person near a word" },
		{ "газ ADJ/2 person:\"Карим Масимов\"", "(adj/2 газ (person Карим Масимов))", "a word before a person" },
		{ "=Gas NEAR/5 price", "(near/5 (=word Gas) price)", "a word letter for letter near another" },
		{ "gas NEAR/1 price NEAR/1 rise", "(near/1 gas price rise)", "a chain of NEAR" },
		{ "-gas NEAR/5 price", "(not (near/5 gas price))", "NEAR binds closer than a minus" },
		{ "gas OR oil NEAR/5 price", "(or gas (near/5 oil price))", "and than OR" },
		{ "NEAR", NULL, "NEAR alone" },
		{ "Near gas", "(and Near gas)", "not in capitals" },
		{ "nEAR/5", "nEAR/5", "nor with a number" },
		{ "\"gas OR oil\"", "(phrase gas OR oil)", "no operators in a phrase" },
		{ "\"a (b\"", "(phrase a (b)", "nor brackets" },
		{ "\"date:2022\"", "(phrase date:2022)", "nor fields" },
		{ "\"gas\"\"oil\"", "(and (phrase gas) (phrase oil))", "phrases without a space between" },
		{ "gas\"oil\"", "(and gas (phrase oil))", "a phrase ends a word" },
		{ "gas(oil)", "(and gas oil)", "and so does a bracket" },
		{ "=газ", "(=word газ)", "exact in Russian" },
		{ "=«Газ и цена»", "(=phrase Газ и цена)", "an exact phrase in Russian marks" },
		{ "-=Gas", "(not (=word Gas))", "exact, taken away" },
		{ "-gas*", "(not (prefix gas))", "three letters are enough for a star" },
		{ "-pric*", "(not (prefix pric))", "a prefix taken away" },
		{ "газ\xc2\xa0цена", "(and газ цена)", "a hard space is one" },
		{ "газ\u3000цена", "(and газ цена)", "and so is a wide one" },
		{ "(газ)(цена)", "(and газ цена)", "brackets side by side" },
		{ "a OR (b OR c)", "(or a (or b c))", "an OR in an OR" },
		{ "U.S. C++", "(and U.S. C++)", "signs inside words" },
		{ "№5 50%", "(and №5 50%)", "signs around numbers" },
		{ "@user #tag", "(and @user #tag)", "signs of the networks" },
		{ "O'Brien д’Артаньян", "(and O'Brien д’Артаньян)", "apostrophes" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf got = BUF_INIT(1 << 16);
		struct error err = { 0 };
		struct node *node = query_parse(span_of(rows[i].query), arena, &err);

		if (node)
			write_tree(node, &got);
		if (!rows[i].tree ? node != NULL : !node || !span_is(buf_span(&got), rows[i].tree)) {
			wrong++;
			print_error("%s: got %.*s %s %s (%s)\n", rows[i].query, (int)got.bytes, got.bytes ? got.at : "", err.where,
				    err.text, rows[i].why);
		}
		buf_release(&got);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void errors_point_at_the_column(void **state)
{
	static const struct { const char *query; int column; const char *says; } rows[] = {
		{ "gas (prices", 5, "never closed" },
		{ "gas) prices", 4, "never opened" },
		{ "цены \"на газ", 6, "never closed" },
		{ "gas OR", 7, "the end" },
		{ "OR gas", 1, "OR comes" },
		{ "gas OR OR fuel", 8, "OR comes" },
		{ "gas AND", 8, "the end" },
		{ "()", 2, "a closing bracket" },
		{ "NOT", 4, "the end" },
		{ "газ плас:Актау", 0, "" },
		{ "газ plase:Актау", 5, "no field is called plase" },
		{ "place: Aktau", 7, "right after the colon" },
		{ "place:\"\"", 7, "right after the colon" },
		{ "pr*", 1, "3 letters" },
		{ "*ace", 1, "only at the end" },
		{ "pri*es", 1, "only at the end" },
		{ "=gas*", 1, "do not go together" },
		{ "gas = price", 5, "= wants a word" },
		{ "gas NEAR/0 price", 5, "from 1 to 100" },
		{ "gas NEAR/x price", 5, "from 1 to 100" },
		{ "gas NEAR/101 price", 5, "from 1 to 100" },
		{ "NEAR/5 price", 1, "NEAR comes" },
		{ "a NEAR/5 b ADJ/5 c", 12, "the same operator" },
		{ "a NEAR/5 b NEAR/6 c", 12, "the same" },
		{ "\"gas price\" NEAR/5 rise", 1, "take words" },
		{ "rise NEAR/5 (gas price)", 14, "take words" },
		{ "aaa* bbb* ccc* ddd* eee*", 21, "more than 4" },
		{ "title:gas*", 1, "no *" },
		{ "rise NEAR/5 (gas OR person:Токаев)", 14, "ORs of plain words" },
		{ "rise NEAR/5 (gas OR =price)", 14, "ORs of plain words" },
		{ "rise NEAR/5 place:Актау", 13, "take words, person:NAME" },
		{ "gas NEAR/5", 11, "the end" },
		{ "gas ADJ/5 OR oil", 11, "OR comes" },
		{ "gas NEAR/5 -oil", 12, "" },
		{ "газ persn:Токаев", 5, "did you mean person:?" },
		{ "sorce:дала", 1, "did you mean source:?" },
		{ "газ tilte:x", 5, "did you mean title:?" },
		{ "xyz:abc", 1, "no field is called xyz: (person" },
		{ "person:=Токаев", 8, "person: takes none" },
		{ "date:=2022", 6, "date: takes none" },
		{ "after:2022..2023", 7, "after: takes one date" },
		{ "газ before:2022..", 12, "before: takes one date" },
		{ "=", 1, "= wants a word" },
		{ "=(gas)", 1, "= wants a word" },
		{ "газ (цена (рост)", 5, "never closed" },
		{ "газ цена)", 9, "never opened" },
		{ "«газ", 1, "never closed" },
		{ "place:\"Актау", 7, "never closed" },
		{ "person:", 8, "right after the colon" },
		{ "person:)", 8, "right after the colon" },
		{ "NOT OR gas", 5, "OR comes" },
		{ "NOT )", 5, "a closing bracket" },
		{ "gas NOT", 8, "the end" },
		{ "AND", 1, "AND comes" },
		{ "gas AND AND oil", 9, "AND comes" },
		{ "gas*oil", 1, "only at the end" },
		{ "ab*", 1, "3 letters" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = { 0 };
		char where[32] = "";

		query_parse(span_of(rows[i].query), arena, &err);
		if (rows[i].column > 0)
			snprintf(where, sizeof(where), "query:%d", rows[i].column);
		if (strcmp(err.where, where) == 0 && strstr(err.text, rows[i].says) &&
		    (err.status == STATUS_USAGE) == (rows[i].column > 0))
			continue;
		wrong++;
		print_error("%s: got %s %s, wanted %s %s\n", rows[i].query, err.where, err.text, where, rows[i].says);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

static void repeat(struct buf *out, const char *text, int times)
{
	for (int i = 0; i < times; i++)
		buf_add_string(out, text);
}

static void refuses_what_would_cost_too_much(void **state)
{
	static const struct { const char *start, *middle; int times; const char *end, *says; } rows[] = {
		{ "", "a ", 1001, "", "bytes" },
		{ "", "a ", 65, "", "more than 64 words" },
		{ "\"", "a ", 33, "\"", "a phrase of more than 32" },
		{ "", "(", 17, "a", "16 deep" },
		{ "", "-", 17, "a", "16 deep" },
		{ "", "NOT ", 17, "a", "16 deep" },
	};
	struct arena *arena = arena_new();
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf query = BUF_INIT(1 << 16);
		struct error err = { 0 };

		buf_add_string(&query, rows[i].start);
		repeat(&query, rows[i].middle, rows[i].times);
		buf_add_string(&query, rows[i].end);
		query_parse(buf_span(&query), arena, &err);
		if (err.status != STATUS_USAGE || !strstr(err.text, rows[i].says)) {
			wrong++;
			print_error("%s x %d: got %s\n", rows[i].middle, rows[i].times, err.text);
		}
		buf_release(&query);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
	(void)state;
}

/* Any bytes must give a tree or an error, never a crash: pieces of the grammar and
 * broken UTF-8 in 20,000 orders. */
static void survives_any_bytes(void **state)
{
	static const char *const pieces[] = { "gas", " ", "(", ")", "\"", "«", "»", "-", "NOT ", "OR ", "AND ", "NEAR/5 ", "ADJ ",
					      "=", "*", ":", "place:", "date:", "..", "/", "\xd0", "\xff", "газ", "\n", "“" };
	uint32_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		struct buf query = BUF_INIT(1 << 12);
		struct arena *arena = arena_new();
		struct error err = { 0 };
		struct node *node;

		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_string(&query, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		node = query_parse(buf_span(&query), arena, &err);
		assert_true((node != NULL) == (err.status == STATUS_OK));
		arena_free(arena);
		buf_release(&query);
	}
	(void)state;
}

static void prints_the_tree_with_its_notes(void **state)
{
	struct arena *arena = arena_new();
	struct buf out = BUF_INIT(1 << 12);
	struct error err = { 0 };
	struct node *node = query_parse(span_of("gas -place:=Aktau (a OR \"b c\")"), arena, &err);

	node->kids[0]->note = span_of("gas in 3 passages\n");
	query_print(node, &out);
	assert_string_equal(out.at, "AND\n  word gas\n    · gas in 3 passages\n  NOT\n    place alone Aktau\n  OR\n    word a\n"
				    "    phrase b c\n");
	buf_release(&out);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_queries_into_trees),
		cmocka_unit_test(errors_point_at_the_column),
		cmocka_unit_test(refuses_what_would_cost_too_much),
		cmocka_unit_test(survives_any_bytes),
		cmocka_unit_test(prints_the_tree_with_its_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
