/* Provenance: every article of the demonstration archive is traced to its bytes, and they come back. */
#include "articles/reading.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct tracing {
	struct buf *out;
	int wrong;
};

/* "path from to charset (why) | reader | captured | passages | sha256". */
static bool trace(const struct article *article, struct arena *arena, void *with)
{
	struct tracing *tracing = with;
	const struct provenance *from = &article->from;
	struct document document = { .article = article };
	struct buf raw = BUF_INIT((size_t)1 << 24);
	struct error err = { 0 };

	passages_split(article, arena, &document);
	buf_add_span(tracing->out, from->path);
	buf_printf(tracing->out, " %" PRIu64 " %" PRIu64 " %s (%s) | %.*s | %.*s | %zu | %.12s\n", from->from_byte, from->to_byte,
		   from->charset.name, charset_why_text(from->charset.why), (int)from->reader.bytes, from->reader.at,
		   (int)from->captured.bytes, from->captured.at ? from->captured.at : "",
		   document.passage_count, from->sha256);
	article_raw(from->path, from->from_byte, from->to_byte, span_of(from->sha256), &raw, &err);
	if (err.status != STATUS_OK || raw.bytes != from->to_byte - from->from_byte) {
		tracing->wrong++;
		print_error("%.*s: %s: %s\n", (int)from->path.bytes, from->path.at, err.where, err.text);
	}
	buf_release(&raw);
	return true;
}

static void ignore(const struct error *err, void *with)
{
	(void)err;
	(void)with;
}

static bool trace_file(const char *path, void *with)
{
	const struct read_options options = { .lang = "" };
	struct buf raw = BUF_INIT((size_t)1 << 24);
	struct error err = { 0 };

	file_read(path, &raw, &err);
	articles_read(buf_span(&raw), span_of(path), &options, trace, ignore, with, &err);
	if (err.status != STATUS_OK) {
		((struct tracing *)with)->wrong++;
		print_error("%s: %s\n", path, err.text);
	}
	buf_release(&raw);
	return true;
}

/* The first line in which two texts differ. */
static void tell_difference(struct span want, struct span got)
{
	while (want.at || got.at) {
		struct span a = want.at ? span_cut(&want, '\n') : span_of("(no more)");
		struct span b = got.at ? span_cut(&got, '\n') : span_of("(no more)");

		if (span_equal(a, b))
			continue;
		print_error("wanted %.*s\n", (int)a.bytes, a.at);
		print_error("got    %.*s\n", (int)b.bytes, b.at);
		return;
	}
}

static void every_article_is_traced_to_its_bytes(void **state)
{
	struct buf out = BUF_INIT((size_t)1 << 20), want = BUF_INIT((size_t)1 << 20);
	struct tracing tracing = { &out, 0 };
	struct error err = { 0 };

	file_walk("corpus/formats", trace_file, ignore, &tracing);
	file_walk("corpus/old", trace_file, ignore, &tracing);
	file_read("tests/articles/provenance.txt", &want, &err);
	tell_difference(buf_span(&want), buf_span(&out));
	if (!span_equal(buf_span(&want), buf_span(&out)))
		file_write("build/provenance.got.txt", buf_span(&out), &err);
	assert_true(span_equal(buf_span(&want), buf_span(&out)));
	assert_int_equal(tracing.wrong, 0);
	buf_release(&out);
	buf_release(&want);
	(void)state;
}

/* What `article_raw` says of bytes [from, to) of `path`, whose digest is that of `was`. */
static const char *raw_fault(const char *path, uint64_t from, uint64_t to, const char *was, struct error *err)
{
	struct buf out = BUF_INIT(4096);
	char sha256[SHA256_TEXT];

	*err = (struct error){ 0 };
	sha256_hex(span_of(was), sha256);
	article_raw(span_of(path), from, to, span_of(sha256), &out, err);
	buf_release(&out);
	return err->text;
}

static void what_has_changed_or_gone_is_told(void **state)
{
	char folder[] = "/tmp/dateline-raw-XXXXXX", path[64], odd[64];
	struct error err = { 0 };

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/a!", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof(path), "%s/a!/b.txt", folder);
	snprintf(odd, sizeof(odd), "%s/a!/b.txt!/c.txt", folder);
	file_write(path, span_of("The ferry."), &err);
	assert_string_equal(raw_fault(path, 4, 9, "ferry", &err), "");
	assert_string_equal(raw_fault(path, 4, 9, "barge", &err), "its bytes are no longer those that were read");
	assert_int_equal(err.status, STATUS_DATA);
	assert_string_equal(raw_fault(path, 4, 90, "ferry", &err), "its bytes are no longer those that were read");
	assert_string_equal(raw_fault(path, 9, 4, "ferry", &err), "its bytes are no longer those that were read");
	assert_string_equal(raw_fault(odd, 0, 5, "ferry", &err), "the archive no longer holds it");
	unlink(path);
	assert_non_null(strstr(raw_fault(path, 4, 9, "ferry", &err), "is not there"));
	assert_int_equal(err.status, STATUS_IO);
	assert_non_null(strstr(raw_fault("-", 0, 5, "ferry", &err), "standard input"));
	assert_non_null(strstr(raw_fault("corpus/formats/2013-04-wall.zip!/en/door.md", 0, 5, "ferry", &err), "no longer holds"));
	snprintf(path, sizeof(path), "%s/a!", folder);
	rmdir(path);
	rmdir(folder);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_article_is_traced_to_its_bytes),
		cmocka_unit_test(what_has_changed_or_gone_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
