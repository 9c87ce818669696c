/* How many inflected forms come to the stem of their word: stem_forms [-v] < forms.tsv (language, word, forms with blanks).
 * Prints recall by language, and how many words share a stem with another word; -v the forms that miss. */
#include "dateline/map.h"
#include "dateline/text.h"

#include <stdio.h>
#include <stdlib.h>

struct tally {
	char lang[8];
	unsigned words, forms, met, shared;
	struct map *stems;
};

static struct tally *tally_of(struct tally *tallies, size_t *count, struct span lang)
{
	for (size_t i = 0; i < *count; i++)
		if (span_is(lang, tallies[i].lang))
			return &tallies[i];
	tallies[*count] = (struct tally){ .stems = map_new() };
	snprintf(tallies[*count].lang, sizeof(tallies[0].lang), "%.*s", (int)lang.bytes, lang.at);
	return &tallies[(*count)++];
}

static void count_row(struct tally *tally, struct stemmer *stemmer, struct span word, struct span forms, bool verbose,
		      struct arena *arena)
{
	struct span stem = stemmer_stem(stemmer, word, tally->lang, arena);
	bool is_new;

	tally->words++;
	map_slot(tally->stems, stem, 1, &is_new);
	tally->shared += !is_new;
	while (forms.bytes > 0) {
		struct span form = span_cut(&forms, ' ');
		struct span got = stemmer_stem(stemmer, form, tally->lang, arena);

		tally->forms++;
		tally->met += span_equal(got, stem);
		if (verbose && !span_equal(got, stem))
			printf("%s\t%.*s\t%.*s\t%.*s\t%.*s\n", tally->lang, (int)word.bytes, word.at, (int)form.bytes, form.at,
			       (int)got.bytes, got.at, (int)stem.bytes, stem.at);
	}
}

int main(int argc, char **argv)
{
	bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	struct stemmer *stemmer = stemmer_new();
	struct arena *arena = arena_new();
	struct tally tallies[8];
	size_t count = 0, room = 0;
	char *line = NULL;
	ssize_t bytes;

	while ((bytes = getline(&line, &room, stdin)) > 0) {
		struct span rest = span_trim(span_make(line, (size_t)bytes)), lang, word;

		if (rest.bytes == 0 || rest.at[0] == '#')
			continue;
		lang = span_cut(&rest, '\t');
		word = span_cut(&rest, '\t');
		if (count < COUNT(tallies))
			count_row(tally_of(tallies, &count, lang), stemmer, word, rest, verbose, arena);
		arena_reset(arena);
	}
	for (size_t i = 0; i < count; i++) {
		printf("%s: %u words, %.3f of %u forms come to the word's stem; %u words share the stem of another\n", tallies[i].lang,
		       tallies[i].words, (double)tallies[i].met / tallies[i].forms, tallies[i].forms, tallies[i].shared);
		map_free(tallies[i].stems);
	}
	free(line);
	arena_free(arena);
	stemmer_free(stemmer);
	return 0;
}
