/* Times a build of one index from passages, in bulk or through Xapian: build bulk|xapian|nothing DIRECTORY < lines. */
#include "dateline/arena.h"
#include "dateline/file.h"
#include "dateline/map.h"
#include "dateline/text.h"
#include "index/bulk/bulk.h"
#include "index/xap.h"

#include <dirent.h>
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

/* A passage a line. Every word gives a term with its position and, through
 * Snowball's Russian or English, a stem without; the text is kept as data; a label
 * and two slots. So each way gets the same work, and `nothing` is the part of it
 * that comes before any index. */

#define BATCH 10000             /* documents between commits, as Xapian's own default */

struct bench {
	struct bulk *bulk;
	struct xap_writer *writer;
	struct sb_stemmer *russian, *english;
	struct map *words;              /* word to its place in stems */
	struct arena *kept;
	struct span *stems;
	size_t stem_count, stem_room;
	struct xap_term *terms;
	size_t term_count, term_room;
	uint32_t documents;
	uint64_t text_bytes;
};

static bool is_letter(uint32_t code)
{
	return letter_is(code) || (code >= '0' && code <= '9');
}

/* The next word of `*rest` in lower case at `to`; empty when there is none. */
static struct span next_word(struct span *rest, char *to, size_t room)
{
	const char *at = rest->at, *end = at + rest->bytes, *before = at;
	size_t bytes = 0;
	uint32_t code = 0;

	while (at < end && !is_letter(code = utf8_next(&at, end)))
		;
	if (is_letter(code))
		bytes = utf8_write(letter_lower(code), to);
	while (bytes > 0 && at < end) {
		before = at;
		code = utf8_next(&at, end);
		if (!is_letter(code)) {
			at = before;
			break;
		}
		if (bytes + 4 < room)
			bytes += utf8_write(letter_lower(code), to + bytes);
	}
	*rest = span_make(at, (size_t)(end - at));
	return span_make(to, bytes);
}

/* The term of the stem, found once for each word. */
static struct span stem_of(struct bench *bench, struct span word)
{
	bool is_new, is_cyrillic = (unsigned char)word.at[0] >= 0xd0;
	uint32_t *place = map_slot(bench->words, word, (uint32_t)bench->stem_count, &is_new);
	struct sb_stemmer *stemmer = is_cyrillic ? bench->russian : bench->english;

	if (is_new) {
		const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word.at, (int)word.bytes);

		ARENA_PUSH(bench->kept, bench->stems, bench->stem_count, bench->stem_room) =
			arena_printf(bench->kept, "Z%.*s", sb_stemmer_length(stemmer), (const char *)stem);
	}
	return bench->stems[*place];
}

static void add_terms(struct bench *bench, struct span text, struct arena *arena)
{
	uint32_t position = 1;
	struct span word;
	char lower[128];

	bench->term_count = 0;
	while ((word = next_word(&text, lower, 64)).bytes > 0) {
		struct span kept = arena_copy(arena, word);

		ARENA_PUSH(bench->kept, bench->terms, bench->term_count, bench->term_room) =
			(struct xap_term){ kept, position++, 1 };
		ARENA_PUSH(bench->kept, bench->terms, bench->term_count, bench->term_room) =
			(struct xap_term){ stem_of(bench, word), 0, 1 };
	}
	ARENA_PUSH(bench->kept, bench->terms, bench->term_count, bench->term_room) =
		(struct xap_term){ span_of("XPL:KZ"), 0, 0 };
}

static void add_passage(struct bench *bench, struct span text, struct arena *arena, struct error *err)
{
	struct xap_value values[2] = {
		{ 0, arena_printf(arena, "%08u", 20000101 + bench->documents % 9000) },
		{ 1, arena_printf(arena, "%u", bench->documents % 300) },
	};
	struct xap_document document = { .values = values, .value_count = 2, .data = text };

	add_terms(bench, text, arena);
	document.terms = bench->terms;
	document.term_count = bench->term_count;
	bench->documents++;
	bench->text_bytes += text.bytes;
	if (bench->bulk)
		bulk_add(bench->bulk, bench->documents, &document, err);
	if (!bench->writer)
		return;
	xap_writer_add(bench->writer, &document, err);
	if (bench->documents % BATCH == 0) {
		xap_writer_commit(bench->writer, err);
		xap_writer_begin(bench->writer, err);
	}
}

static void begin(struct bench *bench, const char *way, const char *directory, struct error *err)
{
	struct bulk_limits limits = { .term_lists = BULK_DEFLATED_TERM_LISTS };

	bench->russian = sb_stemmer_new("russian", "UTF_8");
	bench->english = sb_stemmer_new("english", "UTF_8");
	bench->words = map_new();
	bench->kept = arena_new();
	if (strcmp(way, "bulk-plain-term-lists") == 0)
		limits.term_lists = BULK_PLAIN_TERM_LISTS;
	if (strcmp(way, "bulk-no-term-lists") == 0)
		limits.term_lists = BULK_NO_TERM_LISTS;
	if (span_starts(span_of(way), "bulk"))
		bench->bulk = bulk_begin(directory, &limits, err);
	if (strcmp(way, "xapian") != 0)
		return;
	bench->writer = xap_writer_open(directory, err);
	xap_writer_begin(bench->writer, err);
}

static void finish(struct bench *bench, struct error *err)
{
	if (bench->bulk)
		bulk_finish(bench->bulk, err);
	if (bench->writer)
		xap_writer_commit(bench->writer, err);
	xap_writer_close(bench->writer);
}

static uint64_t bytes_in(const char *directory)
{
	DIR *open = opendir(directory);
	uint64_t bytes = 0;
	struct stat about;

	for (struct dirent *entry; open && (entry = readdir(open));)
		if (fstatat(dirfd(open), entry->d_name, &about, 0) == 0 && S_ISREG(about.st_mode))
			bytes += (uint64_t)about.st_size;
	if (open)
		closedir(open);
	return bytes;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void report(const struct bench *bench, const char *way, const char *directory, double wall)
{
	double mb = (double)bench->text_bytes / 1e6, cpu;
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
	printf("%-20s %7u passages %6.1f MB  cpu %6.2f s  wall %6.2f s  %5.2f MB/s cpu  rss %4ld MB  index/text %.2f\n",
	       way, bench->documents, mb, cpu, wall, mb / cpu, used.ru_maxrss / 1024,
	       (double)bytes_in(directory) / (double)bench->text_bytes);
}

int main(int argc, char **argv)
{
	struct bench bench = { .documents = 0 };
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct timespec from, to;
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;

	if (argc != 3) {
		fputs("usage: build bulk|bulk-plain-term-lists|bulk-no-term-lists|xapian|nothing DIRECTORY < lines\n", stderr);
		return STATUS_USAGE;
	}
	clock_gettime(CLOCK_MONOTONIC, &from);
	begin(&bench, argv[1], argv[2], &err);
	while (err.status == STATUS_OK && (bytes = getline(&line, &room, stdin)) > 0) {
		add_passage(&bench, span_make(line, (size_t)bytes - 1), arena, &err);
		arena_reset(arena);
	}
	finish(&bench, &err);
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (err.status != STATUS_OK)
		fprintf(stderr, "build: %s: %s\n", err.where, err.text);
	else
		report(&bench, argv[1], argv[2],
		       (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
	return (int)err.status;
}
