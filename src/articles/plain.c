/* Reads plain text: lines become paragraphs, headings, items; the first headline is the title. */
#include "reader.h"

#define HEAD_BLOCKS 6u          /* title and date line are looked for in so many */
#define DATE_LINES 3u           /* a date line stands among so many */
#define YEAR_BYTES 4000u        /* a dateline's missing year is looked for no further */

/* The lines of a text, and whether paragraphs run over several of them. */
struct lines {
	struct span *line;      /* trimmed; empty for a blank one */
	size_t count, room;
	bool wrapped;
};

static struct span line_trim(struct span line)
{
	line = span_trim(line);
	/* No-break spaces and byte order marks count as white space here. */
	while (span_starts(line, "\xC2\xA0") || span_starts(line, "\xEF\xBB\xBF"))
		line = span_trim(span_make(line.at + (line.at[0] == '\xC2' ? 2 : 3), line.bytes - (line.at[0] == '\xC2' ? 2 : 3)));
	while (span_ends(line, "\xC2\xA0"))
		line = span_trim(span_make(line.at, line.bytes - 2));
	return line;
}

static bool starts_small(struct span line)
{
	const char *at = line.at;
	uint32_t first = utf8_next(&at, line.at + line.bytes);

	return letter_is(first) && !letter_is_upper(first);
}

/* Paragraphs are wrapped when lines often go on in the next one with a small letter. */
static void lines_read(struct lines *lines, struct span text, struct arena *arena)
{
	size_t breaks = 0, runs_on = 0;

	*lines = (struct lines){ NULL, 0, 0, false };
	while (text.at)
		ARENA_PUSH(arena, lines->line, lines->count, lines->room) = line_trim(span_cut(&text, '\n'));
	for (size_t i = 1; i < lines->count; i++) {
		if (lines->line[i].bytes == 0 || lines->line[i - 1].bytes == 0)
			continue;
		breaks++;
		runs_on += starts_small(lines->line[i]);
	}
	lines->wrapped = runs_on * 10 >= breaks * 3 && runs_on > 0;
}

/* "- ", "• ", "1) ", "17:20 ": an item of a list. */
static bool is_item(struct span line)
{
	static const char *const marks[] = { "- ", "* ", "• ", "· ", "— ", "– ", "▪ ", "● " };
	size_t digits = 0;

	for (size_t i = 0; i < COUNT(marks); i++)
		if (span_starts(line, marks[i]))
			return true;
	while (digits < line.bytes && digits < 3 && line.at[digits] >= '0' && line.at[digits] <= '9')
		digits++;
	if (digits == 0 || digits + 1 >= line.bytes)
		return false;
	if (line.at[digits] == ')')
		return true;
	return digits <= 2 && (line.at[digits] == ':' || line.at[digits] == '.') && digits + 2 < line.bytes &&
	       line.at[digits + 1] >= '0' && line.at[digits + 1] <= '5' && line.at[digits + 2] >= '0' &&
	       line.at[digits + 2] <= '9' && (digits + 3 == line.bytes || line.at[digits + 3] == ' ');
}

static bool is_heading(struct span line, bool has_next)
{
	return has_next && headline_looks(line) && !is_item(line);
}

struct blocks {
	struct block *block;
	size_t count, room;
};

static void blocks_add(struct blocks *blocks, const struct article *article, struct span text, enum block_kind kind,
		       struct arena *arena)
{
	ARENA_PUSH(arena, blocks->block, blocks->count, blocks->room) = (struct block){
		kind, 0, (uint32_t)(text.at - article->text.at), (uint32_t)text.bytes };
}

/* From the line `i` to the last one of its paragraph. */
static size_t paragraph_end(const struct lines *lines, size_t i)
{
	if (!lines->wrapped)
		return i;
	while (i + 1 < lines->count && lines->line[i + 1].bytes > 0 && !is_item(lines->line[i + 1]))
		i++;
	return i;
}

static void blocks_find(struct blocks *blocks, const struct article *article, const struct lines *lines,
			struct arena *arena)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct span first = lines->line[i], last;
		size_t end, next;

		if (first.bytes == 0)
			continue;
		next = i + 1;
		while (next < lines->count && lines->line[next].bytes == 0)
			next++;
		/* In a wrapped text a heading stands alone, or the paragraph below it
		 * begins with a capital. */
		end = paragraph_end(lines, i);
		if (is_heading(first, next < lines->count) && !credit_find(first, arena) &&
		    (end == i || !starts_small(lines->line[i + 1]))) {
			if (end == i || utf8_count(first) < 60) {
				blocks_add(blocks, article, first, BLOCK_HEADING, arena);
				continue;
			}
		}
		last = lines->line[end];
		blocks_add(blocks, article, span_make(first.at, (size_t)(last.at + last.bytes - first.at)),
			   is_item(first) ? BLOCK_ITEM : BLOCK_PARAGRAPH, arena);
		i = end;
	}
}

static struct span block_text(const struct article *article, const struct block *block)
{
	return span_make(article->text.at + block->at_byte, block->bytes);
}

static void blocks_drop(struct blocks *blocks, size_t i)
{
	memmove(&blocks->block[i], &blocks->block[i + 1], (blocks->count - i - 1) * sizeof(*blocks->block));
	blocks->count--;
}

/* Without a title of its own the article's first line may be one; one that repeats
 * the title is no passage. */
static void title_find(struct article *article, struct blocks *blocks, bool wants_title, struct arena *arena)
{
	for (size_t i = 0; i < blocks->count && i < HEAD_BLOCKS; i++) {
		struct span text = block_text(article, &blocks->block[i]);

		if (article->title.bytes > 0 ? span_equal(text, article->title) :
		    wants_title && blocks->count > 1 && headline_looks(text) && !credit_find(text, arena)) {
			if (article->title.bytes == 0)
				article->from.title_from = span_of("first line");
			article->title = text;
			blocks_drop(blocks, i);
			return;
		}
		if (article->title.bytes == 0 && blocks->block[i].kind != BLOCK_HEADING && !credit_find(text, arena))
			return;
	}
}

/* The one line among the first that is nothing but a date, or blocks->count. Where
 * several lines are, they are headings of a chronology. */
static size_t date_line_find(const struct article *article, const struct blocks *blocks, const struct date_frame *frame,
			     struct arena *arena, struct date *out)
{
	size_t found = blocks->count;

	for (size_t i = 0; i < blocks->count; i++) {
		struct date date;

		if (found == blocks->count && i >= DATE_LINES)
			break;
		if (!dateline_is_whole(block_text(article, &blocks->block[i]), article->lang, frame, arena, &date))
			continue;
		if (found < blocks->count)
			return blocks->count;
		found = i;
		*out = date;
	}
	return found;
}

/* The first whole day that the article's beginning names, its year too: the year of
 * a dateline that says none ("ALMATY, January 6 -"). {0} when there is none. */
static struct date first_whole_day(const struct article *article, struct arena *arena)
{
	struct span text = span_make(article->text.at, article->text.bytes < YEAR_BYTES ? article->text.bytes : YEAR_BYTES);
	struct date_frame frame = { .chronicle = true };
	struct date_mention *dates;
	struct text read;
	size_t count;

	text_read(text, arena, &read);
	count = dates_find(&read, article->lang, &frame, arena, &dates);
	for (size_t i = 0; i < count; i++)
		if (dates[i].anchor == ORIGIN_TEXT && (dates[i].date.precision == DATE_DAY || dates[i].date.precision == DATE_DAYS))
			return dates[i].date;
	return (struct date){ 0 };
}

/* The date of the dateline that `text` begins with; a missing year is looked for
 * in the article. */
static struct date dateline_date(struct article *article, struct span text, struct date_frame *frame, struct arena *arena)
{
	struct dateline head = dateline_read(text, article->lang, frame, arena);

	if (head.agency.bytes > 0 && article->source.bytes == 0)
		article->source = head.agency;
	if (head.bytes == 0 || date_is_known(head.date) || date_is_known(frame->published))
		return head.date;
	frame->published = first_whole_day(article, arena);
	if (date_is_known(frame->published))
		head = dateline_read(text, article->lang, frame, arena);
	return head.date;
}

/* A line with the date alone, or a dateline, says when an article was published
 * that does not say so itself. */
static void published_find(struct article *article, struct blocks *blocks, struct arena *arena)
{
	struct date_frame frame = { .published = article->published };
	struct date date = { 0 };
	size_t line = date_line_find(article, blocks, &frame, arena, &date);

	if (line < blocks->count)
		blocks_drop(blocks, line);
	if (date_is_known(article->published) && article->from.published_from != ORIGIN_GIVEN)
		return;
	for (size_t i = 0; i < blocks->count && i < HEAD_BLOCKS && !date_is_known(date); i++) {
		struct span text = block_text(article, &blocks->block[i]);

		if (credit_find(text, arena))
			continue;
		date = dateline_date(article, text, &frame, arena);
		if (blocks->block[i].kind != BLOCK_HEADING)
			break;
	}
	if (date_is_known(date)) {
		article->published = date;
		article->from.published_from = ORIGIN_DATELINE;
	}
}

void plain_blocks(struct article *article, bool wants_title, struct arena *arena)
{
	struct blocks blocks = { NULL, 0, 0 };
	struct lines lines;

	lines_read(&lines, article->text, arena);
	blocks_find(&blocks, article, &lines, arena);
	title_find(article, &blocks, wants_title, arena);
	published_find(article, &blocks, arena);
	article->blocks = blocks.block;
	article->block_count = blocks.count;
}

void marked_head(struct article *article, struct arena *arena)
{
	struct blocks blocks = { article->blocks, article->block_count, article->block_count };

	if (article->title.bytes == 0 && blocks.count > 1 && blocks.block[0].kind == BLOCK_HEADING &&
	    blocks.block[0].level <= 1) {
		article->title = block_text(article, &blocks.block[0]);
		article->from.title_from = span_of("heading");
	}
	title_find(article, &blocks, false, arena);
	published_find(article, &blocks, arena);
	article->block_count = blocks.count;
}

void read_plain(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct draft draft = draft_new(input, 0, input->raw.bytes, "text/1", arena);

	draft.article->text = input_decode(input, NULL, arena, &draft.article->from.charset, err);
	if (err->status == STATUS_OK) {
		article_complete(draft.article, input->options);
		plain_blocks(draft.article, true, arena);
		input->take(draft.article, arena, input->with);
	}
	arena_free(arena);
}
