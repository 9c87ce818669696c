/* Finds runs of capitalised words that read as a person's name. */
#include "names/run.h"

#include "names/around.h"
#include "names/other.h"

/* What a word can be in a name. */
enum part { PART_NONE, PART_WORD, PART_GIVEN, PART_PATRONYMIC, PART_INITIAL, PART_PARTICLE };

struct walk {
	const struct text *text;
	const char *lang;
	const struct name_taken *taken;
	size_t taken_count, taken_at;
	struct arena *arena;
	struct run_list *out;
	bool title_before;
};

static bool is_capital(const struct word *word)
{
	return word->shape == WORD_CAPITAL || word->shape == WORD_MIXED || word->shape == WORD_UPPER;
}

/* Spans are in order and the walk goes forward, so one finger is enough. */
static bool is_taken(struct walk *walk, const struct word *word)
{
	while (walk->taken_at < walk->taken_count &&
	       walk->taken[walk->taken_at].at_byte + walk->taken[walk->taken_at].bytes <= word->at_byte)
		walk->taken_at++;
	return walk->taken_at < walk->taken_count && walk->taken[walk->taken_at].at_byte < word->at_byte + word->bytes;
}

static enum part part_of(const struct walk *walk, const struct word *word)
{
	struct patronymic patronymic;
	struct stems stems;

	if (word->letters == 1)
		return PART_INITIAL;
	stems_read(word->folded, walk->lang, &stems);
	if (given_is_known(&stems))
		return PART_GIVEN;
	for (size_t i = 0; i < stems.count; i++)
		if (patronymic_read(stem_text(&stems, i), &patronymic) &&
		    (patronymic.fathers.count > 0 || stems.count == 1))
			return PART_PATRONYMIC;
	return PART_WORD;
}

static bool is_acronym(const struct word *word)
{
	return word->shape == WORD_UPPER && word->letters <= 5;
}

/* May word i go on a run that holds word i - 1? */
static bool goes_on(const struct text *text, size_t i)
{
	const struct word *before = &text->words[i - 1], *word = &text->words[i];
	unsigned gap = word->gap;

	if (gap & GAP_STOP) {
		if (before->letters != 1)
			return false;
		gap &= ~(unsigned)GAP_STOP;
	} else if (word->starts_sentence) {
		return false;
	}
	return (gap & ~(unsigned)(GAP_SPACE | GAP_HYPHEN | GAP_LINE)) == 0;
}

static bool is_lower_particle(const struct word *word)
{
	return word->shape == WORD_LOWER && word->letters <= 4 && is_particle(word->folded);
}

/* ---- one run ---- */

struct draft_run {
	uint32_t from, to;
	enum part parts[RUN_WORDS_MOST];
	size_t count;
};

/* The last word that can be a surname, looking from the end. */
static size_t surname_at(const struct walk *walk, const struct draft_run *d)
{
	for (size_t i = d->count; i-- > 0;)
		if (d->parts[i] == PART_WORD)
			return i;
	for (size_t i = d->count; i-- > 1;)
		if (d->parts[i] == PART_GIVEN && walk->text->words[d->from + i].gap != GAP_HYPHEN)
			return i;
	return RUN_WORDS_MOST;
}

static size_t given_at(const struct draft_run *d, size_t surname)
{
	for (size_t i = 0; i < d->count; i++)
		if (i != surname && (d->parts[i] == PART_GIVEN || d->parts[i] == PART_INITIAL))
			return i;
	return RUN_WORDS_MOST;
}

static void draft_drop_first(struct draft_run *d)
{
	d->from++;
	d->count--;
	memmove(d->parts, d->parts + 1, d->count * sizeof(d->parts[0]));
}

static bool has_part(const struct draft_run *d, enum part part)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->parts[i] == part)
			return true;
	return false;
}

/* A first name only once an ending is undone (Мерекеге): Kazakh puts endings on the
 * last word of a name, so with others behind it the word is none of theirs. */
static bool is_inflected_first(const struct walk *walk, const struct draft_run *d)
{
	struct stems whole = { .whole = walk->text->words[d->from].folded, .count = 1 };

	return strcmp(walk->lang, "kk") == 0 && d->parts[0] == PART_GIVEN && d->parts[1] == PART_GIVEN &&
	       !given_is_known(&whole);
}

/* An initial has its stop. */
static bool has_stop(const struct text *text, uint32_t word)
{
	return word == text->count ? span_ends(span_trim(text->raw), ".") : (text->words[word].gap & GAP_STOP) != 0;
}

/* Takes off what no name begins with: a sentence's first word before a known
 * first name, a word before a first name that goes on. */
static void draft_trim(const struct walk *walk, struct draft_run *d)
{
	while (d->count > 1 && (d->parts[0] == PART_PARTICLE ||
				(d->parts[0] == PART_INITIAL && !(walk->text->words[d->from + 1].gap & GAP_STOP))))
		draft_drop_first(d);
	while (d->count > 2 && d->parts[0] == PART_WORD && d->parts[1] == PART_GIVEN &&
	       walk->text->words[d->from + 1].gap != GAP_HYPHEN && d->parts[2] != PART_PATRONYMIC)
		draft_drop_first(d);
	/* "Appointed Petrov Anna Ivanovna": only the surname stands before both. */
	while (d->count > 3 && d->parts[d->count - 1] == PART_PATRONYMIC && d->parts[d->count - 2] == PART_GIVEN &&
	       d->parts[0] == PART_WORD)
		draft_drop_first(d);
	if (d->count > 2 && is_inflected_first(walk, d))
		draft_drop_first(d);
	if (d->count == 2 && d->parts[0] == PART_WORD && d->parts[1] == PART_GIVEN &&
	    walk->text->words[d->from].starts_sentence && !surname_by_look(walk->text->words[d->from].folded))
		draft_drop_first(d);
	while (d->count > 0 && (d->parts[d->count - 1] == PART_PARTICLE ||
				(d->parts[d->count - 1] == PART_INITIAL && !has_stop(walk->text, d->to)))) {
		d->count--;
		d->to--;
	}
}

/* Kazakh puts its own endings behind those of surnames. */
static bool looks_like_surname(const struct walk *walk, const struct word *word)
{
	struct stems stems;

	if (surname_by_look(word->folded))
		return true;
	if (strcmp(walk->lang, "kk") != 0)
		return false;
	stems_read(word->folded, walk->lang, &stems);
	for (size_t i = 1; i < stems.count; i++)
		if (surname_by_look(stem_text(&stems, i)))
			return true;
	return false;
}

/* "said Keller", "Keller added". */
static bool is_speaking(const struct text *text, uint32_t from, uint32_t to)
{
	if (to < text->count && text->words[to].gap == GAP_SPACE && other_find(text->words[to].folded) == OTHER_SPEECH)
		return true;
	return from > 0 && (text->words[from].gap & ~(unsigned)GAP_COMMA) == GAP_SPACE &&
		other_find(text->words[from - 1].folded) == OTHER_SPEECH;
}

/* Two unknown words make a name when the second looks like a surname or a title
 * stands before, and the first is not there for starting the sentence. */
static bool unknown_pair_is_name(const struct walk *walk, const struct draft_run *d)
{
	const struct word *first = &walk->text->words[d->from], *last = &walk->text->words[d->to - 1];
	bool kazakh = strcmp(walk->lang, "kk") == 0;

	if (is_acronym(first) || is_acronym(last) || first->shape == WORD_MIXED || last->shape == WORD_MIXED)
		return false;
	if (walk->title_before || is_speaking(walk->text, d->from, d->to))
		return d->count <= 3;
	if (first->starts_sentence || d->count > 2)
		return d->count == 2 && (looks_like_surname(walk, last) || (kazakh && given_by_look(first->folded))) &&
			first->letters > 3;
	if (strcmp(walk->lang, "en") == 0)
		return false;
	return first->script == SCRIPT_CYRILLIC || looks_like_surname(walk, last);
}

static void run_add(struct walk *walk, struct draft_run *d)
{
	struct run run = { .given = RUN_WORDS_MOST, .surname = RUN_WORDS_MOST, .after_title = walk->title_before };

	draft_trim(walk, d);
	if (d->count == 0)
		return;
	run.from = d->from;
	run.to = d->to;
	run.starts_sentence = walk->text->words[d->from].starts_sentence;
	if (d->count == 1) {
		if (d->parts[0] == PART_INITIAL || d->parts[0] == PART_PARTICLE || is_acronym(&walk->text->words[d->from]))
			return;
		run.single = true;
		run.surname = 0;
		/* "Officials said": a sentence's first word has its capital for that. */
		run.speaks = !walk->text->words[d->from].starts_sentence && is_speaking(walk->text, d->from, d->to);
	} else {
		bool known = has_part(d, PART_GIVEN) || has_part(d, PART_INITIAL) || has_part(d, PART_PATRONYMIC);

		run.surname = (uint8_t)surname_at(walk, d);
		run.given = (uint8_t)given_at(d, run.surname);
		if (!known && !unknown_pair_is_name(walk, d))
			return;
		run.weak = !known;
		if (!known)
			run.given = run.surname == 0 ? 1 : 0;
		if (run.surname == RUN_WORDS_MOST && run.given == RUN_WORDS_MOST)
			return;
	}
	ARENA_PUSH(walk->arena, walk->out->at, walk->out->count, walk->out->room) = run;
}

/* A whole run in quotation marks is a nickname, a title or a firm; a lone first name
 * that opens them begins a title ("Abai's Way"). */
static bool is_quoted(const struct text *text, const struct draft_run *d)
{
	return words_are_quoted(text, d->from, d->to) ||
		(d->to == d->from + 1 && d->parts[0] == PART_GIVEN && quote_opens_at(text, d->from) &&
		 d->to < text->count && text->words[d->to].gap == GAP_SPACE && !text->words[d->from].starts_sentence);
}

/* "the Ana Tili newspaper": the word behind says what the name is of. */
static bool names_a_thing(const struct text *text, const struct draft_run *d)
{
	return d->to < text->count && goes_on(text, d->to) && other_find(text->words[d->to].folded) == OTHER_THING;
}

/* Is one of the words [from, to) written with small letters? */
static bool text_has_lower(const struct text *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (text->words[i].letters > 1 && text->words[i].shape != WORD_UPPER)
			return true;
	return false;
}

/* Is a name whole before word `at`? "Marat Ospanov Anna Keller": a first name behind
 * first name and surname; and in Cyrillic any word behind a surname that looks it. */
static bool is_next_name(const struct walk *walk, const struct draft_run *d, size_t at)
{
	const struct word *before = &walk->text->words[d->from + d->count - 1], *word = &walk->text->words[at];
	enum part part;

	if (d->count < 2 || word->gap & GAP_HYPHEN || d->parts[d->count - 1] != PART_WORD || !is_capital(word) ||
	    !has_part(d, PART_GIVEN))
		return false;
	part = part_of(walk, word);
	if (part == PART_PATRONYMIC || part == PART_INITIAL)
		return false;
	return looks_like_surname(walk, before) ? before->script == SCRIPT_CYRILLIC || part == PART_GIVEN :
		part == PART_GIVEN && at + 1 < walk->text->count && is_capital(&walk->text->words[at + 1]) &&
		goes_on(walk->text, at + 1);
}

/* ---- the walk ---- */

/* Reads the run that begins at word i; returns the word after it. */
static size_t run_read(struct walk *walk, size_t i)
{
	struct draft_run d = { .from = (uint32_t)i };
	size_t at = i;

	while (at < walk->text->count && d.count < RUN_WORDS_MOST) {
		const struct word *word = &walk->text->words[at];
		enum other_kind other;

		if (at > i && (!goes_on(walk->text, at) || (word->gap & GAP_LINE && (d.count > 1 || d.parts[0] == PART_WORD))))
			break;
		if (is_taken(walk, word))
			break;
		if (!is_capital(word)) {
			bool linked = at > i && is_lower_particle(word) && at + 1 < walk->text->count &&
				is_capital(&walk->text->words[at + 1]) && goes_on(walk->text, at + 1);

			if (!linked)
				break;
			d.parts[d.count++] = PART_PARTICLE;
			at++;
			continue;
		}
		/* A name is written in one script, and ends where the next one begins. */
		if (at > i && word->letters > 1 && word->script != walk->text->words[at - 1].script &&
		    walk->text->words[at - 1].letters > 1)
			break;
		if (is_next_name(walk, &d, at))
			break;
		/* Capitals end where others begin: "Токаев ОДКБ", "МИД Казахстана". */
		if (at > i && word->letters > 1 && word->shape == WORD_UPPER && text_has_lower(walk->text, i, at))
			break;
		if (at == i + 1 && is_acronym(&walk->text->words[i]) && word->shape != WORD_UPPER)
			return at;
		other = word->letters == 1 ? OTHER_NONE : other_find(word->folded);
		if (other == OTHER_WORD && d.count == 1 && d.parts[0] == PART_GIVEN && !word->starts_sentence)
			other = OTHER_NONE;
		if (other != OTHER_NONE)
			break;
		d.parts[d.count++] = part_of(walk, word);
		at++;
	}
	d.to = (uint32_t)(i + d.count);
	/* What runs into an organisation's word is its name: "Nazarbayev University". */
	if (at > i && at < walk->text->count && goes_on(walk->text, at) && is_capital(&walk->text->words[at]) &&
	    other_find(walk->text->words[at].folded) == OTHER_ORGANISATION && !has_part(&d, PART_GIVEN))
		return at;
	if (d.count > 0 && !is_quoted(walk->text, &d) && !names_a_thing(walk->text, &d))
		run_add(walk, &d);
	return at > i ? at : i + 1;
}

void runs_find(const struct text *text, const char *lang, const struct name_taken *taken, size_t taken_count,
	       struct arena *arena, struct run_list *out)
{
	struct walk walk = { text, lang, taken, taken_count, 0, arena, out, false };
	size_t i = 0;

	*out = (struct run_list){ NULL, 0, 0 };
	while (i < text->count) {
		const struct word *word = &text->words[i];
		enum other_kind other = OTHER_NONE;

		if (word->starts_sentence)
			walk.title_before = false;
		if (is_capital(word) && word->letters > 0) {
			size_t next = run_read(&walk, i);

			if (next > i + 1 || (out->count > 0 && out->at[out->count - 1].from == i)) {
				walk.title_before = false;
				i = next;
				continue;
			}
		}
		other = other_find(word->folded);
		walk.title_before = other == OTHER_TITLE;
		i++;
	}
}
