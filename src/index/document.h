/* A passage as a document of the index: its terms, values and record. */
#ifndef INDEX_DOCUMENT_H
#define INDEX_DOCUMENT_H

#include "dateline/index.h"
#include "index/xap.h"

/* What making documents needs beside the document: kept over a whole run. */
struct document_maker;

struct document_maker *document_maker_new(void);
void document_maker_free(struct document_maker *maker);

/* The gazetteer, the article's id, and two digests (identity.h). */
struct document_source {
	const struct document *document;
	const struct gazetteer *gazetteer;
	const char *id, *rules, *made;
};

/* The number of the group of near copies that the article is in. */
uint64_t document_group(const struct document_source *source);

/* Makes one document a passage, and one of the title alone when there is no
 * passage. All in `arena`; returns how many. STATUS_DATA when a passage is too
 * large or has too many words for the index. */
size_t documents_make(struct document_maker *maker, const struct document_source *source, struct arena *arena,
		      struct xap_document **out, struct error *err);

#endif
