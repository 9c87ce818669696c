/* Cuts what is too long for a passage, at sentences. */
#include "articles/passage.h"

static uint32_t word_byte(const struct parting *parting, size_t word)
{
	return parting->text.words[word].at_byte;
}

/* The start of a sentence nearest to `wanted`, within half of `reach` bytes around it; without
 * one the nearest word, so that a text without stops is cut too. */
static uint32_t nearest_start(const struct parting *parting, const struct part *part, uint32_t wanted, uint32_t reach)
{
	size_t middle = text_word_at(&parting->text, wanted), end = part->word + part->word_count;
	uint32_t best = 0, nearest = reach / 2;

	for (size_t i = middle; i < end && word_byte(parting, i) - wanted < nearest; i++) {
		if (parting->text.words[i].starts_sentence) {
			best = word_byte(parting, i);
			nearest = best - wanted;
		}
	}
	for (size_t i = middle; i > part->word + 1 && wanted - word_byte(parting, i - 1) < nearest; i--) {
		if (parting->text.words[i - 1].starts_sentence) {
			best = word_byte(parting, i - 1);
			nearest = wanted - best;
		}
	}
	if (best == 0 && middle > part->word && middle < end)
		best = word_byte(parting, middle);
	return best;
}

/* Opening quotes and brackets go with the word behind them. */
static uint32_t back_over_signs(const struct parting *parting, uint32_t at)
{
	const char *text = parting->article->text.at;

	while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n' && text[at - 1] != '\t')
		at--;
	return at;
}

size_t part_cuts_at_sentences(const struct parting *parting, const struct part *part, uint32_t most, uint32_t **out)
{
	uint32_t pieces = part->bytes / most + 1, each = part->bytes / pieces;
	uint32_t last = part->at_byte;
	size_t count = 0;

	*out = arena_new_array(parting->arena, uint32_t, pieces);
	for (uint32_t i = 1; i < pieces; i++) {
		uint32_t cut = nearest_start(parting, part, part->at_byte + i * each, each);

		cut = cut ? back_over_signs(parting, cut) : 0;
		if (cut > last)
			(*out)[count++] = last = cut;
	}
	return count;
}

size_t part_cuts_at_dates(const struct parting *parting, const struct part *part, uint32_t **out)
{
	size_t count = 0;

	*out = arena_new_array(parting->arena, uint32_t, part->mention_count + 1);
	for (size_t i = 0; i < part->mention_count; i++) {
		const struct date_mention *mention = &parting->mentions[part->mention + i];
		size_t word = text_word_at(&parting->text, mention->at_byte);
		size_t after = text_word_at(&parting->text, mention->at_byte + mention->bytes);

		if (word <= part->word || after >= part->word + part->word_count)
			continue;
		if (parting->text.words[word].starts_sentence && mention->date.precision == DATE_DAY &&
		    (mention->anchor == ORIGIN_TEXT || (parting->text.words[after].gap & (GAP_STOP | GAP_DASH | GAP_COLON))))
			(*out)[count++] = mention->at_byte;
	}
	return count;
}
