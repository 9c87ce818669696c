/* Prints the receipt of a reading list: what was asked, of what, and a digest of what came. */
#include "render/entry.h"

#include "dateline/file.h"

void entry_digest(const struct record *record, char out[SHA256_TEXT])
{
	struct buf said = BUF_INIT(record->text.bytes + 4096);
	char event[DATE_TEXT], published[DATE_TEXT];

	entry_date(record->date, event);
	entry_date(record->published, published);
	buf_printf(&said, "%s\n%s\n%s\n%.*s\n", record->id, event, published, (int)record->sha256.bytes,
		   record->sha256.at ? record->sha256.at : "");
	buf_add_span(&said, record->text);
	sha256_hex(buf_span(&said), out);
	buf_release(&said);
}

void list_digest(const struct answer *answer, char out[SHA256_TEXT])
{
	struct buf all = BUF_INIT(answer->hit_count * SHA256_TEXT + 1);
	char digest[SHA256_TEXT];

	for (size_t i = 0; i < answer->hit_count; i++) {
		entry_digest(&answer->hits[i].hit.record, digest);
		buf_printf(&all, "%s\n", digest);
	}
	sha256_hex(buf_span(&all), out);
	buf_release(&all);
}

static void print_entry(struct json *json, const struct record *record)
{
	char digest[SHA256_TEXT];

	entry_digest(record, digest);
	json_open_object(json, NULL);
	json_chars(json, "id", record->id);
	entry_json_date(json, "date", record->date);
	json_span(json, "title", record->title.bytes > 0 ? record->title : record->path);
	json_chars(json, "digest", digest);
	json_close_object(json);
}

void receipt_print(const struct list *list, const struct span *arguments, size_t argument_count, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.receipt/1");
	json_span(&json, "title", list->title);
	entry_json_list(&json, "arguments", arguments, argument_count);
	json_chars(&json, "made", list->made_on);
	json_chars(&json, "generator", "dateline " DATELINE_VERSION);
	json_open_object(&json, "index");
	json_span(&json, "uuid", list->index_id);
	json_number(&json, "revision", (int64_t)list->revision);
	json_close_object(&json);
	json_number(&json, "total", list->answer->total);
	json_chars(&json, "digest", list->digest);
	json_open_array(&json, "entries");
	for (size_t i = 0; i < list->answer->hit_count; i++)
		print_entry(&json, &list->answer->hits[i].hit.record);
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
