/* Makes documents of the index from passages: what is searched, filtered, sorted and stored. */
#include "index/document.h"

#include "dateline/copy.h"
#include "dateline/map.h"
#include "index/identity.h"
#include "index/passage_record.h"
#include "index/period.h"
#include "index/slot.h"
#include "index/wording.h"

#include <stdlib.h>

/* Every distinct term costs Xapian some 600 bytes while the batch is open. */
#define TERMS_MOST 2000000
#define VALUES_MOST 16

struct document_maker {
	struct wording *wording;
	struct arena *scratch;  /* for one passage */
};

struct document_maker *document_maker_new(void)
{
	struct document_maker *maker = memory_get(sizeof(*maker));

	maker->wording = wording_new();
	maker->scratch = arena_new();
	return maker;
}

void document_maker_free(struct document_maker *maker)
{
	if (!maker)
		return;
	wording_free(maker->wording);
	arena_free(maker->scratch);
	free(maker);
}

/* One document under way. */
struct making {
	const struct document_source *source;
	const struct passage *passage;
	uint32_t number;        /* of the passage */
	struct arena *arena;
	struct map *keys;       /* of the passages so far → how many have it */
	uint64_t copy_key;
	struct term_list terms;
	struct xap_value values[VALUES_MOST];
	size_t value_count;
};

static void add_label(struct making *making, const char *field, struct span value)
{
	term_list_label(&making->terms, field_term(field_get(field), value, making->arena));
}

static void add_period_term(struct span term, void *with)
{
	term_list_label(with, term);
}

static void add_value(struct making *making, const char *field, struct span value)
{
	if (value.bytes)
		making->values[making->value_count++] = (struct xap_value){ field_get(field)->slot, value };
}

/* A value that is a list of one item. */
static void add_item(struct making *making, const char *field, struct span item)
{
	struct buf list = BUF_INIT(BUF_TEXT_MOST);

	if (!item.bytes)
		return;
	buf_add_counted(&list, item);
	add_value(making, field, arena_copy(making->arena, buf_span(&list)));
	buf_release(&list);
}

/* ---- lists without repeats ---- */

struct item_list {
	struct map *seen;
	struct buf bytes;
};

/* True when `item` is new in the list. */
static bool add_to_list(struct item_list *list, struct span item)
{
	bool is_new;

	map_slot(list->seen, item, 0, &is_new);
	if (is_new)
		buf_add_counted(&list->bytes, item);
	return is_new;
}

static void end_list(struct making *making, const char *field, struct item_list *list)
{
	add_value(making, field, arena_copy(making->arena, buf_span(&list->bytes)));
	buf_release(&list->bytes);
	map_free(list->seen);
}

static void add_place(struct making *making, struct item_list *list, uint32_t id)
{
	const struct gazetteer *gazetteer = making->source->gazetteer;
	uint32_t above[PLACE_DEPTH_MOST];
	size_t count = place_ancestors(gazetteer, id, above);
	struct span code = place_get(gazetteer, id).code;

	add_label(making, "place-itself", code);
	if (add_to_list(list, code))
		add_label(making, "place", code);
	for (size_t i = 0; i < count; i++) {
		code = place_get(gazetteer, above[i]).code;
		if (add_to_list(list, code))
			add_label(making, "place", code);
	}
}

static void add_places(struct making *making)
{
	const struct document *document = making->source->document;
	struct item_range range = document_places(document, making->number);
	struct item_list list = { map_new(), BUF_INIT(BUF_TEXT_MOST) };

	for (size_t i = range.from; i < range.to; i++)
		add_place(making, &list, document->places[i].mention.place);
	end_list(making, "places", &list);
}

static void add_persons(struct making *making)
{
	const struct document *document = making->source->document;
	struct item_range range = document_mentions(document, making->number);
	struct item_list list = { map_new(), BUF_INIT(BUF_TEXT_MOST) };

	for (size_t i = range.from; i < range.to; i++) {
		struct span key = document->persons[document->mentions[i].mention.person].key;

		if (key.bytes && add_to_list(&list, key))
			add_label(making, "person", key);
	}
	end_list(making, "persons", &list);
}

/* ---- dates ---- */

static struct span day_value(int32_t day, struct arena *arena)
{
	char *bytes = arena_alloc(arena, SLOT_DAY_BYTES);

	slot_day(day, bytes);
	return span_make(bytes, SLOT_DAY_BYTES);
}

static void add_bucket(struct making *making, const char *field, struct date date)
{
	char bucket[DATE_TEXT];

	date_bucket(date, bucket);
	add_item(making, field, span_of(bucket));
}

static void add_dates(struct making *making)
{
	struct date date = making->passage->date, published = making->source->document->article->published;

	period_terms(date, false, making->arena, add_period_term, &making->terms);
	period_terms(published, true, making->arena, add_period_term, &making->terms);
	add_value(making, "order", slot_order(date, making->arena));
	add_bucket(making, "event", date);
	add_bucket(making, "published", published);
	if (date_is_known(date))
		add_value(making, "event-to", day_value(date.to_day, making->arena));
	if (date_is_known(published)) {
		add_value(making, "published-from", day_value(published.from_day, making->arena));
		add_value(making, "published-to", day_value(published.to_day, making->arena));
	}
}

/* ---- the whole ---- */

uint64_t document_group(const struct document_source *source)
{
	uint64_t group = source->document->article->group.id;

	return group ? group : slot_number(source->id);
}

/* Passages of one article are no copies of one another: rows of a table have shingles in
 * common. The second of a key is a copy of the second. */
static uint64_t key_of(struct making *making)
{
	struct copy_group own = { .id = document_group(making->source) };
	const struct copy_group *group = &making->source->document->article->group;
	uint64_t key = copy_key(group->id ? group : &own, making->passage->heading, making->passage->text);
	bool is_new;

	return key + (*map_slot(making->keys, span_make((const char *)&key, sizeof(key)), 0, &is_new))++;
}

/* Copies are found by the id of the first, which cannot know that it will have any. */
static void add_group(struct making *making)
{
	const struct document_source *source = making->source;
	uint64_t group = document_group(source);

	if (group != slot_number(source->id))
		add_label(making, "copy", arena_printf(making->arena, "%016llx", (unsigned long long)group));
	add_value(making, "copy-key", slot_value(making->copy_key, making->arena));
}

static void add_labels(struct making *making)
{
	const struct document_source *source = making->source;
	const struct article *article = source->document->article;
	char *id = arena_alloc(making->arena, SLOT_ID_BYTES);

	slot_id(source->id, id);
	add_value(making, "article-id", span_make(id, SLOT_ID_BYTES));
	add_label(making, "rules", span_of(source->rules));
	if (article->source.bytes)
		add_label(making, "source", text_fold(article->source, making->arena));
	add_item(making, "sources", article->source);
	if (making->passage->lang[0])
		add_label(making, "lang", span_of(making->passage->lang));
	add_item(making, "langs", span_of(making->passage->lang));
}

static void check_size(const struct making *making, struct span body, struct error *err)
{
	const char *where = arena_string(making->arena, making->source->document->article->from.path);

	if (making->terms.count > TERMS_MOST)
		error_set(err, STATUS_DATA, where, "passage %u has more words than an index takes", (unsigned)making->number + 1);
	if (!body.at)
		error_set(err, STATUS_DATA, where, "passage %u is too large for an index", (unsigned)making->number + 1);
}

static const char *lang_of(const struct document *document, const struct passage *passage)
{
	return passage->lang[0] ? passage->lang : document->article->lang;
}

static struct xap_document make(struct making *making, struct document_maker *maker, struct char_counter *counter,
				struct error *err)
{
	const struct document_source *source = making->source;
	struct xap_value *values;
	struct span body;

	arena_reset(maker->scratch);
	making->copy_key = key_of(making);
	body = passage_body(source, making->passage, making->number, making->copy_key, counter, maker->scratch, making->arena);
	wording_add(maker->wording, &source->document->text, making->passage,
		    lang_of(source->document, making->passage), making->number == 0, maker->scratch, &making->terms);
	add_labels(making);
	add_group(making);
	add_dates(making);
	add_places(making);
	add_persons(making);
	check_size(making, body, err);
	values = arena_new_array(making->arena, struct xap_value, making->value_count);
	memcpy(values, making->values, making->value_count * sizeof(*values));
	return (struct xap_document){
		.terms = making->terms.at, .term_count = making->terms.count, .values = values,
		.value_count = making->value_count, .data = body, .number = making->number,
		.tokens = making->terms.tokens, .token_count = making->terms.token_count,
	};
}

size_t documents_make(struct document_maker *maker, const struct document_source *source, struct arena *arena,
		      struct xap_document **out, struct error *err)
{
	const struct document *document = source->document;
	struct char_counter counter = { document->article->text, 0, 0 };
	struct passage of_title = { 0 };
	struct span head;
	size_t count = document->passage_count ? document->passage_count : document->article->title.bytes ? 1 : 0;
	struct map *keys = map_new();

	memcpy(of_title.lang, document->article->lang, sizeof(of_title.lang));
	wording_begin(maker->wording, document->article, document->article->lang[0] || !document->passage_count ?
		      document->article->lang : document->passages[0].lang);
	*out = arena_new_array(arena, struct xap_document, count);
	arena_reset(maker->scratch);
	head = article_head(source, maker->scratch, arena);
	for (size_t i = 0; i < count && err->status == STATUS_OK; i++) {
		struct making making = {
			.source = source, .passage = document->passage_count ? &document->passages[i] : &of_title,
			.number = (uint32_t)i, .arena = arena, .keys = keys, .terms = { .arena = arena },
		};

		(*out)[i] = make(&making, maker, &counter, err);
		(*out)[i].head = head;
	}
	map_free(keys);
	return err->status == STATUS_OK ? count : 0;
}
