/* Reads the terms of articles and passages as ids and numbers. */
#include "index/member.h"

#include "index/slot.h"

#include <stdio.h>

uint32_t member_slot(void)
{
	return field_get("article-id")->slot;
}

static bool read_number(struct span digits, uint32_t *number)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < digits.bytes; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		sum = sum * 10 + (uint64_t)(digits.at[i] - '0');
		if (sum >= MEMBER_ALL)
			return false;
	}
	*number = (uint32_t)sum;
	return digits.bytes > 0;
}

bool member_of_term(struct span term, char id[MEMBER_ID_BYTES], uint32_t *number)
{
	struct span passage = field_value(field_get("passage"), term);
	struct span rest = passage.at ? passage : field_value(field_get("article"), term), digits;
	char text[ID_TEXT];

	if (!rest.at)
		return false;
	digits = passage.at ? span_cut(&rest, '.') : rest;
	if (digits.bytes != (size_t)2 * MEMBER_ID_BYTES || strspn(digits.at, "0123456789abcdef") < digits.bytes)
		return false;
	snprintf(text, sizeof(text), "%.*s", (int)digits.bytes, digits.at);
	slot_id(text, id);
	*number = MEMBER_ALL;
	return !passage.at || read_number(rest, number);
}
