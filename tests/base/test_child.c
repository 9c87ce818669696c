/* Tests children: what they print, how they are limited, and how their faults read. */
#include "cases.h"

#include "dateline/child.h"

#include <signal.h>

static const struct row {
	const char *why, *words[5], *input, *out, *fault;
	enum status status;
} rows[] = {
	{ "a filter", { "tr", "a-z", "A-Z" }, "abc", "ABC", "", STATUS_OK },
	{ "no input", { "cat" }, "", "", "", STATUS_OK },
	{ "its input is a file that it can seek in", { "sh", "-c", "wc -c < /dev/stdin" }, "12345", "5\n", "", STATUS_OK },
	{ "it need not read", { "echo", "a" }, "never read", "a\n", "", STATUS_OK },
	{ "it fails and says why", { "sh", "-c", "echo; echo out of paper >&2; echo more >&2; exit 3" }, "", "\n",
	  "sh failed (exit 3): out of paper", STATUS_DATA },
	{ "there is no such program", { "no-such-program-here" }, "", "", "no-such-program-here is not installed", STATUS_IO },
	{ "it prints too much", { "yes" }, "", NULL, "yes prints more than 1 MiB", STATUS_DATA },
	{ "it sleeps", { "sleep", "100" }, "", "", "sleep took longer than 1 seconds", STATUS_DATA },
	{ "it closes its mouth and sleeps", { "sh", "-c", "exec >&- 2>&-; sleep 100" }, "", "", "sh took longer than 1 seconds",
	  STATUS_DATA },
	{ "what it leaves behind is ended with it", { "sh", "-c", "sleep 100 & echo a" }, "", "a\n",
	  "sh took longer than 1 seconds", STATUS_DATA },
	{ "it kills itself", { "sh", "-c", "kill -9 $$" }, "", "", "sh was ended by signal 9", STATUS_DATA },
	{ "none of our files is open in it", { "sh", "-c", "ls /proc/self/fd | wc -l" }, "", "4\n", "", STATUS_OK },
};

static void children_do_as_told(void **state)
{
	const struct child_limits limits = { 5, 1, (size_t)1 << 30, (size_t)1 << 20 };
	int wrong = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = BUF_INIT((size_t)1 << 20);
		struct error err = { 0 };

		child_filter(rows[i].words, span_of(rows[i].input), &limits, &out, &err);
		if (err.status != rows[i].status || strcmp(err.text, rows[i].fault) != 0 ||
		    (rows[i].out && !span_is(buf_span(&out), rows[i].out))) {
			wrong++;
			print_error("%s: status %d \"%s\", printed \"%.60s\"\n", rows[i].why, (int)err.status, err.text,
				    out.at ? out.at : "");
		}
		buf_release(&out);
	}
	assert_int_equal(wrong, 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(children_do_as_told) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
