/* Keeps the terms of words in a table, and forgets all of them when it is full. */
#include "index/vocabulary.h"

#include "index/part/stream.h"

#include "dateline/map.h"

#include <stdio.h>
#include <stdlib.h>

/* Nine of ten words of news text are among so many; some 5 MB a thread. */
#define WORDS_MOST 16000

struct vocabulary {
	struct stemmer *stemmer;
	struct arena *arena;
	struct map *places;     /* folded word → place in `words` */
	struct known_word *words;
	size_t count;
};

struct vocabulary *vocabulary_new(void)
{
	struct vocabulary *vocabulary = memory_get(sizeof(*vocabulary));

	*vocabulary = (struct vocabulary){
		.stemmer = stemmer_new(), .arena = arena_new(), .places = map_new(),
		.words = memory_get(WORDS_MOST * 2 * sizeof(struct known_word)),
	};
	return vocabulary;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
	stemmer_free(vocabulary->stemmer);
	arena_free(vocabulary->arena);
	map_free(vocabulary->places);
	free(vocabulary->words);
	free(vocabulary);
}

static void forget(struct vocabulary *vocabulary)
{
	arena_reset(vocabulary->arena);
	map_free(vocabulary->places);
	vocabulary->places = map_new();
	vocabulary->count = 0;
}

void vocabulary_tidy(struct vocabulary *vocabulary)
{
	if (vocabulary->count >= WORDS_MOST)
		forget(vocabulary);
}

/* One article can have more new words than there is room for. */
struct known_word *vocabulary_find(struct vocabulary *vocabulary, struct span folded)
{
	struct known_word *word;
	uint32_t place;
	bool is_new;

	if (vocabulary->count == (size_t)WORDS_MOST * 2)
		forget(vocabulary);
	place = *map_slot(vocabulary->places, folded, (uint32_t)vocabulary->count, &is_new);
	word = &vocabulary->words[place];
	if (!is_new)
		return word;
	vocabulary->count++;
	*word = (struct known_word){ .folded = arena_copy(vocabulary->arena, folded) };
	word->term = text_term(word->folded, vocabulary->arena);
	if (word->term.bytes) {
		word->term = word_term(word->term, vocabulary->arena);
		word->token = stream_token(word->term);
	}
	return word;
}

struct span vocabulary_stem(struct vocabulary *vocabulary, struct known_word *word, const char *lang)
{
	if (!word->stem.bytes || strcmp(word->lang, lang) != 0) {
		struct span term = text_term(word->folded, vocabulary->arena);

		word->stem = stemmer_stem(vocabulary->stemmer, term, lang, vocabulary->arena);
		snprintf(word->lang, sizeof(word->lang), "%s", lang);
	}
	return word->stem;
}

void vocabulary_name(struct vocabulary *vocabulary, struct known_word *word)
{
	struct name_key keys[NAME_KEYS_MOST];
	size_t count;

	if (word->has_names)
		return;
	word->has_names = true;
	count = name_keys(word->folded, keys);
	word->names = arena_new_array(vocabulary->arena, struct span, count);
	for (size_t i = 0; i < count; i++) {
		struct span term = name_term(keys[i].text, word->folded, vocabulary->arena);

		if (term.bytes)
			word->names[word->name_count++] = term;
	}
}
