/* Runs another program as a filter: a file on its standard input, its output in a buffer, all of it limited. */
#include "dateline/child.h"

#include "dateline/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PIECE_BYTES 65536u
#define SAID_BYTES 200u         /* of standard error that are kept */
#define PATH_BYTES 4096u
#define FILES_MOST 64u          /* that a child may have open */

/* A child under way. */
struct child {
	pid_t pid;
	int out, said;          /* read ends; -1 once they ended */
	struct buf *to;
	char line[SAID_BYTES + 1]; /* what it wrote to standard error, from the front */
	size_t line_bytes;
	bool late;
};

/* ---- finding and starting ---- */

/* The program's file, or false. */
static bool program_find(const char *program, char path[PATH_BYTES])
{
	const char *folders = getenv("PATH");
	struct span rest = span_of(folders ? folders : "/usr/bin:/bin");

	if (strchr(program, '/'))
		return snprintf(path, PATH_BYTES, "%s", program) < (int)PATH_BYTES && access(path, X_OK) == 0;
	while (rest.at) {
		struct span folder = span_cut(&rest, ':');

		if (folder.bytes > 0 && folder.bytes < PATH_BYTES / 2 &&
		    snprintf(path, PATH_BYTES, "%.*s/%s", (int)folder.bytes, folder.at, program) < (int)PATH_BYTES &&
		    access(path, X_OK) == 0)
			return true;
	}
	return false;
}

bool child_is_there(const char *program)
{
	char path[PATH_BYTES];

	return program_find(program, path);
}

/* A file without a name that holds `input`, read from its start; -1 with `err` set. */
static int input_file(struct span input, struct error *err)
{
	const char *folder = getenv("TMPDIR");
	char path[PATH_BYTES];
	int file;

	snprintf(path, sizeof(path), "%s/dateline-XXXXXX", folder && *folder ? folder : "/tmp");
	file = mkstemp(path);
	if (file < 0) {
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
		return -1;
	}
	unlink(path);
	fcntl(file, F_SETFD, FD_CLOEXEC);
	while (input.bytes > 0) {
		ssize_t n = write(file, input.at, input.bytes);

		if (n < 0 && errno != EINTR) {
			error_set(err, STATUS_IO, folder && *folder ? folder : "/tmp", "%s", strerror(errno));
			break;
		}
		input = span_make(input.at + (n > 0 ? n : 0), input.bytes - (n > 0 ? (size_t)n : 0));
	}
	lseek(file, 0, SEEK_SET);
	return file;
}

static void limit(int what, size_t most)
{
	const struct rlimit both = { (rlim_t)most, (rlim_t)most };

	setrlimit(what, &both);
}

/* In the child, between fork and exec: nothing that takes a lock. */
static void child_become(const char *path, const char *const *words, const struct child_limits *limits, int in, int out,
			 int said)
{
	setpgid(0, 0);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_IGN);        /* Ctrl-C is for us; we end the child */
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(said, STDERR_FILENO) < 0)
		_exit(126);
	/* Whatever we have open, an index's lock above all, is none of its business. */
	for (int file = STDERR_FILENO + 1; file < 1024; file++)
		close(file);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, FILES_MOST);
	limit(RLIMIT_CPU, limits->cpu_seconds);
	limit(RLIMIT_FSIZE, limits->file_bytes);
	limit(RLIMIT_AS, limits->memory_bytes);
	execv(path, (char *const *)(uintptr_t)words);
	_exit(127);
}

static void child_start(struct child *child, const char *path, const char *const *words, struct span input,
			const struct child_limits *limits, struct error *err)
{
	int out[2] = { -1, -1 }, said[2] = { -1, -1 }, in = input_file(input, err);

	if (err->status == STATUS_OK && (pipe(out) != 0 || pipe(said) != 0))
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
	if (err->status == STATUS_OK) {
		child->pid = fork();
		if (child->pid == 0)
			child_become(path, words, limits, in, out[1], said[1]);
		if (child->pid > 0)
			setpgid(child->pid, child->pid);        /* whoever of us comes first */
		if (child->pid < 0)
			error_set(err, STATUS_IO, path, "%s", strerror(errno));
	}
	child->out = out[0];
	child->said = said[0];
	for (size_t i = 0; i < 2; i++)
		if (i == 0 ? out[1] >= 0 : said[1] >= 0)
			close(i == 0 ? out[1] : said[1]);
	if (in >= 0)
		close(in);
}

/* ---- listening ---- */

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Takes what is there to read from `*file`, which becomes -1 at its end. */
static void child_hear(struct child *child, int *file, char *piece)
{
	ssize_t n = read(*file, piece, PIECE_BYTES);
	size_t room = SAID_BYTES - child->line_bytes;

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0) {
		close(*file);
		*file = -1;
	} else if (file == &child->out) {
		buf_add(child->to, piece, (size_t)n);
	} else {
		room = room < (size_t)n ? room : (size_t)n;
		memcpy(child->line + child->line_bytes, piece, room);
		child->line_bytes += room;
	}
}

static void child_listen(struct child *child, double until)
{
	char *piece = memory_get(PIECE_BYTES);

	while ((child->out >= 0 || child->said >= 0) && !child->to->overflowed) {
		struct pollfd files[] = { { child->out, POLLIN, 0 }, { child->said, POLLIN, 0 } };
		double left = until - seconds_now();

		if (left <= 0) {
			child->late = true;
			break;
		}
		if (poll(files, COUNT(files), (int)(left * 1000) + 1) <= 0)
			continue;
		if (files[0].revents)
			child_hear(child, &child->out, piece);
		if (files[1].revents)
			child_hear(child, &child->said, piece);
	}
	free(piece);
}

/* ---- the end ---- */

/* Waits for it, no longer than `until`, and ends all of its group: nothing that it
 * started outlives it. Returns how it ended. */
static int child_end(struct child *child, double until)
{
	const struct timespec nap = { 0, 5000000 };
	siginfo_t info = { .si_pid = 0 };
	int how = 0;

	while (!child->late && child->out < 0 && info.si_pid == 0) {
		if (waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0)
			break;
		child->late = seconds_now() > until;
		nanosleep(&nap, NULL);
	}
	kill(-child->pid, SIGKILL);
	while (waitpid(child->pid, &how, 0) < 0 && errno == EINTR)
		;
	return how;
}

/* What it said first, as one line without controls. */
static const char *first_line(struct child *child)
{
	struct span rest = span_make(child->line, child->line_bytes), line = { NULL, 0 };

	while (rest.at && line.bytes == 0)
		line = span_trim(span_cut(&rest, '\n'));
	memmove(child->line, line.bytes ? line.at : "", line.bytes);
	child->line[line.bytes] = '\0';
	for (size_t i = 0; i < line.bytes; i++)
		if ((unsigned char)child->line[i] < 0x20)
			child->line[i] = ' ';
	return child->line;
}

static void child_judge(struct child *child, const char *program, int how, const struct child_limits *limits,
			struct error *err)
{
	const char *line = first_line(child), *mark = *line ? ": " : "";

	if (child->to->overflowed)
		error_set(err, STATUS_DATA, "", "%s prints more than %zu MiB", program, child->to->most >> 20);
	else if (child->late)
		error_set(err, STATUS_DATA, "", "%s took longer than %u seconds%s%s", program, limits->wall_seconds, mark, line);
	else if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
		error_set(err, STATUS_DATA, "", "%s used more than %u seconds of a processor%s%s", program, limits->cpu_seconds,
			  mark, line);
	else if (WIFSIGNALED(how))
		error_set(err, STATUS_DATA, "", "%s was ended by signal %d%s%s", program, WTERMSIG(how), mark, line);
	else if (WEXITSTATUS(how) == 127 && !*line)
		error_set(err, STATUS_IO, "", "%s cannot be run", program);
	else if (WEXITSTATUS(how) != 0)
		error_set(err, STATUS_DATA, "", "%s failed (exit %d)%s%s", program, WEXITSTATUS(how), mark, line);
}

void child_filter(const char *const *words, struct span input, const struct child_limits *limits, struct buf *out,
		  struct error *err)
{
	struct child child = { .pid = -1, .out = -1, .said = -1, .to = out };
	char path[PATH_BYTES];

	if (err->status != STATUS_OK)
		return;
	if (!program_find(words[0], path)) {
		error_set(err, STATUS_IO, "", "%s is not installed", words[0]);
		return;
	}
	child_start(&child, path, words, input, limits, err);
	if (child.pid > 0) {
		double until = seconds_now() + limits->wall_seconds;

		child_listen(&child, until);
		child_judge(&child, words[0], child_end(&child, until), limits, err);
	}
	if (child.out >= 0)
		close(child.out);
	if (child.said >= 0)
		close(child.said);
}
