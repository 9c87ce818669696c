/* What tag, class and id say of an element of a page. */
#include "page_mark.h"

#include "page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Rows of html_tag.tsv, by name, and of html_hint.tsv. */
static const struct tag_row {
	const char *tag, *role;
} tags[] = {
#define ROW(line, tag, role, source) { tag, role },
#include "articles/html_tag.tsv.inc"
#undef ROW
};

static const struct hint_row {
	const char *word, *says;
} hints[] = {
#define ROW(line, word, says, example, source) { word, says },
#include "articles/html_hint.tsv.inc"
#undef ROW
};

static const struct line_row {
	const char *line, *where;
} lines[] = {
#define ROW(line, text, where, example, source) { text, where },
#include "articles/html_line.tsv.inc"
#undef ROW
};

#define LINE_BYTES 400u         /* a longer line is none that begins so */

static int tag_compare(const void *key, const void *row)
{
	return strcasecmp(key, ((const struct tag_row *)row)->tag);
}

const char *page_role_of(const char *tag)
{
	const struct tag_row *row = bsearch(tag, tags, COUNT(tags), sizeof(*row), tag_compare);

	return row ? row->role : NULL;
}

bool role_is(const char *role, const char *name)
{
	return role && strcmp(role, name) == 0;
}

/* The value of an attribute, or NULL. */
const char *attribute(const xmlChar **attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (strcasecmp((const char *)attributes[i], name) == 0)
			return (const char *)attributes[i + 1];
	return NULL;
}

bool attribute_is(const xmlChar **attributes, const char *name, const char *value)
{
	const char *got = attribute(attributes, name);

	return got && strcasecmp(got, value) == 0;
}

static void word_weigh(const char *word, size_t bytes, struct said *said)
{
	for (size_t i = 0; i < COUNT(hints); i++) {
		if (strlen(hints[i].word) != bytes || strncasecmp(hints[i].word, word, bytes) != 0)
			continue;
		said->aside += hints[i].says[0] == 'a';
		said->body += hints[i].says[0] == 'b';
		said->caption += hints[i].says[0] == 'c';
	}
}

static void hints_weigh(const char *names, struct said *said)
{
	const char *from = names;

	for (const char *at = names; names; at++) {
		bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
		bool capital = letter && *at <= 'Z' && at > from && at[-1] >= 'a' && at[-1] <= 'z';

		if (letter && !capital)
			continue;
		if (at > from)
			word_weigh(from, (size_t)(at - from), said);
		from = capital ? at : at + 1;
		if (*at == '\0' || at - names > 400)
			break;
	}
}

bool page_line_is_aside(struct span line)
{
	char small[LINE_BYTES + 8];
	size_t bytes = 0;
	const char *at = line.at, *end = line.at + line.bytes;

	while (at < end && bytes < LINE_BYTES)
		bytes += utf8_write(letter_lower(utf8_next(&at, end)), small + bytes);
	if ((span_starts(line, "http://") || span_starts(line, "https://")) && span_find(line, span_of(" ")) == line.bytes)
		return true;
	for (size_t i = 0; i < COUNT(lines); i++) {
		bool anywhere = lines[i].where[0] == 'a';
		size_t found = span_find(span_make(small, bytes), span_of(lines[i].line));

		if (found < bytes && (anywhere || (found == 0 && at == end)))
			return true;
	}
	return false;
}

uint32_t look_of(const char *tag, const xmlChar **attributes)
{
	const char *class = attribute(attributes, "class");
	uint32_t hash = 2166136261u;

	/* FNV-1a over the tag and the first word of the class; "id" makes no two alike. */
	for (; *tag; tag++)
		hash = (hash ^ ((unsigned char)*tag | 32u)) * 16777619u;
	for (; class && *class && *class != ' '; class++)
		hash = (hash ^ (unsigned char)*class) * 16777619u;
	return hash;
}

/* An inline element that is a line of its own by its class: a date, a count of views. */
bool is_own_line(const xmlChar **attributes)
{
	static const char *const words[] = { "date", "time", "datetime", "views", "byline" };
	const char *class = attribute(attributes, "class");

	struct said said = { 0, 0, 0 };

	said_by(attributes, &said);
	if (said.aside > 0 && said.body == 0)
		return true;
	for (size_t i = 0; class && i < COUNT(words); i++) {
		const char *at = strstr(class, words[i]);

		if (at && (at == class || at[-1] < 'a' || at[-1] > 'z') && !(at[strlen(words[i])] >= 'a' && at[strlen(words[i])] <= 'z'))
			return true;
	}
	return false;
}

bool is_hidden(const xmlChar **attributes)
{
	const char *style = attribute(attributes, "style");

	/* "hidden" has no value. */
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (strcasecmp((const char *)attributes[i], "hidden") == 0)
			return true;
	return attribute_is(attributes, "aria-hidden", "true") ||
	       (style && (strstr(style, "display:none") || strstr(style, "display: none")));
}

void said_by(const xmlChar **attributes, struct said *said)
{
	hints_weigh(attribute(attributes, "class"), said);
	hints_weigh(attribute(attributes, "id"), said);
}

/* The role of an element, with those that depend on more than its tag. */
const char *element_role(const char *tag, const xmlChar **attributes)
{
	if (strcasecmp(tag, "a") == 0)
		return "link";
	if (strcasecmp(tag, "b") == 0 || strcasecmp(tag, "strong") == 0)
		return "bold";
	if (strcasecmp(tag, "script") == 0 && attribute_is(attributes, "type", "application/ld+json"))
		return "jsonld";
	return page_role_of(tag);
}
