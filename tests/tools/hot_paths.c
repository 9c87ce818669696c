/* Runs each hot path once over the files it is given, for callgrind to count, and prints the bytes that each read: hot_paths FILE...
 *
 * Callgrind collects inside counted() alone (tests/bench/guard.sh), and tells each hot_*
 * function's share. What a process does once, as making tables at the first use, is
 * done before, by a round that is not counted. */
#include "dateline/answer.h"
#include "dateline/article.h"
#include "dateline/json.h"

#include <stdio.h>

/* The articles of all files, their words, and those words' terms. */
struct input {
	struct gazetteer *gazetteer;
	struct stemmer *stemmer;
	struct arena *keep, *scratch;
	struct article *articles;
	struct text *texts;
	size_t count, room, text_count, text_room;
	struct buf lines;               /* the articles as JSON Lines */
	struct buf out;
	size_t bytes;                   /* of all texts */
	size_t name_bytes;              /* of all words that may be names */
	double found;                   /* so that no path is left out by the compiler */
};

static bool may_be_name(const struct word *word)
{
	return word->shape == WORD_CAPITAL || word->shape == WORD_UPPER || word->shape == WORD_MIXED;
}

/* ---- the paths ---- */

static void hot_json(struct input *input);

static void hot_words(struct input *input)
{
	struct text text;

	for (size_t i = 0; i < input->count; i++)
		text_read(input->articles[i].text, input->scratch, &text);
}

static void hot_fold(struct input *input)
{
	for (size_t i = 0; i < input->count; i++)
		input->found += (double)text_fold(input->articles[i].text, input->scratch).bytes;
}

static void hot_stem(struct input *input)
{
	for (size_t i = 0; i < input->count; i++)
		for (size_t w = 0; w < input->texts[i].count; w++) {
			struct span term = text_term(input->texts[i].words[w].folded, input->scratch);

			input->found += (double)stemmer_stem(input->stemmer, term, input->articles[i].lang, input->scratch).bytes;
		}
}

static void hot_split(struct input *input)
{
	struct document document;

	for (size_t i = 0; i < input->count; i++)
		passages_split(&input->articles[i], input->scratch, &document);
}

static void hot_dates(struct input *input)
{
	struct date_mention *dates;

	for (size_t i = 0; i < input->count; i++) {
		struct date_frame frame = { 0 };

		input->found += (double)dates_find(&input->texts[i], input->articles[i].lang, &frame, input->scratch, &dates);
	}
}

static void hot_places(struct input *input)
{
	struct place_mention *places;

	for (size_t i = 0; i < input->count; i++) {
		struct place_context context = { .lang = input->articles[i].lang };

		input->found += (double)places_find(input->gazetteer, &input->texts[i], &context, input->scratch, &places);
	}
}

static void hot_persons(struct input *input)
{
	struct person_list list;

	for (size_t i = 0; i < input->count; i++)
		persons_find(&input->texts[i], input->articles[i].lang, NULL, 0, input->scratch, &list);
}

static void hot_keys(struct input *input)
{
	struct name_key keys[NAME_KEYS_MOST];

	for (size_t i = 0; i < input->count; i++)
		for (size_t w = 0; w < input->texts[i].count; w++)
			if (may_be_name(&input->texts[i].words[w]))
				input->found += (double)name_keys(input->texts[i].words[w].folded, keys);
}

/* Each capitalised word against one name in another alphabet. */
static void hot_score(struct input *input)
{
	for (size_t i = 0; i < input->count; i++)
		for (size_t w = 0; w < input->texts[i].count; w++)
			if (may_be_name(&input->texts[i].words[w]))
				input->found += name_match(span_of("Zhumagaliyev"), text_word(&input->texts[i], w), NULL);
}

static void hot_annotate(struct input *input)
{
	for (size_t i = 0; i < input->count; i++) {
		struct json json = { .out = &input->out };
		struct document document;

		passages_split(&input->articles[i], input->scratch, &document);
		passages_annotate(&document, input->gazetteer, input->scratch);
		json_open_object(&json, NULL);
		annotate_print_json(&document, input->gazetteer, &json);
		json_close_object(&json);
		buf_clear(&input->out);
	}
}

static const struct path {
	const char *name;
	void (*run)(struct input *input);
	bool names;             /* reads the words that may be names alone */
} paths[] = {
	{ "json", hot_json, false }, { "words", hot_words, false }, { "fold", hot_fold, false }, { "stem", hot_stem, false },
	{ "split", hot_split, false }, { "dates", hot_dates, false }, { "places", hot_places, false },
	{ "persons", hot_persons, false }, { "keys", hot_keys, true }, { "score", hot_score, true },
	{ "annotate", hot_annotate, false },
};

/* Runs one path: the door at which callgrind begins to count. */
__attribute__((noinline)) static void counted(const struct path *path, struct input *input)
{
	path->run(input);
	arena_reset(input->scratch);
}

/* ---- what they read ---- */

static bool count_article(const struct article *article, struct arena *arena, void *with)
{
	struct input *input = with;

	(void)arena;
	input->found += (double)article->text.bytes;
	return true;
}

static void no_fault(const struct error *err, void *with)
{
	(void)err;
	(void)with;
}

static void hot_json(struct input *input)
{
	struct read_options options = { .format = span_of("jsonl") };
	struct error err = { 0 };

	articles_read(buf_span(&input->lines), span_of("hot.jsonl"), &options, count_article, no_fault, input, &err);
}

static bool keep_article(const struct article *article, struct arena *arena, void *with)
{
	struct input *input = with;
	struct json json = { .out = &input->lines };
	struct article *kept;
	struct text text;

	(void)arena;
	ARENA_PUSH(input->keep, input->articles, input->count, input->room) = (struct article){ .published = article->published };
	kept = &input->articles[input->count - 1];
	memcpy(kept->lang, article->lang, sizeof(kept->lang));
	kept->text = arena_copy(input->keep, article->text);
	kept->title = arena_copy(input->keep, article->title);
	text_read(kept->text, input->keep, &text);
	ARENA_PUSH(input->keep, input->texts, input->text_count, input->text_room) = text;
	input->bytes += kept->text.bytes;
	for (size_t w = 0; w < text.count; w++)
		input->name_bytes += may_be_name(&text.words[w]) ? text.words[w].bytes : 0;
	json_open_object(&json, NULL);
	json_number(&json, "id", (int64_t)input->count);
	json_span(&json, "title", kept->title);
	json_span(&json, "text", kept->text);
	json_close_object(&json);
	buf_add_string(&input->lines, "\n");
	return true;
}

static void input_read(struct input *input, const char *path, struct error *err)
{
	struct read_options options = { 0 };
	struct buf raw = BUF_INIT(BUF_TEXT_MOST);

	file_read(path, &raw, err);
	if (err->status == STATUS_OK)
		articles_read(buf_span(&raw), span_of(path), &options, keep_article, no_fault, input, err);
	buf_release(&raw);
}

int main(int argc, char **argv)
{
	struct error err = { 0 };
	struct input input = {
		.gazetteer = gazetteer_open(NULL, &err), .stemmer = stemmer_new(), .keep = arena_new(), .scratch = arena_new(),
		.lines = BUF_INIT(BUF_TEXT_MOST), .out = BUF_INIT(BUF_TEXT_MOST),
	};

	for (int i = 1; i < argc && err.status == STATUS_OK; i++)
		input_read(&input, argv[i], &err);
	for (size_t i = 0; i < COUNT(paths) && err.status == STATUS_OK; i++) {
		paths[i].run(&input);
		arena_reset(input.scratch);
	}
	for (size_t i = 0; i < COUNT(paths) && err.status == STATUS_OK; i++)
		counted(&paths[i], &input);
	for (size_t i = 0; i < COUNT(paths) && err.status == STATUS_OK; i++)
		printf("%s\t%zu\n", paths[i].name, paths[i].names ? input.name_bytes : input.bytes);
	if (err.status != STATUS_OK)
		fprintf(stderr, "hot_paths: %s: %s\n", err.where, err.text);
	buf_release(&input.out);
	buf_release(&input.lines);
	arena_free(input.scratch);
	arena_free(input.keep);
	stemmer_free(input.stemmer);
	gazetteer_close(input.gazetteer);
	return (int)err.status;
}
