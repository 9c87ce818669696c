/* Tests what make install leaves, and that the manual knows every command. */
#include "cases.h"
#include "program.h"

#include "dateline/arena.h"
#include "dateline/file.h"

#include <stdlib.h>
#include <sys/stat.h>

static struct span read_all(const char *path, struct arena *arena)
{
	struct buf buf = BUF_INIT((size_t)16 << 20);
	struct error err = { 0 };
	struct span text;

	file_read(path, &buf, &err);
	if (err.status != STATUS_OK)
		fail_msg("%s: %s", err.where, err.text);
	text = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return text;
}

/* Names of the lines "  name  summary". */
static void every_command_stands_in_the_manual(void **state)
{
	struct arena *arena = arena_new();
	struct program_run run = program_run("help", NULL);
	struct span manual = read_all("src/man/dateline.1", arena), rest = buf_span(&run.out);
	int wrong = 0, commands = 0;

	while (rest.at) {
		struct span line = span_cut(&rest, '\n'), name;

		if (!span_starts(line, "  "))
			continue;
		line = span_trim(line);
		name = span_cut(&line, ' ');
		commands++;
		if (span_find(manual, arena_printf(arena, "Cm %.*s", (int)name.bytes, name.at)) < manual.bytes)
			continue;
		wrong++;
		print_error("dateline.1 does not tell of %.*s\n", (int)name.bytes, name.at);
	}
	assert_true(commands > 15);
	assert_int_equal(wrong, 0);
	program_release(&run);
	arena_free(arena);
	(void)state;
}

static void installing_brings_program_library_headers_and_manual(void **state)
{
	static const char *const files[] = {
		"bin/dateline", "lib/libdateline.a", "lib/pkgconfig/dateline.pc", "include/dateline/index.h",
		"share/man/man1/dateline.1", "share/man/man7/dateline-query.7", "share/man/man1/dateline-search.1",
		"share/bash-completion/completions/dateline", "share/zsh/site-functions/_dateline",
		"share/fish/vendor_completions.d/dateline.fish",
	};
	char *directory = program_directory();
	char command[512];
	int wrong = 0;

	snprintf(command, sizeof(command), "make -s install READY=1 VARIANT=%s DESTDIR=%s PREFIX=/usr > /dev/null",
		 DATELINE_VARIANT, directory);
	assert_int_equal(system(command), 0);
	for (size_t i = 0; i < COUNT(files); i++) {
		struct stat about;
		char path[512];

		snprintf(path, sizeof(path), "%s/usr/%s", directory, files[i]);
		if (stat(path, &about) == 0 && about.st_size > 0)
			continue;
		wrong++;
		print_error("%s was not installed\n", files[i]);
	}
	program_remove(directory);
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_stands_in_the_manual),
		cmocka_unit_test(installing_brings_program_library_headers_and_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
