/* How far a passage's date can be trusted, by where it came from. */
#include "articles/passage.h"

const char *date_confidence_text(enum date_confidence confidence)
{
	static const char *const names[] = {
		[CONFIDENCE_NONE] = "", [CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_HIGH] = "high",
		[CONFIDENCE_CERTAIN] = "certain",
	};

	return confidence <= CONFIDENCE_CERTAIN ? names[confidence] : "";
}

/* The best mention among [from, to) of the passage that names its date. */
static const struct date_mention *named_by(const struct passage *passage, size_t from, size_t to)
{
	const struct date_mention *best = NULL;

	for (size_t i = from; i < to; i++) {
		const struct date_mention *mention = &passage->dates[i];

		if (mention->date.from_day != passage->date.from_day || mention->date.to_day != passage->date.to_day)
			continue;
		if (!best || (best->weak && !mention->weak) || (best->weak == mention->weak && mention->anchor == ORIGIN_TEXT))
			best = mention;
	}
	return best;
}

enum date_confidence passage_confidence(const struct passage *passage)
{
	const struct date_mention *named;

	switch (passage->origin) {
	case ORIGIN_HEADING:
		named = named_by(passage, 0, passage->heading_date_count);
		return named && named->anchor == ORIGIN_TEXT ? CONFIDENCE_CERTAIN : CONFIDENCE_HIGH;
	case ORIGIN_TEXT:
		named = named_by(passage, passage->heading_date_count, passage->date_count);
		if (!named || named->weak || named->bound != DATE_AT)
			return CONFIDENCE_LOW;
		return named->anchor == ORIGIN_TEXT ? CONFIDENCE_CERTAIN : CONFIDENCE_MEDIUM;
	case ORIGIN_NONE:
		return CONFIDENCE_NONE;
	default:
		return CONFIDENCE_LOW;
	}
}
