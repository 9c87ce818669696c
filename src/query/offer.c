/* Finds what comes near a word that the index has not: spellings, keyboards, scripts, names, places. */
#include "query/offer.h"

#include "query/expand.h"
#include "query/keyboard.h"
#include "query/nearest.h"
#include "query/person.h"

#define NEAR_MOST 3
#define VALUES_MOST 8

uint32_t offer_passages(struct planner *p, const struct match *match)
{
	struct search search = { .match = match };
	struct found found = { 0 };

	index_search(p->reader, &search, p->arena, &found, p->err);
	return found.total;
}

void offer_nearest(struct planner *p, struct span prefix, struct span word, struct buf *out)
{
	struct near_word near[NEAR_MOST];
	size_t count = nearest_words(p->reader, prefix, word, p->arena, near, COUNT(near), p->err);

	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s%.*s (%u)", i == 0 ? "; the nearest: " : ", ", (int)near[i].word.bytes, near[i].word.at,
			   near[i].passages);
}

static bool count_any(struct span term, uint32_t passages, void *with)
{
	uint32_t *most = with;

	(void)term;
	*most = passages > *most ? passages : *most;
	return true;
}

/* Passages that hold the rarest word of `reading`; 0 when one of them is nowhere. With
 * `begins` the word need only begin so. */
static uint32_t passages_of_words(struct planner *p, struct span reading, bool begins)
{
	uint32_t least = 0;
	struct text text;

	text_read(reading, p->arena, &text);
	for (size_t i = 0; i < text.count; i++) {
		struct span term = word_term(text_term(text.words[i].folded, p->arena), p->arena);
		uint32_t passages = 0;

		if (begins && text.words[i].letters >= 3)
			index_terms(p->reader, term, count_any, &passages, p->err);
		else if (!begins)
			passages = index_term_count(p->reader, term, p->err);
		if (passages == 0)
			return 0;
		least = i == 0 || passages < least ? passages : least;
	}
	return least;
}

void offer_keyboard(struct planner *p, struct span typed, bool begins, struct buf *out)
{
	struct span readings[KEYBOARD_READINGS_MOST];
	size_t count = keyboard_readings(typed, p->arena, readings);

	for (size_t i = 0; i < count; i++) {
		bool same = span_equal(text_fold(typed, p->arena), readings[i]); /* but for capitals */
		uint32_t passages = same ? 0 : passages_of_words(p, readings[i], begins);

		if (passages > 0)
			buf_printf(out, "; on another keyboard layout it is %.*s%s (%u)", (int)readings[i].bytes, readings[i].at,
				   begins ? "*" : "", passages);
	}
}

/* The spelling that name_describe() has in a row of this name, in small letters. */
static struct span described(struct span lines, const char *what, struct arena *arena)
{
	while (lines.bytes > 0) {
		struct span spelling = span_cut(&lines, '\n'), name = span_cut(&spelling, '\t');

		if (span_is(name, what) && spelling.bytes > 0)
			return text_fold(spelling, arena);
	}
	return (struct span){ NULL, 0 };
}

void offer_script(struct planner *p, struct span word, struct buf *out)
{
	static const char *const whats[] = { "Cyrillic", "Latin" };
	struct buf lines = BUF_INIT(1 << 16);
	struct span typed = text_fold(word, p->arena);

	name_describe(word, &lines);
	for (size_t i = 0; i < COUNT(whats); i++) {
		struct span other = described(buf_span(&lines), whats[i], p->arena);
		uint32_t passages = other.bytes > 0 && !span_equal(other, typed) ? passages_of_words(p, other, false) : 0;

		if (passages > 0)
			buf_printf(out, "; in %s letters it is %.*s (%u)", whats[i], (int)other.bytes, other.at, passages);
	}
	buf_release(&lines);
}

bool offer_name(struct planner *p, struct span word, struct buf *out)
{
	struct person_set *set = person_spellings(p->reader, word, &p->ask->names, p->arena, p->err);

	for (size_t i = 0; i < set->surface_count && i < NEAR_MOST; i++)
		buf_printf(out, "%s%.*s (%u)", i == 0 ? "; as a name it is written " : ", ",
			   (int)set->surfaces[i].text.bytes, set->surfaces[i].text.at, set->surfaces[i].passages);
	if (set->surface_count > 0)
		buf_printf(out, ": ask person:%.*s", (int)word.bytes, word.at);
	return set->surface_count > 0;
}

void offer_place(struct planner *p, struct span word, struct buf *out)
{
	uint32_t ids[1];

	if (place_ask(p->gazetteer, word, ids, 1) > 0 &&
	    offer_passages(p, match_place(place_get(p->gazetteer, ids[0]).code, false, p->arena)) > 0)
		buf_printf(out, "; as a place it is found: ask place:%.*s", (int)word.bytes, word.at);
}

void offer_word(struct planner *p, struct span typed, bool in_title, bool as_word, struct buf *out)
{
	struct text text;

	text_read(typed, p->arena, &text);
	offer_keyboard(p, typed, false, out);
	if (text.count != 1)
		return;
	offer_nearest(p, span_of(field_get(in_title ? "title" : "word")->prefix),
		      text_term(text.words[0].folded, p->arena), out);
	if (!as_word)
		return;
	offer_script(p, typed, out);
	if (!offer_name(p, typed, out))
		offer_place(p, typed, out);
}

struct lister {
	const struct field *field;
	struct buf *out;
	int count;
};

static bool list_value(struct span term, uint32_t passages, void *with)
{
	struct lister *l = with;
	struct span value = field_value(l->field, term);

	if (l->count++ == VALUES_MOST)
		buf_add_string(l->out, " ...");
	else
		buf_printf(l->out, "%s%.*s (%u)", l->count == 1 ? "; there are " : ", ", (int)value.bytes, value.at, passages);
	return l->count <= VALUES_MOST;
}

void offer_values(struct planner *p, const struct field *field, struct buf *out)
{
	struct lister l = { .field = field, .out = out };

	index_terms(p->reader, span_of(field->prefix), list_value, &l, p->err);
}
