/* Finds an asked person called by the title alone, where the article has just named its one holder. */
#include "names/role.h"

#include "names/hunt.h"
#include "names/other.h"
#include "names/run.h"

#define ROLE_WORDS_MOST 3
#define BETWEEN_MOST 4          /* words between a title and its holder's name */
#define NEAR_WORDS 120          /* how long after a name its title still stands for it */

static const struct role_row {
	const char *title, *kind, *lang, *endings;
} rows[] = {
#define ROW(line, title, kind, lang, endings, example, source) { title, kind, lang, endings },
#include "names/roles.tsv.inc"
#undef ROW
};

/* ---- the table ---- */

static bool has_ending(const char *endings, struct span ending)
{
	struct span rest = span_of(endings);

	while (rest.at)
		if (span_equal(span_cut(&rest, ','), ending.bytes > 0 ? ending : span_of("-")))
			return true;
	return false;
}

/* How many words from i on are the row's title, 0 when they are another. */
static size_t row_words(const struct role_row *row, const struct text *text, size_t i)
{
	const char *at = row->title;
	size_t words = 0;

	while (*at && i + words < text->count && words < ROLE_WORDS_MOST) {
		const struct word *word = &text->words[i + words];
		size_t length = strcspn(at, " -");
		unsigned gap = words == 0 ? 0 : at[-1] == '-' ? GAP_HYPHEN : GAP_SPACE;

		if ((words > 0 && word->gap != gap) || word->folded.bytes < length || memcmp(word->folded.at, at, length) != 0)
			return 0;
		words++;
		at += length;
		if (*at == '\0')
			return has_ending(row->endings, span_make(word->folded.at + length, word->folded.bytes - length)) ?
				words : 0;
		if (word->folded.bytes != length)
			return 0;
		at++;
	}
	return 0;
}

size_t role_at(const struct text *text, size_t i, const char *lang, size_t *words)
{
	size_t role = 0;

	*words = 0;
	for (size_t r = 0; r < COUNT(rows); r++) {
		size_t n = strcmp(rows[r].kind, "title") == 0 && strcmp(rows[r].lang, lang) == 0 ?
			row_words(&rows[r], text, i) : 0;

		if (n > *words) {
			*words = n;
			role = r + 1;
		}
	}
	return role;
}

bool role_goes_on(struct span folded)
{
	for (size_t r = 0; r < COUNT(rows); r++)
		if (strcmp(rows[r].kind, "between") == 0 && span_is(folded, rows[r].title))
			return true;
	return false;
}

/* ---- holders ---- */

enum holder { HOLDER_NONE, HOLDER_ASKED, HOLDER_OTHER };

/* A place in the text where somebody is named. */
struct naming {
	uint32_t from, to;      /* words */
	bool asked;
};

struct role_hunt {
	const struct hunt *hunt;
	struct naming *namings;         /* the asked person's, then all runs of names */
	size_t naming_count, naming_room;
	enum holder *held;              /* by title: who held it so far */
};

static void namings_read(struct role_hunt *r, const struct name_mention *named, size_t named_count)
{
	const struct text *text = r->hunt->text;
	struct run_list runs;

	for (size_t i = 0; i < named_count; i++)
		ARENA_PUSH(r->hunt->arena, r->namings, r->naming_count, r->naming_room) = (struct naming){
			(uint32_t)text_word_at(text, named[i].at_byte),
			(uint32_t)text_word_at(text, named[i].at_byte + named[i].bytes), true,
		};
	runs_find(text, r->hunt->lang ? r->hunt->lang : "", NULL, 0, r->hunt->arena, &runs);
	for (size_t i = 0; i < runs.count; i++)
		ARENA_PUSH(r->hunt->arena, r->namings, r->naming_count, r->naming_room) =
			(struct naming){ runs.at[i].from, runs.at[i].to, false };
}

/* Who is named by a naming that holds word i; the asked person's stand first. */
static enum holder named_at(const struct role_hunt *r, size_t i)
{
	for (size_t n = 0; n < r->naming_count; n++)
		if (r->namings[n].from <= i && i < r->namings[n].to)
			return r->namings[n].asked ? HOLDER_ASKED : HOLDER_OTHER;
	return HOLDER_NONE;
}

/* "President of Kazakhstan Keller", "Keller, the president": whose title words [from, to) are. */
static enum holder holder_of(const struct role_hunt *r, size_t from, size_t to)
{
	const struct text *text = r->hunt->text;
	size_t before = from;

	for (size_t i = to; i < text->count && i <= to + BETWEEN_MOST; i++) {
		unsigned comma = i == to ? GAP_COMMA : 0;
		enum holder holder;

		if (text->words[i].gap & ~(unsigned)(GAP_SPACE | GAP_LINE | comma))
			break;
		holder = named_at(r, i);
		if (holder != HOLDER_NONE)
			return holder;
		if (!is_capital(&text->words[i]) && !role_goes_on(text->words[i].folded))
			break;
	}
	if (before > 0 && span_is(text->words[before - 1].folded, "the"))
		before--;
	return before > 0 && (text->words[before].gap & (GAP_COMMA | GAP_DASH | GAP_BRACKET)) ? named_at(r, before - 1) : HOLDER_NONE;
}

/* ---- the title alone ---- */

/* Nothing says that another's title is meant: no place behind it, no longer title, and in
 * English the article before it. */
static bool stands_for_holder(const struct role_hunt *r, size_t from, size_t to)
{
	const struct text *text = r->hunt->text;

	if (to < text->count && is_joined(text, to) && (is_capital(&text->words[to]) || role_goes_on(text->words[to].folded)))
		return false;
	if (from == 0 || !is_joined(text, from))
		return strcmp(r->hunt->lang, "en") != 0;
	if (text->words[from].gap == GAP_HYPHEN || other_find(text->words[from - 1].folded) == OTHER_TITLE)
		return false;
	if (is_capital(&text->words[from - 1]) && !text->words[from - 1].starts_sentence)
		return false;
	return strcmp(r->hunt->lang, "en") != 0 || span_is(text->words[from - 1].folded, "the");
}

/* Is the person named not long before word i? */
static bool is_near(const struct role_hunt *r, size_t i)
{
	for (size_t n = 0; n < r->naming_count; n++)
		if (r->namings[n].asked && r->namings[n].to <= i && i - r->namings[n].to <= NEAR_WORDS)
			return true;
	return false;
}

size_t roles_find(const struct hunt *hunt, const struct name_mention *named, size_t named_count,
		  struct name_mention **out)
{
	struct role_hunt r = { .hunt = hunt };
	const struct text *text = hunt->text;
	size_t count = 0, room = 0, words;

	*out = NULL;
	if (named_count == 0 || !hunt->lang)
		return 0;
	r.held = arena_new_array(hunt->arena, enum holder, COUNT(rows) + 1);
	namings_read(&r, named, named_count);
	for (size_t i = 0; i < text->count; i++) {
		size_t role = role_at(text, i, hunt->lang, &words);
		enum holder holder;

		if (role == 0)
			continue;
		holder = holder_of(&r, i, i + words);
		if (holder != HOLDER_NONE) {
			r.held[role] = r.held[role] == HOLDER_NONE || r.held[role] == holder ? holder : HOLDER_OTHER;
		} else if (r.held[role] == HOLDER_ASKED && is_near(&r, i) && stands_for_holder(&r, i, i + words)) {
			const struct word *first = &text->words[i], *last = &text->words[i + words - 1];

			ARENA_PUSH(hunt->arena, *out, count, room) = (struct name_mention){
				.at_byte = first->at_byte,
				.bytes = last->at_byte + last->bytes - first->at_byte,
				.certainty = NAME_LIKELY,
				.why = arena_printf(hunt->arena, "%s; title alone, whose one holder was named before",
						    first->script == SCRIPT_CYRILLIC ? "Cyrillic" : "Latin"),
			};
		}
		i += words - 1;
	}
	return count;
}
