/* Decides whether the same words are a person or a place. */
#include "articles/annotate.h"

/* Words before which a bare surname is read as a place: "in Konayev". */
static const struct place_word {
	const char *word, *example;
} place_words[] = {
#define ROW(line, word, lang, example, source) { word, example },
#include "articles/placewords.tsv.inc"
#undef ROW
};

static bool word_of_place_before(const struct annotation *all, uint32_t at_byte)
{
	size_t word = text_word_at(&all->text, at_byte);

	if (word == 0 || word >= all->text.count || (all->text.words[word].gap & ~(uint16_t)(GAP_SPACE | GAP_LINE | GAP_QUOTE)))
		return false;
	for (size_t i = 0; i < COUNT(place_words); i++)
		if (span_is(all->text.words[word - 1].folded, place_words[i].word))
			return true;
	return false;
}

/* Words of a mention. */
static size_t words_in(const struct annotation *all, uint32_t at_byte, uint32_t bytes)
{
	return text_word_at(&all->text, at_byte + bytes) - text_word_at(&all->text, at_byte);
}

/* Is the person named somewhere with more than one word? */
static bool is_named_in_full(const struct annotation *all, uint32_t person)
{
	for (size_t i = 0; i < all->people.mention_count; i++) {
		const struct person_mention *mention = &all->people.mentions[i];

		if (mention->person == person && words_in(all, mention->at_byte, mention->bytes) > 1)
			return true;
	}
	return false;
}

/* A place that was found in spite of a likely person is sure enough to stand beside a longer
 * name ("Армении Никол Пашинян"), and to win when it is the name. */
#define PLACE_SURE 0.7f

/* Is the place, of two claims to the same words, the better one? */
static bool place_wins(const struct annotation *all, const struct person_mention *person, const struct place_mention *place)
{
	size_t person_words = words_in(all, person->at_byte, person->bytes);
	size_t place_words_count = words_in(all, place->at_byte, place->bytes);

	if (place_words_count != person_words)
		return place_words_count > person_words;
	return place->confidence >= PLACE_SURE || word_of_place_before(all, place->at_byte) ||
	       !is_named_in_full(all, person->person);
}

/* Takes persons out that are never mentioned, and numbers the others anew. */
static void drop_unnamed(struct annotation *all)
{
	struct person_list *people = &all->people;
	uint32_t *number = arena_new_array(all->arena, uint32_t, people->person_count + 1);
	size_t kept = 0;

	for (size_t i = 0; i < people->person_count; i++)
		people->persons[i].mentions = 0;
	for (size_t i = 0; i < people->mention_count; i++)
		people->persons[people->mentions[i].person].mentions++;
	for (size_t i = 0; i < people->person_count; i++) {
		number[i] = (uint32_t)kept;
		if (people->persons[i].mentions > 0)
			people->persons[kept++] = people->persons[i];
	}
	for (size_t i = 0; i < people->mention_count; i++)
		people->mentions[i].person = number[people->mentions[i].person];
	people->person_count = kept;
}

void annotation_decide(struct annotation *all)
{
	struct person_list *people = &all->people;
	size_t kept_persons = 0, kept_places = 0, place = 0;
	bool *no_place = arena_new_array(all->arena, bool, all->place_count + 1);

	for (size_t i = 0; i < people->mention_count; i++) {
		const struct person_mention *person = &people->mentions[i];
		bool stays = true;

		while (place < all->place_count && all->places[place].at_byte + all->places[place].bytes <= person->at_byte)
			place++;
		for (size_t n = place; n < all->place_count && all->places[n].at_byte < person->at_byte + person->bytes; n++) {
			if (place_wins(all, person, &all->places[n]))
				stays = false;
			else
				no_place[n] = all->places[n].confidence < PLACE_SURE;
		}
		if (stays)
			people->mentions[kept_persons++] = *person;
	}
	people->mention_count = kept_persons;
	for (size_t n = 0; n < all->place_count; n++)
		if (!no_place[n])
			all->places[kept_places++] = all->places[n];
	all->place_count = kept_places;
	drop_unnamed(all);
}
