/* Where in the index a person is named, however spelled. */
#ifndef DATELINE_QUERY_PERSON_H
#define DATELINE_QUERY_PERSON_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/index.h"
#include "dateline/name.h"
#include "dateline/query.h"

/* A spelling of the surname found in the index, and in how many passages. */
struct person_surface {
	struct span text;       /* folded */
	uint32_t passages;
};

/* A passage that names the person; its mentions are those of the set from
 * `first` on. */
struct person_passage {
	char id[ID_TEXT];
	uint32_t first, count;
};

struct person_place {
	uint32_t at_byte, bytes;
	uint8_t part;           /* enum marked_part */
	bool is_repeat;         /* of a heading that an earlier passage has told already */
	enum name_certainty certainty;
	enum name_ground ground;
	struct span why;
	uint32_t from_char, to_char; /* of the article's text; of the title when it stands there */
};

/* In an arena. */
struct person_set {
	struct span name;
	struct person_surface *surfaces;
	size_t surface_count;
	struct person_passage *passages;        /* by article, then number */
	size_t passage_count;
	struct person_place *places;
	size_t place_count;
	uint32_t candidates;    /* passages with one of the surfaces */
	uint32_t read;          /* of these the first so many were read */
	uint32_t articles_read;
	struct match *match;    /* the passages as a plan */
};

/* Finds the passages that name `name`, reading at most `most` of the candidates. With
 * `within` (may be NULL) only those that it holds count; the article rule still reads
 * their whole article. */
struct person_set *person_find(struct index_reader *reader, struct span name, const struct name_options *options,
			       struct match *within, uint32_t most, struct arena *arena, struct error *err);

/* The spellings alone, no article read: what the index could know of a name. */
struct person_set *person_spellings(struct index_reader *reader, struct span name, const struct name_options *options,
				    struct arena *arena, struct error *err);

#endif
