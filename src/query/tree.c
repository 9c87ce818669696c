/* Prints a query's tree, so that a person sees how it was read. */
#include "query/tree.h"

#include "query/lex.h"

static const char *kind_text(const struct node *node)
{
	switch (node->kind) {
	case NODE_ALL:
		return "everything";
	case NODE_AND:
		return "AND";
	case NODE_OR:
		return "OR";
	case NODE_NOT:
		return "NOT";
	case NODE_WORD:
		return node->exact ? "exact" : "word";
	case NODE_PREFIX:
		return "prefix";
	case NODE_PHRASE:
		return "phrase";
	case NODE_NEAR:
		return "NEAR";
	case NODE_ORDERED:
		return "ADJ";
	case NODE_PERSON:
		return "person";
	case NODE_PLACE:
		return node->exact ? "place alone" : "place";
	case NODE_AROUND:
		return "near";
	case NODE_DATE:
		return "date";
	case NODE_PUBLISHED:
		return "published";
	case NODE_SOURCE:
		return "source";
	case NODE_LANG:
		return "lang";
	}
	return "?";
}

static bool has_text(const struct node *node)
{
	return node->kid_count == 0 && node->kind != NODE_ALL;
}

static void print_head(const struct node *node, struct buf *out)
{
	buf_printf(out, "%s%s", node->in_title ? "title " : "", kind_text(node));
	if (node->kind == NODE_NEAR || node->kind == NODE_ORDERED || node->kind == NODE_AROUND)
		buf_printf(out, "/%u", node->window);
	if (has_text(node)) {
		buf_add_string(out, " ");
		buf_add_span(out, node->text);
		if (node->is_range)
			buf_add_string(out, "..");
		buf_add_span(out, node->to);
	}
	if (node->is_filter)
		buf_add_string(out, "  (filter)");
	buf_add_string(out, "\n");
}

static void print_indent(int depth, struct buf *out)
{
	for (int i = 0; i < depth; i++)
		buf_add_string(out, "  ");
}

static void print_notes(struct span notes, int depth, struct buf *out)
{
	while (notes.at && notes.bytes > 0) {
		struct span line = span_cut(&notes, '\n');

		if (line.bytes == 0)
			continue;
		print_indent(depth, out);
		buf_add_string(out, "· ");
		buf_add_span(out, line);
		buf_add_string(out, "\n");
	}
}

/* The parser caps the depth of brackets and NOTs; AND, OR and NEAR add at most
 * three levels to each. */
#define PRINT_DEPTH_MOST (4 * QUERY_DEPTH_MOST + 8)

static void print_node(const struct node *node, int depth, struct buf *out)
{
	if (depth > PRINT_DEPTH_MOST)
		return;
	print_indent(depth, out);
	print_head(node, out);
	print_notes(node->note, depth + 1, out);
	for (size_t i = 0; i < node->kid_count; i++)
		print_node(node->kids[i], depth + 1, out);
}

void query_print(const struct node *node, struct buf *out)
{
	print_node(node, 0, out);
}
