/* Reads feeds: an article an item of RSS 0.9 to 2.0 or Atom. */
#include "xml.h"

#include <stdio.h>

#define FIELD_MOST ((size_t)16 << 20)

/* What an item says. */
enum field {
	FIELD_ID, FIELD_TITLE, FIELD_LINK, FIELD_AUTHOR, FIELD_PUBLISHED, FIELD_UPDATED, FIELD_CONTENT, FIELD_SUMMARY,
	FIELD_COUNT, FIELD_NONE = FIELD_COUNT
};

/* Namespaces of these elements; what others (pictures, podcasts) call a title is none. */
static const char *const spaces[] = {
	"", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
	"http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
	"http://purl.org/rss/1.0/modules/content/",
};

static const struct { const char *name; enum field field; } names[] = {
	{ "guid", FIELD_ID }, { "id", FIELD_ID }, { "title", FIELD_TITLE }, { "link", FIELD_LINK },
	{ "creator", FIELD_AUTHOR }, { "author", FIELD_AUTHOR }, { "pubDate", FIELD_PUBLISHED },
	{ "published", FIELD_PUBLISHED }, { "issued", FIELD_PUBLISHED }, { "date", FIELD_PUBLISHED },
	{ "updated", FIELD_UPDATED }, { "modified", FIELD_UPDATED }, { "encoded", FIELD_CONTENT },
	{ "content", FIELD_CONTENT }, { "description", FIELD_SUMMARY }, { "summary", FIELD_SUMMARY },
};

struct feed {
	const struct input *input;
	struct xml_taker *taker;
	struct arena *arena;            /* of the item at hand */
	const struct charset *charset;
	struct origin origin;
	struct buf source;              /* title of the feed */
	char lang[LANG_TEXT];
	size_t depth, item_depth;       /* open elements; that of the item, 0 outside */
	size_t field_depth;             /* of the field being read, 0 for none */
	enum field field;
	bool xhtml;                     /* the field has elements of its own */
	size_t from_byte;
	struct buf fields[FIELD_COUNT];
};

static bool is_ours(const struct xml_element *element)
{
	for (size_t i = 0; i < COUNT(spaces); i++)
		if (strcmp(element->space, spaces[i]) == 0)
			return true;
	return false;
}

static enum field field_of(const struct xml_element *element)
{
	for (size_t i = 0; i < COUNT(names) && is_ours(element); i++)
		if (strcmp(element->name, names[i].name) == 0)
			return names[i].field;
	return FIELD_NONE;
}

/* Atom has its address in an attribute; of several the one of the page itself. */
static void link_read(struct feed *feed, const struct xml_element *element)
{
	struct span href = xml_attribute(element, "href"), rel = xml_attribute(element, "rel");

	if (href.bytes > 0 && (rel.bytes == 0 || span_is(rel, "alternate")) && feed->fields[FIELD_LINK].bytes == 0)
		buf_add_span(&feed->fields[FIELD_LINK], href);
}

static void field_open(struct feed *feed, const struct xml_element *element)
{
	enum field field = field_of(element);

	if (field == FIELD_NONE || feed->fields[field].bytes > 0)
		return;
	if (field == FIELD_LINK)
		link_read(feed, element);
	feed->field = field;
	feed->field_depth = feed->depth;
	feed->xhtml = span_is(xml_attribute(element, "type"), "xhtml");
}

static void lang_read(struct feed *feed, struct span lang)
{
	if (lang.bytes >= 2 && !feed->lang[0])
		snprintf(feed->lang, LANG_TEXT, "%.2s", lang.at);
}

static void on_start(const struct xml_element *element, void *with)
{
	struct feed *feed = with;
	bool is_item = strcmp(element->name, "item") == 0 || strcmp(element->name, "entry") == 0;

	feed->depth++;
	if (feed->depth == 1)
		lang_read(feed, xml_attribute(element, "lang"));
	if (feed->item_depth == 0 && is_item && is_ours(element)) {
		feed->item_depth = feed->depth;
		feed->from_byte = element->at_byte;
		feed->field_depth = 0;
	} else if (feed->field_depth > 0 && feed->field == FIELD_AUTHOR && strcmp(element->name, "name") != 0) {
		feed->field_depth = 0; /* Atom's author: name, uri, email */
	} else if (feed->field_depth > 0 && feed->xhtml) {
		buf_printf(&feed->fields[feed->field], "<%.20s>", element->name);
	} else if (feed->field_depth == 0 && feed->item_depth > 0 && feed->depth == feed->item_depth + 1) {
		field_open(feed, element);
	} else if (feed->item_depth == 0 && feed->depth <= 3 && is_ours(element)) {
		feed->field = strcmp(element->name, "title") == 0 && feed->source.bytes == 0 ? FIELD_TITLE :
			      strcmp(element->name, "language") == 0 ? FIELD_ID : FIELD_NONE;
		feed->field_depth = feed->field == FIELD_NONE ? 0 : feed->depth;
	}
}

static void on_text(struct span text, void *with)
{
	struct feed *feed = with;
	struct buf *out = &feed->fields[feed->field];

	if (feed->field_depth == 0)
		return;
	if (feed->item_depth == 0) {
		if (feed->field == FIELD_TITLE)
			buf_add_span(&feed->source, text);
		else
			lang_read(feed, span_trim(text));
		return;
	}
	for (size_t i = 0; i < text.bytes && feed->xhtml; i++) {
		if (text.at[i] == '<' || text.at[i] == '&')
			buf_add_string(out, text.at[i] == '<' ? "&lt;" : "&amp;");
		else
			buf_add_char(out, text.at[i]);
	}
	if (!feed->xhtml)
		buf_add_span(out, text);
}

static struct span field_copy(const struct feed *feed, enum field field)
{
	return arena_copy(feed->arena, span_trim(buf_span(&feed->fields[field])));
}

/* Titles may hold mark-up, escaped once more. */
static struct span title_of(const struct feed *feed)
{
	struct span title = field_copy(feed, FIELD_TITLE);

	return span_find(title, span_of("<")) < title.bytes || span_find(title, span_of("&")) < title.bytes ?
		html_text(title, feed->arena) : title;
}

static void item_take(struct feed *feed, size_t to_byte)
{
	struct byte_range range = origin_range(&feed->origin, feed->from_byte, to_byte);
	struct draft draft = draft_new(feed->input, range.from, range.to, "feed/1", feed->arena);
	struct article *article = draft.article;
	struct span updated = field_copy(feed, FIELD_UPDATED);

	article->from.charset = *feed->charset;
	article->id = field_copy(feed, FIELD_ID);
	article->url = field_copy(feed, FIELD_LINK);
	article->author = field_copy(feed, FIELD_AUTHOR);
	article->source = arena_copy(feed->arena, span_trim(buf_span(&feed->source)));
	snprintf(article->lang, LANG_TEXT, "%s", feed->lang);
	draft_title(&draft, title_of(feed), "feed");
	draft_published(&draft, stamp_read(field_copy(feed, FIELD_PUBLISHED)), ORIGIN_METADATA);
	draft_published(&draft, stamp_read(updated), ORIGIN_METADATA);
	article->version.modified = stamp_seconds(updated);
	draft_add_html(&draft, buf_span(&feed->fields[feed->fields[FIELD_CONTENT].bytes ? FIELD_CONTENT : FIELD_SUMMARY]));
	draft_close(&draft);
	article_complete(article, feed->input->options);
	marked_head(article, feed->arena);
	if (article->text.bytes + article->title.bytes > 0)
		feed->taker->stopped = !feed->input->take(article, feed->arena, feed->input->with);
}

static void on_end(const struct xml_element *element, void *with)
{
	struct feed *feed = with;

	if (feed->field_depth > 0 && feed->depth > feed->field_depth && feed->xhtml)
		buf_printf(&feed->fields[feed->field], "</%.20s>", element->name);
	if (feed->depth == feed->field_depth)
		feed->field_depth = 0;
	if (feed->depth == feed->item_depth) {
		arena_reset(feed->arena);
		item_take(feed, element->at_byte);
		feed->item_depth = 0;
		for (size_t i = 0; i < FIELD_COUNT; i++)
			buf_clear(&feed->fields[i]);
	}
	feed->depth -= feed->depth > 0;
}

void read_feed(const struct input *input, struct error *err)
{
	struct arena *arena = arena_new();
	struct charset used = { .name = "" };
	struct span text = xml_decode(input, arena, &used, err);
	struct xml_taker taker = { on_start, on_end, on_text, NULL, false };
	struct feed feed = { .input = input, .taker = &taker, .arena = arena_new(), .charset = &used,
			     .source = BUF_INIT(4096) };

	taker.with = &feed;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		feed.fields[i] = (struct buf)BUF_INIT(FIELD_MOST);
	feed.origin = origin_start(input, text, &used);
	xml_parse(input, text, &taker, err);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buf_release(&feed.fields[i]);
	buf_release(&feed.source);
	arena_free(feed.arena);
	arena_free(arena);
}
