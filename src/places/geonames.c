/* Reads the rows of GeoNames' files: tab separated UTF-8 without heading and quotes. */
#include "places/geonames.h"

#include "dateline/text.h"

#include <math.h>
#include <stdlib.h>

#define GEONAME_COLUMNS 19
#define ALTERNATE_COLUMNS 10
#define NAME_BYTES_MOST 1200    /* 400 letters */
#define ID_MOST 999999999u
#define PEOPLE_MOST 99999999999u /* the table has a row for the Earth */

/* Columns of the table, and how geonames.org calls them in its readme. */
enum { ID, NAME, ASCII, OTHERS, LAT, LON, CLASS, CODE, COUNTRY, CC2, REGION, ADMIN2, ADMIN3, ADMIN4, POPULATION };

static const struct feature {
	const char *feature, *kind;
	int least;
} features[] = {
#define ROW(line, feature, kind, least, example, why) { feature, kind, least[0] - '0' },
#include "places/features.tsv.inc"
#undef ROW
};

/* ---- columns ---- */

static size_t cut_columns(struct span line, struct span *columns, size_t room)
{
	size_t count = 0;

	if (span_ends(line, "\r"))
		line.bytes--;
	while (line.at && count < room)
		columns[count++] = span_cut(&line, '\t');
	return line.at ? room + 1 : count;
}

static void fault(struct error *err, int column, const char *name, struct span value, const char *wanted)
{
	error_set(err, STATUS_DATA, NULL, "column %d (%s): \"%.*s\" is no %s", column + 1, name,
		  (int)(value.bytes < 60 ? value.bytes : 60), value.at ? value.at : "", wanted);
}

static bool read_count(struct span text, uint64_t most, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < text.bytes; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*out = *out * 10 + (uint64_t)(text.at[i] - '0');
		if (*out > most)
			return false;
	}
	return true;
}

static uint32_t read_id(struct span text, int column, struct error *err)
{
	uint64_t id = 0;

	if (text.bytes == 0 || !read_count(text, ID_MOST, &id) || id == 0)
		fault(err, column, "geonameid", text, "id");
	return err->status == STATUS_OK ? (uint32_t)id : 0;
}

static float read_degrees(struct span text, int column, double most, struct error *err)
{
	char copy[32] = "", *end;
	double degrees;

	if (text.bytes < sizeof(copy))
		memcpy(copy, text.at, text.bytes);
	degrees = strtod(copy, &end);
	if (text.bytes == 0 || *copy == '\0' || *end != '\0' || !isfinite(degrees) || fabs(degrees) > most) {
		fault(err, column, column == LAT ? "latitude" : "longitude", text,
		      column == LAT ? "number from -90 to 90" : "number from -180 to 180");
		return 0;
	}
	return (float)degrees;
}

static void check_name(struct span name, int column, struct error *err)
{
	if (name.bytes == 0 || name.bytes > NAME_BYTES_MOST || utf8_check(name) != name.bytes)
		fault(err, column, "name", name, "name in UTF-8");
}

static bool is_country(struct span text)
{
	return text.bytes == 2 && text.at[0] >= 'A' && text.at[0] <= 'Z' && text.at[1] >= 'A' && text.at[1] <= 'Z';
}

/* ---- names ---- */

bool geonames_is_name(struct span name)
{
	const char *at = name.at, *end = name.at + name.bytes;
	size_t letters = 0, capitals = 0;
	bool first_is_capital = false;

	if (name.bytes == 0 || name.bytes > NAME_BYTES_MOST || utf8_check(name) != name.bytes)
		return false;
	while (at < end) {
		uint32_t code = utf8_next(&at, end);
		enum script script = letter_script(code);

		if (code < ' ' || (code >= '0' && code <= '9') || code == '(' || code == ',' || code == ';' || code == '/')
			return false;
		if (!letter_is(code))
			continue;
		if (script == SCRIPT_OTHER)
			return false;
		first_is_capital = first_is_capital || (letters == 0 && letter_is_upper(code));
		letters++;
		capitals += letter_is_upper(code);
	}
	return letters >= 3 && first_is_capital && !(capitals == letters && letters <= 5);
}

static uint32_t count_others(struct span list)
{
	uint32_t count = list.bytes > 0;

	for (size_t i = 0; i < list.bytes; i++)
		count += list.at[i] == ',';
	return count;
}

/* ---- the table ---- */

static const struct feature *feature_of(struct span class, struct span code)
{
	for (size_t i = 0; i < COUNT(features); i++)
		if (features[i].feature[0] == class.at[0] && span_is(code, features[i].feature + 2))
			return &features[i];
	return NULL;
}

static enum place_kind kind_of(const char *text)
{
	int kind = PLACE_COUNTRY;

	while (kind < PLACE_OTHER && strcmp(place_kind_text((enum place_kind)kind), text) != 0)
		kind++;
	return (enum place_kind)kind;
}

enum geonames_row geoname_read(struct span line, struct geoname *out, struct error *err)
{
	struct span columns[GEONAME_COLUMNS] = { { NULL, 0 } };
	size_t count = cut_columns(line, columns, GEONAME_COLUMNS);
	const struct feature *feature;
	uint64_t people = 0;

	if (count != GEONAME_COLUMNS) {
		error_set(err, STATUS_DATA, NULL, "%s than the %d columns of a GeoNames table",
			  count < GEONAME_COLUMNS ? "fewer" : "more", GEONAME_COLUMNS);
		return GEONAMES_BAD;
	}
	*out = (struct geoname){ .id = read_id(columns[ID], ID, err), .name = columns[NAME], .ascii = columns[ASCII],
				 .others = columns[OTHERS], .region = columns[REGION] };
	check_name(columns[NAME], NAME, err);
	out->lat = read_degrees(columns[LAT], LAT, 90, err);
	out->lon = read_degrees(columns[LON], LON, 180, err);
	if (columns[COUNTRY].bytes > 0 && !is_country(columns[COUNTRY]))
		fault(err, COUNTRY, "country code", columns[COUNTRY], "code of two capitals");
	if (!read_count(columns[POPULATION], PEOPLE_MOST, &people))
		fault(err, POPULATION, "population", columns[POPULATION], "whole number");
	if (err->status != STATUS_OK)
		return GEONAMES_BAD;
	memcpy(out->country, columns[COUNTRY].at, columns[COUNTRY].bytes);
	if (span_is(out->region, "00"))
		out->region.bytes = 0;
	feature = columns[CLASS].bytes == 1 ? feature_of(columns[CLASS], columns[CODE]) : NULL;
	out->known = count_others(out->others);
	if (!feature || out->known < (uint32_t)feature->least)
		return GEONAMES_PASSED;
	out->kind = kind_of(feature->kind);
	out->first_level = strcmp(feature->feature, "A.ADM1") == 0;
	out->population = people < UINT32_MAX ? (uint32_t)people : UINT32_MAX;
	return GEONAMES_TAKEN;
}

/* ---- alternate names ---- */

/* Values of isolanguage that are no languages, of which none is a name as texts have it. */
static bool is_pseudo(struct span lang)
{
	static const char *const codes[] = { "post", "link", "wkdt", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "piny" };

	for (size_t i = 0; i < COUNT(codes); i++)
		if (span_is(lang, codes[i]))
			return true;
	return false;
}

static bool read_flag(struct span text, int column, struct error *err)
{
	if (text.bytes > 0 && !span_is(text, "1") && !span_is(text, "0"))
		fault(err, column, "flag", text, "1, and not empty");
	return span_is(text, "1");
}

enum geonames_row alternate_read(struct span line, struct alternate *out, struct error *err)
{
	struct span columns[ALTERNATE_COLUMNS] = { { NULL, 0 } };
	size_t count = cut_columns(line, columns, ALTERNATE_COLUMNS);

	/* the first form of the file had no from and to, and its last flags may be cut off */
	if (count < 4 || count > ALTERNATE_COLUMNS) {
		error_set(err, STATUS_DATA, NULL, "%s than the columns of alternate names (4 to %d)", count < 4 ? "fewer" : "more",
			  ALTERNATE_COLUMNS);
		return GEONAMES_BAD;
	}
	*out = (struct alternate){ .id = read_id(columns[1], 1, err), .lang = columns[2], .name = columns[3] };
	out->preferred = read_flag(columns[4], 4, err);
	out->short_name = read_flag(columns[5], 5, err);
	out->colloquial = read_flag(columns[6], 6, err);
	out->historic = read_flag(columns[7], 7, err);
	if (is_pseudo(out->lang))
		return err->status == STATUS_OK ? GEONAMES_PASSED : GEONAMES_BAD;
	check_name(out->name, 3, err);
	if (err->status != STATUS_OK)
		return GEONAMES_BAD;
	return geonames_is_name(out->name) ? GEONAMES_TAKEN : GEONAMES_PASSED;
}

/* ---- first-level regions ---- */

enum geonames_row first_level_read(struct span line, struct first_level *out, struct error *err)
{
	struct span columns[4] = { { NULL, 0 } };
	size_t count = cut_columns(line, columns, 4);

	if (count != 4) {
		error_set(err, STATUS_DATA, NULL, "%s than the 4 columns of admin1CodesASCII.txt", count < 4 ? "fewer" : "more");
		return GEONAMES_BAD;
	}
	*out = (struct first_level){ columns[0], columns[1], columns[2], read_id(columns[3], 3, err) };
	check_name(out->name, 1, err);
	if (out->code.bytes < 4 || out->code.bytes > 23 || out->code.at[2] != '.' || !is_country(span_make(out->code.at, 2)))
		fault(err, 0, "code", out->code, "code such as KZ.09");
	return err->status == STATUS_OK ? GEONAMES_TAKEN : GEONAMES_BAD;
}
