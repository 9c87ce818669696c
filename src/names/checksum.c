/* Tells one state of the name tables from another. */
#include "dateline/name.h"

uint64_t names_checksum(void)
{
	return
#include "names/checksum.inc"
		;
}
