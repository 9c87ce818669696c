/* Given names: which spellings are one name, and whose son or daughter a patronymic tells. */
#ifndef NAMES_GIVEN_H
#define NAMES_GIVEN_H

#include "names/ending.h"
#include "names/sound.h"

#include <stdbool.h>
#include <stdint.h>

#define GIVEN_MOST 5            /* names that one spelling can stand for */
#define COARSE_BYTES 32

/* The name itself, a short form of it, the same name in another culture. */
enum given_as { GIVEN_AS_IS, GIVEN_AS_BRIEF, GIVEN_AS_KIN };

/* A name that a spelling stands for. */
struct given {
	uint16_t name;          /* row of given.tsv, from 1 */
	uint8_t as;             /* enum given_as */
};

struct givens {
	uint8_t count;
	struct given at[GIVEN_MOST];
};

/* A word without what romanisations disagree on: "evgeni" of Yevgeniy, Jewgenij and Евгений.
 * Returns its length, `out` is ended by a NUL. */
size_t coarse_read(struct span folded, char out[COARSE_BYTES]);

/* The same of a word that was read as sounds. */
size_t coarse_of(const struct sounds *sounds, char out[COARSE_BYTES]);

/* The names that a word read as sounds stands for. */
void given_of(const struct sounds *sounds, struct givens *out);

/* The names that a folded word stands for, none for most words. */
void given_find(struct span folded, struct givens *out);

/* A key for it: "=alexander". */
const char *given_class_name(uint16_t name);
char given_gender(uint16_t name);

/* How likely `folded` (or a stem of it) is a given name, by lists: classes and
 * first_names.tsv. */
bool given_is_known(const struct stems *stems);

/* A patronymic: the names of the father (none when he is not in the table) and the
 * bearer's gender. False when the word is no patronymic. */
struct patronymic {
	struct givens fathers;
	struct span stem;       /* of the father's name, in the word */
	char gender;
};
bool patronymic_read(struct span folded, struct patronymic *out);

/* How two givens meet: the same name, the same with a short form of it, the same in
 * another culture, different names, or one of them unknown. */
enum given_meeting { GIVEN_UNKNOWN, GIVEN_SAME, GIVEN_BRIEF, GIVEN_KIN, GIVEN_OTHER };
enum given_meeting givens_meet(const struct givens *a, const struct givens *b);

#endif
