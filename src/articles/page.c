/* Parses a page into pieces of text, by libxml2's push parser; its tree is never built. */
#include "page.h"

#include "page_mark.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <strings.h>

#define CHUNK_BYTES 16384
#define SCRIPT_MOST ((size_t)4 << 20)
#define TEXT_MOST ((size_t)256 << 20)
#define LONG_CELL_BYTES 80

/* An open element that is remembered. */
struct open_element {
	const char *role;       /* a role of html_tag.tsv, "link", "bold", "jsonld" or NULL: inline */
	uint32_t node;          /* holder that was open before it */
	enum block_kind kind;   /* block that its text is, and what it was before */
	uint8_t level;
};

struct parse {
	struct page *page;
	struct open_element open[PAGE_DEPTH_MOST];
	size_t depth;           /* remembered */
	size_t deeper;          /* open beyond them, forgotten */
	size_t skipping, linking, bolding, titling, scripting; /* open elements of the kind */
	uint32_t node;
	enum block_kind kind;
	uint8_t level;
	size_t piece_from;      /* in page->text */
	uint32_t link_bytes, bold_bytes;
	size_t cell_from;       /* the cell at hand, and what stands before it in the piece */
	uint32_t links_before, bold_before;
	bool cell_broken;       /* it holds lines, so it is no cell of a row */
	bool spaced;            /* white space waits for the next letter */
	struct buf script, title;
	bool title_done;        /* pictures have titles too: the first is the page's */
};

static void piece_push(struct parse *parse, enum block_kind kind, size_t from, size_t to, uint32_t links, uint32_t bold)
{
	struct page *page = parse->page;

	while (to > from && page->text.at[to - 1] == ' ')
		to--;
	if (to > from)
		ARENA_PUSH(page->arena, page->pieces, page->piece_count, page->piece_room) = (struct page_piece){
			kind, parse->level, parse->node, (uint32_t)from, (uint32_t)(to - from), links, bold, false,
			kind == BLOCK_HEADING && parse->level == 1 };
}

/* Ends the piece at hand. Short cells make one row; a long one is text, which old
 * pages lay out in tables. */
static void piece_end(struct parse *parse)
{
	struct page *page = parse->page;
	size_t from = parse->piece_from, to = page->text.bytes, cell = parse->cell_from > from ? parse->cell_from : from;
	bool is_row = parse->kind == BLOCK_ROW, is_long = is_row && to - cell >= LONG_CELL_BYTES;

	if (is_long && cell > from) {
		piece_push(parse, BLOCK_ROW, from, cell, parse->links_before, parse->bold_before);
		piece_push(parse, BLOCK_PARAGRAPH, cell, to, parse->link_bytes - parse->links_before,
			   parse->bold_bytes - parse->bold_before);
	} else {
		piece_push(parse, is_long ? BLOCK_PARAGRAPH : parse->kind, from, to, parse->link_bytes, parse->bold_bytes);
	}
	if (to > from) {
		buf_add_char(&page->text, '\n');
		parse->cell_broken = true;
	}
	parse->piece_from = parse->cell_from = page->text.bytes;
	parse->link_bytes = parse->bold_bytes = parse->links_before = parse->bold_before = 0;
	parse->spaced = false;
}

/* "https://schema.org/NewsArticle" and its like. */
static bool is_article_type(const char *type)
{
	const char *name = type ? strrchr(type, '/') : NULL;

	return name && (strcmp(name, "/NewsArticle") == 0 || strcmp(name, "/Article") == 0 || strcmp(name, "/BlogPosting") == 0 ||
			strcmp(name, "/ReportageNewsArticle") == 0);
}

/* Opens a holder: its marks are its own and its parent's. */
static void node_open(struct parse *parse, const char *tag, const char *role, const xmlChar **attributes)
{
	struct page *page = parse->page;
	const struct page_node parent = page->nodes[parse->node];
	struct page_node node = parent;
	struct said said = { 0, 0, 0 };

	if (page->node_count >= PAGE_NODES_MOST)
		return;
	node.parent = parse->node;
	node.good_bytes = 0;
	node.holder = role_is(role, "holder") || role_is(role, "cell") || role_is(role, "row");
	node.look = look_of(tag, attributes);
	node.article = strcasecmp(tag, "article") == 0 || is_article_type(attribute(attributes, "itemtype"));
	node.main = strcasecmp(tag, "main") == 0 || attribute_is(attributes, "role", "main");
	node.body_mark = attribute_is(attributes, "itemprop", "articleBody");
	node.aside_tag = parent.aside_tag || role_is(role, "aside") || attribute_is(attributes, "role", "navigation") ||
			 (role_is(role, "header") && !parent.article && !parent.main);
	node.caption = parent.caption || role_is(role, "caption");
	said_by(attributes, &said);
	/* The page's frame and the article itself bear names of all that is in them. */
	if (strcasecmp(tag, "body") != 0 && !node.article && !node.main && !node.body_mark) {
		node.aside_hint = parent.aside_hint || (said.aside > 0 && said.body == 0) || is_hidden(attributes);
		node.caption |= said.caption > 0;
	}
	node.article |= parent.article;
	node.main |= parent.main;
	parse->node = (uint32_t)page->node_count;
	ARENA_PUSH(page->arena, page->nodes, page->node_count, page->node_room) = node;
}

static void meta_add(struct page *page, const char *name, const char *content)
{
	if (!name || !content || page->meta_count >= PAGE_METAS_MOST)
		return;
	ARENA_PUSH(page->arena, page->metas, page->meta_count, page->meta_room) = (struct page_meta){
		arena_copy(page->arena, span_of(name)), arena_copy(page->arena, span_trim(span_of(content))) };
}

/* What an element says of the page rather than in it. */
static void element_note(struct parse *parse, const char *tag, const xmlChar **attributes)
{
	struct page *page = parse->page;
	const char *lang = attribute(attributes, "lang"), *name;

	if (strcasecmp(tag, "html") == 0 && lang && strlen(lang) >= 2)
		snprintf(page->lang, LANG_TEXT, "%.2s", lang);
	if (strcasecmp(tag, "meta") == 0) {
		name = attribute(attributes, "property");
		name = name ? name : attribute(attributes, "name");
		name = name ? name : attribute(attributes, "itemprop");
		meta_add(page, name, attribute(attributes, "content"));
	} else if (strcasecmp(tag, "link") == 0 && attribute_is(attributes, "rel", "canonical")) {
		meta_add(page, "canonical", attribute(attributes, "href"));
	} else if (attribute_is(attributes, "itemprop", "datePublished")) {
		name = attribute(attributes, "content");
		meta_add(page, "datePublished", name ? name : attribute(attributes, "datetime"));
	} else if (strcasecmp(tag, "time") == 0) {
		meta_add(page, "time", attribute(attributes, "datetime"));
	}
}

static void block_open(struct parse *parse, const char *tag, const char *role)
{
	piece_end(parse);
	if (role_is(role, "heading")) {
		parse->kind = BLOCK_HEADING;
		parse->level = (uint8_t)(tag[1] - '0');
	} else if (role_is(role, "quote")) {
		parse->kind = BLOCK_QUOTE;
	} else if (role_is(role, "item")) {
		parse->kind = BLOCK_ITEM;
	} else if (role_is(role, "row")) {
		parse->kind = BLOCK_ROW;
	} else if (parse->kind == BLOCK_HEADING) {
		parse->kind = BLOCK_PARAGRAPH;
		parse->level = 0;
	}
}

static bool is_block_role(const char *role)
{
	return role && !role_is(role, "link") && !role_is(role, "bold") && !role_is(role, "skip") &&
	       !role_is(role, "jsonld") && !role_is(role, "title") && !role_is(role, "cell") && !role_is(role, "break");
}

static void count_role(struct parse *parse, const char *role, size_t change)
{
	if (role_is(role, "skip") || role_is(role, "head"))
		parse->skipping += change;
	else if (role_is(role, "link"))
		parse->linking += change;
	else if (role_is(role, "bold"))
		parse->bolding += change;
	else if (role_is(role, "title"))
		parse->titling += change;
	else if (role_is(role, "jsonld"))
		parse->scripting += change;
}

/* A cell begins or ends: what is long enough is a piece of its own. */
static void cell_edge(struct parse *parse)
{
	struct buf *text = &parse->page->text;

	if (text->bytes - parse->cell_from >= LONG_CELL_BYTES || parse->cell_broken)
		piece_end(parse);
	else if (text->bytes > parse->piece_from && text->at[text->bytes - 1] != ' ')
		buf_add_char(text, ' ');
	parse->cell_broken = false;
	parse->cell_from = text->bytes;
	parse->links_before = parse->link_bytes;
	parse->bold_before = parse->bold_bytes;
	parse->spaced = false;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct parse *parse = context;
	const char *tag = (const char *)name, *role = element_role(tag, attributes);

	element_note(parse, tag, attributes);
	if (!role && is_hidden(attributes))
		role = "skip";
	else if (!role && parse->page->text.bytes == parse->piece_from && is_own_line(attributes))
		role = "block";
	if (role_is(role, "break")) {
		piece_end(parse);
		return;
	}
	if (is_block_role(role))
		piece_end(parse);
	if (parse->depth == PAGE_DEPTH_MOST) {
		parse->deeper++;
		return;
	}
	parse->open[parse->depth++] = (struct open_element){ role, parse->node, parse->kind, parse->level };
	count_role(parse, role, 1);
	if (role_is(role, "cell"))
		cell_edge(parse);
	if (is_block_role(role) && !role_is(role, "head"))
		block_open(parse, tag, role);
	if ((is_block_role(role) && !role_is(role, "head")) || role_is(role, "cell"))
		node_open(parse, tag, role, attributes);
}

static void script_end(struct parse *parse)
{
	struct page *page = parse->page;

	if (parse->script.bytes > 0 && page->script_count < PAGE_SCRIPTS_MOST)
		ARENA_PUSH(page->arena, page->scripts, page->script_count, page->script_room) =
			arena_copy(page->arena, buf_span(&parse->script));
	buf_clear(&parse->script);
}

static void on_end(void *context, const xmlChar *name)
{
	struct parse *parse = context;
	const struct open_element *open;
	const char *role = page_role_of((const char *)name);

	if (!role && parse->deeper == 0 && parse->depth > 0)
		role = parse->open[parse->depth - 1].role;
	if (role_is(role, "break"))
		return;
	if (is_block_role(role))
		piece_end(parse);
	else if (role_is(role, "cell"))
		cell_edge(parse);
	if (parse->deeper > 0) {
		parse->deeper--;
		return;
	}
	if (parse->depth == 0)
		return;
	open = &parse->open[--parse->depth];
	if (role_is(open->role, "jsonld"))
		script_end(parse);
	parse->title_done |= role_is(open->role, "title");
	count_role(parse, open->role, (size_t)-1);
	parse->node = open->node;
	parse->kind = open->kind;
	parse->level = open->level;
}

/* Bytes of white space at the front: HTML's, and the no-break space. */
static size_t space_bytes(struct span text)
{
	if (text.at[0] == ' ' || text.at[0] == '\n' || text.at[0] == '\t' || text.at[0] == '\r' || text.at[0] == '\f')
		return 1;
	return span_starts(text, "\xC2\xA0") ? 2 : 0;
}

/* Adds text to the piece at hand, white space made one space. */
static void text_add(struct parse *parse, struct span text)
{
	struct buf *out = &parse->page->text;

	while (text.bytes > 0) {
		size_t bytes = space_bytes(text), run = 0;

		if (bytes > 0) {
			parse->spaced = true;
		} else {
			while (run < text.bytes && space_bytes(span_make(text.at + run, text.bytes - run)) == 0)
				run++;
			if (parse->spaced && out->bytes > parse->piece_from)
				buf_add_char(out, ' ');
			parse->spaced = false;
			buf_add(out, text.at, run);
			parse->link_bytes += parse->linking > 0 ? (uint32_t)run : 0;
			parse->bold_bytes += parse->bolding > 0 ? (uint32_t)run : 0;
			bytes = run;
		}
		text = span_make(text.at + bytes, text.bytes - bytes);
	}
}

static void on_text(void *context, const xmlChar *text, int bytes)
{
	struct parse *parse = context;
	struct span span = span_make((const char *)text, (size_t)bytes);

	if (parse->scripting > 0)
		buf_add_span(&parse->script, span);
	else if (parse->titling > 0 && !parse->title_done)
		buf_add_span(&parse->title, span);
	else if (parse->skipping == 0 && parse->titling == 0)
		text_add(parse, span);
}

static void on_fault(void *context, const char *message, ...)
{
	(void)context;
	(void)message;
}

static xmlParserInputPtr no_entities(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

static void parse_run(struct parse *parse, struct span html)
{
	htmlSAXHandler sax = { .startElement = on_start, .endElement = on_end, .characters = on_text,
			       .ignorableWhitespace = on_text, .cdataBlock = on_text, .warning = on_fault,
			       .error = on_fault, .fatalError = on_fault };
	htmlParserCtxtPtr context = htmlCreatePushParserCtxt(&sax, parse, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

	if (!context)
		return;
	/* Whatever the page asks for, nothing is fetched. */
	xmlSetExternalEntityLoader(no_entities);
	htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
				    HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
	for (size_t at = 0; at < html.bytes; at += CHUNK_BYTES) {
		size_t bytes = html.bytes - at < CHUNK_BYTES ? html.bytes - at : CHUNK_BYTES;

		htmlParseChunk(context, html.at + at, (int)bytes, 0);
	}
	htmlParseChunk(context, "", 0, 1);
	htmlFreeParserCtxt(context);
}

void page_read(struct page *page, struct span html)
{
	struct parse *parse = arena_alloc(page->arena, sizeof(*parse));

	page->text = (struct buf)BUF_INIT(TEXT_MOST);
	ARENA_PUSH(page->arena, page->nodes, page->node_count, page->node_room) = (struct page_node){ .parent = 0 };
	parse->page = page;
	parse->script = (struct buf)BUF_INIT(SCRIPT_MOST);
	parse->title = (struct buf)BUF_INIT(65536);
	parse_run(parse, html);
	piece_end(parse);
	page->title = arena_copy(page->arena, span_trim(buf_span(&parse->title)));
	buf_release(&parse->script);
	buf_release(&parse->title);
}
