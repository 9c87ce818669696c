/* Splits an article into dated passages: a section under a dated heading, else a paragraph. */
#include "split.h"

#define PASSAGE_BYTES 12000u    /* a section longer than this is cut at the next paragraph */
#define LONE_WORDS 4u           /* a heading without text below it is text when it has so many words */

/* The walk: what is open, and what the next passage inherits. */
struct splitter {
	const struct article *article;
	struct arena *arena;
	struct document *out;
	size_t room, piece_room;
	struct date_frame frame;
	struct span heading;
	uint8_t level;          /* of the heading */
	struct date section;    /* of the dated heading above, {0} outside */
	uint8_t section_level;
	bool inherits;          /* below an undated heading within a dated section */
	bool *run_in;           /* of each passage: it begins with its date as with a heading */
	size_t run_in_room;
	struct passage open;
	struct buf text;
	bool is_open;
};

static bool line_is_credit(struct splitter *s, struct span line)
{
	return line.bytes > 0 && credit_find(line, s->arena) != NULL;
}

static void piece_add(struct splitter *s, struct span piece)
{
	piece = span_trim(piece);
	if (piece.bytes == 0)
		return;
	if (s->text.bytes > 0)
		buf_add_string(&s->text, "\n\n");
	ARENA_PUSH(s->arena, s->open.pieces, s->open.piece_count, s->piece_room) = (struct piece){
		(uint32_t)s->text.bytes, (uint32_t)(piece.at - s->article->text.at), (uint32_t)piece.bytes };
	buf_add_span(&s->text, piece);
}

/* Adds a block without those of its lines that are credits. */
static void block_add(struct splitter *s, struct span block)
{
	struct span rest = block, run = { block.at, 0 };

	while (rest.at) {
		struct span line = span_cut(&rest, '\n');

		if (line_is_credit(s, span_trim(line))) {
			piece_add(s, run);
			run = span_make(line.at + line.bytes, 0);
		} else {
			run.bytes = (size_t)(line.at + line.bytes - run.at);
		}
	}
	piece_add(s, run);
}

/* The dates of heading and text, in one array. */
static void dates_add(struct splitter *s)
{
	struct passage *passage = &s->open;
	struct date_mention *of_heading, *of_text;
	struct date_frame frame = s->frame;
	struct text heading, text;
	size_t heading_count, count;

	text_read(passage->heading, s->arena, &heading);
	heading_count = dates_find(&heading, s->article->lang, &frame, s->arena, &of_heading);
	if (date_is_known(s->section))
		s->frame.last = s->section;
	text_read(passage->text, s->arena, &text);
	count = dates_find(&text, passage->lang, &s->frame, s->arena, &of_text);
	passage->dates = arena_new_array(s->arena, struct date_mention, heading_count + count + 1);
	for (size_t i = 0; i < heading_count; i++)
		passage->dates[i] = of_heading[i];
	for (size_t i = 0; i < count; i++)
		passage->dates[heading_count + i] = of_text[i];
	passage->heading_date_count = heading_count;
	passage->date_count = heading_count + count;
}

/* The first date of [from, to) that may date a passage: firm ones only, or weak
 * ones with both ends. */
static struct date first_date(const struct passage *passage, size_t from, size_t to, bool weak)
{
	for (size_t i = from; i < to; i++) {
		const struct date_mention *mention = &passage->dates[i];

		if (!date_is_known(mention->date) || mention->weak != weak)
			continue;
		if (!weak || (mention->date.from_day != DAY_OPEN_FROM && mention->date.to_day != DAY_OPEN_TO))
			return mention->date;
	}
	return (struct date){ 0 };
}

static void date_set(struct passage *passage, struct date date, enum date_origin origin)
{
	if (date_is_known(passage->date) || !date_is_known(date))
		return;
	passage->date = date;
	passage->origin = origin;
}

static void event_date_find(struct splitter *s)
{
	struct passage *passage = &s->open;
	size_t in_heading = passage->heading_date_count;

	if (date_is_known(s->section) && !s->inherits)
		date_set(passage, s->section, ORIGIN_HEADING);
	date_set(passage, first_date(passage, in_heading, passage->date_count, false), ORIGIN_TEXT);
	date_set(passage, first_date(passage, 0, in_heading, false), ORIGIN_HEADING);
	date_set(passage, s->section, ORIGIN_INHERITED);
	if (!s->frame.chronicle)
		date_set(passage, s->article->published, ORIGIN_PUBLICATION);
	else
		date_set(passage, first_date(passage, in_heading, passage->date_count, true), ORIGIN_TEXT);
}

/* "5 января. ...", "January 5 — ...", "6 қаңтар: ...": a date at the front, parted
 * from the rest as a heading is. */
static bool begins_with_date(const struct passage *passage)
{
	static const char *const signs[] = { ".", ":", " —", " –", " -", "—", "–" };
	const struct date_mention *first = &passage->dates[passage->heading_date_count];
	struct span rest;

	if (passage->date_count == passage->heading_date_count || first->at_byte > 4 || !date_is_known(first->date))
		return false;
	rest = span_make(passage->text.at + first->at_byte + first->bytes,
			 passage->text.bytes - first->at_byte - first->bytes);
	for (size_t i = 0; i < COUNT(signs); i++)
		if (span_starts(rest, signs[i]))
			return true;
	return false;
}

/* Ends the passage at hand, if it has any text. */
static void passage_close(struct splitter *s)
{
	size_t count = s->out->passage_count;

	if (!s->is_open)
		return;
	s->is_open = false;
	if (s->text.bytes == 0)
		return;
	s->open.text = arena_copy(s->arena, buf_span(&s->text));
	s->open.heading = s->heading;
	language_guess(s->open.text, s->article->lang, s->open.lang);
	dates_add(s);
	event_date_find(s);
	ARENA_PUSH(s->arena, s->run_in, count, s->run_in_room) = begins_with_date(&s->open);
	ARENA_PUSH(s->arena, s->out->passages, s->out->passage_count, s->room) = s->open;
}

static void passage_open(struct splitter *s)
{
	passage_close(s);
	s->open = (struct passage){ .pieces = NULL };
	s->piece_room = 0;
	buf_clear(&s->text);
	s->is_open = true;
}

static void text_part(struct splitter *s, const struct part *part)
{
	if (!s->is_open || !date_is_known(s->section) || s->text.bytes > PASSAGE_BYTES)
		passage_open(s);
	block_add(s, part->text);
}

/* An undated heading ends the dated section above it, unless it stands deeper. */
static void heading_part(struct splitter *s, const struct part *part)
{
	passage_close(s);
	s->heading = part->text;
	s->level = part->level;
	s->inherits = date_is_known(s->section) && part->level > s->section_level;
	if (!s->inherits) {
		s->frame.last = date_is_known(s->section) ? s->section : s->frame.last;
		s->frame.heading = s->section = (struct date){ 0 };
	}
}

static void dated_part(struct splitter *s, const struct part *part)
{
	passage_close(s);
	s->heading = part->text;
	s->level = s->section_level = part->level;
	s->inherits = false;
	s->section = s->frame.heading = part->date;
}

/* Is the heading `i` followed by text, before any other heading that is not deeper? */
static bool has_text_below(const struct article *article, const struct part *parts, size_t i)
{
	for (size_t k = i + 1; k < article->block_count; k++) {
		if (parts[k].kind == PART_TEXT)
			return true;
		if (parts[k].kind != PART_NOTHING && parts[k].level <= parts[i].level)
			return false;
	}
	return false;
}

static size_t word_count(struct splitter *s, struct span text)
{
	struct text read;

	text_read(text, s->arena, &read);
	return read.count;
}

/* A heading with nothing below it is the text itself: a line of a list of days. */
static bool is_lone(struct splitter *s, const struct part *parts, size_t i)
{
	if (has_text_below(s->article, parts, i))
		return false;
	if (parts[i].kind == PART_DATED)
		return parts[i].says_more;
	return word_count(s, parts[i].text) >= LONE_WORDS;
}

static void lone_part(struct splitter *s, const struct part *part)
{
	passage_close(s);
	if (part->kind == PART_DATED) {
		s->heading = (struct span){ NULL, 0 };
		s->frame.heading = part->date;
		s->section = (struct date){ 0 };
	}
	passage_open(s);
	block_add(s, part->text);
	passage_close(s);
}

/* In an article whose paragraphs begin with their dates as with headings, those
 * between go with the one above. */
static void run_ins_spread(struct splitter *s)
{
	struct passage *passages = s->out->passages;
	struct date date = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < s->out->passage_count; i++)
		count += s->run_in[i];
	for (size_t i = 0; i < s->out->passage_count && count >= 2; i++) {
		if (s->run_in[i]) {
			date = passages[i].date;
		} else if (date_is_known(date) && (passages[i].origin == ORIGIN_NONE || passages[i].origin == ORIGIN_PUBLICATION)) {
			passages[i].date = date;
			passages[i].origin = ORIGIN_INHERITED;
		} else if (passages[i].origin == ORIGIN_PUBLICATION) {
			passages[i].date = (struct date){ 0 };
			passages[i].origin = ORIGIN_NONE;
		}
	}
}

/* An article that is all title is one passage without text, so that it is found. */
static void title_alone(struct splitter *s)
{
	struct passage passage = { .text = { "", 0 } };

	if (s->article->title.bytes == 0)
		return;
	memcpy(passage.lang, s->article->lang, LANG_TEXT);
	date_set(&passage, s->article->published, ORIGIN_PUBLICATION);
	ARENA_PUSH(s->arena, s->out->passages, s->out->passage_count, s->room) = passage;
}

void passages_split(const struct article *article, struct arena *arena, struct document *out)
{
	struct splitter s = { .article = article, .arena = arena, .out = out, .text = BUF_INIT(BUF_TEXT_MOST) };
	struct part *parts;

	*out = (struct document){ .article = article };
	parts = parts_find(article, &s.frame, arena);
	for (size_t i = 0; i < article->block_count; i++) {
		if (parts[i].kind == PART_NOTHING)
			continue;
		if (parts[i].kind == PART_TEXT)
			text_part(&s, &parts[i]);
		else if (is_lone(&s, parts, i))
			lone_part(&s, &parts[i]);
		else if (parts[i].kind == PART_DATED)
			dated_part(&s, &parts[i]);
		else
			heading_part(&s, &parts[i]);
	}
	passage_close(&s);
	run_ins_spread(&s);
	if (out->passage_count == 0)
		title_alone(&s);
	buf_release(&s.text);
}
