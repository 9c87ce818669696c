/* Tests that articles of many layouts fall into their golden passages with their dates. */
#include "cases.h"

#include "dateline/article.h"
#include "dateline/file.h"

/* A .gold file names its article and the traps that it holds, then one passage a
 * line: heading, date (EDTF), origin, first words; "-" for none, "*" for any. */
#define LAYOUTS "tests/articles/layouts"

struct layout {
	const char *path;       /* of the gold file */
	struct buf gold;
	struct read_options options;
	char article[256];
	int wrong;
	size_t wanted, got, right; /* passages, and those that begin where they must */
};

/* Counts over all layouts. */
static struct {
	size_t files, wanted, got, right;
	int wrong;
} all;

static void layout_fault(struct layout *layout, size_t passage, const char *what, struct span got, struct span want)
{
	layout->wrong++;
	print_error("%s: passage %zu: %s is \"%.*s\", wanted \"%.*s\"\n", layout->path, passage + 1, what,
		    (int)(got.bytes < 90 ? got.bytes : 90), got.at ? got.at : "", (int)want.bytes, want.at ? want.at : "");
}

/* "-" is nothing, "*" anything. */
static bool is_wanted(struct span want, struct span got)
{
	if (span_is(want, "*"))
		return true;
	return span_is(want, "-") ? got.bytes == 0 : span_equal(want, got);
}

static void check_passage(struct layout *layout, const struct document *document, size_t i, struct span row)
{
	struct span heading = span_cut(&row, '\t'), date = span_cut(&row, '\t'), origin = span_cut(&row, '\t');
	const struct passage *passage = &document->passages[i];
	char value[DATE_TEXT] = "";

	if (!span_equal(row, span_make(passage->text.at, row.bytes < passage->text.bytes ? row.bytes : passage->text.bytes)))
		layout_fault(layout, i, "the start", passage->text, row);
	else
		layout->right++;
	if (!is_wanted(heading, passage->heading))
		layout_fault(layout, i, "the heading", passage->heading, heading);
	if (date_is_known(passage->date))
		date_print_edtf(passage->date, value);
	if (!is_wanted(date, span_of(value)))
		layout_fault(layout, i, "the date", span_of(value), date);
	if (!is_wanted(origin, span_of(passage->origin == ORIGIN_NONE ? "" : date_origin_text(passage->origin))))
		layout_fault(layout, i, "the origin", span_of(date_origin_text(passage->origin)), origin);
}

/* The rows of passages, settings and comments left out. */
static size_t gold_rows(const struct layout *layout, struct span *out, size_t room)
{
	size_t count = 0;

	for (struct span rest = buf_span(&layout->gold); rest.at;) {
		struct span line = span_cut(&rest, '\n');

		if (line.bytes && line.at[0] != '#' && !span_starts(line, "file\t") && !span_starts(line, "published\t") &&
		    count < room)
			out[count++] = line;
	}
	return count;
}

static bool check_article(const struct article *article, struct arena *arena, void *with)
{
	struct layout *layout = with;
	struct document document;
	struct span rows[64];

	passages_split(article, arena, &document);
	layout->wanted = gold_rows(layout, rows, COUNT(rows));
	layout->got = document.passage_count;
	if (layout->got != layout->wanted) {
		layout->wrong++;
		print_error("%s: %zu passages, wanted %zu\n", layout->path, layout->got, layout->wanted);
		for (size_t i = 0; i < layout->got; i++)
			print_error("    [%.*s] %.*s\n", (int)document.passages[i].heading.bytes,
				    document.passages[i].heading.at ? document.passages[i].heading.at : "",
				    (int)(document.passages[i].text.bytes < 60 ? document.passages[i].text.bytes : 60),
				    document.passages[i].text.at);
	}
	for (size_t i = 0; i < layout->wanted && i < layout->got; i++)
		check_passage(layout, &document, i, rows[i]);
	return true;
}

static void article_is_bad(const struct error *err, void *with)
{
	(void)with;
	fail_msg("%s: %s", err->where, err->text);
}

static void read_settings(struct layout *layout, struct error *err)
{
	for (struct span rest = buf_span(&layout->gold); rest.at;) {
		struct span line = span_cut(&rest, '\n'), name = span_cut(&line, '\t');

		if (span_is(name, "file"))
			snprintf(layout->article, sizeof(layout->article), LAYOUTS "/%.*s", (int)line.bytes, line.at);
		else if (span_is(name, "published"))
			layout->options.published = date_parse_edtf(line, err);
	}
}

static bool check_layout(const char *path, void *with)
{
	struct layout layout = { .path = path, .gold = BUF_INIT((size_t)1 << 20) };
	struct buf raw = BUF_INIT((size_t)1 << 20);
	struct error err = { 0 };

	(void)with;
	if (!span_ends(span_of(path), ".gold"))
		return true;
	file_read(path, &layout.gold, &err);
	read_settings(&layout, &err);
	file_read(layout.article, &raw, &err);
	articles_read(buf_span(&raw), span_of(layout.article), &layout.options, check_article, article_is_bad, &layout, &err);
	if (err.status != STATUS_OK)
		fail_msg("%s: %s", err.where, err.text);
	all.files++;
	all.wanted += layout.wanted;
	all.got += layout.got;
	all.right += layout.right;
	all.wrong += layout.wrong;
	buf_release(&raw);
	buf_release(&layout.gold);
	return true;
}

static void every_layout_falls_into_its_passages(void **state)
{
	file_walk(LAYOUTS, check_layout, article_is_bad, NULL);
	print_message("%zu layouts, boundary F1 %.3f\n", all.files,
		      2.0 * (double)all.right / (double)(all.wanted + all.got));
	assert_true(all.files >= 20);
	assert_int_equal(all.wrong, 0);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_layout_falls_into_its_passages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
