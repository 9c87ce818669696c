/* Makes the changes that put articles, away from the writer. */
#include "index/bundle.h"

#include "index/identity.h"
#include "index/slot.h"

#include <stdlib.h>

struct index_maker {
	struct document_maker *documents;
};

struct index_bundle {
	struct parcel *parcel;
};

struct index_maker *index_maker_new(void)
{
	struct index_maker *maker = memory_get(sizeof(*maker));

	maker->documents = document_maker_new();
	return maker;
}

void index_maker_free(struct index_maker *maker)
{
	if (!maker)
		return;
	document_maker_free(maker->documents);
	free(maker);
}

struct span change_unique(const char *id, struct arena *arena)
{
	return field_term(field_get("article"), span_of(id), arena);
}

struct change change_make(struct index_maker *maker, const char *id, const struct document *document,
			  const struct gazetteer *gazetteer, const char *rules, struct arena *arena, struct error *err)
{
	char made[ID_TEXT];
	struct document_source source = { document, gazetteer, id, rules, made };
	struct change change = {
		.unique = change_unique(id, arena), .name = arena_copy(arena, document->article->from.path),
	};

	slot_id(id, change.id);
	article_made(document->article, rules, made);
	change.document_count = documents_make(maker->documents, &source, arena, &change.documents, err);
	return change;
}

struct index_bundle *index_bundle_new(void)
{
	struct index_bundle *bundle = memory_get(sizeof(*bundle));

	bundle->parcel = parcel_new();
	return bundle;
}

struct parcel *bundle_parcel(struct index_bundle *bundle)
{
	struct parcel *parcel = bundle->parcel;

	free(bundle);
	return parcel;
}

void index_bundle_free(struct index_bundle *bundle)
{
	if (bundle)
		parcel_free_all(bundle_parcel(bundle));
}

void index_bundle_add(struct index_bundle *bundle, struct index_maker *maker, const char *id,
		      const struct document *document, const struct gazetteer *gazetteer, const char *rules,
		      struct error *err)
{
	struct change change = change_make(maker, id, document, gazetteer, rules, bundle->parcel->arena, err);

	if (err->status == STATUS_OK)
		parcel_add(bundle->parcel, change);
}
