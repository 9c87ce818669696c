/* Words of names with all that they may be, and how two of them meet. */
#ifndef NAMES_WORD_H
#define NAMES_WORD_H

#include "dateline/arena.h"
#include "dateline/span.h"
#include "dateline/text.h"
#include "names/align.h"
#include "names/ending.h"
#include "names/given.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_WORDS_MOST 8

/* One word. */
struct name_word {
	struct span folded;
	bool initial;           /* a single letter */
	bool particle;          /* von, de, оглы: may be left out */
	bool hyphened;          /* a hyphen parts it from the word before */
	bool is_patronymic;
	struct patronymic patronymic;
	struct stems stems;
	struct sounds sounds[STEMS_MOST];
	struct givens givens[STEMS_MOST];
};

/* Words that stand in names and may be left out of them (particles.tsv). */
bool is_particle(struct span folded);
/* ... and that are none at the end of one: Robin van Persie, but Michael Van. */
bool particle_wants_next(struct span folded);

/* Reads one folded word; `folded` must outlive it. `lang` chooses endings, NULL all. */
void name_word_read(struct span folded, const char *lang, struct name_word *out);

/* Why two words are taken for one, for people and for the trainer. */
struct word_meeting {
	float score;
	enum meeting_kind { MEET_SOUNDS, MEET_GIVEN, MEET_KIN, MEET_FATHER, MEET_INITIAL, MEET_BRIEF } kind;
	uint8_t stem_a, stem_b; /* which of their stems met */
};

/* Scores two words; endings may be undone on both sides or on b's alone. */
void words_meet(const struct costs *costs, const struct name_word *a, const struct name_word *b, bool undo_a,
		struct word_meeting *out);

/* ---- whole names ---- */

struct name {
	size_t count;
	struct name_word words[NAME_WORDS_MOST];
};

/* Reads a name as written: at most NAME_WORDS_MOST words. */
void name_read(struct span name, const char *lang, struct arena *arena, struct name *out);

/* How two names meet: each word of the shorter with its partner in the longer. */
struct name_meeting {
	float score;
	float agreement;        /* what the endings of the words add to it together */
	bool joined;            /* two words were read as one */
	const struct name *brief, *full;        /* the names whose words meet, joined ones in the arena */
	size_t count;
	struct { uint8_t of_short, of_long; struct word_meeting how; } pairs[NAME_WORDS_MOST];
};
void names_meet(const struct costs *costs, const struct name *a, const struct name *b, struct arena *arena,
		struct name_meeting *out);

/* The score that the trainer puts between true and false words. */
#define NAME_EVEN 1.0F

#endif
