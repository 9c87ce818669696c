/* Asks an index questions made at random: fuzz_query SECONDS INDEX [TRY] (build it with SAN=address,undefined). */
#include "dateline/query.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Each question is made from its number alone, and the number stands on stderr when
 * something is wrong; TRY asks that one again. A question must give an answer, or a fault
 * with a column that lies in it; the same asked again must give the same hits. One that
 * takes more than 20 seconds ends the program, as a crash does. */
#define TRY_SECONDS 20u
#define PIECES_MOST 10

static const char *const pieces[] = {
	"gas ", "price", "газ ", "цен*", "доро* ", "Токаев ", "токаев", "njrftd ", "Усть-Каменогорск ", "COVID-19 ", "балықшы ", "a ",
	"(", ")", "((", "))", "\"", "«", "»", "“", "„", "-", "--", "=", "*", ":", "/", "..", "~", "?", "'", "\\", " ",
	"AND ", "OR ", "NOT ", "NEAR ", "NEAR/3 ", "ADJ/2 ", "NEAR/0 ", "NEAR/99999999999 ", "or ", "not ",
	"person:", "person:Токаев ", "person:\"Карим Масимов\" ", "place:", "place:Актау ", "place:=Almaty ", "near:Aktau/200 ", "near:",
	"near:Aktau/0 ", "date:", "date:2022-01 ", "date:none ", "date:..2022 ", "date:2022-01~ ", "date:вчера ", "date:202X ",
	"date:-99999999 ", "after:", "before:2022 ", "published:2025 ", "source:дала ", "lang:ru ", "lang:", "title:", "title:газ ",
	"title:\"", "qqq:", "Person:", "http://a/b ", "12:30 ", "\"Президент Токаев\" ", "=\"Нурсултан Назарбаев\" ",
	"\xd0", "\xff", "\xe2\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x01", "\n", "\t", "\xc2\xa0", "𝕏 ", "и\xcc\x86 ", "ё", "ﬁ ",
};

static uint64_t next(uint64_t *state)
{
	*state += 0x9E3779B97F4A7C15u;
	uint64_t z = *state;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static void make_question(uint64_t number, struct buf *out)
{
	uint64_t state = number;
	size_t count = 1 + next(&state) % PIECES_MOST;

	buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		if (next(&state) % 12 == 0)
			buf_add_char(out, (char)(1 + next(&state) % 255));
		else
			buf_add_string(out, pieces[next(&state) % COUNT(pieces)]);
	}
}

static bool is_sound(const struct answer *answer, const struct error *err, struct span words)
{
	if (err->status == STATUS_OK) {
		for (size_t i = 0; i < answer->hit_count; i++) {
			const struct snippet *s = &answer->hits[i].snippet;

			for (size_t k = 0; k < s->mark_count; k++) {
				if ((size_t)s->marks[k].at_byte + s->marks[k].bytes > s->text.bytes)
					return false;
			}
		}
		return true;
	}
	if (err->status != STATUS_USAGE || strncmp(err->where, "query:", 6) != 0)
		return false;
	return strtoul(err->where + 6, NULL, 10) <= words.bytes + 1;
}

struct asker {
	struct index_reader *reader;
	struct gazetteer *gazetteer;
	uint64_t answers, faults;
};

static bool ask_once(struct asker *asker, uint64_t number, struct buf *words)
{
	struct arena *arena = arena_new();
	struct ask ask = { .limit = 3, .facet_date = number % 5 == 0, .context = (uint32_t)(number % 3), .group = number % 7 == 0 };
	struct answer answer = { 0 }, again = { 0 };
	struct error err = { 0 }, err_again = { 0 };
	bool sound;

	make_question(number, words);
	ask.words = buf_span(words);
	query_run(asker->reader, asker->gazetteer, &ask, arena, &answer, &err);
	sound = is_sound(&answer, &err, ask.words);
	if (number % 4 == 0) {
		query_run(asker->reader, asker->gazetteer, &ask, arena, &again, &err_again);
		sound = sound && err.status == err_again.status && answer.total == again.total &&
			answer.hit_count == again.hit_count && span_equal(answer.explanation, again.explanation);
		for (size_t i = 0; sound && i < answer.hit_count; i++)
			sound = strcmp(answer.hits[i].hit.record.id, again.hits[i].hit.record.id) == 0;
	}
	*(err.status == STATUS_OK ? &asker->answers : &asker->faults) += 1;
	if (!sound)
		fprintf(stderr, "try %" PRIu64 ": %s: %d %s %s\n", number, words->at ? words->at : "", (int)err.status, err.where,
			err.text);
	arena_free(arena);
	return sound;
}

int main(int argc, char **argv)
{
	long seconds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	const char *directory = argc > 2 ? argv[2] : "";
	struct buf words = BUF_INIT(1 << 16);
	struct error err = { 0 };
	struct asker asker = { index_open(&directory, 1, &err), gazetteer_open(NULL, &err), 0, 0 };
	time_t end = time(NULL) + seconds;
	bool sound = err.status == STATUS_OK;
	uint64_t number = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;

	if (!sound)
		fprintf(stderr, "fuzz_query SECONDS INDEX [TRY]: %s\n", err.text);
	do {
		alarm(TRY_SECONDS);
		sound = sound && ask_once(&asker, number++, &words);
	} while (sound && argc <= 3 && time(NULL) < end);
	printf("%" PRIu64 " questions answered, %" PRIu64 " refused at a column\n", asker.answers, asker.faults);
	buf_release(&words);
	gazetteer_close(asker.gazetteer);
	index_close(asker.reader);
	return sound ? 0 : 1;
}
