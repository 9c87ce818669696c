/* Takes an answer of a web server apart: status, type, body without chunks and packing. */
#include "http.h"

#include "inflate.h"

#include <stdlib.h>

/* The body out of its chunks. Some archives keep it whole and leave the header: what
 * does not begin with a chunk's length is as it should be. */
static struct span chunks_join(struct span body, struct arena *arena)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span rest = body;
	bool sound = true;

	while (sound && rest.at && rest.bytes > 0) {
		struct span line = span_trim(span_cut(&rest, '\n'));
		size_t bytes = 0, digits = 0;

		for (; digits < line.bytes && digits < 8; digits++) {
			char c = line.at[digits];

			if (c >= '0' && c <= '9')
				bytes = bytes * 16 + (size_t)(c - '0');
			else if ((c | 32) >= 'a' && (c | 32) <= 'f')
				bytes = bytes * 16 + (size_t)((c | 32) - 'a' + 10);
			else
				break;
		}
		sound = digits > 0 && rest.at;
		if (!sound || bytes == 0)
			break;
		bytes = bytes < rest.bytes ? bytes : rest.bytes; /* an answer that was cut */
		buf_add(&out, rest.at, bytes);
		rest = span_make(rest.at + bytes, rest.bytes - bytes);
		if (span_starts(rest, "\r\n"))
			rest = span_make(rest.at + 2, rest.bytes - 2);
	}
	if (sound || out.bytes > 0)
		body = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return body;
}

enum code { CODE_NONE, CODE_GZIP, CODE_DEFLATE, CODE_BROTLI, CODE_ZSTD, CODE_UNKNOWN };

/* The first code that the header names: a second one is never seen. */
static enum code code_of(struct span encoding)
{
	static const struct { const char *name; enum code code; } codes[] = {
		{ "identity", CODE_NONE }, { "gzip", CODE_GZIP }, { "x-gzip", CODE_GZIP }, { "deflate", CODE_DEFLATE },
		{ "br", CODE_BROTLI }, { "zstd", CODE_ZSTD }, { "utf-8", CODE_NONE }, { "none", CODE_NONE },
	};

	for (size_t i = 0; i < COUNT(codes); i++)
		if (span_starts_alike(encoding, codes[i].name))
			return codes[i].code;
	return encoding.bytes == 0 ? CODE_NONE : CODE_UNKNOWN;
}

static void member_add(enum code code, struct span body, struct buf *out, struct error *err)
{
	if (code == CODE_BROTLI) {
		brotli_member(body, out, err);
	} else if (code == CODE_ZSTD) {
		struct zstd *zstd = zstd_open((struct span){ NULL, 0 }, err);

		zstd_member(zstd, body, out, err);
		zstd_close(zstd);
	} else {
		inflate_member(body, code == CODE_GZIP ? PACKED_GZIP : (body.at[0] & 0x0F) == 8 ? PACKED_ZLIB : PACKED_BARE, out,
			       err);
	}
}

/* Unpacks by the header, when the body looks packed: many archives keep it unpacked
 * beside the server's own header. */
static struct span unpack(struct span body, struct span encoding, struct arena *arena, struct error *err)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	enum code code = code_of(encoding);

	if (code == CODE_UNKNOWN)
		error_set(err, STATUS_DATA, "", "a page packed as %.*s, which is not read",
			  (int)(encoding.bytes < 20 ? encoding.bytes : 20), encoding.at);
	if (code == CODE_NONE || code == CODE_UNKNOWN || body.bytes == 0 ||
	    (code == CODE_GZIP && !span_starts(body, "\x1F\x8B")) || (code == CODE_ZSTD && !span_starts(body, "\x28\xB5\x2F\xFD")))
		return body;
	member_add(code, body, &out, err);
	/* What came before a break is worth having; Brotli has no mark to be known by. */
	if (out.bytes > 0 && !out.overflowed) {
		error_clear(err);
	} else if (err->status != STATUS_OK && code == CODE_BROTLI && span_starts(span_trim(body), "<")) {
		error_clear(err);
		buf_add_span(&out, body);
	}
	body = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return body;
}

struct http_answer http_read(struct span bytes, struct arena *arena, struct error *err)
{
	struct http_answer answer = { 0, { NULL, 0 }, bytes };
	size_t end = span_find(bytes, span_of("\r\n\r\n")), gap = 4;
	struct span head, rest;

	if (!span_starts(bytes, "HTTP/"))
		return answer;
	if (end == bytes.bytes) {
		end = span_find(bytes, span_of("\n\n"));
		gap = 2;
	}
	head = span_make(bytes.at, end);
	rest = head;
	span_cut(&rest, ' ');
	answer.status = rest.bytes >= 3 ? atoi(arena_string(arena, span_make(rest.at, 3))) : 0;
	answer.type = header_find(head, "Content-Type");
	answer.body = end + gap <= bytes.bytes ? span_make(bytes.at + end + gap, bytes.bytes - end - gap) :
						 span_make(bytes.at + bytes.bytes, 0);
	if (span_starts_alike(header_find(head, "Transfer-Encoding"), "chunked"))
		answer.body = chunks_join(answer.body, arena);
	answer.body = unpack(answer.body, header_find(head, "Content-Encoding"), arena, err);
	return answer;
}
