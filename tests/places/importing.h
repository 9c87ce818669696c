/* What the tests of importing share: a directory with files, faults as text, and asking. */
#ifndef TESTS_PLACES_IMPORTING_H
#define TESTS_PLACES_IMPORTING_H

#include "cases.h"
#include "program.h"

#include "dateline/file.h"
#include "dateline/gazetteer.h"
#include "dateline/place.h"

#include <stdlib.h>
#include <string.h>

struct state {
	char *directory;
	char table[200], alternates[200], admin[200], own[200], to[200], told[4000];
	struct gazetteer *base;
	struct arena *arena;
};

static inline void put(const char *path, const char *text)
{
	struct error err = { 0 };

	file_write(path, span_of(text), &err);
	assert_int_equal(err.status, STATUS_OK);
}

static inline int prepare(void **with)
{
	struct state *s = calloc(1, sizeof(*s));
	struct error err = { 0 };

	s->directory = program_directory();
	s->arena = arena_new();
	snprintf(s->table, sizeof(s->table), "%s/allCountries.txt", s->directory);
	snprintf(s->alternates, sizeof(s->alternates), "%s/alternateNamesV2.txt", s->directory);
	snprintf(s->admin, sizeof(s->admin), "%s/admin1CodesASCII.txt", s->directory);
	snprintf(s->own, sizeof(s->own), "%s/own.tsv", s->directory);
	snprintf(s->to, sizeof(s->to), "%s/places", s->directory);
	s->base = gazetteer_open(NULL, &err);
	*with = s;
	return s->base ? 0 : -1;
}

static inline int tidy(void **with)
{
	struct state *s = *with;

	gazetteer_close(s->base);
	arena_free(s->arena);
	program_remove(s->directory);
	free(s);
	return 0;
}

static inline void note_fault(const struct error *err, void *with)
{
	struct state *s = with;
	size_t used = strlen(s->told);

	snprintf(s->told + used, sizeof(s->told) - used, "%s: %s\n", err->where + strlen(s->directory) + 1, err->text);
}

static inline struct place asked(const struct gazetteer *g, const char *name)
{
	uint32_t id = 0;

	place_ask(g, span_of(name), &id, 1);
	return place_get(g, id);
}

/* Rows of "name asked for, code, path of names": each wrong one is told. */
static inline void check_answers(const struct gazetteer *g, const char *const (*rows)[3], size_t count)
{
	int wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct place place = asked(g, rows[i][0]), above = place_get(g, place.parent);

		if (place.id > 0 && span_is(place.code, rows[i][1]) && span_is(above.id ? above.name : span_of(""), rows[i][2]))
			continue;
		wrong++;
		print_error("%s: %s in %s, wanted %s in %s\n", rows[i][0], place.id ? place.code.at : "nothing", above.id ? above.name.at : "nothing",
			    rows[i][1], rows[i][2]);
	}
	assert_int_equal(wrong, 0);
}

#endif
