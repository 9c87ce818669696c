/* What a page says of itself: JSON-LD, OpenGraph, Dublin Core, <time>, its address. */
#include "page.h"

#include <jansson.h>
#include <stdlib.h>

#define LD_DEPTH_MOST 6

struct span page_meta_find(const struct page *page, const char *names)
{
	struct span rest = span_of(names);

	while (rest.at) {
		struct span name = span_cut(&rest, ' ');

		for (size_t i = 0; i < page->meta_count; i++)
			if (span_equal(page->metas[i].name, name) && page->metas[i].content.bytes > 0)
				return page->metas[i].content;
	}
	return (struct span){ NULL, 0 };
}

/* Four digits that are a year of the press, or 0. */
static int year_at(const char *at)
{
	int year = 0;

	for (size_t i = 0; i < 4; i++) {
		if (at[i] < '0' || at[i] > '9')
			return 0;
		year = year * 10 + (at[i] - '0');
	}
	return year >= 1900 && year <= 2100 ? year : 0;
}

static int two_digits(const char *at)
{
	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return 0;
	return (at[0] - '0') * 10 + (at[1] - '0');
}

struct date url_date(struct span url)
{
	/* YYYY?MM?DD with the same "/" or "-" twice, and no digit on either side. */
	for (size_t i = 1; i + 10 <= url.bytes; i++) {
		const char *at = url.at + i;
		int year = year_at(at), month = two_digits(at + 5), day = two_digits(at + 8);
		bool apart = at[-1] < '0' || at[-1] > '9';
		bool ends = i + 10 == url.bytes || at[10] < '0' || at[10] > '9';

		if (year && apart && ends && (at[4] == '/' || at[4] == '-') && at[7] == at[4] && day_exists(year, month, day))
			return (struct date){ day_number(year, month, day), day_number(year, month, day), DATE_DAY, false };
	}
	return (struct date){ 0 };
}

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

static bool type_is_article(const json_t *type)
{
	static const char *const names[] = { "NewsArticle", "Article", "ReportageNewsArticle", "BackgroundNewsArticle",
					     "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting", "LiveBlogPosting" };
	const char *text = json_is_array(type) ? json_string_value(json_array_get(type, 0)) : json_string_value(type);

	for (size_t i = 0; text && i < COUNT(names); i++)
		if (strcmp(text, names[i]) == 0)
			return true;
	return false;
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

/* A string, or the "name" (or "@id") of an object or of the first of several. */
static struct span ld_text(const json_t *value, struct arena *arena)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_object(value))
		value = json_object_get(value, json_object_get(value, "name") ? "name" : "@id");
	if (!json_is_string(value))
		return (struct span){ NULL, 0 };
	return entities_undone(span_trim(span_make(json_string_value(value), json_string_length(value))), arena);
}

static struct date date_read(struct span text)
{
	struct error none = { 0 };

	return text.bytes > 0 ? date_parse_edtf(text, &none) : (struct date){ 0 };
}

static void ld_describe(const json_t *article, struct draft *draft)
{
	struct arena *arena = draft->arena;

	draft_title(draft, ld_text(json_object_get(article, "headline"), arena), "json-ld");
	draft_published(draft, date_read(ld_text(json_object_get(article, "datePublished"), arena)), ORIGIN_METADATA);
	draft->article->author = ld_text(json_object_get(article, "author"), arena);
	draft->article->source = ld_text(json_object_get(article, "publisher"), arena);
	draft->article->url = ld_text(json_object_get(article, "mainEntityOfPage"), arena);
	if (!span_starts(draft->article->url, "http"))
		draft->article->url = ld_text(json_object_get(article, "url"), arena);
}

static void scripts_describe(const struct page *page, struct draft *draft)
{
	for (size_t i = 0; i < page->script_count; i++) {
		json_t *value = json_loadb(page->scripts[i].at, page->scripts[i].bytes, JSON_ALLOW_NUL, NULL);
		const json_t *article = value ? ld_article(value, 0) : NULL;

		if (article)
			ld_describe(article, draft);
		json_decref(value);
		if (article)
			return;
	}
}

/* "Gas prices rise - The Daily" without the site's name behind the last sign. */
static struct span title_without_site(struct span title, struct span site)
{
	static const char *const signs[] = { " | ", " — ", " - ", " – ", " :: ", " / " };

	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t last = title.bytes, bytes = strlen(signs[i]);

		for (size_t at = 0; at + bytes <= title.bytes; at++)
			if (memcmp(title.at + at, signs[i], bytes) == 0)
				last = at;
		/* The site's name, or something shorter than half of the rest. */
		if (last < title.bytes && last > 0 &&
		    (span_equal(span_make(title.at + last + bytes, title.bytes - last - bytes), site) ||
		     (title.bytes - last) * 2 < last))
			return span_make(title.at, last);
	}
	return title;
}

static struct span h1_of(const struct page *page)
{
	struct span found = { NULL, 0 };

	for (size_t i = 0; i < page->piece_count; i++) {
		const struct page_piece *piece = &page->pieces[i];

		if (!piece->h1 || page->nodes[piece->node].aside_tag)
			continue;
		if (found.bytes > 0)
			return (struct span){ NULL, 0 }; /* several say nothing */
		found = page_text(page, piece);
	}
	return found;
}

static void dates_describe(const struct page *page, struct draft *draft)
{
	draft_published(draft, date_read(page_meta_find(page, "article:published_time og:published_time datePublished "
							"article:published pubdate publish_date")), ORIGIN_METADATA);
	draft_published(draft, date_read(page_meta_find(page, "DC.date.issued dc.date.issued DC.date dc.date DC.Date "
							"dcterms.created dcterms.issued date")), ORIGIN_METADATA);
	draft_published(draft, date_read(page_meta_find(page, "time")), ORIGIN_METADATA);
	draft_published(draft, url_date(draft->article->url), ORIGIN_URL);
}

void page_describe(const struct page *page, struct draft *draft)
{
	struct article *article = draft->article;
	struct span site = page_meta_find(page, "og:site_name");

	scripts_describe(page, draft);
	if (article->url.bytes == 0)
		article->url = page_meta_find(page, "canonical og:url");
	if (article->source.bytes == 0)
		article->source = site.bytes > 0 ? site : page_meta_find(page, "DC.publisher dc.publisher");
	if (article->author.bytes == 0)
		article->author = page_meta_find(page, "author article:author DC.creator dc.creator");
	draft_title(draft, page_meta_find(page, "og:title"), "og:title");
	draft_title(draft, page_meta_find(page, "DC.title dc.title"), "dublin core");
	draft_title(draft, arena_copy(draft->arena, h1_of(page)), "h1");
	draft_title(draft, title_without_site(page->title, site), "title");
	dates_describe(page, draft);
}
