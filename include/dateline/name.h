/* Names: keys that propose, scores that decide, and who is named in a text. */
#ifndef DATELINE_NAME_H
#define DATELINE_NAME_H

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/span.h"
#include "dateline/text.h"

#include <stdbool.h>
#include <stdint.h>

/* ---- keys: at ingest for every capitalised word, at query for each asked word ---- */

#define NAME_KEYS_MOST 6
#define NAME_KEY_BYTES 24

/* A coarse code of a word's sounds, the same for every script and romanisation.
 * ASCII, ended by a NUL. */
struct name_key {
	char text[NAME_KEY_BYTES];
};

/* The keys of one folded word (text_fold), first the likeliest; of stems with
 * endings undone too. Returns how many, 0 for what can be no name. */
size_t name_keys(struct span folded, struct name_key out[NAME_KEYS_MOST]);

/* ---- two names ---- */

/* How surely `a` and `b` (whole names as written) are spellings of one: 0 to 1,
 * .5 or more is a match. The reason, for a person, is added to `why` (may be
 * NULL). Words of the shorter all need a partner in the longer, in any order. */
double name_match(struct span a, struct span b, struct buf *why);

/* ---- asking for a person ---- */

/* What the articles of an archive tell together of the asked surname, counted while
 * they are read: how many name the person in full, and how many only another. */
struct name_tally {
	uint32_t asked, others;
};

struct name_options {
	bool strict;            /* only with the first name beside it */
	bool same_script;       /* only in the script that was asked in */
	bool roles;             /* "the President" too, where the article has just named one */
	struct name_tally *tally; /* counted up by name_query_mentions(); NULL: each article for itself */
};

/* A name that is asked for. Lives in the arena it was made in. */
struct name_query;

struct name_query *name_query_new(struct span name, const struct name_options *options, struct arena *arena);

/* The keys under which the index must look: those of the word that every
 * mention must hold (the surname; of a one-word name, the word). */
size_t name_query_keys(const struct name_query *query, struct name_key *out, size_t room);

/* Does `surface` (a folded word found under one of the keys) pass for the asked
 * surname? The article decides the rest. */
bool name_query_takes(const struct name_query *query, struct span surface);

enum name_certainty { NAME_CERTAIN, NAME_LIKELY };

/* What a mention rests on. With a tally the last two count only if name_tally_takes()
 * says so when all articles are read. */
enum name_ground {
	NAME_BY_ARTICLE,        /* the article names the person in full, or the name is one word */
	NAME_BY_SURNAME,        /* a telling surname, in an article that names nobody of it in full */
	NAME_BY_ARCHIVE         /* a short one; found with a tally only */
};

struct name_mention {
	uint32_t at_byte, bytes;        /* in the text as given */
	enum name_certainty certainty;
	enum name_ground ground;
	struct span why;                /* "Cyrillic Russian, instrumental; full name", in the arena */
};

/* Every mention of the asked person in a whole article, in order: the article
 * rule (full name once, then the bare surname unless another full name is
 * nearer). Returns how many, in `arena`. */
size_t name_query_mentions(const struct name_query *query, const struct text *article, const char *lang,
			   struct arena *arena, struct name_mention **out);

/* Does a mention that rests on `ground` count, by what all articles told? */
bool name_tally_takes(const struct name_tally *tally, enum name_ground ground);

/* ---- who is named in a text ---- */

/* Spans that are something else (places, dates, organisations): no person there. */
struct name_taken {
	uint32_t at_byte, bytes;
};

/* One person as named once. Mentions of one person in an article share `person`. */
struct person_mention {
	uint32_t at_byte, bytes;        /* in the text as given */
	uint32_t person;                /* 0.. within the article */
};

/* Someone whom an article names. */
struct person {
	struct span label;      /* canonical form to show: "Kassym-Jomart Tokayev"; nominative, as written most fully */
	struct span key;        /* joins one person across articles and scripts: ASCII words with hyphens */
	uint32_t mentions;
};

struct person_list {
	struct person_mention *mentions;
	size_t mention_count;
	struct person *persons;
	size_t person_count;
};

/* Finds the people of a whole article by the text alone; all in `arena`. */
void persons_find(const struct text *article, const char *lang, const struct name_taken *taken, size_t taken_count,
		  struct arena *arena, struct person_list *out);

/* The key that persons_find gives a person of this full name. */
struct span person_key(struct span name, struct arena *arena);

/* ---- the normal form, for `dateline names` ---- */

/* Adds lines "what<TAB>spelling" to `out`: canonical Latin and Cyrillic, the usual
 * romanisations by their names, keys. */
void name_describe(struct span name, struct buf *out);

/* Checksum of the rule tables, kept in the index. */
uint64_t names_checksum(void);

#endif
