/* Chooses the sentences of a passage to show, and carries the marks over. */
#include "query/snippet.h"

/* A stretch of words [from, to) and how well it answers. */
struct stretch {
	size_t from, to;
	size_t distinct, marks;
};

struct chooser {
	const struct text *text;
	const struct mark *marks;
	const uint32_t *what;
	size_t mark_count;
};

static size_t sentence_end(const struct text *text, size_t from)
{
	size_t i = from + 1;

	while (i < text->count && !text->words[i].starts_sentence)
		i++;
	return i < text->count ? i : text->count;
}

static size_t sentence_start(const struct text *text, size_t before)
{
	size_t i = before - 1;

	while (i > 0 && !text->words[i].starts_sentence)
		i--;
	return i;
}

/* Where word `word` begins; behind the last one the text ends. */
static size_t start_byte(const struct text *text, size_t word)
{
	return word < text->count ? text->words[word].at_byte : text->raw.bytes;
}

static size_t chars_between(const struct text *text, size_t from, size_t to)
{
	size_t at = start_byte(text, from);

	return utf8_count(span_make(text->raw.at + at, start_byte(text, to) - at));
}

static void judge(const struct chooser *c, struct stretch *s)
{
	size_t from = start_byte(c->text, s->from), to = start_byte(c->text, s->to);
	uint64_t seen = 0;

	s->distinct = s->marks = 0;
	for (size_t i = 0; i < c->mark_count; i++) {
		uint64_t bit = (uint64_t)1 << (c->what[i] % 64);

		if (c->marks[i].at_byte < from || c->marks[i].at_byte >= to)
			continue;
		s->marks++;
		s->distinct += (seen & bit) == 0;
		seen |= bit;
	}
}

static bool is_better(const struct stretch *a, const struct stretch *b)
{
	if (a->distinct != b->distinct)
		return a->distinct > b->distinct;
	return a->marks > b->marks;
}

/* The sentence with the most different hits; the first of equals. */
static struct stretch best_sentence(const struct chooser *c)
{
	struct stretch best = { 0, sentence_end(c->text, 0), 0, 0 };

	judge(c, &best);
	for (size_t i = best.to; i < c->text->count;) {
		struct stretch next = { i, sentence_end(c->text, i), 0, 0 };

		judge(c, &next);
		if (is_better(&next, &best))
			best = next;
		i = next.to;
	}
	return best;
}

/* A short sentence brings its neighbours along, the next before the last; none
 * from before word `first`. */
static void widen(const struct chooser *c, struct stretch *s, size_t first)
{
	const struct text *text = c->text;

	while (chars_between(text, s->from, s->to) < SNIPPET_CHARS_LEAST) {
		size_t to = s->to < text->count ? sentence_end(text, s->to) : s->to;
		size_t from = s->from > first ? sentence_start(text, s->from) : s->from;

		if (to > s->to && chars_between(text, s->from, to) <= SNIPPET_CHARS_MOST)
			s->to = to;
		else if (from < s->from && chars_between(text, from, s->to) <= SNIPPET_CHARS_MOST)
			s->from = from;
		else
			break;
	}
}

/* Cuts a long sentence to words around its first mark. */
static void narrow(const struct chooser *c, struct stretch *s)
{
	const struct text *text = c->text;
	size_t from = start_byte(text, s->from), to = start_byte(text, s->to), first = s->from;

	if (chars_between(text, s->from, s->to) <= SNIPPET_CHARS_MOST)
		return;
	for (size_t i = 0; i < c->mark_count; i++) {
		if (c->marks[i].at_byte >= from && c->marks[i].at_byte < to) {
			first = text_word_at(text, c->marks[i].at_byte);
			break;
		}
	}
	/* A third of the room goes before the mark. */
	while (s->from < first && chars_between(text, s->from, first) > SNIPPET_CHARS_MOST / 3)
		s->from++;
	while (s->to > s->from + 1 && chars_between(text, s->from, s->to) > SNIPPET_CHARS_MOST)
		s->to--;
}

static bool is_gap_end(char c)
{
	return (unsigned char)c <= ' ';
}

/* Bytes of a stretch with its own punctuation: an opening quotation mark before
 * the first word, the stop behind the last. */
static void stretch_bytes(const struct text *text, const struct stretch *s, size_t *from, size_t *to)
{
	size_t behind = s->from > 0 ? text->words[s->from - 1].at_byte + text->words[s->from - 1].bytes : 0;

	*from = start_byte(text, s->from);
	while (*from > behind && !is_gap_end(text->raw.at[*from - 1]))
		(*from)--;
	*to = s->to > 0 ? text->words[s->to - 1].at_byte + text->words[s->to - 1].bytes : text->raw.bytes;
	while (*to < start_byte(text, s->to) && !is_gap_end(text->raw.at[*to]))
		(*to)++;
}

/* Copies bytes [from, to) as one line, white space drawn together, and moves the
 * marks along. A mark that the cut goes through ends where the line does. */
static void copy_line(const struct chooser *c, size_t from, size_t to, struct arena *arena, struct snippet *out)
{
	char *line = arena_alloc(arena, to - from + 1);
	size_t bytes = 0, next = 0, open_until = 0;
	struct mark *open = NULL;

	out->marks = arena_new_array(arena, struct mark, c->mark_count + 1);
	for (size_t i = from; i < to; i++) {
		while (next < c->mark_count && c->marks[next].at_byte < i)
			next++;
		if (!open && next < c->mark_count && c->marks[next].at_byte == i) {
			open = &out->marks[out->mark_count++];
			open->at_byte = (uint32_t)bytes;
			open_until = i + c->marks[next].bytes;
		}
		if (!is_gap_end(c->text->raw.at[i]))
			line[bytes++] = c->text->raw.at[i];
		else if (bytes > 0 && line[bytes - 1] != ' ')
			line[bytes++] = ' ';
		if (open && (i + 1 == open_until || i + 1 == to)) {
			open->bytes = (uint32_t)bytes - open->at_byte;
			open = NULL;
		}
	}
	if (bytes > 0 && line[bytes - 1] == ' ')
		bytes--;
	out->text = span_make(line, bytes);
}

/* The bytes of a stretch as a line; says what was left out at its ends. */
static void copy_stretch(const struct chooser *c, struct stretch *stretch, size_t first, struct arena *arena,
			 struct snippet *out, size_t *from, size_t *to)
{
	widen(c, stretch, first);
	narrow(c, stretch);
	stretch_bytes(c->text, stretch, from, to);
	out->cut_before = stretch->from > 0;
	out->cut_after = stretch->to < c->text->count;
	copy_line(c, *from, *to, arena, out);
}

void snippet_line(const struct marker *marker, const struct record *record, const struct text *read, size_t from,
		  size_t to, struct arena *arena, struct snippet *out)
{
	struct mark *marks;
	uint32_t *what;
	struct chooser c = { .text = read };

	*out = (struct snippet){ 0 };
	c.mark_count = marker_find(marker, record, MARKED_TEXT, read, arena, &marks, &what);
	c.marks = marks;
	c.what = what;
	copy_line(&c, from, to, arena, out);
}

static void whole_line(const struct marker *marker, const struct record *record, enum marked_part part,
		       struct span text, struct arena *arena, struct snippet *out)
{
	struct text read;
	struct mark *marks;
	uint32_t *what;
	struct chooser c = { .text = &read };

	*out = (struct snippet){ 0 };
	text_read(text, arena, &read);
	c.mark_count = marker_find(marker, record, part, &read, arena, &marks, &what);
	c.marks = marks;
	c.what = what;
	copy_line(&c, 0, text.bytes, arena, out);
}

void snippet_make(const struct marker *marker, struct answer_hit *hit, struct arena *arena, size_t *from, size_t *to)
{
	const struct record *record = &hit->hit.record;
	struct text text;
	struct mark *marks;
	uint32_t *what;
	struct chooser c = { .text = &text };
	struct stretch stretch;
	size_t lost[2] = { 0, 0 };

	from = from ? from : &lost[0];
	to = to ? to : &lost[1];
	*from = *to = 0;
	whole_line(marker, record, MARKED_TITLE, record->title, arena, &hit->title);
	whole_line(marker, record, MARKED_HEADING, record->heading, arena, &hit->heading);
	hit->snippet = (struct snippet){ 0 };
	text_read(record->text, arena, &text);
	c.mark_count = marker_find(marker, record, MARKED_TEXT, &text, arena, &marks, &what);
	c.marks = marks;
	c.what = what;
	if (text.count == 0)
		return;
	stretch = best_sentence(&c);
	copy_stretch(&c, &stretch, 0, arena, &hit->snippet, from, to);
}

/* ---- mentions ---- */

static struct span part_of(const struct found_mention *mention)
{
	const struct record *record = mention->record;

	return mention->in_title ? record->title : mention->in_heading ? record->heading : record->text;
}

static bool same_part(const struct found_mention *a, const struct found_mention *b)
{
	return a->record == b->record && a->in_title == b->in_title && a->in_heading == b->in_heading;
}

size_t query_mention_snippet(const struct found_mention *items, size_t count, struct arena *arena, struct snippet *out)
{
	struct text text;
	struct chooser c = { .text = &text };
	struct mark *marks;
	uint32_t *what;
	struct stretch stretch;
	size_t word, shown = 0, from, to;

	*out = (struct snippet){ 0 };
	text_read(part_of(&items[0]), arena, &text);
	while (c.mark_count < count && same_part(&items[c.mark_count], &items[0]))
		c.mark_count++;
	c.marks = marks = arena_new_array(arena, struct mark, c.mark_count + 1);
	c.what = what = arena_new_array(arena, uint32_t, c.mark_count + 1);
	for (size_t i = 0; i < c.mark_count; i++)
		marks[i] = (struct mark){ items[i].at_byte, items[i].bytes };
	if (text.count == 0)
		return 1;
	word = text_word_at(&text, items[0].at_byte);
	if (word >= text.count)
		word = text.count - 1;
	stretch.from = text.words[word].starts_sentence ? word : sentence_start(&text, word + 1);
	stretch.to = sentence_end(&text, word);
	if (items[0].in_title || items[0].in_heading)
		stretch = (struct stretch){ 0, text.count, 0, 0 };
	/* What stands before was shown with the mention before. */
	copy_stretch(&c, &stretch, stretch.from, arena, out, &from, &to);
	while (shown < c.mark_count && marks[shown].at_byte < start_byte(&text, stretch.to))
		shown++;
	return shown > 0 ? shown : 1;
}
