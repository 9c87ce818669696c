/* Given names by class (given.tsv), known first names (first_names.tsv, known_names.tsv) and patronymics (patronymics.tsv). */
#include "names/given.h"

#include "dateline/map.h"
#include "dateline/text.h"
#include "names/sound.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static const struct given_row {
	const char *name, *gender, *spellings, *kin, *brief;
} rows[] = {
#define ROW(line, name, gender, spellings, kin, brief, example, source) { "=" name, gender, spellings, kin, brief },
#include "names/given.tsv.inc"
#undef ROW
};

static const struct patronymic_row {
	const char *ending;
	size_t bytes;
	const char *gender, *father;
} patronymics[] = {
#define ROW(line, script, ending, gender, father, example, source) { ending, sizeof(ending) - 1, gender, father },
#include "names/patronymics.tsv.inc"
#undef ROW
};

static const char *const first_names[] = {
#define ROW(line, name, seen) name,
#include "names/first_names.tsv.inc"
#undef ROW
#define ROW(line, name, source) name,
#include "names/known_names.tsv.inc"
#undef ROW
};

#define SLOTS 32768             /* a power of two, three times the spellings */

/* Coarse spellings by hash, made once and then only read. */
static struct {
	struct slot {
		uint64_t hash;          /* 0: free */
		struct givens givens;   /* none: a first name without a class */
	} slots[SLOTS];
	char letters[SYMBOL_MOST];      /* the coarse letter of each symbol */
} table;
static pthread_once_t table_once = PTHREAD_ONCE_INIT, letters_once = PTHREAD_ONCE_INIT;

/* ---- the coarse form ---- */

/* One letter for each sound of sounds.tsv. */
static char sound_letter(struct span sound)
{
	static const struct { const char *sound; char letter; } letters[] = {
		{ "AE", 'a' }, { "OE", 'o' }, { "UE", 'u' }, { "Y", 'i' }, { "J", 'i' }, { "W", 'v' },
		{ "GH", 'g' }, { "NG", 'n' }, { "DZH", 'j' }, { "ZH", 'j' }, { "TS", 'c' }, { "CH", 'q' },
		{ "SH", 'x' }, { "SHCH", 'x' }, { "DZ", 'z' }, { "KS", 'w' }, { "AI", 'y' }, { "RR", 'r' }, { "TT", 't' },
	};

	for (size_t i = 0; i < COUNT(letters); i++)
		if (span_is(sound, letters[i].sound))
			return letters[i].letter;
	return (char)(sound.at[0] + 'a' - 'A');
}

static bool coarse_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static void letters_make(void)
{
	for (size_t i = 0; i < symbol_count(); i++) {
		const struct symbol *symbol = symbol_get((uint8_t)i);

		table.letters[i] = symbol->kind == 's' ? '\0' : sound_letter(symbol_sound(symbol));
	}
}

size_t coarse_read(struct span folded, char out[COARSE_BYTES])
{
	struct sounds sounds;

	sounds_read(folded, &sounds);
	return coarse_of(&sounds, out);
}

size_t coarse_of(const struct sounds *sounds, char out[COARSE_BYTES])
{
	size_t n = 0;

	pthread_once(&letters_once, letters_make);
	for (size_t i = 0; i < sounds->count && n + 2 < COARSE_BYTES; i++) {
		char c = table.letters[sounds->at[i]];

		if (c == '\0')
			continue;
		if (n > 0 && out[n - 1] == c)
			continue;
		/* "Ye" at the start and after a vowel is plain "e". */
		if (c == 'e' && n > 0 && out[n - 1] == 'i' && (n == 1 || coarse_vowel(out[n - 2])))
			n--;
		if (c == 'w') {
			out[n++] = 'k';
			c = 's';
		}
		out[n++] = c;
	}
	if (n > 2 && out[n - 1] == 'h')
		n--;
	out[n] = '\0';
	return n;
}

/* ---- the table ---- */

static struct slot *slot_of(uint64_t hash)
{
	size_t i = hash & (SLOTS - 1);

	hash |= 1;
	while (table.slots[i].hash != 0 && table.slots[i].hash != hash)
		i = (i + 1) & (SLOTS - 1);
	return &table.slots[i];
}

static struct slot *spelling_slot(struct span spelling)
{
	char coarse[COARSE_BYTES];
	size_t n = coarse_read(spelling, coarse);

	return n == 0 ? NULL : slot_of(hash_bytes(span_make(coarse, n)));
}

static void spelling_put(struct span spelling, uint16_t name, enum given_as as)
{
	char coarse[COARSE_BYTES];
	uint64_t hash = hash_bytes(span_make(coarse, coarse_read(spelling, coarse)));
	struct slot *slot = slot_of(hash);

	slot->hash = hash | 1;
	for (size_t i = 0; i < slot->givens.count; i++)
		if (slot->givens.at[i].name == name)
			return;
	if (name > 0 && slot->givens.count < GIVEN_MOST)
		slot->givens.at[slot->givens.count++] = (struct given){ name, (uint8_t)as };
}

static void spellings_put(const char *list, uint16_t name, enum given_as as)
{
	struct span rest = span_of(list);

	if (strcmp(list, "-") == 0)
		return;
	while (rest.at)
		spelling_put(span_cut(&rest, ' '), name, as);
}

static void table_make(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT(rows); i++)
		spellings_put(rows[i].spellings, (uint16_t)(i + 1), GIVEN_AS_IS);
	for (size_t i = 0; i < COUNT(rows); i++)
		spellings_put(rows[i].brief, (uint16_t)(i + 1), GIVEN_AS_BRIEF);
	for (size_t i = 0; i < COUNT(rows); i++)
		spellings_put(rows[i].kin, (uint16_t)(i + 1), GIVEN_AS_KIN);
	for (size_t i = 0; i < COUNT(first_names); i++)
		spelling_put(text_fold(span_of(first_names[i]), arena), 0, GIVEN_AS_IS);
	arena_free(arena);
}

void given_of(const struct sounds *sounds, struct givens *out)
{
	char coarse[COARSE_BYTES];
	size_t n = coarse_of(sounds, coarse);
	const struct slot *slot;

	pthread_once(&table_once, table_make);
	out->count = 0;
	slot = n == 0 ? NULL : slot_of(hash_bytes(span_make(coarse, n)));
	if (slot && slot->hash != 0)
		*out = slot->givens;
}

void given_find(struct span folded, struct givens *out)
{
	struct sounds sounds;

	sounds_read(folded, &sounds);
	given_of(&sounds, out);
}

bool given_is_known(const struct stems *stems)
{
	pthread_once(&table_once, table_make);
	for (size_t i = 0; i < stems->count; i++) {
		const struct slot *slot = spelling_slot(stem_text(stems, i));

		if (slot && slot->hash != 0)
			return true;
	}
	return false;
}

const char *given_class_name(uint16_t name)
{
	assert(name > 0 && name <= COUNT(rows));
	return rows[name - 1].name;
}

char given_gender(uint16_t name)
{
	assert(name > 0 && name <= COUNT(rows));
	return rows[name - 1].gender[0];
}

enum given_meeting givens_meet(const struct givens *a, const struct givens *b)
{
	uint8_t best = GIVEN_AS_KIN + 1;

	if (a->count == 0 || b->count == 0)
		return GIVEN_UNKNOWN;
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++) {
			uint8_t as = a->at[i].as > b->at[k].as ? a->at[i].as : b->at[k].as;

			if (a->at[i].name == b->at[k].name && as < best)
				best = as;
		}
	switch (best) {
	case GIVEN_AS_IS:
		return GIVEN_SAME;
	case GIVEN_AS_BRIEF:
		return GIVEN_BRIEF;
	case GIVEN_AS_KIN:
		return GIVEN_KIN;
	default:
		return GIVEN_OTHER;
	}
}

/* ---- patronymics ---- */

static void givens_join(struct givens *into, const struct givens *from)
{
	for (size_t i = 0; i < from->count && into->count < GIVEN_MOST; i++)
		into->at[into->count++] = from->at[i];
}

static void fathers_find(struct span stem, const char *readings, struct givens *out)
{
	struct span rest = span_of(readings);

	out->count = 0;
	while (rest.at && out->count == 0) {
		struct span more = span_cut(&rest, ',');
		struct givens found;
		char name[96];

		if (span_is(more, "."))
			more.bytes = 0;
		if (stem.bytes + more.bytes >= sizeof(name))
			return;
		memcpy(name, stem.at, stem.bytes);
		memcpy(name + stem.bytes, more.at, more.bytes);
		given_find(span_make(name, stem.bytes + more.bytes), &found);
		givens_join(out, &found);
	}
}

/* Cheap refusal by the last byte: patronymics end in few letters. */
static bool may_end_a_patronymic(struct span folded)
{
	char last = folded.bytes > 4 ? folded.at[folded.bytes - 1] : '\0';

	for (size_t i = 0; i < COUNT(patronymics); i++)
		if (patronymics[i].ending[patronymics[i].bytes - 1] == last)
			return true;
	return false;
}

/* The longest ending that leaves a stem of two letters. */
bool patronymic_read(struct span folded, struct patronymic *out)
{
	const struct patronymic_row *best = NULL;

	if (!may_end_a_patronymic(folded))
		return false;
	for (size_t i = 0; i < COUNT(patronymics); i++) {
		size_t ending = patronymics[i].bytes;

		if (ending >= folded.bytes ||
		    memcmp(folded.at + folded.bytes - ending, patronymics[i].ending, ending) != 0)
			continue;
		if (utf8_count(span_make(folded.at, folded.bytes - ending)) < 2)
			continue;
		if (!best || ending > best->bytes)
			best = &patronymics[i];
	}
	if (!best)
		return false;
	out->stem = span_make(folded.at, folded.bytes - best->bytes);
	out->gender = best->gender[0];
	fathers_find(out->stem, best->father, &out->fathers);
	return true;
}
