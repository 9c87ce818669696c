/* A page as the reader of HTML sees it: pieces of text, and the elements that hold them. */
#ifndef ARTICLES_PAGE_H
#define ARTICLES_PAGE_H

#include "reader.h"

/* An element that holds text, in the order of the page: a parent before its children. */
struct page_node {
	uint32_t parent;        /* number of the holder around it; its own for the first */
	uint32_t good_bytes;    /* of paragraphs in it that read like a story's */
	uint32_t inner_bytes;   /* of them in the holders in it */
	float density;          /* the same, less the deeper in it they stand */
	uint32_t look;          /* of its tag and class: what looks alike is alike */
	bool aside_tag;         /* in a menu, footer ... by its tag */
	bool aside_hint;        /* ... or by its class */
	bool caption;
	bool body_mark;         /* itemprop="articleBody" */
	bool article, main;
	bool holder;            /* may hold the body; a paragraph may not */
};

/* A run of text between two edges of blocks. */
struct page_piece {
	enum block_kind kind;
	uint8_t level;
	uint32_t node;
	uint32_t at_byte, bytes;        /* in page.text */
	uint32_t link_bytes, bold_bytes;
	bool chosen;
	bool h1;
};

struct page_meta {
	struct span name, content;
};

/* Caps: what goes beyond is flattened into what stands around it, never dropped. */
#define PAGE_DEPTH_MOST 512
#define PAGE_NODES_MOST 1000000u
#define PAGE_METAS_MOST 500u
#define PAGE_SCRIPTS_MOST 50u

struct page {
	struct arena *arena;
	struct buf text;
	struct page_node *nodes;
	size_t node_count, node_room;
	struct page_piece *pieces;
	size_t piece_count, piece_room;
	struct page_meta *metas;        /* <meta>, and <time> and <link> as "time", "canonical" */
	size_t meta_count, meta_room;
	struct span *scripts;           /* JSON-LD */
	size_t script_count, script_room;
	struct span ld_body;            /* the text that its JSON-LD has, or "" */
	struct span title;
	char lang[LANG_TEXT];
};

/* Parses `html` (UTF-8) into `page`, which starts as {0} with its arena. */
void page_read(struct page *page, struct span html);

/* Blanks what stands in a tag behind its 2,000th attribute: the parser compares each
 * with all before it, and a page made to be slow has 200,000 of them. */
void page_trim(char *html, size_t bytes);

/* Does a line say of itself that it is none of the article's? */
bool page_line_is_aside(struct span line);

/* Sets `chosen` for the pieces that are the article's. */
void page_choose(struct page *page);

/* The value of the first of the `names` (single spaces between) that the page has; "" for none. */
struct span page_meta_find(const struct page *page, const char *names);

/* Fills title, date, source, author, address from what the page says of itself; the
 * second from its JSON-LD alone. */
void page_describe(struct page *page, struct draft *draft);
void page_ld_describe(struct page *page, struct draft *draft);

static inline struct span page_text(const struct page *page, const struct page_piece *piece)
{
	return span_make(page->text.at + piece->at_byte, piece->bytes);
}

#endif
