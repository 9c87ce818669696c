/* Sorts a log of postings by counting: each goes straight to its place among its term's. */
#include "index/bulk/run.h"

#include "index/bulk/pack.h"
#include "index/bulk/positions.h"

#include "dateline/arena.h"

#include <stdlib.h>

/* What a term needs in a run beside its own bytes and its postings, at most:
 * two numbers of 32 bits and one of 64. */
#define TERM_HEAD_MOST (2 * 5 + PACK_NUMBER_MOST)

void run_log_init(struct run_log *log, struct error *err)
{
	*log = (struct run_log){ .room = 0 };
	glossary_init(&log->glossary, err);
}

void run_log_release(struct run_log *log)
{
	glossary_release(&log->glossary);
	free(log->bytes);
	free(log->posting);
}

static void make_room(uint8_t **bytes, size_t *room, size_t wanted)
{
	if (wanted <= *room)
		return;
	*room = wanted * 2;
	*bytes = memory_resize(*bytes, *room);
}

/* Makes log->posting; returns its bytes. */
static size_t posting_pack(struct run_log *log, uint32_t docid, const struct tally_term *term,
			   const uint32_t *positions)
{
	size_t head = 3 * PACK_NUMBER_MOST, coded_bytes = 0;
	uint8_t *coded, *to;

	make_room(&log->posting, &log->posting_room, head + POSITIONS_ROOM(term->position_count));
	coded = log->posting + head;
	if (term->position_count)
		coded_bytes = (size_t)(positions_pack(coded, positions + term->from, term->position_count) - coded);
	to = pack_number(log->posting, docid - log->first_docid);
	to = pack_number(to, term->weight);
	to = pack_number(to, coded_bytes);
	memmove(to, coded, coded_bytes);
	return (size_t)(to - log->posting) + coded_bytes;
}

static void log_term(struct run_log *log, uint32_t docid, const struct tally_term *term, const uint32_t *positions)
{
	size_t bytes = posting_pack(log, docid, term, positions);
	struct glossary_term *known = &log->glossary.terms[term->number];
	uint8_t *to;

	known->documents++;
	known->weight += term->weight;
	known->logged_bytes += (uint32_t)bytes;
	log->posting_bytes += bytes;
	make_room(&log->bytes, &log->room, log->count + sizeof(term->number) + PACK_NUMBER_MOST + bytes);
	to = log->bytes + log->count;
	memcpy(to, &term->number, sizeof(term->number));
	to = pack_number(to + sizeof(term->number), bytes);
	memcpy(to, log->posting, bytes);
	log->count = (size_t)(to - log->bytes) + bytes;
}

void run_log_add(struct run_log *log, uint32_t docid, const struct tally *tally)
{
	if (log->first_docid == 0)
		log->first_docid = docid;
	for (size_t i = 0; i < tally->count; i++)
		log_term(log, docid, &tally->terms[i], tally->positions);
}

size_t run_log_memory(const struct run_log *log)
{
	size_t each = TERM_HEAD_MOST + 2 * sizeof(struct glossary_key) + sizeof(uint32_t);

	return log->count + log->posting_bytes + glossary_memory(&log->glossary) + log->glossary.byte_count +
	       log->glossary.count * each;
}

/* Numbers of the terms in the order of their bytes. The caller frees. */
static struct glossary_key *sorted_terms(const struct glossary *glossary)
{
	struct glossary_key *keys = memory_get(glossary->count * sizeof(*keys));
	struct glossary_key *scratch = memory_get(glossary->count * sizeof(*keys));

	for (size_t i = 0; i < glossary->count; i++)
		keys[i] = (struct glossary_key){ glossary->terms[i].front, (uint32_t)i, 0 };
	glossary_sort(glossary, keys, scratch, glossary->count);
	free(scratch);
	return keys;
}

/* Writes the head of each term at its place and leaves the room of its postings
 * behind it; `next` becomes where they begin. Returns the end of the run. */
static uint8_t *lay_out(const struct glossary *glossary, const struct glossary_key *keys, uint8_t *run, uint32_t *next)
{
	uint8_t *to = run;

	for (size_t i = 0; i < glossary->count; i++) {
		const struct glossary_term *term = &glossary->terms[keys[i].number];

		to = pack_number(to, term->bytes);
		memcpy(to, glossary->bytes + term->at_byte, term->bytes);
		to = pack_number(to + term->bytes, term->documents);
		to = pack_number(to, term->weight);
		next[keys[i].number] = (uint32_t)(to - run);
		to += term->logged_bytes;
	}
	return to;
}

/* The log is in the order of documents, so each term's postings come out so too. */
static void distribute(const struct run_log *log, uint8_t *run, uint32_t *next)
{
	for (const uint8_t *from = log->bytes, *end = from + log->count; from < end;) {
		uint32_t number;
		uint64_t bytes;

		memcpy(&number, from, sizeof(number));
		from = unpack_own(from + sizeof(number), &bytes);
		memcpy(run + next[number], from, bytes);
		next[number] += (uint32_t)bytes;
		from += bytes;
	}
}

struct run run_log_write(struct run_log *log, struct outfile *scratch, struct error *err)
{
	const struct glossary *glossary = &log->glossary;
	struct run run = { .at_byte = scratch->bytes, .first_docid = log->first_docid };
	size_t most = log->posting_bytes + glossary->byte_count + glossary->count * TERM_HEAD_MOST;
	struct glossary_key *keys = sorted_terms(glossary);
	uint32_t *next = memory_get(glossary->count * sizeof(*next));
	uint8_t *sorted = memory_get(most);
	uint8_t *end = lay_out(glossary, keys, sorted, next);

	free(keys);
	if (log->count > 0)
		distribute(log, sorted, next);
	outfile_add(scratch, sorted, (size_t)(end - sorted), err);
	outfile_flush(scratch, err);
	run.end_byte = scratch->bytes;
	free(sorted);
	free(next);
	glossary_clear(&log->glossary);
	log->count = 0;
	log->posting_bytes = 0;
	log->first_docid = 0;
	return run;
}
