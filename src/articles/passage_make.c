/* Makes a passage of pieces of an article: its text, the dates in it, its language. */
#include "articles/passage_make.h"

/* A passage with fewer bytes has its article's language; so many tell it. */
#define OWN_LANG_BYTES 160
#define LANG_BYTES 1000
#define SCRIPT_WORDS 30

static void set_text(struct making *making, struct passage *passage)
{
	struct span whole = making->parting->article->text;
	struct buf text = BUF_INIT(BUF_TEXT_MOST);

	if (passage->piece_count == 1) {
		passage->text = span_make(whole.at + passage->pieces[0].in_article, passage->pieces[0].bytes);
		return;
	}
	for (size_t i = 0; i < passage->piece_count; i++) {
		struct piece *piece = &passage->pieces[i];

		buf_add_string(&text, i ? "\n\n" : "");
		piece->in_passage = (uint32_t)text.bytes;
		buf_add(&text, whole.at + piece->in_article, piece->bytes);
	}
	passage->text = arena_copy(making->parting->arena, buf_span(&text));
	buf_release(&text);
}

uint32_t part_end(const struct part *part)
{
	return part->at_byte + part->bytes;
}

/* Appends the mentions within [at, end) of the article, counted from `to_byte` on. */
static void copy_dates(struct making *making, struct passage *passage, uint32_t at, uint32_t end, uint32_t to_byte)
{
	const struct parting *parting = making->parting;
	size_t from = parting_mention_at(parting, at), to = parting_mention_at(parting, end);

	for (size_t i = from; i < to; i++) {
		struct date_mention *mention = &passage->dates[passage->date_count];

		if (mention_is_clock(&parting->mentions[i]))
			continue;
		*mention = parting->mentions[i];
		mention->at_byte = mention->at_byte - at + to_byte;
		passage->date_count++;
	}
}

static void set_dates(struct making *making, struct passage *passage, const struct part *heading)
{
	const struct piece *last = &passage->pieces[passage->piece_count - 1];
	size_t most = parting_mention_at(making->parting, last->in_article + last->bytes) -
		      parting_mention_at(making->parting, passage->pieces[0].in_article) +
		      (heading ? heading->mention_count : 0);

	passage->dates = arena_new_array(making->parting->arena, struct date_mention, most + 1);
	if (heading)
		copy_dates(making, passage, heading->at_byte, part_end(heading), 0);
	passage->heading_date_count = passage->date_count;
	for (size_t i = 0; i < passage->piece_count; i++)
		copy_dates(making, passage, passage->pieces[i].in_article,
			   passage->pieces[i].in_article + passage->pieces[i].bytes, passage->pieces[i].in_passage);
}

/* Has the passage any Cyrillic among its first words? */
static bool has_cyrillic(const struct parting *parting, const struct passage *passage)
{
	size_t word = text_word_at(&parting->text, passage->pieces[0].in_article);

	for (size_t i = word; i < word + SCRIPT_WORDS && i < parting->text.count; i++)
		if (parting->text.words[i].script == SCRIPT_CYRILLIC)
			return true;
	return false;
}

/* A passage speaks its article's language unless it is long enough to say otherwise,
 * in a language that archives of ours are written in. */
static void set_lang(const struct parting *parting, struct passage *passage)
{
	static const char *const ours[] = { "en", "ru", "kk", "uk", "be", "ky", "uz" };
	struct span start = span_make(passage->text.at, passage->text.bytes < LANG_BYTES ? passage->text.bytes : LANG_BYTES);
	char guess[LANG_TEXT];

	memcpy(passage->lang, parting->lang, sizeof(passage->lang));
	if (*parting->lang && passage->text.bytes < OWN_LANG_BYTES)
		return;
	if (strcmp(parting->lang, "en") == 0 && !has_cyrillic(parting, passage))
		return;
	language_guess(start, parting->lang, guess);
	for (size_t i = 0; i < COUNT(ours); i++)
		if (!*parting->lang || strcmp(ours[i], guess) == 0)
			memcpy(passage->lang, guess, sizeof(passage->lang));
}

/* Ends the passage: its text, dates and language from its pieces. */
struct passage *passage_push(struct making *making, struct piece *pieces, size_t count, const struct part *heading)
{
	struct document *out = making->out;
	struct passage *passage;

	ARENA_PUSH(making->parting->arena, out->passages, out->passage_count, making->room) =
		(struct passage){ .pieces = pieces, .piece_count = count };
	passage = &out->passages[out->passage_count - 1];
	if (heading)
		passage->heading = part_span(making->parting, heading);
	set_text(making, passage);
	set_dates(making, passage, heading);
	set_lang(making->parting, passage);
	return passage;
}

struct piece piece_of(const struct part *part)
{
	return (struct piece){ .in_article = part->at_byte, .bytes = part->bytes };
}
