/* What a page says of itself in JSON-LD, whole or broken. */
#include "page.h"

#include <jansson.h>

#define LD_DEPTH_MOST 6
#define AUTHORS_MOST 10

/* Entities that content systems leave in their JSON. */
static struct span entities_undone(struct span text, struct arena *arena)
{
	static const struct { const char *entity, *text; } pairs[] = {
		{ "&quot;", "\"" }, { "&#039;", "'" }, { "&#39;", "'" }, { "&amp;", "&" }, { "&laquo;", "«" },
		{ "&raquo;", "»" }, { "&nbsp;", " " }, { "&mdash;", "—" }, { "&ndash;", "–" },
	};
	struct buf out = BUF_INIT(BUF_TEXT_MOST);
	struct span copy;

	for (size_t i = 0; i < text.bytes;) {
		struct span rest = span_make(text.at + i, text.bytes - i);
		size_t k = 0;

		while (k < COUNT(pairs) && !span_starts(rest, pairs[k].entity))
			k++;
		if (k < COUNT(pairs)) {
			buf_add_string(&out, pairs[k].text);
			i += strlen(pairs[k].entity);
		} else {
			buf_add_char(&out, text.at[i++]);
		}
	}
	copy = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return copy;
}

static bool name_is_article(const char *text)
{
	static const char *const names[] = { "NewsArticle", "Article", "ReportageNewsArticle", "BackgroundNewsArticle",
					     "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting", "LiveBlogPosting" };
	const char *slash = text ? strrchr(text, '/') : NULL;

	text = slash ? slash + 1 : text; /* "http://schema.org/NewsArticle" */
	for (size_t i = 0; text && i < COUNT(names); i++)
		if (strcmp(text, names[i]) == 0)
			return true;
	return false;
}

static bool type_is_article(const json_t *type)
{
	for (size_t i = 0; json_is_array(type) && i < json_array_size(type); i++)
		if (name_is_article(json_string_value(json_array_get(type, i))))
			return true;
	return name_is_article(json_string_value(type));
}

/* The article among objects, arrays and graphs of them. */
static const json_t *ld_article(const json_t *value, int depth)
{
	const json_t *found = NULL;

	if (depth > LD_DEPTH_MOST)
		return NULL;
	for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && !found; i++)
		found = ld_article(json_array_get(value, i), depth + 1);
	if (!json_is_object(value) || found)
		return found;
	if (type_is_article(json_object_get(value, "@type")))
		return value;
	found = ld_article(json_object_get(value, "@graph"), depth + 1);
	return found ? found : ld_article(json_object_get(value, "mainEntity"), depth + 1);
}

/* A string, or of an object, or of the first of several, its "name", town or "@id". */
static struct span ld_text(const json_t *value, struct arena *arena)
{
	const json_t *address;

	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_object(value)) {
		address = json_object_get(value, "address");
		if (json_object_get(value, "name"))
			value = json_object_get(value, "name");
		else if (json_is_object(address))
			value = json_object_get(address, "addressLocality");
		else
			value = address ? address : json_object_get(value, "@id");
	}
	if (!json_is_string(value))
		return (struct span){ NULL, 0 };
	return entities_undone(span_trim(span_make(json_string_value(value), json_string_length(value))), arena);
}

/* The names of one or several persons, a comma between. */
static struct span ld_names(const json_t *value, struct arena *arena)
{
	struct span all = ld_text(value, arena);

	for (size_t i = 1; json_is_array(value) && i < json_array_size(value) && i < AUTHORS_MOST; i++) {
		struct span name = ld_text(json_array_get(value, i), arena);

		if (name.bytes > 0 && name.bytes < 200 && all.bytes < 2000)
			all = arena_printf(arena, "%.*s, %.*s", (int)all.bytes, all.at ? all.at : "", (int)name.bytes, name.at);
	}
	return all;
}

static struct date date_read(struct span text)
{
	struct error none = { 0 };

	return text.bytes > 0 ? date_parse_edtf(text, &none) : (struct date){ 0 };
}

static void fill(struct span *field, struct span text)
{
	if (field->bytes == 0)
		*field = text;
}

static void ld_describe(const json_t *ld, struct page *page, struct draft *draft)
{
	struct article *article = draft->article;
	struct arena *arena = draft->arena;
	struct span url = ld_text(json_object_get(ld, "mainEntityOfPage"), arena);

	draft_title(draft, ld_text(json_object_get(ld, "headline"), arena), "json-ld");
	draft_title(draft, ld_text(json_object_get(ld, "name"), arena), "json-ld");
	if (!date_is_known(article->published)) {
		draft_published(draft, date_read(ld_text(json_object_get(ld, "datePublished"), arena)), ORIGIN_METADATA);
		if (date_is_known(article->published))
			article->from.published_by = span_of("json-ld");
	}
	if (article->version.modified == 0)
		article->version.modified = stamp_seconds(ld_text(json_object_get(ld, "dateModified"), arena));
	fill(&article->author, ld_names(json_object_get(ld, "author"), arena));
	fill(&article->source, ld_text(json_object_get(ld, "publisher"), arena));
	fill(&article->url, span_starts(url, "http") ? url : ld_text(json_object_get(ld, "url"), arena));
	fill(&article->dateline, ld_text(json_object_get(ld, "dateline"), arena));
	fill(&article->written_at, ld_text(json_object_get(ld, "locationCreated"), arena));
	fill(&article->about, ld_text(json_object_get(ld, "contentLocation"), arena));
	fill(&page->ld_body, ld_text(json_object_get(ld, "articleBody"), arena));
}

/* The JSON as its writer meant it: without the comment or CDATA around it, without
 * commas before a bracket, and with line ends inside strings as spaces. */
static struct span ld_mended(struct span script, struct arena *arena)
{
	char *out = arena_string(arena, script);
	size_t bytes = 0, from = 0, comma = SIZE_MAX;
	bool quoted = false;

	while (from < script.bytes && script.at[from] != '{' && script.at[from] != '[')
		from++;
	/* "[CDATA[" is no array. */
	if (span_starts(span_make(script.at + from, script.bytes - from), "[CDATA["))
		for (from += 7; from < script.bytes && script.at[from] != '{' && script.at[from] != '[';)
			from++;
	for (size_t i = from; i < script.bytes; i++) {
		char c = script.at[i];

		if (c == '\\' && quoted && i + 1 < script.bytes) {
			out[bytes++] = c;
			c = script.at[++i];
		} else if (c == '"') {
			quoted = !quoted;
		}
		if ((unsigned char)c < 0x20)
			c = ' ';
		if (!quoted && (c == '}' || c == ']') && comma != SIZE_MAX)
			out[comma] = ' ';
		if (quoted || (c != ' ' && c != ','))
			comma = SIZE_MAX;
		else if (c == ',')
			comma = bytes;
		out[bytes++] = c;
	}
	return span_make(out, bytes);
}

/* The string behind "name": in JSON that no parser takes. */
static void string_pick(struct span script, const char *name, json_t *out)
{
	char quoted[40] = "\"";
	size_t at, end;

	strcat(strcat(quoted, name), "\"");
	at = span_find(script, span_of(quoted)) + strlen(quoted);
	while (at < script.bytes && (script.at[at] == ' ' || script.at[at] == ':'))
		at++;
	if (at >= script.bytes || script.at[at] != '"')
		return;
	for (end = at + 1; end < script.bytes && script.at[end] != '"'; end++)
		end += script.at[end] == '\\';
	if (end < script.bytes)
		json_object_set_new(out, name, json_loadb(script.at + at, end - at + 1, JSON_DECODE_ANY, NULL));
}

/* What can be picked out of a broken script that is an article's. */
static json_t *ld_picked(struct span script)
{
	static const char *const names[] = { "headline", "datePublished", "dateModified", "articleBody", "dateline" };
	json_t *out = json_object();

	if (span_find(script, span_of("Article\"")) < script.bytes || span_find(script, span_of("BlogPosting\"")) < script.bytes)
		json_object_set_new(out, "@type", json_string("Article"));
	for (size_t i = 0; i < COUNT(names); i++)
		string_pick(script, names[i], out);
	return out;
}

static json_t *ld_load(struct span script, struct arena *arena)
{
	json_t *value = json_loadb(script.at, script.bytes, JSON_ALLOW_NUL, NULL);

	if (value)
		return value;
	script = ld_mended(script, arena);
	/* What stands behind the last bracket, "-->" or "]]>", is not read. */
	value = json_loadb(script.at, script.bytes, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, NULL);
	return value ? value : ld_picked(script);
}

/* The first article describes the page; another script's adds what it leaves open when
 * it is of the same headline. */
void page_ld_describe(struct page *page, struct draft *draft)
{
	bool described = false;

	for (size_t i = 0; i < page->script_count; i++) {
		json_t *value = ld_load(page->scripts[i], page->arena);
		const json_t *article = ld_article(value, 0);

		if (article && (!described || span_equal(ld_text(json_object_get(article, "headline"), page->arena), draft->article->title))) {
			ld_describe(article, page, draft);
			described = true;
		}
		json_decref(value);
	}
}
