/* Writes a pack as the bytes that gazetteer.c reads in place. */
#include "places/pack_inner.h"
#include "places/slots.h"

#include <stdlib.h>

static int by_key_and_place(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* Two ways of writing that came out the same: what both say of it holds, and the
 * name itself counts for more than a form of it. A region's bare name stays bare. */
uint32_t flags_of_both(uint32_t a, uint32_t b, bool region)
{
	uint32_t languages = ENTRY_RU | ENTRY_UK, denials = ENTRY_NEVER | ENTRY_WEAK | ENTRY_PERSON;
	uint32_t both = (a & b & ~(languages | denials)) | ((a | b) & (region ? ENTRY_BARE | ENTRY_PEOPLE : ENTRY_PEOPLE));

	if (both & ENTRY_OTHER)
		both |= (a | b) & ENTRY_HISTORIC;

	if ((a & languages) && (b & languages))
		both |= (a | b) & languages;
	return both | ((a | b) & denials);
}

static void merge_names(struct pack *pack)
{
	size_t kept = 0;

	if (pack->name_count == 0)
		return;
	qsort(pack->names, pack->name_count, sizeof(*pack->names), by_key_and_place);
	for (size_t i = 1; i < pack->name_count; i++) {
		struct named *last = &pack->names[kept], *now = &pack->names[i];

		if (last->key == now->key && last->place == now->place)
			last->flags = flags_of_both(last->flags, now->flags, pack->places[now->place - 1].kind == PLACE_REGION);
		else
			pack->names[++kept] = *now;
	}
	pack->name_count = kept + 1;
}

static void link_parents(struct pack *pack, struct error *err)
{
	for (size_t i = 0; i < pack->place_count; i++) {
		struct blob_place *place = &pack->places[i];

		if (pack->parents[i].bytes == 0)
			continue;
		place->parent = map_find(pack->codes, pack->parents[i], 0);
		if (place->parent == i + 1) /* a region that is one city: above it is the country */
			place->parent = map_find(pack->codes, span_make(pack->parents[i].at, 2), 0);
		if (place->parent == 0 || place->parent == i + 1)
			error_set(err, STATUS_DATA, pack->pool.at + place->code, "no such parent: %s", pack->parents[i].at);
	}
	for (size_t i = 0; i < pack->place_count; i++) {
		struct blob_place *place = &pack->places[i];
		uint32_t above = place->parent;

		for (int depth = 0; above && depth < PLACE_DEPTH_MOST; depth++) {
			const struct blob_place *up = &pack->places[above - 1];

			if (place->lat == 0 && place->lon == 0)
				place->lat = up->lat, place->lon = up->lon;
			if (!place->country[0])
				memcpy(place->country, up->country, 2);
			above = up->parent;
		}
	}
}

static int by_number(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static void drop_double_prefixes(struct pack *pack)
{
	size_t kept = 0;

	if (pack->prefix_count == 0)
		return;
	qsort(pack->prefixes, pack->prefix_count, sizeof(*pack->prefixes), by_number);
	for (size_t i = 1; i < pack->prefix_count; i++)
		if (pack->prefixes[i] != pack->prefixes[kept])
			pack->prefixes[++kept] = pack->prefixes[i];
	pack->prefix_count = kept + 1;
}

/* Slots and the upper halves of their keys, key after key. */
static void fill_slots(struct pack *pack, struct blob_header *header, struct buf *slots, struct buf *highs)
{
	size_t n = 0, p = 0;

	drop_double_prefixes(pack);
	header->slot_count = (uint32_t)((pack->name_count + pack->prefix_count) * 3 / 2) + 1;
	while (n < pack->name_count || p < pack->prefix_count) {
		bool has_name = n < pack->name_count && (p >= pack->prefix_count || pack->names[n].key <= pack->prefixes[p]);
		uint64_t key = has_name ? pack->names[n].key : pack->prefixes[p];
		bool more = p < pack->prefix_count && pack->prefixes[p] == key;

		slot_add(header, key, (has_name ? (uint32_t)n : SLOT_NO_ENTRY) | (more ? SLOT_MORE : 0), slots, highs);
		while (n < pack->name_count && pack->names[n].key == key)
			n++;
		p += more;
	}
	slot_end(header, slots);
}

static uint64_t *fill_filter(const struct pack *pack, uint32_t *filter_count)
{
	uint64_t *filter;

	*filter_count = blob_filter_count(pack->name_count + pack->prefix_count);
	filter = memory_get(*filter_count * sizeof(*filter));
	memset(filter, 0, *filter_count * sizeof(*filter));
	for (size_t i = 0; i < pack->name_count; i++)
		filter[pack->names[i].key & (*filter_count - 1)] |= blob_filter_bits(pack->names[i].key);
	for (size_t i = 0; i < pack->prefix_count; i++)
		filter[pack->prefixes[i] & (*filter_count - 1)] |= blob_filter_bits(pack->prefixes[i]);
	return filter;
}

struct coded {
	struct span text;
	struct blob_code code;
};

static int by_code(const void *left, const void *right)
{
	const struct coded *a = left, *b = right;

	return span_compare(a->text, b->text);
}

static void write_codes(struct pack *pack, struct buf *out)
{
	struct coded *codes = arena_new_array(pack->arena, struct coded, pack->code_count);

	for (size_t i = 0; i < pack->code_count; i++)
		codes[i] = (struct coded){ pack->code_texts[i],
					   { pack_string(pack, pack->code_texts[i]), pack->code_places[i] } };
	qsort(codes, pack->code_count, sizeof(*codes), by_code);
	for (size_t i = 0; i < pack->code_count; i++)
		buf_add(out, &codes[i].code, sizeof(codes[i].code));
}

static int by_rule_key(const void *left, const void *right)
{
	const struct blob_rule *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->place != b->place ? (a->place < b->place ? -1 : 1) : (a->flags > b->flags) - (a->flags < b->flags);
}

/* The deny list and the dictionaries, for whoever adds names to the packed bytes. */
static void write_rules(struct pack *pack, struct blob_header *header, struct buf *out)
{
	struct blob_rule *rules = arena_new_array(pack->arena, struct blob_rule, pack->deny_count + map_count(pack->common) + 1);
	size_t count = 0;

	for (size_t i = 0; i < pack->deny_count; i++)
		rules[count++] = (struct blob_rule){ pack->denies[i].key, pack->denies[i].flags,
						     map_find(pack->codes, pack->denies[i].place, 0) };
	for (size_t i = 0; i < map_count(pack->common); i++) {
		rules[count].flags = map_value_at(pack->common, i);
		memcpy(&rules[count++].key, map_key_at(pack->common, i).at, sizeof(rules->key));
	}
	qsort(rules, count, sizeof(*rules), by_rule_key);
	buf_add(out, rules, count * sizeof(*rules));
	header->rule_count = (uint32_t)count;
}

void pack_write(struct pack *pack, struct buf *out, struct error *err)
{
	struct blob_header header = { .magic = BLOB_MAGIC, .version = BLOB_VERSION };
	struct buf codes = BUF_INIT(BLOB_BYTES_MOST), slots = BUF_INIT(BLOB_BYTES_MOST), highs = BUF_INIT(BLOB_BYTES_MOST),
		   rules = BUF_INIT(BLOB_BYTES_MOST);
	uint64_t *filter;

	merge_names(pack);
	link_parents(pack, err);
	fill_slots(pack, &header, &slots, &highs);
	filter = fill_filter(pack, &header.filter_count);
	write_codes(pack, &codes);
	write_rules(pack, &header, &rules);
	header.place_count = (uint32_t)pack->place_count;
	header.entry_count = (uint32_t)pack->name_count;
	header.code_count = (uint32_t)pack->code_count;
	header.string_bytes = (uint32_t)pack->pool.bytes;
	header.checksum = pack->checksum;
	for (size_t i = 0; i < pack->name_count; i++) /* so that a changed rule of endings shows too */
		header.checksum = (header.checksum ^ pack->names[i].key ^ pack->names[i].flags) * 0x100000001b3u;
	buf_add(out, &header, sizeof(header));
	buf_add_span(out, buf_span(&rules));
	buf_add(out, filter, header.filter_count * sizeof(*filter));
	buf_add(out, pack->places, pack->place_count * sizeof(*pack->places));
	buf_add_span(out, buf_span(&slots));
	for (size_t i = 0; i < pack->name_count; i++) {
		bool last = i + 1 == pack->name_count || pack->names[i + 1].key != pack->names[i].key;
		struct blob_entry entry = { pack->names[i].place, pack->names[i].flags | (last ? (uint32_t)ENTRY_LAST : 0) };

		buf_add(out, &entry, sizeof(entry));
	}
	buf_add_span(out, buf_span(&codes));
	buf_add_span(out, buf_span(&highs));
	buf_add_span(out, buf_span(&pack->pool));
	buf_release(&codes);
	buf_release(&slots);
	buf_release(&highs);
	buf_release(&rules);
	free(filter);
}
