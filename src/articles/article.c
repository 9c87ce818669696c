/* Chooses the reader of an input: by what was asked, by its first bytes, its name, its looks. */
#include "reader.h"

#include <stdlib.h>
#include <strings.h>

/* Site maps, settings, style sheets: their markup is no text. */
static void refuse_xml(const struct input *input, struct error *err)
{
	error_set(err, STATUS_DATA, "", "XML of a kind that is not read");
	(void)input;
}

/* Formats, and the program that reads each; how they are known stands in formats.tsv. */
static const struct format {
	const char *name;
	void (*read)(const struct input *input, struct error *err);
} formats[] = {
	{ "text", read_plain },
	{ "markdown", read_markdown },
	{ "html", read_html },
	{ "jsonl", read_jsonl },
	{ "feed", read_feed },
	{ "jsonfeed", read_json_feed },
	{ "ninjs", read_ninjs },
	{ "newsml", read_newsml },
	{ "csv", read_csv },
	{ "mail", read_mail },
	{ "warc", read_warc },
	{ "gzip", read_gzip },
	{ "zstd", read_gzip },
	{ "archive", read_archive },
	{ "mhtml", read_mhtml },
	{ "pdf", read_pdf },
	{ "xml", refuse_xml },
};

const char *const article_formats[] = {
	"auto", "text", "markdown", "html", "jsonl", "feed", "jsonfeed", "ninjs", "newsml", "csv", "mail", "warc", "gzip",
	"zstd", "archive", "mhtml", "pdf", NULL
};

static const struct rule {
	const char *format, *by, *mark;
} rules[] = {
#define ROW(line, format, by, mark, example, source) { format, by, mark },
#include "articles/formats.tsv.inc"
#undef ROW
};

#define LOOK_BYTES 2048u
/* A page in a web archive in a zip is three wrappings; a bomb is many. */
#define DEPTH_MOST 4u

static const struct format *format_find(struct span name)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (span_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

/* ---- how a format is known ---- */

/* "257:7573746172": these bytes, there. */
static bool has_bytes(struct span raw, const char *mark)
{
	const char *colon = strchr(mark, ':'), *hex = colon ? colon + 1 : mark;
	size_t at = colon ? strtoul(mark, NULL, 10) : 0;

	for (; hex[0] && hex[1]; hex += 2, at++) {
		const char digits[3] = { hex[0], hex[1], '\0' };

		if (at >= raw.bytes || (unsigned char)raw.at[at] != strtoul(digits, NULL, 16))
			return false;
	}
	return true;
}

static bool ends_alike(struct span path, const char *mark)
{
	size_t bytes = strlen(mark);

	return path.bytes > bytes && strncasecmp(path.at + path.bytes - bytes, mark, bytes) == 0;
}

/* The first letters of an input, small, without white space and marks before them.
 * Zero bytes between letters, as in UTF-16, do not count. */
static struct span looks_of(struct span raw, char letters[LOOK_BYTES])
{
	struct span looks;
	size_t count = 0;

	for (size_t i = 0; i < raw.bytes && i < LOOK_BYTES; i++)
		if (raw.at[i] != '\0')
			letters[count++] = raw.at[i] >= 'A' && raw.at[i] <= 'Z' ? (char)(raw.at[i] + 32) : raw.at[i];
	looks = span_trim(span_make(letters, count));
	if (span_starts(looks, "\xEF\xBB\xBF"))
		looks = span_trim(span_make(looks.at + 3, looks.bytes - 3));
	else if (span_starts(looks, "\xFF\xFE") || span_starts(looks, "\xFE\xFF"))
		looks = span_trim(span_make(looks.at + 2, looks.bytes - 2));
	return looks;
}

static bool rule_holds(const struct rule *rule, const char *by, struct span raw, struct span path, struct span looks)
{
	if (strcmp(rule->by, by) != 0)
		return false;
	switch (by[0]) {
	case 'b':
		return has_bytes(raw, rule->mark);
	case 'e':
		return ends_alike(path, rule->mark);
	case 's':
		return span_starts(looks, rule->mark);
	default:
		return span_find(looks, span_of(rule->mark)) < looks.bytes;
	}
}

/* The first rule that holds out of those by `by` (or `or_by`), or NULL. */
static const struct format *format_by(const char *by, const char *or_by, const struct input *input, struct span looks)
{
	struct span path = input->inside ? input->inside->name : input->path;

	for (size_t i = 0; i < COUNT(rules); i++)
		if (rule_holds(&rules[i], by, input->raw, path, looks) ||
		    (or_by && rule_holds(&rules[i], or_by, input->raw, path, looks)))
			return format_find(span_of(rules[i].format));
	return NULL;
}

static const struct format *format_known(const struct input *input)
{
	char letters[LOOK_BYTES];
	struct span looks = looks_of(input->raw, letters);
	const struct format *format = format_by("bytes", NULL, input, looks);

	if (!format)
		format = format_by("ending", NULL, input, looks);
	/* A page saved as .txt is a page; what calls itself Markdown may begin with tags. */
	if (!format || format == &formats[0])
		format = format_by("start", "holds", input, looks);
	return format ? format : &formats[0];
}

const char *article_format(struct span raw, struct span path)
{
	const struct input input = { .raw = raw, .path = path };

	return format_known(&input)->name;
}

/* ---- reading ---- */

static void refuse_unknown(struct span asked, struct error *err)
{
	struct buf names = BUF_INIT(1024);

	for (size_t i = 0; i < COUNT(formats); i++)
		buf_printf(&names, "%s%s", i ? ", " : "", formats[i].name);
	error_set(err, STATUS_USAGE, "", "unknown format '%.*s' (%s)", (int)(asked.bytes < 40 ? asked.bytes : 40), asked.at,
		  names.at);
	buf_release(&names);
}

void input_read(const struct input *input, struct error *err)
{
	struct span asked = input->depth > 0 ? (struct span){ NULL, 0 } : input->options->format;
	const struct format *format = asked.bytes > 0 ? format_find(asked) : format_known(input);
	const struct record *inside = input->inside;
	const struct read_filter *filter = NULL;

	/* What came out of a filter goes through none again. */
	if (!inside || inside->by.bytes == 0)
		filter = filter_find(input->options, inside ? inside->type : span_of(""), inside ? inside->name : input->path);
	if (err->status != STATUS_OK)
		return;
	if (input->depth > DEPTH_MOST)
		error_set(err, STATUS_DATA, "", "wrapped more than %u times", DEPTH_MOST);
	else if (span_trim(input->raw).bytes == 0)
		error_set(err, STATUS_DATA, "", "the file is empty");
	else if (!format)
		refuse_unknown(asked, err);
	else if (filter)
		filter_read(input, filter, err);
	else
		format->read(input, err);
}

void articles_read(struct span raw, struct span path, const struct read_options *options,
		   article_take *take, article_fault *fault, void *with, struct error *err)
{
	const struct input input = { raw, path, options, take, fault, with, NULL, 0 };

	input_read(&input, err);
}
