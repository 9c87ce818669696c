/* Finds the dates of all parts, each in its frame, and says which of them a passage is about. */
#include "articles/passage.h"

/* What follows the last section of a chronology is said from the day of publication
 * when that is no further off. */
#define AFTERMATH_DAYS 400
/* So far behind its heading's period a section is somewhere else. */
#define OUTRUN_DAYS 62

/* A period in brackets longer than this is somebody's life. */
#define LIFE_DAYS 3650

/* ---- mentions ---- */

static void push_mentions(struct parting *parting, struct part *part, struct date_frame *frame)
{
	struct text text = part_text(parting, part);
	struct date_mention *found;
	size_t count = dates_find(&text, parting->lang, frame, parting->arena, &found);

	part->mention = parting->mention_count;
	part->mention_count = count;
	for (size_t i = 0; i < count; i++) {
		found[i].at_byte += part->at_byte;
		ARENA_PUSH(parting->arena, parting->mentions, parting->mention_count, parting->mention_room) = found[i];
	}
}

/* A heading's own date was fixed by the title and the headings before it, not by itself. */
static void name_own_source(struct parting *parting, const struct part *part)
{
	for (size_t i = part->mention; i < part->mention + part->mention_count; i++) {
		struct date_mention *mention = &parting->mentions[i];
		size_t comma = span_find(mention->trail, span_of(", "));

		if (!date_is_known(part->date) || mention->anchor != ORIGIN_HEADING || !date_equal(mention->date, part->date))
			continue;
		mention->anchor = ORIGIN_TITLE;
		mention->trail = arena_printf(parting->arena, "%.*s, by the title and the headings before it", (int)comma, mention->trail.at);
	}
}

/* A heading moves the frame: to its day, to the one around it, or to a period that
 * it names with its year ("The invasion (June 1950)"). */
static void enter_heading(struct parting *parting, struct part *part, struct date_frame *frame)
{
	frame->heading = part->frame;
	if (date_is_known(part->date))
		frame->last = part->date;
	push_mentions(parting, part, frame);
	name_own_source(parting, part);
	if (date_is_known(part->date))
		frame->last = part->date;
	for (size_t i = 0; i < part->mention_count && !date_is_known(part->date); i++) {
		const struct date_mention *mention = &parting->mentions[part->mention + i];

		if (!date_is_known(mention->date) || mention->weak || mention->anchor != ORIGIN_TEXT)
			continue;
		part->frame = frame->heading = frame->last = mention->date;
		break;
	}
}

/* An undated heading ends the dated sections: "this July" is said behind it from the
 * day of publication, unless that came long after. */
static void leave_sections(const struct parting *parting, const struct part *part, struct date *day, struct date_frame *frame)
{
	if (date_is_known(part->frame) || !date_is_known(*day))
		return;
	frame->last = *day;
	if (date_is_known(frame->published) && frame->published.from_day - day->to_day < AFTERMATH_DAYS &&
	    day->precision <= DATE_DAYS && parting->chronicle)
		frame->chronicle = false;
	*day = (struct date){ 0 };
}

/* A section under a month or a longer period, or under a heading that names one in
 * passing, may run on past it: once its text tells of later days by their year, the
 * heading frames no more. */
static void outrun_heading(const struct parting *parting, const struct part *part, bool is_day, struct date_frame *frame)
{
	if (is_day || !date_is_known(frame->heading))
		return;
	for (size_t i = part->mention; i < part->mention + part->mention_count; i++) {
		const struct date_mention *mention = &parting->mentions[i];

		if (date_is_known(mention->date) && mention->anchor == ORIGIN_TEXT && mention->bound == DATE_AT &&
		    mention->date.from_day > frame->heading.to_day + OUTRUN_DAYS &&
		    (!date_is_known(frame->published) || mention->date.to_day <= frame->published.to_day)) {
			frame->last = mention->date;
			frame->heading = (struct date){ 0 };
			return;
		}
	}
}

void parting_find_dates(struct parting *parting)
{
	const bool backward = parting->chronicle || !date_is_known(parting->article->published);
	struct date_frame frame = { .title = parting->title, .published = parting->article->published, .chronicle = backward };
	size_t entries = 0, texts = 0;
	struct date day = { 0 };        /* of the last dated heading */

	for (size_t i = 0; i < parting->count; i++) {
		struct part *part = &parting->parts[i];
		struct date_frame own = { .published = frame.published, .chronicle = frame.chronicle };

		if (part->kind == PART_HEADING && date_is_known(part->date)) {
			day = part->date;
			frame.chronicle = backward;
		} else if (part->kind == PART_HEADING) {
			leave_sections(parting, part, &day, &frame);
		}
		if (part->kind == PART_HEADING)
			enter_heading(parting, part, &frame);
		else if (part->kind == PART_TEXT)
			push_mentions(parting, part, &frame);
		else
			push_mentions(parting, part, &own);
		if (part->kind == PART_TEXT)
			outrun_heading(parting, part, date_is_known(day) && day.precision <= DATE_DAYS, &frame);
		texts += part->kind == PART_TEXT;
		entries += part->kind == PART_TEXT && part_opens_with_date(parting, part);
	}
	parting->text_count = texts;
	parting->listed = entries >= 3 && entries * 3 >= texts;
}

size_t parting_mention_at(const struct parting *parting, uint32_t at_byte)
{
	size_t low = 0, high = parting->mention_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (parting->mentions[middle].at_byte < at_byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- what a passage is about ---- */

bool mention_is_clock(const struct date_mention *mention)
{
	return mention->rule && (strcmp(mention->rule, "time") == 0 || strcmp(mention->rule, "part of the day") == 0);
}

static bool is_closed(struct date date)
{
	return date_is_known(date) && date.from_day != DAY_OPEN_FROM && date.to_day != DAY_OPEN_TO;
}

/* The sign before a mention, white space left out; 0 at the front. */
static char sign_before(const struct parting *parting, const struct date_mention *mention)
{
	struct span before = span_trim(span_make(parting->article->text.at, mention->at_byte));

	return before.bytes ? before.at[before.bytes - 1] : '\0';
}

/* "(12 January 1912 - 22 August 1993)": how long somebody lived dates nothing else. */
static size_t life_mentions(const struct parting *parting, size_t i, size_t to)
{
	const struct date_mention *mention = &parting->mentions[i], *next = mention + 1;

	if (sign_before(parting, mention) != '(' || !is_closed(mention->date))
		return 0;
	if (mention->date.to_day - mention->date.from_day > LIFE_DAYS)
		return 1;
	if (i + 1 < to && is_closed(next->date) && next->date.to_day - mention->date.from_day > LIFE_DAYS &&
	    next->at_byte <= mention->at_byte + mention->bytes + 6)
		return 2;
	return 0;
}

struct date parting_event(const struct parting *parting, uint32_t at_byte, uint32_t end_byte)
{
	size_t i = parting_mention_at(parting, at_byte), to = parting_mention_at(parting, end_byte);
	struct date coarse = { 0 }, weak = { 0 }, bound = { 0 };

	while (i < to) {
		const struct date_mention *mention = &parting->mentions[i];
		size_t life = life_mentions(parting, i, to);

		i += life ? life : 1;
		if (life || !is_closed(mention->date) || mention_is_clock(mention))
			continue;
		if (mention->bound != DATE_AT)
			bound = date_is_known(bound) ? bound : mention->date;
		else if (mention->weak)
			weak = date_is_known(weak) ? weak : mention->date;
		else if (mention->date.to_day - mention->date.from_day > 95)
			coarse = date_is_known(coarse) ? coarse : mention->date;
		else
			return mention->date;
	}
	if (date_is_known(coarse))
		return coarse;
	if (date_is_known(weak))
		return weak;
	return parting->chronicle ? bound : (struct date){ 0 };
}

bool part_opens_with_date(const struct parting *parting, const struct part *part)
{
	const struct date_mention *first;
	size_t after;

	if (part->mention_count == 0)
		return false;
	first = &parting->mentions[part->mention];
	if (mention_is_clock(first))
		return false;
	after = text_word_at(&parting->text, first->at_byte + first->bytes);
	if (text_word_at(&parting->text, first->at_byte) != part->word || after >= part->word + part->word_count)
		return false;
	return part->block == BLOCK_ROW || (parting->text.words[after].gap & (GAP_DASH | GAP_COLON | GAP_STOP | GAP_LINE)) != 0;
}
