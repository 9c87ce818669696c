/* Runs the program under test in a child, with its output in files. */
#include "program.h"

#include "dateline/arena.h"
#include "dateline/error.h"
#include "dateline/file.h"

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MOST 64

/* Splits in place; returns the count of words. */
static size_t split_words(char *line, char **words)
{
	size_t count = 0;
	char *from = line, *to = line;

	while (*from && count < WORDS_MOST - 1) {
		char quote = 0;

		while (*from == ' ')
			from++;
		if (!*from)
			break;
		words[count++] = to;
		for (; *from && (quote || *from != ' '); from++) {
			if (quote ? *from == quote : *from == '"' || *from == '\'')
				quote = quote ? 0 : *from;
			else
				*to++ = *from;
		}
		if (*from)
			from++;
		*to++ = '\0';
	}
	words[count] = NULL;
	return count;
}

#define NOBODY 65534

static void run_child(const char *program, const char *command_line, const char *in, const char *out, const char *err)
{
	char *words[WORDS_MOST + 1] = { 0 };
	char *line = strdup(command_line);

	split_words(line, words + 1);
	words[0] = (char *)program;
	setenv("TERM", "dumb", 1);
	setenv("DATELINE_CONFIG", "/dev/null/none", 0); /* the tester's own settings are not meant */
	if (!freopen(in, "r", stdin) || !freopen(out, "w", stdout) || !freopen(err, "w", stderr))
		_exit(125);
	if (strcmp(program, DATELINE_PROGRAM) != 0 && geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		_exit(124);
	execv(words[0], words);
	_exit(126);
}

static struct program_run run_program(const char *program, const char *command_line, const char *input)
{
	struct program_run run = { BUF_INIT(BUF_TEXT_MOST), BUF_INIT(BUF_TEXT_MOST), -1 };
	char *directory = program_directory();
	char in[128], out[128], err[128];
	struct error fault = { 0 };
	int status;
	pid_t child;

	snprintf(in, sizeof(in), "%s/in", directory);
	snprintf(out, sizeof(out), "%s/out", directory);
	snprintf(err, sizeof(err), "%s/err", directory);
	file_write(in, span_of(input ? input : ""), &fault);
	fflush(NULL);
	child = fork();
	if (child == 0)
		run_child(program, command_line, in, out, err);
	waitpid(child, &status, 0);
	run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	file_read(out, &run.out, &fault);
	file_read(err, &run.err, &fault);
	buf_add_string(&run.out, "");
	buf_add_string(&run.err, "");
	program_remove(directory);
	return run;
}

struct program_run program_run(const char *command_line, const char *input)
{
	return run_program(DATELINE_PROGRAM, command_line, input);
}

struct program_run program_run_as_nobody(const char *command_line, const char *directory)
{
	char program[256], command[1024];

	snprintf(program, sizeof(program), "%s/dateline", directory);
	snprintf(command, sizeof(command), "cp %s %s && chmod 755 %s && chmod a+rwX %s", DATELINE_PROGRAM, program, program,
		 directory);
	if (system(command) != 0)
		abort();
	if (geteuid() == 0 && chown(directory, NOBODY, NOBODY) != 0)
		abort();
	return run_program(program, command_line, NULL);
}

struct program_run program_run_in_terminal(const char *command_line, int columns)
{
	struct program_run run = { BUF_INIT(BUF_TEXT_MOST), BUF_INIT(0), -1 };
	struct winsize size = { .ws_row = 24, .ws_col = (unsigned short)columns };
	char piece[4096];
	int terminal, status;
	ssize_t bytes;
	pid_t child;

	fflush(NULL);
	child = forkpty(&terminal, NULL, NULL, &size);
	if (child == 0) {
		char *words[WORDS_MOST + 1] = { 0 };

		split_words(strdup(command_line), words + 1);
		words[0] = (char *)DATELINE_PROGRAM;
		setenv("TERM", "xterm-256color", 1);
		unsetenv("NO_COLOR");
		setenv("PAGER", "cat", 0);
		setenv("DATELINE_CONFIG", "/dev/null/none", 0);
		execv(words[0], words);
		_exit(126);
	}
	if (child < 0)
		abort();
	/* The end of a terminal is an error of reading it, not an end of file. */
	while ((bytes = read(terminal, piece, sizeof(piece))) > 0)
		buf_add(&run.out, piece, (size_t)bytes);
	close(terminal);
	waitpid(child, &status, 0);
	run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	buf_add_string(&run.out, "");
	return run;
}

void program_release(struct program_run *run)
{
	buf_release(&run->out);
	buf_release(&run->err);
}

char *program_directory(void)
{
	char *path = strdup("/tmp/dateline-test-XXXXXX");

	if (!mkdtemp(path))
		abort();
	return path;
}

void program_remove(char *directory)
{
	char command[256];

	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s", directory, directory);
	if (system(command) != 0)
		fprintf(stderr, "%s could not be removed\n", directory);
	free(directory);
}
