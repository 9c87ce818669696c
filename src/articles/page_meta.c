/* What a page says of itself: OpenGraph, Dublin Core, <time>, its address. */
#include "page.h"

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

static struct date date_read(struct span text)
{
	struct error none = { 0 };

	return text.bytes > 0 ? date_parse_edtf(text, &none) : (struct date){ 0 };
}

/* The first of the names that the page has as a date, and says so. */
static void date_describe(const struct page *page, const char *names, const char *from, struct draft *draft)
{
	if (date_is_known(draft->article->published))
		return;
	draft_published(draft, date_read(page_meta_find(page, names)), ORIGIN_METADATA);
	if (date_is_known(draft->article->published))
		draft->article->from.published_by = span_of(from);
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

/* The heading before the body that the page's <title> repeats: the nearest of them. */
static struct span title_heading(const struct page *page)
{
	struct span found = { NULL, 0 };

	for (size_t i = 0; i < page->piece_count; i++) {
		const struct page_piece *piece = &page->pieces[i];
		struct span text = page_text(page, piece);

		if (piece->kind != BLOCK_HEADING && piece->chosen)
			break;
		if (piece->kind == BLOCK_HEADING && !page->nodes[piece->node].aside_tag && text.bytes >= 10 &&
		    span_find(page->title, text) < page->title.bytes)
			found = text;
	}
	return found;
}

static struct span h1_of(const struct page *page)
{
	struct span found = { NULL, 0 };

	for (size_t i = 0; i < page->piece_count; i++) {
		const struct page_piece *piece = &page->pieces[i];

		if (!piece->h1 || page->nodes[piece->node].aside_tag)
			continue;
		if (found.bytes > 0)
			return title_heading(page); /* several say nothing */
		found = page_text(page, piece);
	}
	/* One that is no part of the page's title, or its beginning, may be the site's name. */
	return title_heading(page).bytes > 0 ? title_heading(page) : found;
}

static void dates_describe(const struct page *page, struct draft *draft)
{
	date_describe(page, "article:published_time og:published_time article:published", "opengraph", draft);
	date_describe(page, "datePublished", "microdata", draft);
	date_describe(page, "pubdate publish_date parsely-pub-date sailthru.date", "meta", draft);
	date_describe(page, "DC.date.issued dc.date.issued DC.date dc.date DC.Date dcterms.created dcterms.issued date", "dublin core",
		      draft);
	date_describe(page, "time", "time", draft);
	draft_published(draft, url_date(draft->article->url), ORIGIN_URL);
	if (draft->article->version.modified == 0)
		draft->article->version.modified = stamp_seconds(page_meta_find(page, "article:modified_time og:updated_time dateModified "
									"dcterms.modified DC.date.modified"));
}

void page_describe(struct page *page, struct draft *draft)
{
	struct article *article = draft->article;
	struct span site = page_meta_find(page, "og:site_name");

	page_ld_describe(page, draft);
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
