/* Reads zip and tar through libarchive, member by member as it streams; nothing goes to disk. */
#include "reader.h"

#include "inflate.h"
#include "office.h"
#include "others.h"
#include "raw.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#define MEMBERS_MOST 200000u
#define PIECE_BYTES 65536u
#define NAME_MOST 1000u
#define NAMES_MOST ((size_t)64 << 10)    /* bytes of names that their charset is guessed from */

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

/* What the names of an archive tell before anything is read. */
struct survey {
	bool is_office;         /* the zip is one document */
	bool is_wacz;           /* it is a packed web archive: what is not in archive/ is about it */
	char charset[32];       /* of names that are no UTF-8; "" for none */
};

/* Members under way. */
struct members {
	const struct input *input;
	struct archive *archive;
	struct survey survey;
	uint64_t unpacked;      /* bytes of all members so far: what comes out is counted, whatever the sizes say */
	struct buf bytes;       /* of the member at hand */
	struct office office;
	struct arena *arena;    /* of the document */
	bool goes_on;
};

static bool is_too_much(const struct members *members)
{
	return is_bomb(members->input->raw.bytes, members->unpacked);
}

/* Unpacks the member at hand. Sets `err` when it does not fit or is broken. */
static void member_unpack(struct members *members, struct error *err)
{
	char *piece = memory_get(PIECE_BYTES);
	ssize_t n = 1;

	buf_clear(&members->bytes);
	members->bytes.overflowed = false;
	while (n > 0 && !members->bytes.overflowed && !is_too_much(members)) {
		n = archive_read_data(members->archive, piece, PIECE_BYTES);
		if (n > 0) {
			buf_add(&members->bytes, piece, (size_t)n);
			members->unpacked += (uint64_t)n;
		}
	}
	free(piece);
	if (is_too_much(members))
		tell_bomb(err);
	else if (members->bytes.overflowed)
		tell_overflow(&members->bytes, err);
	else if (n < 0)
		error_set(err, STATUS_DATA, "", "%s", archive_fault(members->archive));
}

/* ---- names ---- */

/* The name's bytes: UTF-8 where the archive says so. */
static struct span name_bytes(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	if (!name)
		name = archive_entry_pathname(entry);
	return span_make(name ? name : "?", name ? strnlen(name, NAME_MOST) : 1);
}

/* A name as UTF-8 that is safe to print: what cannot be read and controls become U+FFFD and "?". */
static struct span member_name(const struct survey *survey, struct archive_entry *entry, struct arena *arena)
{
	struct span name = name_bytes(entry);
	struct buf out = BUF_INIT(NAME_MOST * 4);
	struct error err = { 0 };
	struct charset used;

	if (utf8_check(name) < name.bytes && survey->charset[0])
		charset_decode(name, survey->charset, NULL, &out, &used, &err);
	if (out.bytes == 0)
		utf8_mend(name, &out);
	for (size_t i = 0; i < out.bytes; i++)
		if ((unsigned char)out.at[i] < 0x20)
			out.at[i] = '?';
	name = arena_copy(arena, buf_span(&out));
	while (span_starts(name, "./"))
		name = span_make(name.at + 2, name.bytes - 2);
	buf_release(&out);
	return name;
}

/* One charset for all names, as one program packed them all. Old ones for DOS wrote
 * the code page of DOS, which a guess must have seen in a few words at least. */
static void names_guess(struct span names, struct survey *survey)
{
	struct buf out = BUF_INIT(NAMES_MOST * 4);
	struct charset used = { .name = "" };
	struct error err = { 0 };

	charset_decode(names, NULL, NULL, &out, &used, &err);
	if (err.status == STATUS_OK && names.bytes > 0 && used.broken == 0)
		memcpy(survey->charset, used.name, sizeof(survey->charset));
	buf_release(&out);
}

/* Looks through the names; of a zip they stand together at its end. */
static struct survey names_survey(struct span raw)
{
	struct archive *archive = archive_open(raw);
	struct buf names = BUF_INIT(NAMES_MOST);
	struct survey survey = { .charset = "" };
	bool has_package = false, has_records = false;
	struct archive_entry *entry;

	for (unsigned count = 0; archive && count < MEMBERS_MOST && archive_read_next_header(archive, &entry) >= ARCHIVE_WARN;
	     count++) {
		struct span name = name_bytes(entry);

		survey.is_office |= (count == 0 && office_is(name)) || span_is(name, "word/document.xml");
		has_package |= span_is(name, "datapackage.json");
		has_records |= span_starts(name, "archive/");
		if (utf8_check(name) < name.bytes) {
			buf_add_span(&names, name);
			buf_add_char(&names, '\n');
		}
	}
	survey.is_wacz = has_package && has_records;
	names_guess(buf_span(&names), &survey);
	buf_release(&names);
	if (archive)
		archive_read_free(archive);
	return survey;
}

/* ---- members ---- */

/* ".git/config", "a/.DS_Store"; "../a" is a label like any other. */
static bool is_hidden(struct span name)
{
	for (struct span rest = name; rest.at;) {
		struct span part = span_cut(&rest, '/');

		if (span_starts(part, ".") && !span_is(part, ".") && !span_is(part, ".."))
			return true;
	}
	return false;
}

/* Why a member is passed over as a file of a folder would be, or NULL. */
static const char *passed_over(const struct survey *survey, struct span name)
{
	const char *kind = others_kind(name);

	if (kind)
		return kind;
	if (span_starts(name, "__MACOSX/") || is_hidden(name))
		return "hidden file";
	return survey->is_wacz && !span_starts(name, "archive/") ? "list of a web archive's pages" : NULL;
}

static void office_member_read(struct members *members, struct span name)
{
	struct span *place = office_member(&members->office, name);
	struct error err = { 0 };

	if (!place)
		return;
	member_unpack(members, &err);
	*place = arena_copy(members->arena, buf_span(&members->bytes));
	if (err.status != STATUS_OK)
		input_fault(members->input, "", 0, "%s", err.text);
}

static void member_read(struct members *members, struct archive_entry *entry)
{
	const struct input *input = members->input;
	struct arena *arena = arena_new();
	struct span name = member_name(&members->survey, entry, arena);
	const char *kind = passed_over(&members->survey, name);
	struct input one = *input;
	struct error err = { 0 };

	one.path = arena_printf(arena, "%.*s!/%.*s", (int)input->path.bytes, input->path.at, (int)name.bytes, name.at);
	if (archive_entry_filetype(entry) == AE_IFREG && members->survey.is_office) {
		office_member_read(members, name);
	} else if (archive_entry_filetype(entry) == AE_IFREG && kind) {
		input_pass_over(&one, "", 0, "%s", kind);
	} else if (archive_entry_filetype(entry) == AE_IFREG) {
		member_unpack(members, &err);
		if (err.status != STATUS_OK)
			input_fault(&one, "", 0, "%s", err.text);
		else
			members->goes_on = input_read_inside(input, buf_span(&members->bytes), one.path, NULL, NULL);
	}
	members->goes_on &= !is_too_much(members);
	arena_free(arena);
}

/* Reads all members. What comes before a break in the archive is kept. */
static void members_read(struct members *members, struct error *err)
{
	struct archive_entry *entry;
	int result = ARCHIVE_OK;

	for (unsigned count = 0; members->goes_on; count++) {
		result = archive_read_next_header(members->archive, &entry);
		if (result == ARCHIVE_EOF || result < ARCHIVE_WARN)
			break;
		if (count >= MEMBERS_MOST) {
			error_set(err, STATUS_DATA, "", "more than %u members", MEMBERS_MOST);
			return;
		}
		member_read(members, entry);
	}
	if (result < ARCHIVE_WARN)
		error_set(err, STATUS_DATA, "", "a broken archive: %s", archive_fault(members->archive));
	else if (members->survey.is_office && members->goes_on)
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
	members.survey = names_survey(input->raw);
	members.arena = arena_new();
	members_read(&members, err);
	archive_read_free(members.archive);
	arena_free(members.arena);
	buf_release(&members.bytes);
}

/* ---- the bytes of one again ---- */

void archive_members(struct span raw, bool (*wants)(struct span name, void *with), archive_take *take, void *with,
		     struct error *err)
{
	const struct input input = { .raw = raw };
	struct members members = { .input = &input, .bytes = BUF_INIT(BUF_TEXT_MOST), .survey = names_survey(raw),
				   .goes_on = err->status == STATUS_OK };
	struct archive_entry *entry;

	members.archive = archive_open(raw);
	while (members.archive && members.goes_on && archive_read_next_header(members.archive, &entry) >= ARCHIVE_WARN) {
		struct arena *arena = arena_new();
		struct span name = member_name(&members.survey, entry, arena);

		if (wants(name, with)) {
			member_unpack(&members, err);
			members.goes_on = err->status == STATUS_OK && take(name, buf_span(&members.bytes), with);
		}
		arena_free(arena);
	}
	if (members.archive)
		archive_read_free(members.archive);
	buf_release(&members.bytes);
}
