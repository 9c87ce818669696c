/* Reads the rows of a user's own table of places: tab separated, under a line that names the columns. */
#include "places/own.h"

#include "dateline/text.h"

#include <math.h>
#include <stdlib.h>

#define COLUMNS_MOST 64
#define NAME_BYTES_MOST 1200

static const char *const names[OWN_COLUMNS] = {
	"id", "name", "ru", "kk", "uk", "alternates", "country", "region", "lat", "lon", "kind", "population",
};

static struct span without_return(struct span line)
{
	return span_ends(line, "\r") ? span_make(line.at, line.bytes - 1) : line;
}

bool own_read_heading(struct span line, struct own_heading *out, struct error *err)
{
	struct span rest = without_return(line);
	size_t count = 0;

	for (int i = 0; i < OWN_COLUMNS; i++)
		out->at[i] = -1;
	for (; rest.at; count++) {
		struct span name = span_trim(span_cut(&rest, '\t'));
		int i = 0;

		while (i < OWN_COLUMNS && !span_is(name, names[i]))
			i++;
		if (i == OWN_COLUMNS || count >= COLUMNS_MOST)
			error_set(err, STATUS_DATA, NULL, "column %zu: \"%.*s\" is none of id, name, ru, kk, uk, alternates, country, region, "
				  "lat, lon, kind, population", count + 1, (int)(name.bytes < 40 ? name.bytes : 40), name.at);
		else if (out->at[i] >= 0)
			error_set(err, STATUS_DATA, NULL, "column %zu: a second \"%s\"", count + 1, names[i]);
		else
			out->at[i] = (int)count;
	}
	out->count = count;
	if (out->at[OWN_NAME] < 0 && out->at[OWN_ID] < 0)
		error_set(err, STATUS_DATA, NULL, "the first line must name the columns, name among them");
	return err->status == STATUS_OK;
}

static void fault(struct error *err, const struct own_heading *heading, enum own_column column, struct span value, const char *wanted)
{
	error_set(err, STATUS_DATA, NULL, "column %d (%s): \"%.*s\" is no %s", heading->at[column] + 1, names[column],
		  (int)(value.bytes < 60 ? value.bytes : 60), value.at ? value.at : "", wanted);
}

static double read_number(const struct own_row *row, const struct own_heading *heading, enum own_column column, double least,
			  double most, const char *wanted, struct error *err)
{
	struct span text = row->text[column];
	char copy[32] = "", *end;
	double number;

	if (text.bytes == 0)
		return 0;
	if (text.bytes < sizeof(copy))
		memcpy(copy, text.at, text.bytes);
	number = strtod(copy, &end);
	if (*copy == '\0' || *end != '\0' || !isfinite(number) || number < least || number > most) {
		fault(err, heading, column, text, wanted);
		return 0;
	}
	return number;
}

static void read_kind(struct own_row *row, const struct own_heading *heading, struct error *err)
{
	struct span text = row->text[OWN_KIND];

	row->kind = PLACE_CITY;
	if (text.bytes == 0)
		return;
	for (int kind = PLACE_COUNTRY; kind <= PLACE_OTHER; kind++)
		if (span_is(text, place_kind_text((enum place_kind)kind))) {
			row->kind = (enum place_kind)kind;
			row->has_kind = true;
			return;
		}
	fault(err, heading, OWN_KIND, text, "country, region, city, district, water or other");
}

static void check_texts(const struct own_row *row, const struct own_heading *heading, struct error *err)
{
	for (int i = 0; i < OWN_COLUMNS; i++) {
		if (utf8_check(row->text[i]) != row->text[i].bytes)
			fault(err, heading, (enum own_column)i, span_of("..."), "UTF-8");
		else if (i != OWN_ALTERNATES && row->text[i].bytes > NAME_BYTES_MOST)
			fault(err, heading, (enum own_column)i, span_make(row->text[i].at, 20), "name, but a longer text");
	}
	if (row->text[OWN_NAME].bytes == 0 && row->text[OWN_ID].bytes == 0)
		error_set(err, STATUS_DATA, NULL, "column %d (name): a new place wants a name", heading->at[OWN_NAME] + 1);
	if (row->text[OWN_ID].bytes > 60)
		fault(err, heading, OWN_ID, row->text[OWN_ID], "id of at most 60 bytes");
}

bool own_read_row(struct span line, const struct own_heading *heading, struct own_row *out, struct error *err)
{
	struct span columns[COLUMNS_MOST] = { { NULL, 0 } }, rest = without_return(line);
	size_t count = 0;

	*out = (struct own_row){ .kind = PLACE_CITY };
	while (rest.at && count < COLUMNS_MOST)
		columns[count++] = span_trim(span_cut(&rest, '\t'));
	if (count > heading->count || rest.at)
		error_set(err, STATUS_DATA, NULL, "column %zu: more columns than the first line names", heading->count + 1);
	for (int i = 0; i < OWN_COLUMNS; i++)
		if (heading->at[i] >= 0)
			out->text[i] = columns[heading->at[i]];
	check_texts(out, heading, err);
	read_kind(out, heading, err);
	out->lat = (float)read_number(out, heading, OWN_LAT, -90, 90, "number from -90 to 90", err);
	out->lon = (float)read_number(out, heading, OWN_LON, -180, 180, "number from -180 to 180", err);
	out->population = (uint32_t)read_number(out, heading, OWN_POPULATION, 0, 4e9, "number of people", err);
	if ((out->text[OWN_LAT].bytes > 0) != (out->text[OWN_LON].bytes > 0))
		fault(err, heading, out->text[OWN_LAT].bytes ? OWN_LON : OWN_LAT, span_of(""), "number: the other half of the position is there");
	return err->status == STATUS_OK;
}
