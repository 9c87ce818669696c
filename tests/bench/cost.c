/* Runs a command and prints what it cost: CPU seconds, wall seconds, greatest resident megabytes. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct timespec start, end;
	struct rusage usage;
	int status;
	pid_t child;

	if (argc < 2) {
		fputs("cost COMMAND [WORD...]\n", stderr);
		return 2;
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	child = fork();
	if (child == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(125);
		execvp(argv[1], argv + 1);
		_exit(126);
	}
	if (wait4(child, &status, 0, &usage) < 0)
		return 3;
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%.2f %.2f %.0f\n", seconds(usage.ru_utime) + seconds(usage.ru_stime),
	       (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9, (double)usage.ru_maxrss / 1024);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
