#!/bin/sh
# Measures how costs grow with the archive: growth.sh PROGRAM TOOLS CORPUS [PASSAGES...]
# CORPUS is JSON Lines (or .zst) of real articles, read in a shuffled order. Where it ends, articles are made of it:
# the sentences of three articles of one language, shuffled, under the first one's title and day. Their words are
# real and so is how often each is used; new words come no longer, and whole sentences come again. WORK=DIR keeps all.
set -eu
export LC_ALL=C
program=$(realpath "$1") tools=$(realpath "$2") corpus=$3
shift 3
[ $# -gt 0 ] || set -- 50000 100000 200000 400000 600000
most=0
for wanted; do [ "$wanted" -le "$most" ] || most=$wanted; done
work=${WORK:-$(mktemp -d)}
here=$(dirname "$0")
mkdir -p "$work"
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT
cc -O2 -D_DEFAULT_SOURCE -o "$work/cost" "$here/cost.c"

read_corpus() { case $corpus in *.zst) zstd -qdcf "$corpus" ;; *) cat "$corpus" ;; esac; }
shuffled() { awk 'BEGIN { srand(7) } { printf "%.9f\t%s\n", rand(), $0 }' | sort -k1,1 | cut -f2-; }
recombined() { # the corpus as it is, then made articles, up to $1 passages at $2 an article
	awk -v wanted="$1" -v each="$2" '
	function string(line, key,   at) {
		at = match(line, "\"" key "\": *\"")
		line = substr(line, at + RLENGTH)
		return at ? substr(line, 1, match(line, /[^\\]"/)) : ""
	}
	BEGIN { srand(8) }
	{ print; lang = string($0, "lang"); of[lang, ++count[lang]] = NR; langs[NR] = lang; text[NR] = string($0, "text")
		title[NR] = string($0, "title"); day[NR] = string($0, "date") }
	END { for (n = NR; n * each < wanted; n++) {
		i = int(rand() * NR) + 1; lang = langs[i]; all = text[i]
		for (k = 0; k < 2; k++) all = all " " text[of[lang, int(rand() * count[lang]) + 1]]
		parts = split(all, s, /[.] +|\\n/)
		for (k = parts; k > 1; k--) { j = int(rand() * k) + 1; t = s[k]; s[k] = s[j]; s[j] = t }
		# Paragraphs of three sentences, articles as long as the real ones.
		all = ""
		for (k = 1; k <= (parts + 2) / 3; k++) all = all s[k] (k % 3 ? ". " : ".\\n\\n")
		printf "{\"id\": \"made-%d\", \"date\": \"%s\", \"title\": \"%s\", \"lang\": \"%s\", \"text\": \"%s\"}\n", n, day[i], title[i], lang, all
	} }'
}

if [ ! -s "$work/all.jsonl" ]; then
	read_corpus | shuffled > "$work/real.jsonl"
	head -n 4000 "$work/real.jsonl" | "$tools/passages" > "$work/sample.tsv"
	each=$(awk -v n="$(wc -l < "$work/sample.tsv")" -v a="$(head -n 4000 "$work/real.jsonl" | wc -l)" 'BEGIN { print n / a }')
	recombined "$((most * 11 / 10))" "$each" < "$work/real.jsonl" > "$work/all.jsonl"
	echo "$each" > "$work/each"
fi
[ -s "$work/queries.tsv" ] || "$tools/queries" < "$work/sample.tsv" > "$work/queries.tsv"

quantile() { sort -n | awk -v p="$1" '{ v[NR] = $1 } END { i = int(NR * p); printf "%.3f", v[i < 1 ? 1 : i] }'; }
printf '# passages\tarticles\ttext MB\tCPU s\twall s\tpeak MB\tindex MB\task p50 ms\tp99\tmean\tcold ms\n'
for wanted; do
	articles=$(awk -v w="$wanted" -v e="$(cat "$work/each")" 'BEGIN { printf "%d", w / e }')
	head -n "$articles" "$work/all.jsonl" > "$work/part.jsonl"
	rm -rf "$work/index"
	cost=$("$work/cost" "$program" ingest -q --jobs 1 --index "$work/index" "$work/part.jsonl")
	"$tools/ask_speed" "$work/index" < "$work/queries.tsv" 2> "$work/talk" | cut -f1 > "$work/ms"
	cold=$("$work/cost" "$program" search --index "$work/index" --from 2020-01-01 "$(cut -f3 "$work/queries.tsv" | tail -n 1)" 2> "$work/talk" || true)
	passages=$("$program" stats --index "$work/index" --json | tr -d ' \n' | sed -n 's/.*"passages":\([0-9]*\).*/\1/p')
	text=$("$program" stats --index "$work/index" --json | tr -d ' \n' | sed -n 's/.*"text_bytes":\([0-9]*\).*/\1/p')
	[ -n "$text" ] || text=$("$tools/passages" < "$work/part.jsonl" | cut -f5 | wc -c)
	printf '%s\t%s\t%.1f\t%s\t%s\t%s\t%.1f\t%s\t%s\t%s\t%.0f\n' "$passages" "$articles" "$(echo "$text" | awk '{ print $1 / 1e6 }')" \
		"${cost%% *}" "$(echo "$cost" | cut -d' ' -f2)" "$(echo "$cost" | cut -d' ' -f3)" \
		"$(du -sk "$work/index" | awk '{ print $1 * 1024 / 1e6 }')" "$(quantile .5 < "$work/ms")" "$(quantile .99 < "$work/ms")" \
		"$(awk '{ t += $1 } END { printf "%.3f", t / NR }' "$work/ms")" "$(echo "$cold" | awk '{ print $2 * 1000 }')"
done | tee "$work/growth.tsv"

# Least squares of CPU seconds on n and on n log n, through the origin and with a start: which leaves less?
awk -F'\t' '!/^#/ { n[++rows] = $1; y[rows] = $4 }
	function fit(log_too,   i, x, sx, sy, sxx, sxy, a, b, left) {
		for (i = 1; i <= rows; i++) { x = log_too ? n[i] * log(n[i]) : n[i]; sx += x; sy += y[i]; sxx += x * x; sxy += x * y[i] }
		b = (rows * sxy - sx * sy) / (rows * sxx - sx * sx); a = (sy - b * sx) / rows
		for (i = 1; i <= rows; i++) { x = log_too ? n[i] * log(n[i]) : n[i]; left += (y[i] - a - b * x) ^ 2 }
		printf "%s: %.2f s + %.4g s a passage%s, off by %.1f %% of the largest (root mean square)\n", log_too ? "n log n" : "n",
			a, b, log_too ? " and its logarithm" : "", 100 * sqrt(left / rows) / y[rows]
	}
	END { if (rows > 2) { fit(0); fit(1) }
		if (rows > 1) printf "exponent between the least and the largest: %.3f\n", log(y[rows] / y[1]) / log(n[rows] / n[1]) }' "$work/growth.tsv"
