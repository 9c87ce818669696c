# Prints the score table of the date sets and the speed of the date pass.
# Called by `make bench-dates EVAL=DIR` as: dates.sh DIR dates_annotate dates_speed
eval_dir=$1 annotate=$2 speed=$3
# DIR may be the directory above, which holds a set for each floor.
[ -f "$eval_dir/dates/score.py" ] && eval_dir=$eval_dir/dates
if [ -z "$eval_dir" ] || [ ! -f "$eval_dir/docs.dev.jsonl" ] || [ ! -f "$eval_dir/score.py" ]; then
	echo "bench-dates: no date sets: say EVAL=DIR, a directory with docs.dev.jsonl, phrases.dev.jsonl and score.py" >&2
	exit 2
fi
out=$(mktemp -d) || exit 3
trap 'rm -rf "$out"' EXIT
for set in docs phrases; do
	"$annotate" < "$eval_dir/$set.dev.jsonl" > "$out/$set.jsonl" || exit 3
	python3 "$eval_dir/score.py" "$eval_dir/$set.dev.jsonl" "$out/$set.jsonl" --by source
	# By language, and the phrases that are of our own making.
	for lang in en ru kk; do
		grep '"lang": *"'$lang'"' "$eval_dir/$set.dev.jsonl" > "$out/lang.jsonl"
		if [ "$set" = phrases ]; then
			grep '"source": *"hand"' "$out/lang.jsonl" > "$out/hand.jsonl"
			grep -v '"source": *"hand"' "$out/lang.jsonl" > "$out/tools.jsonl"
			for part in hand tools; do
				[ -s "$out/$part.jsonl" ] || continue
				echo "phrases of $part in $lang:"
				python3 "$eval_dir/score.py" "$out/$part.jsonl" "$out/$set.jsonl" | grep '^all'
			done
		fi
	done
done
for lang in en ru kk; do
	# The bare texts, some megabytes of them, as one input a language.
	grep '"lang": *"'$lang'"' "$eval_dir/docs.dev.jsonl" |
		python3 -c 'import json,sys; sys.stdout.write("\n\n".join(json.loads(l)["text"] for l in sys.stdin) * 8)' > "$out/$lang.txt"
	"$speed" "$lang" < "$out/$lang.txt"
done
