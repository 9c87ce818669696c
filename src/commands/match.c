/* dateline match: are two names spellings of one? A filter of pairs. */
#include "commands/command.h"

#include "dateline/file.h"
#include "dateline/name.h"

#define PAIRS_BYTES_MOST ((size_t)1 << 30)
#define FLUSH_BYTES ((size_t)1 << 16)

static void pair_print(struct span row, struct buf *out)
{
	struct span rest = row;
	struct span first = span_cut(&rest, '\t');
	struct buf why = BUF_INIT(BUF_TEXT_MOST);
	double score = name_match(first, span_cut(&rest, '\t'), &why);

	buf_printf(out, "%.4f\t", score);
	buf_add_span(out, buf_span(&why));
	buf_add_char(out, '\n');
	buf_release(&why);
}

static enum status run(struct invocation *line, struct error *err)
{
	struct buf in = BUF_INIT(PAIRS_BYTES_MOST), out = BUF_INIT(BUF_TEXT_MOST);
	struct span rest;

	(void)line;
	file_read("-", &in, err);
	rest = buf_span(&in);
	if (span_ends(rest, "\n"))
		rest.bytes--;
	while (err->status == STATUS_OK && rest.bytes > 0) {
		struct span row = span_cut(&rest, '\n');

		if (span_ends(row, "\r"))
			row.bytes--;
		pair_print(row, &out);
		if (out.bytes >= FLUSH_BYTES) {
			print_out(buf_span(&out), err);
			buf_clear(&out);
		}
	}
	print_out(buf_span(&out), err);
	buf_release(&out);
	buf_release(&in);
	return STATUS_OK;
}

const struct command command_match = {
	"match", "Tells whether two names can be one person's, and why", "< PAIRS.tsv",
	NULL, 0, run
};
