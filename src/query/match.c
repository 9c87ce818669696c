/* Groups plans in terms, and prints them on a line. */
#include "query/match.h"

void match_list_add(struct match_list *list, struct match *match, struct arena *arena)
{
	ARENA_PUSH(arena, list->items, list->count, list->room) = match;
}

struct match *match_group(enum match_kind kind, const struct match_list *list, struct arena *arena)
{
	struct match *match;

	if (list->count == 0)
		return match_new(MATCH_NONE, arena);
	if (list->count == 1)
		return list->items[0];
	match = match_new(kind, arena);
	match->kids = list->items;
	match->kid_count = list->count;
	return match;
}

#define PRINT_KIDS_MOST 12
#define PRINT_DEPTH_MOST 100

static const char *joint_text(enum match_kind kind)
{
	switch (kind) {
	case MATCH_AND:
		return "AND";
	case MATCH_OR:
		return "OR";
	case MATCH_AND_NOT:
		return "AND NOT";
	case MATCH_FILTER:
		return "FILTER";
	case MATCH_PHRASE:
		return "PHRASE";
	case MATCH_NEAR:
		return "NEAR";
	case MATCH_ORDERED:
		return "ORDERED";
	default:
		return "?";
	}
}

static void print_match(const struct match *match, int depth, struct buf *out);

static void print_kids(const struct match *match, int depth, struct buf *out)
{
	buf_add_string(out, "(");
	for (size_t i = 0; i < match->kid_count && i < PRINT_KIDS_MOST; i++) {
		if (i > 0) {
			buf_printf(out, " %s", joint_text(match->kind));
			if (match->window > 0)
				buf_printf(out, "/%u", match->window);
			buf_add_string(out, " ");
		}
		print_match(match->kids[i], depth + 1, out);
	}
	if (match->kid_count > PRINT_KIDS_MOST)
		buf_printf(out, " %s ... %zu in all", joint_text(match->kind), match->kid_count);
	buf_add_string(out, ")");
}

static void print_slot(const struct match *match, const char *sign, struct buf *out)
{
	buf_printf(out, "slot %u %s ", match->slot, sign);
	for (size_t i = 0; i < match->term.bytes; i++)
		buf_printf(out, "%02x", (unsigned)(unsigned char)match->term.at[i]);
}

static void print_match(const struct match *match, int depth, struct buf *out)
{
	if (depth > PRINT_DEPTH_MOST)
		return;
	switch (match->kind) {
	case MATCH_ALL:
		buf_add_string(out, "<all>");
		break;
	case MATCH_NONE:
		buf_add_string(out, "<none>");
		break;
	case MATCH_TERM:
		buf_add_span(out, match->term);
		break;
	case MATCH_PREFIX:
		buf_add_span(out, match->term);
		buf_add_string(out, "*");
		break;
	case MATCH_SLOT_AT_LEAST:
		print_slot(match, ">=", out);
		break;
	case MATCH_SLOT_AT_MOST:
		print_slot(match, "<=", out);
		break;
	default:
		print_kids(match, depth, out);
	}
}

void match_print(const struct match *match, struct buf *out)
{
	print_match(match, 0, out);
}
