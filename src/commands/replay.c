/* dateline replay: asks again what a receipt says was asked, and tells what has changed. */
#include "commands/listing.h"

#include "dateline/map.h"

#include <jansson.h>

#define RECEIPT_BYTES_MOST ((size_t)64 << 20)

struct receipt_entry {
	struct span id, date, title, digest;
};

/* A receipt as it was read; its texts are the arena's. */
struct receipt {
	struct span title, made, generator, index_id, digest;
	uint64_t revision;
	uint32_t total;
	char **arguments;       /* [0] is the command's name */
	int argument_count;
	struct receipt_entry *entries;
	size_t entry_count;
};

/* What replaying found, by entry. */
enum change { CHANGE_ADDED, CHANGE_GONE, CHANGE_ALTERED };
struct change_row {
	enum change change;
	struct span id, date, title;
};
struct changes {
	struct change_row *rows;
	size_t count, room;
};

/* ---- the receipt ---- */

static struct span text_at(const json_t *object, const char *name, struct arena *arena)
{
	const json_t *value = json_object_get(object, name);

	if (!json_is_string(value))
		return (struct span){ "", 0 };
	return arena_copy(arena, span_make(json_string_value(value), json_string_length(value)));
}

static void read_arguments(const json_t *list, struct receipt *receipt, const char *path, struct arena *arena,
			   struct error *err)
{
	size_t count = json_array_size(list);

	receipt->arguments = arena_new_array(arena, char *, count + 2);
	receipt->arguments[receipt->argument_count++] = arena_string(arena, span_of("list"));
	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (text)
			receipt->arguments[receipt->argument_count++] = arena_string(arena, span_of(text));
		else
			error_set(err, STATUS_DATA, path, "\"arguments\" holds what is no text");
	}
}

static void read_entries(const json_t *list, struct receipt *receipt, struct arena *arena)
{
	receipt->entry_count = json_array_size(list);
	receipt->entries = arena_new_array(arena, struct receipt_entry, receipt->entry_count + 1);
	for (size_t i = 0; i < receipt->entry_count; i++) {
		const json_t *entry = json_array_get(list, i);

		receipt->entries[i] = (struct receipt_entry){ text_at(entry, "id", arena), text_at(entry, "date", arena),
							      text_at(entry, "title", arena), text_at(entry, "digest", arena) };
	}
}

static void read_root(const json_t *root, struct receipt *receipt, const char *path, struct arena *arena,
		      struct error *err)
{
	const json_t *index = json_object_get(root, "index");

	if (!span_is(text_at(root, "schema", arena), "dateline.receipt/1")) {
		error_set(err, STATUS_DATA, path, "is no receipt of dateline list (\"schema\" is not dateline.receipt/1)");
		return;
	}
	receipt->title = text_at(root, "title", arena);
	receipt->made = text_at(root, "made", arena);
	receipt->generator = text_at(root, "generator", arena);
	receipt->digest = text_at(root, "digest", arena);
	receipt->index_id = text_at(index, "uuid", arena);
	receipt->revision = (uint64_t)json_integer_value(json_object_get(index, "revision"));
	receipt->total = (uint32_t)json_integer_value(json_object_get(root, "total"));
	read_arguments(json_object_get(root, "arguments"), receipt, path, arena, err);
	read_entries(json_object_get(root, "entries"), receipt, arena);
}

static void read_receipt(const char *path, struct receipt *receipt, struct arena *arena, struct error *err)
{
	struct buf bytes = BUF_INIT(RECEIPT_BYTES_MOST);
	json_error_t fault;
	json_t *root;

	file_read(path, &bytes, err);
	if (err->status == STATUS_OK) {
		root = json_loadb(bytes.at ? bytes.at : "", bytes.bytes, 0, &fault);
		if (root)
			read_root(root, receipt, path, arena, err);
		else
			error_set(err, STATUS_DATA, path, "line %d, column %d: %s", fault.line, fault.column, fault.text);
		json_decref(root);
	}
	buf_release(&bytes);
}

/* ---- then and now ---- */

static void compare(const struct receipt *then, const struct answer *now, struct arena *arena, struct changes *changes)
{
	struct map *old = map_new();
	bool *seen = arena_new_array(arena, bool, then->entry_count + 1);
	char digest[SHA256_TEXT], date[DATE_TEXT];

	for (size_t i = 0; i < then->entry_count; i++)
		map_put(old, then->entries[i].id, (uint32_t)i);
	for (size_t i = 0; i < now->hit_count; i++) {
		const struct record *r = &now->hits[i].hit.record;
		uint32_t place = map_find(old, span_of(r->id), UINT32_MAX);

		if (place != UINT32_MAX)
			seen[place] = true;
		entry_digest(r, digest);
		if (place != UINT32_MAX && span_is(then->entries[place].digest, digest))
			continue;
		date_print_edtf(r->date, date);
		ARENA_PUSH(arena, changes->rows, changes->count, changes->room) = (struct change_row){
			place == UINT32_MAX ? CHANGE_ADDED : CHANGE_ALTERED, span_of(r->id),
			date_is_known(r->date) ? arena_copy(arena, span_of(date)) : span_of(""),
			r->title.bytes > 0 ? r->title : r->path };
	}
	for (size_t i = 0; i < then->entry_count; i++)
		if (!seen[i])
			ARENA_PUSH(arena, changes->rows, changes->count, changes->room) = (struct change_row){
				CHANGE_GONE, then->entries[i].id, then->entries[i].date, then->entries[i].title };
	map_free(old);
}

static const char *const change_names[] = { [CHANGE_ADDED] = "added", [CHANGE_GONE] = "gone", [CHANGE_ALTERED] = "altered" };

static void print_json(const struct receipt *then, const struct listing *now, const struct changes *changes, struct buf *out)
{
	struct json json = { .out = out };

	json_open_object(&json, NULL);
	json_chars(&json, "schema", "dateline.replay/1");
	json_span(&json, "title", then->title);
	json_span(&json, "made", then->made);
	json_bool(&json, "same", span_is(then->digest, now->list.digest) && then->total == now->answer.total);
	json_bool(&json, "same_index", span_equal(then->index_id, now->list.index_id));
	json_number(&json, "total_then", then->total);
	json_number(&json, "total_now", now->answer.total);
	json_open_array(&json, "changes");
	for (size_t i = 0; i < changes->count; i++) {
		json_open_object(&json, NULL);
		json_chars(&json, "change", change_names[changes->rows[i].change]);
		json_span(&json, "id", changes->rows[i].id);
		json_span(&json, "date", changes->rows[i].date);
		json_span(&json, "title", changes->rows[i].title);
		json_close_object(&json);
	}
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

static void add_line(const struct invocation *line, const struct change_row *row, struct buf *out)
{
	struct buf text = BUF_INIT((size_t)64 << 10);

	buf_printf(&text, "%-7s  %-10.*s  ", change_names[row->change], (int)row->date.bytes, row->date.at);
	buf_add_span(&text, row->title);
	add_safe(out, display_cut(buf_span(&text), line->out.width - (int)row->id.bytes - 3));
	buf_add_string(out, " · ");
	add_safe(out, row->id);
	buf_add_char(out, '\n');
	buf_release(&text);
}

static void print_text(const struct invocation *line, const struct receipt *then, const struct listing *now,
		       const struct changes *changes, struct buf *out)
{
	bool same = span_is(then->digest, now->list.digest) && then->total == now->answer.total;

	add_safe(out, then->title);
	buf_printf(out, "\n%u passages on ", then->total);
	add_safe(out, then->made);
	buf_printf(out, ", %u now: %s\n", now->answer.total,
		   same ? "the same answer" : changes->count == 0 ? "the same entries in another order" : "changed");
	for (size_t i = 0; i < changes->count; i++)
		add_line(line, &changes->rows[i], out);
}

/* What may explain a difference. */
static void tell_causes(const struct invocation *line, const struct receipt *then, const struct listing *now)
{
	struct span generator = span_of("dateline " DATELINE_VERSION);

	if (!span_equal(then->index_id, now->list.index_id))
		tell(line, "the receipt is of another index (%.*s)", (int)then->index_id.bytes, then->index_id.at);
	else if (then->revision != now->list.revision)
		tell(line, "the index was written to since: revision %llu then, %llu now", (unsigned long long)then->revision,
		     (unsigned long long)now->list.revision);
	if (!span_equal(then->generator, generator))
		tell(line, "the receipt is by %.*s, this is %s", (int)then->generator.bytes, then->generator.at, generator.at);
}

/* The line of `list` that the receipt holds, with our own --index before it. */
static void read_line(const struct invocation *line, const struct receipt *receipt, struct invocation *again,
		      struct error *err)
{
	struct span *indexes;
	size_t count = given_all(line, "index", &indexes), used = 0;
	char **words = arena_new_array(line->arena, char *, (size_t)receipt->argument_count + count + 1);

	words[used++] = receipt->arguments[0];
	for (size_t i = 0; i < count; i++)
		words[used++] = arena_string(line->arena, arena_printf(line->arena, "--index=%s", indexes[i].at));
	for (int i = 1; i < receipt->argument_count; i++)
		words[used++] = receipt->arguments[i];
	*again = (struct invocation){ .command = &command_list, .arena = line->arena };
	invocation_read(again, (int)used, words, err);
	invocation_settle(again, err);
	again->quiet = line->quiet;
}

static enum status replay(struct invocation *line, const struct receipt *receipt, struct error *err)
{
	struct buf out = BUF_INIT(ANSWER_BYTES_MOST);
	struct changes changes = { 0 };
	struct invocation again;
	struct listing now;
	bool same = false;

	read_line(line, receipt, &again, err);
	listing_open(&now, &again, err);
	if (err->status == STATUS_OK) {
		compare(receipt, &now.answer, line->arena, &changes);
		same = span_is(receipt->digest, now.list.digest) && receipt->total == now.answer.total;
		if (line->json)
			print_json(receipt, &now, &changes, &out);
		else
			print_text(line, receipt, &now, &changes, &out);
		tell_causes(line, receipt, &now);
	}
	print_answer(line, &out, err);
	listing_close(&now);
	return same ? STATUS_OK : STATUS_NO_MATCH;
}

static enum status run(struct invocation *line, struct error *err)
{
	struct receipt receipt = { 0 };

	if (line->operand_count != 1)
		error_set(err, STATUS_USAGE, NULL, "wants one receipt, as dateline list --receipt FILE writes it");
	if (err->status == STATUS_OK)
		read_receipt(line->operands[0], &receipt, line->arena, err);
	if (err->status != STATUS_OK)
		return err->status;
	return replay(line, &receipt, err);
}

const struct command command_replay = {
	"replay", "Asks again what a receipt holds, and tells what has changed", "RECEIPT", NULL, 0, run
};
