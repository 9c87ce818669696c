/* Keys of the gazetteer: a name as the hash of its folded words. */
#include "places/key.h"

#define KEY_PRIME 0x100000001b3u

uint64_t key_add(uint64_t key, struct span word)
{
	for (size_t i = 0; i < word.bytes; i++)
		key = (key ^ (unsigned char)word.at[i]) * KEY_PRIME;
	return (key ^ ' ') * KEY_PRIME;
}

struct span key_word(struct span folded, struct arena *arena)
{
	return text_term(folded, arena);
}

uint64_t key_add_folded(uint64_t key, struct span folded, struct arena *arena)
{
	uint64_t plain = key;

	for (size_t i = 0; i < folded.bytes; i++) {
		unsigned char c = (unsigned char)folded.at[i];

		if ((unsigned char)(c - 'a') > 'z' - 'a' && (c == '\'' || (c >= 0xc2 && c < 0xd0) || c > 0xd4))
			return key_add(key, key_word(folded, arena));
		plain = (plain ^ c) * KEY_PRIME;
	}
	return (plain ^ ' ') * KEY_PRIME;
}
