#!/bin/sh
# Prints what dateline and other engines cost on the same passages: engines.sh PROGRAM TOOLS [CORPUS]
# CORPUS is JSON Lines (or .zst); without one, corpus/ is repeated with its sentences shuffled, and that is said.
# Ratios within one run are what counts: the machine may be shared. WORK=DIR keeps everything there; PASSES=3 runs.
set -eu
program=$(realpath "$1") tools=$(realpath "$2") corpus=${3:-}
passes=${PASSES:-3}
work=${WORK:-$(mktemp -d)}
here=$(dirname "$0")
mkdir -p "$work"
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }

# ---- what is measured with ----
jars=$(ls /usr/share/java/lucene-core-*.jar /usr/share/java/lucene-analyzers-common-*.jar \
	/usr/share/java/lucene-facet-*.jar /usr/share/java/lucene-queries-*.jar | tr '\n' ':')
cc -O2 -D_DEFAULT_SOURCE -o "$work/cost" "$here/cost.c"
cc -O2 -D_POSIX_C_SOURCE=200809L -o "$work/fts5" "$here/engines/fts5.c" -lsqlite3
javac -d "$work" -cp "$jars" "$here/engines/Peer.java"

# ---- the passages ----
if [ -z "$corpus" ]; then
	say "No CORPUS given: passages are made of the sentences of corpus/, shuffled; a poor vocabulary, so its ratios flatter."
	"$program" ingest -q --index "$work/seed" corpus
	"$program" search --index "$work/seed" --json --limit 10000 |
		jq -r '.hits[] | [.date // "2022-01-01", .lang, (.snippet | gsub("[\n\t]"; " "))] | @tsv' > "$work/seed.tsv"
	awk -F'\t' -v most="${PASSAGES:-60000}" 'BEGIN { srand(7) } { row[NR] = $3; lang[NR] = $2 }
		function text(  i, s) { s = ""; for (i = 0; i < 4; i++) s = s row[int(rand() * NR) + 1] " "; gsub(/["\\]/, "", s); return s }
		END { for (i = 1; i <= most; i++)
			printf "{\"id\":\"%d\",\"title\":\"Story %d\",\"date\":\"%04d-%02d-%02d\",\"text\":\"%s\"}\n",
				i, i, 2000 + rand() * 23, 1 + rand() * 12, 1 + rand() * 28, text() }' "$work/seed.tsv" > "$work/corpus.jsonl"
	corpus=$work/corpus.jsonl
elif [ "${corpus%.zst}" != "$corpus" ]; then
	zstd -qdcf "$corpus" | head -n "${ARTICLES:-1000000000}" > "$work/corpus.jsonl"
	corpus=$work/corpus.jsonl
elif [ -n "${ARTICLES:-}" ]; then
	head -n "$ARTICLES" "$corpus" > "$work/corpus.jsonl"
	corpus=$work/corpus.jsonl
fi
[ -s "$work/passages.tsv" ] ||
	"$tools/passages" < "$corpus" | LC_ALL=C sort -t"$(printf '\t')" -k2,2 -s > "$work/passages.tsv"
[ -s "$work/queries.tsv" ] || "$tools/queries" < "$work/passages.tsv" > "$work/queries.tsv"
count=$(wc -l < "$work/passages.tsv")
text=$(cut -f5 "$work/passages.tsv" | wc -c)
say "$count passages, $text bytes of text, $(wc -l < "$work/queries.tsv") questions"
# scriptindex wants fields a line.
awk -F'\t' '{ printf "text=%s\nday=%s\nplace=%s\n\n", $5, $2, $3 }' "$work/passages.tsv" > "$work/omega.txt"
printf 'text : index field\nday : boolean=D value=0\nplace : boolean=XP field\n' > "$work/omega.script"

# ---- ingest ----
size() { du -sk "$1" | cut -f1; }
runs() { # name, command: appends "cpu wall mb" a pass to $work/name.cost
	name=$1; shift
	rm -rf "$work/$name.index"
	"$work/cost" sh -c "$*" >> "$work/$name.cost"
}
rm -f "$work"/*.cost
pass=1
while [ "$pass" -le "$passes" ]; do
	say "ingest, pass $pass of $passes"
	runs dateline "exec '$program' ingest -q --jobs 1 --index '$work/dateline.index' '$corpus'"
	runs lucene "exec java -Xmx2g -cp '$work:$jars' Peer index '$work/lucene.index' < '$work/passages.tsv'"
	runs fts5 "exec '$work/fts5' index '$work/fts5.index' < '$work/passages.tsv'"
	runs scriptindex "exec scriptindex -s russian '$work/scriptindex.index' '$work/omega.script' '$work/omega.txt'"
	pass=$((pass + 1))
done
rm -rf "$work/two.index"
two=$("$work/cost" "$program" ingest -q --jobs 2 --index "$work/two.index" "$corpus")
again=$("$work/cost" "$program" ingest -q --index "$work/dateline.index" "$corpus")
echo '{"id":"bench-one","title":"One more","text":"The harbour of Aktau was closed on January 5, 2022."}' > "$work/one.jsonl"
one=$("$work/cost" "$program" ingest -q --index "$work/dateline.index" "$work/one.jsonl")
median() { LC_ALL=C sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
column() { cut -d' ' -f"$2" "$work/$1.cost" | median; }

printf '\n%-12s %8s %8s %8s %8s %8s\n' ingest 'CPU s' 'wall s' 'MB/s CPU' 'peak MB' 'size/text'
for name in dateline lucene fts5 scriptindex; do
	awk -v n="$name" -v c="$(column $name 1)" -v w="$(column $name 2)" -v m="$(column $name 3)" -v t="$text" \
		-v s="$(size "$work/$name.index")" 'BEGIN { printf "%-12s %8.1f %8.1f %8.2f %8.0f %8.2f\n", n, c, w, t / 1e6 / c, m, s * 1024 / t }'
done
awk -v d="$(column dateline 1)" -v l="$(column lucene 1)" -v s="$(column scriptindex 1)" \
	'BEGIN { printf "dateline is %.2f x Lucene, %.2f x scriptindex (bars: 2.5, 7)\n", l / d, s / d }'
echo "$two" | awk -v w="$(column dateline 2)" '{ printf "two jobs: %.1f s wall, %.2f x one (bar 1.7); peak %d MB (bar 300)\n", $2, w / $2, $3 }'
echo "$again" | awk -v c="$(column dateline 1)" '{ printf "unchanged again: %.2f s CPU, %.0f x (bar 50)\n", $1, c / ($1 > 0 ? $1 : .01) }'
echo "$one" | awk '{ printf "one article more, whole process: %.0f ms wall (bar 30)\n", $2 * 1000 }'

# ---- questions ----
quantiles() { LC_ALL=C sort -n | awk -v n="$1" '{ v[NR] = $1; t += $1 } END { printf "%-12s %8.3f %8.3f %8.3f\n", n, v[int(NR * .5)], v[int(NR * .99)], t / NR }'; }
printf '\n%-12s %8s %8s %8s   (ms of CPU: top 10, exact total, facets; dateline with its snippets)\n' questions p50 p99 mean
"$tools/ask_speed" "$work/dateline.index" < "$work/queries.tsv" > "$work/dateline.ms"
cut -f1 "$work/dateline.ms" | quantiles dateline
java -Xmx2g -cp "$work:$jars" Peer ask "$work/lucene.index" < "$work/queries.tsv" > "$work/lucene.ms"
cut -f1 "$work/lucene.ms" | quantiles lucene
"$work/fts5" ask "$work/fts5.index" < "$work/queries.tsv" > "$work/fts5.ms"
cut -f1 "$work/fts5.ms" | quantiles fts5
awk -F'\t' '{ t[FILENAME] += $2 } END { for (f in t) { n = f; sub(/.*\//, "", n); printf "hits in all, %s %d\n", n, t[f] } }' \
	"$work/dateline.ms" "$work/lucene.ms" "$work/fts5.ms"

# ---- people ----
name=${PERSON:-Токаев}
first=$("$work/cost" "$program" mentions --index "$work/dateline.index" "$name" || true)
second=$("$work/cost" "$program" mentions --index "$work/dateline.index" "$name" || true)
search=$("$work/cost" "$program" search --index "$work/dateline.index" "$name" || true)
printf '\nmentions of %s, whole process: %s s wall, again %s; a search %s\n' "$name" "$(echo "$first" | cut -d' ' -f2)" \
	"$(echo "$second" | cut -d' ' -f2)" "$(echo "$search" | cut -d' ' -f2)"
