/* The hunt for an asked person through one article. */
#ifndef NAMES_HUNT_H
#define NAMES_HUNT_H

#include "names/query.h"

enum hit_kind {
	HIT_ALONE,              /* the surname alone */
	HIT_TELLING,            /* alone, but long and well spelled: few others can be meant */
	HIT_FULL,               /* with the first name or its initial */
	HIT_OTHER               /* with another's first name */
};

/* A word that passes for the surname. */
struct hit {
	uint32_t word, from, to;        /* the surname's word; the mention is words [from, to) */
	enum hit_kind kind;
	struct word_meeting meeting;
	const struct ending *ending;    /* undone, or NULL */
	bool doubtful;                  /* a common word, maybe: another hit must be spelled so */
	bool faint;                     /* too short to tell by itself, but well spelled: the archive decides */
};

struct hunt {
	const struct name_query *query;
	const struct text *text;
	const char *lang;
	const struct costs *costs;
	struct arena *arena;
	struct hit *hits;
	size_t hit_count, hit_room;
	bool full;              /* the full name stands in the article */
	bool other;             /* another's full name does */
};

static inline bool is_capital(const struct word *word)
{
	return word->shape == WORD_CAPITAL || word->shape == WORD_UPPER || word->shape == WORD_MIXED;
}

/* Do words i - 1 and i stand in one name? An initial may have its stop. */
bool is_joined(const struct text *text, size_t i);

/* How many consonants tell a word from others, and what its score must have more for
 * having few: a short word is easily met by chance. */
size_t consonants_of(const struct name_word *word);
float short_more(const struct name_word *word);

/* Can two words be forms of one? */
bool stems_share(const struct stems *a, const struct stems *b);

/* Says by the words beside a hit whose name it is: sets its kind and its bounds. */
void hit_look_beside(struct hunt *hunt, struct hit *hit);

/* Is word i part of a double surname that was not asked for? */
bool is_half(const struct hunt *hunt, size_t i);

/* Does something at word i, which stands without a first name, speak against a person:
 * a place's preposition or a firm's word before it, a thing's behind it, quotation
 * marks around it, another name beside it? */
bool is_unlikely_alone(const struct hunt *hunt, size_t i);

/* Finds where the article calls the person by the first name alone, or with the
 * patronymic, and by the title alone. Both in order, in the hunt's arena. */
size_t forenames_find(const struct hunt *hunt, struct name_mention **out);
size_t roles_find(const struct hunt *hunt, const struct name_mention *named, size_t named_count,
		  struct name_mention **out);

#endif
