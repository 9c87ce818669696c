/* Tells why a name was taken for one place and not for another. */
#include "places/why.h"

#define BESIDE_WORDS 1          /* between a name and what stands right beside it */
#define MATTERS 0.3f            /* a lead that the text gave, and not the name's own likelihood */

const char *place_why_text(enum place_why why)
{
	static const char *const texts[] = {
		[PLACE_SOLE] = "no other place of that name is known",
		[PLACE_BESIDE] = "its country, region or part stands beside it",
		[PLACE_DATELINE] = "the news opens there or in its region",
		[PLACE_AMONG] = "other places of the text speak for it",
		[PLACE_GREATEST] = "it is the likeliest of that name",
	};

	return (size_t)why < COUNT(texts) ? texts[why] : "";
}

static bool is_beside(const struct locals *l, const struct spot *spot, const struct spot *other)
{
	size_t words = other->from >= spot->end ? other->from - spot->end : spot->from >= other->end ? spot->from - other->end : 0;
	uint32_t here = spot->candidates[0].local;

	return words <= BESIDE_WORDS && other->count > 0 && (locals_is_above(l, other->candidates[0].local, here) ||
							     locals_is_above(l, here, other->candidates[0].local));
}

/* Would it have been chosen without the text, or not so clearly? */
static bool text_matters(const struct spot *spot)
{
	const struct candidate *best = &spot->candidates[0];

	for (uint32_t i = 1; i < spot->count; i++) {
		const struct candidate *other = &spot->candidates[i];

		if (other->base > best->base)
			return true;
		if (i == 1 && best->score - best->base > other->score - other->base + MATTERS)
			return true;
	}
	return false;
}

enum place_why spot_why(const struct locals *locals, const struct spot *spots, size_t count, size_t at, const struct spot *dateline)
{
	const struct spot *spot = &spots[at];
	const struct local *here = &locals->list[spot->candidates[0].local], *there;

	if (spot->count == 1)
		return PLACE_SOLE;
	if ((at > 0 && is_beside(locals, spot, &spots[at - 1])) || (at + 1 < count && is_beside(locals, spot, &spots[at + 1])))
		return PLACE_BESIDE;
	if (!text_matters(spot))
		return PLACE_GREATEST;
	if (!dateline || dateline->count == 0)
		return PLACE_AMONG;
	there = &locals->list[dateline->candidates[0].local];
	return here == there || (here->region && here->region == there->region) ? PLACE_DATELINE : PLACE_AMONG;
}
