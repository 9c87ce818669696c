/* Words that were met before, and the terms they make: most of a text is words that come again. */
#ifndef INDEX_VOCABULARY_H
#define INDEX_VOCABULARY_H

#include "dateline/index.h"

/* The terms of a folded word. Spans live until vocabulary_tidy(). */
struct known_word {
	struct span folded;
	struct span term;       /* of the word itself; "" when it makes none */
	uint16_t token;         /* part/stream.h */
	char lang[LANG_TEXT];   /* that `stem` is of */
	struct span stem;       /* text_term() without its ending, not a term yet; "" until it was asked for */
	bool has_names;
	size_t name_count;
	struct span *names;     /* name_term() of each key */
};

struct vocabulary;

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary);

/* Forgets all when it has become large: between articles. */
void vocabulary_tidy(struct vocabulary *vocabulary);

struct known_word *vocabulary_find(struct vocabulary *vocabulary, struct span folded);

/* Fills the stem in `lang`, and the keys as a name, once asked for. */
struct span vocabulary_stem(struct vocabulary *vocabulary, struct known_word *word, const char *lang);
void vocabulary_name(struct vocabulary *vocabulary, struct known_word *word);

#endif
