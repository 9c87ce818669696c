/* Layouts of pages after those of the press, each in three languages: the words of the body are found and no others. */
#include "articles/reading.h"

#include <dirent.h>
#include <stdlib.h>

#define FOLDER "tests/articles/pages/"
#define LANGS 3
#define PAGES_MOST 200

static const char *const langs[LANGS] = { "en", "ru", "kk" };

struct words {
	struct buf file;
	struct span name_of[PAGES_MOST], text[PAGES_MOST][LANGS];
	size_t count;
};

static void words_load(struct words *words)
{
	struct error err = { 0 };
	struct span rest;

	file_read(FOLDER "words.tsv", &words->file, &err);
	assert_int_equal(err.status, STATUS_OK);
	for (rest = buf_span(&words->file); rest.at && words->count < PAGES_MOST;) {
		struct span line = span_cut(&rest, '\n');

		if (line.bytes == 0 || line.at[0] == '#')
			continue;
		words->name_of[words->count] = span_cut(&line, '\t');
		for (size_t i = 0; i < LANGS; i++)
			words->text[words->count][i] = span_cut(&line, '\t');
		words->count++;
	}
}

static struct span word_find(const struct words *words, struct span name, size_t lang)
{
	for (size_t i = 0; i < words->count; i++)
		if (span_equal(words->name_of[i], name))
			return words->text[i][lang];
	return span_of(span_is(name, "lang") ? langs[lang] : "");
}

/* The page with its {names} as words; what is no name of ours stays. */
static void expand(const struct words *words, struct span from, size_t lang, struct buf *out)
{
	for (size_t i = 0; i < from.bytes; i++) {
		struct span rest = span_make(from.at + i, from.bytes - i), text = { NULL, 0 };
		size_t end = from.at[i] == '{' ? span_find(rest, span_of("}")) : rest.bytes;

		if (end < rest.bytes && end < 20)
			text = word_find(words, span_make(rest.at + 1, end - 1), lang);
		if (text.bytes == 0) {
			buf_add_char(out, from.at[i]);
			continue;
		}
		buf_add_span(out, text);
		i += end;
	}
}

struct body {
	struct buf text;        /* the blocks, a line each, the kind first */
	struct buf kept;        /* its title */
};

static bool take(const struct article *article, struct arena *arena, void *with)
{
	struct body *body = with;

	for (size_t i = 0; i < article->block_count; i++) {
		const struct block *block = &article->blocks[i];

		buf_printf(&body->text, "%c ", "PHIQR"[block->kind]);
		buf_add(&body->text, article->text.at + block->at_byte, block->bytes);
		buf_add_char(&body->text, '\n');
	}
	buf_add_span(&body->kept, article->title);
	(void)arena;
	return true;
}

static int span_order(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	int order = memcmp(x->at, y->at, x->bytes < y->bytes ? x->bytes : y->bytes);

	return order ? order : x->bytes < y->bytes ? -1 : x->bytes > y->bytes;
}

/* The words of all lines but their kinds, sorted. */
static size_t words_of(struct span lines, struct arena *arena, struct span **out)
{
	size_t count = 0, room = 0;

	*out = NULL;
	while (lines.at) {
		struct span line = span_cut(&lines, '\n');

		span_cut(&line, ' ');
		while (line.at) {
			struct span word = span_cut(&line, ' ');

			/* A dash before an answer is a word of nobody. */
			if (word.bytes > 0 && !span_is(word, "—"))
				ARENA_PUSH(arena, *out, count, room) = word;
		}
	}
	if (count > 0)
		qsort(*out, count, sizeof(**out), span_order);
	return count;
}

struct score {
	size_t wanted, got, both, kinds, kinds_kept;
};

static void score_words(struct span want, struct span got, struct score *score)
{
	struct arena *arena = arena_new();
	struct span *a, *b;
	size_t a_count = words_of(want, arena, &a), b_count = words_of(got, arena, &b);

	score->wanted += a_count;
	score->got += b_count;
	for (size_t i = 0, k = 0; i < a_count && k < b_count;) {
		int order = span_order(&a[i], &b[k]);

		score->both += order == 0;
		i += order <= 0;
		k += order >= 0;
	}
	arena_free(arena);
}

/* Headings, items and quotations that are still what they were. */
static void score_kinds(struct span want, struct span got, struct score *score)
{
	while (want.at) {
		struct span line = span_cut(&want, '\n'), rest = got;

		if (line.bytes == 0 || !strchr("HIQ", line.at[0]))
			continue;
		score->kinds++;
		while (rest.at)
			if (span_equal(span_cut(&rest, '\n'), line)) {
				score->kinds_kept++;
				break;
			}
	}
}

/* "P lead" as "P The old weir ..."; "~ 12:40" as itself. */
static void gold_expand(const struct words *words, struct span gold, size_t lang, struct buf *out)
{
	while (gold.at) {
		struct span line = span_cut(&gold, '\n');

		if (line.bytes < 3)
			continue;
		buf_add(out, line.at, 2);
		if (line.at[0] == '~')
			buf_add(out, line.at + 2, line.bytes - 2);
		else
			buf_add_span(out, word_find(words, span_make(line.at + 2, line.bytes - 2), lang));
		buf_add_char(out, '\n');
	}
}

/* The lines of one text that the other has not. */
static void lines_tell(const char *what, struct span text, struct span other)
{
	while (text.at) {
		struct span line = span_cut(&text, '\n'), rest = other;
		bool found = line.bytes == 0;

		while (rest.at && !found)
			found = span_equal(span_cut(&rest, '\n'), line);
		if (!found)
			printf("  %s: %.*s\n", what, (int)line.bytes, line.at);
	}
}

static bool page_try(const struct words *words, const char *name, size_t lang, struct score *sum)
{
	struct buf template = BUF_INIT(1 << 20), gold = BUF_INIT(1 << 20), page = BUF_INIT(1 << 20), want = BUF_INIT(1 << 20);
	struct body body = { .text = BUF_INIT(1 << 20), .kept = BUF_INIT(65536) };
	const struct read_options options = { .lang = "" };
	struct score score = { 0 };
	struct error err = { 0 };
	char path[200];
	bool right;

	snprintf(path, sizeof(path), FOLDER "%.60s.html", name);
	file_read(path, &template, &err);
	snprintf(path, sizeof(path), FOLDER "%.60s.gold", name);
	file_read(path, &gold, &err);
	assert_int_equal(err.status, STATUS_OK);
	expand(words, buf_span(&template), lang, &page);
	gold_expand(words, buf_span(&gold), lang, &want);
	articles_read(buf_span(&page), span_of("page.html"), &options, take, print_fault, &body, &err);
	score_words(buf_span(&want), buf_span(&body.text), &score);
	score_kinds(buf_span(&want), buf_span(&body.text), &score);
	right = score.both * 100 >= score.wanted * 97 && score.both * 100 >= score.got * 97 && score.kinds == score.kinds_kept &&
		span_find(buf_span(&body.kept), word_find(words, span_of("title"), lang)) < body.kept.bytes;
	printf("%-10s %s  precision %5.3f  recall %5.3f  headings and items %zu of %zu%s\n", name, langs[lang],
	       score.got ? (double)score.both / (double)score.got : 0., (double)score.both / (double)score.wanted,
	       score.kinds_kept, score.kinds, right ? "" : "  <-");
	if (!right)
		printf("  title: %.*s\n", (int)body.kept.bytes, body.kept.at ? body.kept.at : "");
	if (!right) {
		lines_tell("lost", buf_span(&want), buf_span(&body.text));
		lines_tell("too much", buf_span(&body.text), buf_span(&want));
	}
	sum->wanted += score.wanted;
	sum->got += score.got;
	sum->both += score.both;
	buf_release(&template);
	buf_release(&gold);
	buf_release(&page);
	buf_release(&want);
	buf_release(&body.text);
	buf_release(&body.kept);
	return right;
}

static int name_order(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void finds_the_body_of_every_layout(void **state)
{
	static char names[PAGES_MOST][64];
	struct words words = { .file = BUF_INIT(1 << 20) };
	struct score sum = { 0 };
	DIR *folder = opendir(FOLDER);
	size_t count = 0;
	int wrong = 0;

	assert_non_null(folder);
	words_load(&words);
	for (struct dirent *entry; (entry = readdir(folder)) && count < PAGES_MOST;) {
		char *dot = strstr(entry->d_name, ".html");

		if (dot && (size_t)(dot - entry->d_name) < sizeof(names[0]))
			snprintf(names[count++], sizeof(names[0]), "%.*s", (int)(dot - entry->d_name), entry->d_name);
	}
	closedir(folder);
	qsort(names, count, sizeof(names[0]), name_order);
	for (size_t i = 0; i < count; i++)
		for (size_t lang = 0; lang < LANGS; lang++)
			wrong += !page_try(&words, names[i], lang, &sum);
	printf("%zu layouts in %d languages: word precision %.4f, recall %.4f\n", count, LANGS,
	       (double)sum.both / (double)sum.got, (double)sum.both / (double)sum.wanted);
	assert_true(count >= 20);
	assert_int_equal(wrong, 0);
	buf_release(&words.file);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(finds_the_body_of_every_layout) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
