# Installs the Debian packages named as arguments that are missing, and says so.
set -eu
missing=
if command -v dpkg-query >/dev/null 2>&1; then
	for package; do
		state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
		[ "$state" = installed ] || missing="$missing $package"
	done
else
	for library in xapian-core icu-uc libxml-2.0 jansson nettle zlib libarchive uchardet libexttextcat libzstd libbrotlidec cmocka; do
		pkg-config --exists "$library" 2>/dev/null || missing="$missing $library"
	done
	[ -z "$missing" ] && exit 0
	echo "dateline needs these libraries, which pkg-config does not find:$missing" >&2
	echo "This system has no apt; please install them (and Snowball's libstemmer) by its own means." >&2
	exit 1
fi
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
	echo "dateline needs these packages, and there is no apt-get to bring them:$missing" >&2
	exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "Installing by apt:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing
