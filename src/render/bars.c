/* Prints facets as rows with bars. */
#include "render/entry.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Rows of a facet that a screen is given; dates are all shown. */
#define ROWS_MOST 12
#define LABEL_WIDTH_MOST 36
#define BAR_WIDTH_MOST 40

static const char *heading_of(const struct facet *facet)
{
	static const struct { const char *name, *heading; } rows[] = {
		{ "date", "Dates" }, { "place", "Places" }, { "person", "People" }, { "source", "Sources" },
		{ "lang", "Languages" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (strcmp(facet->name, rows[i].name) == 0)
			return rows[i].heading;
	}
	return facet->name;
}

static const char *missing_text(const struct facet *facet)
{
	if (strcmp(facet->name, "date") == 0)
		return "no date";
	if (strcmp(facet->name, "place") == 0)
		return "no place";
	if (strcmp(facet->name, "person") == 0)
		return "nobody named";
	return strcmp(facet->name, "source") == 0 ? "no source" : "no language";
}

static int by_falling(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x > *y ? -1 : *x < *y;
}

/* The count that a row must have to be among the ROWS_MOST largest: a place never
 * has more than what it lies in, so the tree stays whole. */
static uint32_t least_count(const struct facet *facet)
{
	uint32_t counts[FACET_BUCKETS_MOST], least;
	size_t count = 0;

	if (strcmp(facet->name, "date") == 0 || facet->bucket_count <= ROWS_MOST)
		return 0;
	for (size_t i = 0; i < facet->bucket_count && count < COUNT(counts); i++)
		counts[count++] = facet->buckets[i].count;
	qsort(counts, count, sizeof(counts[0]), by_falling);
	least = counts[ROWS_MOST - 1];
	/* Many equals at the edge would make the list long: then they are left out. */
	return count > ROWS_MOST + 8 && counts[ROWS_MOST + 8] == least && counts[0] > least ? least + 1 : least;
}

struct layout {
	const struct terminal *terminal;
	int label, number, bar;
	uint32_t greatest;
};

static int indent_of(const struct bucket *bucket)
{
	return 2 * bucket->depth;
}

static struct layout layout_of(const struct facet *facet, uint32_t least, const struct terminal *terminal)
{
	struct layout l = { .terminal = terminal, .label = display_width(span_of(missing_text(facet))), .number = 1 };
	int room;

	l.greatest = facet->missing > 0 ? facet->missing : 1;
	for (size_t i = 0; i < facet->bucket_count; i++) {
		const struct bucket *bucket = &facet->buckets[i];
		int wide = indent_of(bucket) + display_width(bucket->label);

		if (bucket->count < least)
			continue;
		l.label = wide > l.label ? wide : l.label;
		l.greatest = bucket->count > l.greatest ? bucket->count : l.greatest;
	}
	for (uint32_t n = l.greatest; n >= 10; n /= 10)
		l.number++;
	l.label = l.label > LABEL_WIDTH_MOST ? LABEL_WIDTH_MOST : l.label;
	room = terminal->width - 2 - l.number - 4;
	if (l.label > room - 4 && room > 12)
		l.label = room - 4;
	room -= l.label;
	l.bar = room > BAR_WIDTH_MOST ? BAR_WIDTH_MOST : room > 0 ? room : 0;
	return l;
}

/* Whole blocks and one of eighths: the smallest count still shows. */
static void print_bar(const struct layout *l, uint32_t count, struct buf *out)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	uint64_t length = (uint64_t)count * (uint64_t)l->bar * 8 / l->greatest;

	if (count > 0 && length == 0)
		length = 1;
	style_begin(out, l->terminal, STYLE_FAINT);
	for (uint64_t i = 0; i < length / 8; i++)
		buf_add_string(out, "█");
	buf_add_string(out, eighths[length % 8]);
	style_end(out, l->terminal);
}

static void print_row(const struct layout *l, struct span label, int indent, uint32_t count, struct buf *out)
{
	struct span cut = display_cut(label, l->label - indent);
	int wide = indent + display_width(cut);

	buf_printf(out, "  %*s", indent, "");
	add_safe(out, cut);
	buf_printf(out, "%*s  %*" PRIu32 "  ", l->label > wide ? l->label - wide : 0, "", l->number, count);
	print_bar(l, count, out);
	buf_add_string(out, "\n");
}

static void print_facet(const struct facet *facet, const struct terminal *terminal, struct buf *out)
{
	uint32_t least = least_count(facet), hidden = facet->others;
	struct layout l = layout_of(facet, least, terminal);

	buf_add_string(out, "\n");
	style_begin(out, terminal, STYLE_STRONG);
	buf_add_string(out, heading_of(facet));
	style_end(out, terminal);
	if (facet->unit)
		buf_printf(out, " by %s", facet->unit);
	buf_add_string(out, "\n");
	for (size_t i = 0; i < facet->bucket_count; i++) {
		const struct bucket *bucket = &facet->buckets[i];

		if (bucket->count >= least)
			print_row(&l, bucket->label, indent_of(bucket), bucket->count, out);
		else
			hidden++;
	}
	if (facet->missing > 0)
		print_row(&l, span_of(missing_text(facet)), 0, facet->missing, out);
	if (hidden > 0)
		buf_printf(out, "  and %" PRIu32 " more\n", hidden);
}

void facets_print_text(const struct facet *facets, size_t count, const struct terminal *terminal, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		print_facet(&facets[i], terminal, out);
}
