/* SHA-256 as text, through nettle. */
#include "dateline/file.h"

#include <nettle/sha2.h>

static void hex(const uint8_t *bytes, size_t count, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < count; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * count] = '\0';
}

static void sha256(struct span bytes, uint8_t digest[SHA256_DIGEST_SIZE])
{
	struct sha256_ctx state;

	sha256_init(&state);
	sha256_update(&state, bytes.bytes, (const uint8_t *)bytes.at);
	sha256_digest(&state, SHA256_DIGEST_SIZE, digest);
}

void sha256_hex(struct span bytes, char out[SHA256_TEXT])
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256(bytes, digest);
	hex(digest, sizeof(digest), out);
}

void digest_hex(struct span bytes, char out[DIGEST_TEXT])
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256(bytes, digest);
	hex(digest, 16, out);
}
