/* Keeps the first fault of a chain of calls. */
#include "dateline/error.h"

#include <stdarg.h>
#include <stdio.h>

void error_set(struct error *err, enum status status, const char *where, const char *format, ...)
{
	va_list args;

	if (err->status != STATUS_OK)
		return;
	err->status = status;
	snprintf(err->where, sizeof(err->where), "%s", where ? where : "");
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
}

void error_clear(struct error *err)
{
	*err = (struct error){ 0 };
}
