#!/bin/sh
# Learns src/names/costs.tsv, decision.tsv and first_names.tsv anew: train_names.sh TOOLS EVAL TABLES
# Only rows of the sources eu, ofac, ep, kz and tok are used; the others are for measuring.
tools=$1
eval=$2
tables=$3
work=${TMPDIR:-/tmp}/train-names.$$

if [ -z "$eval" ] || [ ! -d "$eval/names" ]; then
	echo "train-names: no test sets here; say where they are: make train-names EVAL=DIR"
	exit 0
fi
mkdir -p "$work" || exit 3
trap 'rm -rf "$work"' EXIT

for set in dev kk-rules-dev tokens-dev; do
	awk -F'\t' '$1 ~ /^(eu|ofac|ep|kz|tok):/' "$eval/names/$set.tsv" > "$work/$set.tsv"
	python3 "$eval/names/score.py" "$work/$set.tsv" --seed-pairs "$work/$set.pairs" || exit 3
done
cat "$work/dev.pairs" "$work/kk-rules-dev.pairs" "$work/tokens-dev.pairs" > "$work/pairs"
# The decision is learned on pairs whose costs were learned without them.
for fold in 0 1 2 3 4; do
	"$tools/train_names" $fold evidence < "$work/pairs" > "$work/evidence.$fold" || exit 3
done
cat "$work"/evidence.? | "$tools/train_decision" > "$work/decision.tsv" || exit 3
"$tools/train_names" - costs < "$work/pairs" > "$work/costs.tsv" || exit 3
cp "$work/costs.tsv" "$work/decision.tsv" "$tables/"
{
	printf '# name\tseen\n'
	printf '# First names of people in public lists, written by tests/tools/first_names.awk; seen: how many people bear it there.\n'
	cat "$work/dev.tsv" "$work/kk-rules-dev.tsv" | awk -f tests/tools/first_names.awk | LC_ALL=C sort
} > "$tables/first_names.tsv"
