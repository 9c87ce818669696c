/* XML as the readers see it: elements, their text, and where they stand. */
#ifndef ARTICLES_XML_H
#define ARTICLES_XML_H

#include "reader.h"

struct xml_element {
	const char *name;       /* without its prefix */
	const char *space;      /* address of its namespace, or "" */
	size_t at_byte;         /* of its "<" in the text; at its end, behind its last ">" */
	const unsigned char **attributes; /* libxml2's; see xml_attribute() */
	int attribute_count;
};

struct xml_taker {
	void (*start)(const struct xml_element *element, void *with);
	void (*end)(const struct xml_element *element, void *with);
	void (*text)(struct span text, void *with);     /* in pieces */
	void *with;
	bool stopped;           /* set it and nothing more is parsed */
};

/* Parses `text` (UTF-8). Nothing is fetched and no entity of the document's own is
 * taken: one that declares any sets `err`. A document that breaks off is told through
 * `input`, and what stands before the break was taken. */
void xml_parse(const struct input *input, struct span text, struct xml_taker *taker, struct error *err);

/* The value of the attribute `name`, as long as the call lasts; "" for none. */
struct span xml_attribute(const struct xml_element *element, const char *name);

/* The whole input as UTF-8, by the charset that it declares. */
struct span xml_decode(const struct input *input, struct arena *arena, struct charset *used, struct error *err);

#endif
