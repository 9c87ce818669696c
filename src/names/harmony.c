/* Vowel harmony: a back vowel is followed by back endings, a round one by round ones. */
#include "names/harmony.h"

#include "names/letter.h"

#include <pthread.h>
#include <string.h>

enum side { FRONT = 1, BACK = 2, ROUND = 4, FLAT = 8 };

/* Where vowels are spoken, 0 for consonants; made once and then only read. In foreign names е, и and y take
 * endings of both sides. */
static uint8_t sides_by_letter[LETTERS_MOST];
static pthread_once_t sides_once = PTHREAD_ONCE_INIT;

static void sides_make(void)
{
	static const struct { const char *vowels; uint8_t sides; } sides[] = {
		{ "аыяaıāáâå", BACK | FLAT },
		{ "оұуouū", BACK | ROUND },
		{ "юё", BACK | FRONT | ROUND },
		{ "әіəäéei", FRONT | FLAT },
		{ "еиэєy", FRONT | BACK | FLAT },
		{ "өүöüø", FRONT | ROUND },
	};

	for (size_t i = 0; i < COUNT(sides); i++) {
		const char *at = sides[i].vowels, *end = at + strlen(at);

		while (at < end)
			sides_by_letter[letter_next(&at, end)] = sides[i].sides;
	}
}

static uint8_t vowel_sides(uint32_t code)
{
	return code < LETTERS_MOST ? sides_by_letter[code] : 0;
}

/* In an ending every vowel has its side. */
static uint8_t ending_sides(uint32_t code)
{
	uint8_t sides = vowel_sides(code);

	if ((sides & (FRONT | BACK)) != (FRONT | BACK))
		return sides;
	return code == 'y' ? BACK | FLAT : FRONT | FLAT;
}

/* Kazakh "with" and "whose" have one form for all stems (Kazakh grammars). */
static bool has_harmony(const char *languages, const char *ending)
{
	static const char *const harmonic[] = { "kk", "ky,tt", "ky,tt,tg", "az,tr", "tk" };
	static const char *const invariable[] = { "мен", "бен", "пен", "дікі", "тікі", "нікі" };

	for (size_t i = 0; i < COUNT(invariable); i++)
		if (strcmp(ending, invariable[i]) == 0)
			return false;
	for (size_t i = 0; i < COUNT(harmonic); i++)
		if (strcmp(languages, harmonic[i]) == 0)
			return true;
	return false;
}

uint8_t harmony_asked(const char *languages, const char *ending)
{
	const char *at = ending, *end = ending + strlen(ending);
	uint8_t sides = 0;
	uint32_t code = 0;

	pthread_once(&sides_once, sides_make);
	if (!has_harmony(languages, ending))
		return 0;
	while (at < end && sides == 0) {
		code = letter_next(&at, end);
		if (code != 'y' || strcmp(languages, "tk") == 0)
			sides = ending_sides(code);
	}
	/* Turkish ı i u ü are chosen in four ways, its a and e in two; elsewhere a flat
	 * ending may follow every vowel. */
	if (strcmp(languages, "az,tr") != 0)
		return sides & (uint8_t)~FLAT;
	return code == 'i' || code == 'u' || code == 0x131 || code == 0xfc ? sides : sides & (FRONT | BACK);
}

/* The sides of the last vowel before `end`, which moves there; 0 when there is none. */
static uint8_t sides_before(const char *begin, const char **end, const char *stop)
{
	while (*end > begin) {
		const char *at;
		uint8_t sides;

		do {
			(*end)--;
		} while (*end > begin && ((unsigned char)**end & 0xc0) == 0x80);
		at = *end;
		sides = vowel_sides(letter_next(&at, stop));
		if (sides)
			return sides;
	}
	return 0;
}

/* The last vowel decides, but -ов and its kin may follow the root: Мәсімовтің. */
bool harmony_given(uint8_t asked, struct span rest)
{
	const char *stop = rest.at + rest.bytes, *end = stop;
	uint8_t last = sides_before(rest.at, &end, stop), all = last;

	if (last == 0)
		return true;
	if ((asked & (ROUND | FLAT)) != 0 && (asked & last & (ROUND | FLAT)) == 0)
		return false;
	while (end > rest.at && span_ends(rest, "в"))
		all |= sides_before(rest.at, &end, stop);
	return (asked & all & (FRONT | BACK)) != 0;
}
