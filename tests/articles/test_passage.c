/* Tests what passages promise whatever the layout: pieces traceable, long text cut, any bytes survived. */
#include "cases.h"

#include "articles/passage.h"

/* ---- what holds of every document ---- */

/* Pieces lie in the article and in their passage, say the same there, and rise. */
static void check_pieces(const struct document *document)
{
	struct span whole = document->article->text;

	for (size_t i = 0; i < document->passage_count; i++) {
		const struct passage *passage = &document->passages[i];

		assert_true(passage->piece_count > 0);
		for (size_t n = 0; n < passage->piece_count; n++) {
			const struct piece *piece = &passage->pieces[n];

			assert_true((size_t)piece->in_article + piece->bytes <= whole.bytes);
			assert_true((size_t)piece->in_passage + piece->bytes <= passage->text.bytes);
			assert_memory_equal(whole.at + piece->in_article, passage->text.at + piece->in_passage, piece->bytes);
			assert_true(n == 0 || piece->in_article > passage->pieces[n - 1].in_article);
		}
		assert_true(passage->heading.bytes == 0 ||
			    (passage->heading.at >= whole.at && passage->heading.at + passage->heading.bytes <= whole.at + whole.bytes));
	}
}

/* Every date of a passage lies in its heading or its text; those of the article rise. */
static void check_dates(const struct document *document)
{
	for (size_t i = 0; i < document->passage_count; i++) {
		const struct passage *passage = &document->passages[i];

		for (size_t n = 0; n < passage->date_count; n++) {
			struct span of = n < passage->heading_date_count ? passage->heading : passage->text;

			assert_true((size_t)passage->dates[n].at_byte + passage->dates[n].bytes <= of.bytes);
		}
	}
	for (size_t n = 1; n < document->all_date_count; n++)
		assert_true(document->all_dates[n].at_byte >= document->all_dates[n - 1].at_byte + document->all_dates[n - 1].bytes);
}

static void split(struct span text, const char *lang, struct arena *arena, struct document *out)
{
	struct article *article = arena_alloc(arena, sizeof(*article));

	article->text = text;
	memcpy(article->lang, lang, strlen(lang) + 1);
	passages_split(article, arena, out);
	check_pieces(out);
	check_dates(out);
}

/* ---- long text ---- */

static struct span repeated(const char *text, size_t bytes, struct arena *arena)
{
	size_t each = strlen(text), count = bytes / each + 1;
	char *out = arena_alloc(arena, count * each + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(out + i * each, text, each);
	return span_make(out, count * each);
}

static void a_long_paragraph_is_cut_at_sentences(void **state)
{
	struct arena *arena = arena_new();
	struct document document;

	split(repeated("The river rose and the mill stood still. ", 30000, arena), "en", arena, &document);
	assert_true(document.passage_count >= 8);
	for (size_t i = 0; i < document.passage_count; i++) {
		assert_true(span_starts(document.passages[i].text, "The river"));
		assert_true(document.passages[i].text.bytes <= PARAGRAPH_MOST * 2);
	}
	arena_free(arena);
	(void)state;
}

static void a_text_without_sentences_is_cut_too(void **state)
{
	struct arena *arena = arena_new();
	struct document document;

	split(repeated("вода ", 30000, arena), "ru", arena, &document);
	assert_true(document.passage_count >= 6);
	arena_free(arena);
	(void)state;
}

static void a_long_section_is_cut_at_paragraphs(void **state)
{
	struct arena *arena = arena_new();
	struct span body = repeated("Вода стояла у порога, и лодки привязывали к перилам.\n\n", 40000, arena);
	struct span text = arena_printf(arena, "Хроника паводка, 2017 год\n\n5 июня\n\n%.*s\n6 июня\n\nВода ушла за ночь, и стало тихо.\n",
					(int)body.bytes, body.at);
	struct document document;
	size_t of_first_day = 0;

	split(text, "ru", arena, &document);
	for (size_t i = 0; i < document.passage_count; i++) {
		char value[DATE_TEXT];

		date_print_edtf(document.passages[i].date, value);
		assert_int_equal(document.passages[i].origin, ORIGIN_HEADING);
		assert_string_equal(value, span_is(document.passages[i].heading, "5 июня") ? "2017-06-05" : "2017-06-06");
		assert_true(document.passages[i].text.bytes <= SECTION_MOST + 200);
		of_first_day += span_is(document.passages[i].heading, "5 июня");
	}
	assert_true(of_first_day >= 3);
	assert_int_equal(document.passage_count, of_first_day + 1);
	arena_free(arena);
	(void)state;
}

/* ---- hostile text ---- */

static void nothing_gives_no_passage(void **state)
{
	static const char *const texts[] = { "", "\n\n\n", " \t\r\n ", "***", "\xef\xbb\xbf", "— — —" };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct document document;

		split(span_of(texts[i]), "", arena, &document);
		assert_int_equal(document.passage_count, 0);
	}
	arena_free(arena);
	(void)state;
}

static void an_article_of_a_title_alone_is_one_passage(void **state)
{
	static const struct { const char *title, *text, *wanted; } rows[] = {
		{ "A flood in Otterby", "", "" },
		{ "A flood in Otterby", "A flood in Otterby", "A flood in Otterby" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct article article = { .title = span_of(rows[i].title), .text = span_of(rows[i].text), .lang = "en" };
		struct document document;

		passages_split(&article, arena, &document);
		assert_int_equal(document.passage_count, 1);
		assert_true(span_is(document.passages[0].text, rows[i].wanted));
		assert_string_equal(document.passages[0].lang, "en");
	}
	arena_free(arena);
	(void)state;
}

/* Bytes from a fixed generator, with line ends, digits and month names among them. */
static size_t noise(uint32_t *seed, char *out, size_t room)
{
	static const char *const bits[] = { "\n", "\n\n", "January ", "5 ", "5 января", ". ", "2022", "17:20 — ", "\xd0", "\xff", "«",
					    "А", "photo: ", "(", " ", "жылғы ", "word ", "Day 3", "- ", "\xe2\x80\x94" };
	size_t bytes = 0;

	while (bytes + 16 < room) {
		const char *bit;

		*seed = *seed * 1664525u + 1013904223u;
		bit = bits[(*seed >> 16) % COUNT(bits)];
		memcpy(out + bytes, bit, strlen(bit));
		bytes += strlen(bit);
	}
	return bytes;
}

static void any_bytes_are_survived(void **state)
{
	static const char *const langs[] = { "", "en", "ru", "kk", "xx" };
	uint32_t seed = 20220105;
	char text[2000];

	for (size_t i = 0; i < 400; i++) {
		struct arena *arena = arena_new();
		struct document document;

		split(span_make(text, noise(&seed, text, sizeof(text) - i)), langs[i % COUNT(langs)], arena, &document);
		arena_free(arena);
	}
	(void)state;
}

/* Blocks that lie outside the text, or over one another, are a reader's bug; headings
 * without text, of any level and in any order, are not. */
static void headings_in_any_order_lose_no_text(void **state)
{
	static const uint8_t levels[] = { 3, 1, 6, 2, 2, 5, 1, 4 };
	struct arena *arena = arena_new();
	struct block blocks[COUNT(levels)];
	struct article article = { .text = span_of("One|Two|Three|Four|Five|Six|Seven|Eight"), .lang = "en" };
	struct document document;
	uint32_t at = 0;

	for (size_t i = 0; i < COUNT(levels); i++) {
		uint32_t bytes = (uint32_t)strcspn(article.text.at + at, "|");

		blocks[i] = (struct block){ BLOCK_HEADING, levels[i], at, bytes };
		at += bytes + 1;
	}
	article.blocks = blocks;
	article.block_count = COUNT(levels);
	article.title = span_of("A title of its own");
	passages_split(&article, arena, &document);
	check_pieces(&document);
	assert_true(document.passage_count >= 5);
	arena_free(arena);
	(void)state;
}

/* ---- how far a date can be trusted ---- */

static void confidence_goes_by_origin(void **state)
{
	static const struct { const char *text; enum date_confidence confidence; enum date_origin origin; const char *why; } rows[] = {
		{ "The ferry sank on May 3, 2013 off Sandby.", CONFIDENCE_CERTAIN, ORIGIN_TEXT, "the text says the whole date" },
		{ "The ferry sank on May 3 off Sandby.", CONFIDENCE_MEDIUM, ORIGIN_TEXT, "the year is the publication's" },
		{ "The ferry is laid up until Friday.", CONFIDENCE_LOW, ORIGIN_PUBLICATION, "a bound dates nothing" },
		{ "Nobody saw the ferry sink.", CONFIDENCE_LOW, ORIGIN_PUBLICATION, "the day of publication is a guess" },
		{ "Ferry of 2013\n\nMay 3\n\nIt sank.\n\nMay 4\n\nIt was raised.", CONFIDENCE_HIGH, ORIGIN_HEADING, "the title gave the year" },
		{ "The ferry\n\nMay 3, 2013\n\nIt sank.\n\nMay 4, 2013\n\nIt rose.", CONFIDENCE_CERTAIN, ORIGIN_HEADING, "the heading says all" },
	};
	struct error err = { 0 };
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena *arena = arena_new();
		struct article article = { .text = span_of(rows[i].text), .lang = "en", .published = date_parse_edtf(span_of("2013-05-06"), &err) };
		struct document document;

		passages_split(&article, arena, &document);
		if (document.passage_count == 0 || document.passages[0].confidence != rows[i].confidence ||
		    document.passages[0].origin != rows[i].origin) {
			wrong++;
			print_error("row %zu: %zu passages, %s, %s (%s)\n", i, document.passage_count,
				    document.passage_count ? date_confidence_text(document.passages[0].confidence) : "",
				    document.passage_count ? date_origin_text(document.passages[0].origin) : "", rows[i].why);
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* ---- who and where ---- */

static struct document annotate(const char *text, const char *lang, struct arena *arena)
{
	struct error err = { 0 };
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);
	struct document document;

	assert_int_equal(err.status, STATUS_OK);
	split(span_of(text), lang, arena, &document);
	passages_annotate(&document, gazetteer, arena);
	gazetteer_close(gazetteer);
	return document;
}

static void persons_and_places_share_no_words(void **state)
{
	static const struct { const char *lang, *text, *place, *person, *why; } rows[] = {
		{ "en", "Kassym-Jomart Tokayev flew to Almaty.\n\nIn Taldykorgan Tokayev met teachers.", "Taldykorgan", "Tokayev",
		  "a town right before a surname" },
		{ "ru", "Касым-Жомарт Токаев прилетел.\n\nВ Алматы Токаев вышел на площадь.", "Алматы", "Токаев",
		  "the same in Russian" },
		{ "kk", "Қасым-Жомарт Тоқаев Алматы мен Таразда болды. Алматыда жиын өтті.\n\nҚ. Тоқаев Алматыға келді.", "Алматыға", "Қ. Тоқаев", "a town right behind" },
		{ "ru", "Премьер-министр Армении Никол Пашинян позвонил.", "Армении", "Никол Пашинян", "a country before a name" },
		{ "en", "Soldiers held Kapshagay (now Konayev). Dana Orazova saw them.", "Konayev", "Dana Orazova",
		  "a surname that is the town's other name" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena *arena = arena_new();
		struct document document = annotate(rows[i].text, rows[i].lang, arena);
		struct span text = document.article->text;
		bool place = false, person = false;

		for (size_t n = 0; n < document.all_place_count; n++)
			place |= span_is(span_make(text.at + document.all_places[n].at_byte, document.all_places[n].bytes), rows[i].place);
		for (size_t n = 0; n < document.all_mention_count; n++)
			person |= span_is(span_make(text.at + document.all_mentions[n].at_byte, document.all_mentions[n].bytes),
					  rows[i].person);
		if (!place || !person) {
			wrong++;
			print_error("%s: %s%s not found (%s)\n", rows[i].text, place ? "" : "the place ", person ? "" : "the person ",
				    rows[i].why);
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void annotations_lie_where_they_say(void **state)
{
	static const char text[] = "A visit to the south\n\nKassym-Jomart Tokayev flew to Almaty on Friday.\n\nPhoto: Dana Sagynova\n\n"
				   "What was said\n\nIn Taldykorgan Tokayev met teachers..\n";
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct gazetteer *gazetteer = gazetteer_open(NULL, &err);
	struct document document;

	assert_int_equal(err.status, STATUS_OK);
	split(span_of(text), "en", arena, &document);
	passages_annotate(&document, gazetteer, arena);
	assert_int_equal(document.passage_count, 2);
	assert_true(document.place_count >= 2);
	assert_true(document.mention_count >= 2);
	for (size_t i = 0; i < document.place_count; i++) {
		const struct passage_place *place = &document.places[i];
		struct span of = place->in_heading ? document.passages[place->passage].heading : document.passages[place->passage].text;

		assert_true((size_t)place->mention.at_byte + place->mention.bytes <= of.bytes);
		assert_true(letter_is_upper((unsigned char)of.at[place->mention.at_byte]));
	}
	for (size_t i = 0; i < document.mention_count; i++) {
		const struct passage_person *person = &document.mentions[i];
		struct span of = document.passages[person->passage].text;

		assert_false(person->in_heading);
		assert_true(span_find(span_make(of.at + person->mention.at_byte, person->mention.bytes), span_of("Tokayev")) <
			    person->mention.bytes);
	}
	for (size_t i = 0; i < document.person_count; i++)
		assert_true(span_find(document.persons[i].label, span_of("Sagynova")) == document.persons[i].label.bytes);
	gazetteer_close(gazetteer);
	arena_free(arena);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_paragraph_is_cut_at_sentences),
		cmocka_unit_test(a_text_without_sentences_is_cut_too),
		cmocka_unit_test(a_long_section_is_cut_at_paragraphs),
		cmocka_unit_test(nothing_gives_no_passage),
		cmocka_unit_test(an_article_of_a_title_alone_is_one_passage),
		cmocka_unit_test(any_bytes_are_survived),
		cmocka_unit_test(headings_in_any_order_lose_no_text),
		cmocka_unit_test(confidence_goes_by_origin),
		cmocka_unit_test(persons_and_places_share_no_words),
		cmocka_unit_test(annotations_lie_where_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
