/* Reads what is wrapped in an input: a record, a part of a mail, a member of an archive. */
#include "reader.h"

/* Hands on what the reader inside finds, and remembers that it was told to stop. */
struct relay {
	const struct input *outer;
	bool stopped;
};

static bool relay_take(const struct article *article, struct arena *arena, void *with)
{
	struct relay *relay = with;

	relay->stopped = !relay->outer->take(article, arena, relay->outer->with);
	return !relay->stopped;
}

static void relay_fault(const struct error *err, void *with)
{
	const struct relay *relay = with;

	relay->outer->fault(err, relay->outer->with);
}

bool input_read_inside(const struct input *outer, struct span raw, struct span path, const struct record *record,
		       void (*read)(const struct input *input, struct error *err))
{
	struct relay relay = { outer, false };
	const struct input inside = { raw, path, outer->options, relay_take, relay_fault, &relay, record, outer->depth + 1 };
	struct error err = { 0 };

	(read ? read : input_read)(&inside, &err);
	if (err.status != STATUS_OK && !record)
		input_fault(&inside, "", 0, "%s", err.text);
	else if (err.status != STATUS_OK)
		input_fault(outer, " byte ", record->from_byte, "%s", err.text);
	return !relay.stopped;
}

struct span header_find(struct span head, const char *name)
{
	size_t bytes = strlen(name);

	while (head.at) {
		struct span line = span_cut(&head, '\n');

		if (line.bytes > bytes && line.at[bytes] == ':' && span_starts_alike(line, name))
			return span_trim(span_make(line.at + bytes + 1, line.bytes - bytes - 1));
	}
	return (struct span){ NULL, 0 };
}

bool span_starts_alike(struct span text, const char *word)
{
	for (size_t i = 0; word[i]; i++)
		if (i >= text.bytes || (text.at[i] | 32) != (word[i] | 32))
			return false;
	return true;
}

struct span header_value(struct span header, const char *name, struct arena *arena)
{
	struct span value, word;

	span_cut(&header, ';');
	while (header.at) {
		value = span_cut(&header, ';');
		word = span_trim(span_cut(&value, '='));
		if (word.bytes != strlen(name) || !span_starts_alike(word, name) || !value.at)
			continue;
		value = span_trim(value);
		if (value.bytes >= 2 && value.at[0] == '"') {
			value = span_make(value.at + 1, value.bytes - 1);
			value = span_cut(&value, '"');
		}
		return arena_copy(arena, value);
	}
	return (struct span){ NULL, 0 };
}
