/* Splits an article into dated passages: a section under a dated heading is one, elsewhere each paragraph. */
#include "articles/passage_make.h"

/* An article of one line is cut at its dates when it has this many. */
#define DATED_CUTS_LEAST 2

/* ---- sections ---- */

/* Bytes of the parts [from, to) that are text. */
static uint32_t text_bytes(const struct parting *parting, size_t from, size_t to)
{
	uint32_t bytes = 0;

	for (size_t i = from; i < to; i++)
		bytes += parting->parts[i].kind == PART_TEXT ? parting->parts[i].bytes : 0;
	return bytes;
}

/* The pieces [from, to), of a section too long for one passage cut further. */
static size_t section_pieces(const struct parting *parting, size_t from, size_t to, struct piece **out)
{
	size_t count = 0, room = 0;

	*out = NULL;
	for (size_t i = from; i < to; i++) {
		const struct part *part = &parting->parts[i];
		struct piece piece = piece_of(part);
		uint32_t *cuts;
		size_t cut_count = 0;

		if (part->kind != PART_TEXT)
			continue;
		if (part->bytes > SECTION_MOST)
			cut_count = part_cuts_at_sentences(parting, part, PARAGRAPH_MOST, &cuts);
		for (size_t n = 0; n < cut_count; n++) {
			uint32_t end = piece.in_article + piece.bytes;

			piece.bytes = (uint32_t)span_trim(span_make(parting->article->text.at + piece.in_article,
								    cuts[n] - piece.in_article)).bytes;
			ARENA_PUSH(parting->arena, *out, count, room) = piece;
			piece.in_article = cuts[n];
			piece.bytes = end - cuts[n];
		}
		ARENA_PUSH(parting->arena, *out, count, room) = piece;
	}
	return count;
}

/* All text of the parts [from, to) as one passage of that day, or several of about even length. */
static void push_section(struct making *making, size_t from, size_t to, const struct part *heading, struct date day)
{
	const struct parting *parting = making->parting;
	uint32_t bytes = text_bytes(parting, from, to), each = bytes / (bytes / SECTION_MOST + 1) + 1, held = 0;
	struct piece *pieces;
	size_t count = section_pieces(parting, from, to, &pieces), first = 0;

	for (size_t i = 0; i < count; i++) {
		struct passage *passage;

		held += pieces[i].bytes;
		if (i + 1 < count && (held < each || bytes <= SECTION_MOST))
			continue;
		passage = passage_push(making, &pieces[first], i + 1 - first, heading);
		passage->date = day;
		passage->origin = heading ? ORIGIN_HEADING : ORIGIN_TEXT;
		first = i + 1;
		held = 0;
	}
}

/* ---- paragraphs ---- */

static void date_passage(struct making *making, struct passage *passage, struct date found, const struct part *heading)
{
	const struct parting *parting = making->parting;

	passage->origin = ORIGIN_NONE;
	if (date_is_known(found)) {
		passage->date = found;
		passage->origin = ORIGIN_TEXT;
	} else if (heading && date_is_known(heading->frame)) {
		passage->date = heading->frame;
		passage->origin = ORIGIN_INHERITED;
	} else if (parting->listed && date_is_known(making->entry)) {
		passage->date = making->entry;
		passage->origin = ORIGIN_INHERITED;
	} else if (!parting->chronicle && date_is_known(parting->article->published)) {
		passage->date = parting->article->published;
		passage->origin = ORIGIN_PUBLICATION;
	}
}

/* The bytes [at, end) of a paragraph as a passage. Without a date of its own it
 * takes that of the bytes before it in the same paragraph, `*before`. */
static void push_stretch(struct making *making, uint32_t at, uint32_t end, const struct part *heading, struct date *before)
{
	struct parting *parting = making->parting;
	struct span text = span_trim(span_make(parting->article->text.at + at, end - at));
	struct piece *piece = arena_new_array(parting->arena, struct piece, 1);
	struct date found = parting_event(parting, at, end);
	struct passage *passage;

	if (text.bytes == 0)
		return;
	*piece = (struct piece){ .in_article = (uint32_t)(text.at - parting->article->text.at), .bytes = (uint32_t)text.bytes };
	passage = passage_push(making, piece, 1, heading);
	date_passage(making, passage, found, heading);
	if (passage->origin != ORIGIN_TEXT && date_is_known(*before)) {
		passage->date = *before;
		passage->origin = ORIGIN_INHERITED;
	}
	if (passage->origin == ORIGIN_TEXT)
		*before = found;
}

static void push_paragraph(struct making *making, const struct part *part, const struct part *heading)
{
	const struct parting *parting = making->parting;
	uint32_t at = part->at_byte, *cuts = NULL;
	struct date before = { 0 };
	size_t count = 0;

	if (part_opens_with_date(parting, part))
		making->entry = (struct date){ 0 };
	if (part->bytes > PARAGRAPH_MOST || parting->text_count == 1)
		count = part_cuts_at_dates(parting, part, &cuts);
	if (count < DATED_CUTS_LEAST)
		count = part->bytes > PARAGRAPH_MOST ? part_cuts_at_sentences(parting, part, PARAGRAPH_MOST, &cuts) : 0;
	for (size_t i = 0; i < count; i++) {
		push_stretch(making, at, cuts[i], heading, &before);
		at = cuts[i];
	}
	push_stretch(making, at, part_end(part), heading, &before);
	if (part_opens_with_date(parting, part))
		making->entry = before;
}

/* ---- the whole ---- */

/* The next heading after part `i`, or the number of parts. */
static size_t next_heading(const struct parting *parting, size_t i)
{
	while (++i < parting->count && parting->parts[i].kind != PART_HEADING)
		;
	return i;
}

/* A heading over nothing is text itself, unless it stands over other headings. */
static void push_bare_heading(struct making *making, size_t i, size_t next)
{
	const struct parting *parting = making->parting;
	const struct part *part = &parting->parts[i];
	struct piece *piece;
	struct passage *passage;

	if (next < parting->count && parting->parts[next].rank > part->rank)
		return;
	piece = arena_new_array(parting->arena, struct piece, 1);
	*piece = piece_of(part);
	passage = passage_push(making, piece, 1, NULL);
	date_passage(making, passage, date_is_known(part->date) ? part->date : parting_event(parting, part->at_byte, part_end(part)),
		     part);
}

/* "2 January. The square is full": a paragraph of a dated section that opens with a
 * later day, no later than that of the next section, begins one of its own. */
static bool begins_section(const struct parting *parting, size_t i, struct date after, size_t next)
{
	const struct part *part = &parting->parts[i];
	struct date day;

	if (part->kind != PART_TEXT || !part_opens_with_date(parting, part))
		return false;
	day = parting->mentions[part->mention].date;
	if (day.precision > DATE_DAYS || after.precision > DATE_DAYS || day.from_day <= after.to_day)
		return false;
	return next == parting->count || !date_is_known(parting->parts[next].date) ||
	       day.to_day < parting->parts[next].date.from_day;
}

/* A dated section, with those in it that open with a day of their own. */
static void push_days(struct making *making, size_t from, size_t to, const struct part *heading)
{
	const struct parting *parting = making->parting;
	struct date day = heading->date;
	size_t first = from;

	for (size_t i = from; i <= to; i++) {
		if (i < to && !begins_section(parting, i, day, to))
			continue;
		push_section(making, first, i, first == from ? heading : NULL, day);
		if (i < to)
			day = parting->mentions[parting->parts[i].mention].date;
		first = i;
	}
}

static void push_parts(struct making *making, size_t from, size_t to, const struct part *heading)
{
	const struct parting *parting = making->parting;

	if (heading && date_is_known(heading->date)) {
		push_days(making, from, to, heading);
		return;
	}
	for (size_t i = from; i < to; i++)
		if (parting->parts[i].kind == PART_TEXT)
			push_paragraph(making, &parting->parts[i], heading);
}

/* An article that says no more than its title is one passage, so that it is found. */
static void push_title(struct making *making)
{
	struct parting *parting = making->parting;
	const struct article *article = parting->article;
	struct passage title = { .date = { 0 } };

	for (size_t i = 0; i < parting->count; i++) {
		if (parting->parts[i].kind != PART_TITLE)
			continue;
		push_paragraph(making, &parting->parts[i], NULL);
		return;
	}
	if (article->title.bytes == 0)
		return;
	memcpy(title.lang, article->lang, sizeof(title.lang));
	date_passage(making, &title, (struct date){ 0 }, NULL);
	ARENA_PUSH(parting->arena, making->out->passages, making->out->passage_count, making->room) = title;
}

static void list_left_out(const struct parting *parting, struct document *out)
{
	size_t room = 0;

	for (size_t i = 0; i < parting->count; i++)
		if (parting->parts[i].kind == PART_CREDIT)
			ARENA_PUSH(parting->arena, out->left_out, out->left_out_count, room) =
				(struct left_out){ parting->parts[i].at_byte, parting->parts[i].bytes };
}

void passages_split(const struct article *article, struct arena *arena, struct document *out)
{
	struct parting parting;
	struct making making = { .parting = &parting, .out = out };

	*out = (struct document){ .article = article };
	parting_begin(&parting, article, arena);
	parting_find_title(&parting);
	out->article = parting_titled(&parting, arena);
	parting_find_headings(&parting);
	parting_find_kind(&parting);
	parting_find_dates(&parting);
	for (size_t i = 0; i < parting.count;) {
		const struct part *part = &parting.parts[i];
		bool headed = part->kind == PART_HEADING;
		size_t next = next_heading(&parting, i);

		if (headed && text_bytes(&parting, i + 1, next) == 0)
			push_bare_heading(&making, i, next);
		else
			push_parts(&making, headed ? i + 1 : i, next, headed ? part : NULL);
		making.entry = (struct date){ 0 };
		i = next;
	}
	if (out->passage_count == 0)
		push_title(&making);
	for (size_t i = 0; i < out->passage_count; i++)
		out->passages[i].confidence = passage_confidence(&out->passages[i]);
	out->text = parting.text;
	out->chronicle = parting.chronicle;
	out->all_dates = parting.mentions;
	out->all_date_count = parting.mention_count;
	list_left_out(&parting, out);
}
