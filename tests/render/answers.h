/* Answers for the printers' tests: three passages, one of which tries to break out of every format. */
#ifndef TESTS_RENDER_ANSWERS_H
#define TESTS_RENDER_ANSWERS_H

#include "cases.h"

#include "dateline/answer.h"

#include <jansson.h>
#include <string.h>

/* A passage whose every field tries to break out: a terminal, HTML, CSV, Markdown,
 * TeX, a RIS line. */
#define EVIL "\x1b[31m<script>&\"'=1+1,|`*_[x](y)\nER  - \\end{} \xff\xe2\x80\xae"

static inline struct record make_record(const char *id, int day, bool evil)
{
	struct record record = { .number = 0, .passage_count = 2 };

	snprintf(record.article, sizeof(record.article), "%s", "0123456789abcdef");
	snprintf(record.id, sizeof(record.id), "0123456789abcdef.%s", id);
	record.own_id = span_of("a1");
	record.title = span_of(evil ? EVIL : "Цены выросли");
	record.title_char = TITLE_APART;
	record.heading = span_of("2 января");
	record.text = span_of(evil ? EVIL : "Цены на газ выросли вдвое.\n\nЖители вышли на улицы.");
	record.source = span_of(evil ? EVIL : "Вестник");
	record.author = span_of(evil ? "=HYPERLINK(1)" : "А. Автор");
	record.url = span_of(evil ? "javascript:alert(1)" : "https://example.org/1");
	record.path = span_of("corpus/a.txt");
	record.to_byte = 120;
	record.sha256 = span_of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	record.lang = span_of("ru");
	record.published = (struct date){ day_number(2022, 1, 3), day_number(2022, 1, 3), DATE_DAY, false };
	if (day > 0)
		record.date = (struct date){ day_number(2022, 1, day), day_number(2022, 1, day), DATE_DAY, false };
	return record;
}

static struct span places[] = { { "Aktau", 5 }, { "Mangystau Region", 16 } };
static struct mark marks[] = { { 0, 8 }, { 14, 6 } }; /* Цены, газ */

struct fixture {
	struct answer_hit hits[3];
	struct bucket dates[2], tree[2];
	struct facet facets[2];
	struct answer answer;
	struct ask ask;
	struct terminal plain, color;
};

static inline void make(struct fixture *f)
{
	const int days[] = { 2, 5, 0 };

	*f = (struct fixture){ .plain = { .width = 60 }, .color = { .is_terminal = true, .color = true, .width = 60 } };
	for (size_t i = 0; i < COUNT(f->hits); i++) {
		struct answer_hit *hit = &f->hits[i];

		hit->hit.record = make_record(i == 0 ? "0" : i == 1 ? "1" : "2", days[i], i == 1);
		hit->hit.score = 1.5;
		hit->snippet.text = i == 1 ? span_of(EVIL) : span_of("Цены на газ выросли вдвое.");
		hit->title.text = hit->hit.record.title;
		hit->heading.text = hit->hit.record.heading;
		hit->places = places;
		hit->place_count = COUNT(places);
		if (i != 1) {
			hit->snippet.marks = marks;
			hit->snippet.mark_count = COUNT(marks);
		}
	}
	f->dates[0] = (struct bucket){ span_of("2022-01-02"), span_of("2022-01-02"), { NULL, 0 }, 1, 0 };
	f->dates[1] = (struct bucket){ span_of("2022-01-05"), span_of("2022-01-05"), { NULL, 0 }, 1, 0 };
	f->tree[0] = (struct bucket){ span_of("KZ"), span_of("Kazakhstan"), span_of("Kazakhstan"), 3, 0 };
	f->tree[1] = (struct bucket){ span_of("KZ.09"), span_of("Mangystau Region"), span_of("Kazakhstan > Mangystau Region"), 2, 1 };
	f->facets[0] = (struct facet){ "date", f->dates, 2, 1, 0, "day" };
	f->facets[1] = (struct facet){ "place", f->tree, 2, 0, 0, NULL };
	f->answer = (struct answer){ .hits = f->hits, .hit_count = 3, .total = 3, .facets = f->facets, .facet_count = 2 };
	f->ask = (struct ask){ .words = span_of("цены газ"), .limit = 10 };
}

static inline json_t *parse(const struct buf *out)
{
	json_error_t error;
	json_t *json = json_loadb(out->at, out->bytes, 0, &error);

	if (!json)
		print_error("%s at %d\n%.*s\n", error.text, error.position, (int)out->bytes, out->at);
	assert_non_null(json);
	return json;
}

static inline const char *text_at(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

#endif
