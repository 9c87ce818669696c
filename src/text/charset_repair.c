/* Undoes double encodings: text that was decoded in the wrong charset before it was saved. */
#include "charset_repair.h"

#include "dateline/text.h"

#define ROUNDS_MOST 3           /* some texts went through it twice */
#define SCRIPTS_COST 6.f
#define RISING_COST 4.f

bool repair_line_next(struct span *rest, struct repair_line *out)
{
	const char *at = rest->at, *end = rest->at + rest->bytes;
	uint32_t code = 0;

	out->count = 0;
	/* A long line is cut at ASCII, where no letter of several bytes is. */
	while (at < end && code != '\n' && out->count < REPAIR_LETTERS && !(out->count > REPAIR_LETTERS * 3 / 4 && code == ' '))
		out->code[out->count++] = code = utf8_next(&at, end);
	*rest = span_make(at, (size_t)(end - at));
	return out->count > 0;
}

void repair_line_print(const struct repair_line *line, struct buf *out)
{
	char letter[4];

	for (size_t i = 0; i < line->count; i++)
		buf_add(out, letter, utf8_write(line->code[i], letter));
}

int repair_byte(const struct charset_candidate *charset, uint32_t code)
{
	if (code < 0x80)
		return (int)code;
	for (unsigned byte = 0x80; byte < 0x100; byte++)
		if (charset->code[byte] == code)
			return (int)byte;
	return code < 0xA0 && charset->code[code] == CHARSET_NONE ? (int)code : -1;
}

static float model_cost(const struct repair_line *line, const struct charset_model *model)
{
	uint32_t before = ' ';
	uint8_t before_letter = 0;
	float cost = 0.f;

	for (size_t i = 0; i < line->count; i++) {
		uint32_t code = line->code[i];
		uint8_t letter = charset_letter(letter_lower(code));

		if ((code >= 0x80 && letter) || (before >= 0x80 && before_letter))
			cost += (float)model->cost[before_letter][letter] / CHARSET_COST_UNIT;
		if ((code >= 0x80 || before >= 0x80) && letter && before_letter) {
			cost += letter_script(code) != letter_script(before) ? SCRIPTS_COST : 0.f;
			cost += letter_is_upper(code) && !letter_is_upper(before) ? RISING_COST : 0.f;
		}
		before = code;
		before_letter = letter;
	}
	return cost;
}

float repair_cost(const struct repair_line *line, size_t enough, size_t *letters)
{
	float least = 1e9f;

	*letters = 0;
	for (size_t i = 0; i < line->count; i++)
		*letters += line->code[i] >= 0x80 && letter_is(line->code[i]);
	if (*letters < enough)
		return 0.f;
	for (size_t m = 0; m < charset_model_count; m++) {
		float cost = model_cost(line, &charset_models[m]) / (float)*letters;

		least = cost < least ? cost : least;
		if (least < 3.5f)
			break; /* this is language: no other has to be asked */
	}
	return least;
}

struct span charset_how(const struct charset *used, struct arena *arena)
{
	const char *why = charset_why_text(used->why);

	return used->repaired ? arena_printf(arena, "%s; repaired: %s", why, used->repaired) : span_of(why);
}

const char *charset_repair(struct span text, struct buf *out)
{
	struct buf rounds[2] = { BUF_INIT(BUF_TEXT_MOST), BUF_INIT(BUF_TEXT_MOST) };
	const char *first = NULL;
	struct span now = text;

	for (size_t i = 0; i < ROUNDS_MOST; i++) {
		struct buf *next = &rounds[i & 1];
		const char *how;

		buf_clear(next);
		how = repair_utf8(now, next);
		how = how ? how : repair_bytes(now, next);
		if (!how)
			break;
		first = first ? first : how;
		now = buf_span(next);
	}
	if (first)
		buf_add_span(out, now);
	buf_release(&rounds[0]);
	buf_release(&rounds[1]);
	return first;
}
