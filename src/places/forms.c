/* Every form of a Russian or Ukrainian name, by the endings table. */
#include "places/forms.h"

#include "dateline/arena.h"
#include "dateline/text.h"

#include <stdbool.h>

#define CASES 5

static const struct ending {
	const char *lang, *class, *ends;
	const char *forms[CASES];       /* genitive, dative, accusative, instrumental, locative */
} endings[] = {
#define ROW(line, lang, class, ends, gen, dat, acc, ins, loc, example, source) \
	{ lang, class, ends, { gen, dat, acc, ins, loc } },
#include "places/endings.tsv.inc"
#undef ROW
};

/* Words that head a name and change, while what follows them stays. */
static const char *const heads[] = {
	"республика", "королевство", "остров", "острова", "озеро", "река", "полуостров", "город", "хребет", "гора",
	"район", "области", "область", "сектор", "страна", "штат", "штаты", "провинция", "космодром", "аэропорт", "мыс",
	"берег", "район", "залив", "сторона", "земли", "республіка", "острів", "острови", "озеро", "місто", "півострів",
	"штати", "область", "космодром", "затока", "гори", "плато",
};

static bool is_head(struct span word)
{
	for (size_t i = 0; i < COUNT(heads); i++)
		if (span_is(word, heads[i]))
			return true;
	return false;
}

static bool is_link(struct span word)
{
	return span_is(word, "на") || span_is(word, "под") || span_is(word, "над") || span_is(word, "о") || span_is(word, "де") ||
	       span_is(word, "ла") || span_is(word, "дель") || span_is(word, "да") || span_is(word, "ду");
}

static bool is_and(struct span word)
{
	return span_is(word, "и") || span_is(word, "і") || span_is(word, "та");
}

static bool ends_in_consonant(struct span word)
{
	static const char consonants[] = "бвгґджзклмнпрстфхцчшщ";

	if (word.bytes < 2)
		return false;
	for (const char *c = consonants; *c; c += 2)
		if (memcmp(word.at + word.bytes - 2, c, 2) == 0)
			return true;
	return false;
}

/* The row for `word`, longest `ends` first, or NULL: the word never changes. */
static const struct ending *ending_of(struct span word, const char *lang, const char *class)
{
	const struct ending *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < COUNT(endings); i++) {
		const struct ending *e = &endings[i];
		size_t bytes = strlen(e->ends);

		if (strcmp(e->lang, lang) != 0 || strcmp(e->class, class) != 0 || bytes < longest)
			continue;
		if (strcmp(e->ends, "C") == 0 ? !ends_in_consonant(word) : !span_ends(word, e->ends))
			continue;
		if (strcmp(e->ends, "C") == 0)
			bytes = 0;
		if (best && bytes <= longest)
			continue;
		best = e;
		longest = bytes;
	}
	return best;
}

/* Ukrainian adjectives may end as nouns do: Північна Корея, but Україна. What a name ends in is a noun. */
static bool ends_as_noun(const struct ending *adjective)
{
	static const char *const ends[] = { "на", "нна", "ка", "ні", "кі" };

	for (size_t i = 0; i < COUNT(ends); i++)
		if (strcmp(adjective->ends, ends[i]) == 0)
			return true;
	return false;
}

/* Which words of a name change, and by which row each. */
static void plan(const struct form *name, const char *lang, const struct ending *rows[FORM_WORDS_MOST])
{
	size_t last = name->count - 1;

	for (size_t i = 0; i < name->count; i++)
		rows[i] = NULL;
	for (size_t i = 0; i < last; i++)
		if (is_head(name->words[i]) || is_link(name->words[i + 1])) {
			last = i;
			break;
		}
	for (size_t i = 0; i <= last; i++) {
		const struct ending *adjective = ending_of(name->words[i], lang, "adj");
		const struct ending *possessive = i < last ? ending_of(name->words[i], lang, "possessive") : NULL;
		bool noun = i == last || (i + 1 < name->count && is_and(name->words[i + 1]));

		if (adjective && strlen(adjective->ends) + 4 <= name->words[i].bytes && !(i == last && ends_as_noun(adjective)))
			rows[i] = adjective;
		else if (possessive)
			rows[i] = possessive;
		else if (noun)
			rows[i] = ending_of(name->words[i], lang, "noun");
	}
}

/* `word` with the ending of `row` cut and `ending` (up to a '/') put on; "-" is nothing. */
static struct span bend(struct span word, const struct ending *row, struct span ending, struct arena *arena)
{
	size_t cut = strcmp(row->ends, "C") == 0 ? 0 : strlen(row->ends);

	if (span_is(ending, "-"))
		ending.bytes = 0;
	return arena_printf(arena, "%.*s%.*s", (int)(word.bytes - cut), word.at, (int)ending.bytes, ending.at);
}

static void bend_all(const struct form *name, const struct ending *const rows[], size_t at, size_t grammatical_case,
		     struct form *form, struct arena *arena, form_take *take, void *with)
{
	struct span rest;

	while (at < name->count && !rows[at]) {
		form->words[at] = name->words[at];
		at++;
	}
	if (at == name->count) {
		form->count = at;
		take(form, with);
		return;
	}
	for (rest = span_of(rows[at]->forms[grammatical_case]); rest.at;) {
		form->words[at] = bend(name->words[at], rows[at], span_cut(&rest, '/'), arena);
		bend_all(name, rows, at + 1, grammatical_case, form, arena, take, with);
	}
}

void forms_of_name(const struct form *name, const char *lang, struct arena *arena, form_take *take, void *with)
{
	const struct ending *rows[FORM_WORDS_MOST];
	struct form form;
	bool changes = false;

	if (name->count == 0 || name->count > FORM_WORDS_MOST)
		return;
	plan(name, lang, rows);
	for (size_t i = 0; i < name->count; i++)
		changes |= rows[i] != NULL;
	for (size_t c = 0; changes && c < CASES; c++)
		bend_all(name, rows, 0, c, &form, arena, take, with);
}

void forms_of_stem(const struct form *stem, const char *lang, struct arena *arena, form_take *take, void *with)
{
	const struct ending *row = ending_of(span_of(""), lang, "stem");
	const struct ending *rows[FORM_WORDS_MOST] = { NULL };
	struct form form;

	if (!row || stem->count == 0 || stem->count > FORM_WORDS_MOST)
		return;
	rows[stem->count - 1] = row;
	for (size_t c = 0; c < CASES; c++)
		bend_all(stem, rows, 0, c, &form, arena, take, with);
}
