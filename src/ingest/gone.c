/* Finds what is left in the index of files that are gone, and takes it out when asked to. */
#include "ingest/gone.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The look through all ledgers. */
struct look {
	struct run *run;
	struct span *roots;             /* absolute */
	size_t root_count;
	struct arena *arena;
};

bool is_of_file(struct span path, struct span file)
{
	struct span front = span_make(path.at, path.bytes < file.bytes ? path.bytes : file.bytes);

	return span_equal(front, file) &&
	       (path.bytes == file.bytes || span_starts(span_make(path.at + file.bytes, path.bytes - file.bytes), "!/"));
}

static bool is_below(const struct look *look, struct span path)
{
	for (size_t i = 0; i < look->root_count; i++) {
		struct span root = look->roots[i];
		bool ends_so = span_ends(root, "/");

		if (path.bytes >= root.bytes && memcmp(path.at, root.at, root.bytes) == 0 &&
		    (path.bytes == root.bytes || ends_so || path.at[root.bytes] == '/'))
			return true;
	}
	return false;
}

/* A file that cannot be looked at, since a disk is ill or a folder closed, is not gone. */
static bool is_gone(const struct look *look, struct span path)
{
	struct stat st;

	return lstat(arena_string(look->arena, path), &st) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* Does the index still have the article from this file, and from no other? */
static bool is_held(const struct look *look, const char *id, struct span path)
{
	return is_of_file(index_writer_path(look->run->writer, id, look->arena, look->run->err), path);
}

static void take_out(const struct look *look, const struct ledger *ledger)
{
	struct run *run = look->run;

	for (size_t i = 0; i < ledger->count && run->err->status == STATUS_OK; i++) {
		char id[ID_TEXT];

		ledger_id(ledger->articles[i].id, id);
		if (is_held(look, id, ledger->path))
			run->summary->removed += index_writer_remove(run->writer, id, run->err);
	}
	ledger_forget(run->writer, ledger->path, run->err);
}

/* A file that was moved left a ledger of articles that another file has now: nobody
 * needs it. */
static void look_at(const struct ledger *ledger, void *with)
{
	const struct look *look = with;
	struct run *run = look->run;
	bool prunes = run->options->prune && !run->options->dry;
	uint64_t held = 0;

	if (run_is_over(run) || !is_below(look, ledger->path) || !is_gone(look, ledger->path))
		return;
	for (size_t i = 0; i < ledger->count; i++) {
		char id[ID_TEXT];

		ledger_id(ledger->articles[i].id, id);
		held += is_held(look, id, ledger->path);
	}
	if (held > 0) {
		run->summary->files_gone++;
		run->summary->articles_gone += held;
		run_tell_item(run, &(struct ingest_item){
			.fate = FATE_GONE, .is_file = true, .where = arena_string(look->arena, ledger->path), .type = "", .articles = held,
			.why = run->options->prune ? "it is no longer there" : "it is no longer there; --prune takes out what it held",
		});
	}
	if (prunes || (held == 0 && !run->options->dry))
		take_out(look, ledger);
}

/* The folder that `path` is in as far as it is there: of a root that is gone itself,
 * nothing can be said, for its disk may be away. */
static void add_root(struct look *look, const char *path)
{
	char *root = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);

	if (root)
		look->roots[look->root_count++] = arena_copy(look->arena, span_of(root));
	free(root);
}

void gone_find(struct run *run, const char *const *paths, size_t count)
{
	struct arena *arena = arena_new();
	struct look look = { .run = run, .arena = arena, .roots = arena_new_array(arena, struct span, count + 1) };

	for (size_t i = 0; i < count; i++)
		add_root(&look, paths[i]);
	if (look.root_count > 0)
		ledger_each(run->writer, arena, look_at, &look, run->err);
	arena_free(arena);
}
