/* Reads the press's own XML: NITF and NewsML-G2, an article a document or item. */
#include "xml.h"

#include <stdio.h>

#define FIELD_MOST ((size_t)16 << 20)
#define DEPTH_MOST 256u

/* Where text goes. */
enum field {
	FIELD_TITLE, FIELD_DATELINE, FIELD_AUTHOR, FIELD_SOURCE, FIELD_BLOCK, FIELD_CAPTION, FIELD_COUNT
};

/* Elements of NITF 3 (docs at iptc.org) and of NewsML-G2 2.x; `parent` NULL: anywhere
 * in an article. `kind` is that of a block. */
static const struct role {
	const char *parent, *name;
	enum field field;
	enum block_kind kind;
} roles[] = {
	{ NULL, "hl1", FIELD_TITLE, 0 }, { NULL, "headline", FIELD_TITLE, 0 }, { NULL, "dateline", FIELD_DATELINE, 0 },
	{ NULL, "byline", FIELD_AUTHOR, 0 }, { NULL, "distributor", FIELD_SOURCE, 0 },
	{ "media", "media-caption", FIELD_CAPTION, 0 }, { NULL, "hl2", FIELD_BLOCK, BLOCK_HEADING },
	{ "block", "p", FIELD_BLOCK, BLOCK_PARAGRAPH }, { "body.content", "p", FIELD_BLOCK, BLOCK_PARAGRAPH },
	{ "body", "p", FIELD_BLOCK, BLOCK_PARAGRAPH }, { "section", "p", FIELD_BLOCK, BLOCK_PARAGRAPH },
	{ "article", "p", FIELD_BLOCK, BLOCK_PARAGRAPH }, { "div", "p", FIELD_BLOCK, BLOCK_PARAGRAPH },
	{ "body", "h1", FIELD_TITLE, 0 }, { NULL, "h2", FIELD_BLOCK, BLOCK_HEADING },
	{ NULL, "h3", FIELD_BLOCK, BLOCK_HEADING }, { NULL, "li", FIELD_BLOCK, BLOCK_ITEM },
	{ NULL, "blockquote", FIELD_BLOCK, BLOCK_QUOTE }, { "provider", "name", FIELD_SOURCE, 0 },
	{ "infoSource", "name", FIELD_SOURCE, 0 }, { "contentMeta", "by", FIELD_AUTHOR, 0 },
};

struct newsml {
	const struct input *input;
	struct xml_taker *taker;
	struct arena *arena;            /* of the article at hand */
	const struct charset *charset;
	struct origin origin;
	size_t from_byte;
	const char *reader;
	struct draft draft;
	size_t depth, article_depth;    /* 0: outside an article */
	char parents[DEPTH_MOST][16];   /* names of the open elements */
	size_t field_depth;
	const struct role *role;
	struct buf fields[FIELD_COUNT];
	struct buf created;             /* text of contentCreated or versionCreated */
	struct buf changed;             /* of versionCreated */
	size_t created_depth;
	bool in_version;
	struct span id;
	bool withdrawn;
};

static const struct role *role_find(const struct newsml *news, const char *name)
{
	const char *parent = news->depth >= 2 && news->depth - 2 < DEPTH_MOST ? news->parents[news->depth - 2] : "";

	for (size_t i = 0; i < COUNT(roles); i++)
		if (strcmp(roles[i].name, name) == 0 &&
		    (!roles[i].parent || strncmp(roles[i].parent, parent, sizeof(news->parents[0]) - 1) == 0))
			return &roles[i];
	return NULL;
}

static void date_set(struct newsml *news, struct span text)
{
	if (text.bytes > 0)
		draft_published(&news->draft, stamp_read(text), ORIGIN_METADATA);
}

static uint32_t number_read(struct span digits)
{
	uint32_t number = 0;

	for (size_t i = 0; i < digits.bytes && i < 9 && digits.at[i] >= '0' && digits.at[i] <= '9'; i++)
		number = number * 10 + (uint32_t)(digits.at[i] - '0');
	return number;
}

/* "stat:canceled", "canceled", "withheld": cv.iptc.org/newscodes/pubstatusg2, and NITF's words. */
static bool is_taken_back(struct span status)
{
	return span_ends(status, "canceled") || span_ends(status, "withheld");
}

/* What stands in attributes: dates, ids, language, whether the article still holds. */
static void attributes_read(struct newsml *news, const struct xml_element *element)
{
	struct article *article = news->draft.article;
	struct span lang = xml_attribute(element, "lang");

	if (strcmp(element->name, "date.issue") == 0 || strcmp(element->name, "story.date") == 0)
		date_set(news, xml_attribute(element, "norm"));
	else if (strcmp(element->name, "doc-id") == 0)
		article->id = arena_copy(news->arena, xml_attribute(element, "id-string"));
	else if (strcmp(element->name, "newsItem") == 0) {
		article->id = arena_copy(news->arena, xml_attribute(element, "guid"));
		article->version.number = number_read(xml_attribute(element, "version"));
	} else if (strcmp(element->name, "du-key") == 0)
		article->version.number = number_read(xml_attribute(element, "version"));
	else if (strcmp(element->name, "docdata") == 0)
		news->withdrawn |= is_taken_back(xml_attribute(element, "management-status"));
	else if (strcmp(element->name, "language") == 0)
		lang = xml_attribute(element, "tag");
	else if (strcmp(element->name, "pubStatus") == 0)
		news->withdrawn |= is_taken_back(xml_attribute(element, "qcode"));
	if (lang.bytes >= 2 && !article->lang[0])
		snprintf(article->lang, LANG_TEXT, "%.2s", lang.at);
}

static void article_open(struct newsml *news, const struct xml_element *element)
{
	arena_reset(news->arena);
	news->article_depth = news->depth;
	news->from_byte = element->at_byte;
	news->withdrawn = false;
	news->field_depth = news->created_depth = 0;
	/* The range is known at the end. */
	news->draft = draft_new(news->input, 0, 0, news->reader, news->arena);
	news->draft.article->from.charset = *news->charset;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buf_clear(&news->fields[i]);
	buf_clear(&news->created);
	buf_clear(&news->changed);
	news->in_version = false;
}

static void on_start(const struct xml_element *element, void *with)
{
	struct newsml *news = with;
	bool is_nitf = strcmp(element->name, "nitf") == 0;

	if (news->depth++ < DEPTH_MOST)
		snprintf(news->parents[news->depth - 1], sizeof(news->parents[0]), "%s", element->name);
	if (news->article_depth == 0 && (is_nitf || strcmp(element->name, "newsItem") == 0)) {
		news->reader = is_nitf ? "nitf/1" : "newsml/1";
		article_open(news, element);
	}
	if (news->article_depth == 0)
		return;
	attributes_read(news, element);
	if (strcmp(element->name, "contentCreated") == 0 || strcmp(element->name, "versionCreated") == 0) {
		/* The day of the writing is better than that of the sending, which comes first. */
		if (strcmp(element->name, "contentCreated") == 0)
			buf_clear(&news->created);
		if (news->created.bytes == 0)
			news->created_depth = news->depth;
		news->in_version = strcmp(element->name, "versionCreated") == 0;
	}
	if (news->field_depth > 0)
		return;
	news->role = role_find(news, element->name);
	if (news->role && (news->role->field >= FIELD_BLOCK || news->fields[news->role->field].bytes == 0))
		news->field_depth = news->depth;
}

static void on_text(struct span text, void *with)
{
	struct newsml *news = with;

	if (news->created_depth > 0)
		buf_add_span(&news->created, text);
	if (news->in_version)
		buf_add_span(&news->changed, text);
	if (news->field_depth > 0)
		buf_add_span(&news->fields[news->role->field], text);
}

/* Text with its white space made single spaces. */
static struct span squeezed(const struct buf *text, struct arena *arena)
{
	struct span rest = buf_span(text);
	char *out = arena_alloc(arena, rest.bytes + 1);
	size_t bytes = 0;

	for (size_t i = 0; i < rest.bytes; i++) {
		bool is_space = rest.at[i] == ' ' || rest.at[i] == '\n' || rest.at[i] == '\t' || rest.at[i] == '\r';

		if (!is_space)
			out[bytes++] = rest.at[i];
		else if (bytes > 0 && out[bytes - 1] != ' ')
			out[bytes++] = ' ';
	}
	return span_trim(span_make(out, bytes));
}

static bool has_digit(struct span text)
{
	for (size_t i = 0; i < text.bytes; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return false;
}

static void field_close(struct newsml *news)
{
	struct buf *text = &news->fields[news->role->field];

	if (news->role->field == FIELD_BLOCK)
		draft_add(&news->draft, news->role->kind, news->role->kind == BLOCK_HEADING ? 2 : 0, squeezed(text, news->arena));
	else if (news->role->field == FIELD_DATELINE && has_digit(buf_span(text)))
		draft_add(&news->draft, BLOCK_PARAGRAPH, 0, squeezed(text, news->arena)); /* a date line */
	else if (news->role->field == FIELD_CAPTION)
		draft_add_caption(&news->draft, squeezed(text, news->arena));
	else
		return;
	buf_clear(text);
}

static void range_set(struct newsml *news, size_t to_byte)
{
	struct byte_range range = origin_range(&news->origin, news->from_byte, to_byte);
	struct record record = input_record(news->input, range.from, range.to);
	struct provenance *prov = &news->draft.article->from;

	prov->from_byte = record.from_byte;
	prov->to_byte = record.to_byte;
	sha256_hex(record.raw, prov->sha256);
}

static void article_close(struct newsml *news, size_t to_byte)
{
	struct article *article = news->draft.article;

	news->article_depth = 0;
	range_set(news, to_byte);
	draft_title(&news->draft, squeezed(&news->fields[FIELD_TITLE], news->arena), "headline");
	article->author = squeezed(&news->fields[FIELD_AUTHOR], news->arena);
	article->source = squeezed(&news->fields[FIELD_SOURCE], news->arena);
	date_set(news, squeezed(&news->created, news->arena));
	draft_close(&news->draft);
	article_complete(article, news->input->options);
	marked_head(article, news->arena);
	article->version.modified = stamp_seconds(span_trim(buf_span(&news->changed)));
	if (news->withdrawn)
		draft_withdraw(&news->draft);
	if (article->text.bytes + article->title.bytes > 0)
		news->taker->stopped = !news->input->take(article, news->arena, news->input->with);
}

static void on_end(const struct xml_element *element, void *with)
{
	struct newsml *news = with;

	if (news->article_depth > 0) {
		if (news->depth == news->field_depth) {
			field_close(news);
			news->field_depth = 0;
		}
		if (news->depth == news->created_depth)
			news->created_depth = 0;
		news->in_version = false;
		if (news->depth == news->article_depth)
			article_close(news, element->at_byte);
	}
	news->depth -= news->depth > 0;
}

void read_newsml(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct charset used = { .name = "" };
	struct span text = xml_decode(input, arena, &used, err);
	struct xml_taker taker = { on_start, on_end, on_text, NULL, false };
	struct newsml *news = arena_alloc(arena, sizeof(*news));

	taker.with = news;
	*news = (struct newsml){ .input = input, .taker = &taker, .arena = arena_new(), .charset = &used,
				 .created = BUF_INIT(200), .changed = BUF_INIT(200) };
	for (size_t i = 0; i < FIELD_COUNT; i++)
		news->fields[i] = (struct buf)BUF_INIT(FIELD_MOST);
	news->origin = origin_start(input, text, &used);
	xml_parse(input, text, &taker, err);
	/* A document that breaks off is an article as far as it goes. */
	if (news->article_depth > 0)
		article_close(news, text.bytes);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buf_release(&news->fields[i]);
	buf_release(&news->created);
	buf_release(&news->changed);
	arena_free(news->arena);
	arena_free(arena);
}
