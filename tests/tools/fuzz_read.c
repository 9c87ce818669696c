/* Changes sample files at random and has them read: fuzz_read SECONDS FILE... (build it with SAN=address,undefined).
 *
 * Each try is made from its number alone. The number of the try under way stands in the
 * file FUZZ_STATE (default build/fuzz-read.state); `FUZZ_ONLY=NUMBER fuzz_read 1 FILE...`
 * with the same files plays that one again. A try that takes more than 20 seconds ends
 * the program, as a crash does. */
#include "dateline/article.h"
#include "dateline/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define SAMPLE_MOST ((size_t)4 << 20)
#define CHANGED_MOST ((size_t)1 << 20)
#define TRY_SECONDS 20u

struct sample {
	const char *path;
	struct buf bytes;
};

struct samples {
	struct sample *list;
	size_t count;
};

/* ---- chance ---- */

static uint64_t next(uint64_t *state)
{
	*state += 0x9E3779B97F4A7C15u;
	uint64_t z = *state;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static size_t below(uint64_t *state, size_t n)
{
	return n ? (size_t)(next(state) % n) : 0;
}

/* ---- changes ---- */

/* What parsers stumble over. */
static const char *const tokens[] = {
	"\r\n\r\n", "\n\n", "<", "</", "/>", "<![CDATA[", "]]>", "<!--", "&#x10FFFF;", "&#0;", "{", "}", "[", "]", "\"", "\\u0000",
	"\\ud800", "--", "From ", "=?utf-8?B?", "?=", "Content-Length: 4294967296\r\n", "Content-Length: -1\r\n",
	"Transfer-Encoding: chunked\r\n", "FFFFFFFF\r\n", "WARC/1.0\r\n", "PK\x03\x04", "PK\x01\x02", "\x1F\x8B\x08", "\xFF\xFE",
	"\xEF\xBB\xBF", "\xF4\x90\x80\x80", "\xED\xA0\x80", "charset=utf-16", "boundary=\"", "<!DOCTYPE a [<!ENTITY b \"c\">]>",
	"<newsItem>", "<item>", "<nitf>", "\x28\xB5\x2F\xFD", "\x5D\x2A\x4D\x18", ",,,,", "\t\t", ";",
};

static void splice(struct buf *buf, size_t at, size_t cut, struct span in)
{
	struct buf out = BUF_INIT(SAMPLE_MOST);

	at = at < buf->bytes ? at : buf->bytes;
	cut = cut < buf->bytes - at ? cut : buf->bytes - at;
	buf_add(&out, buf->at, at);
	buf_add_span(&out, in);
	buf_add(&out, buf->at + at + cut, buf->bytes - at - cut);
	buf_release(buf);
	*buf = out;
}

static void change(struct buf *buf, const struct samples *samples, uint64_t *state)
{
	size_t at = below(state, buf->bytes), bytes = below(state, 1 + below(state, 64));
	const struct buf *other = &samples->list[below(state, samples->count)].bytes;
	struct span token = span_of(tokens[below(state, COUNT(tokens))]);
	size_t from = below(state, other->bytes);

	switch (below(state, 8)) {
	case 0:
		buf->at[at] = (char)(buf->at[at] ^ (1 << below(state, 8)));
		break;
	case 1:
		buf->at[at] = (char)next(state);
		break;
	case 2:
		splice(buf, at, bytes, (struct span){ NULL, 0 });
		break;
	case 3:
		splice(buf, at, 0, token);
		break;
	case 4:
		splice(buf, at, token.bytes, token);
		break;
	case 5:         /* the end of it is gone */
		if (below(state, 4) == 0)
			buf->bytes = at;
		break;
	case 6:         /* a piece of another */
		bytes = below(state, 2000);
		splice(buf, at, bytes, span_make(other->at + from, bytes < other->bytes - from ? bytes : other->bytes - from));
		break;
	default:        /* a piece again and again */
		for (size_t n = below(state, 40); n > 0 && buf->bytes < CHANGED_MOST; n--) {
			char piece[64];

			bytes = bytes < buf->bytes - at ? bytes : buf->bytes - at;
			memcpy(piece, buf->at + at, bytes);
			splice(buf, at, 0, span_make(piece, bytes));
		}
	}
}

/* ---- reading ---- */

struct seen {
	uint64_t articles, faults;
};

/* What is read must be sound enough for all that comes behind. */
static bool take(const struct article *article, struct arena *arena, void *with)
{
	struct seen *seen = with;
	struct document document = { .article = article };

	if (utf8_check(article->text) != article->text.bytes || article->from.from_byte > article->from.to_byte)
		abort();
	for (size_t i = 0; i < article->block_count; i++)
		if ((uint64_t)article->blocks[i].at_byte + article->blocks[i].bytes > article->text.bytes)
			abort();
	passages_split(article, arena, &document);
	return ++seen->articles % 100000 != 0;
}

static void count_fault(const struct error *err, void *with)
{
	struct seen *seen = with;

	seen->faults += err->text[0] != '\0';
}

static void play(const struct samples *samples, uint64_t number, struct seen *seen)
{
	const struct read_options options = { .lang = "" };
	uint64_t state = number * 0x2545F4914F6CDD1Du + 1;
	const struct sample *sample = &samples->list[below(&state, samples->count)];
	struct buf buf = BUF_INIT(SAMPLE_MOST);
	struct error err = { 0 };

	buf_add_span(&buf, buf_span(&sample->bytes));
	for (size_t n = 1 + below(&state, 8); n > 0 && buf.bytes > 0; n--)
		change(&buf, samples, &state);
	alarm(TRY_SECONDS);
	articles_read(buf_span(&buf), span_of(sample->path), &options, take, count_fault, seen, &err);
	alarm(0);
	buf_release(&buf);
}

int main(int argc, char **argv)
{
	const char *only = getenv("FUZZ_ONLY"), *path = getenv("FUZZ_STATE");
	struct samples samples = { memory_get(sizeof(struct sample) * (size_t)argc), 0 };
	time_t until = time(NULL) + (argc > 1 ? atol(argv[1]) : 0);
	uint64_t first = only ? strtoull(only, NULL, 10) : (uint64_t)until << 32, number = first;
	FILE *state = fopen(path ? path : "build/fuzz-read.state", "w");
	struct seen seen = { 0, 0 };

	for (int i = 2; i < argc; i++) {
		struct sample *sample = &samples.list[samples.count++];
		struct error err = { 0 };

		*sample = (struct sample){ argv[i], BUF_INIT(SAMPLE_MOST) };
		file_read(argv[i], &sample->bytes, &err);
		if (err.status != STATUS_OK || sample->bytes.bytes == 0)
			samples.count--;
	}
	if (!state || samples.count == 0) {
		fputs("fuzz_read SECONDS FILE...\n", stderr);
		return 2;
	}
	do {
		rewind(state);
		fprintf(state, "%" PRIu64 "\n", number);
		fflush(state);
		play(&samples, number, &seen);
		number++;
	} while (!only && time(NULL) < until);
	printf("%" PRIu64 " tries of %zu samples: %" PRIu64 " articles, %" PRIu64 " faults told, no crash\n", number - first,
	       samples.count, seen.articles, seen.faults);
	for (size_t i = 0; i < samples.count; i++)
		buf_release(&samples.list[i].bytes);
	free(samples.list);
	fclose(state);
	return 0;
}
