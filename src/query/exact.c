/* Keeps of the passages that hold a word those that have its very letters. */
#include "query/plan.h"

static bool words_equal(const struct text *text, size_t at, const struct text *asked)
{
	for (size_t i = 0; i < asked->count; i++) {
		if (!span_equal(text_word(text, at + i), text_word(asked, i)))
			return false;
	}
	return true;
}

static bool has_words(struct span part, const struct text *asked, struct arena *arena)
{
	struct text text;

	text_read(part, arena, &text);
	for (size_t i = 0; i + asked->count <= text.count; i++) {
		if (words_equal(&text, i, asked))
			return true;
	}
	return false;
}

static bool record_has(const struct record *record, bool in_title, const struct text *asked, struct arena *arena)
{
	if (in_title || record->number == 0) {
		if (has_words(record->title, asked, arena))
			return true;
	}
	return !in_title && (has_words(record->text, asked, arena) || has_words(record->heading, asked, arena));
}

struct match *plan_exact(struct planner *p, struct node *node, struct match *plan)
{
	struct match_list kept = { NULL, 0, 0 };
	struct arena *scratch = arena_new();
	struct text asked;
	uint32_t *docids, may;
	size_t count = index_match(p->reader, plan, p->arena, &docids, p->err);

	text_read(node->text, p->arena, &asked);
	if (!p->negated && asked.count == 1)
		marker_add_exact(p->marker, text_word(&asked, 0));
	may = plan_read(p, count);
	if (count > may)
		plan_warn(p, "=%.*s: of %zu passages that may hold it the first %u are searched", (int)node->text.bytes,
			  node->text.at, count, may);
	count = may;
	for (size_t i = 0; i < count && p->err->status == STATUS_OK; i++) {
		struct record record;

		if (index_record(p->reader, docids[i], scratch, &record, p->err) &&
		    record_has(&record, node->in_title, &asked, scratch))
			match_list_add(&kept, match_term(field_term(field_get("passage"), span_of(record.id), p->arena),
							 p->arena), p->arena);
		arena_reset(scratch);
	}
	arena_free(scratch);
	plan_note(p, node, "letter for letter in %zu of %zu passages", kept.count, count);
	return match_group(MATCH_OR, &kept, p->arena);
}
