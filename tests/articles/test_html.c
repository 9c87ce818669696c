/* Pages: the article's words and no others, headings and captions apart, what a page says of itself. */
#include "dateline/article.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static bool take(const struct article *article, struct arena *arena, void *with)
{
	static const char kinds[] = "PHIQR";
	struct buf *out = with;
	char date[DATE_TEXT];

	date_print_edtf(article->published, date);
	buf_printf(out, "[%.*s|%.*s|%s|%s|%.*s|%.*s]\n", (int)article->title.bytes, article->title.at ? article->title.at : "",
		   (int)article->from.title_from.bytes, article->from.title_from.at ? article->from.title_from.at : "",
		   article->lang, date, (int)article->source.bytes, article->source.at ? article->source.at : "",
		   (int)article->url.bytes, article->url.at ? article->url.at : "");
	for (size_t i = 0; i < article->block_count; i++)
		buf_printf(out, "%c %.*s\n", kinds[article->blocks[i].kind], (int)article->blocks[i].bytes,
			   article->text.at + article->blocks[i].at_byte);
	for (size_t i = 0; i < article->caption_count; i++)
		buf_printf(out, "C %.*s\n", (int)article->captions[i].bytes, article->captions[i].at);
	(void)arena;
	return true;
}

static void fault(const struct error *err, void *with)
{
	buf_printf(with, "! %s: %s\n", err->where, err->text);
}

static void read_page(struct span html, struct buf *out)
{
	const struct read_options options = { .lang = "" };
	struct error err = { 0 };

	articles_read(html, span_of("a.html"), &options, take, fault, out, &err);
	if (err.status != STATUS_OK)
		buf_printf(out, "!!%d %s\n", (int)err.status, err.text);
}

/* Two paragraphs of the story that most pages below tell. */
#define P1 "The ferry between the two banks started again on Monday, after a winter in which the ice broke its rudder."
#define P2 "Tickets cost the same as before the repair, said the owner, who had borrowed parts from a museum ship."
#define R1 "Паром между двумя берегами снова вышел на линию в понедельник, после зимы, сломавшей ему руль."
#define R2 "Билеты стоят столько же, сколько до ремонта, сказал владелец, занявший детали у судна-музея."
#define K1 "Екі жағаның арасындағы паром дүйсенбі күні қайтадан жолға шықты, қыста мұз оның рулін сындырған еді."
#define K2 "Билет бағасы жөндеуге дейінгідей қалды, деді бөлшектерді мұражай кемесінен алған паром иесі."

static const struct {
	const char *why, *html, *want;
} pages[] = {
	{ "an article with menu, share bar, figure, related links, comments and footer",
	  "<!DOCTYPE html><html lang=\"en\"><head><title>Ferry runs again | The Daily Bank</title>"
	  "<meta property=\"og:site_name\" content=\"The Daily Bank\"><meta property=\"article:published_time\" content=\"2015-06-10T08:00:00+06:00\">"
	  "</head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>Ferry runs again</h1>"
	  "<div class=\"share-bar\">Share on all networks you know</div><p>" P1 "</p><figure><img src=a.jpg>"
	  "<figcaption>The ferry at the pier. Photo: Anna Lee</figcaption></figure><h2>The price</h2><p>" P2 "</p>"
	  "<div class=related-news><h3>Read also</h3><ul><li><a href=1>Ferry stops for the winter, owner sues the harbour</a></li></ul></div></article>"
	  "<section id=comments><p>I was on board and it was the best crossing that I have had in my whole life, thank you all!</p></section>"
	  "<footer>All rights reserved</footer></body></html>",
	  "[Ferry runs again|h1|en|2015-06-10|The Daily Bank|]\nP " P1 "\nH The price\nP " P2 "\nC The ferry at the pier. Photo: Anna Lee\n" },
	{ "JSON-LD before all other words for title, date, source and address",
	  "<html><head><title>x</title><meta property=og:title content=\"Another title\">"
	  "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"z\"},"
	  "{\"@type\":\"NewsArticle\",\"headline\":\"Паром &laquo;Заря&raquo; вернулся\",\"datePublished\":\"2015-06-10T01:00:00+06:00\","
	  "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Речной вестник\"},\"mainEntityOfPage\":\"https://vestnik.example/a\"}]}</script>"
	  "<meta name=\"DC.date\" content=\"2001-01-01\"></head><body><div class=\"news-text\"><p>" R1 "</p><p>" R2 "</p></div></body></html>",
	  "[Паром «Заря» вернулся|json-ld|ru|2015-06-10|Речной вестник|https://vestnik.example/a]\nP " R1 "\nP " R2 "\n" },
	{ "no mark-up but div: class names tell menu, tags and the widget",
	  "<html><body><div id=top-menu><ul><li><a href=1>Басты бет</a></li><li><a href=2>Жаңалықтар</a></li></ul></div>"
	  "<div class=wrap><div class=\"news-detail\"><div class=title><h1>Паром қайта жүзді</h1></div><div>" K1 "</div><div>" K2 "</div>"
	  "<div class=tags><a href=t>паром</a> <a href=u>өзен</a></div></div>"
	  "<div class=\"sidebar widget\"><p>Ауа райы: ертең күн жылы болады, жел батыстан соғады, жауын-шашын күтілмейді дейді синоптиктер.</p></div></div></body></html>",
	  "[Паром қайта жүзді|h1|kk|||]\nP " K1 "\nP " K2 "\n" },
	{ "an old page laid out in tables, text straight in a cell, breaks for paragraphs; the date in its address",
	  "<HTML><HEAD><TITLE>Ferry runs again</TITLE><link rel=canonical href=\"http://bank.example/2015/06/10/ferry\"></HEAD><BODY><TABLE><TR>"
	  "<TD><A HREF=1>Main</A><BR><A HREF=2>News</A></TD><TD>" P1 "<BR><BR>" P2 "</TD></TR>"
	  "<TR><TD><A HREF=3>Mail</A></TD></TR></TABLE></BODY></HTML>",
	  "[Ferry runs again|title|en|2015-06-10||http://bank.example/2015/06/10/ferry]\nP " P1 "\nP " P2 "\n" },
	{ "the body is marked by itemprop; a lead stands before it; a consent notice over all",
	  "<html><body><div class=\"cookie-consent\"><p>We and our many partners use cookies and similar things to show you what you may like, says the law.</p></div>"
	  "<article><header><h1>Ferry runs again</h1><p class=lead>" P2 "</p></header><div itemprop=articleBody><p>" P1 "</p><p>" P1 "</p></div></article></body></html>",
	  "[Ferry runs again|h1|en|||]\nP " P2 "\nP " P1 "\nP " P1 "\n" },
	{ "a list within the story stays, a list of links goes",
	  "<html><body><main><h1>Паром вернулся</h1><p>" R1 "</p><ul><li>Утренний рейс уходит в семь часов.</li><li>Вечерний рейс уходит в девять часов.</li></ul>"
	  "<p>" R2 "</p><ul><li><a href=1>Погода на завтра и на неделю</a></li><li><a href=2>Курсы валют</a></li></ul></main></body></html>",
	  "[Паром вернулся|h1|ru|||]\nP " R1 "\nI Утренний рейс уходит в семь часов.\nI Вечерний рейс уходит в девять часов.\nP " R2 "\n" },
	{ "nothing is closed, entities are read, hidden text is not",
	  "<p style=\"display:none\">Hidden words that nobody shall ever see on the page, however long they may go on and on.<p>Fish &amp; chips&nbsp;&mdash; &laquo;" P1 "&raquo;<p>" P2,
	  "[||en|||]\nP Fish & chips — «" P1 "»\nP " P2 "\n" },
	{ "teasers of other stories are articles too: the largest is the page's",
	  "<html><body><article><h1>Ferry runs again</h1><p>" P1 "</p><p>" P2 "</p><p>" P1 "</p></article>"
	  "<article><h2><a href=1>Bridge shut</a></h2><p>The bridge will be shut for a week, the town said, so that its lamps can be changed for better ones.</p></article></body></html>",
	  "[Ferry runs again|h1|en|||]\nP " P1 "\nP " P2 "\nP " P1 "\n" },
	{ "a form around the whole page is no form",
	  "<html><body><form action=/><div class=content><p>" P1 "</p><p>" P2 "</p><select><option>one</select><textarea>two</textarea></div></form></body></html>",
	  "[||en|||]\nP " P1 "\nP " P2 "\n" },
	{ "short news: little text is all there is",
	  "<html><body><div class=page><h1>Паром вернулся</h1><p>Паром снова ходит.</p></div></body></html>",
	  "[Паром вернулся|h1||||]\nP Паром снова ходит.\n" },
	{ "quotations and rows of a table keep their kind",
	  "<html><body><article><p>" P1 "</p><blockquote><p>We waited for it all winter long, and then it came.</p></blockquote>"
	  "<table><tr><th>Day</th><th>Crossings</th></tr><tr><td>Monday</td><td>12</td></tr></table><p>" P2 "</p></article></body></html>",
	  "[||en|||]\nP " P1 "\nQ We waited for it all winter long, and then it came.\nR Day Crossings\nR Monday 12\nP " P2 "\n" },
	{ "scripts, styles and comments are no text",
	  "<html><body><script>var a = '<p>" P1 "</p>';</script><style>p { color: red }</style><!-- <p>" P1 "</p> --><div><p>" P2 "</p></div></body></html>",
	  "[||en|||]\nP " P2 "\n" },
	{ "nothing to read", "<html><body><script>1</script></body></html>", "!!4 a page without text\n" },
};

static void reads_pages(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(pages); i++) {
		struct buf got = BUF_INIT(1 << 20);

		read_page(span_of(pages[i].html), &got);
		if (!span_is(buf_span(&got), pages[i].want)) {
			wrong++;
			print_error("%s\nwanted:\n%sgot:\n%.*s\n", pages[i].why, pages[i].want, (int)got.bytes, got.at ? got.at : "");
		}
		buf_release(&got);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void the_tags_are_sorted(void **state)
{
	static const struct { int line; const char *tag; } rows[] = {
#define ROW(line, tag, role, source) { line, tag },
#include "articles/html_tag.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 1; i < COUNT(rows); i++) {
		if (strcmp(rows[i - 1].tag, rows[i].tag) < 0)
			continue;
		wrong++;
		print_error("html_tag.tsv:%d: '%s' is out of order\n", rows[i].line, rows[i].tag);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

/* Each class of the table, on a paragraph beside a story: "aside" is left out,
 * "caption" kept apart, "body" stays. */
static void plays_the_hints_of_the_table(void **state)
{
	static const struct { int line; const char *says, *example; } rows[] = {
#define ROW(line, word, says, example, source) { line, says, example },
#include "articles/html_hint.tsv.inc"
#undef ROW
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf page = BUF_INIT(8192), got = BUF_INIT(8192);
		const char *want = strcmp(rows[i].says, "caption") == 0 ? "C " P2 "\n" : "P " P2 "\n";
		bool stays;

		buf_printf(&page, "<html><body><div><p>" P1 "</p><p>" P1 "</p><div class=\"%s\"><p>" P2 "</p></div><p>" P1 "</p></div></body></html>",
			   rows[i].example);
		read_page(buf_span(&page), &got);
		stays = span_find(buf_span(&got), span_of(want)) < got.bytes;
		if (stays == (strcmp(rows[i].says, "aside") == 0)) {
			wrong++;
			print_error("html_hint.tsv:%d: %s is not %s\n", rows[i].line, rows[i].example, rows[i].says);
		}
		buf_release(&page);
		buf_release(&got);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void reads_the_charset_that_a_page_declares(void **state)
{
	/* "Мост" in windows-1251, declared three ways; the last is a lie. */
	static const char *const heads[] = { "<meta charset=windows-1251>",
		"<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=windows-1251\">", "<meta charset=\"iso-8859-1\">" };

	for (size_t i = 0; i < COUNT(heads); i++) {
		struct buf page = BUF_INIT(4096), got = BUF_INIT(4096);

		buf_printf(&page, "<html><head>%s</head><body><p>\xCC\xEE\xF1\xF2 \xEE\xF2\xEA\xF0\xFB\xEB\xE8 \xE4\xEB\xFF \xEC\xE0\xF8\xE8\xED.</p></body></html>",
			   heads[i]);
		read_page(buf_span(&page), &got);
		assert_true(span_find(buf_span(&got), span_of("P Мост открыли для машин.\n")) < got.bytes);
		buf_release(&page);
		buf_release(&got);
	}
	(void)state;
}

/* Pages made to break readers: the story must come out of each, soon. */
static void keeps_the_text_of_hostile_pages(void **state)
{
	static const struct { const char *why, *before, *repeated; int times; const char *after; } rows[] = {
		{ "200,000 nested divs", "<html><body>", "<div>", 200000, "<p>" P1 "</p>" },
		{ "100,000 unclosed bold links", "<html><body><p>" P1 "</p>", "<p><b><i><a href=x>on", 100000, "" },
		{ "100,000 attributes", "<html><body><p ", "a=1 b='>' ", 50000, ">" P1 "</p>" },
		{ "a comment that never ends", "<html><body><p>" P1 "</p><!-- ", "<p>x ", 200000, "" },
		{ "a script that never ends", "<html><body><p>" P1 "</p><script>", "a < b && ", 200000, "" },
		{ "an entity declared to explode", "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><html><body><p>" P1 "</p><p>",
		  "&b;", 20000, "</p>" },
		{ "a file asked for by an entity", "<!DOCTYPE html [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><html><body><p>" P1 "</p><p>&f;</p>", "", 1, "" },
		{ "closing what was never opened", "<html><body>", "</div></p></table>", 50000, "<p>" P1 "</p>" },
		{ "tables in tables", "<html><body>", "<table><tr><td>", 20000, "<p>" P1 "</p>" },
	};
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf page = BUF_INIT(1 << 24), got = BUF_INIT(1 << 24);

		buf_add_string(&page, rows[i].before);
		for (int k = 0; k < rows[i].times; k++)
			buf_add_string(&page, rows[i].repeated);
		buf_add_string(&page, rows[i].after);
		read_page(buf_span(&page), &got);
		if (span_find(buf_span(&got), span_of("P " P1)) == got.bytes ||
		    span_find(buf_span(&got), span_of("root:")) < got.bytes) {
			wrong++;
			print_error("%s: %.200s\n", rows[i].why, got.at ? got.at : "");
		}
		buf_release(&page);
		buf_release(&got);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

static void survives_cut_and_changed_pages(void **state)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		size_t bytes = strlen(pages[i].html), step = bytes / 60 + 1;
		char *copy = memory_get(bytes + 1);

		for (size_t at = 0; at < bytes; at += step) {
			struct buf got = BUF_INIT(1 << 20);

			memcpy(copy, pages[i].html, bytes);
			copy[at] = (char)(at * 89);
			read_page(span_make(copy, bytes), &got);
			read_page(span_make(copy, at), &got);
			buf_release(&got);
		}
		free(copy);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_pages),
		cmocka_unit_test(the_tags_are_sorted),
		cmocka_unit_test(plays_the_hints_of_the_table),
		cmocka_unit_test(reads_the_charset_that_a_page_declares),
		cmocka_unit_test(keeps_the_text_of_hostile_pages),
		cmocka_unit_test(survives_cut_and_changed_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
