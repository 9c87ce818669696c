/* Reads a file packed by gzip or Zstandard: a web archive record by record, else its one member by what that is. */
#include "inflate.h"
#include "raw.h"
#include "reader.h"

#include <strings.h>

#define LOOK_BYTES ((size_t)1 << 17)

static size_t member_add(struct zstd *zstd, struct span rest, struct buf *out, struct error *err)
{
	return zstd ? zstd_member(zstd, rest, out, err) : inflate_member(rest, PACKED_GZIP, out, err);
}

/* Does the first member that holds anything begin as a web archive does? */
static bool is_warc(struct span raw, struct zstd *zstd)
{
	struct buf look = BUF_INIT(LOOK_BYTES);
	struct error err = { 0 };
	bool is;

	while (err.status == STATUS_OK && look.bytes == 0 && raw.bytes > 0) {
		size_t used = member_add(zstd, raw, &look, &err);

		raw = span_make(raw.at + used, raw.bytes - used);
	}
	is = span_starts(buf_span(&look), "WARC/");
	buf_release(&look);
	return is;
}

bool is_gzip(struct span raw)
{
	return span_starts(raw, "\x1F\x8B");
}

/* A frame, or one of those that are skipped: 0x184D2A50 to 5F. */
bool is_zstd(struct span raw)
{
	return span_starts(raw, "\x28\xB5\x2F\xFD") ||
	       (raw.bytes > 4 && (raw.at[0] & 0xF0) == 0x50 && memcmp(raw.at + 1, "\x2A\x4D\x18", 3) == 0);
}

size_t packed_unpack(struct span raw, struct zstd *zstd, struct buf *out, struct error *err)
{
	struct span rest = raw;

	while (err->status == STATUS_OK && (zstd ? is_zstd(rest) : is_gzip(rest))) {
		size_t used = member_add(zstd, rest, out, err);

		rest = span_make(rest.at + used, rest.bytes - used);
	}
	return raw.bytes - rest.bytes;
}

struct span packed_name(struct span path, struct arena *arena)
{
	static const struct { const char *ending, *instead; } endings[] = {
		{ ".tgz", ".tar" }, { ".gz", "" }, { ".zst", "" }, { ".zstd", "" },
	};

	for (size_t i = path.bytes; i > 0; i--) {
		if (path.at[i - 1] == '/') {
			path = span_make(path.at + i, path.bytes - i);
			break;
		}
	}
	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t n = strlen(endings[i].ending);

		if (path.bytes > n && strncasecmp(path.at + path.bytes - n, endings[i].ending, n) == 0)
			return arena_printf(arena, "%.*s%s", (int)(path.bytes - n), path.at, endings[i].instead);
	}
	return path;
}

/* What is packed is a file of its own: "news.txt.gz!/news.txt". */
static void inside_read(const struct input *input, struct zstd *zstd, struct error *err)
{
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	struct arena *arena = arena_new();
	size_t used = packed_unpack(input->raw, zstd, &text, err);

	/* A file that breaks off is read as far as it goes, and told. */
	if (err->status != STATUS_OK && text.bytes > 0 && !text.overflowed) {
		input_fault(input, " byte ", used, "%s", err->text);
		error_clear(err);
	}
	if (err->status == STATUS_OK) {
		struct span name = packed_name(input->path, arena);
		struct span path = arena_printf(arena, "%.*s!/%.*s", (int)input->path.bytes, input->path.at, (int)name.bytes,
						name.at);

		input_read_inside(input, buf_span(&text), path, NULL, NULL);
	}
	arena_free(arena);
	buf_release(&text);
}

void read_gzip(const struct input *input, struct error *err)
{
	struct zstd *zstd;

	if (err->status != STATUS_OK)
		return;
	zstd = is_zstd(input->raw) ? zstd_open(input->raw, err) : NULL;
	if (err->status == STATUS_OK && is_warc(input->raw, zstd))
		read_warc(input, err);
	else if (err->status == STATUS_OK)
		inside_read(input, zstd, err);
	zstd_close(zstd);
}
