/* Chooses the article's text among all the text of a page, by structure and density. */
#include "page.h"

#define GOOD_BYTES 80u          /* a paragraph shorter than this may be anything */
#define BODY_LEAST 200u         /* less than this is no body: trust the marks less */

/* How much of a page's own words about its parts is believed. */
enum trust { TRUST_HINTS, TRUST_TAGS, TRUST_NOTHING };

static bool is_aside(const struct page *page, const struct page_piece *piece, enum trust trust)
{
	const struct page_node *node = &page->nodes[piece->node];

	return (trust == TRUST_HINTS && (node->aside_hint || node->caption)) ||
	       (trust != TRUST_NOTHING && node->aside_tag);
}

/* Does it read like a story's: long, and not made of links? */
static bool is_good(const struct page *page, const struct page_piece *piece, enum trust trust)
{
	return piece->kind != BLOCK_HEADING && piece->bytes >= GOOD_BYTES && piece->link_bytes * 3 < piece->bytes &&
	       !is_aside(page, piece, trust);
}

/* Sums the good bytes of every holder and all below it. */
static void good_sum(struct page *page, enum trust trust)
{
	for (size_t i = 0; i < page->node_count; i++)
		page->nodes[i].good_bytes = 0;
	for (size_t i = 0; i < page->piece_count; i++)
		if (is_good(page, &page->pieces[i], trust))
			page->nodes[page->pieces[i].node].good_bytes += page->pieces[i].bytes;
	for (size_t i = page->node_count; i-- > 1;)
		page->nodes[page->nodes[i].parent].good_bytes += page->nodes[i].good_bytes;
}

/* Is the node marked itself, not only within something that is? */
static bool begins(const struct page *page, size_t i, bool (*has)(const struct page_node *node))
{
	return has(&page->nodes[i]) && (i == 0 || !has(&page->nodes[page->nodes[i].parent]));
}

static bool has_body_mark(const struct page_node *node)
{
	return node->body_mark;
}

static bool has_article(const struct page_node *node)
{
	return node->article;
}

static bool has_main(const struct page_node *node)
{
	return node->main;
}

/* The marked holder with the most good text, if it has at least `share` hundredths
 * of the page's; else 0, the page. */
static size_t marked_find(const struct page *page, bool (*has)(const struct page_node *node), uint32_t share)
{
	size_t best = 0;
	uint64_t least = (uint64_t)page->nodes[0].good_bytes * share / 100;

	for (size_t i = 1; i < page->node_count; i++)
		if (begins(page, i, has) && page->nodes[i].good_bytes > 0 && page->nodes[i].good_bytes >= least &&
		    (best == 0 || page->nodes[i].good_bytes > page->nodes[best].good_bytes))
			best = i;
	return best;
}

static size_t root_find(const struct page *page)
{
	size_t root = marked_find(page, has_body_mark, 20);

	if (root == 0)
		root = marked_find(page, has_article, 40);
	return root ? root : marked_find(page, has_main, 50);
}

/* Goes down while one child holds 85 of 100 good bytes. */
static size_t top_find(const struct page *page, size_t root)
{
	size_t top = root;

	/* Children come after their parents, so one walk is enough. */
	for (size_t i = root + 1; i < page->node_count; i++)
		if (page->nodes[i].parent == top && page->nodes[i].holder && page->nodes[i].good_bytes > 0 &&
		    (uint64_t)page->nodes[i].good_bytes * 100 >= (uint64_t)page->nodes[top].good_bytes * 85)
			top = i;
	return top;
}

/* Marks the holders that are `top` or within it. */
static bool *inside_of(const struct page *page, size_t top)
{
	bool *inside = arena_new_array(page->arena, bool, page->node_count);

	for (size_t i = top; i < page->node_count; i++)
		inside[i] = i == top || (i > 0 && inside[page->nodes[i].parent]);
	return inside;
}

/* A line that is a link, or a list of them: "read also", tags, a menu. */
static bool is_link_line(const struct page_piece *piece)
{
	if (piece->kind == BLOCK_HEADING)
		return false;
	return piece->link_bytes * 10 >= piece->bytes * 7 ||
	       (piece->kind == BLOCK_ITEM && piece->link_bytes * 2 > piece->bytes);
}

/* The article around a body that is marked within it; without one the body. */
static size_t scope_of(const struct page *page, size_t root)
{
	for (size_t i = root; i > 0; i = page->nodes[i].parent)
		if (begins(page, i, has_article))
			return i;
	return root;
}

static size_t choose(struct page *page, enum trust trust)
{
	size_t root, top, bytes = 0;
	const bool *in_scope, *in_root, *in_top;
	bool begun = false;

	good_sum(page, trust);
	root = trust == TRUST_NOTHING ? 0 : root_find(page);
	top = top_find(page, root);
	in_scope = inside_of(page, scope_of(page, root));
	in_root = inside_of(page, root);
	in_top = inside_of(page, top);
	for (size_t i = 0; i < page->piece_count; i++) {
		struct page_piece *piece = &page->pieces[i];
		bool within = in_top[piece->node];

		/* A lead or a note beside the body: within it, or before it in its article. */
		begun |= within;
		if (!within && root > 0 && (in_root[piece->node] || (!begun && in_scope[piece->node])))
			within = is_good(page, piece, trust);
		piece->chosen = within && !is_aside(page, piece, trust) &&
				(trust == TRUST_NOTHING || !is_link_line(piece));
		bytes += piece->chosen ? piece->bytes : 0;
	}
	return bytes;
}

void page_choose(struct page *page)
{
	if (choose(page, TRUST_HINTS) < BODY_LEAST && choose(page, TRUST_TAGS) < BODY_LEAST)
		choose(page, TRUST_NOTHING);
}
