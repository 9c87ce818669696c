/* Chooses the id of an article that has none of its own, so that it keeps it. */
#include "ingest/name.h"

#include <stdio.h>
#include <sys/stat.h>

#define PATH_BYTES 4096

static bool was_held(const struct ledger *before, const char *id)
{
	uint64_t number = ledger_number(id);

	for (size_t i = 0; i < before->count; i++)
		if (before->articles[i].id == number)
			return true;
	return false;
}

/* Is there still a file that `path`, which may go on into archives, begins with? */
static bool is_there(struct span path)
{
	char name[PATH_BYTES];
	struct stat st;

	for (size_t end = 0; end <= path.bytes && end < sizeof(name); end++) {
		if (end < path.bytes && !span_starts(span_make(path.at + end, path.bytes - end), "!/"))
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)end, path.at);
		if (end > 0 && stat(name, &st) == 0 && S_ISREG(st.st_mode))
			return true;
	}
	return false;
}

/* The id that the article had: by its path below any folder, or by the whole path. */
static bool name_held(const struct file_name *file, const struct article *article, char id[ID_TEXT])
{
	struct span path = article->from.path;

	article_id(article, id);
	if (was_held(file->before, id))
		return true;
	for (size_t at = 0; at < file->absolute.bytes; at++) {
		if (file->absolute.at[at] != '/')
			continue;
		article_id_by_name(article, span_make(path.at + at + 1, path.bytes - at - 1), id);
		if (was_held(file->before, id))
			return true;
	}
	return false;
}

void name_article(struct run *run, const struct file_name *file, const struct article *article, char id[ID_TEXT])
{
	struct span path = article->from.path, other;
	struct arena *arena;

	if (article->id.bytes > 0 || span_is(path, "-") || path.bytes < file->absolute.bytes) {
		article_id(article, id);
		return;
	}
	if (file->before->count > 0 && name_held(file, article, id))
		return;
	article_id_by_name(article, span_make(path.at + file->root_bytes, path.bytes - file->root_bytes), id);
	arena = arena_new();
	other = run->writer ? index_writer_path(run->writer, id, arena, run->err) : (struct span){ NULL, 0 };
	if (map_find(run->seen, span_of(id), 0) == map_find(run->seen, span_of(id), 1) ||
	    (other.bytes > 0 && !span_equal(other, path) && is_there(other)))
		article_id(article, id);
	arena_free(arena);
}
