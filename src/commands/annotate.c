/* dateline annotate: JSON Lines in, the dates, places and persons of each text out. */
#include "commands/command.h"

#include "dateline/article.h"
#include "dateline/json.h"

#include <stdio.h>
#include <stdlib.h>

#define LINE_BYTES_MOST ((size_t)64 << 20)
#define PRINT_BYTES_MOST ((size_t)1 << 30)

/* One finding in the text as given. */
struct finding {
	size_t at_byte, bytes;
	const struct date_mention *date;
	const struct place_mention *place;
	const struct person *person;
};

struct findings {
	struct finding *list;
	size_t count, room;
	struct arena *arena;
};

static void findings_add(struct findings *all, struct finding finding)
{
	ARENA_PUSH(all->arena, all->list, all->count, all->room) = finding;
}

static int finding_compare(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;

	if (a->at_byte != b->at_byte)
		return a->at_byte < b->at_byte ? -1 : 1;
	return a->bytes > b->bytes ? -1 : a->bytes < b->bytes;
}

/* Where byte `at` of a passage stands in the article; false when the mention
 * leaves its piece. */
static bool in_article(const struct passage *passage, size_t at, size_t bytes, size_t *out)
{
	for (size_t i = 0; i < passage->piece_count; i++) {
		const struct piece *piece = &passage->pieces[i];

		if (at < piece->in_passage || at + bytes > (size_t)piece->in_passage + piece->bytes)
			continue;
		*out = piece->in_article + (at - piece->in_passage);
		return true;
	}
	return false;
}

/* The place in the article of a mention in passage or heading. */
static bool mention_at(const struct document *document, const struct passage *passage, bool in_heading, size_t at,
		       size_t bytes, size_t *out)
{
	if (!in_heading)
		return in_article(passage, at, bytes, out);
	*out = (size_t)(passage->heading.at - document->article->text.at) + at;
	return true;
}

static bool is_first_of_heading(const struct document *document, size_t i)
{
	return i == 0 || document->passages[i - 1].heading.at != document->passages[i].heading.at;
}

static void dates_of_passages(const struct document *document, struct findings *all)
{
	for (size_t i = 0; i < document->passage_count; i++) {
		const struct passage *passage = &document->passages[i];
		size_t from = is_first_of_heading(document, i) ? 0 : passage->heading_date_count, at;

		for (size_t d = from; d < passage->date_count; d++) {
			const struct date_mention *date = &passage->dates[d];

			if (mention_at(document, passage, d < passage->heading_date_count, date->at_byte, date->bytes, &at))
				findings_add(all, (struct finding){ at, date->bytes, date, NULL, NULL });
		}
	}
}

/* Marks the bytes of the article that passages and headings have. */
static void cover(const struct document *document, bool *covered)
{
	const struct article *article = document->article;

	for (size_t i = 0; i < document->passage_count; i++) {
		const struct passage *passage = &document->passages[i];

		if (passage->heading.bytes > 0)
			memset(covered + (passage->heading.at - article->text.at), true, passage->heading.bytes);
		for (size_t k = 0; k < passage->piece_count; k++)
			memset(covered + passage->pieces[k].in_article, true, passage->pieces[k].bytes);
	}
}

/* Dates of lines that are in no passage: the title, credits, a date line. */
static void dates_of_rest(const struct document *document, struct findings *all)
{
	const struct article *article = document->article;
	bool *covered = arena_new_array(all->arena, bool, article->text.bytes + 1);
	struct date_frame frame = { .published = article->published };
	struct span rest = article->text;

	cover(document, covered);
	while (rest.at) {
		struct span line = span_cut(&rest, '\n');
		size_t from = (size_t)(line.at - article->text.at), count;
		struct date_mention *dates;
		struct text text;

		if (span_trim(line).bytes == 0 || covered[from + (size_t)(span_trim(line).at - line.at)])
			continue;
		text_read(line, all->arena, &text);
		count = dates_find(&text, article->lang, &frame, all->arena, &dates);
		for (size_t i = 0; i < count; i++)
			findings_add(all, (struct finding){ from + dates[i].at_byte, dates[i].bytes, &dates[i], NULL, NULL });
	}
}

static void places_of(const struct document *document, struct findings *all)
{
	size_t title = (size_t)(document->article->title.at - document->article->text.at), at;

	for (size_t i = 0; i < document->title_place_count; i++)
		findings_add(all, (struct finding){ title + document->title_places[i].at_byte, document->title_places[i].bytes,
						    NULL, &document->title_places[i], NULL });
	for (size_t i = 0; i < document->place_count; i++) {
		const struct passage_place *place = &document->places[i];

		if (place->in_heading && !is_first_of_heading(document, place->passage))
			continue;
		if (mention_at(document, &document->passages[place->passage], place->in_heading, place->mention.at_byte,
			       place->mention.bytes, &at))
			findings_add(all, (struct finding){ at, place->mention.bytes, NULL, &place->mention, NULL });
	}
}

static void persons_of(const struct document *document, struct findings *all)
{
	size_t title = (size_t)(document->article->title.at - document->article->text.at), at;

	for (size_t i = 0; i < document->title_mention_count; i++) {
		const struct person_mention *mention = &document->title_mentions[i];

		findings_add(all, (struct finding){ title + mention->at_byte, mention->bytes, NULL, NULL,
						    &document->persons[mention->person] });
	}
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct passage_person *person = &document->mentions[i];

		if (mention_at(document, &document->passages[person->passage], person->in_heading, person->mention.at_byte,
			       person->mention.bytes, &at))
			findings_add(all, (struct finding){ at, person->mention.bytes, NULL, NULL,
							    &document->persons[person->mention.person] });
	}
}

static void day_json(struct json *json, const char *name, int32_t day)
{
	char text[DATE_TEXT];

	day_print(day, text);
	if (text[0])
		json_string(json, name, text);
	else
		json_null(json, name);
}

static void days_json(struct json *json, const char *from, const char *to, struct date date)
{
	if (date_is_known(date)) {
		day_json(json, from, date.from_day);
		day_json(json, to, date.to_day);
	} else {
		json_null(json, from);
		json_null(json, to);
	}
}

static void date_json(struct json *json, const struct date_mention *mention)
{
	if (mention->timex.bytes > 0)
		json_span(json, "value", mention->timex);
	else
		json_null(json, "value");
	days_json(json, "from", "to", mention->date);
}

static void place_json(struct json *json, const struct gazetteer *gazetteer, const struct place_mention *mention)
{
	struct place place = place_get(gazetteer, mention->place);
	uint32_t above[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, mention->place, above);

	json_span(json, "name", place.name);
	json_real(json, "lat", (double)place.lat, 4);
	json_real(json, "lon", (double)place.lon, 4);
	json_string(json, "country", place.country);
	json_string(json, "kind", place_kind_text(place.kind));
	json_open_array(json, "path");
	while (count > 0)
		json_span(json, NULL, place_get(gazetteer, above[--count]).name);
	json_span(json, NULL, place.name);
	json_close_array(json);
}

/* Prints the findings as one array, offsets in code points. */
static void findings_json(struct json *json, const char *name, struct findings *all, struct span text,
			  const struct gazetteer *gazetteer)
{
	struct char_counter counter = { text, 0, 0 };
	size_t end = 0;

	if (all->count > 0)
		qsort(all->list, all->count, sizeof(*all->list), finding_compare);
	json_open_array(json, name);
	for (size_t i = 0; i < all->count; i++) {
		const struct finding *finding = &all->list[i];

		if (i > 0 && finding->at_byte < end)
			continue;
		end = finding->at_byte + finding->bytes;
		json_open_object(json, NULL);
		json_number(json, "start", (int64_t)char_at(&counter, finding->at_byte));
		json_number(json, "end", (int64_t)char_at(&counter, end));
		json_span(json, "text", span_make(text.at + finding->at_byte, finding->bytes));
		if (finding->date)
			date_json(json, finding->date);
		if (finding->place)
			place_json(json, gazetteer, finding->place);
		if (finding->person)
			json_span(json, "name", finding->person->label);
		json_close_object(json);
	}
	json_close_array(json);
}

static void id_json(struct json *json, const struct asked_text *asked)
{
	if (asked->id_is_number)
		json_number(json, "id", strtoll(asked->id.at, NULL, 10));
	else if (asked->id.at)
		json_span(json, "id", asked->id);
	else
		json_null(json, "id");
}

static void phrase_annotate(const struct asked_text *asked, struct json *json, struct arena *arena)
{
	struct text text;

	text_read(asked->text, arena, &text);
	json_open_object(json, "expect");
	days_json(json, "start", "end", date_of_phrase(&text, asked->lang, asked->ref, arena));
	json_close_object(json);
}

static void document_annotate(const struct asked_text *asked, const struct gazetteer *gazetteer, struct json *json,
			      struct arena *arena)
{
	struct findings dates = { .arena = arena }, places = { .arena = arena }, persons = { .arena = arena };
	struct document document;
	struct article article;

	article_of_text(asked->text, asked->lang, asked->published, arena, &article);
	passages_split(&article, arena, &document);
	passages_annotate(&document, gazetteer, arena);
	dates_of_passages(&document, &dates);
	dates_of_rest(&document, &dates);
	places_of(&document, &places);
	persons_of(&document, &persons);
	findings_json(json, "timex", &dates, asked->text, gazetteer);
	findings_json(json, "places", &places, asked->text, gazetteer);
	findings_json(json, "persons", &persons, asked->text, gazetteer);
}

/* One line in, one line at the end of `out`; a line that is none leaves a fault. */
static void line_annotate(struct span line, const struct gazetteer *gazetteer, struct buf *out, struct arena *arena,
			  struct error *err)
{
	struct json json = { .out = out };
	struct asked_text asked;

	asked_text_read(line, arena, &asked, err);
	if (err->status != STATUS_OK)
		return;
	json_open_object(&json, NULL);
	id_json(&json, &asked);
	if (asked.is_phrase)
		phrase_annotate(&asked, &json, arena);
	else
		document_annotate(&asked, gazetteer, &json, arena);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

static void stream_annotate(const struct invocation *line, const struct gazetteer *gazetteer, struct error *err)
{
	struct buf out = BUF_INIT(PRINT_BYTES_MOST);
	struct arena *arena = arena_new();
	char *text = NULL;
	size_t room = 0, number = 0;
	ssize_t bytes;

	while (err->status == STATUS_OK && (bytes = getline(&text, &room, stdin)) >= 0) {
		struct span trimmed = span_trim(span_make(text, (size_t)bytes));
		struct error bad = { 0 };

		number++;
		arena_reset(arena);
		buf_clear(&out);
		if (trimmed.bytes > LINE_BYTES_MOST)
			error_set(&bad, STATUS_DATA, NULL, "longer than 64 MiB");
		else if (trimmed.bytes > 0)
			line_annotate(trimmed, gazetteer, &out, arena, &bad);
		if (bad.status != STATUS_OK)
			tell(line, "line %zu: %s", number, bad.text);
		else
			print_out(buf_span(&out), err);
	}
	if (ferror(stdin))
		error_set(err, STATUS_IO, "standard input", "cannot be read");
	free(text);
	arena_free(arena);
	buf_release(&out);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct gazetteer *gazetteer = NULL;

	if (line->operand_count > 0)
		error_set(err, STATUS_USAGE, NULL, "reads standard input and takes no file");
	else
		gazetteer = gazetteer_open(NULL, err);
	if (err->status == STATUS_OK)
		stream_annotate(line, gazetteer, err);
	gazetteer_close(gazetteer);
	return STATUS_OK;
}

const struct command command_annotate = {
	"annotate", "the dates, places and persons of JSON Lines on standard input", "< docs.jsonl", NULL, 0, run
};
