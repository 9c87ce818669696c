#!/bin/sh
# Counts the instructions that the hot paths cost a byte, by callgrind, and compares them with guard.tsv: guard.sh HOT_PATHS [--print]
# No clock is read, so a busy machine changes nothing. --print writes the table anew.
#
# Where valgrind is not installed or cannot run here, that is said and nothing fails: what is slow
# is not wrong, and `make check` installs it on Debian. DATELINE_GUARD=must makes it a failure.
set -eu
export LC_ALL=C
program=$1 print=${2:-}
table=$(dirname "$0")/guard.tsv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Words in three languages, chronologies, interviews and news; the same files in the same order.
files=$(find corpus/agency corpus/chronology corpus/interviews corpus/kk corpus/roundups -type f | sort)

count() { # function to collect in, output file
	# shellcheck disable=SC2086
	valgrind -q --tool=callgrind --toggle-collect="$1" --callgrind-out-file="$2" "$program" $files > "$work/bytes" 2> "$work/talk"
}

if ! { command -v valgrind && command -v callgrind_annotate && count 'counted*' "$work/all"; } > "$work/why" 2>&1; then
	echo "guard: instructions are NOT counted: valgrind is missing or cannot run this program here"
	sed 's/^/guard: /' "$work/talk" 2> /dev/null | head -n 5
	[ "${DATELINE_GUARD:-}" != must ]
	exit
fi
callgrind_annotate --threshold=100 --inclusive=yes "$work/all" |
	sed -n 's/^ *\([0-9,]*\) .*[:]hot_\([a-z]*\).*/\2 \1/p' | tr -d , | awk '!seen[$1]++' > "$work/counts"

if [ "$print" = --print ]; then
	grep '^#' "$table" > "$work/table"
	awk -F'\t' 'FILENAME ~ /counts$/ { split($0, c, " "); count[c[1]] = c[2]; next }
		FILENAME ~ /bytes$/ { bytes[$1] = $2; next }
		!/^#/ { printf "%s\t%d\t%s\t%s\n", $1, count[$1] / bytes[$1] + .5, $3, $4 }' "$work/counts" "$work/bytes" "$table" >> "$work/table"
	cat "$work/table" > "$table"
	exit
fi

awk -F'\t' 'FILENAME ~ /counts$/ { split($0, c, " "); count[c[1]] = c[2]; next }
	FILENAME ~ /bytes$/ { bytes[$1] = $2; rows++; next }
	/^#/ { next }
	{
		played++
		cost = bytes[$1] ? count[$1] / bytes[$1] : 0
		if (cost == 0)
			printf "guard: %s was not counted\n", $1
		else if (cost > $2 * (1 + $3 / 100))
			printf "guard: %s costs %.1f instructions a byte, %d allowed and %d %% more (%s)\n", $1, cost, $2, $3, $4
		else {
			# A path that became much cheaper leaves room for a later loss: the table should follow.
			if (cost < $2 / 2)
				printf "guard: note: %s costs %.1f a byte, less than half of what is allowed: write the table anew\n", $1, cost > "/dev/stderr"
			next
		}
		bad++
		print $1 > "'"$work"'/slow"
	}
	END {
		if (played != rows)
			printf "guard: %d paths are run and %d stand in the table\n", rows, played
		exit bad > 0 || played != rows || played == 0
	}' "$work/counts" "$work/bytes" "$table" && { echo "ok  $(grep -vc '^#' "$table")  hot paths, in instructions a byte"; exit; }

# Which functions of a path that costs too much.
[ -s "$work/slow" ] || exit 1
while read -r path; do
	count "hot_$path*" "$work/one" || continue
	echo "guard: where $path spends them:"
	callgrind_annotate "$work/one" | sed -n 's/^ *[0-9,]* ( *\([0-9.]*%\)) *[^ ]*[:]\([^ ]*\).*/  \1 \2/p' | head -n 10
done < "$work/slow"
exit 1
