/* Chooses the nominative of a name from its forms, and the key that joins it across scripts. */
#include "names/label.h"

#include "names/other.h"
#include "names/query.h"

#include <unicode/uchar.h>

void label_vote(struct label_votes *votes, const struct text *text, const struct run *run, const char *lang,
		struct arena *arena)
{
	struct span words = text_words(text, run->from, run->to);

	(void)arena;
	votes->lang = lang;
	for (size_t i = 0; i < votes->count; i++)
		if (span_equal(votes->forms[i].words, words)) {
			votes->forms[i].seen++;
			return;
		}
	if (votes->count < LABEL_FORMS_MOST)
		votes->forms[votes->count++] = (struct label_form){ text, *run, words, 1 };
}

/* ---- one word ---- */

struct choice {
	struct span text;       /* the nominative, folded */
	const struct ending *ending;    /* undone; NULL: as written */
	float score;
};

static bool has_stem(const struct stems *stems, struct span candidate)
{
	for (size_t i = 0; i < stems->count; i++)
		if (span_equal(stem_text(stems, i), candidate))
			return true;
	return false;
}

/* All words of the forms with their stems, read once. */
struct voters {
	struct stems *words;
	size_t count;
};

static void voters_read(const struct label_votes *votes, struct arena *arena, struct voters *out)
{
	size_t room = 0;

	*out = (struct voters){ NULL, 0 };
	for (size_t i = 0; i < votes->count; i++) {
		const struct label_form *f = &votes->forms[i];

		for (uint32_t k = f->run.from; k < f->run.to; k++) {
			struct stems *stems = &ARENA_PUSH(arena, out->words, out->count, room);

			stems_read(f->text->words[k].folded, votes->lang, stems);
		}
	}
}

/* How many other words of the forms are, or come from, `candidate`. */
static float support(const struct voters *voters, struct span word, struct span candidate)
{
	float sum = 0;

	for (size_t i = 0; i < voters->count; i++) {
		const struct stems *stems = &voters->words[i];

		if (span_equal(stems->whole, word))
			continue;
		if (span_equal(stems->whole, candidate))
			sum += 1.5F;
		if (has_stem(stems, candidate))
			sum += 1;
	}
	return sum;
}

/* Gender and case that the first name tells; '-' and NULL when it does not. */
struct agreement {
	bool known;             /* the first name is in the tables */
	const struct ending *ending;
	char gender;
};

static bool agrees(const struct ending *ending, const struct agreement *agreement)
{
	if (!agreement->known)
		return true;
	if (!agreement->ending)
		return ending == NULL;
	if (!ending || strcmp(ending->grammatical_case, "plural") == 0)
		return false;
	/* A man's surname in -а has the endings of women's: Степана Бандеры. */
	if (ending->nominative[0] != '\0' && strcmp(ending->grammatical_case, agreement->ending->grammatical_case) == 0)
		return true;
	return ending->gender == '-' || agreement->ending->gender == '-' || ending->gender == agreement->ending->gender;
}

static bool looks_like_name(struct span folded)
{
	return surname_by_look(folded) || given_by_look(folded);
}

static struct choice word_choose(const struct voters *voters, const char *lang, struct span folded, const struct agreement *agreement,
				 bool given, struct arena *arena)
{
	struct stems stems;
	struct choice best = { folded, NULL, -1 };

	stems_read(folded, lang, &stems);
	for (size_t i = 0; i < stems.count; i++) {
		struct span candidate = stem_text(&stems, i);
		const struct ending *ending = stems.at[i].ending;
		struct stems alone = { .whole = candidate, .count = 1 };
		float score = support(voters, folded, candidate) - (ending ? .3F + ending->price : 0);

		if (ending && ending->price > 1.2F)
			continue;
		if (given && given_is_known(&alone))
			score += 2;
		if (ending && strcmp(lang, "kk") == 0 && looks_like_name(candidate) && !looks_like_name(folded))
			score += 1;
		if (!given && agreement->known && agrees(ending, agreement))
			score += 1.5F;
		if (ending && agreement->ending && strcmp(agreement->ending->grammatical_case, ending->grammatical_case) == 0)
			score += agreement->known ? .5F : 1.5F;
		if (score > best.score)
			best = (struct choice){ arena_copy(arena, candidate), ending, score };
	}
	return best;
}

/* ---- the whole name ---- */

static void add_capitalised(struct buf *out, struct span folded)
{
	const char *at = folded.at;
	char letter[4];
	uint32_t upper = (uint32_t)u_toupper((UChar32)utf8_next(&at, folded.at + folded.bytes));

	buf_add(out, letter, utf8_write(upper, letter));
	buf_add(out, at, (size_t)(folded.at + folded.bytes - at));
}

static void add_word(struct buf *out, const struct label_form *form, uint32_t i, const struct choice *choice)
{
	const struct word *word = &form->text->words[i];

	if (out->bytes > 0)
		buf_add_string(out, word->gap & GAP_HYPHEN ? "-" : word->gap & GAP_STOP ? ". " : " ");
	if (word->shape == WORD_LOWER)
		buf_add_span(out, word->folded);
	else if (!choice->ending && word->shape != WORD_UPPER)
		buf_add_span(out, text_word(form->text, i));
	else
		add_capitalised(out, choice->text);
}

/* Words that name: initials do not. */
static uint32_t form_words(const struct label_form *form)
{
	uint32_t count = 0;

	for (uint32_t i = form->run.from; i < form->run.to; i++)
		count += form->text->words[i].letters > 1;
	return count;
}

/* The fullest form; of equals the commonest. */
static const struct label_form *form_fullest(const struct label_votes *votes)
{
	const struct label_form *best = &votes->forms[0];

	for (size_t i = 1; i < votes->count; i++) {
		const struct label_form *f = &votes->forms[i];
		uint32_t words = form_words(f), most = form_words(best);

		if (words > most || (words == most && f->seen > best->seen))
			best = f;
	}
	return best;
}

/* In any case: "Ивановича". */
static bool is_patronymic(struct span folded, const char *lang)
{
	struct patronymic patronymic;
	struct stems stems;

	stems_read(folded, lang, &stems);
	for (size_t i = 0; i < stems.count; i++)
		if (patronymic_read(stem_text(&stems, i), &patronymic))
			return true;
	return false;
}

/* The words that a label shows: the first name before the surname, no patronymic
 * beside both. Returns how many. */
static size_t form_order(const struct label_form *form, const char *lang, uint32_t order[RUN_WORDS_MOST])
{
	const struct run *run = &form->run;
	bool whole = run->given != RUN_WORDS_MOST && run->surname != RUN_WORDS_MOST && !run->weak;
	bool turned = whole && run->surname < run->given && form->text->words[run->from + run->given].gap != GAP_HYPHEN;
	size_t count = 0;

	for (uint32_t i = run->from; i < run->to; i++) {
		uint32_t at = i - run->from;

		if (turned && at == run->surname)
			continue;
		if (whole && at != run->given && at != run->surname && is_patronymic(form->text->words[i].folded, lang))
			continue;
		order[count++] = i;
	}
	if (turned)
		order[count++] = run->from + run->surname;
	return count;
}

/* The ending of a man's oblique case that an unknown first name and its surname share
 * (Никоса Анастасиадиса), or NULL: a woman's nominative looks no other, so her surnames
 * must not end so. */
static const struct ending *ending_of_both(const char *lang, const struct label_form *form)
{
	struct span given = form->text->words[form->run.from + form->run.given].folded;
	struct span surname = form->text->words[form->run.from + form->run.surname].folded;
	struct stems of_given, of_surname;

	stems_read(given, lang, &of_given);
	stems_read(surname, lang, &of_surname);
	for (size_t i = 1; i < of_given.count && surname_gender(surname) != 'f'; i++)
		for (size_t k = 1; k < of_surname.count; k++)
			if (of_given.at[i].ending->gender == 'm' && of_surname.at[k].ending->gender == 'm' &&
			    of_given.at[i].ending->price < .5F && of_surname.at[k].ending->price < .5F &&
			    strcmp(of_given.at[i].ending->grammatical_case, of_surname.at[k].ending->grammatical_case) == 0)
				return of_given.at[i].ending;
	return NULL;
}

struct span label_make(const struct label_votes *votes, struct arena *arena)
{
	const struct label_form *form;
	struct agreement agreement = { false, NULL, '-' };
	struct buf out = BUF_INIT(4096);
	uint32_t order[RUN_WORDS_MOST];
	struct voters voters;
	struct span label;
	size_t count;

	if (votes->count == 0)
		return span_make("", 0);
	form = form_fullest(votes);
	voters_read(votes, arena, &voters);
	if (form->run.given != RUN_WORDS_MOST) {
		struct span given = form->text->words[form->run.from + form->run.given].folded;
		struct choice choice = word_choose(&voters, votes->lang, given, &agreement, true, arena);
		struct stems stems;

		stems_read(given, votes->lang, &stems);
		/* Kazakh endings stand on the last word alone, so the first tells nothing. */
		agreement.known = given_is_known(&stems) && strcmp(votes->lang, "kk") != 0;
		agreement.ending = choice.ending;
	}
	if (form->run.given != RUN_WORDS_MOST && form->run.surname != RUN_WORDS_MOST && !agreement.known)
		agreement.ending = ending_of_both(votes->lang, form);
	count = form_order(form, votes->lang, order);
	for (size_t k = 0; k < count; k++) {
		bool given = order[k] == form->run.from + form->run.given;
		struct choice choice = word_choose(&voters, votes->lang, form->text->words[order[k]].folded, &agreement,
						   given, arena);

		add_word(&out, form, order[k], &choice);
	}
	label = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return label;
}

/* ---- the key ---- */

/* Consonants of a word in their first reading, all of them: finer than name_keys(). */
static void add_consonants(struct buf *out, struct span folded)
{
	struct sounds sounds;
	char last = 0;

	sounds_read(folded, &sounds);
	for (size_t i = 0; i < sounds.count; i++) {
		const struct symbol *symbol = symbol_get(sounds.at[i]);
		size_t n = strcspn(symbol->keys, "/");

		for (size_t k = 0; k < n; k++) {
			char c = symbol->keys[k];

			if (c == '-' && (i > 0 || symbol->kind == 's'))
				continue;
			c = c == '-' ? 'a' : (char)(c + 'a' - 'A');
			if (c == 's' && last == 't' && out->bytes > 0)
				out->at[out->bytes - 1] = 's';
			else if (c != last)
				buf_add_char(out, c);
			last = c;
		}
		if (symbol->kind != 'c')
			last = 0;
	}
}

static void add_key_word(struct buf *out, const struct name_word *word)
{
	if (out->bytes > 0)
		buf_add_char(out, '-');
	if (word->givens[0].count > 0)
		buf_add_string(out, given_class_name(word->givens[0].at[0].name) + 1);
	else
		add_consonants(out, word->folded);
}

/* First name and surname: what else stands between is not always told. */
struct span person_key(struct span name, struct arena *arena)
{
	struct name *read = arena_alloc(arena, sizeof(*read));
	struct buf out = BUF_INIT(512);
	struct span key;
	size_t given = 0;

	name_read(name, NULL, arena, read);
	if (read->count == 0)
		return span_make("", 0);
	add_key_word(&out, &read->words[given]);
	for (size_t i = 1; i < read->count; i++) {
		bool last = i + 1 == read->count;
		bool hyphened = read->words[i].hyphened;

		if ((last || hyphened) && !read->words[i].particle)
			add_key_word(&out, &read->words[i]);
	}
	key = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return key;
}
