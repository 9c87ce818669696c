/* Reads the XML of DOCX and ODT: paragraphs, headings, items, and what the file says of itself. */
#include "office.h"

#include "xml.h"

#include <stdio.h>

#define FIELD_MOST ((size_t)16 << 20)

struct reading {
	struct draft *draft;
	struct buf text;        /* of the paragraph or field at hand */
	size_t depth, paragraph_depth;
	size_t skip_depth;      /* in what is no text: notes of changes, drawings */
	bool in_run;            /* DOCX: inside <w:t>; ODT takes all text of a paragraph */
	enum block_kind kind;
	unsigned level;
	bool has_heading;       /* the text begins with one */
	struct date created;    /* the day when the file was made */
};

static bool is_named(const struct xml_element *element, const char *name)
{
	return strcmp(element->name, name) == 0;
}

/* "Heading1", "heading 2", "1" in translated Words; 0 for none. */
static unsigned heading_level(struct span style)
{
	if (span_starts_alike(style, "title"))
		return 1;
	if (!span_starts_alike(style, "heading") || style.at[style.bytes - 1] < '1' || style.at[style.bytes - 1] > '6')
		return 0;
	return (unsigned)(style.at[style.bytes - 1] - '0');
}

static void paragraph_open(struct reading *reading, const struct xml_element *element)
{
	struct span level = xml_attribute(element, "outline-level");

	reading->paragraph_depth = reading->depth;
	reading->kind = is_named(element, "h") ? BLOCK_HEADING : BLOCK_PARAGRAPH;
	reading->level = level.bytes == 1 && level.at[0] >= '1' && level.at[0] <= '6' ? (unsigned)(level.at[0] - '0') : 1;
	buf_clear(&reading->text);
}

static void text_start(const struct xml_element *element, void *with)
{
	struct reading *reading = with;

	reading->depth++;
	if (reading->skip_depth > 0)
		return;
	if (is_named(element, "del") || is_named(element, "tracked-changes") || is_named(element, "annotation") ||
	    is_named(element, "drawing") || is_named(element, "note"))
		reading->skip_depth = reading->depth;
	else if ((is_named(element, "p") || is_named(element, "h")) && reading->paragraph_depth == 0)
		paragraph_open(reading, element);
	else if (is_named(element, "pStyle") && heading_level(xml_attribute(element, "val")) > 0) {
		reading->kind = BLOCK_HEADING;
		reading->level = heading_level(xml_attribute(element, "val"));
	} else if (is_named(element, "numPr")) {
		reading->kind = BLOCK_ITEM;
	} else if (is_named(element, "t")) {
		reading->in_run = true;
	} else if (is_named(element, "tab") || is_named(element, "br") || is_named(element, "s") || is_named(element, "line-break")) {
		buf_add_char(&reading->text, ' ');
	}
}

/* ODT has text in the paragraph itself, DOCX in <w:t> alone, where white space between
 * elements is none. */
static void text_text(struct span text, void *with)
{
	struct reading *reading = with;

	if (reading->skip_depth == 0 && reading->paragraph_depth > 0 && (reading->in_run || span_trim(text).bytes > 0 ||
	    (reading->text.bytes > 0 && span_is(text, " "))))
		buf_add_span(&reading->text, text);
}

static void text_end(const struct xml_element *element, void *with)
{
	struct reading *reading = with;

	if (is_named(element, "t"))
		reading->in_run = false;
	if (reading->depth == reading->skip_depth)
		reading->skip_depth = 0;
	if (reading->depth == reading->paragraph_depth) {
		draft_add(reading->draft, reading->kind, reading->kind == BLOCK_HEADING ? reading->level : 0,
			  buf_span(&reading->text));
		reading->paragraph_depth = 0;
	}
	reading->depth -= reading->depth > 0;
}

/* ---- what the file says of itself ---- */

static void meta_start(const struct xml_element *element, void *with)
{
	struct reading *reading = with;

	buf_clear(&reading->text);
	(void)element;
}

static void meta_text(struct span text, void *with)
{
	struct reading *reading = with;

	buf_add_span(&reading->text, text);
}

/* A title in the text is better than the file's own, which is often a template's. */
static void meta_end(const struct xml_element *element, void *with)
{
	struct reading *reading = with;
	struct draft *draft = reading->draft;
	struct span value = arena_copy(draft->arena, buf_span(&reading->text));

	if (is_named(element, "title") && !reading->has_heading)
		draft_title(draft, value, "document");
	else if (is_named(element, "creator") && draft->article->author.bytes == 0)
		draft->article->author = value;
	else if (is_named(element, "created") || is_named(element, "creation-date"))
		reading->created = stamp_read(value);
	buf_clear(&reading->text);
}

/* ---- the document ---- */

bool office_is(struct span first_member)
{
	return span_is(first_member, "mimetype") || span_is(first_member, "[Content_Types].xml");
}

struct span *office_member(struct office *office, struct span name)
{
	if (span_is(name, "word/document.xml") || span_is(name, "content.xml"))
		return &office->text;
	return span_is(name, "docProps/core.xml") || span_is(name, "meta.xml") ? &office->meta : NULL;
}

bool office_take(const struct input *input, const struct office *office, struct error *err)
{
	struct arena *arena = arena_new();
	struct draft draft = draft_new(input, 0, input->raw.bytes, "office/1", arena);
	struct reading reading = { .draft = &draft, .text = BUF_INIT(FIELD_MOST) };
	struct xml_taker text = { text_start, text_end, text_text, &reading, false };
	struct xml_taker meta = { meta_start, meta_end, meta_text, &reading, false };
	bool goes_on = true;

	if (office->text.bytes == 0)
		error_set(err, STATUS_DATA, "", "an office document that is no text");
	xml_parse(input, office->text, &text, err);
	reading.has_heading = draft.article->block_count > 0 && draft.article->blocks[0].kind == BLOCK_HEADING;
	if (office->meta.bytes > 0)
		xml_parse(input, office->meta, &meta, err);
	draft_close(&draft);
	buf_release(&reading.text);
	snprintf(draft.article->from.charset.name, sizeof(draft.article->from.charset.name), "UTF-8");
	draft.article->from.charset.why = CHARSET_VALID_UTF8;
	if (err->status == STATUS_OK) {
		article_complete(draft.article, input->options);
		marked_head(draft.article, arena);
		/* Only where the text names no day: files are made over, texts are not. */
		draft_published(&draft, reading.created, ORIGIN_METADATA);
		goes_on = input->take(draft.article, arena, input->with);
	}
	arena_free(arena);
	return goes_on;
}
