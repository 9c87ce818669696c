/* dateline init: a file of settings to begin with, where things are, and what to do next. */
#include "commands/config.h"

#include "dateline/file.h"

#include <sys/stat.h>

static const char template[] =
	"# Settings of dateline: options that need not be typed. What is given on a command line, or\n"
	"# by DATELINE_INDEX, DATELINE_PLACES and NO_COLOR, goes before them. Any option of any command can stand here;\n"
	"# under [search] and the like those of one command alone. Take away the # of what you want.\n"
	"\n"
	"# index = ~/.local/share/dateline/index\n"
	"# color = auto\n"
	"# no-pager = no\n"
	"\n"
	"[search]\n"
	"# limit = 10\n"
	"# facets = date,place,person\n"
	"\n"
	"[list]\n"
	"# format = html\n";

static bool is_there(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0;
}

static void write_settings(const char *path, struct arena *arena, struct error *err)
{
	const char *slash = strrchr(path, '/');

	if (slash && slash > path)
		file_make_directories(arena_string(arena, span_make(path, (size_t)(slash - path))), err);
	if (err->status == STATUS_OK)
		file_write(path, span_of(template), err);
}

struct count {
	size_t files;
	uint64_t bytes;
};

static bool count_file(const char *path, void *with)
{
	struct count *count = with;
	struct stat status;

	count->files++;
	if (stat(path, &status) == 0)
		count->bytes += (uint64_t)status.st_size;
	return true;
}

static void pass_fault(const struct error *err, void *with)
{
	(void)err;
	(void)with;
}

static void tell_next(const char *folder, bool has_index, struct buf *out)
{
	struct count count = { 0 };

	if (folder) {
		file_walk(folder, count_file, pass_fault, &count);
		buf_printf(out, "folder    %s: %zu files, %.1f MB\n", folder, count.files, (double)count.bytes / 1e6);
	}
	if (has_index && !folder)
		buf_add_string(out, "\nNext: dateline search WORDS\n");
	else
		buf_printf(out, "\nNext: dateline ingest %s\n", folder ? folder : "FOLDER");
}

static enum status run(struct invocation *line, struct error *err)
{
	const char *settings = config_path(line->arena), *index = index_directory(line);
	const char *folder = line->operand_count ? line->operands[0] : NULL;
	bool had_settings = is_there(settings), has_index = is_there(index);
	struct buf out = BUF_INIT((size_t)64 << 10);

	if (line->operand_count > 1 || (folder && !file_is_directory(folder)))
		error_set(err, STATUS_USAGE, folder, "init takes one folder, or none");
	if (err->status == STATUS_OK && !had_settings)
		write_settings(settings, line->arena, err);
	buf_printf(&out, "settings  %s%s\n", settings, had_settings ? "" : " (new)");
	buf_printf(&out, "index     %s%s\n", index, has_index ? "" : " (made by the first ingest)");
	tell_next(folder, has_index, &out);
	print_screen(line, buf_span(&out), err);
	buf_release(&out);
	return STATUS_OK;
}

const struct command command_init = {
	"init", "Writes a file of settings, and tells where things are", "[FOLDER]", NULL, 0, run
};
