/* Making a gazetteer of one's own: GeoNames' files, or a table, over the built-in one. */
#ifndef DATELINE_GAZETTEER_H
#define DATELINE_GAZETTEER_H

#include "dateline/error.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

struct gazetteer;

/* Memory that an import takes at most, in bytes, whatever the files: 150 MB were measured with 12 million places. */
#define IMPORT_MEMORY_MOST ((size_t)200 << 20)

/* Files of GeoNames, as they come unpacked. */
struct import_files {
	const char *const *tables;      /* allCountries.txt, citiesN.txt, KZ.txt ... */
	size_t table_count;
	const char *alternates;         /* alternateNamesV2.txt, or NULL */
	const char *first_levels;       /* admin1CodesASCII.txt, or NULL */
};

struct import_watch {
	/* A row that was passed over: "FILE:LINE" in err->where. May be NULL, and `progress` too. */
	void (*fault)(const struct error *err, void *with);
	void (*progress)(uint64_t done, uint64_t total, uint64_t rows, void *with);
	const volatile sig_atomic_t *stop;      /* NULL: never. Then STATUS_INTERRUPTED, and nothing changed */
	void *with;
};

struct import_summary {
	uint64_t rows;                  /* of all files */
	uint64_t bad;                   /* told and passed over */
	uint64_t passed;                /* of kinds that are not taken (src/places/features.tsv), other scripts, codes */
	uint64_t repeated;              /* the same place again */
	uint64_t added, known;          /* places: new ones; ones that were there and got names */
	uint64_t names;                 /* ways of writing, inflected forms among them */
	uint64_t bytes;                 /* of the gazetteer */
};

/* Writes at `to` the gazetteer `base` with the places and names of the files. All or nothing: on a fault, and after a
 * kill, the file that was there stands. STATUS_DATA when no row is good. */
void geonames_import(const struct gazetteer *base, const struct import_files *files, const char *to,
		     const struct import_watch *watch, struct import_summary *out, struct error *err);

/* The same with a table of the user's own, whose first line names its columns: see "own table" in dateline(1). */
void own_import(const struct gazetteer *base, const char *table, const char *to, const struct import_watch *watch,
		struct import_summary *out, struct error *err);

#endif
