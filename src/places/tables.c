/* Reads the places tables into a pack. */
#include "places/tables.h"

#include "dateline/arena.h"
#include "dateline/file.h"
#include "dateline/map.h"
#include "places/blob.h"

#include <stdio.h>
#include <stdlib.h>

#define COLUMNS_MOST 13
#define TABLE_BYTES_MOST ((size_t)64 << 20)

enum column { CODE, KIND, PARENT, LAT, LON, POPULATION, KNOWN, EN, RU, KK, UK, OTHERS, SOURCE };
#define LANGUAGES 4
#define UKRAINIAN (UK - EN)

/* A name beside the four that a place shows. */
struct other {
	struct span name;
	uint32_t flags;
	struct other *next;
};

/* A place while its rows are still coming in. */
struct draft {
	struct span column[KNOWN + 1];
	struct span names[LANGUAGES];   /* en, ru, kk, uk */
	struct other *others;
};

struct reader {
	struct arena *arena;
	struct pack *pack;
	struct map *codes;              /* code -> index in drafts, plus one */
	struct draft *drafts;
	size_t count, room;
	const char *path;
	size_t line;
	struct error *err;
};

typedef void row_take(struct reader *reader, struct span columns[COLUMNS_MOST]);

static void fault(struct reader *reader, const char *what)
{
	char where[160];

	snprintf(where, sizeof(where), "%s:%zu", reader->path, reader->line);
	error_set(reader->err, STATUS_DATA, where, "%s", what);
}

static void read_rows(struct reader *reader, const char *path, size_t wanted, row_take *take)
{
	struct buf file = BUF_INIT(TABLE_BYTES_MOST);
	struct span rest;

	if (!path)
		return;
	file_read(path, &file, reader->err);
	reader->path = path;
	reader->line = 0;
	rest = arena_copy(reader->arena, buf_span(&file));
	buf_release(&file);
	while (rest.at && reader->err->status == STATUS_OK) {
		struct span line = span_cut(&rest, '\n'), columns[COLUMNS_MOST] = { { NULL, 0 } };
		size_t count = 0;

		reader->line++;
		if (line.bytes == 0 || span_starts(line, "# ") || span_is(line, "#"))
			continue;
		while (line.at && count < COLUMNS_MOST)
			columns[count++] = span_cut(&line, '\t');
		if (count != wanted || line.at)
			fault(reader, "not as many columns as the first line names");
		else
			take(reader, columns);
	}
}

static void add_other(struct reader *reader, struct draft *draft, struct span name, uint32_t flags)
{
	struct other *other = arena_alloc(reader->arena, sizeof(*other));

	if (name.bytes == 0)
		return;
	*other = (struct other){ name, flags, draft->others };
	draft->others = other;
}

static void add_others(struct reader *reader, struct draft *draft, struct span list, uint32_t flags)
{
	if (list.bytes == 0)
		return;
	while (list.at)
		add_other(reader, draft, span_cut(&list, '|'), flags);
}

static struct draft *draft_of(struct reader *reader, struct span code)
{
	uint32_t at = map_find(reader->codes, code, 0);

	return at ? &reader->drafts[at - 1] : NULL;
}

static void take_place(struct reader *reader, struct span columns[COLUMNS_MOST])
{
	struct draft *draft = draft_of(reader, columns[CODE]);

	if (!draft) {
		ARENA_PUSH(reader->arena, reader->drafts, reader->count, reader->room) = (struct draft){ .others = NULL };
		map_put(reader->codes, columns[CODE], (uint32_t)reader->count);
		draft = &reader->drafts[reader->count - 1];
	}
	for (int i = CODE; i <= KNOWN; i++)
		if (columns[i].bytes > 0)
			draft->column[i] = columns[i];
	for (int i = 0; i < LANGUAGES; i++) {
		struct span name = columns[EN + i];

		if (span_is(name, "="))
			name = draft->names[1];
		if (name.bytes == 0)
			continue;
		add_other(reader, draft, draft->names[i], ENTRY_OTHER);
		draft->names[i] = name;
	}
	add_others(reader, draft, columns[OTHERS], ENTRY_OTHER);
}

static void take_renaming(struct reader *reader, struct span columns[COLUMNS_MOST])
{
	struct draft *draft = draft_of(reader, columns[0]);

	if (draft)
		add_others(reader, draft, columns[1], ENTRY_OTHER | ENTRY_HISTORIC);
	else
		fault(reader, "no such code");
}

static void take_deny(struct reader *reader, struct span columns[COLUMNS_MOST])
{
	uint32_t flags = span_is(columns[2], "never") ? ENTRY_NEVER : span_is(columns[2], "weak") ? ENTRY_WEAK :
			 span_is(columns[2], "person") ? ENTRY_PERSON : 0;

	if (span_is(columns[2], "phrase"))
		pack_name(reader->pack, 1, columns[0], ENTRY_BLOCK);
	else if (flags == 0)
		fault(reader, "what is none of never, weak, person, phrase");
	else
		pack_deny(reader->pack, columns[0], columns[3], flags);
}

static void take_common(struct reader *reader, struct span columns[COLUMNS_MOST])
{
	pack_common(reader->pack, columns[0], columns[1]);
}

/* ---- names that follow from a region's name ---- */

static const char *const region_endings[] = {
	" Region", " Oblast", " oblast", " Krai", " Kray", " Province", " Republic", " District", " Prefecture", " Governorate",
	" Voivodeship", " Department", " Autonomous Okrug", " облысы", " Облысы", " ауданы", " Rayon",
};

/* "Atyrau" of "Atyrau Region", "Атырау" of "Атырау облысы", "Абай" of "область Абай". */
static void add_bare_name(struct pack *pack, uint32_t id, struct span name, uint32_t flags)
{
	if (span_starts(name, "область ")) {
		pack_name(pack, id, span_make(name.at + strlen("область "), name.bytes - strlen("область ")), flags | ENTRY_BARE);
		return;
	}
	for (size_t i = 0; i < COUNT(region_endings); i++)
		if (span_ends(name, region_endings[i])) {
			name.bytes -= strlen(region_endings[i]);
			pack_name(pack, id, name, flags | ENTRY_BARE);
			return;
		}
}

/* "Атырауск" of "Атырауская область". */
static void add_stem(struct pack *pack, uint32_t id, struct span name, const char *lang)
{
	static const struct { const char *ends; size_t keep; } rows[] = {
		{ "кая область", 2 }, { "кая Область", 2 }, { "кий край", 2 }, { "кий Край", 2 }, { "кая Республика", 2 },
		{ "кий автономный округ", 2 }, { "кий район", 2 }, { "кий велаят", 2 },
		{ "ка область", 2 }, { "ка Область", 2 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (span_ends(name, rows[i].ends)) {
			name.bytes -= strlen(rows[i].ends) - rows[i].keep;
			pack_adjective(pack, id, name, lang, ENTRY_OF_REGION);
			return;
		}
}

/* "омск" of "Омск": an adjective's stem as it stands. */
static bool makes_its_own_adjective(const struct draft *draft, uint32_t population)
{
	static const char *const countries[] = { "RU", "UA", "BY", "KZ" };
	struct span name = draft->names[1];

	if (population < 100000 || !(span_ends(name, "ск") || span_ends(name, "цк")) || span_find(name, span_of(" ")) < name.bytes)
		return false;
	for (size_t i = 0; i < COUNT(countries); i++)
		if (span_starts(draft->column[PARENT], countries[i]))
			return true;
	return false;
}

static enum place_kind kind_of(struct reader *reader, const struct draft *draft)
{
	struct span text = draft->column[KIND];

	for (int kind = PLACE_COUNTRY; kind <= PLACE_OTHER; kind++)
		if (span_is(text, place_kind_text((enum place_kind)kind)))
			return (enum place_kind)kind;
	error_set(reader->err, STATUS_DATA, reader->path, "%.*s has no kind of place that we know: \"%.*s\"",
		  (int)draft->column[CODE].bytes, draft->column[CODE].at, (int)text.bytes, text.at ? text.at : "");
	return PLACE_OTHER;
}

static double number_of(struct span text)
{
	char copy[32];

	snprintf(copy, sizeof(copy), "%.*s", (int)(text.bytes < 31 ? text.bytes : 31), text.at ? text.at : "");
	return strtod(copy, NULL);
}

static void pack_names(struct reader *reader, const struct draft *draft, uint32_t id, enum place_kind kind, uint32_t population)
{
	bool divides = kind == PLACE_REGION || kind == PLACE_DISTRICT;

	for (int i = 0; i < LANGUAGES; i++) {
		struct span name = draft->names[i];

		if (name.bytes == 0)
			continue;
		pack_name(reader->pack, id, name, 0);
		if (i == UKRAINIAN)
			pack_name_in_ukrainian(reader->pack, id, name, 0);
		if (divides && (i == 0 || i == 2))
			add_bare_name(reader->pack, id, name, 0);
		if (divides && (i == 1 || i == 3))
			add_stem(reader->pack, id, name, i == 1 ? "ru" : "uk");
	}
	if (kind == PLACE_CITY && makes_its_own_adjective(draft, population))
		pack_adjective(reader->pack, id, draft->names[1], "ru", 0);
	for (const struct other *other = draft->others; other; other = other->next) {
		pack_name(reader->pack, id, other->name, other->flags);
		if (divides) { /* former names stay whole: Semipalatinsk is the town, not its region of old */
			if (span_starts(other->name, "область "))
				add_bare_name(reader->pack, id, other->name, other->flags);
			add_stem(reader->pack, id, other->name, "ru");
		}
	}
}

/* A code stands for a city of its own: "KZ.02" is Almaty. */
static bool is_same(const struct draft *draft)
{
	return span_is(draft->column[KIND], "same");
}

static struct span country_of(const struct draft *draft)
{
	struct span code = draft->column[PARENT].bytes ? draft->column[PARENT] : draft->column[CODE];

	if (code.bytes >= 2 && (code.bytes == 2 || code.at[2] == '.') && code.at[0] >= 'A' && code.at[0] <= 'Z')
		return span_make(code.at, 2);
	return span_of("");
}

static void pack_drafts(struct reader *reader)
{
	uint32_t *ids = arena_new_array(reader->arena, uint32_t, reader->count + 1);

	for (size_t i = 0; i < reader->count; i++) {
		const struct draft *d = &reader->drafts[i];

		if (is_same(d))
			continue;
		ids[i] = pack_place(reader->pack, &(struct pack_place){
			.code = d->column[CODE], .parent = d->column[PARENT], .name = d->names[0], .ru = d->names[1],
			.kk = d->names[2], .uk = d->names[3], .kind = kind_of(reader, d), .country = country_of(d),
			.lat = (float)number_of(d->column[LAT]), .lon = (float)number_of(d->column[LON]),
			.population = (uint32_t)number_of(d->column[POPULATION]), .known = (uint16_t)number_of(d->column[KNOWN]) });
	}
	for (size_t i = 0; i < reader->count; i++) {
		const struct draft *d = &reader->drafts[i];
		uint32_t to = is_same(d) ? map_find(reader->codes, d->column[PARENT], 0) : 0;

		if (is_same(d) && to == 0)
			fault(reader, "the place that a code is the same as is unknown");
		else if (is_same(d))
			pack_code(reader->pack, d->column[CODE], ids[to - 1]);
	}
	for (size_t i = 0; i < reader->count; i++)
		if (ids[i])
			map_put(reader->codes, reader->drafts[i].column[CODE], ids[i]);
}

static void take_adjective(struct reader *reader, struct span columns[COLUMNS_MOST])
{
	uint32_t id = map_find(reader->codes, columns[3], 0), region = map_find(reader->codes, columns[4], 0);
	const char *lang = span_is(columns[1], "uk") ? "uk" : "ru";

	if (id == 0 || (columns[4].bytes > 0 && region == 0))
		fault(reader, "no such code");
	else if (span_is(columns[2], "people"))
		pack_name(reader->pack, id, columns[0], ENTRY_PEOPLE);
	else if (span_is(columns[2], "after-comma"))
		pack_name(reader->pack, id, columns[0], ENTRY_AFTER_COMMA | ENTRY_OTHER);
	else if (span_is(columns[2], "compound"))
		pack_name(reader->pack, id, columns[0], ENTRY_ADJECTIVE | ENTRY_COMPOUND);
	else if (span_is(columns[2], "adjective") || span_is(columns[2], "weak"))
		pack_adjective(reader->pack, id, columns[0], lang, span_is(columns[2], "weak") ? ENTRY_WEAK : 0);
	else
		fault(reader, "role is none of adjective, weak, people, compound, after-comma");
	if (region)
		pack_adjective(reader->pack, region, columns[0], lang, ENTRY_OF_REGION);
}

void tables_read(const struct table_paths *paths, struct pack *pack, struct error *err)
{
	struct reader reader = { .arena = arena_new(), .pack = pack, .codes = map_new(), .err = err };

	read_rows(&reader, paths->places, SOURCE, take_place);
	read_rows(&reader, paths->facts, SOURCE + 1, take_place);
	read_rows(&reader, paths->renamings, 4, take_renaming);
	pack_drafts(&reader);
	read_rows(&reader, paths->deny, 5, take_deny);
	read_rows(&reader, paths->common, 2, take_common);
	for (size_t i = 0; i < reader.count && err->status == STATUS_OK; i++) {
		const struct draft *d = &reader.drafts[i];
		uint32_t id = map_find(reader.codes, d->column[CODE], 0);

		if (!is_same(d))
			pack_names(&reader, d, id, kind_of(&reader, d), (uint32_t)number_of(d->column[POPULATION]));
	}
	read_rows(&reader, paths->adjectives, 7, take_adjective);
	map_free(reader.codes);
	arena_free(reader.arena);
}
