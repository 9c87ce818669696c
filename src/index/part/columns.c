/* Numbers the distinct values of each slot in byte order, and keeps one number a document.
 *
 *   struct head, struct shelf of each slot, and then for each slot
 *   numbers, ends, counts, firsts, bytes: see struct column; each on a multiple of 8 */
#include "index/part/columns.h"

#include "dateline/arena.h"
#include "dateline/buf.h"
#include "dateline/map.h"

#include <stdlib.h>

#define FILE_NAME "columns"
#define SLOTS_MOST 32
#define IMAGE_MOST ((size_t)1 << 31)

struct head {
	uint64_t documents, slots;
};

struct shelf {
	uint32_t slot, width;
	uint64_t values;
	uint64_t numbers_at, ends_at, counts_at, firsts_at, bytes_at, bytes;
};

/* ---- making ---- */

struct making {
	uint32_t slot;
	struct map *values;     /* value → number from 1 in the order of coming */
	uint32_t *numbers;      /* of documents 1.. */
	size_t count, room;
};

struct columns_maker {
	struct making slots[SLOTS_MOST];
	size_t count;
};

struct columns_maker *columns_maker_new(void)
{
	struct columns_maker *maker = memory_get(sizeof(*maker));

	*maker = (struct columns_maker){ .count = 0 };
	return maker;
}

void columns_maker_free(struct columns_maker *maker)
{
	if (!maker)
		return;
	for (size_t i = 0; i < maker->count; i++) {
		map_free(maker->slots[i].values);
		free(maker->slots[i].numbers);
	}
	free(maker);
}

static struct making *making_of(struct columns_maker *maker, uint32_t slot)
{
	for (size_t i = 0; i < maker->count; i++)
		if (maker->slots[i].slot == slot)
			return &maker->slots[i];
	if (maker->count == SLOTS_MOST)
		return NULL;
	maker->slots[maker->count] = (struct making){ .slot = slot, .values = map_new() };
	return &maker->slots[maker->count++];
}

static void make_room(struct making *making, size_t documents)
{
	if (making->room < documents) {
		making->room = documents < 1024 ? 1024 : documents + documents / 4;
		making->numbers = memory_resize(making->numbers, making->room * sizeof(*making->numbers));
	}
	while (making->count < documents)
		making->numbers[making->count++] = 0;
}

void columns_add(struct columns_maker *maker, uint32_t docid, uint32_t slot, struct span value)
{
	struct making *making = value.bytes ? making_of(maker, slot) : NULL;
	bool is_new;

	if (!making)
		return;
	make_room(making, docid);
	making->numbers[docid - 1] = *map_slot(making->values, value, (uint32_t)map_count(making->values) + 1, &is_new);
}

void columns_add_all(struct columns_maker *maker, const struct column *from, const uint32_t *docids)
{
	struct making *making = making_of(maker, from->slot);
	uint32_t *numbers = memory_get((from->value_count + (size_t)1) * sizeof(*numbers));

	memset(numbers, 0, (from->value_count + (size_t)1) * sizeof(*numbers));
	for (uint32_t docid = 1; making && docid <= from->documents; docid++) {
		uint32_t number = column_number(from, docid);
		bool is_new;

		if (!number || !docids[docid])
			continue;
		if (!numbers[number])
			numbers[number] = *map_slot(making->values, column_value(from, number),
						    (uint32_t)map_count(making->values) + 1, &is_new);
		make_room(making, docids[docid]);
		making->numbers[docids[docid] - 1] = numbers[number];
	}
	free(numbers);
}

/* A value and the number it came with. */
struct coming {
	struct span value;
	uint32_t number;
};

static int by_value(const void *a, const void *b)
{
	const struct coming *x = a, *y = b;

	return span_compare(x->value, y->value);
}

/* `order` becomes the rank from 1 of each coming number. The caller frees what comes back. */
static struct coming *sorted_values(const struct making *making, uint32_t *order)
{
	size_t count = map_count(making->values);
	struct coming *values = memory_get((count + 1) * sizeof(*values));

	for (size_t i = 0; i < count; i++)
		values[i] = (struct coming){ map_key_at(making->values, i), (uint32_t)i + 1 };
	qsort(values, count, sizeof(*values), by_value);
	order[0] = 0;
	for (size_t i = 0; i < count; i++)
		order[values[i].number] = (uint32_t)i + 1;
	return values;
}

static uint64_t align(struct buf *image)
{
	while (image->bytes % 8)
		buf_add_char(image, '\0');
	return image->bytes;
}

static void add_numbers(struct buf *image, const struct making *making, const uint32_t *order, uint32_t width)
{
	for (size_t i = 0; i < making->count; i++) {
		uint32_t number = order[making->numbers[i]];
		uint16_t two = (uint16_t)number;
		uint8_t one = (uint8_t)number;

		buf_add(image, width == 1 ? (const void *)&one : width == 2 ? (const void *)&two : &number, width);
	}
}

/* How many documents have each value, and the first that has it. */
static void add_counts(struct buf *image, const struct making *making, const uint32_t *order, size_t count,
		       struct shelf *shelf)
{
	uint32_t *sums = memory_get((count + 1) * 2 * sizeof(*sums)), *firsts = sums + count + 1;

	memset(sums, 0, (count + 1) * 2 * sizeof(*sums));
	for (size_t i = 0; i < making->count; i++) {
		uint32_t number = order[making->numbers[i]];

		if (sums[number]++ == 0)
			firsts[number] = (uint32_t)i + 1;
	}
	shelf->counts_at = align(image);
	buf_add(image, sums, (count + 1) * sizeof(*sums));
	shelf->firsts_at = align(image);
	buf_add(image, firsts, (count + 1) * sizeof(*firsts));
	free(sums);
}

static void add_values(struct buf *image, const struct coming *values, size_t count, struct shelf *shelf)
{
	uint32_t end = 0;

	shelf->ends_at = align(image);
	buf_add(image, &end, sizeof(end));
	for (size_t i = 0; i < count; i++) {
		end += (uint32_t)values[i].value.bytes;
		buf_add(image, &end, sizeof(end));
	}
	shelf->bytes_at = align(image);
	shelf->bytes = end;
	for (size_t i = 0; i < count; i++)
		buf_add_span(image, values[i].value);
}

static struct shelf add_slot(struct buf *image, struct making *making, uint32_t documents)
{
	size_t count = map_count(making->values);
	uint32_t *order = memory_get((count + 1) * sizeof(*order));
	struct coming *values = sorted_values(making, order);
	struct shelf shelf = { .slot = making->slot, .width = count < 256 ? 1 : count < 65536 ? 2 : 4, .values = count };

	make_room(making, documents);
	shelf.numbers_at = align(image);
	add_numbers(image, making, order, shelf.width);
	add_counts(image, making, order, count, &shelf);
	add_values(image, values, count, &shelf);
	free(values);
	free(order);
	return shelf;
}

static struct buf image_of(struct columns_maker *maker, uint32_t documents)
{
	struct buf image = BUF_INIT(IMAGE_MOST);
	struct head head = { documents, maker->count };
	struct shelf shelves[SLOTS_MOST] = { 0 };

	buf_add(&image, &head, sizeof(head));
	buf_add(&image, shelves, maker->count * sizeof(*shelves));
	for (size_t i = 0; i < maker->count; i++)
		shelves[i] = add_slot(&image, &maker->slots[i], documents);
	align(&image);
	if (!image.overflowed)
		memcpy(image.at + sizeof(head), shelves, maker->count * sizeof(*shelves));
	return image;
}

void columns_write(struct columns_maker *maker, uint32_t documents, const char *directory, struct error *err)
{
	struct buf image = image_of(maker, documents);
	struct sidefile side;

	if (image.overflowed)
		error_set(err, STATUS_DATA, directory, "the values are too many for one part");
	sidefile_open(&side, directory, FILE_NAME, err);
	sidefile_add(&side, image.at, image.bytes, err);
	sidefile_finish(&side, err);
	sidefile_close(&side);
	buf_release(&image);
}

/* ---- reading ---- */

struct columns {
	struct mapped file;     /* or a view of `image` */
	struct buf image;
	struct column slots[SLOTS_MOST];
	size_t count;
};

/* All arrays of a shelf, if they lie in the file. */
static bool read_shelf(const struct mapped *file, const struct shelf *shelf, uint64_t documents, struct column *out)
{
	*out = (struct column){
		.slot = shelf->slot, .documents = (uint32_t)documents, .value_count = (uint32_t)shelf->values,
		.width = shelf->width, .byte_count = shelf->bytes,
	};
	if (shelf->values >= UINT32_MAX || documents >= UINT32_MAX || (shelf->width != 1 && shelf->width != 2 && shelf->width != 4) ||
	    (shelf->numbers_at | shelf->ends_at | shelf->counts_at | shelf->firsts_at) % 8)
		return false;
	out->numbers = mapped_array(file, shelf->numbers_at, documents, shelf->width);
	out->ends = mapped_array(file, shelf->ends_at, shelf->values + 1, sizeof(uint32_t));
	out->counts = mapped_array(file, shelf->counts_at, shelf->values + 1, sizeof(uint32_t));
	out->firsts = mapped_array(file, shelf->firsts_at, shelf->values + 1, sizeof(uint32_t));
	out->bytes = mapped_array(file, shelf->bytes_at, shelf->bytes, 1);
	return out->numbers && out->ends && out->counts && out->firsts && out->bytes;
}

static bool read_shelves(struct columns *columns)
{
	const struct shelf *shelves;
	struct head head;

	if (columns->file.bytes < sizeof(head))
		return false;
	memcpy(&head, columns->file.at, sizeof(head));
	shelves = mapped_array(&columns->file, sizeof(head), head.slots, sizeof(*shelves));
	if (!shelves || head.slots > SLOTS_MOST)
		return false;
	for (columns->count = 0; columns->count < head.slots; columns->count++)
		if (!read_shelf(&columns->file, &shelves[columns->count], head.documents, &columns->slots[columns->count]))
			return false;
	return true;
}

struct columns *columns_open(const char *directory, struct error *err)
{
	struct columns *columns = memory_get(sizeof(*columns));

	*columns = (struct columns){ .image = BUF_INIT(0) };
	mapped_open(&columns->file, directory, FILE_NAME, err);
	if (err->status == STATUS_OK && !read_shelves(columns))
		error_set(err, STATUS_INDEX, directory, "damaged: the values are cut");
	if (err->status == STATUS_OK)
		return columns;
	columns_close(columns);
	return NULL;
}

struct columns *columns_of(struct columns_maker *maker, uint32_t documents)
{
	struct columns *columns = memory_get(sizeof(*columns));

	*columns = (struct columns){ .image = image_of(maker, documents) };
	columns->file = (struct mapped){ (const unsigned char *)columns->image.at, columns->image.bytes, 0 };
	read_shelves(columns);
	return columns;
}

void columns_close(struct columns *columns)
{
	if (!columns)
		return;
	if (!columns->image.at)
		mapped_close(&columns->file);
	buf_release(&columns->image);
	free(columns);
}

bool columns_are_sound(const struct columns *columns)
{
	return mapped_is_sound(&columns->file);
}

const struct column *columns_find(const struct columns *columns, uint32_t slot)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->slots[i].slot == slot)
			return &columns->slots[i];
	return NULL;
}

struct span column_value(const struct column *column, uint32_t number)
{
	uint32_t from, to;

	if (number == 0 || number > column->value_count)
		return (struct span){ NULL, 0 };
	from = column->ends[number - 1];
	to = column->ends[number];
	if (from > to || to > column->byte_count)
		return (struct span){ NULL, 0 };
	return span_make(column->bytes + from, to - from);
}

uint32_t column_rank(const struct column *column, struct span value)
{
	uint32_t low = 1, high = column->value_count + 1;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (span_compare(column_value(column, middle), value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t column_find(const struct column *column, struct span value)
{
	uint32_t rank = column_rank(column, value);

	return rank <= column->value_count && span_equal(column_value(column, rank), value) ? rank : 0;
}
