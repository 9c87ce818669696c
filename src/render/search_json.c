/* Prints search results as "dateline.search/1". */
#include "render/entry.h"

static void print_total(struct json *json, const struct answer *answer)
{
	json_open_object(json, "total");
	json_number(json, "value", answer->total);
	json_chars(json, "relation", "eq");
	json_number(json, "hits", answer->groups);
	json_close_object(json);
}

/* The near copies of a passage that match, too; "count" is of all of them. */
static void print_copies(struct json *json, const struct answer_hit *hit)
{
	json_open_object(json, "copies");
	json_number(json, "count", hit->hit.others);
	json_open_array(json, "passages");
	for (size_t i = 0; i < hit->copy_count; i++)
		entry_json_copy(json, &hit->copies[i]);
	json_close_array(json);
	json_close_object(json);
}

static void print_hit(struct json *json, const struct answer_hit *hit, enum group group)
{
	json_open_object(json, NULL);
	entry_json(json, hit);
	json_decimal(json, "score", hit->hit.score, 4);
	if (group == GROUP_ARTICLE)
		json_number(json, "others", hit->hit.others);
	if (group == GROUP_COPIES && hit->hit.others > 0)
		print_copies(json, hit);
	json_close_object(json);
}

static void print_bucket(struct json *json, const struct bucket *bucket)
{
	json_open_object(json, NULL);
	json_span(json, "key", bucket->key);
	json_span(json, "label", bucket->label);
	json_number(json, "count", bucket->count);
	if (bucket->path.bytes > 0)
		json_span(json, "path", bucket->path);
	json_close_object(json);
}

static void print_facet(struct json *json, const struct facet *facet)
{
	json_open_object(json, facet->name);
	json_open_array(json, "buckets");
	for (size_t i = 0; i < facet->bucket_count; i++)
		print_bucket(json, &facet->buckets[i]);
	json_close_array(json);
	json_number(json, "missing", facet->missing);
	json_number(json, "other", facet->others);
	if (facet->unit)
		json_chars(json, "unit", facet->unit);
	json_chars(json, "relation", "eq");
	json_close_object(json);
}

void search_print_json(const struct answer *answer, const struct ask *ask, bool explain, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.search/1");
	json_span(&json, "query", ask->words);
	print_total(&json, answer);
	json_number(&json, "offset", ask->offset);
	json_number(&json, "limit", ask->limit);
	json_open_array(&json, "hits");
	for (size_t i = 0; i < answer->hit_count; i++)
		print_hit(&json, &answer->hits[i], ask->group);
	json_close_array(&json);
	json_open_object(&json, "facets");
	for (size_t i = 0; i < answer->facet_count; i++)
		print_facet(&json, &answer->facets[i]);
	json_close_object(&json);
	entry_json_lines(&json, "warnings", answer->warnings);
	entry_json_lines(&json, "advice", answer->advice);
	if (explain)
		json_span(&json, "explanation", answer->explanation);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
