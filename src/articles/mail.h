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

/* A part's head, unfolded, and its body; the head ends at the first blank line. */
struct mail_part {
	struct span head, body;
};
struct mail_part mail_part_split(struct span raw, struct arena *arena);

/* The next of the parts between the lines "--boundary" of a body; {NULL, 0} for none.
 * Start `*rest` as the body. */
struct span mail_part_next(struct span *rest, struct span boundary);

#endif
