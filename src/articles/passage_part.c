/* Takes an article's blocks apart into lines and paragraphs, and credits out. */
#include "articles/passage.h"

#include "articles/credits.h"

/* Lines are taken for one wrapped paragraph when the longest has this many characters; shorter
 * and longer ones when many of them begin with a small letter. */
#define WRAP_LEAST 50
#define WRAP_MOST 110
/* A credit has no more bytes. */
#define LINE_MOST 480

/* One line of a block. */
struct row {
	uint32_t at_byte, bytes;
	size_t chars;
};

struct span part_span(const struct parting *parting, const struct part *part)
{
	return span_make(parting->article->text.at + part->at_byte, part->bytes);
}

struct text part_text(const struct parting *parting, const struct part *part)
{
	struct text text = { part_span(parting, part), NULL, part->word_count };

	text.words = arena_new_array(parting->arena, struct word, text.count + 1);
	for (size_t i = 0; i < text.count; i++) {
		text.words[i] = parting->text.words[part->word + i];
		text.words[i].at_byte -= part->at_byte;
	}
	if (text.count) {
		text.words[0].gap = 0;
		text.words[0].starts_sentence = true;
	}
	return text;
}

/* ---- one part ---- */

static void set_words(const struct parting *parting, struct part *part)
{
	part->word = text_word_at(&parting->text, part->at_byte);
	part->word_count = text_word_at(&parting->text, part->at_byte + part->bytes) - part->word;
}

/* First word of the last sentence of a part. */
static size_t last_sentence(const struct parting *parting, const struct part *part)
{
	size_t word = part->word + part->word_count - 1;

	while (word > part->word && !parting->text.words[word].starts_sentence)
		word--;
	return word;
}

/* Cuts a credit off the end of a paragraph; the cut part is kept as a credit. */
static void cut_tail(struct parting *parting)
{
	struct part *part = &parting->parts[parting->count - 1];
	struct part tail = *part;
	const struct credit *credit;
	struct text text;

	tail.word = last_sentence(parting, part);
	if (tail.word == part->word)
		return;
	tail.kind = PART_CREDIT;
	tail.word_count = part->word + part->word_count - tail.word;
	tail.at_byte = parting->text.words[tail.word].at_byte;
	tail.bytes = part->at_byte + part->bytes - tail.at_byte;
	text = part_text(parting, &tail);
	credit = credit_of(&text);
	if (!credit || strcmp(credit->kind, "credit") != 0)
		return;
	part->bytes = (uint32_t)span_trim(span_make(part_span(parting, part).at, tail.at_byte - part->at_byte)).bytes;
	part->word_count -= tail.word_count;
	ARENA_PUSH(parting->arena, parting->parts, parting->count, parting->room) = tail;
}

static void push_part(struct parting *parting, const struct block *block, struct span trimmed)
{
	struct text text;
	struct part part = {
		.kind = PART_TEXT, .block = block->kind, .level = block->kind == BLOCK_HEADING ? block->level : 0,
		.at_byte = (uint32_t)(trimmed.at - parting->article->text.at), .bytes = (uint32_t)trimmed.bytes,
	};

	set_words(parting, &part);
	if (part.word_count == 0)
		return;
	text = part.bytes <= LINE_MOST ? part_text(parting, &part) : (struct text){ { NULL, 0 }, NULL, 0 };
	if (text.count && credit_of(&text))
		part.kind = PART_CREDIT;
	ARENA_PUSH(parting->arena, parting->parts, parting->count, parting->room) = part;
	if (part.kind == PART_TEXT && part.word_count > 8)
		cut_tail(parting);
}

/* ---- lines ---- */

static size_t block_rows(const struct parting *parting, struct span all, struct row **out)
{
	size_t count = 0, room = 0;

	*out = NULL;
	while (all.at) {
		struct span line = span_trim(span_cut(&all, '\n'));

		if (line.bytes)
			ARENA_PUSH(parting->arena, *out, count, room) = (struct row){
				(uint32_t)(line.at - parting->article->text.at), (uint32_t)line.bytes, utf8_count(line),
			};
	}
	return count;
}

/* Does the row open as an entry of a list does: a digit, a bullet, a dash, or a dash soon after? */
static bool row_is_entry(const struct parting *parting, const struct row *row)
{
	size_t word = text_word_at(&parting->text, row->at_byte);
	size_t end = text_word_at(&parting->text, row->at_byte + row->bytes);
	char first = parting->article->text.at[row->at_byte];

	if ((first >= '0' && first <= '9') || first == '-' || first == '*' || first == '+' || word == end ||
	    parting->text.words[word].at_byte > row->at_byte + 2)
		return true;
	for (size_t i = word + 1; i < end && i < word + 4; i++)
		if (parting->text.words[i].gap & (GAP_DASH | GAP_COLON))
			return true;
	return false;
}

static bool row_starts_small(const struct parting *parting, const struct row *row)
{
	size_t word = text_word_at(&parting->text, row->at_byte);

	return word < parting->text.count && parting->text.words[word].shape == WORD_LOWER;
}

/* Does row `i` run on in the next: would its first word not have fitted any more? */
static bool row_runs_on(const struct parting *parting, const struct row *rows, size_t i, size_t longest)
{
	size_t next = text_word_at(&parting->text, rows[i + 1].at_byte);

	return next < parting->text.count &&
	       (row_starts_small(parting, &rows[i + 1]) || rows[i].chars + parting->text.words[next].letters + 6 > longest);
}

/* Are the rows of a block one paragraph in lines of even length, as an editor wraps them? */
static bool rows_are_wrapped(const struct parting *parting, const struct row *rows, size_t count)
{
	size_t longest = 0, entries = 0, runs = 0, small = 0;

	for (size_t i = 0; i < count; i++) {
		longest = rows[i].chars > longest ? rows[i].chars : longest;
		entries += row_is_entry(parting, &rows[i]);
	}
	if (entries * 10 >= count * 6)
		return false;
	for (size_t i = 0; i + 1 < count; i++) {
		runs += row_runs_on(parting, rows, i, longest);
		small += row_starts_small(parting, &rows[i + 1]);
	}
	if (longest < WRAP_LEAST || longest > WRAP_MOST)
		return small * 10 >= (count - 1) * 3 && small > 0;
	return runs * 2 >= count - 1;
}

/* Pushes the rows, those that run on joined. */
static void push_rows(struct parting *parting, const struct block *block, const struct row *rows, size_t count)
{
	bool wrapped = rows_are_wrapped(parting, rows, count);
	size_t longest = 0;

	for (size_t i = 0; i < count; i++)
		longest = rows[i].chars > longest ? rows[i].chars : longest;
	for (size_t i = 0; i < count;) {
		size_t to = i + 1;
		uint32_t end;

		while (wrapped && to < count && row_runs_on(parting, rows, to - 1, longest))
			to++;
		end = rows[to - 1].at_byte + rows[to - 1].bytes;
		push_part(parting, block, span_make(parting->article->text.at + rows[i].at_byte, end - rows[i].at_byte));
		i = to;
	}
}

static void push_block(struct parting *parting, const struct block *block)
{
	struct span all = span_trim(span_make(parting->article->text.at + block->at_byte, block->bytes));
	struct row *rows;
	size_t count;

	if (all.bytes == 0)
		return;
	if (block->kind == BLOCK_ROW || (block->kind == BLOCK_HEADING && block->level > 0)) {
		push_part(parting, block, all);
		return;
	}
	count = block_rows(parting, all, &rows);
	if (count > 0)
		push_rows(parting, block, rows, count);
}

/* Blocks of a text that came without: what blank lines part. */
static void push_plain(struct parting *parting)
{
	struct span rest = parting->article->text;
	struct block block = { .kind = BLOCK_PARAGRAPH };

	while (rest.at) {
		struct span line = span_cut(&rest, '\n');
		uint32_t end = (uint32_t)(line.at + line.bytes - parting->article->text.at);

		if (span_trim(line).bytes == 0) {
			push_block(parting, &block);
			block.bytes = 0;
		} else {
			if (block.bytes == 0)
				block.at_byte = (uint32_t)(line.at - parting->article->text.at);
			block.bytes = end - block.at_byte;
		}
	}
	push_block(parting, &block);
}

void parting_begin(struct parting *parting, const struct article *article, struct arena *arena)
{
	*parting = (struct parting){ .article = article, .arena = arena };
	text_read(article->text, arena, &parting->text);
	if (*article->lang)
		memcpy(parting->lang, article->lang, sizeof(parting->lang));
	else
		language_guess(article->text, "", parting->lang);
	if (article->block_count == 0)
		push_plain(parting);
	for (size_t i = 0; i < article->block_count; i++)
		push_block(parting, &article->blocks[i]);
}
