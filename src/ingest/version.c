/* Remembers, as notes in the index, which version of an article is the newest. */
#include "ingest/version.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define NOTE_BYTES 64

bool version_is_told(const struct article *article)
{
	return article->version.number || article->version.modified || article->version.withdrawn;
}

static struct article_version note_read(struct span note)
{
	struct article_version version = { 0 };
	char text[NOTE_BYTES];

	snprintf(text, sizeof(text), "%.*s", (int)(note.bytes < NOTE_BYTES - 1 ? note.bytes : NOTE_BYTES - 1), note.at ? note.at : "");
	sscanf(text, "%" SCNu32 " %" SCNd64, &version.number, &version.modified);
	return version;
}

/* An agency that takes an article back without a number means the one that is there. */
static bool is_as_new(const struct article_version *version, const struct article_version *than)
{
	if (version->withdrawn && !version->number && !version->modified)
		return true;
	if (version->number != than->number)
		return version->number > than->number;
	return version->modified >= than->modified;
}

bool version_is_newest(struct run *run, const char *id, const struct article *article)
{
	struct arena *arena = arena_new();
	struct span key = arena_printf(arena, "version:%s", id);
	struct article_version version = article->version, kept;
	uint32_t *slot;
	bool is_new, newest;

	/* What this run met may not be committed yet. */
	slot = map_slot(run->version_of, span_of(id), (uint32_t)run->version_count, &is_new);
	if (is_new) {
		ARENA_PUSH(run->arena, run->versions, run->version_count, run->version_room) =
			run->writer ? note_read(index_writer_note(run->writer, key, arena, run->err)) : (struct article_version){ 0 };
	}
	kept = run->versions[*slot];
	newest = is_as_new(&version, &kept);
	if (newest && (version.number > kept.number || version.modified > kept.modified)) {
		if (version.number < kept.number)
			version.number = kept.number;
		run->versions[*slot] = version;
		if (run->writer && !run->options->dry)
			index_writer_set_note(run->writer, key, arena_printf(arena, "%" PRIu32 " %" PRId64, version.number,
									     version.modified), run->err);
	}
	arena_free(arena);
	return newest;
}
