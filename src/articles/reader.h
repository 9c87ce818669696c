/* What the readers of formats share: the input, and an article in the making. */
#ifndef ARTICLES_READER_H
#define ARTICLES_READER_H

#include "articles/credits.h"

#include "dateline/article.h"

/* What wraps the bytes of an input that are no file of their own: a record of a web
 * archive, a mail, a compressed file. Articles are traced to it. */
struct record {
	struct span raw;        /* as in the file, [from_byte, to_byte) of it */
	uint64_t from_byte, to_byte;
	const char *charset;    /* that it declares for what is in it, or NULL */
	struct span type;       /* as "application/pdf", or "" */
	struct span id, url;    /* of what is in it, or "" */
	struct span name;       /* of a file that was wrapped, or "" */
	struct span captured;   /* when the web was read: "2014-10-07T09:00:00Z", or "" */
	struct span by;         /* what it went through before it could be read: "filter pdftotext", or "" */
};

/* One input and who takes its articles. */
struct input {
	struct span raw;        /* the file's bytes */
	struct span path;
	const struct read_options *options;
	article_take *take;
	article_fault *fault;
	void *with;
	const struct record *inside; /* NULL: the bytes are the file's */
	unsigned depth;         /* wrappings around the bytes */
};

/* Reads an input by what it looks like; readers of wrappings call it for what is inside. */
void input_read(const struct input *input, struct error *err);

/* Reads what is wrapped in `outer`, by `read` or, when that is NULL, by what it looks
 * like. `record` is NULL for a file that `path` names whole. Faults are told. False
 * when nothing more is wanted. */
bool input_read_inside(const struct input *outer, struct span raw, struct span path, const struct record *record,
		       void (*read)(const struct input *input, struct error *err));

/* [from_byte, to_byte) of the input as a record; of a record in a record the outer. */
struct record input_record(const struct input *input, uint64_t from_byte, uint64_t to_byte);

/* An article in the making: `text` grows block by block. */
struct draft {
	struct arena *arena;
	struct article *article;
	struct buf text;
	size_t block_room, caption_room;
};

/* An empty article of `input` whose record is [from, to) of its bytes. */
struct draft draft_new(const struct input *input, uint64_t from_byte, uint64_t to_byte, const char *reader,
		       struct arena *arena);

/* Adds a block behind a blank line. Empty text adds nothing. */
void draft_add(struct draft *draft, enum block_kind kind, unsigned level, struct span text);
/* Adds all blocks of a piece of HTML. */
void draft_add_html(struct draft *draft, struct span html);
void draft_add_caption(struct draft *draft, struct span text);

/* Makes the text built so far the article's, when it was built by draft_add. */
void draft_close(struct draft *draft);

/* Says where title or date come from, unless something better already said. */
void draft_title(struct draft *draft, struct span title, const char *from);
void draft_published(struct draft *draft, struct date date, enum date_origin origin);

/* Makes of it what is left of an article that was taken back: who it was, no word of it. */
void draft_withdraw(struct draft *draft);

/* Fills from the options what the article does not say, and guesses its language. */
void article_complete(struct article *article, const struct read_options *options);

/* ---- the readers; each hands its articles to input->take ---- */

void read_plain(const struct input *input, struct error *err);
void read_markdown(const struct input *input, struct error *err);
void read_html(const struct input *input, struct error *err);
void read_jsonl(const struct input *input, struct error *err);
void read_feed(const struct input *input, struct error *err);
void read_json_feed(const struct input *input, struct error *err);
void read_ninjs(const struct input *input, struct error *err);
void read_newsml(const struct input *input, struct error *err);
void read_csv(const struct input *input, struct error *err);
void read_mail(const struct input *input, struct error *err);
void read_warc(const struct input *input, struct error *err);
void read_gzip(const struct input *input, struct error *err);
void read_archive(const struct input *input, struct error *err);
void read_mhtml(const struct input *input, struct error *err);
void read_pdf(const struct input *input, struct error *err);

/* Tells of a record that holds no article: no fault. As input_fault(). */
void input_pass_over(const struct input *input, const char *unit, size_t number, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Tells of a record that cannot be read, or not well, and goes on: "path:12" with
 * `unit` "", "path: byte 12" with " byte "; line 0 is the whole. */
void input_fault(const struct input *input, const char *unit, size_t number, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Decodes the whole input into the arena. `declared` may be NULL. A double
 * encoding is undone. Bytes that are no UTF-8 in a text that is are told. */
struct span input_decode(const struct input *input, const char *declared, struct arena *arena, struct charset *used,
			 struct error *err);

/* The same for some bytes of the input, which nobody is told of: a part of a mail. */
struct span text_decode(const struct input *input, struct span raw, const char *declared, struct arena *arena,
			struct charset *used, struct error *err);

/* ---- plain text: lines and paragraphs ---- */

/* Finds the blocks of article->text, which is kept as given; the first line that
 * looks like a headline becomes the title when `wants_title`, and date lines
 * the publication date. */
void plain_blocks(struct article *article, bool wants_title, struct arena *arena);

/* The same for an article whose blocks are known: a first heading becomes the
 * title, and date line or dateline the publication date. */
void marked_head(struct article *article, struct arena *arena);

/* ---- what other programs read ---- */

/* The user's filter for what has this type or name, either of which may be "". NULL for none. */
const struct read_filter *filter_find(const struct read_options *options, struct span type, struct span name);

/* Runs it and reads what it prints by what that looks like. */
void filter_read(const struct input *input, const struct read_filter *filter, struct error *err);

/* ---- decoded text and the bytes that it was ---- */

/* Offsets in decoded text as those in the input's bytes. Start it by origin_start();
 * ask in rising order, since it walks along. */
struct origin {
	struct span raw, text;
	unsigned unit;          /* bytes a letter: 1, 2 or 4; 0: those of UTF-8 */
	bool broken;            /* some bytes were no letters */
	bool known;             /* else every range is the whole input */
	size_t at_text, at_raw;
};

/* `text` is the input as input_decode() gave it, `used` what it was decoded from. */
struct origin origin_start(const struct input *input, struct span text, const struct charset *used);

/* Where `at_text` stood in the bytes. */
size_t origin_of(struct origin *origin, size_t at_text);

/* [from, to) of the text in the bytes; all of them when nothing is known. */
struct byte_range {
	size_t from, to;
};
struct byte_range origin_range(struct origin *origin, size_t from, size_t to);

/* ---- lines that say what they are ---- */

/* A line of text as the eye sees it: short, no sentence. */
bool headline_looks(struct span line);

/* What stands before a news story: "ALMATY, January 5 (Kazinform) — ". */
struct dateline {
	struct date date;       /* {0} when it names none that is whole */
	struct span agency;     /* "" when it names none */
	size_t bytes;           /* how much of the text is dateline */
};

/* Reads the dateline that `text` begins with; `bytes` is 0 when there is none. */
struct dateline dateline_read(struct span text, const char *lang, const struct date_frame *frame, struct arena *arena);

/* Is the line nothing but a date, with a time, a place or "Published:" at most? */
bool dateline_is_whole(struct span line, const char *lang, const struct date_frame *frame, struct arena *arena,
		       struct date *out);

/* ---- headers, as the web and mail have them ---- */

/* Does `text` begin with `word` (ASCII), in any case? */
bool span_starts_alike(struct span text, const char *word);

/* The value of the header line `name`, one line long; "" for none. */
struct span header_find(struct span head, const char *name);

/* The value of `name` in "text/html; charset=utf-8", with a NUL behind it; "" for none. */
struct span header_value(struct span header, const char *name, struct arena *arena);

/* A date as machines write it: ISO 8601, RFC 822; {0} for none. */
struct date stamp_read(struct span text);

/* ISO 8601 as seconds since 1970; a time without an offset is UTC; 0 for none. */
int64_t stamp_seconds(struct span text);

/* ---- pages ---- */

/* The text of a piece of HTML, its blocks joined by spaces. */
struct span html_text(struct span html, struct arena *arena);

/* A date in an address: .../2022/01/05/... or ...2022-01-05...; {0} for none. */
struct date url_date(struct span url);

#endif
