/* Where in the index a person is named, however spelled. */
#ifndef DATELINE_QUERY_PERSON_H
#define DATELINE_QUERY_PERSON_H

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/index.h"
#include "dateline/name.h"
#include "dateline/query.h"

/* A name that somebody goes by. */
struct person_name {
	struct span text;
	bool whole;             /* counts in full only: "Wild Arman" is not every Arman after him */
};

/* Who is asked for: names[0] as asked, then what else he is called. */
struct person_who {
	struct person_name *names;
	size_t count;
};

/* A spelling of the surname found in the index, and in how many passages. */
struct person_surface {
	struct span text;       /* folded */
	uint32_t passages;
};

/* A passage that names the person; its mentions are those of the set from
 * `first` on. */
struct person_passage {
	char id[ID_TEXT];
	struct record *record;  /* NULL unless records were to be kept */
	uint32_t first, count;
	uint32_t candidate;     /* its number while the search goes on */
};

struct person_place {
	uint32_t at_byte, bytes;
	uint8_t part;           /* enum marked_part */
	uint8_t name;           /* which of the names it is, from 0 */
	bool is_repeat;         /* of a heading that an earlier passage has told already */
	enum name_certainty certainty;
	enum name_ground ground;
	struct span why;
	uint32_t from_char, to_char; /* of the article's text; of the title when it stands there */
};

/* In an arena. */
struct person_set {
	struct span name;
	const struct person_who *who;
	struct person_surface *surfaces;
	size_t surface_count;
	struct person_passage *passages;        /* by article, then number */
	size_t passage_count;
	struct person_place *places;
	size_t place_count;
	uint32_t candidates;    /* passages with one of the surfaces */
	uint32_t read;          /* of these the first so many were read */
	uint32_t articles_read;
	struct match *named;    /* the passages that hold a surface, as a plan */
	struct match *match;    /* the passages that name the person */
};

struct person_ask {
	struct index_reader *reader;
	const struct person_who *who;
	const struct name_options *options;
	struct match *within;   /* NULL: everywhere. Only passages that it holds count; the article rule
				 * still reads the others of their articles */
	const struct span *without; /* spellings that are no mention, as typed */
	size_t without_count;
	uint32_t most;          /* candidates that are read, at most */
	bool keep_records;      /* of the passages found, in the answer's arena */
};

/* A person who goes by one name. In `arena`. */
struct person_who *person_called(struct span name, struct arena *arena);

/* Finds the passages that name somebody. */
struct person_set *person_find(const struct person_ask *ask, struct arena *arena, struct error *err);

/* The passages that hold a spelling of the person's surname: no article is read. */
struct match *person_named(const struct person_ask *ask, struct arena *arena, struct error *err);

/* The spellings alone, no article read: what the index could know of a name. */
struct person_set *person_spellings(struct index_reader *reader, struct span name, const struct name_options *options,
				    struct arena *arena, struct error *err);

#endif
