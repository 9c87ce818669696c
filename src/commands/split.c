/* dateline split: how an article falls into dated passages; needs no index. */
#include "commands/command.h"
#include "commands/gazetteer.h"

#include "dateline/answer.h"
#include "dateline/article.h"
#include "dateline/file.h"

#define FILE_BYTES_MOST ((size_t)256 << 20)

static const struct option_row options[] = {
	{ "published", 0, "DATE", "the publication date where the file does not say" },
	{ "lang", 0, "CODE", "the language where it cannot be told: en, ru, kk" },
	{ "source", 0, "NAME", "the source where the file does not say" },
	{ "explain", 0, NULL, "for each date and place the rule, and why it was taken for that" },
};

/* What the reading of a file hands on to each of its articles. */
struct splitting {
	const struct invocation *line;
	struct gazetteer *gazetteer;
	bool json, explain;
	size_t bad;             /* records that could not be read */
	struct error *err;
};

static bool take_article(const struct article *article, struct arena *arena, void *with)
{
	struct splitting *splitting = with;
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct document document;

	passages_split(article, arena, &document);
	passages_annotate(&document, splitting->gazetteer, arena);
	if (splitting->json)
		split_print_json(&document, splitting->gazetteer, splitting->explain, arena, &out);
	else
		split_print_text(&document, splitting->gazetteer, splitting->explain, &splitting->line->out, arena, &out);
	print_screen(splitting->line, buf_span(&out), splitting->err);
	buf_release(&out);
	return splitting->err->status == STATUS_OK;
}

static void tell_record(const struct error *err, void *with)
{
	struct splitting *splitting = with;

	if (err->status == STATUS_NO_MATCH)
		return;         /* it holds no article, which is no fault */
	splitting->bad++;
	tell_fault(splitting->line, err);
}

static void read_options_given(const struct invocation *line, struct read_options *given, struct error *err)
{
	const char *published = given_text(line, "published", NULL);
	const char *lang = given_text(line, "lang", "");
	struct error fault = { 0 };

	if (published)
		given->published = date_parse_asked(span_of(published), (struct date){ 0 }, &fault);
	if (fault.status != STATUS_OK)
		error_set(err, STATUS_USAGE, "--published", "%s", fault.text);
	if (strlen(lang) >= sizeof(given->lang))
		error_set(err, STATUS_USAGE, NULL, "--lang takes a code of two or three letters, not \"%s\"", lang);
	else
		memcpy(given->lang, lang, strlen(lang) + 1);
	given->source = span_of(given_text(line, "source", ""));
}

static enum status run(struct invocation *line, struct error *err)
{
	static const char *const formats[] = { "text", "json", NULL };
	struct splitting splitting = { .line = line, .explain = given_has(line, "explain"), .err = err };
	struct buf raw = BUF_INIT(FILE_BYTES_MOST);
	struct read_options given = { 0 };

	splitting.json = given_choice(line, "format", formats, 0, err) == 1 || line->json;
	if (line->operand_count != 1)
		error_set(err, STATUS_USAGE, NULL, "wants one file, or - for standard input");
	read_options_given(line, &given, err);
	if (err->status == STATUS_OK)
		file_read(line->operands[0], &raw, err);
	if (err->status == STATUS_OK)
		splitting.gazetteer = places_open(line, err);
	if (err->status == STATUS_OK)
		articles_read(buf_span(&raw), span_of(line->operands[0]), &given, take_article, tell_record, &splitting, err);
	gazetteer_close(splitting.gazetteer);
	buf_release(&raw);
	return splitting.bad ? STATUS_IO : STATUS_OK;
}

const struct command command_split = {
	"split", "Shows how an article falls into dated passages; needs no index", "FILE|-", options, COUNT(options), run,
};
