/* Reads pages that a browser saved in one file (MHTML, RFC 2557): the page itself, not its pictures. */
#include "mail.h"

#include <stdio.h>

#define PARTS_MOST 2000u

/* The part that is the page: the one that `start` names, else the first page. */
static struct mail_part root_find(struct span body, struct span boundary, struct span start, struct arena *arena)
{
	struct mail_part root = { { NULL, 0 }, { NULL, 0 } };
	struct span rest = body, raw;

	for (unsigned i = 0; i < PARTS_MOST && (raw = mail_part_next(&rest, boundary)).at; i++) {
		struct mail_part part = mail_part_split(raw, arena);
		bool is_page = span_starts_alike(header_find(part.head, "Content-Type"), "text/html") ||
			       span_starts_alike(header_find(part.head, "Content-Type"), "application/xhtml");
		bool is_start = start.bytes > 0 && span_equal(header_find(part.head, "Content-ID"), start);

		if (is_page && (is_start || !root.body.at))
			root = part;
		if (is_page && (is_start || start.bytes == 0))
			break;
	}
	return root;
}

/* When the page was saved, as a time stamp; "" when the head does not say. */
static struct span saved_at(struct span head, struct arena *arena)
{
	struct date day = stamp_read(header_find(head, "Date"));
	char text[DATE_TEXT];

	date_print_edtf(day, text);
	return arena_copy(arena, span_of(text));
}

void read_mhtml(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct mail_part whole = mail_part_split(input->raw, arena), root = whole;
	struct span type = header_find(whole.head, "Content-Type"), url, charset, page;
	struct span boundary = header_value(type, "boundary", arena);
	struct record record = input_record(input, 0, input->raw.bytes);

	if (span_starts_alike(type, "multipart/") && boundary.bytes > 0)
		root = root_find(whole.body, boundary, header_value(type, "start", arena), arena);
	if (err->status == STATUS_OK && !root.body.at)
		error_set(err, STATUS_DATA, "", "a saved page without a page in it");
	if (err->status == STATUS_OK) {
		url = header_find(whole.head, "Snapshot-Content-Location");
		url = url.bytes > 0 ? url : header_find(root.head, "Content-Location");
		charset = header_value(header_find(root.head, "Content-Type"), "charset", arena);
		page = mail_decode(root.body, header_find(root.head, "Content-Transfer-Encoding"), arena);
		record.charset = charset.bytes > 0 ? charset.at : NULL;
		record.url = span_starts_alike(url, "http") ? arena_copy(arena, url) : record.url;
		record.captured = saved_at(whole.head, arena);
		record.by = span_of("mhtml/1");
		input_read_inside(input, page, input->path, &record, read_html);
	}
	arena_free(arena);
}
