/* Asks saved searches, and keeps what each found when it was last asked. */
#include "commands/searches.h"

#include "dateline/file.h"
#include "dateline/map.h"

#include <sys/stat.h>
#include <unistd.h>

/* A digest a line, and the heading. */
#define MARK_BYTES_MOST ((size_t)DIGEST_TEXT * (SEARCH_PASSAGES_MOST + 100))

static const char heading[] = "# What a saved search of dateline found when it was last asked: a digest of each passage.\n";

void search_line(const struct invocation *line, const struct saved_search *search, struct invocation *again,
		 struct error *err)
{
	static const char *const ours[] = { "index", "places" };
	char **words = arena_new_array(line->arena, char *, line->given_count + search->argument_count + 2);
	size_t used = 0;

	words[used++] = search->arguments[0];
	for (size_t i = 0; i < line->given_count; i++)
		for (size_t k = 0; k < COUNT(ours); k++)
			if (strcmp(line->given[i].row->name, ours[k]) == 0)
				words[used++] = arena_string(line->arena, arena_printf(line->arena, "--%s=%s", ours[k],
										       line->given[i].value));
	for (size_t i = 1; i < search->argument_count; i++)
		words[used++] = search->arguments[i];
	*again = (struct invocation){ .command = &command_list, .arena = line->arena };
	invocation_read(again, (int)used, words, err);
	invocation_settle(again, err);
	again->quiet = line->quiet;
}

void search_ask(const struct invocation *line, const struct saved_search *search, struct listing *listing,
		struct error *err)
{
	struct invocation again;

	search_line(line, search, &again, err);
	listing_open_whole(listing, &again, SEARCH_PASSAGES_MOST, err);
	if (err->status == STATUS_USAGE)
		tell_column(&again, listing->ask.words, err);
	if (err->status == STATUS_OK && listing->answer.total > SEARCH_PASSAGES_MOST)
		error_set(err, STATUS_USAGE, NULL, "\"%.*s\" finds %u passages; %d are the most of which the new can be told: "
			  "narrow it", (int)search->name.bytes, search->name.at, listing->answer.total, SEARCH_PASSAGES_MOST);
}

/* Below the data: any name will do for a search, not for a file. */
static const char *mark_path(const struct invocation *line, struct span name)
{
	char digest[DIGEST_TEXT];

	digest_hex(name, digest);
	return data_path(line, arena_printf(line->arena, "searches/%s", digest).at);
}

/* A passage whose text was changed is news; one that was only read again is none. */
static void digest_of(const struct record *record, struct buf *scratch, char out[DIGEST_TEXT])
{
	buf_clear(scratch);
	buf_printf(scratch, "%s\n", record->id);
	buf_add_span(scratch, record->text);
	digest_hex(buf_span(scratch), out);
}

static struct map *read_mark(const char *path, struct arena *arena, struct error *err)
{
	struct buf bytes = BUF_INIT(MARK_BYTES_MOST);
	struct map *seen = map_new();
	struct stat status;
	struct span rest;

	if (stat(path, &status) == 0)
		file_read(path, &bytes, err);
	rest = arena_copy(arena, buf_span(&bytes));
	buf_release(&bytes);
	while (rest.bytes > 0)
		map_put(seen, span_cut(&rest, '\n'), 1);
	return seen;
}

size_t mark_compare(const struct invocation *line, struct span name, const struct answer *answer,
		    struct answer_hit **out, struct error *err)
{
	struct map *seen = read_mark(mark_path(line, name), line->arena, err);
	struct buf scratch = BUF_INIT(ANSWER_BYTES_MOST);
	char digest[DIGEST_TEXT];
	size_t count = 0;

	*out = arena_new_array(line->arena, struct answer_hit, answer->hit_count + 1);
	for (size_t i = 0; i < answer->hit_count && err->status == STATUS_OK; i++) {
		digest_of(&answer->hits[i].hit.record, &scratch, digest);
		if (!map_find(seen, span_of(digest), 0))
			(*out)[count++] = answer->hits[i];
	}
	buf_release(&scratch);
	map_free(seen);
	return count;
}

void mark_write(const struct invocation *line, struct span name, const struct answer *answer, struct error *err)
{
	const char *path = mark_path(line, name);
	struct buf out = BUF_INIT(MARK_BYTES_MOST), scratch = BUF_INIT(ANSWER_BYTES_MOST);
	char digest[DIGEST_TEXT];

	buf_add_string(&out, heading);
	for (size_t i = 0; i < answer->hit_count; i++) {
		digest_of(&answer->hits[i].hit.record, &scratch, digest);
		buf_printf(&out, "%s\n", digest);
	}
	file_make_directories(data_path(line, "searches"), err);
	if (err->status == STATUS_OK)
		file_write(path, buf_span(&out), err);
	buf_release(&scratch);
	buf_release(&out);
}

void mark_remove(const struct invocation *line, struct span name)
{
	unlink(mark_path(line, name));
}
