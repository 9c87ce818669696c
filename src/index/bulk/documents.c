/* Codes a document's list of terms, its list of slots and its data, in the order of docids. */
#include "index/bulk/documents.h"

#include "index/bulk/pack.h"

#include "dateline/arena.h"

#include <stdlib.h>

/* A term's frequency and the length it shares with the term before it lie in one
 * byte where they fit. */
#define WEIGHT_MOST 127
/* Bytes that a term may take: two of length, its own, its frequency. */
#define LISTED_MOST (2 + 255 + 5)

void documents_release(struct documents *documents)
{
	squeeze_free(documents->squeeze);
	free(documents->packed);
}

static struct span key_of(uint8_t key[PACK_SORTING_MOST], uint32_t docid)
{
	return span_between(key, pack_sorting(key, docid));
}

/* Without `squeeze` it stays plain. */
static void add_squeezed(struct table *table, struct squeeze *squeeze, struct span key, struct span plain,
			 struct error *err)
{
	struct span packed = { NULL, 0 };

	if (squeeze && plain.bytes > DOCUMENTS_COMPRESS_FROM)
		packed = squeeze_try(squeeze, plain);
	if (packed.at)
		table_add(table, key, packed, true, err);
	else
		table_add(table, key, plain, false, err);
}

static size_t shared_bytes(struct span a, struct span b)
{
	size_t least = a.bytes < b.bytes ? a.bytes : b.bytes, same = 0;

	while (same < least && a.at[same] == b.at[same])
		same++;
	return same;
}

/* `to` has room for LISTED_MOST bytes. */
static uint8_t *pack_listed(uint8_t *to, struct span term, struct span before, uint32_t weight)
{
	size_t same = shared_bytes(before, term);
	uint64_t both = ((uint64_t)weight + 1) * (before.bytes + 1) + same;
	bool in_one = weight < WEIGHT_MOST && both < 256;

	*to++ = (uint8_t)(in_one ? both : same);
	*to++ = (uint8_t)(term.bytes - same);
	memcpy(to, term.at + same, term.bytes - same);
	to += term.bytes - same;
	return in_one ? to : pack_number(to, weight);
}

static uint8_t *pack_list(uint8_t *to, const struct glossary *glossary, struct tally *tally)
{
	const struct glossary_key *sorted = tally_sorted(tally, glossary);
	struct span before = { NULL, 0 };

	to = pack_number(to, tally->length);
	to = pack_number(to, tally->count);
	for (size_t i = 0; i < tally->count; i++) {
		struct span term = glossary_text(glossary, sorted[i].number);
		uint32_t weight = tally->terms[sorted[i].with].weight;

		if (i > 0) {
			to = pack_listed(to, term, before, weight);
		} else {
			*to++ = (uint8_t)term.bytes;
			memcpy(to, term.at, term.bytes);
			to = pack_number(to + term.bytes, weight);
		}
		before = term;
	}
	return to;
}

void documents_add_terms(struct documents *documents, uint32_t docid, const struct glossary *glossary,
			 struct tally *tally, struct error *err)
{
	size_t wanted = 2 * PACK_NUMBER_MOST + tally->count * LISTED_MOST;
	uint8_t key[PACK_SORTING_MOST], *end;

	if (documents->room < wanted) {
		documents->room = wanted * 2;
		documents->packed = memory_resize(documents->packed, documents->room);
	}
	/* A document without terms has an empty list, but it has one. */
	end = tally->count > 0 ? pack_list(documents->packed, glossary, tally) : documents->packed;
	add_squeezed(documents->lists, documents->are_lists_plain ? NULL : documents->squeeze, key_of(key, docid),
		     span_between(documents->packed, end), err);
}

void documents_add_slots(struct documents *documents, uint32_t docid, const struct xap_value *values, size_t count,
			 struct error *err)
{
	uint8_t key[PACK_SORTING_MOST + 1], *key_end = pack_sorting(key, docid), *end;
	uint32_t next = 0;

	if (count == 0)
		return;
	*key_end++ = 0;
	if (documents->room < count * PACK_NUMBER_MOST) {
		documents->room = count * PACK_NUMBER_MOST;
		documents->packed = memory_resize(documents->packed, documents->room);
	}
	end = documents->packed;
	for (size_t i = 0; i < count; i++) {
		end = pack_number(end, values[i].slot - next);
		next = values[i].slot + 1;
	}
	add_squeezed(documents->lists, documents->squeeze, span_between(key, key_end),
		     span_between(documents->packed, end), err);
}

void documents_add_data(struct documents *documents, uint32_t docid, struct span data, struct error *err)
{
	uint8_t key[PACK_SORTING_MOST];

	if (data.bytes > 0)
		add_squeezed(documents->data, documents->squeeze, key_of(key, docid), data, err);
}
