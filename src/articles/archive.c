/* Reads zip and tar through libarchive, member by member as it streams; nothing goes to disk. */
#include "reader.h"

#include "office.h"
#include "others.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#define MEMBERS_MOST 200000u
#define PIECE_BYTES 65536u
#define NAME_MOST 1000u
/* As with gzip: text packs a hundred to one at the very most. */
#define RATIO_MOST 400u
#define RATIO_FREE_BYTES ((uint64_t)64 << 20)

static struct archive *archive_open(struct span raw)
{
	struct archive *archive = archive_read_new();

	if (!archive)
		return NULL;
	/* By name: the rare formats are where the bugs are. */
	archive_read_support_format_zip(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_filter_none(archive);
	if (archive_read_open_memory(archive, raw.at, raw.bytes) != ARCHIVE_OK) {
		archive_read_free(archive);
		return NULL;
	}
	return archive;
}

static const char *archive_fault(struct archive *archive)
{
	const char *text = archive_error_string(archive);

	return text ? text : "it breaks off";
}

/* Members under way. */
struct members {
	const struct input *input;
	struct archive *archive;
	uint64_t unpacked;      /* bytes of all members so far: what comes out is counted, whatever the sizes say */
	struct buf bytes;       /* of the member at hand */
	bool is_office;         /* the zip is one document */
	struct office office;
	struct arena *arena;    /* of the document */
	bool goes_on;
};

static bool is_bomb(const struct members *members)
{
	return members->unpacked > RATIO_FREE_BYTES && members->unpacked / RATIO_MOST > members->input->raw.bytes;
}

/* Unpacks the member at hand. Sets `err` when it does not fit or is broken. */
static void member_unpack(struct members *members, struct error *err)
{
	char *piece = memory_get(PIECE_BYTES);
	ssize_t n = 1;

	buf_clear(&members->bytes);
	members->bytes.overflowed = false;
	while (n > 0 && !members->bytes.overflowed && !is_bomb(members)) {
		n = archive_read_data(members->archive, piece, PIECE_BYTES);
		if (n > 0) {
			buf_add(&members->bytes, piece, (size_t)n);
			members->unpacked += (uint64_t)n;
		}
	}
	free(piece);
	if (is_bomb(members))
		error_set(err, STATUS_DATA, "", "unpacks to more than %u times its size", RATIO_MOST);
	else if (members->bytes.overflowed)
		error_set(err, STATUS_DATA, "", "larger than %zu MiB unpacked", members->bytes.most >> 20);
	else if (n < 0)
		error_set(err, STATUS_DATA, "", "%s", archive_fault(members->archive));
}

/* A name as UTF-8 that is safe to print: other bytes and controls become U+FFFD. */
static struct span member_name(struct archive_entry *entry, struct arena *arena)
{
	const char *name = archive_entry_pathname_utf8(entry);
	struct buf out = BUF_INIT(NAME_MOST * 4);
	struct span text;

	if (!name)
		name = archive_entry_pathname(entry);
	text = span_of(name ? name : "?");
	utf8_mend(span_make(text.at, text.bytes < NAME_MOST ? text.bytes : NAME_MOST), &out);
	for (size_t i = 0; i < out.bytes; i++)
		if ((unsigned char)out.at[i] < 0x20)
			out.at[i] = '?';
	text = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return text;
}

/* What others_kind() passes over in a folder, and the leavings of file managers. */
static bool is_passed_over(struct span name)
{
	return others_kind(name) || span_starts(name, "__MACOSX/") || span_find(name, span_of("/.")) < name.bytes ||
	       span_starts(name, ".");
}

static void member_read(struct members *members, struct archive_entry *entry)
{
	const struct input *input = members->input;
	struct arena *arena = arena_new();
	struct span name = member_name(entry, arena), path;
	struct input one = *input;
	struct error err = { 0 };

	if (archive_entry_filetype(entry) == AE_IFREG && members->is_office) {
		struct span *place = office_member(&members->office, name);

		if (place) {
			member_unpack(members, &err);
			*place = arena_copy(members->arena, buf_span(&members->bytes));
		}
		if (err.status != STATUS_OK)
			input_fault(input, " ", 0, "%s", err.text);
	} else if (archive_entry_filetype(entry) == AE_IFREG && !is_passed_over(name)) {
		path = arena_printf(arena, "%.*s!/%.*s", (int)input->path.bytes, input->path.at, (int)name.bytes, name.at);
		member_unpack(members, &err);
		one.path = path;
		if (err.status != STATUS_OK)
			input_fault(&one, " ", 0, "%s", err.text);
		else
			members->goes_on = input_read_inside(input, buf_span(&members->bytes), path, NULL, NULL);
	}
	members->goes_on &= !is_bomb(members);
	arena_free(arena);
}

/* Reads all members. What comes before a break in the archive is kept. */
static void members_read(struct members *members, struct error *err)
{
	struct archive_entry *entry;
	int result = ARCHIVE_OK;

	for (unsigned count = 0; members->goes_on; count++) {
		const char *name;

		result = archive_read_next_header(members->archive, &entry);
		if (result == ARCHIVE_EOF || result < ARCHIVE_WARN)
			break;
		name = archive_entry_pathname(entry);
		if (count == 0)
			members->is_office = office_is(span_of(name ? name : ""));
		if (count >= MEMBERS_MOST) {
			error_set(err, STATUS_DATA, "", "more than %u members", MEMBERS_MOST);
			return;
		}
		member_read(members, entry);
	}
	if (result < ARCHIVE_WARN)
		error_set(err, STATUS_DATA, "", "a broken archive: %s", archive_fault(members->archive));
	else if (members->is_office && members->goes_on)
		office_take(members->input, &members->office, err);
}

void read_archive(const struct input *input, struct error *err)
{
	struct members members = { .input = input, .bytes = BUF_INIT(BUF_TEXT_MOST), .goes_on = true };

	if (err->status != STATUS_OK)
		return;
	members.archive = archive_open(input->raw);
	if (!members.archive) {
		error_set(err, STATUS_DATA, "", "no archive that we know");
		return;
	}
	members.arena = arena_new();
	members_read(&members, err);
	archive_read_free(members.archive);
	arena_free(members.arena);
	buf_release(&members.bytes);
}
