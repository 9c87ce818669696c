/* Finds the words of a text that may name a place: the longest name that starts at a word. */
#include "places/spot.h"

#include "dateline/arena.h"
#include "places/key.h"
#include "places/match.h"

#define NAME_WORDS_MOST 8
#define GREAT_CITY 300000
#define CANDIDATES_AT_ONCE 64u
#define KAZAKH_STEM_LEAST 4     /* bytes: two letters */

static const struct suffix {
	struct span text;
	char kind;              /* of its kind the first letter */
} suffixes[] = {
#define ROW(line, suffix, kind, example, source) { { suffix, sizeof(suffix) - 1 }, (kind)[0] },
#include "places/suffixes.tsv.inc"
#undef ROW
};

/* The text while its spots are looked for. */
struct scan {
	const struct gazetteer *gazetteer;
	const struct text *text;
	struct arena *arena;
	bool kazakh, russian;
	struct spot *spots;
	size_t count, room;
	struct candidate *free; /* room for the candidates of spots to come */
	uint32_t free_count;
};

/* One way in which words [from, to) are a name. */
struct match {
	const struct blob_entry *entries;
	uint64_t key;
	uint32_t to;
	uint32_t cues;
	bool adjective;         /* a Kazakh adjective: қазақстандық */
};

static bool is_capital(const struct word *word)
{
	return 1u << word->shape & (1u << WORD_CAPITAL | 1u << WORD_UPPER | 1u << WORD_MIXED);
}

static bool is_abbreviated(const struct word *word)
{
	return word->shape == WORD_UPPER || (word->shape == WORD_CAPITAL && word->letters == 1);
}

/* May word `i` follow word `i - 1` within one name? */
static bool is_joined(const struct text *text, size_t i)
{
	uint16_t gap = text->words[i].gap;

	if (gap == (GAP_QUOTE | GAP_HYPHEN)) /* Ust’-Kamenogorsk */
		return true;
	if (gap & (uint16_t)~(GAP_SPACE | GAP_HYPHEN | GAP_STOP | GAP_LINE))
		return false;
	return !(gap & GAP_STOP) || text->words[i - 1].letters <= 2;
}

/* A short word in capitals among words that are not: EST is no place in Mali. But news opens with
 * КИЕВ. */
static bool is_initialism(const struct gazetteer *gazetteer, const struct blob_entry *entry, const struct text *text,
			  size_t from, size_t to)
{
	const struct blob_place *place = gazetteer_place(gazetteer, entry->place);
	const struct word *word = &text->words[from];

	if (to - from != 1 || word->shape != WORD_UPPER || word->letters > 4 || place->kind == PLACE_COUNTRY ||
	    place->population >= GREAT_CITY || from == 0 || (word->gap & (GAP_LINE | GAP_PARAGRAPH)))
		return false;
	return (from == 0 || text->words[from - 1].shape != WORD_UPPER) &&
	       (to >= text->count || text->words[to].shape != WORD_UPPER);
}

/* "Alexandria, La." */
static bool is_behind_town(const struct text *text, size_t from)
{
	return from > 0 && text->words[from].gap == (GAP_COMMA | GAP_SPACE) && is_capital(&text->words[from]) &&
	       is_capital(&text->words[from - 1]);
}

/* "Rep. Ann Reed, D-Mo." */
static bool is_behind_party(const struct text *text, size_t from)
{
	return from > 0 && text->words[from].gap == GAP_HYPHEN && text->words[from - 1].letters == 1 &&
	       is_capital(&text->words[from - 1]) && is_capital(&text->words[from]);
}

/* Does the entry hold for words [from, to) as they are written? */
static bool is_usable(const struct scan *scan, const struct blob_entry *entry, size_t from, size_t to)
{
	const struct word *words = scan->text->words;

	if (entry->flags & ENTRY_NEVER)
		return false;
	if (entry->flags & ENTRY_BLOCK)
		return is_capital(&words[from]);
	if (scan->kazakh && (entry->flags & (ENTRY_RU | ENTRY_UK)) && !(entry->flags & ENTRY_ADJECTIVE))
		return false;
	if (scan->russian && (entry->flags & (ENTRY_UK | ENTRY_RU)) == ENTRY_UK)
		return false;
	if ((entry->flags & ENTRY_AFTER_COMMA) && !is_behind_town(scan->text, from) && !is_behind_party(scan->text, from))
		return false;
	if (entry->flags & ENTRY_UPPER) {
		for (size_t i = from; i < to; i++)
			if (!is_abbreviated(&words[i]))
				return false;
		return true;
	}
	if (is_initialism(scan->gazetteer, entry, scan->text, from, to))
		return false;
	if (entry->flags & ENTRY_COMPOUND)
		return to < scan->text->count && words[to].gap == GAP_HYPHEN;
	if (entry->flags & ENTRY_ADJECTIVE)
		return true;
	if (to - from > 1 && words[from].script == SCRIPT_LATIN && words[to - 1].shape == WORD_LOWER)
		return false;
	return is_capital(&words[from]) || (to - from > 1 && is_capital(&words[to - 1]));
}

static bool any_usable(const struct scan *scan, const struct blob_entry *entries, size_t from, size_t to)
{
	for (const struct blob_entry *e = entries;; e++) {
		if (is_usable(scan, e, from, to))
			return true;
		if (e->flags & ENTRY_LAST)
			return false;
	}
}

static bool ends_with(struct span word, struct span ending)
{
	return word.bytes > ending.bytes && word.at[word.bytes - 1] == ending.at[ending.bytes - 1] &&
	       memcmp(word.at + word.bytes - ending.bytes, ending.at, ending.bytes) == 0;
}

/* Undoes a Kazakh ending of the last word `i` of a name whose words before it have `key`. */
static bool match_kazakh(const struct scan *scan, uint64_t key, size_t from, size_t i, struct match *match)
{
	struct span word = key_word(scan->text->words[i].folded, scan->arena);
	bool more;

	for (size_t s = COUNT(suffixes); s-- > 0;) { /* the table has the longest first: the longest stem wins */
		struct span stem = word;
		uint64_t stem_key;
		const struct blob_entry *entries;
		bool adjective = suffixes[s].kind == 'a';

		if (!ends_with(word, suffixes[s].text))
			continue;
		stem.bytes -= suffixes[s].text.bytes;
		if (stem.bytes < KAZAKH_STEM_LEAST || (!adjective && !is_capital(&scan->text->words[from])))
			continue;
		stem_key = key_add(key, stem);
		entries = gazetteer_find(scan->gazetteer, stem_key, &more);
		if (!entries || (!adjective && !any_usable(scan, entries, from, i + 1)))
			continue;
		*match = (struct match){ entries, stem_key, (uint32_t)i + 1,
					 CUE_SUFFIX | (suffixes[s].kind == 'l' ? (uint32_t)CUE_IN : 0), adjective };
		return true;
	}
	return false;
}

/* The longest name that starts at word `from`. */
static bool match_at(const struct scan *scan, size_t from, struct match *best)
{
	const struct text *text = scan->text;
	uint64_t key = KEY_START;
	bool more = true;

	*best = (struct match){ .entries = NULL };
	for (size_t i = from; i < text->count && i < from + NAME_WORDS_MOST && more; i++) {
		const struct blob_entry *entries;
		struct match kazakh;
		uint64_t before = key;

		if (i > from && !is_joined(text, i))
			break;
		key = key_add_folded(key, text->words[i].folded, scan->arena);
		entries = gazetteer_find(scan->gazetteer, key, &more);
		if (entries && any_usable(scan, entries, from, i + 1))
			*best = (struct match){ entries, key, (uint32_t)i + 1, 0, false };
		else if (scan->kazakh && match_kazakh(scan, before, from, i, &kazakh))
			*best = kazakh;
	}
	return best->entries != NULL;
}

/* "АҚШ-тың": an ending behind a hyphen belongs to the name. */
static uint32_t past_hyphened_ending(const struct scan *scan, uint32_t to)
{
	const struct text *text = scan->text;

	if (!scan->kazakh || to >= text->count || text->words[to].gap != GAP_HYPHEN)
		return to;
	return match_is_ending(text->words[to].folded) ? to + 1 : to;
}

/* A Kazakh adjective is made of countries and towns that news names, nothing else. */
static bool makes_kazakh_adjective(const struct scan *scan, const struct blob_entry *entry)
{
	const struct blob_place *place = gazetteer_place(scan->gazetteer, entry->place);

	return !(entry->flags & (ENTRY_RU | ENTRY_UK | ENTRY_ADJECTIVE | ENTRY_WEAK)) &&
	       (place->kind == PLACE_COUNTRY || place->population > 100000);
}

/* Room for as many candidates; add_spot() takes what it fills. */
static struct candidate *room_for(struct scan *scan, uint32_t count)
{
	if (count > scan->free_count) {
		scan->free_count = count > CANDIDATES_AT_ONCE ? count : CANDIDATES_AT_ONCE;
		scan->free = arena_new_array(scan->arena, struct candidate, scan->free_count);
	}
	return scan->free;
}

static void add_spot(struct scan *scan, size_t from, const struct match *match)
{
	struct spot spot = { .from = (uint32_t)from, .to = match->to, .key = match->key, .cues = match->cues,
			     .adjective = true };
	uint32_t room = 1;

	/* Of hundreds of villages of one name the foremost are weighed: all of them against each other would take minutes. */
	while (room < ENTRIES_WEIGHED && !(match->entries[room - 1].flags & ENTRY_LAST))
		room++;
	spot.candidates = room_for(scan, room);
	for (const struct blob_entry *e = match->entries; e < match->entries + room; e++) {
		bool keep = match->adjective ? makes_kazakh_adjective(scan, e) : is_usable(scan, e, from, match->to);

		if (keep) {
			spot.candidates[spot.count++] = (struct candidate){ .place = e->place, .flags = e->flags };
			spot.adjective &= match->adjective || (e->flags & ENTRY_ADJECTIVE);
			spot.people |= (e->flags & ENTRY_PEOPLE) != 0; /* Canadian is a town in Texas, too */
		}
	}
	if (spot.count == 0 || spot.candidates[0].flags & ENTRY_BLOCK)
		return;
	scan->free += spot.count;
	scan->free_count -= spot.count;
	spot.to = spot.end = past_hyphened_ending(scan, spot.to);
	ARENA_PUSH(scan->arena, scan->spots, scan->count, scan->room) = spot;
}

/* Adjectives of places have -ск-, -цк- or -ьк- in them, but for восточн and московн. */
static bool may_be_adjective(struct span folded)
{
	const unsigned char *at = (const unsigned char *)folded.at, *end = at + folded.bytes;

	for (; at + 4 <= end; at += 2) {
		bool k = at[2] == 0xd0 && at[3] == 0xba, n = at[2] == 0xd0 && at[3] == 0xbd;

		if (k && at[0] == 0xd1 && (at[1] == 0x81 || at[1] == 0x86 || at[1] == 0x8c))
			return true;
		if (n && ((at[0] == 0xd1 && at[1] == 0x87) || (at[0] == 0xd0 && at[1] == 0xb2)))
			return true;
	}
	return false;
}

/* A lower-case word can be an adjective, or the first word of a name whose next word has a capital (озеро Балхаш). */
static bool may_start(const struct scan *scan, size_t i)
{
	const struct word *word = &scan->text->words[i];

	if (is_capital(word))
		return true;
	if (word->script != SCRIPT_CYRILLIC || word->shape != WORD_LOWER)
		return false;
	if (i + 1 < scan->text->count && scan->text->words[i + 1].gap == GAP_HYPHEN)
		return true;
	if (word->folded.bytes < 8)
		return false;
	if (may_be_adjective(word->folded) || (scan->kazakh && (span_ends(word->folded, "қ") || span_ends(word->folded, "к"))))
		return true;
	return i + 1 < scan->text->count && is_capital(&scan->text->words[i + 1]) && is_joined(scan->text, i + 1);
}

size_t spots_find(const struct gazetteer *gazetteer, const struct text *text, const char *lang, struct arena *arena,
		  struct spot **out)
{
	struct scan scan = { .gazetteer = gazetteer, .text = text, .arena = arena, .kazakh = strcmp(lang, "kk") == 0,
			     .russian = strcmp(lang, "ru") == 0 };

	for (size_t i = 0; i < text->count;) {
		struct match match;

		if (may_start(&scan, i) && match_at(&scan, i, &match)) {
			add_spot(&scan, i, &match);
			i = match.to;
		} else {
			i++;
		}
	}
	*out = scan.spots;
	return scan.count;
}

const struct blob_entry *match_suffixed(const struct gazetteer *gazetteer, uint64_t before, struct span word)
{
	bool more;

	for (size_t s = COUNT(suffixes); s-- > 0;) {
		struct span stem = word;
		const struct blob_entry *entries;

		if (suffixes[s].kind == 'p' || !ends_with(word, suffixes[s].text))
			continue; /* nobody asks for "our Kazakhstan" */
		stem.bytes -= suffixes[s].text.bytes;
		entries = stem.bytes >= KAZAKH_STEM_LEAST ? gazetteer_find(gazetteer, key_add(before, stem), &more) : NULL;
		if (entries)
			return entries;
	}
	return NULL;
}

bool match_is_ending(struct span word)
{
	for (size_t s = 0; s < COUNT(suffixes); s++)
		if (span_equal(word, suffixes[s].text))
			return true;
	return false;
}
