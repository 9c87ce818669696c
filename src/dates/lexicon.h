/* The words that dates are made of, looked up by their folded form. */
#ifndef DATES_LEXICON_H
#define DATES_LEXICON_H

#include "calendar.h"
#include "dateline/text.h"

/* What a word can be in a date: the `kind` column of the tables. */
enum lex_kind {
	LEX_NONE,
	LEX_NUMBER,     /* value: the number */
	LEX_ORDINAL,    /* value: the number, which it ends */
	LEX_TENS,       /* "nineties": 90 */
	LEX_SUFFIX,     /* behind digits: 1 ordinal, 2 ten years, 0 a case */
	LEX_ROMAN,
	LEX_MONTH,      /* 1 to 12 */
	LEX_WEEKDAY,    /* 1 Monday to 7 */
	LEX_SEASON,     /* 1 spring to 4 winter */
	LEX_UNIT,       /* enum unit */
	LEX_PERIOD,     /* "period": what "year-earlier" can point at beside the units */
	LEX_DAYMARK,    /* "числа": says that a number is a day */
	LEX_REL,        /* enum rel */
	LEX_TODAY,      /* days from the day of publication */
	LEX_THATDAY,    /* days from the day told of */
	LEX_THISYEAR,   /* years from the year of publication */
	LEX_SHIFT,      /* enum shift, behind "two days" */
	LEX_IN,         /* enum shift, before "two days" */
	LEX_BOUND,      /* enum bound */
	LEX_TO,
	LEX_BETWEEN,
	LEX_AND,
	LEX_OF,
	LEX_PART,       /* enum part */
	LEX_DAYPART,
	LEX_NIGHT,
	LEX_ERA,        /* -1 before Christ, 1 after */
	LEX_ABOUT,
	LEX_STYLE,      /* 1 Julian, 2 Gregorian */
	LEX_FEAST,      /* month * 100 + day, or enum feast */
	LEX_COUNT,      /* a number before it counts */
	LEX_LABEL,      /* a number behind it is a name */
	LEX_LIFE,       /* a number behind it is an age */
	LEX_IDIOM,      /* words of a date in a saying or a name */
	LEX_TENSE,      /* enum tense */
	LEX_VERB,       /* enum tense; the ending of a word */
	LEX_MANY        /* the ending of a plural: a number before it counts */
};

enum rel {
	REL_THIS, REL_LAST, REL_BEFORE_LAST, REL_NEXT, REL_SAME, REL_PREVIOUS, REL_FOLLOWING,
	REL_COMING,     /* the next one ahead, be it in this week */
	REL_LATEST,     /* the one told of, else the last whole one */
	REL_YEAR_AGO,   /* the one told of, a year before */
	REL_EACH        /* repeated: no date */
};
enum shift { SHIFT_NONE, SHIFT_AGO, SHIFT_EARLIER, SHIFT_LATER, SHIFT_HENCE, SHIFT_BEFORE, SHIFT_AFTER };
enum bound { BOUND_NONE, BOUND_UNTIL, BOUND_BEFORE, BOUND_SINCE, BOUND_BETWEEN, BOUND_AT };
enum part { PART_NONE, PART_START, PART_MID, PART_END, PART_REST };
enum tense { TENSE_NONE, TENSE_FUTURE, TENSE_PAST, TENSE_EARLIER };
enum feast {
	FEAST_EASTER = 2001, FEAST_EASTER_EAST, FEAST_GOOD_FRIDAY, FEAST_THANKSGIVING, FEAST_CYBER_MONDAY,
	FEAST_BLACK_FRIDAY, FEAST_FATHERS, FEAST_MOTHERS, FEAST_KING, FEAST_MEMORIAL, FEAST_LABOR,
	FEAST_BY_EASTER = 3000  /* and so many days after Easter Sunday, or before it */
};

/* The case that an ending stands for, where it matters (Kazakh). */
enum ending {
	ENDING_NONE, ENDING_GEN, ENDING_DAT, ENDING_ACC, ENDING_LOC, ENDING_ABL, ENDING_INS, ENDING_POSS,
	ENDING_ATTR, ENDING_PLURAL
};

#define FLAG_WEAK 1     /* a common word too: its neighbours decide */
#define FLAG_PLURAL 2
#define FLAG_ABBR 4     /* a full stop may follow */
#define FLAG_COUNTS 8   /* only counts: "5 лет" */
#define FLAG_ALONE 16   /* a part of the day that can stand alone */
#define FLAG_DOTTED 64  /* only with its full stop: "XIX в." */
#define FLAG_SPARE 32   /* no date unless more stands around it */

/* LANG_EN ... a bit each, LANG_TURKIC and the other families, LANG_ALL: from languages.tsv. */
#include "dates/languages.inc"

struct lexeme {
	const char *form;       /* folded, its first word */
	const char *tail;       /* the words behind it, one space between; "" */
	uint8_t words;          /* one and those of the tail */
	uint8_t tail_bytes;
	int16_t value;
	uint8_t kind;
	uint8_t flags;
	uint8_t langs;
	uint8_t ending;
};

/* A word of the tables with all that it can be. */
struct form {
	const char *form;
	uint64_t kinds;         /* LEX_BIT of each of its senses */
	uint64_t bare;          /* of those without a tail */
	uint16_t first;         /* its senses in the table of lexemes */
	uint8_t bytes;
	uint8_t senses;
};

#define LEX_BIT(kind) ((uint64_t)1 << (kind))
#define LEX_DIGITS LEX_BIT(LEX_NONE)    /* a word that begins with a digit */
#define LEX_LONG LEX_BIT(62)            /* a word that more words of the same form follow */
#define LEX_NUMBERS (LEX_DIGITS | LEX_BIT(LEX_NUMBER) | LEX_BIT(LEX_ORDINAL) | LEX_BIT(LEX_TENS))

/* What one lookup told of a word: its number in the table of forms (0: in none), and
 * whether it begins with a digit. Two bytes a word, since most are in no table. */
typedef uint16_t looked;
#define LOOKED_DIGITS 0x8000u

extern const struct form lexicon_forms[];

struct number_memory;

/* A text to be read for dates. */
struct source {
	const struct text *text;
	const looked *looked;   /* of each word */
	struct number_memory *numbers; /* what was last read of a number; or NULL */
	uint8_t langs;          /* LANG_* whose words count */
	bool day_first;         /* 5/1 is the fifth of January */
	bool asked;             /* somebody typed it as a date: bare words count */
	bool report;            /* of its day: "the August rate" is this August's */
};

/* Looks every word of `text` up once. The result lives in `arena`. */
const looked *lexicon_read(const struct text *text, struct arena *arena);

/* The longest ending of `word` that is a form of `kind`, or NULL. */
const struct lexeme *lexicon_ending(struct span word, enum lex_kind kind, uint8_t langs);

/* What word `i` could be in any language, and LEX_DIGITS; 0 behind the last word. */
static inline uint64_t lex_mask(const struct source *s, size_t i)
{
	looked l = i < s->text->count ? s->looked[i] : 0;

	return lexicon_forms[l & ~LOOKED_DIGITS].kinds | (l & LOOKED_DIGITS ? LEX_DIGITS : 0);
}

/* The same of the word alone, whatever follows it. */
static inline uint64_t lex_bare_mask(const struct source *s, size_t i)
{
	return lexicon_forms[s->looked[i] & ~LOOKED_DIGITS].bare | (s->looked[i] & LOOKED_DIGITS ? LEX_DIGITS : 0);
}

/* The first sense of `kind` of the bare word `word`, or NULL. */
const struct lexeme *lexicon_find(struct span word, enum lex_kind kind, uint8_t langs);

/* The longest sense of word `i` of kind `kind`, with the words of its tail, or NULL. */
const struct lexeme *lex_longest(const struct source *s, size_t i, enum lex_kind kind);

static inline const struct lexeme *lex_at(const struct source *s, size_t i, enum lex_kind kind)
{
	return lex_mask(s, i) & LEX_BIT(kind) ? lex_longest(s, i, kind) : NULL;
}

/* The number of words of a sense that lex_at() found: one and its tail. */
static inline size_t lex_words(const struct lexeme *lexeme)
{
	return lexeme->words;
}

/* Kinds of word `i` as bits 1 << LEX_*, of languages that count. */
uint64_t lex_kinds(const struct source *s, size_t i);

/* The same of its senses with a tail. */
uint64_t lex_tailed(const struct source *s, size_t i);

/* Languages that count in a text of `lang`; all where it is unknown. */
uint8_t lang_mask(const char *lang);

#endif
