#!/bin/sh
# Plays a session with corpus/, then test programs, under valgrind: memcheck.sh PROGRAM TEST...
# What is read before it is written is valgrind's to find; the sanitisers do not tell it.
set -eu
export LC_ALL=C DATELINE_PLACES=default
program=$(realpath "$1")
shift
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v valgrind > /dev/null || { echo "memcheck: valgrind is not installed"; exit 1; }
bad=0

# Faults and lost memory end with 99; any other status is the command's own (1: nothing found).
watched() {
	status=0
	valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --child-silent-after-fork=yes \
		--suppressions="$here/memcheck.supp" --log-file="$work/log" "$@" > "$work/out" 2> "$work/talk" || status=$?
	if [ "$status" -eq 99 ] || [ "$status" -gt 125 ] || [ -s "$work/log" ]; then
		bad=$((bad + 1))
		echo "memcheck: $* (exit $status)"
		head -n 30 "$work/log"
	else
		echo "ok  $(echo "$*" | sed "s,$work,INDEX,; s,^[^ ]*/,," | cut -c1-90)"
	fi
}

index=$work/index
watched "$program" ingest -q --jobs 1 --index "$index" corpus/agency corpus/chronology corpus/feed corpus/kk corpus/old corpus/people corpus/web
watched "$program" ingest -q --jobs 2 --index "$index" corpus/formats corpus/roundups corpus/interviews
for words in 'airport' '"state of emergency"' 'place:Almaty аэропорт' 'pric* OR бағa' 'мост NEAR/5 закры*' 'aiprort'; do
	watched "$program" search --index "$index" --facets date,place,person,source,lang --json "$words"
done
watched "$program" search --index "$index" --from 2022-01-02 --to 2022-01-05 --place Mangystau --explain gas
watched "$program" list --index "$index" --by day --format markdown Almaty
watched "$program" mentions --index "$index" --json Tokayev
watched "$program" mentions --index "$index" --strict 'Касым-Жомарт Токаев'
watched "$program" stats --index "$index" --json
watched "$program" check --index "$index"
watched "$program" export --index "$index"
watched "$program" names Жумагалиев
watched "$program" split --format json corpus/chronology/chronology.ru.html
for test; do
	watched "$test"
done
[ "$bad" -eq 0 ] || { echo "memcheck: $bad failed"; exit 1; }
