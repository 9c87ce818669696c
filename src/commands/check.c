/* dateline check: is the index sound? */
#include "commands/command.h"

#include "dateline/index.h"
#include "dateline/json.h"

static void add_json(struct span report, bool sound, const char *directory, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.check/1");
	json_chars(&json, "index", directory);
	json_bool(&json, "sound", sound);
	json_open_array(&json, "report");
	for (struct span rest = report; rest.at;) {
		struct span line = span_cut(&rest, '\n');

		if (line.bytes)
			json_span(&json, NULL, line);
	}
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

static enum status run(struct invocation *line, struct error *err)
{
	const char *directory = index_directory(line);
	struct buf report = BUF_INIT(BUF_TEXT_MOST), out = BUF_INIT(BUF_TEXT_MOST);
	bool sound;

	if (line->operand_count)
		error_set(err, STATUS_USAGE, NULL, "check takes no operands; name the index by --index");
	sound = index_check(directory, &report, err);
	if (err->status == STATUS_OK && line->json) {
		add_json(buf_span(&report), sound, directory, &out);
	} else if (err->status == STATUS_OK) {
		add_safe(&out, buf_span(&report));
		buf_printf(&out, "%s: %s\n", directory, sound ? "sound" :
			   "DAMAGED; move it aside and ingest the archive again");
	}
	print_screen(line, buf_span(&out), err);
	buf_release(&report);
	buf_release(&out);
	return sound ? STATUS_OK : STATUS_INDEX;
}

const struct command command_check = {
	"check", "Tells whether the index is sound: tables, records, whole articles", "", NULL, 0, run,
};
