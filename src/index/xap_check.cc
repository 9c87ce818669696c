/* Xapian's own check of its tables, with its talk on a descriptor when something is wrong. */
#include "index/xap_guard.h"

#include <sstream>
#include <unistd.h>

extern "C" size_t xap_check(const char *directory, int to, struct error *err)
{
	size_t errors = 0;

	guard(err, [&] {
		std::ostringstream talk;

		errors = Xapian::Database::check(directory, 0, &talk);

		std::string text = talk.str();

		for (size_t at = 0; errors && at < text.size();) {
			ssize_t wrote = write(to, text.data() + at, text.size() - at);

			if (wrote <= 0)
				break;
			at += static_cast<size_t>(wrote);
		}
	});
	return errors;
}
