#!/bin/sh
# Prints the scores of the name engine on the public test sets: names.sh TOOLS EVAL
# EVAL holds names/ and mentions/ with their score.py. QUERIES=8 asks one query in eight.
tools=$1
eval=$2
queries=${QUERIES:-8}
work=${TMPDIR:-/tmp}/bench-names.$$

if [ -z "$eval" ] || [ ! -d "$eval/names" ]; then
	echo "bench-names: no test sets here; say where they are: make bench-names EVAL=DIR"
	exit 0
fi
command -v python3 > /dev/null || { echo "bench-names: the scorers want python3"; exit 0; }
mkdir -p "$work" || exit 3
trap 'rm -rf "$work"' EXIT

for set in dev kk-rules-dev tokens-dev; do
	echo "== names/$set"
	inflected=
	[ $set = dev ] && inflected="--inflected $eval/names/inflected-dev.tsv"
	# shellcheck disable=SC2086
	python3 "$eval/names/score.py" "$eval/names/$set.tsv" --keys "$tools/name_keys" --pairs "$tools/match_pairs" $inflected |
		grep -v 'by language'
done

[ -f "$eval/mentions/docs.dev.jsonl" ] || { echo "bench-names: no mentions/ in $eval"; exit 0; }
"$tools/hash_in" "$queries" < "$eval/mentions/queries.dev.tsv" > "$work/gold.tsv"
cut -f1,2 "$eval/mentions/queries.dev.tsv" | LC_ALL=C sort -u > "$work/names.tsv"
for strict in "" strict; do
	echo "== mentions/dev, one query in $queries ${strict:+(--strict)}"
	# shellcheck disable=SC2086
	"$tools/mentions_batch" "$eval/mentions/docs.dev.jsonl" "$work/names.tsv" "$queries" $strict > "$work/found.tsv"
	python3 "$eval/mentions/score.py" --spans "$eval/mentions/spans.dev.tsv" "$eval/mentions/docs.dev.jsonl" \
		"$work/gold.tsv" "$work/found.tsv" | grep -E '^(set|all|mean|fre|wd|kaz|snr +(en|pl|cs|ru) +ru)'
done

echo "== speed"
"$tools/names_speed" "$eval/mentions/docs.dev.jsonl"
