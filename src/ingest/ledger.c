/* What is remembered of a file between runs, as a note in the index. */
#include "ingest/ledger.h"

#include <stdio.h>

static struct span key_of(struct span path, struct arena *arena)
{
	return arena_printf(arena, "file:%.*s", (int)path.bytes, path.at);
}

uint64_t ledger_number(const char *id)
{
	unsigned long long number = 0;

	sscanf(id, "%16llx", &number);
	return number;
}

void ledger_id(uint64_t number, char out[ID_TEXT])
{
	snprintf(out, ID_TEXT, "%016llx", (unsigned long long)number);
}

void ledger_add(struct ledger *ledger, uint64_t id, uint32_t text)
{
	ARENA_PUSH(ledger->arena, ledger->articles, ledger->count, ledger->room) = (struct ledger_article){ id, text };
}

static void read_note(struct span note, struct arena *arena, struct ledger *out)
{
	struct unpack from = { note.at, note.at + note.bytes, note.bytes > 0 };

	*out = (struct ledger){ .arena = arena };
	out->looks = unpack_counted(&from);
	out->bytes = unpack_counted(&from);
	out->path = unpack_counted(&from);
	while (from.ok && from.at < from.end) {
		uint64_t id = unpack_number(&from);

		ledger_add(out, id, (uint32_t)unpack_number(&from));
	}
}

void ledger_read(struct index_writer *writer, struct span path, struct arena *arena, struct ledger *out,
		 struct error *err)
{
	read_note(index_writer_note(writer, key_of(path, arena), arena, err), arena, out);
}

/* The walk over all of them. */
struct each {
	struct arena *arena;
	void (*each)(const struct ledger *ledger, void *with);
	void *with;
};

static void take_note(struct span key, struct span value, void *with)
{
	const struct each *each = with;
	struct ledger ledger;

	(void)key;
	read_note(arena_copy(each->arena, value), each->arena, &ledger);
	each->each(&ledger, each->with);
}

void ledger_each(struct index_writer *writer, struct arena *arena, void (*each)(const struct ledger *ledger, void *with),
		 void *with, struct error *err)
{
	struct each all = { arena, each, with };

	index_writer_notes(writer, span_of("file:"), take_note, &all, err);
}

void ledger_forget(struct index_writer *writer, struct span path, struct error *err)
{
	struct arena *arena = arena_new();

	index_writer_set_note(writer, key_of(path, arena), (struct span){ NULL, 0 }, err);
	arena_free(arena);
}

void ledger_write(struct index_writer *writer, struct span path, const struct ledger *ledger, struct error *err)
{
	struct buf note = BUF_INIT(BUF_TEXT_MOST);

	buf_add_counted(&note, ledger->looks);
	buf_add_counted(&note, ledger->bytes);
	buf_add_counted(&note, path);
	for (size_t i = 0; i < ledger->count; i++) {
		buf_add_number(&note, ledger->articles[i].id);
		buf_add_number(&note, ledger->articles[i].text);
	}
	index_writer_set_note(writer, key_of(path, ledger->arena), buf_span(&note), err);
	buf_release(&note);
}
