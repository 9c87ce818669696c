/* Who an article is, and what it was made of. */
#include "index/identity.h"

#include <stdio.h>
#include <string.h>

#define ID_DIGITS 16
#define PARTS_BYTES ((size_t)1 << 20)

/* Digests the parts with their lengths, so that ("ab", "c") is not ("a", "bc"). */
static void digest_parts(const struct span *parts, size_t count, char out[ID_TEXT])
{
	struct buf joined = BUF_INIT(PARTS_BYTES);
	char digest[DIGEST_TEXT];

	for (size_t i = 0; i < count; i++)
		buf_add_counted(&joined, parts[i]);
	digest_hex(buf_span(&joined), digest);
	buf_release(&joined);
	snprintf(out, ID_TEXT, "%.*s", ID_DIGITS, digest);
}

void article_id(const struct article *article, char out[ID_TEXT])
{
	char at_byte[24];

	snprintf(at_byte, sizeof(at_byte), "%llu", (unsigned long long)article->from.from_byte);

	const struct span own[] = { span_of("own id"), article->source, article->id };
	const struct span place[] = { span_of("path"), article->from.path, span_of(at_byte) };
	const struct span bytes[] = { span_of("bytes"), span_of(article->from.sha256) };

	if (article->id.bytes)
		digest_parts(own, COUNT(own), out);
	else if (span_is(article->from.path, "-"))
		digest_parts(bytes, COUNT(bytes), out);
	else
		digest_parts(place, COUNT(place), out);
}

void article_id_by_name(const struct article *article, struct span name, char out[ID_TEXT])
{
	char at_byte[24];

	snprintf(at_byte, sizeof(at_byte), "%llu", (unsigned long long)article->from.from_byte);

	const struct span parts[] = { span_of("name"), name, span_of(at_byte) };

	digest_parts(parts, COUNT(parts), out);
}

void article_id_of_twin(const struct article *article, char out[ID_TEXT])
{
	char text[SHA256_TEXT];

	sha256_hex(article->text, text);

	const struct span parts[] = { span_of("twin"), article->source, article->id, span_of(text) };

	digest_parts(parts, COUNT(parts), out);
}

void article_made(const struct article *article, const char *rules, char out[ID_TEXT])
{
	char numbers[96];

	snprintf(numbers, sizeof(numbers), "%d %d %d %llu %llu", article->published.from_day, article->published.to_day,
		 (int)article->published.precision, (unsigned long long)article->from.from_byte,
		 (unsigned long long)article->from.to_byte);

	const struct span parts[] = {
		span_of(rules), span_of(article->from.sha256), article->from.path, article->id, article->title,
		article->source, article->url, article->author, span_of(article->lang), span_of(article->from.charset.name),
		article->from.reader, span_of(numbers),
	};

	digest_parts(parts, COUNT(parts), out);
}

void rules_digest(const struct gazetteer *gazetteer, char out[ID_TEXT])
{
	char numbers[96];

	snprintf(numbers, sizeof(numbers), "%d %llx %llx %llx", INDEX_VERSION, (unsigned long long)names_checksum(),
		 (unsigned long long)dates_checksum(),
		 gazetteer ? (unsigned long long)gazetteer_checksum(gazetteer) : 0ull);

	const struct span parts[] = { span_of(numbers) };

	digest_parts(parts, COUNT(parts), out);
}
