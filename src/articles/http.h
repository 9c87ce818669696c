/* An answer of a web server, as a web archive keeps it. */
#ifndef ARTICLES_HTTP_H
#define ARTICLES_HTTP_H

#include "reader.h"

struct http_answer {
	int status;             /* 200 ...; 0: this is no answer of a server */
	struct span type;       /* "text/html; charset=utf-8" or "" */
	struct span body;       /* unchunked and unpacked, in the arena or in the answer's own bytes */
};

/* STATUS_DATA when the body is packed in a way that we do not read, or is broken. */
struct http_answer http_read(struct span bytes, struct arena *arena, struct error *err);

#endif
