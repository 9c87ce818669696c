/* The codes of mail: folded headers, encoded words, base64, quoted-printable. */
#ifndef ARTICLES_MAIL_H
#define ARTICLES_MAIL_H

#include "reader.h"

/* Headers with each on one line (RFC 5322, 2.2.3). */
struct span mail_unfold(struct span head, struct arena *arena);

/* The bytes behind "base64", "quoted-printable", or as they are. */
struct span mail_decode(struct span body, struct span encoding, struct arena *arena);

/* A header's text in UTF-8: "=?koi8-r?B?...?=" read (RFC 2047), other bytes guessed. */
struct span mail_words(struct span header, struct arena *arena);

#endif
