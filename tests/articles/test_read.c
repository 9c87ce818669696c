/* Readers: what becomes title, date, source, blocks and captions of each format. */
#include "reading.h"

/* Prints an article as the rows below want it. */
static bool take(const struct article *article, struct arena *arena, void *with)
{
	struct buf *out = with;
	char date[DATE_TEXT];

	date_print_edtf(article->published, date);
	buf_printf(out, "[%.*s|%.*s|%s|%s %s|%.*s]\n", (int)article->title.bytes, article->title.at ? article->title.at : "",
		   (int)article->from.title_from.bytes, article->from.title_from.at ? article->from.title_from.at : "",
		   article->lang, date[0] ? date : "-", date[0] ? date_origin_text(article->from.published_from) : "",
		   (int)article->source.bytes, article->source.at ? article->source.at : "");
	print_blocks(article, out);
	(void)arena;
	return true;
}

struct row {
	const char *why, *path, *text, *want;
};

static int play(const struct row *rows, size_t count)
{
	int wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct buf got = BUF_INIT(1 << 20);

		print_reading(span_of(rows[i].text), rows[i].path, take, &got);
		if (!span_is(buf_span(&got), rows[i].want)) {
			wrong++;
			print_error("%s\nwanted:\n%sgot:\n%.*s\n", rows[i].why, rows[i].want, (int)got.bytes, got.at ? got.at : "");
		}
		buf_release(&got);
	}
	return wrong;
}

static void reads_plain_text(void **state)
{
	static const struct row rows[] = {
		{ "headline, dateline, paragraphs", "a.txt",
		  "Bridge reopened\n\nOSKEMEN, March 3, 2021 (Steppe Post) — The bridge over the river was reopened.\n\nCars queued.\n",
		  "[Bridge reopened|first line|en|2021-03-03 dateline|Steppe Post]\n"
		  "P OSKEMEN, March 3, 2021 (Steppe Post) — The bridge over the river was reopened.\nP Cars queued.\n" },
		{ "Russian dateline with slashes, no dash", "a.txt",
		  "Мост открыт\n\nСЕМЕЙ, 3 марта 2021 года. /Степной вестник/ Мост через реку открыли для машин.\n",
		  "[Мост открыт|first line|ru|2021-03-03 dateline|Степной вестник]\n"
		  "P СЕМЕЙ, 3 марта 2021 года. /Степной вестник/ Мост через реку открыли для машин.\n" },
		{ "Kazakh dateline with stops and quotes", "a.txt",
		  "Көпір ашылды\n\nСЕМЕЙ. 2021 жылғы 3 наурыз. «Дала үні». Өзен үстіндегі көпір ашылды, көліктер өте бастады.\n",
		  "[Көпір ашылды|first line|kk|2021-03-03 dateline|Дала үні]\n"
		  "P СЕМЕЙ. 2021 жылғы 3 наурыз. «Дала үні». Өзен үстіндегі көпір ашылды, көліктер өте бастады.\n" },
		{ "the dateline's year stands in the text", "a.txt",
		  "Мост открыт\n\nСЕМЕЙ, 3 марта. /Степной вестник/ Мост закрыли 1 февраля 2021 года, а теперь открыли снова.\n",
		  "[Мост открыт|first line|ru|2021-03-03 dateline|Степной вестник]\n"
		  "P СЕМЕЙ, 3 марта. /Степной вестник/ Мост закрыли 1 февраля 2021 года, а теперь открыли снова.\n" },
		{ "a line with the date alone", "a.txt",
		  "Bridge reopened\n\nMarch 3, 2021, 14:30\n\nThe bridge over the river was reopened on Wednesday.\n\nCars queued for it.\n",
		  "[Bridge reopened|first line|en|2021-03-03 dateline|]\n"
		  "P The bridge over the river was reopened on Wednesday.\nP Cars queued for it.\n" },
		{ "a sentence first is no title", "a.txt", "The bridge was reopened on Wednesday.\n\nCars queued.\n",
		  "[||en|- |]\nP The bridge was reopened on Wednesday.\nP Cars queued.\n" },
		{ "a dash in a sentence makes no dateline", "a.txt",
		  "Мост открыт\n\nПрезидент Ахметов — частый гость на этих берегах, и он приехал снова.\n",
		  "[Мост открыт|first line|ru|- |]\nP Президент Ахметов — частый гость на этих берегах, и он приехал снова.\n" },
		{ "items of a list", "a.txt", "What was said today\n\n- The bridge is open.\n- The ferry is not.\n17:20 Cars queue up.\n",
		  "[What was said today|first line|en|- |]\nI - The bridge is open.\nI - The ferry is not.\nI 17:20 Cars queue up.\n" },
		{ "a page is a page whatever it is called", "a.txt",
		  "<!DOCTYPE html><html><body><p>The bridge over the river was reopened on Wednesday.</p></body></html>",
		  "[||en|- |]\nP The bridge over the river was reopened on Wednesday.\n" },
		{ "a broken byte costs itself alone", "a.txt", "Мост открыт\n\nМост через \xD1реку открыли для машин вчера вечером.\n",
		  "! a.txt: byte 43: broken UTF-8: 1 bytes read as U+FFFD\n[Мост открыт|first line|ru|- |]\n"
		  "P Мост через \xEF\xBF\xBDреку открыли для машин вчера вечером.\n" },
		{ "cut in the middle of a letter", "a.txt", "Мост через реку открыли для машин вчера вечером\xD1",
		  "! a.txt: byte 87: broken UTF-8: 1 bytes read as U+FFFD\n[||ru|- |]\n"
		  "P Мост через реку открыли для машин вчера вечером\xEF\xBF\xBD\n" },
		{ "nothing", "a.txt", " \n\n", "!!4  the file is empty\n" },
	};

	assert_int_equal(play(rows, COUNT(rows)), 0);
	(void)state;
}

static void reads_markdown(void **state)
{
	static const struct row rows[] = {
		{ "front matter, headings both ways, emphasis, links, pictures, lists, quotes, code", "a.md",
		  "---\ntitle: \"Bridge reopened\"\ndate: 2021-03-03\nsource: Steppe Post\nlang: en\n---\n\n"
		  "The *bridge* over the [Irtysh](http://x.example/a_b) was **reopened**.\n![Cars on the bridge](c.jpg)\n\n"
		  "Afterwards\n----------\n\n- Cars queued\n- The ferry, snake_case and all, stopped\n\n> We waited, he said.\n\n"
		  "```\ncode\n```\n\n### And then ###\n\nNothing\\* happened.\n",
		  "[Bridge reopened|front matter|en|2021-03-03 metadata|Steppe Post]\n"
		  "P The bridge over the Irtysh was reopened.\nH2 Afterwards\nI Cars queued\n"
		  "I The ferry, snake_case and all, stopped\nQ We waited, he said.\nH3 And then\nP Nothing* happened.\nC Cars on the bridge\n" },
		{ "the first heading is the title", "a.markdown", "# Bridge reopened\n\nThe bridge over the river was reopened.\n",
		  "[Bridge reopened|heading|en|- |]\nP The bridge over the river was reopened.\n" },
		{ "dated items stay whole", "a.md", "# Days\n\n5 January. The bridge was shut for the people of the town.\n",
		  "[Days|heading|en|- |]\nP 5 January. The bridge was shut for the people of the town.\n" },
	};

	assert_int_equal(play(rows, COUNT(rows)), 0);
	(void)state;
}

static void reads_json_lines(void **state)
{
	static const struct row rows[] = {
		{ "fields; a bad line is told and reading goes on", "feed.jsonl",
		  "{\"id\":1,\"title\":\"Bridge reopened\",\"date\":\"2021-03-03T10:00:00+06:00\",\"src\":\"Steppe Post\",\"text\":\"The bridge over the river was reopened.\"}\n"
		  "{\"id\":2,\n\n[1]\n{\"title\":\"no text\"}\n"
		  "{\"id\":\"c\",\"date\":\"soon\",\"source\":\"A\",\"src\":\"B\",\"text\":\"The ferry was painted by the people of the town.\"}",
		  "[Bridge reopened|json|en|2021-03-03 metadata|Steppe Post]\nP The bridge over the river was reopened.\n"
		  "! feed.jsonl:2: broken JSON: string or '}' expected near end of file\n! feed.jsonl:4: no JSON object\n"
		  "! feed.jsonl:5: an object without \"text\"\n[||en|- |A]\nP The ferry was painted by the people of the town.\n" },
		{ "broken UTF-8 costs its line alone", "feed.jsonl",
		  "{\"text\":\"bro\xFFken\"}\n{\"text\":\"The ferry was painted.\"}\n",
		  "! feed.jsonl:1: broken UTF-8: 1 bytes read as U+FFFD\n[|||- |]\nP bro\xEF\xBF\xBDken\n[||en|- |]\nP The ferry was painted.\n" },
		{ "the only letter that is not ASCII is broken: no other charset is guessed", "feed.jsonl",
		  "{\"text\":\"The ferry was painted at the caf\xC3 by the river.\"}\n",
		  "! feed.jsonl:1: broken UTF-8: 1 bytes read as U+FFFD\n"
		  "[||en|- |]\nP The ferry was painted at the caf\xEF\xBF\xBD by the river.\n" },
		{ "lines in Windows-1251", "feed.jsonl",
		  "{\"text\":\"\317\340\360\356\354 \367\345\360\345\347 \360\345\352\363 \357\356\352\360\340\361\350\353\350, \350 \346\350\362\345\353\350 \343\356\360\356\344\340 \361\355\356\342\340 \345\347\344\377\362 \355\340 \360\373\355\356\352 \352\340\346\344\356\345 \363\362\360\356.\"}\n",
		  "[||ru|- |]\nP Паром через реку покрасили, и жители города снова ездят на рынок каждое утро.\n" },
		{ "a title that the text repeats", "feed.jsonl",
		  "{\"title\":\"Bridge reopened\",\"text\":\"Bridge reopened\\n\\nThe bridge over the river was reopened.\"}",
		  "[Bridge reopened|json|en|- |]\nP The bridge over the river was reopened.\n" },
		{ "a picture by the name", "feed.jsonl", "\x89PNG\r\n\x1A\n", "!!4  looks like binary data (PNG image)\n" },
	};

	assert_int_equal(play(rows, COUNT(rows)), 0);
	(void)state;
}

struct provenance_seen {
	struct provenance from[4];
	size_t count;
};

static bool keep_provenance(const struct article *article, struct arena *arena, void *with)
{
	struct provenance_seen *seen = with;

	seen->from[seen->count++] = article->from;
	(void)arena;
	return seen->count < 2;
}

static void traces_articles_to_their_bytes(void **state)
{
	static const char file[] = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n{\"text\":\"Three.\"}\n";
	const struct read_options options = { .lang = "" };
	struct provenance_seen seen = { .count = 0 };
	struct error err = { 0 };
	char sha256[SHA256_TEXT];

	articles_read(span_of(file), span_of("a.jsonl"), &options, keep_provenance, print_fault, &seen, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_int_equal(seen.count, 2);        /* the taker stopped the reader */
	assert_int_equal(seen.from[1].from_byte, 16);
	assert_int_equal(seen.from[1].to_byte, 31);
	sha256_hex(span_make(file + 16, 15), sha256);
	assert_string_equal(seen.from[1].sha256, sha256);
	assert_string_equal(seen.from[1].charset.name, "UTF-8");
	(void)state;
}

static void obeys_what_was_asked(void **state)
{
	struct read_options options = { .lang = "", .format = span_of("klingon") };
	struct buf got = BUF_INIT(4096);
	struct error err = { 0 };

	articles_read(span_of("text"), span_of("a.txt"), &options, take, print_fault, &got, &err);
	assert_int_equal(err.status, STATUS_USAGE);
	error_clear(&err);
	options.format = span_of("markdown");
	options.source = span_of("Steppe Post");
	options.published = (struct date){ 18000, 18000, DATE_DAY, false };
	articles_read(span_of("# Title\n\nThe text of the story."), span_of("a.txt"), &options, take, print_fault, &got, &err);
	assert_int_equal(err.status, STATUS_OK);
	assert_true(span_is(buf_span(&got), "[Title|heading|en|2019-04-14 given|Steppe Post]\nP The text of the story.\n"));
	buf_release(&got);
	(void)state;
}

static void survives_cut_and_changed_files(void **state)
{
	static const char file[] = "---\ntitle: A\n---\n# B\n\n[x](y) *z* ![i](j)\n- one\n> two\n| a | b |\n{\"text\":\"\\u0000\"}<p a=\"b\">Текст &amp; текст</p>";
	static const char *const paths[] = { "a.txt", "a.md", "a.html", "a.jsonl" };
	char copy[sizeof(file)];

	for (size_t i = 0; i < sizeof(file) * 4; i++) {
		struct buf got = BUF_INIT(1 << 16);
		size_t at = i / 4;

		memcpy(copy, file, sizeof(file));
		copy[at] = (char)(i * 37);
		print_reading(span_make(copy, sizeof(file) - 1), paths[i % 4], take, &got);
		print_reading(span_make(file, at), paths[i % 4], take, &got);
		buf_release(&got);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_plain_text),
		cmocka_unit_test(reads_markdown),
		cmocka_unit_test(reads_json_lines),
		cmocka_unit_test(traces_articles_to_their_bytes),
		cmocka_unit_test(obeys_what_was_asked),
		cmocka_unit_test(survives_cut_and_changed_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
