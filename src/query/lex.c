/* Cuts a query into words, phrases, fields and operators. */
#include "query/lex.h"

#include "dateline/text.h"

#include <stdarg.h>
#include <stdio.h>

struct lexer {
	struct span query;
	size_t at;              /* bytes read */
	uint32_t column;        /* of the next code point, from 1 */
	uint32_t words, prefixes;
	struct arena *arena;
	struct error *err;
	struct token *tokens;
	size_t count, room;
};

void query_fault(struct error *err, uint32_t column, const char *format, ...)
{
	char where[32], text[sizeof(err->text)];
	va_list args;

	snprintf(where, sizeof(where), "query:%u", column);
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	error_set(err, STATUS_USAGE, where, "%s", text);
}

/* The code point ahead, 0 at the end; `bytes` is its length. */
static uint32_t peek(const struct lexer *lex, size_t *bytes)
{
	const char *at = lex->query.at + lex->at;
	const char *end = lex->query.at + lex->query.bytes;
	const char *next = at;
	uint32_t code;

	*bytes = 0;
	if (at >= end)
		return 0;
	code = utf8_next(&next, end);
	*bytes = (size_t)(next - at);
	return code;
}

static uint32_t peek_code(const struct lexer *lex)
{
	size_t bytes;

	return peek(lex, &bytes);
}

static void skip(struct lexer *lex)
{
	size_t bytes;

	peek(lex, &bytes);
	lex->at += bytes;
	lex->column++;
}

static bool at_end(const struct lexer *lex)
{
	return lex->at >= lex->query.bytes;
}

static bool is_space(uint32_t code)
{
	return code <= ' ' || code == 0x7f || code == 0xa0 || (code >= 0x2000 && code <= 0x200a) ||
	       code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x3000;
}

/* What closes a phrase that `open` begins; 0: `open` begins none. A phrase
 * pasted from a text comes with the marks of its language. */
static bool is_quote(uint32_t code)
{
	return code == '"' || code == 0xab || code == 0x201c || code == 0x201e;
}

static bool closes(uint32_t open, uint32_t code)
{
	if (open == 0xab)
		return code == 0xbb;
	if (open == '"')
		return code == '"';
	return code == 0x201c || code == 0x201d;
}

/* Does a word end before `code`? */
static bool ends_word(uint32_t code)
{
	return is_space(code) || code == '(' || code == ')' || is_quote(code);
}

static struct token *push(struct lexer *lex, enum token_kind kind, uint32_t column)
{
	ARENA_PUSH(lex->arena, lex->tokens, lex->count, lex->room) = (struct token){ .kind = kind, .column = column };
	return &lex->tokens[lex->count - 1];
}

static struct span since(const struct lexer *lex, size_t from)
{
	return span_make(lex->query.at + from, lex->at - from);
}

/* Words of a phrase as white space parts them: enough for a limit. */
static uint32_t rough_words(struct span text)
{
	uint32_t words = 0;
	bool inside = false;

	for (size_t i = 0; i < text.bytes; i++) {
		bool space = (unsigned char)text.at[i] <= ' ';

		words += !space && !inside;
		inside = !space;
	}
	return words;
}

static void count_words(struct lexer *lex, uint32_t words, uint32_t column)
{
	lex->words += words;
	if (lex->words > QUERY_WORDS_MOST)
		query_fault(lex->err, column, "more than %d words; ask in two steps", QUERY_WORDS_MOST);
}

/* Reads from the opening mark to behind the closing one; what stands between. */
static struct span read_quoted(struct lexer *lex)
{
	uint32_t column = lex->column, open = peek_code(lex);
	struct span inside;
	size_t from;

	skip(lex);
	from = lex->at;
	while (!at_end(lex) && !closes(open, peek_code(lex)))
		skip(lex);
	inside = since(lex, from);
	if (at_end(lex))
		query_fault(lex->err, column, "this quotation mark is never closed");
	else
		skip(lex);
	return inside;
}

static struct span read_bare(struct lexer *lex)
{
	size_t from = lex->at;

	while (!at_end(lex) && !ends_word(peek_code(lex)))
		skip(lex);
	return since(lex, from);
}

static void lex_phrase(struct lexer *lex, bool exact, uint32_t column)
{
	struct span inside = read_quoted(lex);
	uint32_t words = rough_words(inside);
	struct token *token = push(lex, TOKEN_PHRASE, column);

	token->text = inside;
	token->exact = exact;
	if (words > QUERY_PHRASE_WORDS_MOST)
		query_fault(lex->err, column, "a phrase of more than %d words", QUERY_PHRASE_WORDS_MOST);
	count_words(lex, words, column);
}

/* "place" of "place:Aktau": small Latin letters before a colon (a web address is no field). With capitals ("Place:")
 * it is one only where we know it: "Reuters:" stands in texts. */
static size_t field_bytes(struct span bare)
{
	size_t n = 0;
	bool capitals = false;

	while (n < bare.bytes && (bare.at[n] | 0x20) >= 'a' && (bare.at[n] | 0x20) <= 'z')
		capitals = bare.at[n++] < 'a' || capitals;
	if (n == 0 || n >= bare.bytes || bare.at[n] != ':')
		return 0;
	if (capitals && !query_is_field(span_make(bare.at, n)))
		return 0;
	/* date:/2022-01-03 has an unknown beginning; http:// begins an address. */
	if (n + 1 < bare.bytes && bare.at[n + 1] == '/')
		return n + 2 < bare.bytes && bare.at[n + 2] != '/' && query_is_field(span_make(bare.at, n)) ? n : 0;
	return n;
}

static void lex_field(struct lexer *lex, struct span name, uint32_t column)
{
	struct token *token = push(lex, TOKEN_FIELD, column);

	for (size_t i = 0; i <= name.bytes; i++)
		skip(lex);
	token->field = name;
	token->value_column = lex->column;
	if (peek_code(lex) == '=') {
		token->exact = true;
		skip(lex);
	}
	if (is_quote(peek_code(lex))) {
		token->quoted = true;
		token->text = read_quoted(lex);
	} else {
		token->text = read_bare(lex);
	}
	count_words(lex, 1, column);
	if (span_trim(token->text).bytes == 0)
		query_fault(lex->err, token->value_column,
			    "%.*s: wants a value right after the colon, in quotation marks when it has spaces",
			    (int)name.bytes, name.at);
}

/* NEAR, NEAR/5, ADJ, ADJ/5: true when `bare` is one of them. */
static bool lex_near(struct lexer *lex, struct span bare, uint32_t column)
{
	struct span rest = bare, name = span_cut(&rest, '/');
	bool near = span_is(name, "NEAR");
	unsigned long window = QUERY_WINDOW_USUAL;

	if (!near && !span_is(name, "ADJ"))
		return false;
	if (rest.at) {
		window = 0;
		for (size_t i = 0; i < rest.bytes && window <= QUERY_WINDOW_MOST; i++) {
			if (rest.at[i] < '0' || rest.at[i] > '9') {
				window = 0;
				break;
			}
			window = window * 10 + (unsigned long)(rest.at[i] - '0');
		}
		if (window == 0 || window > QUERY_WINDOW_MOST)
			query_fault(lex->err, column, "%.*s/ wants a number of words from 1 to %d",
				    (int)name.bytes, name.at, QUERY_WINDOW_MOST);
	}
	push(lex, near ? TOKEN_NEAR : TOKEN_ORDERED, column)->window = (uint32_t)window;
	return true;
}

static bool lex_operator(struct lexer *lex, struct span bare, uint32_t column)
{
	static const struct { const char *word; enum token_kind kind; } words[] = {
		{ "AND", TOKEN_AND }, { "OR", TOKEN_OR }, { "NOT", TOKEN_NOT },
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (span_is(bare, words[i].word)) {
			push(lex, words[i].kind, column);
			return true;
		}
	}
	return lex_near(lex, bare, column);
}

static void check_prefix(struct lexer *lex, struct span word, uint32_t column)
{
	if (span_find(word, span_of("*")) < word.bytes)
		query_fault(lex->err, column, "a * can stand only at the end of a word");
	else if (utf8_count(word) < QUERY_PREFIX_LETTERS_LEAST)
		query_fault(lex->err, column, "a * wants %d letters or more before it", QUERY_PREFIX_LETTERS_LEAST);
	else if (++lex->prefixes > QUERY_PREFIXES_MOST)
		query_fault(lex->err, column, "more than %d words with a *", QUERY_PREFIXES_MOST);
}

static void lex_bare(struct lexer *lex, bool exact, uint32_t column)
{
	size_t from = lex->at;
	uint32_t from_column = lex->column;
	struct span bare = read_bare(lex);
	size_t field = exact ? 0 : field_bytes(bare);
	struct token *token;

	if (field > 0) {
		lex->at = from;
		lex->column = from_column;
		lex_field(lex, span_make(bare.at, field), column);
		return;
	}
	if (!exact && lex_operator(lex, bare, column))
		return;
	token = push(lex, TOKEN_WORD, column);
	token->exact = exact;
	if (span_ends(bare, "*")) {
		token->prefix = true;
		bare.bytes--;
	}
	token->text = bare;
	if (token->prefix && exact)
		query_fault(lex->err, column, "=exact and prefix* do not go together");
	else if (token->prefix || span_find(bare, span_of("*")) < bare.bytes)
		check_prefix(lex, bare, column);
	count_words(lex, 1, column);
}

static void lex_one(struct lexer *lex)
{
	uint32_t code = peek_code(lex), column = lex->column;

	if (code == '(' || code == ')') {
		push(lex, code == '(' ? TOKEN_OPEN : TOKEN_CLOSE, column);
		skip(lex);
		return;
	}
	if (code == '-') {
		skip(lex);
		if (at_end(lex) || is_space(peek_code(lex)))
			return; /* a dash between words says nothing */
		push(lex, TOKEN_NOT, column);
		return;
	}
	if (code == '=') {
		skip(lex);
		if (at_end(lex) || (ends_word(peek_code(lex)) && !is_quote(peek_code(lex)))) {
			query_fault(lex->err, column, "= wants a word right after it");
			return;
		}
	}
	if (is_quote(peek_code(lex)))
		lex_phrase(lex, code == '=', column);
	else
		lex_bare(lex, code == '=', column);
}

size_t query_lex(struct span query, struct arena *arena, struct token **out, struct error *err)
{
	struct lexer lex = { .query = query, .column = 1, .arena = arena, .err = err };

	*out = NULL;
	if (query.bytes > QUERY_BYTES_MOST) {
		query_fault(err, 1, "a query of %zu bytes; %d are the most", query.bytes, QUERY_BYTES_MOST);
		return 0;
	}
	while (err->status == STATUS_OK) {
		while (!at_end(&lex) && is_space(peek_code(&lex)))
			skip(&lex);
		if (at_end(&lex))
			break;
		lex_one(&lex);
	}
	push(&lex, TOKEN_END, lex.column);
	*out = lex.tokens;
	return lex.count;
}
