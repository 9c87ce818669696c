/* Makes a tree of a query's tokens. */
#include "query/around.h"
#include "query/lex.h"
#include "query/nearest.h"
#include "query/tree.h"

#include <stdio.h>

struct parser {
	const struct token *token;      /* the one ahead */
	struct arena *arena;
	struct error *err;
	int depth;
};

struct node *node_new(struct arena *arena, enum node_kind kind, struct span text, uint32_t column)
{
	struct node *node = arena_alloc(arena, sizeof(*node));

	node->kind = kind;
	node->text = text;
	node->column = column;
	return node;
}

void node_add(struct arena *arena, struct node *parent, struct node *kid)
{
	/* Room doubles at each power of two. */
	size_t n = parent->kid_count;

	if ((n & (n - 1)) == 0)
		parent->kids = arena_grow(arena, parent->kids, n, n ? n * 2 : 1, sizeof(*parent->kids));
	parent->kids[parent->kid_count++] = kid;
}

void node_set_range(struct node *node, struct span value)
{
	size_t dots = span_find(value, span_of(".."));

	/* "2022-01-05/.." is EDTF for an open end, and one date. */
	node->is_range = dots < value.bytes && span_find(value, span_of("/")) == value.bytes;
	node->text = node->is_range ? span_trim(span_make(value.at, dots)) : span_trim(value);
	node->to = node->is_range ? span_trim(span_make(value.at + dots + 2, value.bytes - dots - 2))
				  : (struct span){ NULL, 0 };
}

static struct node *parse_or(struct parser *p);

/* One kid stands for itself. */
static struct node *unwrap(struct node *node)
{
	return node->kid_count == 1 ? node->kids[0] : node;
}

static const char *token_text(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_CLOSE:
		return "a closing bracket";
	case TOKEN_AND:
		return "AND";
	case TOKEN_OR:
		return "OR";
	case TOKEN_NEAR:
		return "NEAR";
	case TOKEN_ORDERED:
		return "ADJ";
	default:
		return "the end";
	}
}

static const struct { const char *name; enum node_kind kind; bool in_title; char bound; } fields[] = {
	{ "person", NODE_PERSON, false, 0 },
	{ "place", NODE_PLACE, false, 0 },
	{ "near", NODE_AROUND, false, 0 },
	{ "date", NODE_DATE, false, 0 },
	{ "after", NODE_DATE, false, '>' },
	{ "before", NODE_DATE, false, '<' },
	{ "published", NODE_PUBLISHED, false, 0 },
	{ "source", NODE_SOURCE, false, 0 },
	{ "lang", NODE_LANG, false, 0 },
	{ "title", NODE_WORD, true, 0 },
};

/* The row of fields[] that is called so in any case; COUNT(fields) for none. */
static size_t field_row(struct span name)
{
	size_t row = 0;

	for (; row < COUNT(fields); row++) {
		size_t i = 0;

		while (i < name.bytes && fields[row].name[i] == (name.at[i] | 0x20))
			i++;
		if (i == name.bytes && fields[row].name[i] == '\0')
			break;
	}
	return row;
}

bool query_is_field(struct span name)
{
	return field_row(name) < COUNT(fields);
}

static void refuse_field(struct parser *p, const struct token *token)
{
	const char *meant = NULL;
	int least = 3;

	for (size_t i = 0; i < COUNT(fields); i++) {
		int letters = letters_between(token->field, span_of(fields[i].name), least - 1);

		if (letters < least && 2 * letters < (int)token->field.bytes) {
			meant = fields[i].name;
			least = letters;
		}
	}
	query_fault(p->err, token->column, "no field is called %.*s:%s%s%s (person, place, near, date, after, before, "
		    "published, source, lang, title); in quotation marks it is searched as words", (int)token->field.bytes,
		    token->field.at, meant ? "; did you mean " : "", meant ? meant : "", meant ? ":?" : "");
}

/* title:word, title:pre*, title:"a phrase" */
static struct node *parse_title(struct parser *p, const struct token *token)
{
	struct node *node = node_new(p->arena, token->quoted ? NODE_PHRASE : NODE_WORD, token->text, token->column);

	node->in_title = true;
	node->exact = token->exact;
	if (!token->quoted && span_ends(token->text, "*")) {
		query_fault(p->err, token->column, "title: takes whole words and phrases, no *");
	}
	return node;
}

static struct node *parse_field(struct parser *p)
{
	const struct token *token = p->token++;
	size_t row = field_row(token->field);
	struct node *node;

	if (row == COUNT(fields)) {
		refuse_field(p, token);
		return node_new(p->arena, NODE_ALL, token->text, token->column);
	}
	if (fields[row].in_title)
		return parse_title(p, token);
	node = node_new(p->arena, fields[row].kind, span_trim(token->text), token->column);
	node->exact = token->exact;
	if (node->exact && node->kind != NODE_PLACE)
		query_fault(p->err, token->value_column, "= goes with words, phrases, title: and place:, and %s: takes none",
			    fields[row].name);
	if (node->kind == NODE_DATE || node->kind == NODE_PUBLISHED)
		node_set_range(node, token->text);
	if (node->kind == NODE_AROUND)
		around_set(node, token->text, NEAR_KM_DEFAULT);
	/* after: and before: are open ranges; the day named is inside, as in date:A.. */
	if (fields[row].bound != 0 && node->is_range) {
		query_fault(p->err, token->value_column, "%s: takes one date; a period is date:%.*s", fields[row].name,
			    (int)token->text.bytes, token->text.at);
	} else if (fields[row].bound == '>') {
		node->is_range = true;
	} else if (fields[row].bound == '<') {
		node->is_range = true;
		node->to = node->text;
		node->text = (struct span){ NULL, 0 };
	}
	return node;
}

static struct node *parse_brackets(struct parser *p)
{
	const struct token *open = p->token++;
	struct node *node;

	if (++p->depth > QUERY_DEPTH_MOST)
		query_fault(p->err, open->column, "brackets and NOTs more than %d deep", QUERY_DEPTH_MOST);
	node = p->err->status == STATUS_OK ? parse_or(p) : NULL;
	p->depth--;
	if (p->token->kind == TOKEN_CLOSE)
		p->token++;
	else
		query_fault(p->err, open->column, "this bracket is never closed");
	return node;
}

static struct node *parse_primary(struct parser *p)
{
	const struct token *token = p->token;
	struct node *node;

	switch (token->kind) {
	case TOKEN_OPEN:
		return parse_brackets(p);
	case TOKEN_FIELD:
		return parse_field(p);
	case TOKEN_WORD:
	case TOKEN_PHRASE:
		p->token++;
		node = node_new(p->arena, NODE_WORD, token->text, token->column);
		node->exact = token->exact;
		if (token->kind == TOKEN_PHRASE)
			node->kind = NODE_PHRASE;
		else if (token->prefix)
			node->kind = NODE_PREFIX;
		return node;
	default:
		query_fault(p->err, token->column, "%s comes where a word, a phrase or a field was expected",
			    token_text(token));
		return NULL;
	}
}

/* What NEAR can stand between: words, people, and ORs of plain words in brackets. */
static bool can_be_near(const struct node *node)
{
	if (node->in_title)
		return false;
	if (node->kind == NODE_OR) {
		for (size_t i = 0; i < node->kid_count; i++) {
			const struct node *kid = node->kids[i];

			if ((kid->kind != NODE_WORD && kid->kind != NODE_PREFIX) || kid->exact || kid->in_title)
				return false;
		}
		return true;
	}
	return node->kind == NODE_WORD || node->kind == NODE_PREFIX || node->kind == NODE_PERSON;
}

/* a NEAR/5 b NEAR/5 c: one window over all of them. */
static struct node *parse_near(struct parser *p)
{
	struct node *first = parse_primary(p), *near = NULL;
	enum token_kind kind = p->token->kind;

	while (p->err->status == STATUS_OK && (p->token->kind == TOKEN_NEAR || p->token->kind == TOKEN_ORDERED)) {
		const struct token *operator = p->token++;
		struct node *next;

		if (!near) {
			near = node_new(p->arena, kind == TOKEN_NEAR ? NODE_NEAR : NODE_ORDERED, first->text,
					operator->column);
			near->window = operator->window;
			node_add(p->arena, near, first);
		}
		if (operator->kind != kind || operator->window != near->window) {
			query_fault(p->err, operator->column,
				    "a chain of NEAR or ADJ wants the same operator and the same number throughout");
			break;
		}
		next = parse_primary(p);
		if (next)
			node_add(p->arena, near, next);
	}
	if (!near || p->err->status != STATUS_OK)
		return first;
	for (size_t i = 0; i < near->kid_count; i++) {
		if (!can_be_near(near->kids[i]))
			query_fault(p->err, near->kids[i]->column ? near->kids[i]->column : near->column,
				    "NEAR and ADJ take words, person:NAME, and ORs of plain words in brackets");
	}
	return near;
}

static struct node *parse_not(struct parser *p)
{
	const struct token *token = p->token;
	struct node *kid, *node;

	if (token->kind != TOKEN_NOT)
		return parse_near(p);
	p->token++;
	if (++p->depth > QUERY_DEPTH_MOST)
		query_fault(p->err, token->column, "brackets and NOTs more than %d deep", QUERY_DEPTH_MOST);
	kid = p->err->status == STATUS_OK ? parse_not(p) : NULL;
	p->depth--;
	node = node_new(p->arena, NODE_NOT, token->text, token->column);
	if (kid)
		node_add(p->arena, node, kid);
	return node;
}

static bool ends_and(const struct token *token)
{
	return token->kind == TOKEN_END || token->kind == TOKEN_CLOSE || token->kind == TOKEN_OR;
}

static struct node *parse_and(struct parser *p)
{
	struct node *node = node_new(p->arena, NODE_AND, (struct span){ NULL, 0 }, p->token->column);

	do {
		struct node *kid;

		if (node->kid_count > 0 && p->token->kind == TOKEN_AND)
			p->token++;
		kid = parse_not(p);
		if (kid)
			node_add(p->arena, node, kid);
	} while (p->err->status == STATUS_OK && !ends_and(p->token));
	return unwrap(node);
}

static struct node *parse_or(struct parser *p)
{
	struct node *node = node_new(p->arena, NODE_OR, (struct span){ NULL, 0 }, p->token->column);

	node_add(p->arena, node, parse_and(p));
	while (p->err->status == STATUS_OK && p->token->kind == TOKEN_OR) {
		p->token++;
		node_add(p->arena, node, parse_and(p));
	}
	return unwrap(node);
}

struct node *query_parse(struct span query, struct arena *arena, struct error *err)
{
	struct parser p = { .arena = arena, .err = err };
	struct token *tokens;
	struct node *node;

	query_lex(query, arena, &tokens, err);
	if (err->status != STATUS_OK)
		return NULL;
	if (tokens->kind == TOKEN_END)
		return node_new(arena, NODE_ALL, (struct span){ NULL, 0 }, 1);
	p.token = tokens;
	node = parse_or(&p);
	if (p.token->kind == TOKEN_CLOSE)
		query_fault(err, p.token->column, "this bracket was never opened");
	return err->status == STATUS_OK ? node : NULL;
}
