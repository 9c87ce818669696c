/* Reads the dates that machines write beside a text: ISO 8601, RFC 822, or in words. */
#include "reader.h"

#include <strings.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of up to four digits at `*at`, or -1. */
static int number_read(struct span text, size_t *at)
{
	int number = 0;
	size_t from = *at;

	while (*at < text.bytes && *at - from < 4 && is_digit(text.at[*at]))
		number = number * 10 + (text.at[(*at)++] - '0');
	return *at > from ? number : -1;
}

static struct date one_day(int year, int month, int day)
{
	if (!day_exists(year, month, day))
		return (struct date){ 0 };
	return (struct date){ day_number(year, month, day), day_number(year, month, day), DATE_DAY, false };
}

/* "Tue, 05 Jan 2016 10:00:00 +0600", with or without the weekday; a year of two
 * digits as RFC 2822 (4.3) has it. */
static struct date stamp_rfc822(struct span text)
{
	static const char *const months = "janfebmaraprmayjunjulaugsepoctnovdec";
	size_t at = span_find(text, span_of(","));
	int day, month = 0, year;

	for (at = at < text.bytes ? at + 1 : 0; at < text.bytes && text.at[at] == ' ';)
		at++;
	day = number_read(text, &at);
	if (day < 1 || at + 5 > text.bytes || text.at[at] != ' ')
		return (struct date){ 0 };
	at++;
	while (month < 12 && strncasecmp(text.at + at, months + (size_t)month * 3, 3) != 0)
		month++;
	while (at < text.bytes && text.at[at] != ' ')
		at++;
	at++;
	year = number_read(text, &at);
	if (year >= 0 && year < 100)
		year += year < 50 ? 2000 : 1900;
	return month < 12 && year >= 1000 ? one_day(year, month + 1, day) : (struct date){ 0 };
}

/* "20160105", "20160105T100000+0600". */
static struct date stamp_compact(struct span text)
{
	int digits[8];

	if (text.bytes < 8 || (text.bytes > 8 && is_digit(text.at[8])))
		return (struct date){ 0 };
	for (size_t i = 0; i < 8; i++) {
		if (!is_digit(text.at[i]))
			return (struct date){ 0 };
		digits[i] = text.at[i] - '0';
	}
	return one_day(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3], digits[4] * 10 + digits[5],
		       digits[6] * 10 + digits[7]);
}

struct date stamp_read(struct span text)
{
	struct error none = { 0 };
	struct date date;

	text = span_trim(text);
	if (text.bytes == 0)
		return (struct date){ 0 };
	date = stamp_compact(text);
	if (!date_is_known(date))
		date = stamp_rfc822(text);
	if (!date_is_known(date))
		date = date_parse_edtf(text, &none);
	error_clear(&none);
	if (!date_is_known(date))
		date = date_parse_asked(text, (struct date){ 0 }, &none);
	return date;
}

/* Two digits behind `mark` at `*at`, or -1. */
static int two_behind(struct span text, char mark, size_t *at)
{
	int number;

	if (*at + 2 >= text.bytes || text.at[*at] != mark || !is_digit(text.at[*at + 1]) || !is_digit(text.at[*at + 2]))
		return -1;
	number = (text.at[*at + 1] - '0') * 10 + text.at[*at + 2] - '0';
	*at += 3;
	return number;
}

/* "+06:00" and "-0330" at `at` in seconds; 0 for "Z" and nothing. */
static int64_t offset_seconds(struct span text, size_t at)
{
	int hours, minutes;

	if (at >= text.bytes || (text.at[at] != '+' && text.at[at] != '-'))
		return 0;
	hours = at + 2 < text.bytes && is_digit(text.at[at + 1]) && is_digit(text.at[at + 2]) ?
			(text.at[at + 1] - '0') * 10 + text.at[at + 2] - '0' : 0;
	minutes = text.bytes >= at + 5 && is_digit(text.at[text.bytes - 2]) && is_digit(text.at[text.bytes - 1]) ?
			  (text.at[text.bytes - 2] - '0') * 10 + text.at[text.bytes - 1] - '0' : 0;
	return (text.at[at] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

int64_t stamp_seconds(struct span text)
{
	size_t at = 0;
	int hours, minutes, seconds;
	struct date day;

	text = span_trim(text);
	at = span_find(text, span_of("T"));
	day = stamp_read(at >= 8 && at < text.bytes ? span_make(text.at, at) : text);
	if (!date_is_known(day) || day.precision != DATE_DAY)
		return 0;
	hours = two_behind(text, 'T', &at);
	minutes = hours < 0 ? -1 : two_behind(text, ':', &at);
	seconds = minutes < 0 ? -1 : two_behind(text, ':', &at);
	while (seconds >= 0 && at < text.bytes && (text.at[at] == '.' || is_digit(text.at[at])))
		at++;
	return (int64_t)(day.from_day - day_number(1970, 1, 1)) * 86400 + (hours > 0 ? hours : 0) * 3600 +
	       (minutes > 0 ? minutes : 0) * 60 + (seconds > 0 ? seconds : 0) - (hours >= 0 ? offset_seconds(text, at) : 0);
}
