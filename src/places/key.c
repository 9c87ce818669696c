/* Keys of the gazetteer: a name as the hash of its folded words. */
#include "places/key.h"

uint64_t key_add(uint64_t key, struct span word)
{
	for (size_t i = 0; i < word.bytes; i++)
		key = (key ^ (unsigned char)word.at[i]) * 0x100000001b3u;
	return (key ^ ' ') * 0x100000001b3u;
}

uint64_t key_mix(uint64_t key)
{
	key ^= key >> 32;
	key *= 0x9fb21c651e98df25u;
	key ^= key >> 29;
	/* the lower half is a slot's print, and a print of 0 says "free" */
	return (uint32_t)key ? key : key | 1;
}

struct span key_word(struct span folded, struct arena *arena)
{
	return text_term(folded, arena);
}
