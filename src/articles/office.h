/* Office documents: DOCX and ODT, which are XML in a zip. */
#ifndef ARTICLES_OFFICE_H
#define ARTICLES_OFFICE_H

#include "reader.h"

/* What was found in the zip so far. */
struct office {
	struct span text, meta; /* word/document.xml or content.xml; docProps/core.xml or meta.xml */
};

/* Does a member of this name, the zip's first, make it an office document? */
bool office_is(struct span first_member);

/* The place of the member `name` in `office`, or NULL when it holds nothing of use. */
struct span *office_member(struct office *office, struct span name);

/* Makes an article of what was found. */
bool office_take(const struct input *input, const struct office *office, struct error *err);

#endif
