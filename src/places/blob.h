/* How a packed gazetteer lies in memory: written by pack.c, read in place by gazetteer.c. */
#ifndef PLACES_BLOB_H
#define PLACES_BLOB_H

#include <stdint.h>

#define BLOB_MAGIC "dlplace"
#define BLOB_VERSION 2u

/*	header | rules | filter | places | slots | entries | codes | highs | strings
 *
 * rules    what the deny list and the dictionaries say of a key, in the order of keys: for whoever adds names
 * filter   two bits a key: most words of a text are no name, and this says so without a look at the slots, which
 *          are too many for the nearer memory; none (no words of it) where there are so many keys that it would say yes to most
 * slots    a hash table with open addressing from a key (see key.h) to its entries. A key's slot is told by its upper
 *          half (blob_home), and slots stand in the order of their keys: so one is written from end to end, without
 *          ever being whole in memory. Nothing wraps round: a tail of slots follows the last home.
 * entries  the places that a key can mean, one run a key; the last has ENTRY_LAST
 * codes    place numbers in the order of their codes, to be searched by halving
 * highs    the upper half of each taken slot's key, in their order: with the slot's print the key is whole again
 * strings  each ended by a NUL; offset 0 is the empty string
 *
 * Numbers are of the machine that packed: a blob is a cache, not an exchange format. */
struct blob_header {
	char magic[8];
	uint32_t version;
	uint32_t rule_count;
	uint32_t place_count;
	uint32_t slot_count;    /* homes */
	uint32_t slot_tail;     /* slots behind them; the last is free */
	uint32_t entry_count;
	uint32_t code_count;
	uint32_t key_count;     /* taken slots */
	uint32_t string_bytes;
	uint32_t filter_count;  /* words of 64 bits, a power of two; 0: no filter */
	uint32_t built_in;      /* places that came with the program: the first; 0 where it is all of them */
	uint64_t checksum;      /* of the tables it was made from */
};

/* The two bits of a mixed key in its word of the filter. */
static inline uint64_t blob_filter_bits(uint64_t key)
{
	return (uint64_t)1 << (key >> 58) | (uint64_t)1 << (key >> 52 & 63);
}

/* The words of a filter of so many keys: eight keys or fewer a word, and one word in twenty that is no key passes. Of a
 * gazetteer of tens of millions it has no more than 8 MB, and every other passes; with more keys there is none. */
#define FILTER_LEAST 16u
#define FILTER_MOST (1u << 20)
#define FILTER_KEYS_MOST 40u    /* a word */
static inline uint32_t blob_filter_count(uint64_t keys)
{
	uint32_t count = FILTER_LEAST;

	while (count < keys / 8 && count < FILTER_MOST)
		count *= 2;
	return keys / count <= FILTER_KEYS_MOST ? count : 0;
}

struct blob_rule {
	uint64_t key;           /* not mixed */
	uint32_t flags;         /* enum entry_flag, RULE_COMMON... */
	uint32_t place;         /* for this place alone; 0: for all */
};
#define RULE_COMMON 0x100000u
#define RULE_COMMON_KAZAKH 0x200000u

struct blob_place {
	uint32_t code, name, ru, kk, uk; /* offsets in strings */
	uint32_t parent;                 /* id, 0: none */
	float lat, lon;
	uint32_t population;
	uint32_t known;
	float prior;                     /* how likely it is named at all */
	uint8_t kind;                    /* enum place_kind */
	char country[2];
	uint8_t table;                   /* enum place_table */
};

/* The slot where a mixed key is looked for first. */
static inline uint32_t blob_home(uint64_t key, uint32_t slot_count)
{
	return (uint32_t)(((key >> 32) * slot_count) >> 32);
}

struct blob_slot {
	uint32_t print;         /* lower half of the mixed key; 0: free */
	uint32_t entry;         /* first entry, SLOT_NO_ENTRY when the key only begins longer ones */
};
#define SLOT_MORE 0x80000000u   /* longer keys begin with this one */
#define SLOT_NO_ENTRY 0x7fffffffu

struct blob_entry {
	uint32_t place;
	uint32_t flags;         /* enum entry_flag */
};

/* No more places of one name are weighed in a text: a run that is longer begins with the foremost (layer_rank). */
#define ENTRIES_WEIGHED 64

struct blob_code {
	uint32_t code;          /* offset in strings */
	uint32_t place;
};

/* What an entry's key is to its place. */
enum entry_flag {
	ENTRY_UPPER = 1,        /* an abbreviation: only as capitals */
	ENTRY_OTHER = 2,        /* not the name of today in any language */
	ENTRY_ADJECTIVE = 4,    /* алматинский */
	ENTRY_OF_REGION = 8,    /* Алматинская (область): wants its region word */
	ENTRY_BARE = 16,        /* a region's name without its region word */
	ENTRY_PEOPLE = 32,      /* Kazakh, Kazakhs: a people, not a place */
	ENTRY_COMPOUND = 64,    /* российско-: wants a hyphen behind it */
	ENTRY_WEAK = 128,       /* a common word too: wants a reason to be a place */
	ENTRY_PERSON = 256,     /* a person's name too */
	ENTRY_NEVER = 512,      /* on the deny list */
	ENTRY_RU = 1024,        /* an inflected form in Russian */
	ENTRY_UK = 2048,        /* in Ukrainian */
	ENTRY_HISTORIC = 4096,  /* the name of former days */
	ENTRY_BLOCK = 8192,     /* a phrase that holds a name and is no place: New York Times */
	ENTRY_AFTER_COMMA = 16384, /* an abbreviation that stands behind a town and a comma: La., TX */
	ENTRY_LAST = 0x40000000 /* no more entries of this key */
};

#endif
