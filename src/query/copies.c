/* Lists the near copies of a hit: the passages of its group that match and have its key. */
#include "query/copies.h"

static void list_one(struct planner *p, struct match *match, struct answer_hit *hit)
{
	const struct record *record = &hit->hit.record;
	struct match *both = match_new(MATCH_AND, p->arena);
	uint32_t *docids;
	size_t count;

	match_add(both, match, p->arena);
	match_add(both, match_copies(record->group, p->arena), p->arena);
	count = index_match(p->reader, both, p->arena, &docids, p->err);
	hit->copies = arena_new_array(p->arena, struct record, COPIES_TOLD_MOST);
	for (size_t i = 0; i < count && hit->copy_count < COPIES_TOLD_MOST && p->err->status == STATUS_OK; i++) {
		struct record *copy = &hit->copies[hit->copy_count];

		if (index_record(p->reader, docids[i], p->arena, copy, p->err) &&
		    strcmp(copy->article, record->article) != 0 && copy->copy_key == record->copy_key)
			hit->copy_count++;
	}
}

void copies_list(struct planner *p, struct match *match, struct answer *out)
{
	for (size_t i = 0; i < out->hit_count && p->err->status == STATUS_OK; i++)
		if (out->hits[i].hit.others > 0)
			list_one(p, match, &out->hits[i]);
}

void query_copies(struct index_reader *reader, struct answer_hit *hit, struct arena *arena, struct error *err)
{
	const struct record *record = &hit->hit.record;
	uint32_t *docids;
	size_t count = index_match(reader, match_copies(record->group, arena), arena, &docids, err);

	hit->copies = arena_new_array(arena, struct record, COPIES_TOLD_MOST);
	for (size_t i = 0; i < count && hit->copy_count < COPIES_TOLD_MOST && err->status == STATUS_OK; i++) {
		struct record *copy = &hit->copies[hit->copy_count];

		if (index_record(reader, docids[i], arena, copy, err) && copy->number == 0 &&
		    strcmp(copy->article, record->article) != 0)
			hit->copy_count++;
	}
}
