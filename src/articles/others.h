/* Files in a folder that are of other kinds than articles. */
#ifndef ARTICLES_OTHERS_H
#define ARTICLES_OTHERS_H

#include "dateline/span.h"

/* What a file of this name is ("picture"), or NULL when it can hold articles. */
const char *others_kind(struct span path);

#endif
