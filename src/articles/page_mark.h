/* What tag, class and id say of an element of a page: the inner part of page.c. */
#ifndef ARTICLES_PAGE_MARK_H
#define ARTICLES_PAGE_MARK_H

#include <libxml/xmlstring.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The role of a tag in html_tag.tsv, or NULL: inline. */
const char *page_role_of(const char *tag);
bool role_is(const char *role, const char *name);

/* The role of an element, with those that depend on more than its tag: "link",
 * "bold", "jsonld". */
const char *element_role(const char *tag, const xmlChar **attributes);

/* The value of an attribute, or NULL; does it have this one, in any case? */
const char *attribute(const xmlChar **attributes, const char *name);
bool attribute_is(const xmlChar **attributes, const char *name, const char *value);

/* What the words of class and id say: how many of them are "aside", "body" and
 * "caption" in html_hint.tsv. */
struct said {
	size_t aside, body, caption;
};
void said_by(const xmlChar **attributes, struct said *said);

/* A number of tag and class: elements of one look are of one kind. */
uint32_t look_of(const char *tag, const xmlChar **attributes);

/* Is an inline element a line of its own by its class: a date, a count of views? */
bool is_own_line(const xmlChar **attributes);

/* Is the element hidden from readers of the page? */
bool is_hidden(const xmlChar **attributes);

#endif
