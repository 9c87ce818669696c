/* dateline places: what a name can be, and gazetteers of one's own. */
#include "commands/gazetteer.h"
#include "commands/places.h"

static const struct option_row options[] = {
	{ "limit", 'n', "N", "find: at most so many places (10)" },
	{ "alternates", 0, "FILE", "import: alternateNamesV2.txt, names by language" },
	{ "admin", 0, "FILE", "import: admin1CodesASCII.txt, names of first-level regions" },
	{ "own", 0, "FILE", "import: a table of your own; its first line names its columns" },
	{ "to", 0, "FILE", "import: where to, instead of $XDG_DATA_HOME/dateline" },
};

static enum status run(struct invocation *line, struct error *err)
{
	const char *verb = line->operand_count > 0 ? line->operands[0] : "";

	if (strcmp(verb, "find") == 0 && line->operand_count > 1)
		return places_find_command(line, err);
	if (strcmp(verb, "import") == 0 && (line->operand_count > 1 || given_has(line, "own")))
		return places_import_command(line, err);
	if (strcmp(verb, "import") == 0)
		error_set(err, STATUS_USAGE, NULL, "wants GeoNames' files, or --own with a table: dateline places import allCountries.txt");
	else
		error_set(err, STATUS_USAGE, NULL, "wants find and a name, or import and files: dateline places find Mangystau");
	return STATUS_USAGE;
}

const struct command command_places = {
	"places", "Tells what a place name can be and why; imports GeoNames or your own table", "find NAME | import [FILE...]",
	options, COUNT(options), run
};
