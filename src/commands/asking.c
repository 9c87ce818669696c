/* Reads the options that search, list and mentions share, and opens the index. */
#include "commands/asking.h"
#include "commands/gazetteer.h"

#include "dateline/file.h"

#include <stdlib.h>
#include <time.h>

/* Terms that other rules made may not be what ours look for. */
static void tell_stale(const struct session *session, const struct invocation *line, struct error *err)
{
	uint32_t stale = index_stale(session->reader, session->gazetteer, err);

	if (stale > 0)
		tell(line, "%u passages were indexed with other rules for names, dates or places, and some of what is asked may "
			   "be missed in them; ingest them again", stale);
}

void session_open(struct session *session, const struct invocation *line, struct error *err)
{
	struct span *given;
	size_t count = given_all(line, "index", &given);
	const char **directories = arena_new_array(line->arena, const char *, count + 1);

	for (size_t i = 0; i < count; i++)
		directories[i] = given[i].at;
	if (count == 0)
		directories[count++] = index_directory(line);
	*session = (struct session){ NULL, NULL };
	session->reader = index_open(directories, count, err);
	if (session->reader)
		session->gazetteer = places_open(line, err);
	if (session->gazetteer)
		tell_stale(session, line, err);
}

void session_close(struct session *session)
{
	gazetteer_close(session->gazetteer);
	index_close(session->reader);
}

/* The day by the clock of this machine, for "yesterday". */
static struct date today(void)
{
	time_t now = time(NULL);
	struct tm day;
	int32_t number;

	if (!localtime_r(&now, &day))
		return (struct date){ 0 };
	number = day_number(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
	return (struct date){ number, number, DATE_DAY, false };
}

static void check_page(struct ask *ask, long limit, long offset, struct error *err)
{
	if (limit + offset > RESULTS_MOST)
		error_set(err, STATUS_USAGE, NULL, "--offset and --limit together reach %ld; %d is the most: narrow the dates",
			  limit + offset, RESULTS_MOST);
	ask->limit = (uint32_t)limit;
	ask->offset = (uint32_t)offset;
}

#define PEOPLE_BYTES_MOST ((size_t)16 << 20)

static const struct people *read_people(const struct invocation *line, struct error *err)
{
	const char *path = given_text(line, "people", NULL);
	struct buf text = BUF_INIT(PEOPLE_BYTES_MOST);
	const struct people *people = NULL;

	if (path)
		file_read(path, &text, err);
	if (path && err->status == STATUS_OK)
		people = people_read(buf_span(&text), path, line->arena, err);
	buf_release(&text);
	return people;
}

/* "Aktau" becomes "Aktau/200", so that what is shown and kept of the question is whole. */
static void read_near(const struct invocation *line, struct ask *ask, struct error *err)
{
	long km = given_number(line, "km", NEAR_KM_DEFAULT, 1, NEAR_KM_MOST, err);

	ask->near_count = given_all(line, "near", &ask->nears);
	if (given_has(line, "km") && ask->near_count == 0)
		error_set(err, STATUS_USAGE, NULL, "--km says how far from --near; --near is missing");
	for (size_t i = 0; i < ask->near_count; i++) {
		struct span near = span_trim(ask->nears[i]), digits = near;

		while (digits.bytes > 0 && digits.at[digits.bytes - 1] >= '0' && digits.at[digits.bytes - 1] <= '9')
			digits.bytes--;
		ask->nears[i] = digits.bytes < near.bytes && span_ends(digits, "/")
					? near : arena_printf(line->arena, "%.*s/%ld", (int)near.bytes, near.at, km);
	}
}

void ask_read(const struct invocation *line, uint32_t limit, struct ask *ask, struct error *err)
{
	static const char *const dates[] = { "event", "published", NULL };
	static const char *const sorts[] = { "relevance", "date", "-date", NULL };
	static const char *const groups[] = { "passage", "copies", "article", NULL };
	bool has_words = ask->words.bytes > 0;

	ask->from = span_of(given_text(line, "from", ""));
	ask->to = span_of(given_text(line, "to", ""));
	ask->on_published = given_choice(line, "on", dates, 0, err) == 1;
	ask->place_count = given_all(line, "place", &ask->places);
	read_near(line, ask, err);
	ask->person_count = given_all(line, "person", &ask->persons);
	ask->source_count = given_all(line, "source", &ask->sources);
	ask->lang_count = given_all(line, "lang", &ask->langs);
	ask->sort = (enum sort)given_choice(line, "sort", sorts, has_words ? SORT_RELEVANCE : SORT_DATE, err);
	ask->group = (enum group)given_choice(line, "group", groups, (int)ask->group, err);
	ask->names.strict = given_has(line, "strict");
	ask->names.same_script = given_has(line, "same-script");
	ask->names.roles = given_has(line, "roles");
	ask->people = read_people(line, err);
	ask->today = today();
	check_page(ask, given_number(line, "limit", limit, 0, RESULTS_MOST, err),
		   given_number(line, "offset", 0, 0, RESULTS_MOST, err), err);
}

void refuse_overflow(const struct buf *out, struct error *err)
{
	if (out->overflowed)
		error_set(err, STATUS_USAGE, NULL, "the answer is larger than %zu bytes; ask for less with --limit", out->most);
}

void print_answer(const struct invocation *line, struct buf *out, struct error *err)
{
	refuse_overflow(out, err);
	print_screen(line, buf_span(out), err);
	buf_release(out);
}

void tell_lines(const struct invocation *line, struct span lines)
{
	struct buf safe = BUF_INIT((size_t)1 << 20);

	while (lines.bytes > 0) {
		struct span text = span_cut(&lines, '\n');

		if (text.bytes == 0)
			continue;
		buf_clear(&safe);
		add_safe(&safe, text);
		tell(line, "%s", safe.at);
	}
	buf_release(&safe);
}

void tell_column(const struct invocation *line, struct span query, const struct error *err)
{
	const char *at = query.at, *end = query.at + query.bytes;
	struct buf shown = BUF_INIT((size_t)16 << 10);
	long column;

	if (!line->err.is_terminal || strncmp(err->where, "query:", 6) != 0)
		return;
	column = strtol(err->where + 6, NULL, 10);
	while (column-- > 1 && at < end)
		utf8_next(&at, end);
	add_safe(&shown, query);
	tell(line, "  %s\n  %*s^", shown.at ? shown.at : "", display_width(span_make(query.at, (size_t)(at - query.at))), "");
	buf_release(&shown);
}
