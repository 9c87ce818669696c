/* Opens a gazetteer, tells about its places, and finds what a key can mean. */
#define _DEFAULT_SOURCE /* madvise */
#include "places/gazetteer.h"

#include "dateline/arena.h"
#include "places/pack.h"
#include "places/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define GAZETTEER_BYTES_MOST ((size_t)2 << 30)

/* A larger one is not looked through at every start: that would read all of it. */
#define LOOKED_THROUGH_MOST ((size_t)64 << 20)
#define ROWS_LOOKED_AT ((uint64_t)1 << 16)

extern const char gazetteer_blob[], gazetteer_blob_end[];

/* Points `g` into `bytes`; false when they are not a whole gazetteer of this version. */
static bool lay_over(struct gazetteer *g, struct span bytes)
{
	const struct blob_header *h = (const void *)bytes.at;
	uint64_t at = sizeof(*h);

	if (bytes.bytes < sizeof(*h) || memcmp(h->magic, BLOB_MAGIC, sizeof(BLOB_MAGIC)) != 0 || h->version != BLOB_VERSION)
		return false;
	g->header = h;
#define SECTION(field, count) (g->field = (const void *)(bytes.at + at), at += (uint64_t)(count) * sizeof(*g->field))
	if (SECTION(rules, h->rule_count) > bytes.bytes || SECTION(filter, h->filter_count) > bytes.bytes ||
	    SECTION(places, h->place_count) > bytes.bytes ||
	    SECTION(slots, (uint64_t)h->slot_count + h->slot_tail) > bytes.bytes || SECTION(entries, h->entry_count) > bytes.bytes ||
	    SECTION(codes, h->code_count) > bytes.bytes || SECTION(highs, h->key_count) > bytes.bytes ||
	    SECTION(strings, h->string_bytes) != bytes.bytes)
		return false;
#undef SECTION
	return (h->filter_count & (h->filter_count - 1)) == 0 && h->string_bytes > 0 && bytes.at[bytes.bytes - 1] == '\0' && h->entry_count > 0 && h->slot_count > 0 &&
	       h->slot_tail > 0 && (g->entries[h->entry_count - 1].flags & ENTRY_LAST);
}

void gazetteer_let_go(const struct gazetteer *g, const void *from, const void *to)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), low = ((uintptr_t)from + page - 1) / page * page,
		  high = (uintptr_t)to / page * page;

	if (g->mapped.at && low < high)
		madvise((void *)low, high - low, MADV_DONTNEED);
}

static bool entry_is_sound(const struct gazetteer *g, uint64_t i)
{
	return g->entries[i].place > 0 && g->entries[i].place <= g->header->place_count;
}

static bool place_is_sound(const struct gazetteer *g, uint64_t i)
{
	const struct blob_place *p = &g->places[i];

	return p->parent <= g->header->place_count && p->kind <= PLACE_OTHER && p->code < g->header->string_bytes &&
	       p->name < g->header->string_bytes;
}

static bool code_is_sound(const struct gazetteer *g, uint64_t i)
{
	return g->codes[i].place > 0 && g->codes[i].place <= g->header->place_count && g->codes[i].code < g->header->string_bytes;
}

/* Are all `count` things of a section, `each` bytes long, as `test` wants them? */
static bool all_sound(const struct gazetteer *g, bool (*test)(const struct gazetteer *, uint64_t), const void *section,
		      uint64_t count, size_t each)
{
	const char *start = section;

	for (uint64_t i = 0; i < count; i++) {
		if (!test(g, i))
			return false;
		if (i % ROWS_LOOKED_AT == 0 || i + 1 == count)
			gazetteer_let_go(g, start, start + i * each);
	}
	return true;
}

static bool keys_are_all(const struct gazetteer *g)
{
	uint64_t keys = 0, all = (uint64_t)g->header->slot_count + g->header->slot_tail;

	for (uint64_t i = 0; i < all; i++) {
		keys += g->slots[i].print != 0;
		if (i % ROWS_LOOKED_AT == 0)
			gazetteer_let_go(g, g->slots, &g->slots[i]);
	}
	return keys == g->header->key_count;
}

bool gazetteer_is_sound(const struct gazetteer *g)
{
	return all_sound(g, entry_is_sound, g->entries, g->header->entry_count, sizeof(*g->entries)) &&
	       all_sound(g, place_is_sound, g->places, g->header->place_count, sizeof(*g->places)) &&
	       all_sound(g, code_is_sound, g->codes, g->header->code_count, sizeof(*g->codes)) && keys_are_all(g);
}

/* Maps the file at `path`, which may be much larger than memory. False: it is no packed gazetteer. */
static bool map_file(struct gazetteer *g, const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char magic[sizeof(BLOB_MAGIC)] = "";
	struct stat about;
	void *at;

	if (fd < 0 || fstat(fd, &about) != 0) {
		error_set(err, STATUS_IO, path, "%s", strerror(errno));
	} else if (S_ISREG(about.st_mode) && pread(fd, magic, sizeof(magic), 0) == (ssize_t)sizeof(magic) &&
		   memcmp(magic, BLOB_MAGIC, sizeof(magic)) == 0) {
		at = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0);
		if (at == MAP_FAILED)
			error_set(err, STATUS_IO, path, "%s", strerror(errno));
		else
			g->mapped = span_make(at, (size_t)about.st_size);
	}
	if (fd >= 0)
		close(fd);
	return g->mapped.at != NULL;
}

/* Maps a packed gazetteer, or packs a table with the columns of places.tsv. */
static void load(struct gazetteer *g, const char *path, struct error *err)
{
	struct pack *pack;

	if (map_file(g, path, err)) {
		if (!lay_over(g, g->mapped) || (g->mapped.bytes <= LOOKED_THROUGH_MOST && !gazetteer_is_sound(g)))
			error_set(err, STATUS_DATA, path, "this gazetteer is damaged, or another version of dateline made it: import it again");
		return;
	}
	pack = pack_new();
	tables_read(&(struct table_paths){ .places = path }, pack, err);
	pack_write(pack, &g->owned, err);
	pack_free(pack);
	if (err->status == STATUS_OK && !lay_over(g, buf_span(&g->owned)))
		error_set(err, STATUS_DATA, path, "no gazetteer");
}

struct gazetteer *gazetteer_open(const char *path, struct error *err)
{
	struct gazetteer *g;

	if (err->status != STATUS_OK)
		return NULL;
	g = memory_get(sizeof(*g));
	*g = (struct gazetteer){ .roles = roles_new(), .owned = BUF_INIT(GAZETTEER_BYTES_MOST) };
	if (path)
		load(g, path, err);
	else if (!lay_over(g, span_make(gazetteer_blob, (size_t)(gazetteer_blob_end - gazetteer_blob))))
		error_set(err, STATUS_DATA, "built-in gazetteer", "it was packed by another version");
	if (err->status != STATUS_OK) {
		gazetteer_close(g);
		return NULL;
	}
	return g;
}

void gazetteer_close(struct gazetteer *gazetteer)
{
	if (!gazetteer)
		return;
	roles_free(gazetteer->roles);
	buf_release(&gazetteer->owned);
	if (gazetteer->mapped.at)
		munmap((void *)(uintptr_t)gazetteer->mapped.at, gazetteer->mapped.bytes);
	free(gazetteer);
}

static const struct rule_rows {
	const char *text;
} rule_rows[] = {
#define ROW(line, a, b, c, d) { a "\t" b "\t" c },
#include "places/suffixes.tsv.inc"
#undef ROW
#define ROW(line, a, b, c, d, e, f, g) { a "\t" b "\t" c "\t" d "\t" e },
#include "places/regionwords.tsv.inc"
#undef ROW
#define ROW(line, a, b, c, d, e) { a "\t" b "\t" c },
#include "places/cues.tsv.inc"
#undef ROW
};

uint64_t gazetteer_checksum(const struct gazetteer *gazetteer)
{
	uint64_t sum = gazetteer->header->checksum;

	for (size_t i = 0; i < COUNT(rule_rows); i++)
		sum = key_add(sum, span_of(rule_rows[i].text));
	return sum;
}

/* ---- places ---- */

static struct span string_at(const struct gazetteer *g, uint32_t offset)
{
	return offset < g->header->string_bytes ? span_of(g->strings + offset) : span_of("");
}

const struct blob_place gazetteer_nowhere = { .kind = PLACE_OTHER };

struct place place_get(const struct gazetteer *gazetteer, uint32_t id)
{
	const struct blob_place *p;
	struct place place = { .id = 0 };

	if (id == 0 || id > gazetteer->header->place_count)
		return place;
	p = gazetteer_place(gazetteer, id);
	place = (struct place){
		.id = id, .parent = p->parent <= gazetteer->header->place_count ? p->parent : 0,
		.code = string_at(gazetteer, p->code), .name = string_at(gazetteer, p->name),
		.name_ru = string_at(gazetteer, p->ru), .name_kk = string_at(gazetteer, p->kk),
		.name_uk = string_at(gazetteer, p->uk), .kind = p->kind <= PLACE_OTHER ? (enum place_kind)p->kind : PLACE_OTHER, .table = (enum place_table)p->table,
		.country = { p->country[0], p->country[1], '\0' }, .lat = p->lat, .lon = p->lon, .population = p->population,
	};
	return place;
}

uint32_t place_of_code(const struct gazetteer *gazetteer, struct span code)
{
	size_t low = 0, high = gazetteer->header->code_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_compare(string_at(gazetteer, gazetteer->codes[middle].code), code);

		if (order == 0)
			return gazetteer->codes[middle].place <= gazetteer->header->place_count ? gazetteer->codes[middle].place : 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

size_t place_ancestors(const struct gazetteer *gazetteer, uint32_t id, uint32_t out[PLACE_DEPTH_MOST])
{
	size_t count = 0;
	uint32_t above = place_get(gazetteer, id).parent;

	while (above && count < PLACE_DEPTH_MOST) {
		out[count++] = above;
		above = place_get(gazetteer, above).parent;
	}
	return count;
}

bool gazetteer_is_above(const struct gazetteer *gazetteer, uint32_t above, uint32_t below)
{
	for (int depth = 0; below && depth < PLACE_DEPTH_MOST; depth++) {
		below = gazetteer_place(gazetteer, below)->parent;
		if (below == above)
			return true;
	}
	return false;
}

/* ---- names ---- */

const struct blob_entry *gazetteer_find(const struct gazetteer *gazetteer, uint64_t key, bool *more)
{
	uint64_t at, end = (uint64_t)gazetteer->header->slot_count + gazetteer->header->slot_tail;

	*more = false;
	if (!gazetteer_may_find(gazetteer, key))
		return NULL;
	key = key_mix(key);
	for (at = blob_home(key, gazetteer->header->slot_count); at < end && gazetteer->slots[at].print; at++) {
		const struct blob_slot *slot = &gazetteer->slots[at];

		if (slot->print != (uint32_t)key)
			continue;
		*more = (slot->entry & SLOT_MORE) != 0;
		if ((slot->entry & ~SLOT_MORE) >= gazetteer->header->entry_count)
			return NULL;
		return &gazetteer->entries[slot->entry & ~SLOT_MORE];
	}
	return NULL;
}
