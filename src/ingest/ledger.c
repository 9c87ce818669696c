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

void ledger_read(struct index_writer *writer, struct span path, struct arena *arena, struct ledger *out,
		 struct error *err)
{
	struct span note = index_writer_note(writer, key_of(path, arena), arena, err);
	struct unpack from = { note.at, note.at + note.bytes, note.bytes > 0 };

	*out = (struct ledger){ .arena = arena };
	out->looks = unpack_counted(&from);
	out->bytes = unpack_counted(&from);
	while (from.ok && from.at < from.end) {
		uint64_t id = unpack_number(&from);

		ledger_add(out, id, (uint32_t)unpack_number(&from));
	}
}

void ledger_write(struct index_writer *writer, struct span path, const struct ledger *ledger, struct error *err)
{
	struct buf note = BUF_INIT(BUF_TEXT_MOST);

	buf_add_counted(&note, ledger->looks);
	buf_add_counted(&note, ledger->bytes);
	for (size_t i = 0; i < ledger->count; i++) {
		buf_add_number(&note, ledger->articles[i].id);
		buf_add_number(&note, ledger->articles[i].text);
	}
	index_writer_set_note(writer, key_of(path, ledger->arena), buf_span(&note), err);
	buf_release(&note);
}
