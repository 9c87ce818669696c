/* Reads the rows of GeoNames' files. */
#ifndef PLACES_GEONAMES_H
#define PLACES_GEONAMES_H

#include "dateline/error.h"
#include "dateline/place.h"
#include "dateline/span.h"

enum geonames_row {
	GEONAMES_BAD,           /* `err` says in which column what is wrong */
	GEONAMES_PASSED,        /* a row of a kind that we do not take */
	GEONAMES_TAKEN
};

/* A row of allCountries.txt, citiesN.txt, KZ.txt ... Spans borrow the line. */
struct geoname {
	uint32_t id;
	enum place_kind kind;
	struct span name, ascii, others; /* others: between commas */
	char country[3];
	struct span region;     /* admin1 code; "" unknown */
	bool first_level;       /* it is the region of its country's code */
	float lat, lon;
	uint32_t population;
	uint32_t known;         /* how many others */
};
enum geonames_row geoname_read(struct span line, struct geoname *out, struct error *err);

/* A row of alternateNamesV2.txt. */
struct alternate {
	uint32_t id;
	struct span lang, name;
	bool preferred, short_name, colloquial, historic;
};
enum geonames_row alternate_read(struct span line, struct alternate *out, struct error *err);

/* A row of admin1CodesASCII.txt: code "KZ.09", name, plain name, id. */
struct first_level {
	struct span code, name, ascii;
	uint32_t id;
};
enum geonames_row first_level_read(struct span line, struct first_level *out, struct error *err);

/* Is it a name as texts have it: Latin or Cyrillic, no code and no romanisation by rule ("a la mu tu")? */
bool geonames_is_name(struct span name);

#endif
