/* Parses XML by libxml2's push parser: no tree, no entities, nothing fetched. */
#include "xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#define CHUNK_BYTES 16384u
#define DECLARATION_BYTES 200u

struct parse {
	struct xml_taker *taker;
	struct span text;
	xmlParserCtxtPtr context;
	bool declares;          /* an entity of its own */
	xmlEntity entity;       /* one of HTML's, for the parser's next step */
	char letter[8];
};

/* How many bytes of the text the parser has gone through. */
static size_t bytes_done(const struct parse *parse)
{
	long at = xmlByteConsumed(parse->context);

	return at < 0 ? 0 : (size_t)at < parse->text.bytes ? (size_t)at : parse->text.bytes;
}

/* The parser calls at the end of a tag: its "<" is the last one before. */
static size_t tag_start(const struct parse *parse)
{
	size_t at = bytes_done(parse);

	while (at > 0 && (at >= parse->text.bytes || parse->text.at[at] != '<'))
		at--;
	return at;
}

static void on_start(void *with, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int space_count,
		     const xmlChar **spaces, int count, int defaulted, const xmlChar **attributes)
{
	struct parse *parse = with;
	const struct xml_element element = { (const char *)name, space ? (const char *)space : "", tag_start(parse),
					     attributes, count };

	if (!parse->taker->stopped)
		parse->taker->start(&element, parse->taker->with);
	(void)prefix, (void)space_count, (void)spaces, (void)defaulted;
}

static void on_end(void *with, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	struct parse *parse = with;
	const struct xml_element element = { (const char *)name, space ? (const char *)space : "", bytes_done(parse), NULL, 0 };

	if (!parse->taker->stopped)
		parse->taker->end(&element, parse->taker->with);
	(void)prefix;
}

static void on_text(void *with, const xmlChar *text, int bytes)
{
	struct parse *parse = with;

	if (!parse->taker->stopped)
		parse->taker->text(span_make((const char *)text, (size_t)bytes), parse->taker->with);
}

/* An entity that nobody declared: feeds are full of those of HTML. */
static xmlEntityPtr on_entity(void *with, const xmlChar *name)
{
	struct parse *parse = with;
	const htmlEntityDesc *entity = htmlEntityLookup(name);

	if (!entity)
		return NULL;
	parse->letter[utf8_write(entity->value, parse->letter)] = '\0';
	parse->entity = (xmlEntity){ .type = XML_ENTITY_DECL, .name = (const xmlChar *)entity->name,
				     .content = (xmlChar *)parse->letter, .etype = XML_INTERNAL_PREDEFINED_ENTITY };
	return &parse->entity;
}

static void on_declaration(void *with, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
			   xmlChar *content)
{
	struct parse *parse = with;

	parse->declares = true;
	parse->taker->stopped = true;
	xmlStopParser(parse->context);
	(void)name, (void)type, (void)public_id, (void)system_id, (void)content;
}

static void on_fault(void *with, const char *message, ...)
{
	(void)with;
	(void)message;
}

static xmlParserInputPtr no_entities(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

static void tell_break(const struct input *input, const struct parse *parse)
{
	const xmlError *wrong = xmlCtxtGetLastError(parse->context);
	struct span text = span_of(wrong && wrong->message ? wrong->message : "it breaks off");

	text = span_trim(text);
	input_fault(input, "", wrong && wrong->line > 0 ? (size_t)wrong->line : 1, "broken XML: %.*s",
		    (int)(text.bytes < 120 ? text.bytes : 120), text.at);
}

void xml_parse(const struct input *input, struct span text, struct xml_taker *taker, struct error *err)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
			      .characters = on_text, .ignorableWhitespace = on_text, .cdataBlock = on_text,
			      .getEntity = on_entity, .entityDecl = on_declaration, .warning = on_fault,
			      .error = on_fault, .fatalError = on_fault };
	struct parse parse = { .taker = taker, .text = text };

	if (err->status != STATUS_OK)
		return;
	parse.context = xmlCreatePushParserCtxt(&sax, &parse, NULL, 0, NULL);
	if (!parse.context)
		return;
	xmlSetExternalEntityLoader(no_entities);
	xmlCtxtUseOptions(parse.context, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
					 XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
	for (size_t at = 0; at < text.bytes && !taker->stopped; at += CHUNK_BYTES) {
		size_t bytes = text.bytes - at < CHUNK_BYTES ? text.bytes - at : CHUNK_BYTES;

		xmlParseChunk(parse.context, text.at + at, (int)bytes, 0);
	}
	if (!taker->stopped)
		xmlParseChunk(parse.context, "", 0, 1);
	if (parse.declares)
		error_set(err, STATUS_DATA, "", "declares entities of its own, which are not read");
	else if (!taker->stopped && !parse.context->wellFormed)
		tell_break(input, &parse);
	/* The parser makes one for the first entity that is declared. */
	xmlFreeDoc(parse.context->myDoc);
	xmlFreeParserCtxt(parse.context);
}

struct span xml_attribute(const struct xml_element *element, const char *name)
{
	for (int i = 0; i < element->attribute_count; i++) {
		const xmlChar **attribute = element->attributes + (size_t)i * 5;

		struct span value = span_make((const char *)attribute[3], (size_t)(attribute[4] - attribute[3]));

		/* libxml2 takes the first byte alone of a letter that was an entity. */
		if (strcmp((const char *)attribute[0], name) == 0 && utf8_check(value) == value.bytes)
			return value;
	}
	return (struct span){ NULL, 0 };
}

/* What <?xml encoding="..."?> says, or NULL. */
static const char *encoding_declared(struct span raw, struct arena *arena)
{
	struct span head = span_make(raw.at, raw.bytes < DECLARATION_BYTES ? raw.bytes : DECLARATION_BYTES), name;
	size_t at = span_find(head, span_of("encoding="));
	char quote;

	head.bytes = span_find(head, span_of("?>"));
	if (at + 10 >= head.bytes)
		return NULL;
	quote = head.at[at + 9];
	head = span_make(head.at + at + 10, head.bytes - at - 10);
	name = span_cut(&head, quote);
	return arena_string(arena, name);
}

struct span xml_decode(const struct input *input, struct arena *arena, struct charset *used, struct error *err)
{
	return input_decode(input, encoding_declared(input->raw, arena), arena, used, err);
}
