/* Decides whether the same words are a person or a place. */
#include "articles/annotate.h"

#include <stdlib.h>

/* Confidence that a place needs against a name, by how much of the name it is. */
#define LIKELY .7f
#define SURE .75f
#define CERTAIN .86f

/* "Kapshagay (now known as Konayev)": how many places back its other name may stand. */
#define NEAR_PLACES 3
/* A name said so often is no chance meeting of a place with other words. */
#define OFTEN 4

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

/* How each person is named over the whole article: counted once, asked often. */
struct naming {
	bool *in_full;          /* somewhere with more than one word */
	uint32_t *times;
};

static struct naming naming_count(const struct annotation *all)
{
	const struct person_list *people = &all->people;
	struct naming naming = {
		arena_new_array(all->arena, bool, people->person_count + 1),
		arena_new_array(all->arena, uint32_t, people->person_count + 1),
	};

	for (size_t i = 0; i < people->mention_count; i++) {
		const struct person_mention *mention = &people->mentions[i];

		naming.times[mention->person]++;
		naming.in_full[mention->person] |= words_in(all, mention->at_byte, mention->bytes) > 1;
	}
	return naming;
}

static int compare_places(const void *a, const void *b)
{
	const struct place_mention *first = a, *second = b;

	return first->at_byte < second->at_byte ? -1 : first->at_byte > second->at_byte;
}

/* Is the place named, by this name or another, just before place number `next`? */
static bool is_named_near(const struct annotation *all, uint32_t place, size_t next)
{
	for (size_t n = next > NEAR_PLACES ? next - NEAR_PLACES : 0; n < next; n++)
		if (all->places[n].place == place)
			return true;
	return false;
}

void annotation_add_towns(struct annotation *all)
{
	size_t room = all->place_count, count = all->place_count, next = 0;
	struct place_mention *places = all->places;
	struct naming naming = naming_count(all);

	for (size_t i = 0; i < all->people.mention_count; i++) {
		const struct person_mention *mention = &all->people.mentions[i];
		uint32_t place;

		while (next < all->place_count && all->places[next].at_byte + all->places[next].bytes <= mention->at_byte)
			next++;
		if (next < all->place_count && all->places[next].at_byte < mention->at_byte + mention->bytes)
			continue;
		if (naming.in_full[mention->person] ||
		    place_ask(all->gazetteer, span_make(all->text.raw.at + mention->at_byte, mention->bytes), &place, 1) == 0)
			continue;
		if (!word_of_place_before(all, mention->at_byte) && !is_named_near(all, place, next))
			continue;
		ARENA_PUSH(all->arena, places, count, room) = (struct place_mention){
			mention->at_byte, mention->bytes, place, LIKELY, PLACE_GREATEST, "a town's name, and nobody of it is named in full",
		};
	}
	if (count > all->place_count)
		qsort(places, count, sizeof(*places), compare_places);
	all->places = places;
	all->place_count = count;
}

/* A bare word of somebody who is named in full elsewhere: the place must be sure,
 * or a word of place stands before it. */
static bool bare_word_is_place(const struct annotation *all, const struct naming *naming,
			       const struct person_mention *person, const struct place_mention *place)
{
	if (place_get(all->gazetteer, place->place).kind == PLACE_COUNTRY || !naming->in_full[person->person])
		return true;
	return place->confidence >= SURE || word_of_place_before(all, place->at_byte);
}

/* A place among the words of a longer name: "K. Tokayev Almaty", "Canada Justin
 * Trudeau", but "Tennessee Williams". */
static bool part_is_place(const struct annotation *all, const struct naming *naming, const struct person_mention *person,
			  const struct place_mention *place)
{
	bool ends = place->at_byte + place->bytes == person->at_byte + person->bytes;

	if (words_in(all, place->at_byte, place->bytes) > 1 || (ends && words_in(all, person->at_byte, person->bytes) > 2) ||
	    place_get(all->gazetteer, place->place).kind == PLACE_COUNTRY)
		return place->confidence >= LIKELY;
	return word_of_place_before(all, place->at_byte) ||
	       (place->confidence >= CERTAIN && naming->times[person->person] < OFTEN);
}

/* Is the place, of two claims to the same words, the better one? The finder of
 * places has refused what stands beside a known first name, so mostly it is:
 * counted on Russian Wikinews, it is right 19 times of 20. */
static bool place_wins(const struct annotation *all, const struct naming *naming, const struct person_mention *person,
		       const struct place_mention *place)
{
	bool begins = place->at_byte <= person->at_byte, ends = place->at_byte + place->bytes >= person->at_byte + person->bytes;

	if (begins && ends)
		return words_in(all, place->at_byte, place->bytes) > 1 || bare_word_is_place(all, naming, person, place);
	if (place->at_byte < person->at_byte || place->at_byte + place->bytes > person->at_byte + person->bytes)
		return true;
	return part_is_place(all, naming, person, place);
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

void annotation_sure_places(const struct annotation *all, bool *sure)
{
	for (size_t n = 0; n < all->place_count; n++) {
		const struct place_mention *place = &all->places[n];
		bool plain = words_in(all, place->at_byte, place->bytes) == 1 &&
			     place_get(all->gazetteer, place->place).kind != PLACE_COUNTRY;

		sure[n] = place->confidence >= (plain ? CERTAIN : LIKELY) || word_of_place_before(all, place->at_byte);
	}
}

size_t annotation_clashes(struct annotation *all, bool *place_lost, bool *place_won)
{
	const struct person_list *people = &all->people;
	struct naming naming = naming_count(all);
	size_t place = 0, won = 0;

	for (size_t i = 0; i < people->mention_count; i++) {
		const struct person_mention *person = &people->mentions[i];

		while (place < all->place_count && all->places[place].at_byte + all->places[place].bytes <= person->at_byte)
			place++;
		for (size_t n = place; n < all->place_count && all->places[n].at_byte < person->at_byte + person->bytes; n++) {
			if (place_wins(all, &naming, person, &all->places[n])) {
				won += !place_won[n];
				place_won[n] = true;
			} else {
				place_lost[n] = true;
			}
		}
	}
	return won;
}

void annotation_settle(struct annotation *all)
{
	struct person_list *people = &all->people;
	size_t kept_persons = 0, kept_places = 0;
	bool *lost = arena_new_array(all->arena, bool, all->place_count + 1);
	bool *won = arena_new_array(all->arena, bool, all->place_count + 1);

	annotation_clashes(all, lost, won);
	for (size_t n = 0; n < all->place_count; n++)
		if (!lost[n] || won[n])
			all->places[kept_places++] = all->places[n];
	all->place_count = kept_places;
	for (size_t i = 0, place = 0; i < people->mention_count; i++) {
		const struct person_mention *person = &people->mentions[i];

		while (place < all->place_count && all->places[place].at_byte + all->places[place].bytes <= person->at_byte)
			place++;
		if (place == all->place_count || all->places[place].at_byte >= person->at_byte + person->bytes)
			people->mentions[kept_persons++] = *person;
	}
	people->mention_count = kept_persons;
	drop_unnamed(all);
}
