/* Reads names and prints the keys of their words: name_keys() as a filter. */
#include "dateline/name.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
	char line[8192];
	struct arena *arena = arena_new();

	while (fgets(line, sizeof(line), stdin)) {
		struct span name = span_make(line, strcspn(line, "\n"));
		struct text text;

		text_read(name, arena, &text);
		printf("%.*s\t", (int)name.bytes, name.at);
		for (size_t i = 0; i < text.count; i++) {
			struct name_key keys[NAME_KEYS_MOST];
			size_t count = name_keys(text.words[i].folded, keys);

			for (size_t k = 0; k < count; k++)
				printf("%s ", keys[k].text);
			printf("|");
		}
		printf("\n");
		arena_reset(arena);
	}
	arena_free(arena);
	return 0;
}
