/* Finds in an input's bytes what stands at an offset of its decoded text. */
#include "reader.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* Bytes of a letter in this charset: 0 for UTF-8, 255 where they vary otherwise. */
static unsigned unit_of(const char *name)
{
	static const struct { const char *prefix; unsigned unit; } units[] = {
		{ "UTF-8", 0 }, { "UTF-16", 2 }, { "UTF-32", 4 }, { "GB", 255 }, { "Big5", 255 }, { "Shift", 255 }, { "EUC", 255 },
	};

	for (size_t i = 0; i < COUNT(units); i++)
		if (strncmp(name, units[i].prefix, strlen(units[i].prefix)) == 0)
			return units[i].unit;
	return 1;
}

static size_t mark_bytes(struct span raw, unsigned unit)
{
	if (unit == 0)
		return span_starts(raw, "\xEF\xBB\xBF") ? 3 : 0;
	if (unit == 2)
		return span_starts(raw, "\xFF\xFE") || span_starts(raw, "\xFE\xFF") ? 2 : 0;
	return unit == 4 && raw.bytes >= 4 && ((unsigned char)raw.at[0] == 0xFF || (unsigned char)raw.at[3] == 0xFF) ? 4 : 0;
}

/* One letter further. */
static void step(struct origin *origin)
{
	const char *at = origin->text.at + origin->at_text, *from = at, *end = origin->text.at + origin->text.bytes;
	struct span rest = span_make(origin->raw.at + origin->at_raw, origin->raw.bytes - origin->at_raw);
	uint32_t letter = utf8_next(&at, end);
	size_t bytes = (size_t)(at - from);

	/* Each byte that could not be read stands as U+FFFD. */
	if (origin->unit == 0)
		origin->at_raw += bytes == 3 && memcmp(from, REPLACEMENT, 3) == 0 && !span_starts(rest, REPLACEMENT) ? 1 : bytes;
	else
		origin->at_raw += origin->unit == 2 && letter > 0xFFFF ? 4 : origin->unit;
	origin->at_text += bytes;
}

struct origin origin_start(const struct input *input, struct span text, const struct charset *used)
{
	struct origin origin = { .raw = input->raw, .text = text, .unit = unit_of(used->name) };
	struct origin walk;
	size_t mark;

	if (origin.unit == 255)
		return origin;
	mark = mark_bytes(input->raw, origin.unit);
	origin.at_raw = mark;
	if (origin.unit == 0 && used->broken == 0) {
		origin.known = text.bytes + mark == input->raw.bytes;
		return origin;
	}
	walk = origin;
	while (walk.at_text < text.bytes && walk.at_raw <= input->raw.bytes)
		step(&walk);
	/* One odd byte may be left of a file that was cut in UTF-16. */
	origin.known = walk.at_text == text.bytes && walk.at_raw <= input->raw.bytes &&
		       input->raw.bytes - walk.at_raw < (origin.unit ? origin.unit : 1);
	origin.broken = used->broken > 0;
	return origin;
}

size_t origin_of(struct origin *origin, size_t at_text)
{
	if (origin->unit == 0 && !origin->broken) {
		origin->at_raw += at_text - origin->at_text;
		origin->at_text = at_text;
	}
	while (origin->at_text < at_text && origin->at_text < origin->text.bytes)
		step(origin);
	return origin->at_raw < origin->raw.bytes ? origin->at_raw : origin->raw.bytes;
}

struct byte_range origin_range(struct origin *origin, size_t from, size_t to)
{
	struct byte_range range = { 0, origin->raw.bytes };

	if (!origin->known)
		return range;
	range.from = origin_of(origin, from);
	range.to = origin_of(origin, to);
	return range;
}
