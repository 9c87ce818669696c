/* Reads a file packed by gzip: what is inside says what it is. */
#include "inflate.h"
#include "reader.h"

#include <strings.h>

#define LOOK_BYTES ((size_t)1 << 17)

/* Does the first member begin as a web archive does? */
static bool is_warc(struct span raw)
{
	struct buf look = BUF_INIT(LOOK_BYTES);
	struct error err = { 0 };
	bool is;

	inflate_member(raw, PACKED_GZIP, &look, &err);
	is = span_starts(buf_span(&look), "WARC/");
	buf_release(&look);
	return is;
}

void read_gzip(const struct input *input, struct error *err)
{
	struct buf text = BUF_INIT(BUF_TEXT_MOST);
	struct record record = input_record(input, 0, input->raw.bytes);
	struct span rest = input->raw;

	if (is_warc(input->raw)) {
		read_warc(input, err);
		return;
	}
	while (err->status == STATUS_OK && span_starts(rest, "\x1F\x8B")) {
		size_t used = inflate_member(rest, PACKED_GZIP, &text, err);

		rest = span_make(rest.at + used, rest.bytes - used);
	}
	record.name = input->path;
	if (record.name.bytes > 3 && strncasecmp(record.name.at + record.name.bytes - 3, ".gz", 3) == 0)
		record.name.bytes -= 3;
	/* A file that breaks off is read as far as it goes, and told. */
	if (err->status != STATUS_OK && text.bytes > 0 && !text.overflowed) {
		input_fault(input, " byte ", input->raw.bytes - rest.bytes, "%s", err->text);
		error_clear(err);
	}
	if (err->status == STATUS_OK)
		input_read_inside(input, buf_span(&text), input->path, &record, NULL);
	buf_release(&text);
}
