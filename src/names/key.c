/* Keys of words: the classes of their consonants, in every likely reading. */
#include "dateline/name.h"

#include "names/ending.h"
#include "names/given.h"
#include "names/sound.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>

#define CLASSES_MOST 5          /* consonant classes in a key: what tells names apart stands in front */
#define READINGS_MOST 4         /* readings followed of one form of a word */

#define SYMBOL_READINGS 4

/* The readings of each symbol in a key, cut once and then only read. */
static struct {
	uint8_t count;
	char kind;
	struct span at[SYMBOL_READINGS];
} readings_of[SYMBOL_MOST];
static pthread_once_t readings_once = PTHREAD_ONCE_INIT;

static void readings_make(void)
{
	for (size_t i = 0; i < symbol_count(); i++) {
		const struct symbol *symbol = symbol_get((uint8_t)i);
		struct span rest = span_of(symbol->keys);

		readings_of[i].kind = symbol->kind;
		while (rest.at) {
			assert(readings_of[i].count < SYMBOL_READINGS);
			readings_of[i].at[readings_of[i].count++] = span_cut(&rest, '/');
		}
	}
}

/* A key that is being written. */
struct draft {
	char text[CLASSES_MOST + 2];
	uint8_t count;          /* classes so far, the vowel mark not counted */
	uint8_t bytes;
	bool vowel_before;      /* a vowel or glide stands before the next symbol */
	bool apart;             /* T and S stay two sounds */
	bool melted;            /* T and S became one */
};

/* Adds a reading's classes. A class right after itself adds nothing; T right before S
 * is tried both as one sound ("ts", "тч") and as two. */
static void draft_add(struct draft *draft, const char *classes, size_t count)
{
	for (size_t i = 0; i < count && draft->count < CLASSES_MOST; i++) {
		char *last = draft->bytes > 0 ? &draft->text[draft->bytes - 1] : NULL;
		bool joined = last && !draft->vowel_before && draft->count > 0;

		if (classes[i] == '-') {
			if (draft->bytes == 0)
				draft->text[draft->bytes++] = 'A';
			continue;
		}
		if (joined && *last == classes[i])
			continue;
		if (joined && *last == 'T' && classes[i] == 'S' && !draft->apart) {
			*last = 'S';
			draft->melted = true;
			continue;
		}
		draft->text[draft->bytes++] = classes[i];
		draft->count++;
		draft->vowel_before = false;
	}
}

/* Follows `symbol` in all drafts, one more for each other reading. */
static size_t drafts_follow(struct draft *drafts, size_t count, uint8_t symbol)
{
	size_t old = count;

	if (readings_of[symbol].kind == 's')
		return count;
	for (size_t i = 0; i < old; i++) {
		struct draft before = drafts[i];
		struct span reading = readings_of[symbol].at[0];

		draft_add(&drafts[i], reading.at, reading.bytes);
		if (readings_of[symbol].kind != 'c')
			drafts[i].vowel_before = true;
		for (size_t k = 1; k < readings_of[symbol].count && count < READINGS_MOST; k++) {
			reading = readings_of[symbol].at[k];
			drafts[count] = before;
			draft_add(&drafts[count++], reading.at, reading.bytes);
		}
	}
	return count;
}

/* Follows `symbol` in its first reading. */
static void drafts_follow_one(struct draft *draft, uint8_t symbol)
{
	struct span reading = readings_of[symbol].at[0];

	if (readings_of[symbol].kind == 's')
		return;
	draft_add(draft, reading.at, reading.bytes);
	if (readings_of[symbol].kind != 'c')
		draft->vowel_before = true;
}

/* The keys of one form of a word. */
static size_t skeletons(const struct sounds *sounds, struct draft out[READINGS_MOST])
{
	size_t count = 1;

	if (sounds->count == 0)
		return 0;
	out[0] = (struct draft){ .count = 0 };
	for (size_t i = 0; i < sounds->count; i++)
		count = drafts_follow(out, count, sounds->at[i]);
	if (out[0].melted && count < READINGS_MOST) {
		struct draft *apart = &out[count];

		*apart = (struct draft){ .apart = true };
		for (size_t i = 0; i < sounds->count; i++)
			drafts_follow_one(apart, sounds->at[i]);
		count++;
	}
	return count;
}

static size_t key_put(struct name_key out[NAME_KEYS_MOST], size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(out[i].text, text) == 0)
			return count;
	if (count == NAME_KEYS_MOST || text[0] == '\0')
		return count;
	snprintf(out[count].text, sizeof(out[count].text), "%s", text);
	return count + 1;
}

static size_t key_put_draft(struct name_key out[NAME_KEYS_MOST], size_t count, const struct draft *draft)
{
	char text[sizeof(draft->text) + 1];

	memcpy(text, draft->text, draft->bytes);
	text[draft->bytes] = '\0';
	return key_put(out, count, text);
}

size_t name_keys(struct span folded, struct name_key out[NAME_KEYS_MOST])
{
	struct stems stems;
	struct draft drafts[STEMS_MOST * READINGS_MOST];
	size_t readings[STEMS_MOST];
	struct sounds sounds[STEMS_MOST];
	struct givens givens = { .count = 0 };
	size_t count = 0;

	if (utf8_count(folded) < 2)
		return 0;
	pthread_once(&readings_once, readings_make);
	stems_read(folded, NULL, &stems);
	for (size_t i = 0; i < stems.count; i++) {
		sounds_read(stem_text(&stems, i), &sounds[i]);
		if (givens.count == 0)
			given_of(&sounds[i], &givens);
	}
	if (givens.count > 0)
		count = key_put(out, count, given_class_name(givens.at[0].name));
	/* The likeliest reading of every form, then the other readings. */
	for (size_t i = 0; i < stems.count; i++) {
		struct draft *of_stem = &drafts[i * READINGS_MOST];

		readings[i] = skeletons(&sounds[i], of_stem);
		if (readings[i] > 0)
			count = key_put_draft(out, count, &of_stem[0]);
	}
	for (size_t i = 0; i < stems.count; i++)
		for (size_t k = 1; k < readings[i]; k++)
			count = key_put_draft(out, count, &drafts[i * READINGS_MOST + k]);
	return count;
}
