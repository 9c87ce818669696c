#!/bin/sh
# Prints how high known articles come, beside plain Xapian: relevance.sh PROGRAM TOOLS CORPUS...
# CORPUS is JSON Lines (or .zst) with id, title, lang, text. A title asks for the article that had it, of which the body
# alone is in the index. Mean reciprocal rank of 20; "any" joins the words by OR, "all" wants each. WORK=DIR keeps all.
set -eu
program=$(realpath "$1") tools=$(realpath "$2")
shift 2
here=$(dirname "$0")
if [ $# -eq 0 ]; then
	echo "bench-relevance: no articles here; say where they are: make bench-relevance CORPUS=FILE"
	exit 0
fi
command -v python3 > /dev/null || { echo "bench-relevance: making the questions wants python3"; exit 0; }
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"

c++ -O2 -o "$work/xapian" "$here/relevance_xapian.cc" $(pkg-config --cflags --libs xapian-core)
[ -s "$work/items.tsv" ] || for file in "$@"; do
	case $file in *.zst) zstd -qdc "$file" ;; *) cat "$file" ;; esac
done | python3 "$here/relevance_items.py" "$work/docs.jsonl" "$work/items.tsv"
[ -d "$work/index" ] || "$program" ingest -q --index "$work/index" "$work/docs.jsonl"
[ -d "$work/plain" ] || jq -r '[.id, .lang, (.text | gsub("[\t\n]"; " "))] | join("\t")' "$work/docs.jsonl" |
	"$work/xapian" index "$work/plain"

for join in any all; do
	"$tools/ask_items" "$work/index" $join < "$work/items.tsv" > "$work/dateline.$join"
	"$work/xapian" ask "$work/plain" $join < "$work/items.tsv" > "$work/xapian.$join"
done
for join in any all; do
	printf '\n%-6s %-4s %-6s %6s %9s %9s   (words joined: %s)\n' half lang kind items dateline xapian $join
	paste "$work/dateline.$join" "$work/xapian.$join" | awk -F'\t' '
		{ key = $1 "\t" $2 "\t" $3; count[key]++; ours[key] += $5 ? 1 / $5 : 0; theirs[key] += $10 ? 1 / $10 : 0 }
		END { for (key in count) { split(key, k, "\t")
			printf "%-6s %-4s %-6s %6d %9.3f %9.3f\n", k[1], k[2], k[3], count[key], ours[key] / count[key], theirs[key] / count[key] } }' | LC_ALL=C sort
done

printf '\nKazakh stems: '
"$tools/stem_forms" < "$here/relevance_forms.tsv"
