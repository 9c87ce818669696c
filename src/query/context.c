/* Shows the sentences or paragraphs around a snippet, in its article. */
#include "query/context.h"

#include "query/snippet.h"

/* A sentence or a paragraph: bytes [from, to) of a record's text. */
struct unit {
	size_t record, from, to;
	bool begins_paragraph;
};

/* The passages under one heading, read, and their units in order. */
struct section {
	struct planner *p;
	struct record *records;
	struct text *texts;
	size_t record_count, own;       /* number of the hit's record */
	struct unit *units;
	size_t count, room;
	size_t first, last;             /* units that the snippet touches */
};

/* The hit's passage and its neighbours as far as the heading is the same. */
static void read_section(struct section *s, const struct record *own)
{
	struct record *all;
	size_t count = index_article(s->p->reader, own->article, s->p->arena, &all, s->p->err), at = 0, from, to;

	while (at < count && strcmp(all[at].id, own->id) != 0)
		at++;
	if (at == count)
		return;
	for (from = at; from > 0 && span_equal(all[from - 1].heading, own->heading); from--)
		;
	for (to = at + 1; to < count && span_equal(all[to].heading, own->heading); to++)
		;
	s->records = all + from;
	s->record_count = to - from;
	s->own = at - from;
}

static bool begins_unit(const struct word *word, bool paragraphs)
{
	return (word->gap & GAP_PARAGRAPH) != 0 || (!paragraphs && word->starts_sentence);
}

static void list_units(struct section *s)
{
	bool paragraphs = s->p->ask->context_paragraphs;

	s->texts = arena_new_array(s->p->arena, struct text, s->record_count + 1);
	for (size_t i = 0; i < s->record_count; i++) {
		struct text *text = &s->texts[i];

		text_read(s->records[i].text, s->p->arena, text);
		for (size_t w = 0; w < text->count; w++) {
			const struct word *word = &text->words[w];
			size_t from = w == 0 ? 0 : word->at_byte;

			if (w > 0 && !begins_unit(word, paragraphs))
				continue;
			/* An opening quotation mark or bracket belongs to the word behind it. */
			while (from > 0 && (unsigned char)text->raw.at[from - 1] > ' ')
				from--;
			if (w > 0)
				s->units[s->count - 1].to = from;
			ARENA_PUSH(s->p->arena, s->units, s->count, s->room) = (struct unit){
				i, from, text->raw.bytes, w == 0 || (word->gap & GAP_PARAGRAPH) != 0,
			};
		}
	}
}

/* Finds the units that bytes [from, to) of the hit's own text touch. */
static bool find_snippet(struct section *s, size_t from, size_t to)
{
	bool found = false;

	for (size_t i = 0; i < s->count; i++) {
		const struct unit *unit = &s->units[i];

		if (unit->record != s->own || unit->to <= from || unit->from >= to)
			continue;
		s->first = found ? s->first : i;
		s->last = i;
		found = true;
	}
	return found;
}

/* Units [from, to) of one paragraph as a line. */
static void paragraph_line(struct section *s, size_t from, size_t to, struct snippet *out)
{
	size_t record = s->units[from].record;

	snippet_line(s->p->marker, &s->records[record], &s->texts[record], s->units[from].from, s->units[to - 1].to,
		     s->p->arena, out);
	out->cut_before = !s->units[from].begins_paragraph;
	out->cut_after = to < s->count && !s->units[to].begins_paragraph;
}

/* Where the paragraph of unit `at` ends, `to` at the latest. */
static size_t paragraph_end(const struct section *s, size_t at, size_t to)
{
	size_t end = at + 1;

	while (end < to && !s->units[end].begins_paragraph && s->units[end].record == s->units[at].record)
		end++;
	return end;
}

static void show(struct section *s, size_t from, size_t to, struct answer_hit *hit)
{
	hit->before = arena_new_array(s->p->arena, struct snippet, to - from + 1);
	hit->after = arena_new_array(s->p->arena, struct snippet, to - from + 1);
	for (size_t at = from, end; at < to; at = end) {
		end = paragraph_end(s, at, to);
		/* A snippet over several paragraphs is shown with all of them. */
		while (at <= s->first && end > s->first && end <= s->last)
			end = paragraph_end(s, end, to);
		if (end <= s->first)
			paragraph_line(s, at, end, &hit->before[hit->before_count++]);
		else if (at <= s->first)
			paragraph_line(s, at, end, &hit->snippet);
		else
			paragraph_line(s, at, end, &hit->after[hit->after_count++]);
	}
}

void context_make(struct planner *p, struct answer_hit *hit)
{
	struct section s = { .p = p };
	size_t wanted = p->ask->context, from, to;

	snippet_make(p->marker, hit, p->arena, &from, &to);
	if (wanted == 0 || from == to)
		return;
	read_section(&s, &hit->hit.record);
	list_units(&s);
	if (!find_snippet(&s, from, to))
		return;
	show(&s, s.first > wanted ? s.first - wanted : 0,
	     s.last + 1 + wanted < s.count ? s.last + 1 + wanted : s.count, hit);
}
