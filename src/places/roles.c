/* What single words say about a place name beside them: the tables, by word. */
#include "places/roles.h"

#include "dateline/arena.h"
#include "dateline/map.h"

#include <stdlib.h>

static const struct region_row {
	const char *word, *kind, *number, *side;
} region_rows[] = {
#define ROW(line, word, lang, kind, number, side, example, source) { word, kind, number, side },
#include "places/regionwords.tsv.inc"
#undef ROW
};

static const struct cue_row {
	const char *word, *what;
} cue_rows[] = {
#define ROW(line, word, lang, what, example, source) { word, what },
#include "places/cues.tsv.inc"
#undef ROW
};

/* A word with any ending: "облысы*". */
struct pattern {
	struct span stem;
	struct role role;
};

#define LOOKS 16384u            /* a power of two: an eighth of them taken at most */

struct roles {
	struct map *words;      /* folded word -> index in `list` */
	uint64_t looks[LOOKS / 64]; /* what words with a role look like (look_of): most others are told by it */
	struct role list[COUNT(region_rows) + COUNT(cue_rows) + 1]; /* the first is of words without one */
	size_t count;
	struct pattern patterns[COUNT(region_rows)];
	size_t pattern_count;
};

static uint32_t bit_of(const char *what)
{
	static const struct { const char *what; uint32_t bit; } rows[] = {
		{ "in", WORD_IN }, { "plain", WORD_PLAIN }, { "side", WORD_SIDE }, { "person", WORD_PERSON },
		{ "house", WORD_HOUSE }, { "language", WORD_LANGUAGE }, { "house-of", WORD_HOUSE_OF },
		{ "in-of", WORD_IN_OF }, { "house-before", WORD_HOUSE_BEFORE }, { "house-quoted", WORD_HOUSE_QUOTED }, { "of-town", WORD_OF_TOWN },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strcmp(rows[i].what, what) == 0)
			return rows[i].bit;
	return 0;
}

static enum place_kind kind_of(const char *kind)
{
	for (int k = PLACE_COUNTRY; k <= PLACE_OTHER; k++)
		if (strcmp(kind, place_kind_text((enum place_kind)k)) == 0)
			return (enum place_kind)k;
	return PLACE_OTHER;
}

/* A number that most words without a role share with none that has one. */
static uint32_t look_of(struct span word)
{
	const unsigned char *at = (const unsigned char *)word.at;
	size_t tells = word.bytes > 1; /* of a Cyrillic letter the second byte */
	uint32_t look = (uint32_t)word.bytes;

	look = look * 31 + at[word.bytes - 1];
	look = look * 31 + at[(word.bytes / 2) | tells];
	return (look * 31 + at[tells]) & (LOOKS - 1);
}

/* The role of `word`, made when it is new. */
static struct role *role_for(struct roles *roles, struct span word)
{
	bool is_new = false;
	uint32_t *slot = map_slot(roles->words, word, (uint32_t)roles->count, &is_new);

	if (is_new) {
		roles->count++;
		roles->looks[look_of(word) / 64] |= (uint64_t)1 << (look_of(word) & 63);
	}
	return &roles->list[*slot];
}

static void set_side(struct role *role, enum region_side side, struct region_word region)
{
	if (role->has[side])
		return;
	role->has[side] = true;
	role->region[side] = region;
}

static void add_region_word(struct roles *roles, const struct region_row *row)
{
	struct region_word region = { kind_of(row->kind), row->number[0] == 'm', row->number[0] == 'a' };
	struct span word = span_of(row->word);
	struct role *role;

	if (span_ends(word, "*")) {
		roles->patterns[roles->pattern_count].stem = span_make(word.at, word.bytes - 1);
		role = &roles->patterns[roles->pattern_count++].role;
	} else {
		role = role_for(roles, word);
	}
	if (strcmp(row->side, "after") == 0 || strcmp(row->side, "both") == 0)
		set_side(role, SIDE_AFTER, region);
	if (strcmp(row->side, "before") == 0 || strcmp(row->side, "both") == 0)
		set_side(role, SIDE_BEFORE, region);
	if (strcmp(row->side, "before-of") == 0)
		set_side(role, SIDE_BEFORE_OF, region);
}

struct roles *roles_new(void)
{
	struct roles *roles = memory_get(sizeof(*roles));

	memset(roles, 0, sizeof(*roles));
	roles->words = map_new();
	roles->count = 1;
	for (size_t i = 0; i < COUNT(region_rows); i++)
		add_region_word(roles, &region_rows[i]);
	for (size_t i = 0; i < COUNT(cue_rows); i++)
		role_for(roles, span_of(cue_rows[i].word))->cues |= bit_of(cue_rows[i].what);
	return roles;
}

void roles_free(struct roles *roles)
{
	if (!roles)
		return;
	map_free(roles->words);
	free(roles);
}

const struct role *role_of(const struct roles *roles, struct span folded)
{
	const struct pattern *best = NULL;
	uint32_t at, look;

	if (folded.bytes == 0)
		return &roles->list[0];
	look = look_of(folded);
	at = roles->looks[look / 64] >> (look & 63) & 1 ? map_find(roles->words, folded, 0) : 0;
	if (at)
		return &roles->list[at];
	if ( (unsigned char)folded.at[0] < 0x80) /* patterns are of Kazakh words */
		return &roles->list[0];
	for (size_t i = 0; i < roles->pattern_count; i++) {
		const struct pattern *p = &roles->patterns[i];

		if (folded.bytes >= p->stem.bytes && memcmp(folded.at, p->stem.at, p->stem.bytes) == 0 &&
		    (!best || p->stem.bytes > best->stem.bytes))
			best = p;
	}
	return best ? &best->role : &roles->list[0];
}
