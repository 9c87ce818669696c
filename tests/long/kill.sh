#!/bin/sh
# Kills an ingest at moments drawn by chance, again and again, and proves after each that nothing was lost: kill.sh PROGRAM ROUNDS [SEED]
set -eu
export LC_ALL=C DATELINE_PLACES=default
program=$(realpath "$1") rounds=$2 seed=${3:-$$}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "kill loop, round $round of seed $seed: $*"; exit 1; }
# Passages with their article, day and text: what an archive is, whatever way it came.
contents() { "$program" search --index "$1" --limit 10000 --sort date --json | tr '{' '\n' | sed -n 's/"id":"[^"]*",//; /"article"/p' | sed 's/,"score":.*//' | sort; }
count() { "$program" stats --index "$1" --json 2> /dev/null | tr -d ' \n' | sed -n 's/.*"articles":\([0-9]*\).*/\1/p'; }
ingest() { "$program" ingest -q --index "$1" --jobs "$((round % 2 + 1))" "$work/archive"; }

# ---- an archive of six files, half a thousand articles a file, and what one ingest makes of it ----
round=0
mkdir "$work/archive"
for file in 1 2 3 4 5 6; do
	awk -v file="$file" 'BEGIN { for (i = 1; i <= 500; i++)
		printf "{\"id\":\"%d-%d\",\"title\":\"Story %d\",\"date\":\"2022-%02d-%02d\",\"text\":\"On January %d the bridge %d in Aktau was shut.\\n\\nМост %d в Алматы закрыли.\"}\n",
			file, i, i, file, 1 + i % 28, 1 + i % 28, i, i }' > "$work/archive/$file.jsonl"
done
start=$(date +%s%N)
ingest "$work/whole"
took=$((($(date +%s%N) - start) / 1000000))
contents "$work/whole" > "$work/wanted"
[ "$(wc -l < "$work/wanted")" -eq 6000 ] || fail "the whole archive has $(wc -l < "$work/wanted") passages"

killed=0 done_before=0
while [ "$round" -lt "$rounds" ]; do
	round=$((round + 1))
	# No function here: the program itself must be the child that is killed.
	"$program" ingest -q --index "$work/index" --jobs "$((round % 2 + 1))" "$work/archive" &
	child=$!
	sleep "$(awk -v s="$((seed + round))" -v most="$took" 'BEGIN { srand(s); printf "%.3f", rand() ^ 2 * most / 1000 }')"
	kill -9 "$child" 2> /dev/null && killed=$((killed + 1)) || true
	wait "$child" 2> /dev/null || true
	# Killed before there was an index at all: nothing to check.
	[ -d "$work/index" ] && now=$(count "$work/index") || now=
	if [ -n "$now" ]; then
		"$program" check --index "$work/index" > "$work/said" 2>&1 || { cat "$work/said"; fail "check finds damage"; }
		[ "$now" -ge "$done_before" ] || fail "$done_before articles were there, and $now are"
		done_before=$now
	else
		[ "$done_before" -eq 0 ] || fail "$done_before articles were there, and the index no longer opens"
	fi
	# A whole archive is proved equal to one that was never killed, and begun anew.
	if [ $((round % 3)) -eq 0 ]; then
		ingest "$work/index" || fail "the last run does not end well"
		contents "$work/index" > "$work/got"
		cmp -s "$work/wanted" "$work/got" || { diff "$work/wanted" "$work/got" | head -n 5; fail "an article is lost, or there twice"; }
		rm -rf "$work/index"
		done_before=0
	fi
done
echo "ok  $rounds rounds of ingest, $killed killed on the way (seed $seed)"
