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

/* Unpacks by the header, when the body looks packed. */
static struct span unpack(struct span body, struct span encoding, struct arena *arena, struct error *err)
{
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	enum packing packing = PACKED_GZIP;

	if (encoding.bytes == 0 || span_starts_alike(encoding, "identity") || body.bytes == 0)
		return body;
	if (span_starts_alike(encoding, "deflate")) {
		packing = (body.at[0] & 0x0F) == 8 ? PACKED_ZLIB : PACKED_BARE;
	} else if (!span_starts_alike(encoding, "gzip") && !span_starts_alike(encoding, "x-gzip")) {
		error_set(err, STATUS_DATA, "", "a page packed as %.*s, which is not read",
			  (int)(encoding.bytes < 20 ? encoding.bytes : 20), encoding.at);
		return body;
	} else if (!span_starts(body, "\x1F\x8B")) {
		return body;
	}
	inflate_member(body, packing, &out, err);
	/* What came before a break is worth having. */
	if (out.bytes > 0 && !out.overflowed)
		error_clear(err);
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
