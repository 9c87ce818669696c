/* Times the date pass over a text on standard input, beside merely reading its bytes and its words. */
#include "dateline/buf.h"
#include "dateline/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 5

/* Of this process: other work on the machine does not count. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct span input_read(void)
{
	struct buf buf = BUF_INIT(BUF_TEXT_MOST);
	char block[65536];
	size_t got;

	while ((got = fread(block, 1, sizeof(block), stdin)) > 0)
		buf_add(&buf, block, got);
	return buf_span(&buf);
}

/* One pass over every byte: what the machine can do at best with plain C. */
static unsigned bytes_pass(struct span raw)
{
	unsigned sum = 0;

	for (size_t i = 0; i < raw.bytes; i++)
		sum = sum * 31 + (unsigned char)raw.at[i];
	return sum;
}

int main(int argc, char **argv)
{
	struct span raw = input_read();
	struct arena *arena = arena_new(), *scratch = arena_new();
	struct text text;
	double best_bytes = 1e9, best_words = 1e9, best_dates = 1e9;
	size_t found = 0;
	unsigned sum = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct date_frame frame = { 0 };
		struct date_mention *mentions;
		double start = seconds();

		sum += bytes_pass(raw);
		best_bytes = seconds() - start < best_bytes ? seconds() - start : best_bytes;
		arena_reset(arena);
		start = seconds();
		text_read(raw, arena, &text);
		best_words = seconds() - start < best_words ? seconds() - start : best_words;
		arena_reset(scratch);
		start = seconds();
		found = dates_find(&text, argc > 1 ? argv[1] : "", &frame, scratch, &mentions);
		best_dates = seconds() - start < best_dates ? seconds() - start : best_dates;
	}
	printf("%s: %.1f MB, %zu words, %zu dates; bytes %.0f MB/s, words %.0f MB/s, dates %.0f MB/s (%.1f times the bytes; %u)\n",
	       argc > 1 ? argv[1] : "any", (double)raw.bytes / 1e6, text.count, found, (double)raw.bytes / 1e6 / best_bytes,
	       (double)raw.bytes / 1e6 / best_words, (double)raw.bytes / 1e6 / best_dates, best_dates / best_bytes, sum & 1);
	arena_free(scratch);
	arena_free(arena);
	free((void *)raw.at);
	return EXIT_SUCCESS;
}
