/* Reads JSON Lines and prints their passages as a table: id, day, place, language, text. */
#include "dateline/article.h"

#include <stdio.h>
#include <stdlib.h>

/* The work of other engines begins here: they get passages ready made, with the first
 * day (yyyymmdd, 00000000 for none) and one place (its code, or -) for each. */

struct printing {
	struct gazetteer *gazetteer;
	size_t passages;
};

static void print_text(struct span text)
{
	for (size_t i = 0; i < text.bytes; i++)
		putchar(text.at[i] == '\n' || text.at[i] == '\t' || text.at[i] == '\r' ? ' ' : text.at[i]);
}

static void print_day(struct date date)
{
	int year, month, day;

	if (!date_is_known(date) || date.from_day < 0) {
		fputs("00000000", stdout);
		return;
	}
	day_split(date.from_day, &year, &month, &day);
	printf("%04d%02d%02d", year, month, day);
}

static const char *place_of(const struct document *document, size_t passage, const struct gazetteer *gazetteer)
{
	for (size_t i = 0; i < document->place_count; i++)
		if (document->places[i].passage == passage)
			return place_get(gazetteer, document->places[i].mention.place).code.at;
	return "-";
}

static bool print_article(const struct article *article, struct arena *arena, void *with)
{
	struct printing *printing = with;
	struct document document;

	passages_split(article, arena, &document);
	passages_annotate(&document, printing->gazetteer, arena);
	for (size_t i = 0; i < document.passage_count; i++) {
		const struct passage *passage = &document.passages[i];

		printf("%zu\t", ++printing->passages);
		print_day(passage->date);
		printf("\t%s\t%s\t", place_of(&document, i, printing->gazetteer), passage->lang[0] ? passage->lang : "-");
		print_text(passage->text);
		putchar('\n');
	}
	return true;
}

static void tell(const struct error *err, void *with)
{
	fprintf(stderr, "passages: %s: %s\n", err->where, err->text);
	(void)with;
}

int main(void)
{
	struct read_options given = { 0 };
	struct error err = { 0 };
	struct printing printing = { gazetteer_open(NULL, &err), 0 };
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;

	while (err.status == STATUS_OK && (bytes = getline(&line, &room, stdin)) > 0)
		articles_read(span_make(line, (size_t)bytes), span_of("passages.jsonl"), &given, print_article, tell, &printing,
			      &err);
	free(line);
	gazetteer_close(printing.gazetteer);
	if (err.status != STATUS_OK)
		tell(&err, NULL);
	return err.status != STATUS_OK;
}
