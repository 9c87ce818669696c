/* Makes files in the form of GeoNames', for tests and for measuring: geonames_make ROWS DIRECTORY. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Half as many alternate names again as rows, as in the true files of 2025 (12 and 18 million). */
#define NAMES_FOR_TWO_ROWS 3
#define FIRST_ID 20000000u      /* above the true ones: nothing here is a true place */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static uint64_t state = 0x9e3779b97f4a7c15u;

static uint32_t draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)((state >> 20) % below);
}

static const char *const latin[] = { "ba", "kar", "al", "mo", "ti", "ran", "dor", "sel", "ko", "shi", "ver", "len", "go", "mar", "ust",
				     "ya", "bek", "tau", "su", "zhar", "quim", "ës", "nør", "ville", "ford" };
static const char *const cyrillic[] = { "ба", "кар", "ал", "мо", "ти", "ран", "дор", "сел", "ко", "ши", "вер", "лен", "го", "мар", "уст",
					"я", "бек", "тау", "су", "жар", "ғын", "қал", "ңір", "град", "ово" };
static const char *const capitals[] = { "Б", "К", "А", "М", "Т", "Р", "Д", "С", "Қ", "Ш", "В", "Л", "Г", "Ж", "У" };

/* The shares of a thousand rows that the classes have in the true table. */
static const struct { const char *feature; unsigned share; } features[] = {
	{ "P\tPPL", 380 }, { "P\tPPLX", 12 }, { "P\tPPLL", 30 }, { "P\tPPLA2", 3 }, { "A\tADM2", 4 }, { "A\tADM3", 14 }, { "A\tADM4", 20 },
	{ "H\tSTM", 110 }, { "H\tLK", 40 }, { "H\tWLL", 20 }, { "T\tMT", 60 }, { "T\tHLL", 70 }, { "S\tFRM", 50 }, { "S\tSCH", 60 },
	{ "S\tHTL", 50 }, { "S\tCH", 37 }, { "L\tAREA", 20 }, { "R\tRD", 6 }, { "V\tFRST", 5 }, { "U\tSMU", 2 }, { "\t", 7 },
};
static const char *const countries[] = { "KZ", "RU", "UA", "UZ", "KG", "US", "CN", "IN", "BR", "MX", "FR", "NO", "ID", "DE", "GB", "TR" };

static void add_latin(char *out, size_t room)
{
	size_t words = 1 + draw(10) / 7;

	out[0] = '\0';
	for (size_t w = 0; w < words; w++) {
		size_t at = strlen(out), parts = 2 + draw(3);

		snprintf(out + at, room - at, "%s", w ? " " : "");
		at = strlen(out);
		for (size_t i = 0; i < parts; i++) {
			size_t used = strlen(out);

			snprintf(out + used, room - used, "%s", latin[draw(i ? COUNT(latin) : 21)]);
		}
		out[at] = (char)(out[at] >= 'a' && out[at] <= 'z' ? out[at] - 32 : 'E');
	}
}

static void add_cyrillic(char *out, size_t room)
{
	size_t parts = 2 + draw(2);

	snprintf(out, room, "%s", capitals[draw(COUNT(capitals))]);
	for (size_t i = 0; i < parts; i++) {
		size_t used = strlen(out);

		snprintf(out + used, room - used, "%s", cyrillic[draw(COUNT(cyrillic))]);
	}
}

static const char *feature(void)
{
	unsigned at = draw(1000), i = 0;

	while (i + 1 < COUNT(features) && at >= features[i].share)
		at -= features[i++].share;
	return features[i].feature;
}

static void print_row(FILE *out, uint32_t id)
{
	char name[120], other[120], cyr[120];
	unsigned others = draw(10) < 6 ? 0 : 1 + draw(4);

	add_latin(name, sizeof(name));
	fprintf(out, "%" PRIu32 "\t%s\t%s\t", id, name, name);
	for (unsigned i = 0; i < others; i++) {
		add_latin(other, sizeof(other));
		add_cyrillic(cyr, sizeof(cyr));
		fprintf(out, "%s%s", i ? "," : "", i % 2 ? cyr : other);
	}
	fprintf(out, "\t%.5f\t%.5f\t%s\t%s\t\t%02u\t\t\t\t%u\t\t%u\tAsia/Almaty\t2024-0%u-1%u\n", (double)draw(170000) / 1000 - 85,
		(double)draw(359000) / 1000 - 179.5, feature(), countries[draw(COUNT(countries))], draw(30),
		draw(20) == 0 ? draw(200000) : 0, draw(3000), 1 + draw(9), draw(10));
}

static void print_name(FILE *out, uint32_t number, uint32_t id)
{
	static const char *const langs[] = { "en", "ru", "kk", "uk", "", "zh", "link", "wkdt", "de", "fr", "post", "sv" };
	const char *lang = langs[draw(COUNT(langs))];
	char name[200];

	if (strcmp(lang, "link") == 0)
		snprintf(name, sizeof(name), "https://en.wikipedia.org/wiki/%u", id);
	else if (strcmp(lang, "wkdt") == 0)
		snprintf(name, sizeof(name), "Q%u", id);
	else if (strcmp(lang, "zh") == 0)
		snprintf(name, sizeof(name), "阿克套");
	else if (strcmp(lang, "ru") == 0 || strcmp(lang, "kk") == 0 || strcmp(lang, "uk") == 0)
		add_cyrillic(name, sizeof(name));
	else
		add_latin(name, sizeof(name));
	fprintf(out, "%u\t%u\t%s\t%s\t%s\t%s\t%s\t%s\t\t\n", number, id, lang, name, draw(9) ? "" : "1", draw(40) ? "" : "1",
		draw(99) ? "" : "1", draw(30) ? "" : "1");
}

static FILE *create(const char *directory, const char *name)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "wb");
	if (!file) {
		perror(path);
		exit(3);
	}
	return file;
}

int main(int argc, char **argv)
{
	uint32_t rows = argc == 3 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
	FILE *table, *names, *regions;

	if (rows == 0) {
		fprintf(stderr, "usage: geonames_make ROWS DIRECTORY\n");
		return 2;
	}
	table = create(argv[2], "allCountries.txt");
	for (uint32_t i = 0; i < rows; i++)
		print_row(table, FIRST_ID + i);
	names = create(argv[2], "alternateNamesV2.txt");
	for (uint32_t i = 0; i < (uint64_t)rows * NAMES_FOR_TWO_ROWS / 2; i++)
		print_name(names, i + 1, draw(50) ? FIRST_ID + draw(rows) : 1000000 + draw(2000000));
	regions = create(argv[2], "admin1CodesASCII.txt");
	for (size_t c = 0; c < COUNT(countries); c++)
		for (unsigned i = 0; i < 30; i++)
			fprintf(regions, "%s.%02u\tRegion %c%u\tRegion %c%u\t%u\n", countries[c], i, countries[c][0], i, countries[c][0], i,
				90000000u + (unsigned)c * 30 + i);
	return fclose(table) | fclose(names) | fclose(regions) ? 3 : 0;
}
