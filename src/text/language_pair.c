/* How well the pairs of a text's letters suit a language. */
#include "charset_model.h"

#include "dateline/text.h"

#include <string.h>

#define LETTERS_MOST 400        /* more do not change the mind */

static const struct charset_model *model_find(const char *lang)
{
	for (size_t i = 0; i < charset_model_count; i++)
		if (strcmp(charset_models[i].lang, lang) == 0)
			return &charset_models[i];
	return NULL;
}

float language_pair_cost(struct span text, const char *lang)
{
	const struct charset_model *model = model_find(lang);
	const char *at = text.at, *end = text.at + text.bytes;
	size_t letters = 0;
	uint8_t before = 0;
	float cost = 0.f;

	while (model && at < end && letters < LETTERS_MOST) {
		uint8_t letter = charset_letter(letter_lower(utf8_next(&at, end)));

		if (letter || before)
			cost += (float)model->cost[before][letter] / CHARSET_COST_UNIT;
		letters += letter != 0;
		before = letter;
	}
	return letters > 0 ? cost / (float)letters : -1.f;
}
