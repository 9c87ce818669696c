/* Reads a table of people, a person a line with all his names, and looks names up in it. */
#include "query/people.h"

#include "dateline/map.h"
#include "dateline/text.h"

#include <stdio.h>

/* A line of the table: names[first .. first + count). */
struct row {
	uint32_t first, count;
};

struct people {
	struct span *names;
	size_t name_count, name_room;
	struct row *rows;
	size_t row_count, row_room;
	struct span *folded;    /* of each name, in the order of the names */
	uint32_t *row_of;       /* the row of each name */
};

#define NAMES_A_ROW 64

/* The words of a name, folded, with one space between: as names are compared. */
static struct span fold_name(struct span name, struct arena *arena)
{
	struct span folded = { "", 0 };
	struct text text;

	text_read(name, arena, &text);
	for (size_t i = 0; i < text.count; i++) {
		struct span word = text.words[i].folded;

		folded = arena_printf(arena, "%.*s%s%.*s", (int)folded.bytes, folded.at, i ? " " : "", (int)word.bytes, word.at);
	}
	return folded;
}

static void fault(struct error *err, const char *path, unsigned line, const char *text)
{
	char where[sizeof(err->where)];

	snprintf(where, sizeof(where), "%s:%u", path, line);
	error_set(err, STATUS_DATA, where, "%s", text);
}

static void read_row(struct people *people, struct span line, const char *path, unsigned number, struct arena *arena,
		     struct error *err)
{
	struct row row = { (uint32_t)people->name_count, 0 };

	if (utf8_check(line) < line.bytes)
		fault(err, path, number, "is not UTF-8");
	for (struct span rest = line; rest.at && err->status == STATUS_OK;) {
		struct span name = span_trim(span_cut(&rest, '\t'));

		if (name.bytes == 0 && row.count > 0)
			continue;
		if (fold_name(name, arena).bytes == 0)
			fault(err, path, number, "wants names of letters, a tab between two");
		ARENA_PUSH(arena, people->names, people->name_count, people->name_room) = arena_copy(arena, name);
		if (++row.count > NAMES_A_ROW)
			fault(err, path, number, "has more than 64 names");
	}
	ARENA_PUSH(arena, people->rows, people->row_count, people->row_room) = row;
}

/* One name for two people would ask for both. */
static void check_twice(struct people *people, const unsigned *lines, const char *path, struct arena *arena,
			struct error *err)
{
	struct map *seen = map_new();

	people->folded = arena_new_array(arena, struct span, people->name_count + 1);
	people->row_of = arena_new_array(arena, uint32_t, people->name_count + 1);
	for (size_t i = 0; i < people->row_count && err->status == STATUS_OK; i++) {
		for (uint32_t k = people->rows[i].first; k < people->rows[i].first + people->rows[i].count; k++) {
			struct span folded = people->folded[k] = fold_name(people->names[k], arena);
			bool is_new;
			uint32_t row = *map_slot(seen, folded, (uint32_t)i, &is_new);

			people->row_of[k] = (uint32_t)i;
			if (row != i)
				fault(err, path, lines[i], arena_printf(arena, "%.*s stands in line %u already",
					(int)people->names[k].bytes, people->names[k].at, lines[row]).at);
		}
	}
	map_free(seen);
}

struct people *people_read(struct span text, const char *path, struct arena *arena, struct error *err)
{
	struct people *people = arena_alloc(arena, sizeof(*people));
	unsigned *lines = NULL;
	size_t line_count = 0, line_room = 0;

	if (span_starts(text, "\xef\xbb\xbf"))
		text = span_make(text.at + 3, text.bytes - 3);
	for (unsigned number = 1; text.at && err->status == STATUS_OK; number++) {
		struct span line = span_cut(&text, '\n');

		if (span_trim(line).bytes == 0 || line.at[0] == '#')
			continue;
		read_row(people, line, path, number, arena, err);
		ARENA_PUSH(arena, lines, line_count, line_room) = number;
	}
	if (err->status == STATUS_OK && people->row_count == 0)
		error_set(err, STATUS_DATA, path, "names nobody: wanted lines of a name, a tab, another name");
	check_twice(people, lines, path, arena, err);
	return people;
}

/* ---- who is meant ---- */

static struct span last_word(const struct text *text)
{
	return text_word(text, text->count - 1);
}

/* "Wild Arman" of Arman Dzhumageldiev: it ends in a name of his that is not his
 * last, so that its last word alone is anybody. */
static bool is_nickname(struct span name, const struct person_who *who, struct arena *arena)
{
	struct text text, own;

	text_read(name, arena, &text);
	text_read(who->names[0].text, arena, &own);
	if (text.count < 2 || own.count < 2 || name_match(last_word(&text), last_word(&own), NULL) >= .5)
		return false;
	for (size_t i = 0; i + 1 < own.count; i++)
		if (name_match(last_word(&text), text_word(&own, i), NULL) >= .5)
			return true;
	return false;
}

static void add_name(struct person_who *who, struct span name, struct arena *arena)
{
	struct span folded = fold_name(name, arena);

	for (size_t i = 0; i < who->count; i++)
		if (span_equal(fold_name(who->names[i].text, arena), folded))
			return;
	if (who->count > UINT8_MAX)
		return;
	who->names[who->count] = (struct person_name){ name, who->count > 0 && is_nickname(name, who, arena) };
	who->count++;
}

/* The row with the name that is most like `name`; none when two are alike. A lone
 * surname is like too many. */
static size_t row_like(const struct people *people, struct span name, struct span folded)
{
	double best = 0;
	size_t row = SIZE_MAX;

	for (size_t i = 0; span_find(folded, span_of(" ")) < folded.bytes && i < people->name_count; i++) {
		double score = span_find(people->folded[i], span_of(" ")) < people->folded[i].bytes
			? name_match(name, people->names[i], NULL) : 0;

		if (score < .5 || score < best)
			continue;
		row = score > best || row == people->row_of[i] ? people->row_of[i] : SIZE_MAX;
		best = score;
	}
	return row;
}

/* Number of the row that has `name`, in whatever spelling; SIZE_MAX for none. */
static size_t row_find(const struct people *people, struct span name, struct arena *arena)
{
	struct span folded = fold_name(name, arena);

	for (size_t i = 0; people && i < people->name_count; i++)
		if (span_equal(people->folded[i], folded))
			return people->row_of[i];
	return people ? row_like(people, name, folded) : SIZE_MAX;
}

struct person_who *people_who(const struct people *people, struct span name, const struct span *aliases,
			      size_t alias_count, struct arena *arena)
{
	struct person_who *who = arena_alloc(arena, sizeof(*who));
	size_t row = row_find(people, name, arena);

	who->names = arena_new_array(arena, struct person_name, 1 + NAMES_A_ROW + alias_count);
	if (row == SIZE_MAX) {
		add_name(who, name, arena);
	} else {
		/* The name of the table first: a nickname is one only beside it. */
		for (uint32_t i = 0; i < people->rows[row].count; i++)
			add_name(who, people->names[people->rows[row].first + i], arena);
	}
	for (size_t i = 0; i < alias_count; i++)
		add_name(who, aliases[i], arena);
	return who;
}
