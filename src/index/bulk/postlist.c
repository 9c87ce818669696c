/* Codes postings as gaps and frequencies, in chunks that a reader can skip. */
#include "index/bulk/postlist.h"

static void begin(struct postlist *list, uint64_t documents, uint64_t weight)
{
	list->documents = documents;
	list->weight = weight;
	list->first_docid = 0;
	list->is_first = true;
	list->end = list->chunk + POSTLIST_HEAD_MOST;
}

void postlist_begin(struct postlist *list, struct span term, uint64_t documents, uint64_t weight)
{
	uint8_t *end = pack_term(list->key, term);

	list->first_key_bytes = (size_t)(end - list->key);
	list->key_bytes = (size_t)(pack_term_end(end) - list->key);
	begin(list, documents, weight);
}

void postlist_begin_lengths(struct postlist *list)
{
	list->key[0] = 0x00;
	list->key[1] = 0xe0;
	list->first_key_bytes = list->key_bytes = 2;
	begin(list, 0, 0);
}

/* Head of a chunk: in the first one the list's own sums and first docid; then
 * whether it is the last, and how far it goes. */
static void emit_chunk(struct postlist *list, bool is_last, struct error *err)
{
	uint8_t head[POSTLIST_HEAD_MOST], *end = head, *tag;
	size_t key_bytes = list->first_key_bytes;

	if (list->is_first) {
		end = pack_number(end, list->documents);
		end = pack_number(end, list->weight);
		end = pack_number(end, list->first_docid - 1);
	} else {
		key_bytes = (size_t)(pack_sorting(list->key + list->key_bytes, list->first_docid) - list->key);
	}
	*end++ = is_last ? '1' : '0';
	end = pack_number(end, list->last_docid - list->first_docid);
	tag = list->chunk + POSTLIST_HEAD_MOST - (end - head);
	memcpy(tag, head, (size_t)(end - head));
	list->emit(list->to, span_make((const char *)list->key, key_bytes), span_between(tag, list->end), err);
	list->is_first = false;
	list->first_docid = 0;
	list->end = list->chunk + POSTLIST_HEAD_MOST;
}

void postlist_add(struct postlist *list, uint32_t docid, uint32_t weight, struct error *err)
{
	if (list->end - list->chunk >= POSTLIST_HEAD_MOST + POSTLIST_CHUNK)
		emit_chunk(list, false, err);
	if (list->first_docid == 0)
		list->first_docid = docid;
	else
		list->end = pack_number(list->end, docid - list->last_docid - 1);
	list->end = pack_number(list->end, weight);
	list->last_docid = docid;
}

void postlist_end(struct postlist *list, struct error *err)
{
	if (list->first_docid != 0)
		emit_chunk(list, true, err);
}
