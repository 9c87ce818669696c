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

/* Has no other file that is still there an article of this id? */
static bool is_free(struct run *run, const char *id, struct span path)
{
	struct arena *arena;
	struct span other;
	bool is;

	if (!run->writer)
		return true;
	arena = arena_new();
	other = index_writer_path(run->writer, id, arena, run->err);
	is = other.bytes == 0 || span_equal(other, path) || !is_there(other);
	arena_free(arena);
	return is;
}

static bool is_seen(const struct run *run, const char *id)
{
	return map_find(run->seen, span_of(id), 0) == map_find(run->seen, span_of(id), 1);
}

void name_article(struct run *run, const struct file_name *file, const struct article *article, char id[ID_TEXT])
{
	struct span path = article->from.path;

	if (article->id.bytes > 0 || span_is(path, "-") || path.bytes < file->absolute.bytes) {
		article_id(article, id);
		return;
	}
	if (file->before->count > 0 && name_held(file, article, id) && is_free(run, id, path))
		return;
	article_id_by_name(article, span_make(path.at + file->root_bytes, path.bytes - file->root_bytes), id);
	if (is_seen(run, id) || !is_free(run, id, path))
		article_id(article, id);
}
