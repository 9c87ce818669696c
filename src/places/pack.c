/* Packs places and their names into the bytes that gazetteer.c reads in place. */
#include "places/pack.h"

#include "dateline/text.h"
#include "places/forms.h"
#include "places/key.h"
#include "places/pack_inner.h"

#include <math.h>
#include <stdlib.h>

#define NAME_WORDS_MOST FORM_WORDS_MOST

struct pack *pack_new(void)
{
	struct pack *pack = memory_get(sizeof(*pack));

	*pack = (struct pack){ .arena = arena_new(), .scratch = arena_new(), .codes = map_new(), .strings = map_new(), .common = map_new(),
			       .denied = map_new(), .pool = BUF_INIT(BLOB_BYTES_MOST), .checksum = KEY_START };
	buf_add_char(&pack->pool, '\0');
	return pack;
}

void pack_free(struct pack *pack)
{
	if (!pack)
		return;
	arena_free(pack->arena);
	arena_free(pack->scratch);
	map_free(pack->codes);
	map_free(pack->strings);
	map_free(pack->common);
	map_free(pack->denied);
	buf_release(&pack->pool);
	free(pack->names);
	free(pack->prefixes);
	free(pack->places);
	free(pack);
}

/* A larger block for `list` when it is full. */
static void *room_for_one(void *list, size_t count, size_t *room, size_t each)
{
	if (count < *room)
		return list;
	*room = *room ? *room * 2 : 1024;
	return memory_resize(list, *room * each);
}

uint32_t pack_string(struct pack *pack, struct span text)
{
	bool is_new = false;
	uint32_t *slot;

	if (text.bytes == 0)
		return 0;
	slot = map_slot(pack->strings, text, (uint32_t)pack->pool.bytes, &is_new);
	if (is_new) {
		buf_add_span(&pack->pool, text);
		buf_add_char(&pack->pool, '\0');
	}
	return *slot;
}

static void sum(struct pack *pack, struct span text)
{
	pack->checksum = key_add(pack->checksum, text);
}

void pack_code(struct pack *pack, struct span code, uint32_t place)
{
	map_put(pack->codes, code, place);
	ARENA_PUSH(pack->arena, pack->code_texts, pack->code_count, pack->code_room) = arena_copy(pack->arena, code);
	pack->code_count--;
	ARENA_PUSH(pack->arena, pack->code_places, pack->code_count, pack->code_place_room) = place;
}

float pack_prior(const struct blob_place *place)
{
	float people = log10f((float)place->population + 100.0f), fame = log10f((float)place->known + 1.0f);

	switch (place->kind) {
	case PLACE_COUNTRY: return 8.2f;
	case PLACE_REGION: return place->population == 0 ? 6.0f : 2.9f + 0.56f * people;
	case PLACE_CITY: return 0.9f * people + 0.9f * fame;
	case PLACE_DISTRICT: return 3.0f + 0.2f * people;
	case PLACE_WATER: return 6.8f;
	default: return 6.3f;
	}
}

uint32_t pack_place(struct pack *pack, const struct pack_place *place)
{
	struct blob_place row = {
		.code = pack_string(pack, place->code), .name = pack_string(pack, place->name),
		.ru = pack_string(pack, place->ru), .kk = pack_string(pack, place->kk), .uk = pack_string(pack, place->uk),
		.lat = place->lat, .lon = place->lon, .population = place->population, .known = place->known, .kind = (uint8_t)place->kind,
	};

	row.prior = pack_prior(&row);
	memcpy(row.country, place->country.at, place->country.bytes < 2 ? 0 : 2);
	pack->places = room_for_one(pack->places, pack->place_count, &pack->place_room, sizeof(row));
	pack->places[pack->place_count] = row;
	ARENA_PUSH(pack->arena, pack->parents, pack->place_count, pack->parent_room) = arena_copy(pack->arena, place->parent);
	pack_code(pack, place->code, (uint32_t)pack->place_count);
	sum(pack, place->code);
	sum(pack, place->parent);
	return (uint32_t)pack->place_count;
}

/* ---- names ---- */

/* `name` as folded words; none when it has too many. */
static struct form words_of(struct span name, struct arena *arena)
{
	struct form form = { .count = 0 };
	struct text text;

	text_read(name, arena, &text);
	for (size_t i = 0; i < text.count; i++) {
		struct span word = key_word(text.words[i].folded, arena);

		if (word.bytes == 0)
			continue;
		if (form.count == NAME_WORDS_MOST)
			return (struct form){ .count = 0 };
		form.words[form.count++] = word;
	}
	return form;
}

static uint64_t key_of(const struct form *form, size_t count)
{
	uint64_t key = KEY_START;

	for (size_t i = 0; i < count; i++)
		key = key_add(key, form->words[i]);
	return key;
}

static struct span key_span(const uint64_t *key)
{
	return span_make((const char *)key, sizeof(*key));
}

void pack_rule(struct pack *pack, uint64_t key, struct span place, uint32_t flags)
{
	uint32_t *last;
	bool is_new = false;

	if (flags & (RULE_COMMON | RULE_COMMON_KAZAKH)) {
		map_put(pack->common, key_span(&key), flags);
		return;
	}
	last = map_slot(pack->denied, key_span(&key), 0, &is_new);
	ARENA_PUSH(pack->arena, pack->denies, pack->deny_count, pack->deny_room) =
		(struct deny){ key, arena_copy(pack->arena, place), flags, *last };
	*last = (uint32_t)pack->deny_count;
}

void pack_deny(struct pack *pack, struct span form, struct span place, uint32_t flags)
{
	struct form words = words_of(form, pack->scratch);

	pack_rule(pack, key_of(&words, words.count), place, flags);
	sum(pack, form);
	arena_reset(pack->scratch);
}

void pack_common(struct pack *pack, struct span word, struct span lang)
{
	pack_rule(pack, key_add(KEY_START, word), span_of(""), span_is(lang, "kk") ? RULE_COMMON_KAZAKH : RULE_COMMON);
	sum(pack, word);
}

/* Countries, regions and great cities are named more often than the word is used with a capital.
 * Kazakh dictionaries have Kazakhstan's own towns in lower case. */
static bool is_common(const struct pack *pack, uint64_t key, uint32_t place)
{
	const struct blob_place *p = &pack->places[place - 1];
	bool kazakh = memcmp(p->country, "KZ", 2) == 0;
	uint32_t common;

	if ((p->kind != PLACE_CITY && p->kind != PLACE_DISTRICT) || (p->population >= 300000 && p->known >= 20))
		return false;
	common = map_find(pack->common, key_span(&key), 0);
	return common == RULE_COMMON ? !kazakh || p->population < 30000 : common == RULE_COMMON_KAZAKH && !kazakh;
}

/* What deny.tsv says. */
static uint32_t table_denies(const struct pack *pack, uint64_t key, uint32_t place)
{
	uint32_t flags = 0;

	for (uint32_t i = map_find(pack->denied, key_span(&key), 0); i > 0; i = pack->denies[i - 1].next)
		if (pack->denies[i - 1].place.bytes == 0 || map_find(pack->codes, pack->denies[i - 1].place, 0) == place)
			flags |= pack->denies[i - 1].flags;
	return flags;
}

static uint32_t denied(const struct pack *pack, uint64_t key, uint32_t place)
{
	return table_denies(pack, key, place) | (is_common(pack, key, place) ? (uint32_t)ENTRY_WEAK : 0);
}

static void add_form(struct pack *pack, uint32_t place, const struct form *form, uint32_t flags)
{
	uint64_t key = key_of(form, form->count);

	if (form->count == 0)
		return;
	if (pack->watch && form->count == 1 && !(flags & (ENTRY_ADJECTIVE | ENTRY_PEOPLE | ENTRY_UPPER)))
		pack->watch(form->words[0], pack->watch_with);
	pack->names = room_for_one(pack->names, pack->name_count, &pack->name_room, sizeof(*pack->names));
	if (!(flags & ENTRY_ADJECTIVE)) /* whose own denial pack_adjective() has seen to */
		flags |= denied(pack, key, place);
	pack->names[pack->name_count++] = (struct named){ key_mix(key), place, flags };
	for (size_t i = 1; i < form->count; i++) {
		pack->prefixes = room_for_one(pack->prefixes, pack->prefix_count, &pack->prefix_room, sizeof(*pack->prefixes));
		pack->prefixes[pack->prefix_count++] = key_mix(key_of(form, i));
	}
}

struct adding {
	struct pack *pack;
	uint32_t place, flags;
};

static void take_form(const struct form *form, void *with)
{
	struct adding *adding = with;
	struct form keyed = *form;

	for (size_t i = 0; i < form->count; i++)
		keyed.words[i] = key_word(form->words[i], adding->pack->scratch);
	add_form(adding->pack, adding->place, &keyed, adding->flags);
}

static bool has_letter_of(struct span name, const char *letters)
{
	for (const char *at = letters; *at; at += 2)
		if (span_find(name, span_make(at, 2)) < name.bytes)
			return true;
	return false;
}

/* "US", "РФ", "U.S.": nothing but capitals, and few of them. */
static bool is_abbreviation(struct span name)
{
	const char *at = name.at, *end = name.at + name.bytes;
	size_t letters = 0;

	while (at < end) {
		uint32_t code = utf8_next(&at, end);

		if (letter_is(code) && ++letters && !letter_is_upper(code))
			return false;
	}
	return letters > 0 && letters <= 5;
}

/* What English names are abbreviated by: Saint Cloud is St. Cloud. */
static void add_abbreviated(struct pack *pack, uint32_t place, const struct form *name, uint32_t flags)
{
	static const struct { const char *whole, *abbreviated; } rows[] = {
		{ "saint", "st" }, { "sainte", "ste" }, { "mount", "mt" }, { "fort", "ft" }, { "point", "pt" },
	};
	struct form form = *name;
	bool changed = false;

	for (size_t w = 0; w + 1 < name->count; w++)
		for (size_t i = 0; i < COUNT(rows); i++)
			if (span_is(name->words[w], rows[i].whole)) {
				form.words[w] = span_of(rows[i].abbreviated);
				changed = true;
			}
	if (changed)
		add_form(pack, place, &form, flags);
}

void pack_name(struct pack *pack, uint32_t place, struct span name, uint32_t flags)
{
	struct text text;
	struct form form;

	sum(pack, name);
	form = words_of(name, pack->scratch);
	if (is_abbreviation(name))
		flags |= ENTRY_UPPER;
	add_form(pack, place, &form, flags);
	add_abbreviated(pack, place, &form, flags);
	text_read(name, pack->scratch, &text);
	if (!(flags & ENTRY_UPPER) && text.count > 0 && text.words[0].script == SCRIPT_CYRILLIC &&
	    !has_letter_of(name, "әғқңөұүһӘҒҚҢӨҰҮҺўЎ")) {
		bool uk = has_letter_of(name, "іїєґІЇЄҐ");
		uint32_t all = table_denies(pack, key_of(&form, form.count), place); /* what holds for a name holds for its forms */
		struct adding adding = { pack, place, flags | all | (uint32_t)(uk ? ENTRY_UK : ENTRY_RU) };

		forms_of_name(&form, uk ? "uk" : "ru", pack->scratch, take_form, &adding);
	}
	arena_reset(pack->scratch);
}

void pack_name_in_ukrainian(struct pack *pack, uint32_t place, struct span name, uint32_t flags)
{
	struct form form = words_of(name, pack->scratch);
	uint32_t all = table_denies(pack, key_of(&form, form.count), place);
	struct adding adding = { pack, place, flags | all | (uint32_t)ENTRY_UK };

	sum(pack, name);
	forms_of_name(&form, "uk", pack->scratch, take_form, &adding);
	arena_reset(pack->scratch);
}

void pack_adjective(struct pack *pack, uint32_t place, struct span stem, const char *lang, uint32_t flags)
{
	struct form form = words_of(stem, pack->scratch);
	struct form named = words_of(arena_printf(pack->scratch, "%.*sий", (int)stem.bytes, stem.at), pack->scratch);
	struct adding adding = { pack, place, flags | ENTRY_ADJECTIVE };

	if (pack->places[place - 1].kind == PLACE_CITY || pack->places[place - 1].kind == PLACE_DISTRICT) /* советский is of the Soviet Union before any Sovetsk */
		adding.flags |= table_denies(pack, key_of(&named, named.count), place);

	sum(pack, stem);
	forms_of_stem(&form, lang, pack->scratch, take_form, &adding);
	arena_reset(pack->scratch);
}

void pack_watch(struct pack *pack, void (*take)(struct span form, void *with), void *with)
{
	pack->watch = take;
	pack->watch_with = with;
}
