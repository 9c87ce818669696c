/* Chooses the reader of an input, by what was asked, by its name, by its looks. */
#include "reader.h"

#include <strings.h>

static const struct format {
	const char *name;
	const char *endings;    /* of file names, single spaces between */
	void (*read)(const struct input *input, struct error *err);
} formats[] = {
	{ "text", ".txt .text", read_plain },
	{ "markdown", ".md .markdown .mkd", read_markdown },
	{ "html", ".html .htm .xhtml .shtml", read_html },
	{ "jsonl", ".jsonl .ndjson .json", read_jsonl },
};

#define LOOK_BYTES 2048u

static bool ends_alike(struct span path, struct span ending)
{
	return path.bytes > ending.bytes &&
	       strncasecmp(path.at + path.bytes - ending.bytes, ending.at, ending.bytes) == 0;
}

static const struct format *format_of_path(struct span path)
{
	for (size_t i = 0; i < COUNT(formats); i++) {
		struct span endings = span_of(formats[i].endings);

		while (endings.at)
			if (ends_alike(path, span_cut(&endings, ' ')))
				return &formats[i];
	}
	return NULL;
}

/* Does `raw` hold `tag` in any case within its first bytes? Zero bytes between
 * letters, as in UTF-16, do not count. */
static bool opens_with_tag(struct span raw, const char *tag)
{
	char letters[LOOK_BYTES];
	size_t count = 0;

	for (size_t i = 0; i < raw.bytes && i < LOOK_BYTES; i++)
		if (raw.at[i] != '\0')
			letters[count++] = raw.at[i] >= 'A' && raw.at[i] <= 'Z' ? (char)(raw.at[i] + 32) : raw.at[i];
	return span_find(span_make(letters, count), span_of(tag)) < count;
}

/* Saved pages are pages whatever their file is called, and a file of objects is JSON Lines. */
static const struct format *format_of_content(struct span raw)
{
	struct span head = span_trim(span_make(raw.at, raw.bytes < LOOK_BYTES ? raw.bytes : LOOK_BYTES));

	if (span_starts(head, "\xEF\xBB\xBF"))
		head = span_trim(span_make(head.at + 3, head.bytes - 3));
	if (opens_with_tag(raw, "<!doctype html") || opens_with_tag(raw, "<html"))
		return &formats[2];
	if (span_starts(head, "{\"") || (span_starts(head, "{") && span_find(head, span_of("\":")) < head.bytes))
		return &formats[3];
	return &formats[0];
}

static const struct format *format_choose(const struct input *input, struct error *err)
{
	struct span asked = input->options->format;
	const struct format *format = format_of_path(input->path), *looks = format_of_content(input->raw);

	for (size_t i = 0; i < COUNT(formats) && asked.bytes > 0; i++)
		if (span_is(asked, formats[i].name))
			return &formats[i];
	if (asked.bytes > 0) {
		error_set(err, STATUS_USAGE, "", "unknown format '%.*s' (text, markdown, html, jsonl)",
			  (int)(asked.bytes < 40 ? asked.bytes : 40), asked.at);
		return NULL;
	}
	/* A page saved as .txt is a page; what calls itself Markdown may begin with tags. */
	if (!format || format == &formats[0])
		return looks;
	return format;
}

void articles_read(struct span raw, struct span path, const struct read_options *options,
		   article_take *take, article_fault *fault, void *with, struct error *err)
{
	const struct input input = { raw, path, options, take, fault, with };
	const struct format *format;

	if (err->status != STATUS_OK)
		return;
	if (span_trim(raw).bytes == 0) {
		error_set(err, STATUS_DATA, "", "the file is empty");
		return;
	}
	format = format_choose(&input, err);
	if (format)
		format->read(&input, err);
}
