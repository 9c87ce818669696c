/* Letters: script, case and kind of a code point. */
#include "dateline/text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

static bool is_cyrillic(uint32_t code)
{
	return (code >= 0x400 && code <= 0x52f && !(code >= 0x482 && code <= 0x489)) ||
	       (code >= 0x1c80 && code <= 0x1c88) || (code >= 0x2de0 && code <= 0x2dff) ||
	       (code >= 0xa640 && code <= 0xa69f && code != 0xa673 && code != 0xa67e);
}

/* Latin letters beyond ASCII, without the multiplication and division signs. */
static bool is_latin_marked(uint32_t code)
{
	return code >= 0xc0 && code <= 0x24f && code != 0xd7 && code != 0xf7;
}

/* Cyrillic beyond Russian's letters, U+0460 to U+052F: in pairs, the capital first. */
static bool is_cyrillic_pair(uint32_t code)
{
	return code >= 0x460 && code <= 0x52f && is_cyrillic(code);
}

static bool pair_is_upper(uint32_t code)
{
	if (code == 0x4c0 || code == 0x4cf)     /* the palochka; its small form stands behind the pairs */
		return code == 0x4c0;
	return (code & 1) == (code > 0x4c0 && code < 0x4cf);
}

enum script letter_script(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;

	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z' ? SCRIPT_LATIN : SCRIPT_NONE;
	if (is_cyrillic(code))
		return SCRIPT_CYRILLIC;
	if (is_latin_marked(code))
		return SCRIPT_LATIN;
	if (!u_isalpha((UChar32)code))
		return SCRIPT_NONE;
	return uscript_getScript((UChar32)code, &status) == USCRIPT_LATIN ? SCRIPT_LATIN : SCRIPT_OTHER;
}

bool letter_is(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	if (is_cyrillic(code) || is_latin_marked(code) || (code >= 0x300 && code <= 0x36f))
		return true;
	return u_isalpha((UChar32)code) || (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK) != 0;
}

bool letter_is_upper(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	if (code >= 0x430 && code <= 0x45f)
		return false;
	if (code >= 0x400 && code <= 0x42f)
		return true;
	if (is_cyrillic_pair(code))
		return pair_is_upper(code);
	return u_isupper((UChar32)code) || u_istitle((UChar32)code);
}

uint32_t letter_lower(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + 32 : code;
	if (code >= 0x410 && code <= 0x42f)
		return code + 32;
	if (code >= 0x400 && code <= 0x40f)
		return code + 80;
	if (code >= 0x430 && code <= 0x45f)
		return code;
	if (is_cyrillic_pair(code))
		return !pair_is_upper(code) ? code : code == 0x4c0 ? 0x4cf : code + 1;
	if (code == 0x130)      /* İ: its full folding is i and a dot above */
		return 'i';
	return (uint32_t)u_tolower((UChar32)code);
}
